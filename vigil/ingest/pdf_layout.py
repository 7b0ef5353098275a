"""From the lines of a PDF to paragraphs: by the gaps between lines, their size and their length.

A PDF knows no paragraphs, only words at places on a page. What is told here is measured on the page itself: the usual gap
between two lines of one size, the usual length of a line, the usual size of a letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SENTENCE_END = re.compile(r"[.!?…:;。][\"'”’»)\]]*\d*$")
_BULLET = re.compile(r"[-–—•▪●*]\s|§\s?\d")
_NUMBERED = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
_SHORT_LINE = 0.75
"""The share of the usual line length below which a line that ends a sentence ends its paragraph."""
_WIDE_GAP = 1.25
"""How many times the usual gap between lines a gap is that divides paragraphs; browsers and word processors set 1.5 to 2."""
_OTHER_SIZE = 0.1
"""The relative difference in letter size that sets a heading or a note apart."""
_INDENT = 0.7
"""How many letter sizes a first line is set in."""
_EDGE_LINES = 4
_RUNNING_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins (points from the lower left corner) and the size of most of its letters."""

    text: str
    x: float
    y: float
    size: float


class LineReader:
    """Takes what pypdf tells while it reads a page (as ``visitor_text``) and gives the lines."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._place: tuple[float, float] | None = None
        self._sizes: Counter[float] = Counter()
        self._lines: list[Line] = []

    def visit(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, font_size: float) -> None:
        """Take a run of text with the matrices of its page and its line, and the size of its font."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self._end()
            if part.strip():
                self._sizes[abs(font_size * (tm[3] or 1) * (cm[3] or 1))] += len(part)
                here = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                self._place = self._place or here
            self._parts.append(part)

    def lines(self) -> list[Line]:
        """Return the lines read so far that hold a word, in the order of the page's content."""
        self._end()
        return self._lines

    def _end(self) -> None:
        text = " ".join("".join(self._parts).translate(_LIGATURES).split())
        if text and self._place is not None:
            self._lines.append(Line(text, *self._place, self._sizes.most_common(1)[0][0]))
        self._parts, self._place = [], None
        self._sizes.clear()


def without_running_lines(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Take headers, footers and page numbers from the edges of pages; return what is left, and each such line once.

    They are the lines that stand on more than half of the pages, numbers aside. A header without a number stays on the
    first page: it may be the title.
    """
    if len(pages) < 2:
        return pages, []
    seen = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    running = {form for form, count in seen.items() if count > _RUNNING_SHARE * len(pages)}
    kept: list[list[Line]] = []
    dropped: dict[str, str] = {}
    for page in pages:
        edges = [line for line in _edges(page) if _form(line) in running and not _is_title(line, page, kept)]
        for line in edges:
            dropped.setdefault(_form(line), line.text)
        kept.append([line for line in page if line not in edges])
    return kept, list(dropped.values())


def _is_title(line: Line, page: list[Line], before: list[list[Line]]) -> bool:
    return not before and line == page[0] and _form(line) == line.text


def _edges(lines: list[Line]) -> list[Line]:
    return lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _form(line: Line) -> str:
    return _digitless(line.text)


def _digitless(text: str) -> str:
    return re.sub(r"\d+", "#", text)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual in a document: the length of a full line, the size of its letters, the gap between lines by size."""

    length: float
    size: float
    gaps: dict[float, float]


def paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """Yield the paragraphs, words that were divided at the end of a line put together again."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    usual = _usual(lines)
    words = set(re.findall(r"[\w-]+", " ".join(line.text for line in lines)))
    open_lines = [lines[0].text]
    for line, following in pairwise(lines):
        if _parted(line, following, usual):
            yield _joined(open_lines, words)
            open_lines = []
        open_lines.append(following.text)
    yield _joined(open_lines, words)


def _usual(lines: list[Line]) -> _Usual:
    lengths = sorted(len(line.text) for line in lines)
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    gaps: dict[float, list[float]] = {}
    for line, following in pairwise(lines):
        if _same_size(line, following) and 0 < line.y - following.y < 3 * line.size:
            gaps.setdefault(round(line.size, 1), []).append(line.y - following.y)
    return _Usual(
        length=median(lengths[len(lengths) // 2 :]),
        size=sizes.most_common(1)[0][0],
        gaps={size: sorted(found)[len(found) // 4] for size, found in gaps.items()},
    )


def _same_size(line: Line, following: Line) -> bool:
    return abs(line.size - following.size) <= _OTHER_SIZE * max(line.size, following.size)


def _parted(line: Line, following: Line, usual: _Usual) -> bool:
    """Whether a paragraph ends between two lines."""
    if not _same_size(line, following) or _BULLET.match(following.text):
        return True
    ended = bool(_SENTENCE_END.search(line.text))
    gap = line.y - following.y
    if gap > 0:  # lower on the same page, not at the top of the next page or column
        if gap > _WIDE_GAP * usual.gaps.get(round(line.size, 1), gap):
            return True
        if ended and following.x - line.x > _INDENT * line.size:
            return True
    short = len(line.text) < _SHORT_LINE * usual.length
    if _NUMBERED.match(following.text) and (ended or short):
        return True
    heading = line.size > (1 + _OTHER_SIZE) * usual.size
    return short and (ended or not (heading or following.text[0].islower()))


def _joined(lines: list[str], words: set[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _hyphenless(text, line, words) or f"{text} {line}"
    return text


def _hyphenless(text: str, line: str, words: set[str]) -> str | None:
    """Return the two joined to one word where the first ends in a hyphen; the hyphen stays where the word has it elsewhere."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    first, second = re.search(r"(\w+)-$", text), re.match(r"\w+", line)
    if first is None or second is None or not first[1][-1].isalpha() or not line[0].islower():
        return None
    kept = f"{first[1]}-{second[0]}" in words and first[1] + second[0] not in words
    return (text if kept else text[:-1]) + line
