"""A story as the encoder reads it: windows of word pieces, with what an uncased model does not see of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigil.analysis.quotation import find_quotations
from vigil.analysis.segment import Segmented
from vigil.analysis.wordpieces import WordPieces
from vigil.model.text import Span

CASES = ("lower", "title", "upper", "mixed", "digit", "mark")
QUOTED = ("outside", "inside")
PLACES = ("headline", "heading", "caption", "first", "second", "later")
FEATURES = (CASES, QUOTED, PLACES)
"""What each piece is told beside its id, in the order of ``Window.features``."""

LIMIT = 192
"""Pieces of a window, its opening and closing marks counted. Twice the length costs half as much again for each piece."""
CONTEXT = 40
"""Pieces before a window's own that it repeats, so that its first words are not read without what led to them."""
_LONGEST = 20_000
"""Characters of a sentence at most that are cut into pieces; what has no mark in so long is no prose."""
_FIRST, _LAST = 101, 102
"""Ids of the marks that open and close a window, in the word list of BERT that the encoder keeps."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a part of one: its id in the encoder's word list, its place in the story and its features."""

    id: int
    span: Span
    features: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once. ``own`` is the first piece that is not repeated from the window before."""

    pieces: tuple[Piece, ...]
    own: int

    def ids(self) -> list[int]:
        """Return the ids with those of the opening and closing mark: two more than pieces."""
        return [_FIRST, *(p.id for p in self.pieces), _LAST]

    def features(self) -> list[tuple[int, int, int]]:
        """Return the features of each id; the marks have zeros."""
        return [(0, 0, 0), *(p.features for p in self.pieces), (0, 0, 0)]


def windows(text: Segmented, cutter: WordPieces, *, limit: int = LIMIT, context: int = CONTEXT) -> Iterator[Window]:
    """Give the windows of a story in order: whole sentences where they fit, and every piece once as a window's own."""
    room = limit - 2
    own: list[Piece] = []
    before: list[Piece] = []
    for sentence in _sentences(text, cutter):
        rest = list(sentence)
        while rest:
            if own and len(before) + len(own) + len(rest) > room:
                yield Window((*before, *own), len(before))
                before, own = (before + own)[-context:] if context else [], []
            take = room - len(before) - len(own)
            own += rest[:take]
            rest = rest[take:]
    if own:
        yield Window((*before, *own), len(before))


def _sentences(text: Segmented, cutter: WordPieces) -> Iterator[list[Piece]]:
    quoted = [q.inner for q in find_quotations(text)]
    places = _places(text)
    marks = 0
    for sentence in text.sentences:
        first = sentence.span.start
        while marks < len(quoted) and quoted[marks].end <= first:
            marks += 1
        cut = [(n, Span(a + first, b + first)) for n, a, b in cutter.cut(text.text_of(sentence.span)[:_LONGEST])]
        inside = _inside([span for _, span in cut], quoted, marks)
        yield [
            Piece(number, span, (_case(text.text_of(span)), int(within), places[sentence.paragraph]))
            for (number, span), within in zip(cut, inside, strict=True)
        ]


def _inside(spans: Sequence[Span], quoted: Sequence[Span], first: int) -> Iterator[bool]:
    """Say of each span, in order, whether it begins inside a quotation."""
    for span in spans:
        while first < len(quoted) and quoted[first].end <= span.start:
            first += 1
        yield first < len(quoted) and quoted[first].start <= span.start


def _places(text: Segmented) -> list[int]:
    """Return where in a report each paragraph stands: an index into ``PLACES``."""
    out: list[int] = []
    body = 0
    for paragraph in text.paragraphs:
        if paragraph.kind != "body":
            out.append(PLACES.index(paragraph.kind))
            continue
        out.append(PLACES.index(("first", "second", "later")[min(body, 2)]))
        body += 1
    return out


def _case(word: str) -> int:
    if not any(c.isalnum() for c in word):
        name = "mark"
    elif any(c.isdigit() for c in word):
        name = "digit"
    elif word.islower():
        name = "lower"
    elif word.isupper() and len(word) > 1:
        name = "upper"
    else:
        name = "title" if word[:1].isupper() else "mixed"
    return CASES.index(name)
