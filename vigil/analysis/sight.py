"""What the encoder sees in a story as a whole: its windows joined, each piece once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan

import numpy as np

from vigil.analysis.encoder import Link
from vigil.analysis.network import Seen, Table
from vigil.analysis.segment import Segmented, Token
from vigil.model.text import Span


@dataclass(frozen=True)
class Sight:
    """The pieces of a story in order with what each head says of them. ``labels`` names the columns of each head."""

    spans: tuple[Span, ...]
    tags: dict[str, Table]
    labels: dict[str, list[str]]
    seen: tuple[Seen, ...]
    windows: tuple[tuple[int, int], ...]
    """For each piece the window that it is read in, and its place there."""

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.spans]

    @cached_property
    def _ends(self) -> list[int]:
        return [s.end for s in self.spans]

    def within(self, span: Span) -> range:
        """Return the pieces that share characters with ``span``."""
        return range(bisect_left(self._ends, span.start + 1), bisect_left(self._starts, span.end))

    def judge(self, head: str, *spans: Span) -> dict[str, float]:
        """Return the mean share of each label of ``head`` over the pieces of some spans; nothing where there are none."""
        if head not in self.tags:
            return {}
        return self.shares(head, [p for span in spans for p in self.within(span)])

    def shares(self, head: str, pieces: Sequence[int]) -> dict[str, float]:
        """Return the mean share of each label over some pieces."""
        if not len(pieces):
            return {}
        mean = self.tags[head][pieces].mean(axis=0)
        return {label: float(share) for label, share in zip(self.labels[head], mean, strict=True)}

    def runs(self, head: str, least: float) -> list[range]:
        """Return the runs of pieces that ``head`` gives something other than O with a share of ``least`` or more.

        A new run begins where a piece opens something (its labels begin with B-) and where a paragraph's window ends.
        """
        table = self.tags[head]
        marks = [n for n, label in enumerate(self.labels[head]) if label.startswith("B-")]
        opens = table[:, marks].sum(axis=1)
        return runs_of(1 - table[:, 0], least, lambda at: bool(opens[at] >= least))

    def chosen(self, role: str, pieces: Sequence[int], among: Sequence[range]) -> tuple[range | None, float]:
        """Return which of some runs the ``pieces`` point to by ``role`` the most, and the share; None for nothing."""
        where = self.windows[pieces[len(pieces) // 2]][0]
        mean = self._mean(role, where, pieces)
        if mean is None:
            return None, 0.0
        offset = pieces[len(pieces) // 2] - self.windows[pieces[len(pieces) // 2]][1]
        best: tuple[range | None, float] = (None, float(mean[0]))
        for run in among:
            first, last = run.start - offset + 1, run.stop - offset + 1
            if first < 1 or last > len(mean):
                continue
            share = float(mean[first:last].sum())
            if share > best[1]:
                best = (run, share)
        return best

    def _mean(self, role: str, where: int, pieces: Sequence[int]) -> Table | None:
        """Return the mean shares of what the pieces in a window point to; None where none of them may ask."""
        seen = self.seen[where]
        if role not in seen.links:
            return None
        places = (place for window, place in (self.windows[p] for p in pieces) if window == where)
        rows = [seen.rows[place] for place in places if place in seen.rows]
        if not rows:
            return None
        mean: Table = seen.links[role][rows].astype(np.float32).mean(axis=0)
        return mean

    def points(self, role: str, trigger: Span, among: Sequence[Span]) -> tuple[float, Sequence[float]]:
        """Return how much a trigger points by ``role`` to nothing and to each of ``among``; nan and none where it may not ask."""
        pieces = self.within(trigger)
        if not pieces:
            return nan, ()
        where, place = self.windows[pieces[0]]
        mean = self._mean(role, where, pieces)
        if mean is None:
            return nan, ()
        offset = pieces[0] - place - 1
        found = [self.within(span) for span in among]
        return float(mean[0]), [float(mean[max(r.start - offset, 1) : max(r.stop - offset, 1)].sum()) for r in found]

    def link(self, role: str, pieces: Sequence[int]) -> Link:
        """Return what some pieces of one window point to by ``role``."""
        where, _ = self.windows[pieces[0]]
        seen = self.seen[where]
        mean = self._mean(role, where, pieces)
        if mean is None:
            return Link(None, 0.0)
        best = int(mean.argmax())
        if best == 0:
            return Link(None, float(mean[0]))
        own = seen.window.pieces
        first, last = _grown(mean[1:], best - 1)
        return Link(Span(own[first].span.start, own[last].span.end), float(mean[first + 1 : last + 2].sum()))


def runs_of(shares: Table, least: float, divided: Callable[[int], bool]) -> list[range]:
    """Return the runs of pieces whose shares are ``least`` or more; a new one begins at a piece where it is ``divided``."""
    found: list[range] = []
    first: int | None = None
    for at in range(len(shares) + 1):
        goes_on = at < len(shares) and bool(shares[at] >= least)
        if first is not None and (not goes_on or divided(at)):
            found.append(range(first, at))
            first = None
        if goes_on and first is None:
            first = at
    return found


def touched(text: Segmented, span: Span) -> list[Token]:
    """Return the whole words that a span touches, within the sentence that it begins in."""
    sentence = text.sentence_at(span.start)
    return [] if sentence is None else [t for t in text.sentence_tokens(sentence) if t.span.overlaps(span)]


_NEIGHBOUR = 0.25
"""A piece beside the best one is part of what is pointed to where its share is so much of the best one's."""


def _grown(shares: Table, best: int) -> tuple[int, int]:
    """Return the first and last piece of the run around the best one."""
    least = shares[best] * _NEIGHBOUR
    first = last = best
    while first > 0 and shares[first - 1] >= least:
        first -= 1
    while last + 1 < len(shares) and shares[last + 1] >= least:
        last += 1
    return first, last


def sight(seen: Sequence[Seen], labels: dict[str, list[str]]) -> Sight:
    """Join the windows of a story: every piece as it is read in the window that it is the own of."""
    spans: list[Span] = []
    windows: list[tuple[int, int]] = []
    for number, one in enumerate(seen):
        for place in range(one.window.own, len(one.window.pieces)):
            spans.append(one.window.pieces[place].span)
            windows.append((number, place))
    tags = {
        head: np.concatenate([one.tags[head][one.window.own :] for one in seen])
        if seen
        else np.zeros((0, len(names)), dtype=np.float32)
        for head, names in labels.items()
    }
    return Sight(tuple(spans), tags, labels, tuple(seen), tuple(windows))
