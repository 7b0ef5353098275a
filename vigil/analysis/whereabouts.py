"""What stands at a place of a story, found without looking at everything that the story has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from vigil.model.text import Quote, Span

_BLOCK = 256
"""Characters of the blocks into which a story is divided; most of what is looked up lies in one or two."""

T = TypeVar("T")


class Whereabouts(Generic[T]):
    """Things by their places. Answers keep the order in which things were added."""

    def __init__(self, items: Iterable[T], places: Callable[[T], Iterable[Span]]) -> None:
        self._places = places
        self._items: list[T] = []
        self._blocks: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        for item in items:
            self.add(item)

    def add(self, item: T) -> None:
        """Add one more thing."""
        for span in self._places(item):
            for block in range(span.start // _BLOCK, span.end // _BLOCK + 1):
                self._blocks[block].append((len(self._items), span))
        self._items.append(item)

    def overlapping(self, span: Span) -> list[T]:
        """Return what shares a character with ``span``."""
        return self._those(span, span.overlaps)

    def holding(self, span: Span) -> list[T]:
        """Return what holds the whole of ``span``."""
        return self._those(span, lambda place: place.contains(span))

    def inside(self, span: Span) -> list[T]:
        """Return what lies wholly inside ``span``."""
        return self._those(span, span.contains)

    def _those(self, span: Span, fits: Callable[[Span], bool]) -> list[T]:
        blocks = (self._blocks.get(n, ()) for n in range(span.start // _BLOCK, span.end // _BLOCK + 1))
        return [self._items[n] for n in sorted({n for block in blocks for n, place in block if fits(place)})]


def by_span(quotes: Iterable[Quote]) -> Whereabouts[Quote]:
    """Return quotes by the places where they stand."""
    return Whereabouts(quotes, lambda quote: (quote.span,))
