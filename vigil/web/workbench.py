"""What the workbench is made of: all that comes from outside it is passed in."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from vigil.casebook import Casebook
from vigil.run import Surroundings
from vigil.web.guard import Door


@dataclass(frozen=True, slots=True)
class Workbench:
    """A casebook, clock and network around it, the door, and by what name the one person at it decides.

    ``key`` opens a session once it is given at ``/start``; the session itself stands in ``door``.
    """

    casebook: Casebook
    around: Surroundings
    door: Door
    key: str
    name: str

    def opens(self, key: str) -> bool:
        """Whether this is the key."""
        return hmac.compare_digest(key.encode(), self.key.encode())
