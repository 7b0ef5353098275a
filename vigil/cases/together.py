"""Which people at risk are told together and so make one case, and what belongs to the case in each report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vigil.cases.cast import Roles
from vigil.cases.known import Known
from vigil.cases.material import Account
from vigil.cases.scene import Scene
from vigil.model.reading import Event
from vigil.model.text import Span

_SHARED = 0.25
"""Two people are told together where this share of the events of the one with fewer happens to both. Measured on 140
annotated reports: people of one case share a third or more, people of two cases told in one report nothing."""
_SIDE_BY_SIDE = 0.5
"""One shared event is enough where this share of the reports of the one told in more has both."""


_CROWD = 60
"""Of an event that happens to more people only those next to each other are compared: it joins them all or nobody."""


def case_of(roles: Roles, identity: str) -> frozenset[str]:
    """Return the case of somebody at risk: the ids of all who are told together with them, over any number of others.

    People are told together where a good part of what happens to the one happens to both, or where something does and most
    reports have both. A list of unrelated cases in one report joins nobody, and neither does one report that tells two
    cases as one against many that tell them apart.
    """
    found = {identity}
    fresh = [identity]
    while fresh:
        one = fresh.pop()
        near = _told_together(roles, one) - found
        found |= near
        fresh += sorted(near)
    return frozenset(found)


def cases_of(roles: Roles, identities: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Return the cases of those who are at risk in any report, each once, in the order of their least id."""
    found: dict[str, frozenset[str]] = {}
    for identity in sorted(set(identities)):
        if identity not in found and roles.told(identity):
            case = case_of(roles, identity)
            found |= dict.fromkeys(case, case)
    return tuple(sorted(set(found.values()), key=min))


def _told_together(roles: Roles, one: str) -> set[str]:
    """Return who is told together with somebody."""
    shared: Counter[str] = Counter()
    for report in roles.told(one):
        for who in roles.happens(report).get(one, ()):
            shared.update(who - {one} if len(who) <= _CROWD else _next_to(one, sorted(who)))
    roles.meet(shared)
    return {other for other, times in shared.items() if _is_together(roles, one, other, times)}


def _next_to(one: str, who: list[str]) -> list[str]:
    at = who.index(one)
    return who[max(at - 1, 0) : at] + who[at + 1 : at + 2]


def _is_together(roles: Roles, one: str, other: str, shared: int) -> bool:
    theirs = frozenset(roles.told(other))
    both = [r for r in roles.told(one) if r in theirs]
    events = [sum(len(roles.happens(r).get(i, ())) for r in both) for i in (one, other)]
    if shared / min(events) >= _SHARED:
        return True
    return len(both) / max(len(roles.told(one)), len(roles.told(other))) >= _SIDE_BY_SIDE


@dataclass(frozen=True)
class Part:
    """What one report says of one case: its people at risk (person ids), precedents, and which words belong to it."""

    account: Account
    scene: Scene
    mine: frozenset[str]
    others: frozenset[str]
    """People of other cases."""
    precedents: frozenset[str]
    subjects: frozenset[str]
    """All of these together."""

    @cached_property
    def rivals(self) -> frozenset[str]:
        """People of other cases, and precedents: what is about them alone is not this case's."""
        return self.others | self.precedents

    def concerns(self, span: Span) -> bool:
        """Whether a stretch of the story is about this case."""
        return not self.rivals or bool(self.scene.about(span, self.subjects) & self.mine)

    def tells_background(self, person: str) -> bool:
        """Whether a precedent is told beside this case rather than beside another of the report."""
        quote = self.account.people[person].quote.span
        subjects = self.subjects - self.precedents
        return not self.others or bool(self.scene.about(Span(quote.start, quote.start), subjects) & self.mine)

    def happens_here(self, event: Event) -> bool:
        """Whether an event happens to somebody at risk in this case."""
        return any(w in self.mine for w in event.who)


def parts_of(known: Known, case: frozenset[str]) -> tuple[Part, ...]:
    """Return what each report says of the case, in the order of the reports; reports that only mention it are left out."""
    found = []
    for account in known.accounts:
        at_risk = known.at_risk_in(account)
        mine = frozenset(p for p, identity in at_risk.items() if identity in case)
        if mine:
            precedents = known.precedents_in(account)
            others = frozenset(at_risk) - mine
            subjects = known.subjects[account.id]
            found.append(Part(account, known.scenes[account.id], mine, others, precedents, subjects))
    return tuple(found)
