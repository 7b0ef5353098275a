"""The cookie of a session."""

from __future__ import annotations

from typing import TypeVar

from starlette.responses import Response

from vigil.web.guard import Door

R = TypeVar("R", bound=Response)


def with_session(answer: R, door: Door, token: str) -> R:
    """Return the answer with the cookie of a session: no script reads it, and no other site's page brings it along.

    It has no date of its own, so that a browser forgets it when it is closed; the session's end is kept here.
    """
    answer.set_cookie(door.cookie, token, path="/", httponly=True, samesite="strict", secure=door.is_secure)
    return answer


def session_cookie(door: Door, token: str) -> bytes:
    """Return the same as the value of a header."""
    return with_session(Response(), door, token).headers["set-cookie"].encode("latin-1")
