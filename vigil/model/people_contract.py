"""The JSON contract of ``vigil people`` and ``vigil decisions``: who is who over reports, and what people decided of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vigil.model.case import DecisionKind
from vigil.model.reading import Part


@dataclass(frozen=True, slots=True)
class MemberDocument:
    """Whom one report speaks of. ``id`` finds the person, and names exactly this report's where two are parted."""

    id: str
    name: str
    report: str
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class PersonOverReportsDocument:
    """One line of ``vigil people --format json``: one person over reports, and why they were taken for one."""

    id: str
    name: str
    names: tuple[str, ...]
    part: Part
    members: tuple[MemberDocument, ...]
    linked_because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalDocument:
    """One line of ``vigil people --proposals --format json``: two who may be one person; ``score`` is from 0 to 1."""

    id: str
    score: float
    left: PersonOverReportsDocument
    right: PersonOverReportsDocument
    names_compared: tuple[str, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionDocument:
    """One line of ``vigil decisions --format json``.

    ``was`` and ``value`` are what it was and what it is now, as JSON text; ``about`` is whom it is about, empty where
    nobody is found; ``takes_back`` is the number of the decision that an ``undo`` took back.
    """

    number: int
    kind: DecisionKind
    subject: str
    was: str | None
    value: str | None
    by: str
    at: str
    holds: Literal["holds", "taken back", "replaced", "overruled", "no longer found", "does not fit"]
    takes_back: int | None
    about: tuple[MemberDocument, ...]
