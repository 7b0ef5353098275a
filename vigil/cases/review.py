"""One report as people decided about it: every item as it was read, as it is now, and by which decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from vigil.cases.items import PARTS, TYPES, Found, Item, items_of, meant_by
from vigil.cases.subjects import person_at, subject_of_person
from vigil.errors import DecisionError
from vigil.model.case import Decision, Place, place_of, subject_of
from vigil.model.codec import adapter
from vigil.model.decided import value_of
from vigil.model.reading import Event, Mention, Person, Reading
from vigil.model.report import Report
from vigil.model.text import Quote

Value = TypeVar("Value")

ADDED = "added by a person"
"""What ``how`` says of an item that a person added."""

_KEPT = ("quote", "id", "evidence", "how", "analyser")
"""Fields that no correction changes: what shows the item, and what names it."""
_WORDS = ("trigger", "date_quote", "speaker_quote", "cue", "rest", "confidence")
"""Fields that show or weigh what was read, and say nothing more."""
_PEOPLE = ("who", "speaker_id", "according_to")
"""Fields that name people of the report. In a decision they hold subjects, for a new analysis counts people anew."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item with the decisions about it that hold. ``now`` is what they make of it, ``rejected`` whether it is left out."""

    found: Found
    now: Item
    rejected: bool
    decisions: tuple[Decision, ...]


def corrected_report(report: Report, decisions: Iterable[Decision]) -> Report:
    """Return the report with the corrections among ``decisions``, which hold, that are about itself."""
    mine = subject_of(report.capture.sha256, 0, 0, "report")
    return _corrected(report, [d for d in decisions if d.subject == mine], None)


