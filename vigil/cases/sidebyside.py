"""Two people over reports laid side by side: how like they are, and what speaks for and against their being one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vigil.cases.groups import Group, apart_in, best_names, context, most_of, of_name_alone
from vigil.cases.names import compare_names
from vigil.cases.related import Neighbours
from vigil.cases.same import Identity, is_only_one
from vigil.cases.traces import Trace


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people over reports laid side by side: ``score`` as for linking, and what it comes from.

    ``names`` compares their names part by part, ``met`` says that they share company or a dated event. ``told_apart``
    are the reports that tell them as two people; these are left out of everything else.
    """

    score: float
    name_score: float
    names: tuple[str, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    met: bool
    told_apart: tuple[str, ...]


class SideBySide:
    """People over reports, to be compared two by two; ``traces`` are of all their members, and ``near`` relates them."""

    def __init__(self, identities: Iterable[Identity], traces: Sequence[Trace], near: Neighbours) -> None:
        by_member = {t.member: t for t in traces}
        near.prepare(traces)
        self._near = near
        self._groups: dict[str, Group] = {}
        for identity in identities:
            group = self._groups[identity.id] = Group()
            group.take(by_member[m] for m in identity.members)
        self._home = {seen.member: i for i, group in self._groups.items() for seen in group.seen}

    def namesakes(self, identity: str) -> tuple[str, ...]:
        """Return the ids of all who share a key of the name that tells enough, in the order of ids."""
        found = {self._home[t.member] for seen in self._groups[identity].seen for t in self._near.sharing(seen)}
        return tuple(sorted(found - {identity}))

    def reports(self, *identities: str) -> tuple[str, ...]:
        """Return the reports that name somebody, oldest first."""
        told = {seen.place[:2]: seen.report for i in identities for seen in self._groups[i].seen}
        return tuple(told[place] for place in sorted(told))

    def likeness(self, one: str, other: str) -> Likeness:
        """Return how like two people (ids) are."""
        told_apart = tuple(apart_in(self._groups[one], self._groups[other]))
        left, right = (_without(self._groups[i], told_apart) for i in (one, other))
        best, a, b = best_names(left, right)
        changes = [*of_name_alone(left, right, only_one=self._only_one(left, right)), *context(left, right)]
        return Likeness(
            score=round(min(best, most_of(left, right)) + sum(change for change, _ in changes), 4),
            name_score=best,
            names=compare_names(a, b).reasons,
            speaks_for=tuple(reason for change, reason in changes if change > 0),
            speaks_against=tuple(reason for change, reason in changes if change < 0),
            met=bool(left.companions & right.companions or left.events & right.events),
            told_apart=told_apart,
        )

    def _only_one(self, left: Group, right: Group) -> bool:
        """Whether nobody but the one has the name by which alone the other is called."""
        alone = left if right.full else right
        mine = {self._home[seen.member] for seen in alone.seen}
        related = dict.fromkeys(self._home[t.member] for seen in alone.seen for t in self._near.of(seen))
        return is_only_one(alone, (self._groups[i] for i in related if i not in mine), self._near)


def _without(group: Group, reports: Iterable[str]) -> Group:
    """Return a group without what some reports say; the whole where no other does."""
    rest = [s for s in group.seen if s.report not in set(reports)]
    left = Group()
    left.take(rest or group.seen)
    return left
