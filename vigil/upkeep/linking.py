"""Pending people linked anew, with all whom the relation reaches, and what that changes for the cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vigil.cases.listing import called
from vigil.cases.material import Member
from vigil.cases.related import Neighbours
from vigil.cases.same import Identity, link
from vigil.cases.sidebyside import SideBySide
from vigil.cases.traces import PRINCIPALS, Trace
from vigil.model.codec import encode
from vigil.model.reading import Part
from vigil.store import FILE, NewIdentity, Work
from vigil.upkeep.indexed import Indexed
from vigil.upkeep.proposing import propose

_TOGETHER = 300
"""Pending reports that are linked together at most, where one leads to another."""


@dataclass(frozen=True, slots=True)
class Change:
    """What linking changed.

    ``reports`` have other people at risk than before, maybe; ``identities`` are new, gone or other than before.
    """

    reports: frozenset[str]
    identities: frozenset[str]


def relink(work: Work, stages: Mapping[str, str]) -> Change:
    """Link the people of pending reports and all whom the relation reaches from them; the reports are settled.

    ``stages`` are where they stand: those whose cases are to be made anew are among the reports of the change.
    """
    at = Indexed(work)
    done = dict(stages)
    near = Neighbours(at)
    everyone = _reach(work, at, near, done)
    found = link(everyone, near)
    before = dict(at.identities({i for t in everyone if (i := at.identity_of[t.member]) is not None}))
    after = {i.id: i for i in found}
    told_anew = {t.member for t in everyone if done.get(t.report) == FILE}
    change = _keep(work, at, everyone, before, after, told_anew=told_anew)
    propose(work, SideBySide(at, near), before.keys(), after, {t.member: t for t in everyone})
    work.index.settle(done.keys())
    filed = {report for report, stage in done.items() if stage == FILE}
    recast = _recast(work, set(change.reports) | filed | _regrouped(before, after, filed), change.identities)
    return Change(frozenset(recast), change.identities)


def _reach(work: Work, at: Indexed, near: Neighbours, done: dict[str, str]) -> tuple[Trace, ...]:
    """Return everybody in the reports of ``done``, and all whom the relation reaches; further pending reports join them."""
    seeds = _seeds(at, done)
    while True:
        reached = near.reach(seeds)
        members = {t.member for t in reached}
        linked = {i for m in members if (i := at.identity_of[m]) is not None}
        more = [t for t in at.of_identities(linked) if t.member not in members]
        if len(done) < _TOGETHER:
            pending = work.index.pending_among({t.report for t in reached} - done.keys())
            joining = {report: pending[report] for report in sorted(pending)[: _TOGETHER - len(done)]}
            done |= joining
            more += [t for t in _seeds(at, joining) if t.member not in members]
        if not more:
            return reached
        seeds = [*reached, *more]


def _seeds(at: Indexed, stages: Mapping[str, str]) -> list[Trace]:
    """Return whose neighbours are to be looked at: in reports that are only linked anew, those who are at risk or linked."""
    everybody = at.of_reports(stages.keys())
    return [t for r, traces in everybody.items() for t in traces if stages[r] == FILE or t.principal or at.is_linked(t)]


def _keep(
    work: Work,
    at: Indexed,
    everyone: Sequence[Trace],
    before: Mapping[str, Identity],
    after: Mapping[str, Identity],
    *,
    told_anew: Collection[Member],
) -> Change:
    """Write who is who now, and return what that changed; of those ``told_anew`` another name may be shown."""
    homes = {member: i for i in after.values() for member in i.members}
    moved: dict[Member, str | None] = {}
    recast: set[str] = set()
    for trace in everyone:
        was = before.get(at.identity_of[trace.member] or "")
        now = homes.get(trace.member)
        if (was.id if was else None) != (now.id if now else None):
            moved[trace.member] = now.id if now else None
        if _stance(trace.part, was) != _stance(trace.part, now):
            recast.add(trace.report)
    other = {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}
    written = other | {homes[member].id for member in told_anew if member in homes}
    traces = {t.member: t for t in everyone}
    new = [_listed(after[i], traces) for i in sorted(written & after.keys())]
    work.index.link(written & before.keys(), new, moved)
    at.identity_of |= moved
    return Change(frozenset(recast), frozenset(other))


def _listed(identity: Identity, traces: Mapping[Member, Trace]) -> NewIdentity:
    name = called(traces[m] for m in identity.members)[0]
    return NewIdentity(identity.id, name, identity.part, encode(identity))


def _regrouped(before: Mapping[str, Identity], after: Mapping[str, Identity], done: set[str]) -> set[str]:
    """Return the reports of people who are together, or apart, otherwise than before, those of ``done`` set aside.

    Where none of them makes a case or a precedent nothing follows: beside a case people are linked by its own reports.
    """
    groups: tuple[set[frozenset[Member]], ...] = (set(), set())
    for side, found in zip((before, after), groups, strict=True):
        for identity in side.values():
            told = [(m, part) for m, part in zip(identity.members, identity.told_as, strict=True) if m[0] not in done]
            matters = PRINCIPALS if identity.part != "at_risk" else (*PRINCIPALS, "other")
            if any(part in matters for _, part in told):
                found.add(frozenset(m for m, _ in told))
    return {report for group in groups[0] ^ groups[1] for report, _ in group}


def _stance(part: Part, identity: Identity | None) -> tuple[Part | None, bool, bool, bool] | None:
    """Return all of an identity that decides which part somebody has in a report that gives ``part``, and others beside."""
    if identity is None:
        return None
    at_risk, precedent = (identity.told_as.count(told) for told in ("at_risk", "precedent"))
    if part in ("at_risk", "other"):
        eventful = identity.part == "at_risk" and identity.eventful
        idle = identity.part == "at_risk" and not identity.eventful and at_risk < len(identity.told_as)
        return (identity.part if part == "at_risk" or identity.part == "at_risk" else None, eventful, idle, False)
    if part == "precedent":
        return (identity.part, identity.eventful, at_risk == len(identity.told_as), at_risk > precedent)
    return None


def _recast(work: Work, reports: set[str], touched: Iterable[str]) -> set[str]:
    """Return the reports and those whose parts follow from theirs.

    How often somebody is told as background of somebody counts in every report that has both; whether anything happens to
    those beside somebody to whom nothing does, in every report that has this one.
    """
    at = Indexed(work)
    here = at.homes(reports)
    people = {i.id: i for i in here.values()} | dict(at.identities(set(touched)))
    background = [i for i in people.values() if "precedent" in i.told_as]
    theirs = {r for i in background for r, _ in i.members}
    there = at.homes(theirs - reports)
    company: dict[str, set[str]] = defaultdict(set)
    for (report, _), identity in {**here, **there}.items():
        company[report].add(identity.id)
    for one in background:
        mine = {r for r, _ in one.members}
        beside = {i for r in mine & reports for i in company[r]} - {one.id}
        reports = reports | {r for r in mine if not beside.isdisjoint(company[r])}
    people |= {i.id: i for (report, _), i in there.items() if report in reports}
    idle = (i for i in people.values() if not i.eventful and any(part != "at_risk" for part in i.told_as))
    return reports | {r for i in idle for r, _ in i.members}
