"""Who did what, what it was before, and what it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigil.desk.team.sessions import Team
from vigil.errors import VigilError
from vigil.store import Place

AT_ONCE = 50
"""Entries of a page."""


@dataclass(frozen=True, slots=True)
class DeedDocument:
    """One thing that was done; ``at`` is RFC 3339, ``was`` and ``now`` are as they were kept."""

    at: str
    by: str
    kind: str
    subject: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class TrailDocument:
    """One page of the trail, newest first; ``next`` is what to ask for after it, None at the end."""

    deeds: tuple[DeedDocument, ...]
    next: str | None


def trail(at: Team, *, after: str | None = None, by: str | None = None, kind: str | None = None) -> TrailDocument:
    """Return one page of what was done, decisions too. Raises VigilError where ``after`` is not ``next`` of a page."""
    with at.store.looking() as rows:
        found = rows.trail(after=_place(after), by=by or None, kind=kind or None, limit=AT_ONCE)
    deeds = tuple(DeedDocument(d.at, d.by, d.kind, d.subject, d.was, d.now) for d in found.deeds)
    return TrailDocument(deeds, None if found.next is None else f"{found.next.deed}-{found.next.decision}")


def names(at: Team) -> tuple[str, ...]:
    """Return the names of all who have or had an account."""
    with at.store.looking() as rows:
        return tuple(account.name for account in rows.accounts())


def _place(after: str | None) -> Place | None:
    if after is None:
        return None
    deed, _, decision = after.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 11 for part in (deed, decision)):
        raise VigilError("this page of the trail is not there; begin at its first page")
    return Place(int(deed), int(decision))


KINDS: Sequence[str] = (
    "confirm", "correct", "reject", "same", "apart", "undo", "done", "export", "login", "login_failed", "logout",
    "invited", "invitation_withdrawn", "joined", "role", "account_ended", "account_resumed", "code_taken_away", "password",
    "second_factor", "recovery_codes", "recovery_code_used", "session_ended", "restricted", "restriction_lifted",
)  # fmt: skip
"""Kinds of entries: those of decisions first, then the rest; ``done`` is anything else that was asked for and done."""
