"""What a search result shows of an item beside its words."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.model.reading import Kind, Status
from vigil.model.when import When


@dataclass(frozen=True, slots=True)
class StatementShown:
    """Who says it, and how."""

    speaker: str
    affiliation: str | None
    kind: Kind
    direct: bool


@dataclass(frozen=True, slots=True)
class EventShown:
    """What happens to whom; ``who`` are names or noun phrases."""

    type: str
    who: tuple[str, ...]
    status: Status
    date: When | None
    place: str | None
    by: str | None
