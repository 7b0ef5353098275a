"""Story text, spans in it, quotes cut from it, and the map back to the page as captured.

Offsets are half-open and count Unicode code points.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a story, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 or later, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def cover(self, other: Span) -> Span:
        """Return the shortest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a story and their place. Made by ``Story.quote`` alone, so they are verbatim by construction."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of story text and the run of the decoded source that it came from (equal text unless ``exact`` is false)."""

    story: Span
    source: Span
    exact: bool = True


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each run of the story stands in the decoded source, in story order and without overlaps."""

    segments: tuple[Segment, ...] = ()

    def locate(self, span: Span) -> Span | None:
        """Return the shortest stretch of the source that holds ``span``; None where the map has no word of it.

        Inside an inexact segment (character references, folded white space) the whole segment is returned.
        """
        starts = [s.story.start for s in self.segments]
        found: Span | None = None
        for segment in self.segments[max(bisect_right(starts, span.start) - 1, 0) :]:
            if segment.story.start >= span.end:
                break
            if not segment.story.overlaps(span):
                continue
            part = segment.source
            if segment.exact:
                first = max(span.start, segment.story.start) - segment.story.start
                last = min(span.end, segment.story.end) - segment.story.start
                part = Span(segment.source.start + first, segment.source.start + last)
            found = part if found is None else found.cover(part)
        return found


@dataclass(frozen=True, slots=True)
class Story:
    r"""The text that is read. ``furniture`` are the lines of the page that are not story, in page order.

    ``text`` holds paragraphs divided by one empty line (``\\n\\n``); ``headline`` is the span of the headline where the
    story has one, ``captions`` the spans of captions kept as story, ``headings`` of section headings.
    """

    text: str
    furniture: tuple[str, ...] = ()
    source_map: SourceMap = SourceMap()
    headline: Span | None = None
    captions: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()

    def quote(self, span: Span) -> Quote:
        """Cut the words at ``span``. Raises ValueError where the span is empty or leaves the text."""
        if span.end > len(self.text) or not len(span):
            raise ValueError(f"no words at {span.start}..{span.end} of a story of {len(self.text)} characters")
        return Quote(span, self.text[span.start : span.end])

    def holds(self, quote: Quote) -> bool:
        """Whether the quote's words stand at its place."""
        return bool(len(quote.span)) and self.text[quote.span.start : quote.span.end] == quote.text
