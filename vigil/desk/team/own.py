"""What everybody changes of their own account: password, second factor, recovery codes, and the browsers they are in."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.desk.team.proofs import (
    PasswordError,
    address_of,
    check_password,
    new_seed,
    recovery_codes,
    recovery_digest,
    step_of,
)
from vigil.desk.team.sessions import LoginError, Team, Visit
from vigil.errors import NotFoundError
from vigil.model.team import Role
from vigil.store import TeamRows


@dataclass(frozen=True, slots=True)
class SessionDocument:
    """A browser that somebody is logged in from; ``current`` is the one that asks."""

    number: int
    begun_at: str
    seen_at: str
    address: str
    program: str
    current: bool


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """Somebody's own account."""

    name: str
    role: Role
    has_code: bool
    recovery_left: int
    sessions: tuple[SessionDocument, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """The seed of one-time codes, to type, and as the address that a picture for an app holds."""

    seed: str
    address: str


def own(at: Team, visit: Visit) -> OwnDocument:
    """Return somebody's own account."""
    with at.store.looking() as rows:
        sessions = rows.sessions_of(visit.account.id)
        left = rows.recovery_left(visit.account.id)
    told = tuple(
        SessionDocument(
            s.number, s.begun_at, s.seen_at, s.address, _called(s.program), s.number == visit.session.number
        )
        for s in sessions
    )
    return OwnDocument(visit.account.name, visit.account.role, visit.account.has_code, left, told)


_BROWSERS = ("Firefox", "Edg", "OPR", "Chromium", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")
"""What browsers call themselves and the machine that they run on, the particular before what others imitate."""


def _called(program: str) -> str:
    """Return how a person knows a browser: "Firefox, Windows"; as it calls itself where it is none of the known."""
    browser = next((name for name in _BROWSERS if name in program), None)
    system = next((name for name in _SYSTEMS if name in program), None)
    if browser is None:
        return program
    plain = {"Edg": "Edge", "OPR": "Opera"}.get(browser, browser)
    return plain if system is None else f"{plain}, {system}"


def change_password(at: Team, visit: Visit, password: str, again: str) -> str:
    """Change the password, end every other session, and return a new token for this one. Raises PasswordError."""
    check_password(password, visit.account.name)
    if password != again:
        raise PasswordError("the two passwords differ; type the same twice")
    kept = at.passwords.keep(password)
    with at.store.writing() as rows:
        rows.change(visit.account.id, password=kept)
        rows.end_sessions(visit.account.id, but=visit.session.number)
        rows.note(at.deed(visit.account.name, "password", visit.account.name))
        return at.renew(rows, visit.session)


def offer_code(at: Team, visit: Visit) -> Seed:
    """Return a seed for one-time codes that is not in use yet: the one offered before, or a new one."""
    with at.store.writing() as rows:
        seed = rows.secrets(visit.account.id).pending
        if seed is None:
            seed = new_seed(at.chance)
            rows.change(visit.account.id, pending=seed)
    return Seed(seed, address_of(seed, visit.account.name))


def confirm_code(at: Team, visit: Visit, code: str) -> tuple[tuple[str, ...], str]:
    """Take the seed that was offered into use, with a first code of it; return recovery codes and a new token.

    Raises LoginError where the code is not of it.
    """
    with at.store.writing() as rows:
        seed = rows.secrets(visit.account.id).pending
        step = None if seed is None else step_of(seed, code, at.now())
        if step is None:
            raise LoginError("this is not the code that the app shows now; see that the clock of the phone is right")
        rows.change(visit.account.id, seed=seed, pending=None, step=step)
        rows.end_sessions(visit.account.id, but=visit.session.number)
        rows.note(at.deed(visit.account.name, "second_factor", visit.account.name))
        return _renew_recovery(at, visit, rows), at.renew(rows, visit.session)


def new_recovery(at: Team, visit: Visit) -> tuple[str, ...]:
    """Return new recovery codes; those before are no longer good. They cannot be shown again."""
    with at.store.writing() as rows:
        return _renew_recovery(at, visit, rows)


def _renew_recovery(at: Team, visit: Visit, rows: TeamRows) -> tuple[str, ...]:
    codes = recovery_codes(at.chance)
    rows.renew_recovery(visit.account.id, tuple(map(recovery_digest, codes)))
    rows.note(at.deed(visit.account.name, "recovery_codes", visit.account.name))
    return codes


def end_session(at: Team, visit: Visit, number: int) -> None:
    """End one of one's own sessions. Raises NotFoundError."""
    with at.store.writing() as rows:
        if not rows.end_session(visit.account.id, number):
            raise NotFoundError("this browser is logged out already")
        rows.note(at.deed(visit.account.name, "session_ended", visit.account.name))


def end_others(at: Team, visit: Visit) -> None:
    """End all of one's own sessions but this one."""
    with at.store.writing() as rows:
        ended = rows.end_sessions(visit.account.id, but=visit.session.number)
        rows.note(at.deed(visit.account.name, "session_ended", visit.account.name, now=f"{ended} others"))
