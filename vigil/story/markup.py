"""HTML source to blocks of text, each with its place: what a reader sees as one paragraph, heading, item or cell.

Browsers' rules are followed only as far as the division into blocks needs them. The tokenizer is one regular
expression, because the offsets of every word must be known and a tree parser gives none.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Literal

from vigil.story.weave import Run, Strand

BlockKind = Literal["paragraph", "heading", "item", "caption", "cell", "other"]

_OPENING = re.compile(r"<(?:[!?]|/?[a-zA-Z])")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*\"|'[^']*')|=)*+)>"
    r"|<[!?][^>]*>",
    re.DOTALL,
)
_TAG_UNQUOTED = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>[^>]*)>|<[!?][^>]*>")
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _names(
    "script style noscript template svg math iframe object select textarea audio video canvas datalist title rt rp"
)
_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _UNSEEN}
_DEEPEST = 400
"""Elements inside one another at most; deeper ones are passed over, as browsers do."""
_BLOCK = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup "
    "hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul button label"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
_FENCES = _names("ul ol dl table menu")
"""An open item of an outer list or table is not closed by an item of an inner one."""
_CAPTION = re.compile(r"caption|imagedesc|image-desc|cutline|bildunterschrift|bildtext|bild__info|image-widget")
_SPOKEN_END = re.compile(r"[.!?…:;。！？؟।»”\"')\]]\s*$")


@dataclass(frozen=True, slots=True)
class Element:
    """An open element: its tag and the words of its class, id, role and the like, in lower case."""

    tag: str
    marks: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Block:
    """What stands as one block on the page. ``linked`` counts its characters inside links."""

    index: int
    kind: BlockKind
    level: int
    text: str
    runs: tuple[Run, ...]
    path: tuple[Element, ...]
    linked: int

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.runs[0].start

    def inside(self, *tags: str) -> bool:
        """Whether an element of one of these tags holds it."""
        return any(element.tag in tags for element in self.path)

    @property
    def hidden(self) -> bool:
        """Whether the page does not show it."""
        return any(element.hidden for element in self.path)


@dataclass(slots=True)
class Leaf:
    """An element of interest outside the blocks: ``<meta>``, ``<time>``, ``<title>``, JSON-LD, ``<html>``."""

    tag: str
    attributes: dict[str, str]
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Markup:
    """A page taken apart: its blocks in page order, and the elements that say something about the page."""

    blocks: list[Block] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)


def attributes_of(rest: str) -> dict[str, str]:
    """Return the attributes written in a tag; a name that stands twice keeps its first value, as in browsers."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found


