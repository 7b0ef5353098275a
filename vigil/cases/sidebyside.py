"""Two people over reports laid side by side: how like they are, and what speaks for and against their being one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from vigil.cases.groups import Group, apart_in, best_names, context, most_of, of_name_alone
from vigil.cases.material import Member
from vigil.cases.names import compare_names
from vigil.cases.related import Neighbours
from vigil.cases.same import Identity, is_only_one, link_beside
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


class Register(Protocol):
    """Where it is written as whom people in reports are linked."""

    def home(self, trace: Trace) -> str | None:
        """Return the id of the identity of somebody whom the register has returned, None where they have none."""

    def identities(self, ids: Collection[str]) -> Mapping[str, Identity]:
        """Return identities by id."""

    def of_identities(self, ids: Iterable[str]) -> Sequence[Trace]:
        """Return everybody who is linked as one of the identities."""


class SideBySide:
    """People over reports, to be compared two by two; ``near`` relates those in their reports.

    Whoever is linked with nobody at risk and no precedent counts with those namesakes alone who are compared.
    """

    def __init__(self, register: Register, near: Neighbours) -> None:
        self._register, self._near = register, near
        self._known: dict[str, Identity] = {}
        self._groups: dict[str, Group] = {}

    def meet(self, identities: Mapping[str, Identity], traces: Mapping[Member, Trace]) -> None:
        """Take people, with the traces of all their members, as they are now."""
        for identity in identities.values():
            self._take(identity, [traces[m] for m in identity.members])

    def _take(self, identity: Identity, traces: Iterable[Trace]) -> None:
        group = Group()
        group.take(traces)
        self._known[identity.id], self._groups[identity.id] = identity, group

    def _look_up(self, ids: Iterable[str]) -> None:
        missing = set(ids) - self._known.keys()
        if not missing:
            return
        traces = {t.member: t for t in self._register.of_identities(missing)}
        self.meet(self._register.identities(missing), traces)

    def candidates(self, identity: Identity) -> tuple[Identity, ...]:
        """Return all whose names are alike, or who share the name with a companion or a dated event, in the order of ids."""
        mine = self._groups[identity.id].seen
        self._near.prepare(mine)
        alike = {t.member: t for seen in mine for t in self._near.of(seen)}
        beside = {t.member: t for seen in mine for t in self._near.in_company(seen)}
        return tuple(i for i in self._people(alike, beside) if i.id != identity.id)

    def _people(self, alike: Mapping[Member, Trace], more: Mapping[Member, Trace]) -> tuple[Identity, ...]:
        homes = {i for t in (*alike.values(), *more.values()) if (i := self._register.home(t)) is not None}
        self._look_up(homes)
        loose = [t for t in alike.values() if self._register.home(t) is None and not t.principal]
        unlinked = link_beside(loose, self._near.links_of(loose)) if loose else ()
        for one in unlinked:
            self._take(one, [alike[m] for m in one.members])
        return tuple(sorted((*(self._known[i] for i in homes), *unlinked), key=lambda i: i.id))

    def decided_apart(self, one: Identity, other: Identity) -> bool:
        """Whether somebody decided that they are two; ``one`` is of those whose candidates were asked for."""
        mine, theirs = set(one.members), set(other.members)
        apart = self._near.links(self._groups[one.id].seen).apart
        return any((a in mine and b in theirs) or (a in theirs and b in mine) for a, b in apart)

    def first(self, identity: Identity) -> Trace:
        """Return the trace of the oldest report that tells of somebody."""
        return min(self._groups[identity.id].seen, key=lambda t: (t.place[:2], t.member))

    def reports(self, *identities: Identity) -> tuple[str, ...]:
        """Return the reports that name somebody, oldest first."""
        told = {seen.place[:2]: seen.report for i in identities for seen in self._groups[i.id].seen}
        return tuple(told[place] for place in sorted(told))

    def likeness(self, one: Identity, other: Identity) -> Likeness:
        """Return how like two people are."""
        told_apart = tuple(apart_in(self._groups[one.id], self._groups[other.id]))
        left, right = (_without(self._groups[i.id], told_apart) for i in (one, other))
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
        if left.full and right.full:
            return False
        alone = left if right.full else right
        mine = {seen.member for seen in alone.seen}
        self._near.prepare(alone.seen)
        related = {t.member: t for seen in alone.seen for t in self._near.of(seen) if t.member not in mine}
        namesakes = (i for i in self._people(related, {}) if mine.isdisjoint(i.members))
        return is_only_one(alone, (self._groups[i.id] for i in namesakes), self._near)


def _without(group: Group, reports: Iterable[str]) -> Group:
    """Return a group without what some reports say; the whole where no other does."""
    if not reports:
        return group
    rest = [s for s in group.seen if s.report not in set(reports)]
    left = Group()
    left.take(rest or group.seen)
    return left
