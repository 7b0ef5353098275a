"""A story cut into runs, each with the items whose words it is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vigil.model.text import Span

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Marked:
    """An item as it is marked: its key, kind, and the places of its words."""

    key: str
    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RunDocument:
    """Words with the same items over them. ``items`` are keys, the shortest item first; ``starts`` those that begin here.

    ``at`` is where the words begin in the story, ``marked`` whether they are of the words that were asked for,
    ``asked_first`` whether they are the first of these.
    """

    at: int
    text: str
    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    starts: tuple[tuple[str, str], ...] = ()
    marked: bool = False
    asked_first: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphDocument:
    """A paragraph of a story, ``[start, end)``; ``role`` is what it is beside plain text: a headline, heading or caption."""

    start: int
    end: int
    role: str
    runs: tuple[RunDocument, ...]


def paragraphs(
    text: str, roles: Iterable[tuple[Span, str]], items: Sequence[Marked], asked: Span | None
) -> Iterator[ParagraphDocument]:
    """Yield the paragraphs of a story with its items, and the words ``asked`` for, marked in them."""
    said = {span.start: role for span, role in roles}
    bounds = _Bounds(items, asked)
    start = 0
    for block in text.split(_BREAK):
        end = start + len(block)
        if block.strip():
            yield ParagraphDocument(start, end, said.get(start, ""), tuple(bounds.runs(text, Span(start, end))))
        start = end + len(_BREAK)


class _Bounds:
    """Where items begin and end, in the order of the story; paragraphs are asked for from first to last."""

    def __init__(self, items: Sequence[Marked], asked: Span | None) -> None:
        every = [(span, n) for n, item in enumerate(items) for span in item.spans if len(span)]
        self._items, self._asked = items, asked
        self._waiting = sorted(every, key=lambda each: each[0].start, reverse=True)
        self._open: list[tuple[Span, int]] = []
        self._has_asked = False

    def runs(self, text: str, place: Span) -> Iterator[RunDocument]:
        """Yield the runs of a paragraph."""
        while self._waiting and self._waiting[-1][0].start < place.end:
            self._open.append(self._waiting.pop())
        self._open = [each for each in self._open if each[0].end > place.start]
        cuts = {place.start, place.end}
        over: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
        for span, _ in self._open:
            cuts |= {max(span.start, place.start), min(span.end, place.end)}
        if self._asked is not None and self._asked.overlaps(place):
            cuts |= {max(self._asked.start, place.start), min(self._asked.end, place.end)}
        ordered = sorted(cuts)
        where = {cut: n for n, cut in enumerate(ordered)}
        for span, n in self._open:
            for run in range(where[max(span.start, place.start)], where[min(span.end, place.end)]):
                over[run].append((span, n))
        for run, (start, end) in enumerate(pairwise(ordered)):
            yield self._run(text, start, end, over[run])

    def _run(self, text: str, start: int, end: int, over: list[tuple[Span, int]]) -> RunDocument:
        here = sorted(over, key=lambda each: (len(each[0]), each[1]))
        items = [self._items[n] for _, n in here]
        starts = [(self._items[n].key, self._items[n].kind) for span, n in here if span.start == start]
        asked = self._asked is not None and self._asked.contains(Span(start, end))
        return RunDocument(
            at=start,
            text=text[start:end],
            kinds=tuple(dict.fromkeys(item.kind for item in items)),
            items=tuple(dict.fromkeys(item.key for item in items)),
            starts=tuple(starts),
            marked=asked,
            asked_first=asked and self._is_first(),
        )

    def _is_first(self) -> bool:
        first, self._has_asked = not self._has_asked, True
        return first
