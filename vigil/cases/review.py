"""One report as people decided about it: every item as it was read, as it is now, and by which decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, get_type_hints

from pydantic import ValidationError

from vigil.cases.items import PARTS, TYPES, Found, Item, items_of, meant_by
from vigil.cases.subjects import person_at, subject_of_person
from vigil.errors import DecisionError
from vigil.model.case import Decision, Place, place_of, subject_of
from vigil.model.codec import adapter
from vigil.model.decided import UNREADABLE, value_of
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
    """An item with the decisions about it that hold. ``now`` is what they make of it, ``rejected`` whether it is left out.

    A decision whose value cannot be read or does not fit is not among them: it changes nothing.
    """

    found: Found
    now: Item
    rejected: bool
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class DecidedReport:
    """A report and its reading with decisions in them: every item, what is about something, and what is wrong.

    ``subjects`` are those of decisions that are about something in the report, ``faults`` by number why one changes nothing.
    """

    report: Report
    reading: Reading
    items: tuple[Reviewed, ...]
    subjects: frozenset[str]
    faults: Mapping[int, str]


def decided_report(report: Report, reading: Reading, decisions: Mapping[int, Decision]) -> DecidedReport:
    """Return a report as ``decisions``, which hold, by number and in order, make it; added items come last.

    A decision whose value cannot be read changes nothing, nor does one that does not fit one of the items that it is about.
    """
    faults: dict[int, str] = {}
    decisions = _about_items(decisions)
    mine = subject_of(report.capture.sha256, 0, 0, "report")
    corrected = _corrected(report, {n: d for n, d in decisions.items() if d.subject == mine}, None, faults)
    known = with_added(report, reading, decisions)
    items = _reviewed(report, reading, known, decisions, faults)
    if faults:
        fitting = decided_report(report, reading, {n: d for n, d in decisions.items() if n not in faults})
        return replace(fitting, faults={**faults, **fitting.faults})
    about = {d.subject for each in items for d in each.decisions}
    return DecidedReport(corrected, _decided(reading, known, items), items, frozenset({mine} | about), faults)


def with_added(report: Report, reading: Reading, decisions: Mapping[int, Decision]) -> Reading:
    """Return the reading with everybody whom ``decisions``, which hold, add to it or know of and it finds no longer."""
    people = _found(report, reading, _about_items(decisions), "person", {})
    added = tuple(found.item for found in people if not found.read and isinstance(found.item, Person))
    mentions = tuple(Mention(person.quote, "PER", person.id) for person in added)
    return replace(reading, people=(*reading.people, *added), mentions=(*reading.mentions, *mentions))


def _about_items(decisions: Mapping[int, Decision]) -> dict[int, Decision]:
    """Return the decisions about one thing in a report, or the report, whose values can be read."""
    kinds = ("confirm", "correct", "reject", "add")
    return {n: d for n, d in decisions.items() if d.kind in kinds and value_of(d) is not UNREADABLE}


def _reviewed(
    report: Report, reading: Reading, known: Reading, decisions: Mapping[int, Decision], faults: dict[int, str]
) -> tuple[Reviewed, ...]:
    """Return every item with what decisions make of it, and put down why some do not fit."""
    people = {person.id for person in reading.people}
    reviewed = []
    for kind in PARTS:
        found = _found(report, known, decisions, kind, faults)
        about = _about(found, known, decisions)
        for each in found:
            read = replace(each, read=each.item.id in people) if isinstance(each.item, Person) else each
            mine = about.get(each.subject, {})
            changing = {n: d for n, d in mine.items() if d.kind == "correct" or (d.kind == "add" and read.read)}
            now = _corrected(each.item, changing, known, faults)
            reviewed.append(Reviewed(read, now, any(d.kind == "reject" for d in mine.values()), tuple(mine.values())))
    return tuple(reviewed)


def _about(found: Iterable[Found], known: Reading, decisions: Mapping[int, Decision]) -> dict[str, dict[int, Decision]]:
    """Return the decisions about each item, by its subject."""
    about: dict[str, dict[int, Decision]] = {}
    by_subject = {each.subject: each for each in found}
    for number, decision in decisions.items():
        named = by_subject.get(decision.subject)
        for each in (named,) if named else _meant(decision.subject, by_subject.values(), known):
            about.setdefault(each.subject, {})[number] = decision
    return about


def _meant(subject: str, found: Iterable[Found], known: Reading) -> tuple[Found, ...]:
    place = place_of(subject)
    if place is None or place.kind != "person":
        return meant_by(subject, found)
    person = person_at(known, place.span.start, place.span.end)
    return tuple(each for each in found if each.item == person)


def _found(
    report: Report, reading: Reading, decisions: Mapping[int, Decision], kind: str, faults: dict[int, str]
) -> tuple[Found, ...]:
    """Return the items of a kind, with those that were added, and those that were decided and are found no longer.

    What was added and does not fit is put down among ``faults``.
    """
    sha = report.capture.sha256
    found = {each.subject: each for each in items_of(sha, reading) if each.kind == kind}
    for number, decision in decisions.items():
        place = place_of(decision.subject)
        if place is None or place.kind != kind or place.sha256 != sha:
            continue
        made: list[Found] = []
        if decision.kind == "add":
            try:
                made = _made(report, place, decision.subject, value_of(decision), reading)
            except DecisionError as error:
                faults[number] = str(error)
        elif decision.kind != "reject" and not _meant(decision.subject, found.values(), reading):
            made = _kept(report, place, decision, reading)
        found |= {each.subject: each for each in made if each.subject not in found}
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
        raise DecisionError("what is added is an object of fields")
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


def _corrected(
    item: Value, decisions: Mapping[int, Decision], reading: Reading | None, faults: dict[int, str]
) -> Value:
    """Return the item with every change in it that fits, the last over the earlier; the others are put down as faults."""
    for number, decision in decisions.items():
        if decision.kind in ("correct", "add"):
            try:
                item = _with(item, value_of(decision), reading)
            except DecisionError as error:
                faults[number] = str(error)
    return item


def _with(item: Value, changes: Any, reading: Reading | None) -> Value:
    """Return the item with other values of fields. Raises DecisionError where they do not fit it."""
    if not isinstance(changes, dict):
        raise DecisionError("a correction is an object of fields and what they are now")
    if not changes:
        return item
    if changes.keys() & set(_KEPT):
        raise DecisionError(f"no such field to correct: {', '.join(sorted(changes.keys() & set(_KEPT)))}")
    plain = adapter(type(item)).dump_python(item, mode="json")
    return _fitting(type(item), plain | (changes if reading is None else _resolved(changes, reading)))


def corrections(subject: str, decisions: Mapping[int, Decision]) -> dict[str, Any]:
    """Return the fields of a report, by its subject, that those of ``decisions``, which hold, correct and that fit it."""
    changes: dict[str, Any] = {}
    for decision in decisions.values():
        value = value_of(decision) if decision.kind == "correct" and decision.subject == subject else None
        if isinstance(value, dict) and all(_fits_report(name, each) for name, each in value.items()):
            changes |= value
    return changes


def _fits_report(name: str, value: Any) -> bool:
    known = get_type_hints(Report)
    if name not in known or name in _KEPT:
        return False
    try:
        adapter(known[name]).validate_python(value)
    except ValidationError:
        return False
    return True


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


def _decided(reading: Reading, known: Reading, reviewed: tuple[Reviewed, ...]) -> Reading:
    """Return the reading with what decisions made of its items; who was rejected stays in events as the words of the name."""
    kept = {kind: _in_order(reviewed, kind) for kind in PARTS}
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
