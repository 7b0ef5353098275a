"""Plain text to paragraphs: hard-wrapped lines put together, lists and lines of their own kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from vigil.story.furniture import is_furniture_line
from vigil.story.weave import Run, Strand

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\n\r\v\u2028\u2029]")
_ITEM = re.compile(r"\s*(?:[•●▪◦‣*·–—-]\s+\S|\(?\d{1,3}[.)]\s+\S|\([a-z]{1,4}\)\s+\S|\d{1,2}[:.]\d{2}\s)")
_ENDED = re.compile(r"[.!?…:;。！？؟।]['\"”’»)\]]*\s*$")
_FIELD = re.compile(r"[A-ZА-Я][^.:!?]{1,30}:\s")
_HYPHEN = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]$")
_TYPED_SLACK, _PRINT_SLACK = 0.9, 0.85
"""How full a line is that was broken by hand or by a mailer, and one of printed text, whose letters differ in width."""
_LEAST_WIDTH, _MOST_WIDTH = 40, 130
"""Widths, in characters, between which text is hard-wrapped by mailers, editors and pages set in print."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: its words without the white space around them, and the page it stands on."""

    start: int
    end: int
    page: int
    after_gap: bool
    """Whether an empty line or a page break stands before it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: what it says and where its words came from."""

    text: str
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]


def lines_of(source: str) -> list[Line]:
    """Return the lines that hold words, in order; a form feed begins a new page."""
    found: list[Line] = []
    last_end, page = 0, 0
    for match in _LINE.finditer(source):
        text = match.group()
        stripped = text.strip(" \t\u00a0\ufeff\u200b")
        between = source[last_end : match.start()]
        page += between.count("\f")
        if not stripped:
            continue
        start = match.start() + text.index(stripped)
        gap = not found or "\f" in between or len(_BREAKS.findall(between)) > 1
        found.append(Line(start, start + len(stripped), page, gap))
        last_end = match.end()
    return found


def passages(source: str, lines: list[Line], *, dehyphenate: bool) -> list[Passage]:
    """Return the paragraphs that the lines make.

    A line goes on with the next where the next one's first word would not have fitted, or where a sentence is plainly
    unfinished. ``dehyphenate`` joins a word divided at the end of a line: printed pages divide words, typed text does not.
    """
    slack = _PRINT_SLACK if dehyphenate else _TYPED_SLACK
    width = _wrap_width(source, lines, slack)
    made: list[Passage] = []
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(source, group[-1], line, width, slack):
            made.append(_passage(source, group, dehyphenate=dehyphenate))
            group = []
        group.append(line)
    if group:
        made.append(_passage(source, group, dehyphenate=dehyphenate))
    return made


def _wrap_width(source: str, lines: list[Line], slack: float) -> int | None:
    """Return the width at which the text is wrapped; None where line breaks are the author's own.

    In wrapped text most lines are so full that the next one's first word would not have fitted.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_gap and not _ITEM.match(source, b.start, b.end)]
    if len(pairs) < 3:
        return None
    width = max(a.end - a.start for a, _ in pairs)
    full = sum(_is_full(source, a, b, width, slack) for a, b in pairs)
    return width if _LEAST_WIDTH <= width <= _MOST_WIDTH and full * 5 >= len(pairs) * 3 else None


def _is_full(source: str, line: Line, following: Line, width: int, slack: float) -> bool:
    first_word = source[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(first_word) > width * slack


def _goes_on(source: str, line: Line, following: Line, width: int | None, slack: float) -> bool:
    before, after = source[line.start : line.end], source[following.start : following.end]
    ended = _ENDED.search(before)
    full = width is not None and _is_full(source, line, following, width, max(slack, 0.97) if ended else slack)
    if _ITEM.match(after) and (not full or ended):
        return False
    apart = is_furniture_line(before) or is_furniture_line(after) or (_FIELD.match(before) and _FIELD.match(after))
    if before == after or (apart and (not full or ended or _FIELD.match(after))):
        return False
    unfinished = after[:1].islower() and not ended and len(before) >= _LEAST_WIDTH
    if following.page != line.page:
        return unfinished and width is not None
    if following.after_gap:
        return False
    return full or unfinished or bool(_HYPHEN.search(before) and after[:1].islower())


def _passage(source: str, lines: list[Line], *, dehyphenate: bool) -> Passage:
    strand = Strand()
    for n, line in enumerate(lines):
        end = line.end
        divided = n + 1 < len(lines) and _HYPHEN.search(source[line.start : end])
        if n:
            strand.gap = None if _divides(source, lines[n - 1], line) else (lines[n - 1].end, line.start)
        if divided and dehyphenate and _divides(source, line, lines[n + 1]):
            end -= 1
        strand.feed(source, line.start, end, references=False)
    return Passage(strand.text, tuple(strand.runs), tuple(lines))


def _divides(source: str, line: Line, following: Line) -> bool:
    """Whether the line ends inside a word."""
    return bool(_HYPHEN.search(source[line.start : line.end])) and source[following.start].islower()


def repeated_lines(source: str, lines: list[Line]) -> set[Line]:
    """Return running headers and footers: page numbers, and lines that stand first or last on half of the pages."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return set()
    edges = {line for page in pages.values() for line in (*page[:2], *page[-2:]) if line.end - line.start <= 100}
    shapes = {line: re.sub(r"\d+", "#", source[line.start : line.end].lower()) for line in edges}
    counts: dict[str, set[int]] = {}
    for line, shape in shapes.items():
        counts.setdefault(shape, set()).add(line.page)
    return {line for line, shape in shapes.items() if len(counts[shape]) >= max(2, len(pages) / 2)}
