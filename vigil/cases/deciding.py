"""Who is who over the reports of a casebook, and the decisions that a person can make about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from vigil.cases.decisions import decide, everybody, holding, links_of, subjects_in, taken_back, taking_back, value_of
from vigil.cases.material import Account, Member, accounts_of, anchor
from vigil.cases.names import SAME_NAME, name_score
from vigil.cases.proposals import Proposal, proposals
from vigil.cases.related import InMemory, Neighbours
from vigil.cases.review import found_in
from vigil.cases.same import Identity, identify
from vigil.cases.settled import Settled
from vigil.cases.sidebyside import SideBySide
from vigil.cases.subjects import people_named, subject_of_person
from vigil.cases.traces import traces_of
from vigil.errors import DecisionError, NotFoundError
from vigil.model.case import Decision
from vigil.model.reading import Person, Reading
from vigil.model.report import Report

Holds = Literal["holds", "taken back", "replaced", "overruled", "no longer found"]


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision with its number and how it stands; ``one`` and ``other`` are whom it is about, None where nobody is found.

    ``replaced``: a later one is about the same two. ``overruled``: later ones together say the contrary. ``no longer
    found``: the report was removed, or a new analysis finds nothing at the place. ``takes_back`` is the number of the
    decision that an ``undo`` took back.
    """

    number: int
    decision: Decision
    holds: Holds
    one: Member | None
    other: Member | None
    takes_back: int | None


