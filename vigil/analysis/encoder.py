"""The seam between what proposes and what decides.

A proposer marks mentions, triggers and attributions in a segmented story; people, events and speech decide on them.
``rules.py`` proposes by language data alone; a learned encoder proposes through the same protocol.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from vigil.analysis.segment import Segmented
from vigil.model.reading import Detail, Mention
from vigil.model.text import Span


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may name an event of ``type``; ``how`` names the rule or head, ``score`` runs from 0 to 1."""

    span: Span
    type: str
    how: str
    detail: dict[str, Detail] = field(default_factory=dict)
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that may attribute ``content`` (one span, or more where the speaker splits it) to ``source`` by ``cue``."""

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    direct: bool
    how: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What a proposer finds, each in story order."""

    mentions: tuple[Mention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    attributions: tuple[Attribution, ...] = ()


class Proposer(Protocol):
    """Marks a segmented story. ``name`` and version go into the reading's ``analyser``."""

    @property
    def name(self) -> str:
        """What proposes, and its version."""
        ...

    def mark(self, text: Segmented) -> Marks:
        """Return the marks, whose spans lie inside the story."""
        ...
