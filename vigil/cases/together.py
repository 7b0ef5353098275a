"""Which people at risk are told together and so make one case, and what belongs to the case in each report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

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


def cases_of(known: Known) -> tuple[frozenset[str], ...]:
    """Return the cases: ids of identities that are told together, in the order of their least id.

    People are told together where a good part of what happens to the one happens to both, or where something does and most
    reports have both. A list of unrelated cases in one report joins nobody, and neither does one report that tells two
    cases as one against many that tell them apart.
    """
    told: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    events: Counter[tuple[tuple[str, str], str]] = Counter()
    for account in known.accounts:
        at_risk = known.at_risk_in(account)
        here = set(at_risk.values())
        told.update(here)
        beside.update(_couples(here))
        for event in account.reading.events if len(here) > 1 else ():
            who = {at_risk[w] for w in event.who if w in at_risk}
            shared.update(_couples(who))
            events.update((pair, one) for pair in _couples(here) for one in pair if one in who)
    home = {identity: identity for identity in told}

    def root(identity: str) -> str:
        while home[identity] != identity:
            identity = home[identity]
        return identity

    for pair, times in sorted(shared.items()):
        part = times / min(events[pair, one] for one in pair)
        if part >= _SHARED or beside[pair] / max(told[one] for one in pair) >= _SIDE_BY_SIDE:
            low, high = sorted(map(root, pair))
            home[high] = low
    groups: dict[str, set[str]] = defaultdict(set)
    for identity in told:
        groups[root(identity)].add(identity)
    return tuple(frozenset(groups[key]) for key in sorted(groups))


def _couples(identities: Iterable[str]) -> set[tuple[str, str]]:
    return set(combinations(sorted(set(identities)), 2))


@dataclass(frozen=True)
class Part:
    """What one report says of one case: its people at risk (person ids), precedents, and which words belong to it."""

    account: Account
    scene: Scene
    mine: frozenset[str]
    others: frozenset[str]
    """People of other cases."""
    precedents: frozenset[str]

    @property
    def rivals(self) -> frozenset[str]:
        """People of other cases, and precedents: what is about them alone is not this case's."""
        return self.others | self.precedents

    def concerns(self, span: Span) -> bool:
        """Whether a stretch of the story is about this case."""
        return not self.rivals or bool(self.scene.about(span, self.mine | self.rivals) & self.mine)

    def tells_background(self, person: str) -> bool:
        """Whether a precedent is told beside this case rather than beside another of the report."""
        quote = self.account.people[person].quote.span
        subjects = self.mine | self.others
        return not self.others or bool(self.scene.about(Span(quote.start, quote.start), subjects) & self.mine)

    def happens_here(self, event: Event) -> bool:
        """Whether an event happens to somebody at risk in this case."""
        return any(w in self.mine for w in event.who)


def parts_of(known: Known, case: frozenset[str]) -> tuple[Part, ...]:
    """Return what each report says of the case, in the order of the reports; reports that only mention it are left out."""
    ids = sorted({report for identity in case for report, _ in known.by_id[identity].members})
    found = []
    for account in (known.accounts[n] for n in sorted(known.order[i] for i in ids)):
        at_risk = known.at_risk_in(account)
        mine = frozenset(p for p, identity in at_risk.items() if identity in case)
        if mine:
            precedents = known.precedents_in(account)
            others = frozenset(set(at_risk) - mine)
            found.append(Part(account, known.scenes[account.id], mine, others, precedents))
    return tuple(found)
