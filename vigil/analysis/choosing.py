"""Questions about events and people that wording and the story around it decide together, and who answers them.

The rules give an answer to each question and name the others that are possible, each with the facts that speak for and against
it. A learned chooser weighs the facts; without one the answer of the rules stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from vigil.model.text import Span

Question = Literal["who", "date", "told", "part"]
"""Of an event: to whom it happens, when, and whether the report tells it at all. Of a person: the part they play."""
Facts = Mapping[str, float]
"""Numbers by the name of the fact; ``nan`` where it is not known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the answers, and facts that hold for every one of them.

    ``trigger`` is where the event stands, or the person is first named; ``type`` that of the event, "" for a person.
    """

    question: Question
    type: str
    trigger: Span
    facts: Facts
    answers: Sequence[object]


class Chooser(Protocol):
    """Weighs the answers to a question."""

    def chances(self, asked: Asked, answers: Sequence[Facts]) -> Sequence[float]:
        """Return the chance of each answer to be right, from 0 to 1; the first answer is that of the rules."""
        ...


@dataclass(frozen=True, slots=True)
class AsRuled:
    """Takes the answer of the rules."""

    def chances(self, asked: Asked, answers: Sequence[Facts]) -> Sequence[float]:  # noqa: ARG002  # the protocol's arguments
        """Return 1 for the first answer, 0 for the others."""
        return [1.0, *(0.0 for _ in answers[1:])]


AS_RULED = AsRuled()


def best(chances: Sequence[float]) -> int:
    """Return the place of the answer with the best chance, of equals the first."""
    return max(range(len(chances)), key=lambda n: chances[n])
