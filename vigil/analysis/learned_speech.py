"""Who says what, as the encoder sees it: words that are said, whose they are, and the word that reports them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vigil.analysis.encoder import Attribution
from vigil.analysis.quotation import Quotation, find_quotations
from vigil.analysis.segment import Segmented
from vigil.analysis.sight import Sight
from vigil.model.text import Span

SAID = 0.5
"""Share at which pieces are something said."""
NAMED = 0.4
"""Share at which pieces are a source or a cue."""
# Chosen on the validation part of training/parts.py.
ALONE = 0.9
"""Share at which something said counts that only the encoder sees."""
STATED = 0.05
"""Share of the kinds of statement at which something said is one."""
_EDGES = " \t\n,;:.–—-"
_DIRECT = 0.6
"""Share of what is said that stands in quotation marks at which it is direct speech."""


def choose_said(
    text: Segmented, proposed: tuple[Attribution, ...], seen: Sight, *, wide: bool
) -> tuple[Attribution, ...]:
    """Return who may be saying what, in story order: what the rules find, and what only the encoder sees.

    About the subject the guide's statements are wanted: what the encoder takes for a wish, a plan or a belief is left out, and
    the bounds are the rules', which know the frames of reporting. ``wide`` wants everything that is said, as the encoder sees it.
    """
    found: list[Attribution] = []
    used: set[int] = set()
    for said in find_said(text, seen):
        match = next((n for n, p in enumerate(proposed) if n not in used and _meet(p, said)), None)
        if match is None:
            found += [said] if wide or said.score >= ALONE else []
            continue
        used.add(match)
        found.append(_joined(proposed[match], said, wide=wide))
    taken = [c for a in found for c in a.content]
    found += [
        p for n, p in enumerate(proposed) if n not in used and not any(c.overlaps(t) for c in p.content for t in taken)
    ]
    kept = found if wide else [a for a in found if 1 - seen.judge("kind", a.content[0]).get("O", 0.0) >= STATED]
    return tuple(sorted(kept, key=lambda a: (a.content[0].start, a.content[0].end)))


def _joined(ruled: Attribution, said: Attribution, *, wide: bool) -> Attribution:
    """Return one attribution of two that give the same words to somebody."""
    if wide:
        source, cue = said.source or ruled.source, said.cue or ruled.cue
        return replace(ruled, content=said.content, direct=said.direct, source=source, cue=cue)
    return replace(ruled, source=ruled.source or said.source, cue=ruled.cue or said.cue)


def _meet(a: Attribution, b: Attribution) -> bool:
    """Whether two attributions give at least half of the words of the shorter one to somebody."""
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    return 2 * shared >= min(sum(map(len, a.content)), sum(map(len, b.content)))


def find_said(text: Segmented, seen: Sight) -> tuple[Attribution, ...]:
    """Return what the encoder takes for something said, in story order; parts of one saying are one attribution."""
    quotations = find_quotations(text)
    sources, cues = seen.runs("source", NAMED), seen.runs("cue", NAMED)
    found: list[Attribution] = []
    for pieces in _said(text, seen):
        span = _trimmed(text.story.text, _span(seen, pieces))
        if not len(span):
            continue
        source = _words_of(text, seen, seen.chosen("source", pieces, sources)[0])
        cue = _words_of(text, seen, seen.chosen("cue", pieces, cues)[0])
        score = float(1 - seen.tags["content"][pieces, 0].mean())
        if found and cue is not None and (cue, source) == (found[-1].cue, found[-1].source):
            parts = (*found[-1].content, span)
            found[-1] = _attribution(parts, source, cue, quotations, min(score, found[-1].score))
        else:
            found.append(_attribution((span,), source, cue, quotations, score))
    return tuple(found)


def _said(text: Segmented, seen: Sight) -> Iterator[range]:
    """Give the runs of pieces that are said, none over the end of a paragraph."""
    starts = [p.span.start for p in text.paragraphs]
    for run in seen.runs("content", SAID):
        first = run.start
        for at in run:
            if bisect_right(starts, seen.spans[at].start) != bisect_right(starts, seen.spans[first].start):
                yield range(first, at)
                first = at
        yield range(first, run.stop)


def _words_of(text: Segmented, seen: Sight, run: range | None) -> Span | None:
    """Return the words of a run; None where it is a mark alone (a colon)."""
    span = None if run is None else _trimmed(text.story.text, _span(seen, run))
    return span or None


def _span(seen: Sight, pieces: range) -> Span:
    return Span(seen.spans[pieces.start].start, seen.spans[pieces.stop - 1].end)


def _attribution(
    content: tuple[Span, ...], source: Span | None, cue: Span | None, quotations: Sequence[Quotation], score: float
) -> Attribution:
    length = sum(len(c) for c in content)
    quoted = sum(max(0, min(c.end, q.inner.end) - max(c.start, q.inner.start)) for c in content for q in quotations)
    return Attribution(content, source, cue, quoted >= _DIRECT * length, "encoder", score)


def _trimmed(story: str, span: Span) -> Span:
    """Return the span without marks and spaces at its edges; a full stop stays, and so do brackets."""
    start, end = span.start, span.end
    while start < end and (story[start] in _EDGES or story[start] in '"“”«»'):
        start += 1
    while end > start and story[end - 1] in ' \t\n,;:–—"“”«»':
        end -= 1
    return Span(start, end)
