"""The seam between what proposes and what decides.

A proposer marks mentions, triggers and attributions in a segmented story; people, events and speech decide on them.
``rules.py`` proposes by language data alone; a learned encoder proposes through the same protocol.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import Protocol

from vigil.analysis.choosing import AS_RULED, Chooser
from vigil.analysis.segment import Segmented
from vigil.model.reading import Detail, Mention, Status
from vigil.model.text import Span


@dataclass(frozen=True, slots=True)
class Link:
    """Where what a trigger asks for stands (who, by, place, date): None where the report does not say it."""

    span: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may name an event of ``type``; ``how`` names the rule or head, ``score`` runs from 0 to 1.

    A learned proposer adds the ``statuses`` with their scores and ``links`` by role; rules leave them empty.
    """

    span: Span
    type: str
    how: str
    detail: dict[str, Detail] = field(default_factory=dict)
    score: float = 1.0
    statuses: Mapping[Status, float] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that may attribute ``content`` (one span, or more where the speaker splits it) to ``source`` by ``cue``."""

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    direct: bool
    how: str
    score: float = 1.0


class Judge(Protocol):
    """Says of words of the story what a head of the encoder takes them for."""

    def judge(self, head: str, *spans: Span) -> Mapping[str, float]:
        """Return the mean share of each label over the words; nothing where no encoder has read them."""
        ...

    def points(self, role: str, trigger: Span, among: Sequence[Span]) -> tuple[float, Sequence[float]]:
        """Return how much a trigger points by ``role`` to nothing and to each of ``among``; nan and none where nobody knows."""
        ...


@dataclass(frozen=True, slots=True)
class Unjudged:
    """The judge of what no encoder has read."""

    def judge(self, head: str, *spans: Span) -> Mapping[str, float]:  # noqa: ARG002  # the protocol's arguments
        """Return nothing."""
        return {}

    def points(self, role: str, trigger: Span, among: Sequence[Span]) -> tuple[float, Sequence[float]]:  # noqa: ARG002
        """Return that nobody knows."""
        return nan, ()


UNJUDGED = Unjudged()


@dataclass(frozen=True, slots=True)
class Marks:
    """What a proposer finds, each in story order; ``judge`` is asked about more of its words, ``chooser`` about answers."""

    mentions: tuple[Mention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    judge: Judge = UNJUDGED
    chooser: Chooser = AS_RULED


class Proposer(Protocol):
    """Marks a segmented story. ``name`` and version go into the reading's ``analyser``."""

    @property
    def name(self) -> str:
        """What proposes, and its version."""
        ...

    def mark(self, text: Segmented) -> Marks:
        """Return the marks, whose spans lie inside the story."""
        ...
