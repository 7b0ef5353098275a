"""What is shown beside a case file: it depends on the day, on earlier reports or on other cases, and is not part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vigil.model.case import Citation, Standing, TimelineEntry
from vigil.model.when import When

ChangeKind = Literal[
    "new_case", "standing", "next_date", "host", "origin", "person", "spelling", "event", "event_date",
    "event_status", "event_outcome", "fear", "demand", "demand_state", "disagreement", "statement",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a case has had no news on the day ``today``, and the warning where that is too long after what was told.

    ``days`` count from the day of the last report to ``today``; ``after`` is the event that makes the silence a worry.
    """

    today: date
    last: When
    days: int
    warning: str | None = None
    after: TimelineEntry | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier case file of the casebook that is like the one shown: why, how it stands, and what decided it."""

    case: str
    people: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    status: Standing
    ended: TimelineEntry | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that new reports brought: what it is about, what it was (None where it is new), what it is now."""

    kind: ChangeKind
    about: str
    was: str | None
    now: str | None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What the reports since a day brought to a case: which reports, and each change in the order of the case file."""

    since: date
    by: Literal["published", "added"]
    reports: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All that is shown beside one case file; empty where nobody asked for it."""

    silence: Silence | None = None
    alike: tuple[Alike, ...] = ()
    changes: Changes | None = None
