"""Decisions that a person can make about two people, and what stands against them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from vigil.cases.groups import Group, apart_in
from vigil.cases.log import Log
from vigil.cases.material import Member
from vigil.cases.same import Identity
from vigil.cases.traces import Trace
from vigil.errors import DecisionError
from vigil.model.case import Decision


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: whom one report speaks of, and as whom over reports, with the traces of all its members."""

    member: Member
    identity: Identity
    traces: tuple[Trace, ...]


class TwoPeople:
    """Two to decide about; ``log`` holds the reports of both members, and all decisions that concern either, with theirs."""

    def __init__(self, one: Side, other: Side, log: Log) -> None:
        self._one, self._other, self._log = one, other, log

    def same(self, *, by: str, at: str, force: bool = False) -> Decision:
        """Return the decision that the two are one person.

        Raises DecisionError where that was decided already, and, unless ``force`` is set, where a decision or a report says
        that they are two.
        """
        pair = self._one.member, self._other.member
        if self._decided_same():
            raise DecisionError("it is decided already that they are one person; see: vigil decisions")
        against = self._decided_apart()
        if against and not force:
            raise DecisionError(self._contrary(max(against), "two people"))
        if len(against) > 1:
            numbers = ", ".join(map(str, sorted(against)))
            raise DecisionError(
                f"the decisions {numbers} say that they are two people; take them back with: vigil undo N"
            )
        if against:
            pair = next(iter(against.values()))
        elif not self._is_one and not force:
            told = next(apart_in(_group(self._one), _group(self._other)), None)
            if told is not None:
                raise DecisionError(
                    f"the report {told} tells them as two people; if they are one nevertheless, add --force"
                )
        return self._decision("same", *pair, by=by, at=at)

    def apart(self, *, by: str, at: str, force: bool = False) -> Decision:
        """Return the decision that the two are not one person: a proposal refused, or one person taken apart.

        Raises DecisionError where that was decided already, and, unless ``force`` is set, where decisions say that they
        are one.
        """
        if self._decided_apart():
            raise DecisionError("it is decided already that they are two people; see: vigil decisions")
        against = self._decided_same()
        if against and not force:
            raise DecisionError(self._contrary(max(against), "one person"))
        return self._decision("apart", self._one.member, self._other.member, by=by, at=at)

    @property
    def _is_one(self) -> bool:
        return self._one.identity.id == self._other.identity.id

    def _decision(self, kind: Literal["same", "apart"], one: Member, other: Member, *, by: str, at: str) -> Decision:
        was = "same" if self._is_one else "apart"
        subject, value = self._log.subject(one), self._log.subject(other)
        return Decision(subject, kind, json.dumps(value), json.dumps(was), by, at)

    def _contrary(self, number: int, what: str) -> str:
        earlier = self._log.decisions[number]
        return (
            f"the decision {number} ({earlier.by}, {earlier.at[:10]}) says that they are {what}; take it back with: "
            f"vigil undo {number}, or add --force to let the later word win"
        )

    def _decided_apart(self) -> dict[int, tuple[Member, Member]]:
        """Return the decisions by which somebody of the one is not somebody of the other."""
        if self._is_one:
            return {}
        mine, theirs = (set(side.identity.members) for side in (self._one, self._other))
        return {
            number: (one, other)
            for number, (one, other) in self._log.of_two("apart").items()
            if (one in mine and other in theirs) or (one in theirs and other in mine)
        }

    def _decided_same(self) -> set[int]:
        """Return the numbers of the decisions by which two are one person, over others where need be."""
        reached, numbers, pairs = {self._one.member}, set(), self._log.of_two("same")
        while fresh := {n for n, two in pairs.items() if n not in numbers and not reached.isdisjoint(two)}:
            numbers |= fresh
            reached |= {member for n in fresh for member in pairs[n]}
        return numbers if self._other.member in reached else set()


def _group(side: Side) -> Group:
    group = Group()
    group.take(side.traces)
    return group
