"""Earlier and parallel cases that the reports tell as background, apart from the case."""

from __future__ import annotations

from collections.abc import Iterable

from vigil.cases.known import Known
from vigil.cases.people import case_person
from vigil.cases.tellings import Telling, tell
from vigil.cases.timeline import entry_of, in_order, merge
from vigil.cases.together import Part
from vigil.cases.years import settle_years
from vigil.model.case import Precedent

_TOLD = ("happened", "scheduled", "did_not_happen")


def precedents(
    known: Known, parts: Iterable[Part], names: dict[str, str], at_risk: frozenset[str]
) -> tuple[Precedent, ...]:
    """Return everybody whom the reports of a case tell as a precedent, by name, with what they tell of them.

    ``names`` are what the case calls people, by identity. Nobody whose case it is (``at_risk``, identities) is a
    precedent in it, though one report may tell of them as background.
    """
    parts = tuple(parts)
    accounts = {p.account.id: p.account for p in parts}
    order = tuple(accounts)
    by_identity: dict[str, dict[str, str]] = {}
    for part in parts:
        for person in part.account.reading.people:
            if person.id in part.precedents and part.tells_background(person.id):
                identity = known.home[part.account.id, person.id]
                if identity not in at_risk:
                    by_identity.setdefault(identity, {})[part.account.id] = person.id
    found = []
    for identity_id, members in by_identity.items():
        scenes = {report: known.scenes[report] for report in order if report in members}
        told: list[Telling] = []
        for report, person_id in members.items():
            told += [
                tell(known, accounts[report], e)
                for e in accounts[report].reading.events
                if person_id in e.who and e.status in _TOLD
            ]
        entries = in_order(merge(settle_years(told)), order)
        found.append(
            Precedent(
                person=case_person(known.by_id[identity_id], scenes),
                events=tuple(entry_of(e, lambda t: who_names(t, names)) for e in entries),
                reports=tuple(r for r in order if r in members),
            )
        )
    return tuple(sorted(found, key=lambda p: (p.person.name, p.reports)))


def who_names(telling: Telling, names: dict[str, str]) -> tuple[str, ...]:
    """Return those an event happens to, as the case calls them, in the order of the report."""
    return tuple(names[i] for i in telling.named if i in names) + telling.phrases
