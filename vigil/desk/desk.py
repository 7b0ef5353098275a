"""Who is at the workbench, with which casebook, and what is kept from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

from vigil.casebook import Casebook
from vigil.errors import NotAllowedError
from vigil.model.team import Role, reaches


@dataclass(frozen=True, slots=True)
class Hidden:
    """Ids of cases, and of the reports that tell of these alone, that somebody may not know of."""

    cases: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody at the workbench, as decisions name them, and what they may do and see."""

    name: str
    role: Role = "owner"
    hidden: Hidden = field(default_factory=Hidden)

    def may(self, role: Role) -> bool:
        """Whether they may do what needs ``role``."""
        return reaches(self.role, role)

    def ask(self, role: Role) -> None:
        """Raise NotAllowedError where they may not do what needs ``role``."""
        if not self.may(role):
            raise NotAllowedError(f"this needs the role {role}; you are {self.role}: ask an owner of the casebook")


@dataclass(frozen=True, slots=True)
class Desk:
    """A casebook as one viewer has it before them; ``now`` is the clock, ``zone`` where they are.

    What a viewer may not see is left out of everything that a function of this package returns: lists, counts, links.
    """

    casebook: Casebook
    viewer: Viewer
    now: Callable[[], datetime]
    zone: tzinfo = UTC

    def today(self) -> date:
        """Return the day on the viewer's calendar, in their time zone."""
        return self.now().astimezone(self.zone).date()

    def at(self) -> str:
        """Return the time as decisions keep it (RFC 3339)."""
        return self.now().isoformat(timespec="seconds")

    def ask(self, role: Role) -> None:
        """Raise NotAllowedError where the viewer may not do what needs ``role``."""
        self.viewer.ask(role)
