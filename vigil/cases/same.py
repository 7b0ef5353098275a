"""Who is one person over reports: names, and what stands around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vigil.cases.groups import Group, apart_in, score
from vigil.cases.material import Member, anchor
from vigil.cases.names import SAME_NAME
from vigil.cases.related import InMemory, Links, Neighbours, everybody
from vigil.cases.traces import BYSTANDERS, Trace
from vigil.model.reading import Part

_DECIDED = "somebody decided that they are one person"


@dataclass(frozen=True, slots=True)
class Identity:
    """One person over reports. ``id`` is the least anchor of the members, which stand in the order of the reports.

    ``told_as`` is the part that each member's report gives, ``eventful`` whether anything happens to them in any, and
    ``common`` a form of the name where so many bear it that it linked nobody alone. ``contested`` says that decisions about
    somebody in it contradict each other; the later ones were followed.
    """

    id: str
    members: tuple[Member, ...]
    part: Part
    reasons: tuple[str, ...]
    told_as: tuple[Part, ...] = ()
    eventful: bool = False
    common: str | None = None
    contested: bool = False


def identify(traces: Sequence[Trace], links: Links) -> tuple[Identity, ...]:
    """Return every person of the reports, whose traces stand in their order, each with the reasons why members were taken for one person.

    Whom no report has at risk or as a precedent is linked with others who are not, as they are in a case of their own.
    """
    found = link(traces, Neighbours(InMemory(traces, links)))
    linked = {member for i in found for member in i.members}
    beside = link_beside((t for t in traces if t.member not in linked), links)
    return tuple(sorted((*found, *beside), key=lambda i: i.id))


def link(traces: Sequence[Trace], near: Neighbours) -> tuple[Identity, ...]:
    """Return everybody who matters to ``near``, by id, each with all in the traces who are one person with them.

    ``traces`` are all that ``near`` reaches from any of them, in the order of the reports. Whom people said to be apart are
    parted at the end, so that the decision concerns only those who would be one person with either of them.
    """
    near.prepare(traces)
    links = near.links(traces)
    groups = _linked(traces, Links(links.same), near)
    home = {seen.member: group for group in groups for seen in group.seen}
    torn = dict.fromkeys(home[a] for a, b in sorted(links.apart) if a in home and home[a] is home.get(b))
    for group in torn:
        del groups[group]
        groups |= _linked(sorted(group.seen, key=lambda s: s.place), links, near)
    found = (_identity(g, near, links) for g in groups if any(map(near.matters, g.seen)))
    return tuple(sorted(found, key=lambda i: i.id))


def link_beside(traces: Iterable[Trace], links: Links) -> tuple[Identity, ...]:
    """Return who is one person among those of whom ``link`` holds nobody: people beside a case.

    Only the names at hand count, so that what a case shows of an official depends on its own reports.
    """
    rest = sorted(traces, key=lambda t: t.place)
    return link(rest, Neighbours(InMemory(rest, links, everybody), everybody))


def _linked(traces: Sequence[Trace], links: Links, near: Neighbours) -> dict[Group, None]:
    """Return members (in the order of the reports) as people, none with both of two that ``links`` have apart.

    Whom a report calls by one name alone comes last, when it is known how many people have that name; those of whom
    somebody said that they are not another come first, so that every other member goes to whom it fits better.
    """
    parted = {member for pair in links.apart for member in pair}
    decided = sorted(
        _decided_groups(traces, links),
        key=lambda seeds: (not any(s.full for s in seeds), parted.isdisjoint(s.member for s in seeds)),
    )
    home: dict[Member, Group] = {}
    for seeds in decided:
        group = Group()
        group.take(seeds, (_DECIDED,) if len(seeds) > 1 else ())
        if len(seeds) > 1:
            group.decided.append(tuple(dict.fromkeys(form for s in seeds for form in s.forms)))
        _join_all(group, home, near, links)
    return dict.fromkeys(home.values())


def _identity(group: Group, near: Neighbours, links: Links) -> Identity:
    told_as = tuple(s.part for s in group.seen)
    apart = sum(p in BYSTANDERS for p in told_as)
    known_for_more = all(near.is_public(s) for s in group.seen if s.part == "at_risk")
    at_risk = told_as.count("at_risk") >= max(apart, 1) and not known_for_more
    other: tuple[Part, ...] = tuple(sorted({*told_as} - {"at_risk"})) or ("other",)
    members = tuple(s.member for s in group.seen)
    return Identity(
        id=min(map(anchor, members)),
        members=members,
        part="at_risk" if at_risk else max(other, key=told_as.count),
        reasons=tuple(group.reasons),
        told_as=told_as,
        eventful=any(s.eventful for s in group.seen if s.part != "precedent"),
        common=next((s.name for s in group.seen if near.is_common(s)), None),
        contested=any(not pair.isdisjoint(members) for pair in map(frozenset, links.overruled)),
    )


def _decided_groups(everyone: Sequence[Trace], links: Links) -> list[list[Trace]]:
    """Return members that people said are one person together, all others alone, in the order of the reports."""
    home: dict[Member, Member] = {s.member: s.member for s in everyone}

    def root(member: Member) -> Member:
        while home[member] != member:
            member = home[member]
        return member

    for one, other in sorted(links.same):
        if one in home and other in home:
            home[root(other)] = root(one)
    groups: dict[Member, list[Trace]] = defaultdict(list)
    for seen in everyone:
        groups[root(seen.member)].append(seen)
    return list(groups.values())


def _join_all(group: Group, home: dict[Member, Group], near: Neighbours, links: Links) -> None:
    """Put a new group with those that it is one person with: the best first, and any other that then fits too.

    Of two that fit as well the one with the older report is taken. A name alone goes with one group only: it tells nobody
    that two people with fuller names are one.
    """
    related = (t.member for seen in group.seen for t in near.of(seen))
    candidates = list(dict.fromkeys(home[m] for m in related if m in home))
    only_one = is_only_one(group, candidates, near)
    ranked: list[tuple[float, tuple[str, str, int], Group, tuple[str, ...]]] = []
    for other in candidates:
        total, reasons = score(group, other, only_one=only_one)
        if total >= SAME_NAME:
            ranked.append((-round(total, 4), min(s.place for s in other.seen), other, reasons))
    alone = not group.full
    gone: set[Group] = set()
    for _, _, other, reasons in sorted(ranked, key=lambda row: row[:2]):
        if other not in gone and _may_join(group, other, links):
            other.take(group.seen, (*reasons, *group.reasons))
            other.decided += group.decided
            gone.add(group)
            group = other
            if alone:
                break
    home.update((seen.member, group) for seen in group.seen)


def is_only_one(group: Group, namesakes: Iterable[Group], near: Neighbours) -> bool:
    """Whether only one of the namesakes of somebody has a fuller name, and few bear the name at all."""
    return sum(other.full for other in namesakes) == 1 and not any(map(near.is_familiar, group.seen))


def _may_join(group: Group, other: Group, links: Links) -> bool:
    """Whether no report tells the two as different people and nobody said that they are apart."""
    if next(apart_in(group, other), None) is not None:
        return False
    if not links.apart:
        return True
    mine, theirs = ({s.member for s in g.seen} for g in (group, other))
    return not any((a in mine and b in theirs) or (b in mine and a in theirs) for a, b in links.apart)
