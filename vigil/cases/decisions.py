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
fields); any other decision changes nothing, and is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from vigil.cases.material import Member
from vigil.cases.related import Links
from vigil.cases.review import corrected_report, decided_reading, with_added
from vigil.cases.settled import Said, Settled, settle
from vigil.cases.subjects import people_named
from vigil.model.case import Decision
from vigil.model.decided import holding, taken_back, taking_back, value_of
from vigil.model.reading import Reading
from vigil.model.report import Report

__all__ = [
    "decide",
    "everybody",
    "holding",
    "links_of",
    "members_named",
    "subjects_in",
    "taken_back",
    "taking_back",
    "value_of",
]


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
    about = _by_capture(held.values())
    decided = tuple(
        (corrected_report(report, mine), decided_reading(report, reading, mine)) if mine else (report, reading)
        for report, reading, mine in ((r, reading, about[r.capture.sha256]) for r, reading in items)
    )
    members = members_named(items, held.values())
    return decided, links_of(decisions, members).links


def members_named(items: Iterable[tuple[Report, Reading]], held: Iterable[Decision]) -> dict[str, Member]:
    """Return whom the subjects of decisions that hold name, each with the report."""
    held = tuple(held)
    subjects = subjects_in(held)
    return {s: (report.id, person.id) for s, (report, person) in people_named(everybody(items, held), subjects).items()}


def subjects_in(decisions: Iterable[Decision]) -> set[str]:
    """Return the subjects of decisions, and those of the other person where they are about two."""
    found = set()
    for decision in decisions:
        other = value_of(decision) if decision.kind in ("same", "apart") else None
        found |= {decision.subject, other} if isinstance(other, str) else {decision.subject}
    return found


def everybody(items: Iterable[tuple[Report, Reading]], held: Iterable[Decision]) -> tuple[tuple[Report, Reading], ...]:
    """Return reports and readings with everybody whom decisions that hold add: whom the subjects of decisions may name."""
    about = _by_capture(held)
    return tuple((report, with_added(report, reading, about[report.capture.sha256])) for report, reading in items)


def _by_capture(held: Iterable[Decision]) -> defaultdict[str, list[Decision]]:
    about: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in held:
        about[decision.subject.partition(":")[0]].append(decision)
    return about


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
