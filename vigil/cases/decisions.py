"""What people decided, applied to what the machine read: append-only, reversible, and kept through a new analysis.

A decision names its subject by capture, place and kind of item (``subject_of``, ``items.py``). Kinds of item are ``person``,
``event``, ``statement``, ``demand``, ``figure``, ``date`` and, at place 0-0, ``report``. Values are JSON text:

- ``confirm``: nothing changes; the decision itself is the record.
- ``correct``: ``value`` is an object of fields and what they are now, ``{"age": 31}``, ``{"date": "2020-01-21"}``.
- ``reject``: the item is left out; a rejected person stays in events as the words of the name.
- ``add``: an item that was not found; the subject says where it stands, ``value`` is an object of its fields.
- ``same``, ``apart``: the subject is a person, ``value`` the subject of the other as a JSON string.
- ``undo``: takes back the last decision on the subject that still holds; ``value`` may name its kind as a JSON string, or
  the very decision as an object of its ``kind``, ``value`` and ``at``.

An item is found again by a new analysis where the words of the place still tell it (``items.py``, ``subjects.py``). Where
they do not, what was confirmed or corrected stays as it was if the decision says what it was (``was``, an object of
fields); any other decision changes nothing, and is kept. So does one whose value cannot be read or does not fit what it is
about, as after damage to the database: it is named as a fault, and everything else goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigil.cases.material import Member
from vigil.cases.related import Links
from vigil.cases.review import decided_report, with_added
from vigil.cases.settled import Said, Settled, settle
from vigil.cases.subjects import people_named
from vigil.model.case import Decision
from vigil.model.decided import UNREADABLE, holding, taken_back, value_of
from vigil.model.reading import Reading
from vigil.model.report import Report

_TWO = ("same", "apart")

Items = tuple[tuple[Report, Reading], ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """Reports and readings with the decisions in them, who was said to be the same or apart, and what is wrong with decisions.

    ``subjects`` are those of decisions that are about something in the reports, two people set aside. ``faults`` are by the
    number of the decision, which changes nothing.
    """

    items: Items
    links: Links
    subjects: frozenset[str]
    faults: Mapping[int, str]


def decide(items: Iterable[tuple[Report, Reading]], decisions: Mapping[int, Decision]) -> Decided:
    """Return the reports and readings with the decisions (by number, in order) in them."""
    items = tuple(items)
    held, faults = holding(decisions), unreadable(decisions)
    if not held:
        return Decided(items, Links(), frozenset(), faults)
    about = _by_capture(held)
    decided: list[tuple[Report, Reading]] = []
    subjects: set[str] = set()
    for report, reading in items:
        mine = about.get(report.capture.sha256)
        if mine is None:
            decided.append((report, reading))
            continue
        made = decided_report(report, reading, mine)
        decided.append((made.report, made.reading))
        subjects |= made.subjects
        faults |= made.faults
    links = links_of(decisions, members_named(items, held)).links
    return Decided(tuple(decided), links, frozenset(subjects), faults)


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
        if value is UNREADABLE:
            found[number] = f"its value is not JSON: {decision.value!r}"
        elif decision.kind in _TWO and not isinstance(value, str):
            found[number] = f"its value names no other person: {decision.value!r}"
    return found


def members_named(items: Iterable[tuple[Report, Reading]], held: Mapping[int, Decision]) -> dict[str, Member]:
    """Return whom the subjects of decisions that hold name, each with the report."""
    named = people_named(everybody(items, held), subjects_in(held.values()))
    return {subject: (report.id, person.id) for subject, (report, person) in named.items()}


def everybody(items: Iterable[tuple[Report, Reading]], held: Mapping[int, Decision]) -> Items:
    """Return reports and readings with everybody whom decisions that hold add: whom the subjects of decisions may name."""
    about = _by_capture(held)
    return tuple(
        (report, with_added(report, reading, about[sha]) if (sha := report.capture.sha256) in about else reading)
        for report, reading in items
    )


def _by_capture(held: Mapping[int, Decision]) -> dict[str, dict[int, Decision]]:
    about: defaultdict[str, dict[int, Decision]] = defaultdict(dict)
    for number, decision in held.items():
        about[decision.subject.partition(":")[0]][number] = decision
    return dict(about)


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
