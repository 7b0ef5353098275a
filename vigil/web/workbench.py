"""What the workbench is made of: all that comes from outside it is passed in."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from vigil.casebook import Casebook
from vigil.desk.team import Team
from vigil.run import Surroundings
from vigil.web.guard import Door


@dataclass(frozen=True, slots=True)
class Workbench:
    """A casebook, clock and network around it, the door, and by what name the one person at it decides.

    ``key`` opens the session once, when it is given at ``/start``; the session itself stands in ``door``. With a ``team``
    people log in instead.
    """

    casebook: Casebook
    around: Surroundings
    door: Door
    key: str
    name: str
    team: Team | None = None
    _unused: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(1))

    def opens(self, key: str) -> bool:
        """Whether this is the key."""
        return hmac.compare_digest(key.encode(), self.key.encode())

    def uses_key(self) -> bool:
        """Use the key up; False where it was used before. It stands in the browser's history and the list of processes."""
        return self._unused.acquire(blocking=False)
