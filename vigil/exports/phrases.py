"""Entries of a case in a few plain words, the same in the terminal and in every export."""

from __future__ import annotations

from collections.abc import Iterable

from vigil.languages.spoken import spoken_date
from vigil.model.case import Case, CaseDemand, CasePerson, TimelineEntry
from vigil.model.reading import Detail
from vigil.model.vocab import acts, event_types, standings
from vigil.model.when import When

STATUS_WORDS = {
    "happened": "",
    "scheduled": "scheduled",
    "feared": "feared",
    "demanded": "demanded",
    "did_not_happen": "did not happen",
}
"""What is said of an entry's status; what happened needs no word."""


def names(people: Iterable[str]) -> str:
    """Return names as a reader lists them: "A", "A and B", "A, B and C"."""
    listed = list(people)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}" if listed else ""


def title_of(case: Case) -> str:
    """Return what people call the case: the names of those at risk."""
    return names(p.name for p in case.people_at_risk) or "unnamed people"


def about(case: Case, person: CasePerson) -> str:
    """Return what is known of somebody: title, affiliation, ethnicity, nationality, age; both ages where reports differ."""
    told = next((d for d in case.disagreements if d.field == "age" and d.about == person.name), None)
    age = " or ".join(told.values) + " (reports differ)" if told else person.age
    known = (
        person.title,
        person.affiliation,
        person.ethnicity and f"ethnic {person.ethnicity}",
        person.nationality,
        None if age is None else f"age {age}",
    )
    return ", ".join(str(k) for k in known if k)


def standing_of(key: str) -> str:
    """Return a standing in plain words."""
    return standings()[key].label


def what(entry: TimelineEntry) -> str:
    """Return the kind of event with its outcome or other leading detail: "Extradition decision: refused"."""
    label = event_types()[entry.type].label
    lead = entry.detail.get("outcome") or entry.detail.get("penalty") or entry.detail.get("offence")
    return f"{label}: {lead}" if isinstance(lead, str) else label


def circumstances(entry: TimelineEntry) -> str:
    """Return by whom, where, and the further details of an entry, divided by semicolons; empty where none is known."""
    told = []
    if entry.by:
        told.append(f"by {entry.by}")
    if entry.place:
        told.append(entry.place)
    lead = {"outcome", "penalty", "offence"}
    told += [_detail(key, value) for key, value in entry.detail.items() if key not in lead and value not in ("", None)]
    if entry.according_to:
        told.append(f"according to {names(entry.according_to)}")
    return "; ".join(t for t in told if t)


def _detail(key: str, value: Detail) -> str:
    word = key.replace("_", " ")
    if isinstance(value, bool):
        return word if value else f"not {word}"
    if key == "until":
        return f"until {spoken_date(When(value))}"
    if key in ("from", "to"):
        return f"{word} {value}"
    return f"{word}: {value}"


def asked(demand: CaseDemand) -> str:
    """Return who asks whom for what: "Human Rights Watch asks the Kazakh authorities: do not return"."""
    of = f" {demand.of}" if demand.of else ""
    return f"{demand.by} asks{of}: {acts()[demand.act].label}"
