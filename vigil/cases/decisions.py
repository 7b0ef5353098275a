"""What people decided, applied to what the machine read: append-only, reversible, and kept through a new analysis.

A decision names its subject by capture, place and kind of item (``subject_of``). Kinds are ``person``, ``event``,
``statement``, ``demand``, ``figure`` and, at place 0-0, ``report``. Values are JSON text:

- ``confirm``: nothing changes; the decision itself is the record.
- ``correct``: ``value`` is an object of fields and what they are now, ``{"age": 31}``, ``{"date": "2020-01-21"}``.
- ``reject``: the item is left out; a rejected person stays in events as the words of the name.
- ``same``, ``apart``: the subject is a person, ``value`` the subject of the other as a JSON string.
- ``undo``: takes back the last decision on the subject that still holds; ``value`` may name its kind as a JSON string, or
  the very decision as an object of its ``kind``, ``value`` and ``at``.

A person is found again by a new analysis where the words of the place still name somebody (``subjects.py``). A decision
whose subject is found no more changes nothing, and is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from vigil.cases.material import Member
from vigil.cases.related import Links
from vigil.cases.settled import Said, Settled, settle
from vigil.cases.subjects import people_named, subject_of_person
from vigil.errors import DecisionError
from vigil.model.case import Decision, subject_of
from vigil.model.reading import Demand, Event, Figure, Person, Reading, Statement
from vigil.model.report import Report

Item = TypeVar("Item", Person, Event, Statement, Demand, Figure)

_KEPT = ("quote", "id", "evidence", "how", "analyser")
"""Fields that no correction changes: what shows the item, and what names it."""


def decide(
    items: Iterable[tuple[Report, Reading]], decisions: Iterable[Decision]
) -> tuple[tuple[tuple[Report, Reading], ...], Links]:
    """Return the reports and readings with the decisions in them, and who was said to be the same or apart.

    Raises DecisionError where the value of a decision cannot be read or does not fit its subject.
    """
    items, decisions = tuple(items), tuple(decisions)
    held = holding(decisions)
    if not held:
        return items, Links()
    people = people_named(items, subjects_in(held.values()))
    by_subject: dict[str, list[Decision]] = {}
    for decision in held.values():
        named = people.get(decision.subject)
        by_subject.setdefault(subject_of_person(*named) if named else decision.subject, []).append(decision)
    decided = tuple(_decided(report, reading, by_subject) for report, reading in items)
    members = {subject: (report.id, person.id) for subject, (report, person) in people.items()}
    return decided, links_of(decisions, members).links


def subjects_in(decisions: Iterable[Decision]) -> set[str]:
    """Return the subjects of decisions, and those of the other person where they are about two."""
    found = set()
    for decision in decisions:
        other = value_of(decision) if decision.kind in ("same", "apart") else None
        found |= {decision.subject, other} if isinstance(other, str) else {decision.subject}
    return found


def holding(decisions: Iterable[Decision]) -> dict[int, Decision]:
    """Return the decisions that were not taken back, by their number from 1, in order."""
    decisions = tuple(decisions)
    gone = {*taken_back(decisions).values()}
    return {n: d for n, d in enumerate(decisions, start=1) if d.kind != "undo" and n not in gone}


def taken_back(decisions: Iterable[Decision]) -> dict[int, int]:
    """Return which decision each ``undo`` takes back, both by number; those that find none to take back are left out."""
    held: dict[int, Decision] = {}
    found = {}
    for number, decision in enumerate(decisions, start=1):
        if decision.kind != "undo":
            held[number] = decision
            continue
        taken = _taken_back(decision, held)
        if taken is not None:
            found[number] = taken
            del held[taken]
    return found


def _taken_back(undo: Decision, held: dict[int, Decision]) -> int | None:
    """Return the number of the decision that an ``undo`` takes back: the last on its subject that fits its value."""
    wanted = value_of(undo) if undo.value is not None else None
    for number, decision in reversed(held.items()):
        if decision.subject != undo.subject:
            continue
        if wanted in (None, decision.kind) or wanted == taking_back(decision):
            return number
    return None


def taking_back(decision: Decision) -> dict[str, str | None]:
    """Return what an ``undo`` of this very decision has as its value."""
    return {"kind": decision.kind, "value": decision.value, "at": decision.at}


def value_of(decision: Decision) -> Any:
    """Return what the value of a decision says. Raises DecisionError where it is not JSON."""
    try:
        return json.loads(decision.value or "null")
    except ValueError as error:
        raise DecisionError(
            f"the decision on {decision.subject} has a value that is not JSON: {decision.value!r}"
        ) from error


def _decided(report: Report, reading: Reading, by_subject: dict[str, list[Decision]]) -> tuple[Report, Reading]:
    sha = report.capture.sha256
    report = _corrected(report, by_subject.get(subject_of(sha, 0, 0, "report"), []))
    people = _items(sha, "person", reading.people, by_subject)
    gone = {p.id: p.name for p in reading.people}
    for person in people:
        gone.pop(person.id, None)
    events = _items(sha, "event", reading.events, by_subject)
    return report, replace(
        reading,
        people=people,
        events=tuple(replace(e, who=tuple(gone.get(w, w) for w in e.who)) for e in events),
        statements=_items(sha, "statement", reading.statements, by_subject),
        demands=_items(sha, "demand", reading.demands, by_subject),
        figures=_items(sha, "figure", reading.figures, by_subject),
        mentions=tuple(replace(m, person=None) if m.person in gone else m for m in reading.mentions),
    )


def _items(sha: str, kind: str, items: tuple[Item, ...], by_subject: dict[str, list[Decision]]) -> tuple[Item, ...]:
    kept = []
    for item in items:
        decisions = by_subject.get(subject_of(sha, item.quote.span.start, item.quote.span.end, kind), [])
        if not any(d.kind == "reject" for d in decisions):
            kept.append(_corrected(item, decisions))
    return tuple(kept)


Value = TypeVar("Value", Report, Person, Event, Statement, Demand, Figure)


def _corrected(item: Value, decisions: Iterable[Decision]) -> Value:
    """Return the item with every correction in it, the last over the earlier."""
    changes: dict[str, Any] = {}
    for decision in decisions:
        if decision.kind == "correct":
            value = value_of(decision)
            if not isinstance(value, dict):
                raise DecisionError(f"the correction of {decision.subject} is no object of fields: {decision.value!r}")
            changes |= value
    if not changes:
        return item
    known = {f.name for f in fields(item)} - set(_KEPT)
    if changes.keys() - known:
        raise DecisionError(f"no such field to correct: {', '.join(sorted(changes.keys() - known))}")
    adapter = TypeAdapter(type(item))
    plain = adapter.dump_python(item, mode="json") | changes
    try:
        fixed: Value = adapter.validate_python(plain)
    except ValidationError as error:
        first = error.errors()[0]
        raise DecisionError(f"a correction does not fit {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return fixed


def links_of(decisions: Iterable[Decision], members: Mapping[str, Member]) -> Settled:
    """Return who was said to be the same or apart, and which decisions later ones made void.

    ``decisions`` are all in the order in which they were made, ``members`` whom their subjects name.
    Raises DecisionError where the value of a decision cannot be read.
    """
    said = []
    for number, decision in holding(decisions).items():
        other = value_of(decision) if decision.kind in ("same", "apart") else None
        if not isinstance(other, str) or decision.subject not in members or other not in members:
            continue
        one, two = members[decision.subject], members[other]
        if one != two and decision.kind in ("same", "apart"):
            said.append(Said(number, decision.kind, one, two))
    return settle(said)
