"""Who works with a casebook, what each may do and see, and what they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "contributor", "reviewer", "editor", "owner"]
ROLES: tuple[Role, ...] = ("reader", "contributor", "reviewer", "editor", "owner")
"""Each may do what those before it may: read; add reports; review what was read; decide who is who and export; all else."""


def reaches(role: Role, needed: Role) -> bool:
    """Whether somebody of a role may do what needs another."""
    return ROLES.index(role) >= ROLES.index(needed)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; times are RFC 3339 in UTC. ``ended_at`` is when that was taken from them.

    ``has_code`` says whether they have set up a second factor.
    """

    id: str
    name: str
    role: Role
    has_code: bool
    made_at: str
    ended_at: str | None = None


@dataclass(frozen=True, slots=True)
class Secrets:
    """What an account proves itself with: the hash of its password, and the seed of its one-time codes (RFC 6238).

    ``pending`` is a seed that was shown and not yet confirmed, ``step`` the time step of the last code that was taken.
    """

    password: str
    seed: str | None
    pending: str | None
    step: int


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that an account is logged in from. ``proved_at`` is when it last gave the password."""

    number: int
    account: str
    begun_at: str
    seen_at: str
    proved_at: str
    locked: bool
    address: str
    program: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """An address that makes one account of a role, once, until it expires; ``note`` says for whom it was made."""

    number: int
    role: Role
    note: str
    made_by: str | None
    made_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """A case that only owners see, and those in ``allowed``: "account:ID", or "role:ROLE" for that role and those above."""

    case: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did, as the trail keeps it for good: what it is about, what that was before, and is now."""

    at: str
    by: str
    kind: str
    subject: str
    was: str | None = None
    now: str | None = None
