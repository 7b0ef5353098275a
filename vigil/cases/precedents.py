"""Earlier and parallel cases that the reports tell as background, apart from the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigil.cases.alike import Traits, charges_of, ending, forums_of, in_common
from vigil.cases.entries import entries_of
from vigil.cases.known import Known
from vigil.cases.people import case_person
from vigil.cases.routes import count, no_votes
from vigil.cases.tellings import Telling, tell
from vigil.cases.timeline import in_order, merge
from vigil.cases.together import Part
from vigil.cases.years import settle_years
from vigil.model.case import Precedent

_TOLD = ("happened", "scheduled", "did_not_happen")


@dataclass(frozen=True, slots=True)
class Beside:
    """The case beside which precedents are told: names by identity, identities at risk, voices by report, and its traits."""

    names: Mapping[str, str]
    at_risk: frozenset[str]
    voices: Mapping[str, str]
    traits: Traits


def precedents(known: Known, parts: Iterable[Part], case: Beside) -> tuple[Precedent, ...]:
    """Return everybody whom the reports of a case tell as a precedent, by name: what they tell, how it ended, why alike.

    Nobody whose case it is is a precedent in it, though one report may tell of them as background.
    """
    parts = tuple(parts)
    order = tuple(p.account.id for p in parts)
    by_identity: dict[str, dict[str, str]] = {}
    for part in parts:
        for person in part.account.reading.people:
            if person.id in part.precedents and part.tells_background(person.id):
                identity = known.home[part.account.id, person.id]
                if identity not in case.at_risk:
                    by_identity.setdefault(identity, {})[part.account.id] = person.id
    found = [_precedent(known, order, identity, members, case) for identity, members in by_identity.items()]
    return tuple(sorted(found, key=lambda p: (p.person.name, p.reports)))


def _precedent(known: Known, order: tuple[str, ...], identity: str, members: dict[str, str], case: Beside) -> Precedent:
    accounts = {r: known.accounts[known.order[r]] for r in order if r in members}
    told: list[Telling] = []
    votes = no_votes()
    for report, account in accounts.items():
        mine = [e for e in account.reading.events if members[report] in e.who]
        told += [tell(known, account, e, case.voices) for e in mine if e.status in _TOLD]
        count(votes, account, [members[report]], mine, [])
    entries = in_order(merge(settle_years(told)), order)
    events = entries_of(entries, lambda t: who_names(t, case.names))
    person = case_person(known.by_id[identity], {report: known.scenes[report] for report in accounts})
    host, origin = votes.winners()
    ethnicity = frozenset(filter(None, (person.ethnicity,)))
    traits = Traits(host, origin, charges_of(events), forums_of(events), ethnicity)
    return Precedent(
        person=person,
        events=events,
        reports=tuple(accounts),
        ended=ending(events),
        alike_because=in_common(case.traits, traits)[1],
    )


def who_names(telling: Telling, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return those an event happens to, as the case calls them, in the order of the report."""
    return tuple(names[i] for i in telling.named if i in names) + telling.phrases
