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
whose subject is found no more changes nothing, and is kept. So does one whose value cannot be read or does not fit what it is
about, as after damage to the database: it is named as a fault, and everything else goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
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
Value = TypeVar("Value", Report, Person, Event, Statement, Demand, Figure)

_KEPT = ("quote", "id", "evidence", "how", "analyser")
"""Fields that no correction changes: what shows the item, and what names it."""
_TWO = ("same", "apart")
_UNREADABLE = object()
"""What a value says that is not JSON: nothing that any kind of decision understands."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Reports and readings with the decisions in them, who was said to be the same or apart, and what is wrong with decisions.

    ``faults`` are by the number of the decision, which changes nothing.
    """

    items: tuple[tuple[Report, Reading], ...]
    links: Links
    faults: Mapping[int, str]


def decide(items: Iterable[tuple[Report, Reading]], decisions: Mapping[int, Decision]) -> Decided:
    """Return the reports and readings with the decisions (by number, in order) in them."""
    items = tuple(items)
    held = holding(decisions)
    if not held:
        return Decided(items, Links(), unreadable(decisions))
    people = people_named(items, subjects_in(held.values()))
    by_subject: dict[str, dict[int, Decision]] = {}
    for number, decision in held.items():
        named = people.get(decision.subject)
        by_subject.setdefault(subject_of_person(*named) if named else decision.subject, {})[number] = decision
    made = _Applied(by_subject)
    decided = tuple(made.to(report, reading) for report, reading in items)
    members = {subject: (report.id, person.id) for subject, (report, person) in people.items()}
    return Decided(decided, links_of(decisions, members).links, {**unreadable(decisions), **made.faults})


def unreadable(decisions: Mapping[int, Decision]) -> dict[int, str]:
    """Return what is wrong with decisions whose value is not JSON, or no subject where they are about two people.

    Those that were taken back are left out.
    """
    found = {}
    gone = {*taken_back(decisions).values()}
    for number, decision in decisions.items():
        value = value_of(decision)
        if number in gone:
            continue
        if value is _UNREADABLE:
            found[number] = f"its value is not JSON: {decision.value!r}"
        elif decision.kind in _TWO and not isinstance(value, str):
            found[number] = f"its value names no other person: {decision.value!r}"
    return found


def subjects_in(decisions: Iterable[Decision]) -> set[str]:
    """Return the subjects of decisions, and those of the other person where they are about two."""
    found = set()
    for decision in decisions:
        other = other_in(decision)
        found |= {decision.subject} if other is None else {decision.subject, other}
    return found


def other_in(decision: Decision) -> str | None:
    """Return the subject of the other person in a decision about two, None in any other."""
    other = value_of(decision) if decision.kind in _TWO else None
    return other if isinstance(other, str) else None


def holding(decisions: Mapping[int, Decision]) -> dict[int, Decision]:
    """Return the decisions that were not taken back, by their number, in order."""
    gone = {*taken_back(decisions).values()}
    return {n: d for n, d in decisions.items() if d.kind != "undo" and n not in gone}


def taken_back(decisions: Mapping[int, Decision]) -> dict[int, int]:
    """Return which decision each ``undo`` takes back, both by number; those that find none to take back are left out."""
    held: dict[int, Decision] = {}
    found = {}
    for number, decision in decisions.items():
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
    wanted = value_of(undo)
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
    """Return what the value of a decision says; something equal to nothing else where it is not JSON."""
    try:
        return json.loads(decision.value or "null")
    except (ValueError, RecursionError):
        return _UNREADABLE


class _Applied:
    """Decisions by subject and number, put into readings; ``faults`` are those that do not fit, by number."""

    def __init__(self, by_subject: Mapping[str, Mapping[int, Decision]]) -> None:
        self._by_subject = by_subject
        self.faults: dict[int, str] = {}

    def to(self, report: Report, reading: Reading) -> tuple[Report, Reading]:
        """Return a report and its reading with the decisions in them."""
        sha = report.capture.sha256
        report = self._corrected(report, self._by_subject.get(subject_of(sha, 0, 0, "report"), {}))
        people = self._items(sha, "person", reading.people)
        gone = {p.id: p.name for p in reading.people}
        for person in people:
            gone.pop(person.id, None)
        events = self._items(sha, "event", reading.events)
        return report, replace(
            reading,
            people=people,
            events=tuple(replace(e, who=tuple(gone.get(w, w) for w in e.who)) for e in events),
            statements=self._items(sha, "statement", reading.statements),
            demands=self._items(sha, "demand", reading.demands),
            figures=self._items(sha, "figure", reading.figures),
            mentions=tuple(replace(m, person=None) if m.person in gone else m for m in reading.mentions),
        )

    def _items(self, sha: str, kind: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
        kept = []
        for item in items:
            subject = subject_of(sha, item.quote.span.start, item.quote.span.end, kind)
            decisions = self._by_subject.get(subject, {})
            if not any(d.kind == "reject" for d in decisions.values()):
                kept.append(self._corrected(item, decisions))
        return tuple(kept)

    def _corrected(self, item: Value, decisions: Mapping[int, Decision]) -> Value:
        """Return the item with every correction in it that fits, the last over the earlier."""
        for number, decision in decisions.items():
            if decision.kind == "correct":
                try:
                    item = _with(item, value_of(decision))
                except DecisionError as error:
                    self.faults[number] = str(error)
        return item


def _with(item: Value, changes: object) -> Value:
    """Return the item with other values of fields. Raises DecisionError where they do not fit it."""
    if not isinstance(changes, dict):
        raise DecisionError("a correction is an object of fields and what they are now")
    unknown = changes.keys() - ({f.name for f in fields(item)} - set(_KEPT))
    if unknown:
        raise DecisionError(f"no such field to correct: {', '.join(sorted(unknown))}")
    adapter = TypeAdapter(type(item))
    plain = adapter.dump_python(item, mode="json") | changes
    try:
        fixed: Value = adapter.validate_python(plain)
    except ValidationError as error:
        first = error.errors()[0]
        raise DecisionError(f"a correction does not fit {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return fixed


def links_of(decisions: Mapping[int, Decision], members: Mapping[str, Member]) -> Settled:
    """Return who was said to be the same or apart, and which decisions later ones made void.

    ``decisions`` are all by number, in the order in which they were made, ``members`` whom their subjects name.
    """
    said = []
    for number, decision in holding(decisions).items():
        other = other_in(decision)
        if other is None or decision.subject not in members or other not in members:
            continue
        one, two = members[decision.subject], members[other]
        if one != two and decision.kind in ("same", "apart"):
            said.append(Said(number, decision.kind, one, two))
    return settle(said)
