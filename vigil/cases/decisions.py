"""What people decided, applied to what the machine read: append-only, reversible, and kept through a new analysis.

A decision names its subject by capture, place and kind of item (``subject_of``). Kinds are ``person``, ``event``,
``statement``, ``demand``, ``figure`` and, at place 0-0, ``report``. Values are JSON text:

- ``confirm``: nothing changes; the decision itself is the record.
- ``correct``: ``value`` is an object of fields and what they are now, ``{"age": 31}``, ``{"date": "2020-01-21"}``.
- ``reject``: the item is left out; a rejected person stays in events as the words of the name.
- ``same``, ``apart``: the subject is a person, ``value`` the subject of the other as a JSON string.
- ``undo``: takes back the last decision on the subject that still holds; ``value`` may name its kind as a JSON string.

A decision whose subject a new analysis no longer finds changes nothing, and is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from vigil.cases.material import Member
from vigil.cases.same import Links
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
    items = tuple(items)
    by_subject: dict[str, list[Decision]] = {}
    for decision in _holding(decisions):
        by_subject.setdefault(decision.subject, []).append(decision)
    if not by_subject:
        return items, Links()
    decided = tuple(_decided(report, reading, by_subject) for report, reading in items)
    return decided, _links(items, by_subject)


def _holding(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that were not taken back, in order."""
    held: list[Decision] = []
    for decision in decisions:
        if decision.kind != "undo":
            held.append(decision)
            continue
        kind = _json(decision) if decision.value is not None else None
        last = next(
            (
                n
                for n in range(len(held) - 1, -1, -1)
                if held[n].subject == decision.subject and kind in (None, held[n].kind)
            ),
            None,
        )
        if last is not None:
            del held[last]
    return held


def _json(decision: Decision) -> Any:
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
            value = _json(decision)
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


def _links(items: Iterable[tuple[Report, Reading]], by_subject: dict[str, list[Decision]]) -> Links:
    members: dict[str, Member] = {
        subject_of(report.capture.sha256, p.quote.span.start, p.quote.span.end, "person"): (report.id, p.id)
        for report, reading in items
        for p in reading.people
    }
    pairs: dict[str, set[tuple[Member, Member]]] = {"same": set(), "apart": set()}
    for subject, decisions in by_subject.items():
        for decision in decisions:
            if decision.kind not in pairs:
                continue
            other = _json(decision)
            if isinstance(other, str) and subject in members and other in members:
                one, two = sorted((members[subject], members[other]))
                pairs["same"].discard((one, two))
                pairs["apart"].discard((one, two))
                pairs[decision.kind].add((one, two))
    return Links(frozenset(pairs["same"]), frozenset(pairs["apart"]))