def with_added(report: Report, reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """Return the reading with everybody whom ``decisions``, which hold, add to it or know of and it finds no longer."""
    people = _found(report, reading, tuple(decisions), "person")
    added = tuple(found.item for found in people if not found.read and isinstance(found.item, Person))
    mentions = tuple(Mention(person.quote, "PER", person.id) for person in added)
    return replace(reading, people=(*reading.people, *added), mentions=(*reading.mentions, *mentions))


def review(report: Report, reading: Reading, decisions: Iterable[Decision]) -> tuple[Reviewed, ...]:
    """Return every item of a report with what ``decisions``, which hold, make of it; those that were added come last.

    Raises DecisionError where the value of a decision cannot be read or does not fit its subject.
    """
    decisions = tuple(d for d in decisions if d.kind in ("confirm", "correct", "reject", "add"))
    known = with_added(report, reading, decisions)
    people = {person.id for person in reading.people}
    reviewed = []
    for kind in PARTS:
        found = _found(report, known, decisions, kind)
        about = _about(found, known, decisions)
        for each in found:
            read = replace(each, read=each.item.id in people) if isinstance(each.item, Person) else each
            mine = tuple(about.get(each.subject, ()))
            changing = [d for d in mine if d.kind == "correct" or (d.kind == "add" and read.read)]
            now = _corrected(each.item, changing, known)
            reviewed.append(Reviewed(read, now, any(d.kind == "reject" for d in mine), mine))
    return tuple(reviewed)


def _about(found: Iterable[Found], known: Reading, decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the decisions about each item, by its subject."""
    about: dict[str, list[Decision]] = {}
    by_subject = {each.subject: each for each in found}
    for decision in decisions:
        named = by_subject.get(decision.subject)
        for each in (named,) if named else _meant(decision.subject, by_subject.values(), known):
            about.setdefault(each.subject, []).append(decision)
    return about


def _meant(subject: str, found: Iterable[Found], known: Reading) -> tuple[Found, ...]:
    place = place_of(subject)
    if place is None or place.kind != "person":
        return meant_by(subject, found)
    person = person_at(known, place.span.start, place.span.end)
    return tuple(each for each in found if each.item == person)


def _found(report: Report, reading: Reading, decisions: tuple[Decision, ...], kind: str) -> tuple[Found, ...]:
    """Return the items of a kind, with those that were added, and those that were decided and are found no longer."""
    sha = report.capture.sha256
    found = {each.subject: each for each in items_of(sha, reading) if each.kind == kind}
    for decision in decisions:
        place = place_of(decision.subject)
        if place is None or place.kind != kind or place.sha256 != sha or decision.subject in found:
            continue
        made: list[Found] = []
        if decision.kind == "add":
            made = _made(report, place, decision.subject, value_of(decision), reading)
        elif decision.kind != "reject" and not _meant(decision.subject, found.values(), reading):
            made = _kept(report, place, decision, reading)
        found |= {each.subject: each for each in made}
    return tuple(found.values())


def _kept(report: Report, place: Place, decision: Decision, reading: Reading) -> list[Found]:
    """Return the item as it was when it was decided; nothing where the decision does not say what it was."""
    was = value_of(replace(decision, value=decision.was))
    try:
        return _made(report, place, decision.subject, was, reading) if isinstance(was, dict) else []
    except DecisionError:
        return []


def _made(report: Report, place: Place, subject: str, value: Any, reading: Reading) -> list[Found]:
    if not isinstance(value, dict):
        raise DecisionError(f"what was added as {subject} is no object of fields")
    span, kind = place.span, place.kind
    if not len(span) or span.end > len(report.story.text):
        return []
    known = {f.name for f in fields(TYPES[kind])}
    own: dict[str, Any] = {"quote": _plain(report.story.quote(span))}
    own |= {"id": f"p9{span.start:09d}{span.end:09d}"} if "id" in known else {}
    own |= {"how": ADDED} if "how" in known else {}
    return [Found(subject, kind, _fitting(TYPES[kind], _resolved(value, reading) | own), read=False)]


def _plain(quote: Quote) -> dict[str, Any]:
    plain: dict[str, Any] = adapter(Quote).dump_python(quote, mode="json")
    return plain


def _fitting(kind: type[Value], plain: Mapping[str, Any]) -> Value:
    """Return the value that fields make. Raises DecisionError where they do not fit."""
    unknown = plain.keys() - {f.name for f in fields(kind)}  # type: ignore[arg-type]  # every kind is a dataclass
    if unknown:
        raise DecisionError(f"no such field to correct: {', '.join(sorted(unknown))}")
    try:
        fitting: Value = adapter(kind).validate_python(plain)
    except ValidationError as error:
        first = error.errors()[0]
        raise DecisionError(f"a correction does not fit {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return fitting


def _corrected(item: Value, decisions: Iterable[Decision], reading: Reading | None) -> Value:
    """Return the item with every correction in it, the last over the earlier."""
    changes = _changes(decisions)
    if not changes:
        return item
    if changes.keys() & set(_KEPT):
        raise DecisionError(f"no such field to correct: {', '.join(sorted(changes.keys() & set(_KEPT)))}")
    plain = adapter(type(item)).dump_python(item, mode="json")
    return _fitting(type(item), plain | (changes if reading is None else _resolved(changes, reading)))


def _changes(decisions: Iterable[Decision]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for decision in decisions:
        if decision.kind in ("correct", "add"):
            value = value_of(decision)
            if not isinstance(value, dict):
                raise DecisionError(f"the correction of {decision.subject} is no object of fields: {decision.value!r}")
            changes |= value
    return changes


def corrections(subject: str, decisions: Iterable[Decision]) -> dict[str, Any]:
    """Return the fields of a subject that ``decisions``, which hold, correct. Raises DecisionError as ``review`` does."""
    return _changes(d for d in decisions if d.subject == subject)


def _resolved(changes: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """Return fields in which people of the report are named by id instead of by subject."""
    known = dict(changes)
    for name in _PEOPLE:
        value = known.get(name)
        if isinstance(value, list):
            known[name] = [one for one in (_who(each, reading) for each in value) if one is not None]
        elif value is not None:
            known[name] = _who(value, reading)
    return known


def _who(value: Any, reading: Reading) -> Any:
    place = place_of(value) if isinstance(value, str) else None
    if place is None or place.kind != "person":
        return value
    person = person_at(reading, place.span.start, place.span.end)
    return person.id if person else None


def plain_fields(report: Report, reading: Reading, item: Item) -> dict[str, Any]:
    """Return what an item says as decisions hold it: JSON values by field, people of the report by subject."""
    dropped = (*_KEPT, *_WORDS)
    plain = {k: v for k, v in adapter(type(item)).dump_python(item, mode="json").items() if k not in dropped}
    subjects = {person.id: subject_of_person(report, person) for person in reading.people}
    for name in _PEOPLE:
        value = plain.get(name)
        if isinstance(value, list | tuple):
            plain[name] = [subjects.get(each, each) for each in value]
        elif isinstance(value, str):
            plain[name] = subjects.get(value, value)
    return plain


def found_in(report: Report, reading: Reading, decisions: Iterable[Decision]) -> set[str]:
    """Return the subjects of those of ``decisions``, which hold, that are about something in the report."""
    sha = report.capture.sha256
    mine = [d for d in decisions if d.subject.startswith(sha)]
    about = {d.subject for each in review(report, reading, mine) for d in each.decisions} if mine else set()
    return about | {subject_of(sha, 0, 0, "report")}


def decided_reading(report: Report, reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """Return the reading as ``decisions``, which hold, make it.

    A rejected person stays in events as the words of the name. Raises DecisionError as ``review`` does.
    """
    reviewed = review(report, reading, decisions)
    kept = {kind: _in_order(reviewed, kind) for kind in PARTS}
    known = with_added(report, reading, decisions)
    gone = {p.id: p.name for p in known.people} | {
        r.now.id: r.now.name for r in reviewed if r.rejected and isinstance(r.now, Person)
    }
    for person in kept["person"]:
        gone.pop(person.id, None)
    return replace(
        reading,
        people=kept["person"],
        events=tuple(_without(event, gone) for event in kept["event"]),
        statements=tuple(replace(s, speaker_id=None) if s.speaker_id in gone else s for s in kept["statement"]),
        demands=kept["demand"],
        figures=kept["figure"],
        dates=kept["date"],
        mentions=tuple(replace(m, person=None) if m.person in gone else m for m in known.mentions),
    )


def _without(event: Event, gone: Mapping[str, str]) -> Event:
    """Return the event with the names of those who are ``gone`` in place of their ids."""
    source = event.according_to
    return replace(
        event,
        who=tuple(gone.get(who, who) for who in event.who),
        according_to=gone.get(source, source) if source is not None else None,
    )


def _in_order(reviewed: Iterable[Reviewed], kind: str) -> tuple[Any, ...]:
    """Return the items of a kind that were not rejected: people as they were read, others in the order of the story."""
    mine = [r for r in reviewed if r.found.kind == kind and not r.rejected]
    if kind != "person" and any(not r.found.read for r in mine):
        mine.sort(key=lambda r: r.now.quote.span)
    return tuple(r.now for r in mine)
