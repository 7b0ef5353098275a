"""What is known of a request on its way from the door to its page."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import Scope

from vigil.desk.team import From, Visit


@dataclass(slots=True)
class Passing:
    """Whose session asks, what is sent where it is kept, and the newest decision before it.

    ``noted`` is set once the trail says what the request did.
    """

    visit: Visit | None = None
    body: bytes | None = None
    noted: bool = False
    decisions: int = 0


def passing_of(scope: Scope) -> Passing:
    """Return what is known of a request; of one that came by no door, nothing."""
    found = scope.get("vigil.passing")
    return found if isinstance(found, Passing) else Passing()


def from_of(scope: Scope) -> From:
    """Return where a request comes from: the other end of the connection, whatever its headers say."""
    client = scope.get("client")
    return From("" if client is None else client[0], Headers(scope=scope).get("user-agent", ""))