@dataclass(slots=True)
class _Walker:
    """The state of one pass over the source."""

    source: str
    page: Markup = field(default_factory=Markup)
    stack: list[Element] = field(default_factory=list)
    strand: Strand = field(default_factory=Strand)
    linked: int = 0
    break_at: int | None = None
    opened_time: Leaf | None = None
    endless: set[str] = field(default_factory=set)

    def flush(self) -> None:
        runs = tuple(self.strand.runs)
        text = self.strand.text
        if text:
            kind, level = _kind(self.stack)
            block = Block(len(self.page.blocks), kind, level, text, runs, tuple(self.stack), self.linked)
            self.page.blocks.append(block)
        self.strand = Strand()
        self.linked = 0
        self.break_at = None

    def words(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.break_at is not None:
            self._after_break(start, end)
        before = self.strand.length
        self.strand.feed(self.source, start, end, references=True)
        added = self.strand.length - before
        if added:
            self.linked += added if any(element.tag == "a" for element in self.stack) else 0

    def _after_break(self, start: int, end: int) -> None:
        """Decide whether a ``<br>`` divides two paragraphs or only two lines of one."""
        upcoming = html.unescape(self.source[start : min(end, start + 200)]).strip()
        if not upcoming:
            return
        at, self.break_at = self.break_at, None
        goes_on = upcoming[0].islower() or self.strand.tail.endswith(",")
        if goes_on and not _SPOKEN_END.search(self.strand.tail):
            self.strand.space(at if at is not None else start)
        else:
            self.flush()

    def open(self, name: str, rest: str, start: int, end: int) -> None:
        attributes = attributes_of(rest) if rest.strip(" /\n\t\r") else {}
        if name in ("meta", "html", "link"):
            self.page.leaves.append(Leaf(name, attributes, "", start, end))
        if name == "br":
            self._line_break(start)
            return
        if name == "time":
            self.opened_time = Leaf("time", attributes, "", start, end)
            self.page.leaves.append(self.opened_time)
        if name in _BLOCK:
            self.flush()
            self._close_implied(name)
        elif name == "a" and any(element.tag == "nav" for element in self.stack):
            self.flush()
        if (
            len(self.stack) < _DEEPEST
            and name not in _VOID
            and not (rest.endswith("/") and name not in _BLOCK and name not in ("a", "span"))
        ):
            self.stack.append(_element(name, attributes))

    def _line_break(self, at: int) -> None:
        if self.break_at is not None:
            self.flush()
        elif self.strand.runs:
            self.break_at = at

    def _close_implied(self, name: str) -> None:
        closes = _CLOSED_BY.get(name, frozenset())
        for depth in range(len(self.stack) - 1, -1, -1):
            tag = self.stack[depth].tag
            if tag in closes or (tag == "p" and name not in ("button", "label")):
                del self.stack[depth:]
                if tag in ("td", "th") and name == "tr":
                    continue
                return
            if tag in _FENCES or (tag in _BLOCK and not closes):
                return

    def close(self, name: str, start: int) -> None:
        if name in _BLOCK:
            self.flush()
        if name == "time" and self.opened_time is not None:
            self.opened_time.text = self.source[self.opened_time.end : start]
            self.opened_time = None
        for depth in range(len(self.stack) - 1, max(len(self.stack) - 60, -1), -1):
            if self.stack[depth].tag == name:
                del self.stack[depth:]
                return
            if name not in _BLOCK and self.stack[depth].tag in _BLOCK:
                return

    def skip(self, name: str, found: re.Match[str]) -> int:
        """Pass over an element whose text is not shown; keep the page's title and JSON-LD. Return where it ends."""
        empty = found["rest"].endswith("/") and name not in ("script", "style", "title")
        end = None if empty or name in self.endless else _END[name].search(self.source, found.end())
        if end is None:
            if not empty:
                self.endless.add(name)
            return found.end()
        if name == "title" or (name == "script" and "ld+json" in found["rest"]):
            inner = self.source[found.end() : end.start()]
            self.page.leaves.append(Leaf(name, attributes_of(found["rest"]), inner, found.end(), end.start()))
        return end.end()


def _element(name: str, attributes: dict[str, str]) -> Element:
    if not attributes:
        return Element(name, "", hidden=False)
    marks = " ".join(
        attributes.get(key, "")
        for key in ("class", "id", "role", "itemprop", "aria-label", "data-component", "data-testid", "property")
        if key in attributes
    ).lower()
    style = attributes.get("style", "").replace(" ", "").lower()
    hidden = "hidden" in attributes or "display:none" in style or attributes.get("aria-hidden") == "true"
    return Element(name, marks, hidden)


_KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "blockquote": "paragraph", "li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell",
}  # fmt: skip


def _kind(stack: list[Element]) -> tuple[BlockKind, int]:
    """Return what the innermost block is, and its level where it is a heading."""
    inner = next((e.tag for e in reversed(stack) if e.tag in _BLOCK), "")
    if inner in _HEADINGS:
        return "heading", int(inner[1])
    if any(e.tag == "figcaption" or _CAPTION.search(e.marks) for e in stack[-3:]):
        return "caption", 0
    return _KINDS.get(inner, "other"), 0


def take_apart(source: str) -> Markup:
    """Return the blocks and telling elements of an HTML page. Never raises: broken markup is text or is passed over."""
    walker = _Walker(source)
    at, last, pattern = 0, source.rfind(">"), _TAG
    while (opening := _OPENING.search(source, at)) is not None and opening.start() < last:
        found = pattern.match(source, opening.start())
        if found is None:  # a quotation mark is never closed: from here on they mean nothing
            pattern = _TAG_UNQUOTED
            continue
        walker.words(at, found.start())
        at = found.end()
        name = (found["name"] or "").lower()
        if name in _UNSEEN and not found["close"]:
            at = walker.skip(name, found)
        elif found["close"]:
            walker.close(name, found.start())
        elif name:
            walker.open(name, found["rest"], found.start(), found.end())
    walker.words(at, len(source))
    walker.flush()
    return walker.page
