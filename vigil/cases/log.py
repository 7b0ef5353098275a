"""The log of decisions: what each is about, how it stands, and what takes one back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from vigil.cases.decisions import Decided, Items, decide, everybody, links_of, other_in, subjects_in
from vigil.cases.material import Member
from vigil.cases.settled import Settled
from vigil.cases.subjects import people_named, subject_of_person
from vigil.errors import DecisionError, NotFoundError
from vigil.model.case import Decision
from vigil.model.decided import holding, taken_back, taking_back, value_of
from vigil.model.reading import Person, Reading
from vigil.model.report import Report

Holds = Literal["holds", "taken back", "replaced", "overruled", "no longer found", "does not fit"]


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision with its number and how it stands; ``one`` and ``other`` are whom it is about, None where nobody is found.

    ``replaced``: a later one is about the same two. ``overruled``: later ones together say the contrary. ``no longer
    found``: the report was removed, or a new analysis finds nothing at the place. ``does not fit``: its value cannot be
    read, or is none that what it is about can have. ``takes_back`` is the number of the decision that an ``undo`` took back.
    """

    number: int
    decision: Decision
    holds: Holds
    one: Member | None
    other: Member | None
    takes_back: int | None


class Log:
    """Decisions by number, in order, and the reports that they name."""

    def __init__(self, items: Iterable[tuple[Report, Reading]], decisions: Mapping[int, Decision]) -> None:
        self._items, self.decisions = tuple(items), decisions

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {report.id: report for report, _ in self._items}

    @cached_property
    def _everybody(self) -> Items:
        return everybody(self._items, holding(self.decisions))

    @cached_property
    def _people(self) -> dict[Member, Person]:
        return {(report.id, p.id): p for report, reading in self._everybody for p in reading.people}

    def person(self, member: Member) -> Person:
        """Return somebody as a report has them, also who was rejected."""
        return self._people[member]

    def report(self, member: Member) -> Report:
        """Return the report that somebody is in."""
        return self._reports[member[0]]

    def subject(self, member: Member) -> str:
        """Return the subject of decisions about somebody in the reports."""
        return subject_of_person(self._reports[member[0]], self._people[member])

    @cached_property
    def entries(self) -> tuple[Logged, ...]:
        """Every decision, oldest first."""
        gone = taken_back(self.decisions)
        return tuple(
            Logged(n, d, self._holds(n, d, n not in gone.values()), *self._about(d), gone.get(n))
            for n, d in self.decisions.items()
        )

    def of_two(self, kind: Literal["same", "apart"]) -> dict[int, tuple[Member, Member]]:
        """Return the decisions of that kind that hold, by number, with the two whom each is about."""
        return {
            logged.number: (logged.one, logged.other)
            for logged in self.entries
            if logged.decision.kind == kind and logged.holds == "holds" and logged.one and logged.other
        }

    @cached_property
    def faults(self) -> Mapping[int, str]:
        """What is wrong with decisions that change nothing for it, by number."""
        return self._decided.faults

    @cached_property
    def _decided(self) -> Decided:
        return decide(self._items, self.decisions)

    @cached_property
    def _named(self) -> dict[str, Member]:
        found = people_named(self._everybody, subjects_in(d for d in self.decisions.values() if d.kind != "undo"))
        return {subject: (report.id, person.id) for subject, (report, person) in found.items()}

    @cached_property
    def _settled(self) -> Settled:
        return links_of(self.decisions, self._named)

    def _about(self, decision: Decision) -> tuple[Member | None, Member | None]:
        about = _taken(decision) if decision.kind == "undo" else decision
        other = other_in(about) if about is not None else None
        return self._named.get(decision.subject), self._named.get(other) if other is not None else None

    def _holds(self, number: int, decision: Decision, held: bool) -> Holds:
        if number in self.faults:
            return "does not fit"
        if decision.kind == "undo":
            return "holds"
        if not held:
            return "taken back"
        if not self._is_found(decision):
            return "no longer found"
        if number in self._settled.replaced:
            return "replaced"
        return "overruled" if number in self._settled.overruled else "holds"

    def _is_found(self, decision: Decision) -> bool:
        if decision.kind in ("same", "apart"):
            one, other = self._about(decision)
            return one is not None and other is not None and one != other
        return decision.subject in self._named or decision.subject in self._decided.subjects


def _taken(undo: Decision) -> Decision | None:
    """Return the decision that an ``undo`` names, as far as it does."""
    named = value_of(undo)
    if not isinstance(named, dict):
        return None
    return Decision(undo.subject, named.get("kind", "undo"), named.get("value"), None, undo.by, undo.at)


def undo(decisions: Mapping[int, Decision], number: int | None, *, by: str, at: str) -> Decision:
    """Return the decision that takes back the one of that number, or the last that was not taken back.

    Raises NotFoundError where there is none, and DecisionError where it was taken back already.
    """
    held = holding(decisions)
    if number is None:
        if not held:
            raise NotFoundError("there is no decision to take back")
        number = max(held)
    if number not in decisions:
        raise NotFoundError(f"there is no decision {number}; see: vigil decisions")
    if number not in held:
        is_undo = decisions[number].kind == "undo"
        what = "takes one back itself: decide anew instead" if is_undo else "was taken back already"
        raise DecisionError(f"the decision {number} {what}")
    taken = held[number]
    return Decision(taken.subject, "undo", json.dumps(taking_back(taken)), json.dumps(taken.kind), by, at)
