"""Which decisions hold: append-only, each until it is taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from vigil.model.case import Decision

UNREADABLE = object()
"""What a value says that is not JSON: nothing that any kind of decision understands."""


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
    """Return what the value of a decision says; ``UNREADABLE``, equal to nothing else, where it is not JSON."""
    try:
        return json.loads(decision.value or "null")
    except (TypeError, ValueError, RecursionError):  # an undo may name a value that is no text
        return UNREADABLE