class People:
    """Everybody in the reports, once they were read side by side and decisions were followed."""

    def __init__(self, items: Iterable[tuple[Report, Reading]], decisions: Iterable[Decision]) -> None:
        """Read everything. Raises DecisionError where the value of a decision cannot be read or does not fit its subject."""
        self._items, self._decisions = tuple(items), tuple(decisions)
        decided, self._links = decide(self._items, self._decisions)
        self.accounts = accounts_of(decided)
        self._traces = tuple(trace for account in self.accounts for trace in traces_of(account))
        self.identities = identify(self._traces, self._links)

    @cached_property
    def by_report(self) -> dict[str, Account]:
        """The reports by id."""
        return {a.id: a for a in self.accounts}

    @cached_property
    def _home(self) -> dict[Member, Identity]:
        return {member: i for i in self.identities for member in i.members}

    @cached_property
    def _members(self) -> dict[str, Member]:
        return {anchor(member): member for member in self._home}

    @cached_property
    def _beside(self) -> SideBySide:
        return SideBySide(self.identities, self._traces, Neighbours(InMemory(self._traces, self._links)))

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Every pair who may be one person, the surest first."""
        return proposals(self.identities, self._beside, self._links)

    @cached_property
    def _people(self) -> dict[Member, Person]:
        items = everybody(self._items, holding(self._decisions).values())
        return {(report.id, p.id): p for report, reading in items for p in reading.people} | {
            (a.id, p.id): p for a in self.accounts for p in a.reading.people
        }

    def person(self, member: Member) -> Person:
        """Return somebody as a report has them, also who was rejected."""
        return self._people[member]

    def called(self, wanted: str) -> tuple[Identity, ...]:
        """Return the people that an id or a name in any spelling means. Raises NotFoundError where it means nobody."""
        if wanted in self._members:
            return (self._home[self._members[wanted]],)
        found = tuple(i for i in self.identities if self._is_called(i, wanted))
        if not found:
            raise NotFoundError(f"nobody has the id or name {wanted!r}; see the list with: vigil people")
        return found

    def _is_called(self, identity: Identity, name: str) -> bool:
        people = map(self.person, identity.members)
        return any(name_score(form, name) >= SAME_NAME for p in people for form in (p.name, *p.also))

    def pair(self, ids: Iterable[str]) -> tuple[Member, Member]:
        """Return whom two ids of people, or the one id of a proposal, mean.

        Raises NotFoundError where an id is not known and DecisionError where both mean the same.
        """
        ids = tuple(ids)
        if len(ids) == 1:
            found = next((p for p in self.proposals if p.is_called(ids[0])), None)
            if found is None:
                raise NotFoundError(f"no proposal has the id {ids[0]!r}; see them with: vigil people --proposals")
            return self._first(found.left), self._first(found.right)
        one, other = (self._member(i) for i in ids)
        if one == other:
            raise DecisionError(
                f"both ids are {ids[0]}; give two: see the ids of one person's reports with: vigil people ID"
            )
        return one, other

    def _first(self, identity: Identity) -> Member:
        return min(identity.members, key=lambda m: (self.by_report[m[0]].day, m))

    def _member(self, wanted: str) -> Member:
        if wanted not in self._members:
            raise NotFoundError(f"nobody has the id {wanted!r}; see the ids with: vigil people")
        return self._members[wanted]

    def same(self, ids: Iterable[str], *, by: str, at: str, force: bool = False) -> Decision:
        """Return the decision that two are one person.

        Raises NotFoundError and DecisionError, these also where that was decided already, and, unless ``force`` is set,
        where a decision or a report says that they are two.
        """
        one, other = self.pair(ids)
        mine, theirs = self._home[one], self._home[other]
        if self._decided_same(one, other):
            raise DecisionError("it is decided already that they are one person; see: vigil decisions")
        against = self._decided_apart(mine, theirs)
        if against and not force:
            raise DecisionError(self._contrary(max(against), "two people"))
        if len(against) > 1:
            numbers = ", ".join(map(str, sorted(against)))
            raise DecisionError(
                f"the decisions {numbers} say that they are two people; take them back with: vigil undo N"
            )
        if against:
            one, other = next(iter(against.values()))
        elif mine is not theirs and not force:
            told = self._beside.likeness(mine.id, theirs.id).told_apart
            if told:
                raise DecisionError(
                    f"the report {told[0]} tells them as two people; if they are one nevertheless, add --force"
                )
        return self._decision("same", one, other, by=by, at=at)

    def apart(self, ids: Iterable[str], *, by: str, at: str, force: bool = False) -> Decision:
        """Return the decision that two are not one person: a proposal refused, or one person taken apart.

        Raises NotFoundError and DecisionError, these also where that was decided already, and, unless ``force`` is set,
        where decisions say that they are one.
        """
        one, other = self.pair(ids)
        if self._decided_apart(self._home[one], self._home[other]):
            raise DecisionError("it is decided already that they are two people; see: vigil decisions")
        against = self._decided_same(one, other)
        if against and not force:
            raise DecisionError(self._contrary(max(against), "one person"))
        return self._decision("apart", one, other, by=by, at=at)

    def undo(self, number: int | None, *, by: str, at: str) -> Decision:
        """Return the decision that takes back the one of that number, or the last that was not taken back.

        Raises NotFoundError where there is none, and DecisionError where it was taken back already.
        """
        held = holding(self._decisions)
        if number is None:
            if not held:
                raise NotFoundError("there is no decision to take back")
            number = max(held)
        if not 1 <= number <= len(self._decisions):
            raise NotFoundError(f"there is no decision {number}; see: vigil decisions")
        if number not in held:
            what = "takes one back itself: decide anew instead" if self._is_undo(number) else "was taken back already"
            raise DecisionError(f"the decision {number} {what}")
        taken = held[number]
        return Decision(taken.subject, "undo", json.dumps(taking_back(taken)), json.dumps(taken.kind), by, at)

    def _is_undo(self, number: int) -> bool:
        return self._decisions[number - 1].kind == "undo"

    def _decision(self, kind: Literal["same", "apart"], one: Member, other: Member, *, by: str, at: str) -> Decision:
        was = "same" if self._home[one] is self._home[other] else "apart"
        subject, value = (self._subject(member) for member in (one, other))
        return Decision(subject, kind, json.dumps(value), json.dumps(was), by, at)

    def _subject(self, member: Member) -> str:
        return subject_of_person(self.by_report[member[0]].report, self.person(member))

    def _contrary(self, number: int, what: str) -> str:
        earlier = self._decisions[number - 1]
        return (
            f"the decision {number} ({earlier.by}, {earlier.at[:10]}) says that they are {what}; take it back with: "
            f"vigil undo {number}, or add --force to let the later word win"
        )

    @cached_property
    def _named(self) -> dict[str, Member]:
        items = everybody(self._items, holding(self._decisions).values())
        found = people_named(items, subjects_in(d for d in self._decisions if d.kind != "undo"))
        return {subject: (report.id, person.id) for subject, (report, person) in found.items()}

    @cached_property
    def _settled(self) -> Settled:
        return links_of(self._decisions, self._named)

    def _of_kind(self, kind: str) -> dict[int, tuple[Member, Member]]:
        """Return the decisions of that kind that hold, by number."""
        return {
            logged.number: (logged.one, logged.other)
            for logged in self.log
            if logged.decision.kind == kind and logged.holds == "holds" and logged.one and logged.other
        }

    def _decided_apart(self, mine: Identity, theirs: Identity) -> dict[int, tuple[Member, Member]]:
        pairs = self._of_kind("apart")
        both = {mine.id, theirs.id}
        return {n: two for n, two in pairs.items() if mine is not theirs and self._ids(two) == both}

    def _ids(self, pair: tuple[Member, Member]) -> set[str]:
        return {self._home[m].id for m in pair if m in self._home}

    def _decided_same(self, one: Member, other: Member) -> set[int]:
        """Return the numbers of the decisions by which two are one person, over others where need be."""
        reached, numbers, pairs = {one}, set(), self._of_kind("same")
        while fresh := {n for n, two in pairs.items() if n not in numbers and not reached.isdisjoint(two)}:
            numbers |= fresh
            reached |= {member for n in fresh for member in pairs[n]}
        return numbers if other in reached else set()

    @cached_property
    def log(self) -> tuple[Logged, ...]:
        """Every decision, oldest first."""
        gone = taken_back(self._decisions)
        return tuple(
            Logged(n, d, self._holds(n, d, n not in gone.values()), *self._about(d), gone.get(n))
            for n, d in enumerate(self._decisions, start=1)
        )

    def _about(self, decision: Decision) -> tuple[Member | None, Member | None]:
        taken = value_of(decision) if decision.kind == "undo" else None
        other = json.loads(taken.get("value") or "null") if isinstance(taken, dict) else value_of(decision)
        return self._named.get(decision.subject), self._named.get(other) if isinstance(other, str) else None

    def _holds(self, number: int, decision: Decision, held: bool) -> Holds:
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
        return decision.subject in self._named or decision.subject in self._found

    @cached_property
    def _found(self) -> set[str]:
        """The subjects of decisions that are about something in the reports, two people set aside."""
        held = [d for d in holding(self._decisions).values() if d.kind not in ("same", "apart")]
        found = set()
        for report, reading in self._items:
            found |= found_in(report, reading, held)
        return found
