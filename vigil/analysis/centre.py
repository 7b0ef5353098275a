"""Who a story is about, and who is meant where nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from vigil.analysis.cast import Cast
from vigil.model.text import Span


class Centre:
    """Who the story is about: those to whom most of what it tells happens, and who of them was spoken of last."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.groups: Counter[tuple[str, ...]] = Counter()

    def count(self, ids: Sequence[str]) -> None:
        """Note that something happened to ``ids`` together."""
        if ids:
            self.groups[tuple(sorted(ids))] += 1

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Those at the centre: the group to which most happens, first named first; empty where there is none."""
        alone: Counter[str] = Counter()
        for group, n in self.groups.items():
            alone.update(dict.fromkeys(group, n))
        if not alone:
            return self._named_first()
        together = max(self.groups.items(), key=lambda g: (sum(alone[i] for i in g[0]) * g[1], g[0]))[0]
        return tuple(p.id for p in self.cast.people if p.id in together)

    @cached_property
    def _concerned(self) -> set[str]:
        return {i for group in self.groups for i in group}

    def _named_first(self) -> tuple[str, ...]:
        """Return the one who is named most, where nothing tells to whom it all happens: the defendant of a docket."""
        named = Counter(i for r in self.cast.references for i in r.ids if not self.cast.by_id[i].title)
        ranked = named.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return ()
        return (ranked[0][0],)

    def at(self, offset: int, sentence: Span, paragraph: Span) -> tuple[str, ...]:
        """Return the one or ones meant at ``offset`` where nobody is named there; empty where nobody is at the centre."""
        concerned = self._concerned
        before = [r for r in self.cast.within(Span(min(paragraph.start, offset), offset)) if r.ids]
        told_of = {i for r in before for i in r.ids}
        near = next(
            (r.ids for r in reversed(before) if sentence.start <= r.span.start and set(r.ids) <= concerned), None
        )
        if near is not None or set(self.leading) <= told_of:
            return near or self.leading
        return next((r.ids for r in reversed(before) if set(r.ids) <= concerned), self.leading)
