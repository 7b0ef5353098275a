"""Entries of a case in a few plain words, the same in the terminal and in every export."""

from __future__ import annotations

from collections.abc import Iterable

from vigil.languages.spoken import spoken_date
from vigil.model.beside import Alike, Change, Changes, Silence
from vigil.model.case import Case, CaseDemand, CasePerson, Correction, Obligation, Precedent, Standing, TimelineEntry
from vigil.model.reading import Detail
from vigil.model.treaties import parties
from vigil.model.vocab import acts, change_kinds, event_types, standings
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
    return titled(p.name for p in case.people_at_risk)


def titled(people: Iterable[str]) -> str:
    """Return what people call a case in which these are at risk."""
    return names(people) or "unnamed people"


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


OBLIGATION_LIMITS = (
    "Information for a lawyer, not advice. Facts are matched to articles by rules. Reservations, declarations and "
    "how courts read an article are not looked at; years come from a table that you should check with the source named."
)
"""What is said wherever obligations are shown."""


def obligations_missing(case: Case) -> str | None:
    """Return why a case shows no obligations, None where it shows some."""
    if case.obligations:
        return None
    if case.host is None:
        return "The country they are in is not known, so no treaty is listed."
    if case.host not in parties():
        return (
            f"{case.host} is not in the table of treaties yet, so none is listed; that says nothing of what binds it."
        )
    return "No fact of this case brings up an article in the table of treaties."


def inside(sentence: str) -> str:
    """Return a sentence as it goes on inside another: with a small first letter."""
    return sentence[:1].lower() + sentence[1:]


def bound(obligation: Obligation) -> str:
    """Return whether and since when an article binds: "binds Kazakhstan since 1999"."""
    state = obligation.state
    if not obligation.binds:
        return f"{state} is not party to it"
    if obligation.until is not None:
        return f"bound {state} from {obligation.since} to {obligation.until}"
    return (
        f"binds {state} since {obligation.since}"
        if obligation.since
        else f"binds {state}; since when is not in the table"
    )


def ago(silence: Silence) -> str:
    """Return how long ago the last news was: "29 days ago"."""
    return {0: "today", 1: "1 day ago"}.get(silence.days, f"{silence.days:,} days ago")


def last_news(silence: Silence) -> str:
    """Return when the last news was: "22 January 2020, 29 days ago"."""
    return f"{spoken_date(silence.last)}, {ago(silence)}"


def one_voice(numbers: Iterable[int]) -> str:
    """Return that sources carry one text: "Sources 2, 3 and 5 carry the same text and count as one voice"."""
    return f"Sources {names(map(str, numbers))} carry the same text and count as one voice."


def taken_back(correction: Correction) -> str:
    """Return what a later report corrects: "First reported as 5 February 2030, corrected later"."""
    was = (
        spoken_date(When(correction.was)) if correction.field == "date" else STATUS_WORDS[correction.was] or "happened"
    )
    return f"First reported as {was}, corrected later"


def how_it_ended(ended: TimelineEntry | None, status: Standing | None = None) -> str:
    """Return how a case ended: its standing where known, and the event that decided it."""
    told = [standing_of(status)] if status else []
    if ended is not None:
        told.append(what(ended) + (f", {spoken_date(ended.date)}" if ended.date else ""))
    return "; ".join(told) or "not told"


def alike_line(like: Alike | Precedent) -> str:
    """Return why a case is thought alike, and how it ended."""
    reasons = like.reasons if isinstance(like, Alike) else like.alike_because
    status = like.status if isinstance(like, Alike) else None
    why = f"Thought alike because: {'; '.join(reasons)}. " if reasons else ""
    return f"{why}How it ended: {how_it_ended(like.ended, status)}."


def since_line(told: Changes) -> str:
    """Return how many reports are new since when."""
    day = spoken_date(When.of(told.since))
    many = {0: "No report", 1: "1 report"}.get(len(told.reports), f"{len(told.reports)} reports")
    return f"{many} {told.by} on or after {day}."


_UNSAID = ("happened", "feared", "open")
"""What a new event or demand is as a rule, and needs no word."""


def value_of(field: str, value: str) -> str:
    """Return a value of a disagreement as it is said: a date in words."""
    return spoken_date(When(value)) if field == "date" else value


def changed(change: Change) -> str:
    """Return one change in plain words: "Next date: was none, now 9 April 2030"."""
    label = change_kinds()[change.kind].label
    about = "" if change.about == label.lower() else f" · {change.about}"
    if change.was is None and (change.now is None or change.now in _UNSAID):
        return label + about
    if change.was is None and change.kind not in (
        "standing",
        "next_date",
        "host",
        "origin",
        "event_date",
        "event_outcome",
    ):
        return f"{label}{about}: {change.now}"
    return f"{label}{about}: was {change.was or 'none'}, now {change.now or 'none'}"
