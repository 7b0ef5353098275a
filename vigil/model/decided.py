"""Which decisions hold: append-only, each until it is taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from vigil.errors import DecisionError
from vigil.model.case import Decision


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
