"""Who is at the door: logging in, being known again, locking after idleness, and giving the password again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from vigil.desk.desk import Viewer
from vigil.desk.team.access import AccessList
from vigil.desk.team.proofs import Passwords, digest, fold, recovery_digest, step_of
from vigil.errors import StoreError, VigilError
from vigil.model.team import Account, Deed, Secrets, Session
from vigil.store import TeamRows, TeamStore

LONGEST_SESSION = timedelta(hours=12)
"""A working day; then the password and a code are asked for again (SP 800-63B, 4.2.3)."""

PROOF_HOLDS = timedelta(minutes=5)
"""How long a password that was given counts for acts that ask for it."""

_SEEN_EVERY = timedelta(seconds=60)
"""How often it is written down that a session is in use; in between it is in memory alone."""

_FREE_TRIES, _FREE_OF_ADDRESS = 5, 20
_FIRST_WAIT, _LONGEST_WAIT, _LONGEST_OF_ADDRESS = 15, 15 * 60, 60
"""Seconds. The first tries are free; then each doubles the wait. An hour of guessing gives 12 tries at one name."""

_TRIES_KEPT = timedelta(days=1)
_NOTED_FROM = 3
"""The trail says of failed tries from the third in a row: a slip of the finger is nobody's business."""


class LoginError(VigilError):
    """Name, password or code are not right; which, is not told."""


class WaitError(VigilError):
    """Too many tries failed; ``seconds`` until the next counts."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many tries failed; wait {seconds} seconds and try again")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class From:
    """Where a request comes from: the address of the other end, and what the browser calls itself."""

    address: str
    program: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A session with whose it is, and what they may do and see."""

    session: Session
    account: Account
    viewer: Viewer

    @property
    def is_enrolling(self) -> bool:
        """Whether they have no second factor yet; until then they can do nothing else."""
        return not self.account.has_code


@dataclass(frozen=True, slots=True)
class Team:
    """The people of a casebook. ``chance`` gives random bytes; ``by_address`` counts failed tries by address too."""

    store: TeamStore
    now: Callable[[], datetime]
    chance: Callable[[int], bytes]
    idle: timedelta = timedelta(minutes=10)
    by_address: bool = True
    passwords: Passwords = field(default_factory=Passwords)
    access: AccessList = field(init=False)
    _seen: dict[int, datetime] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        object.__setattr__(self, "access", AccessList(self.store))

    def at(self, moment: datetime | None = None) -> str:
        """Return a time, now where none is given, as it is kept: RFC 3339 in UTC, so that text sorts by time."""
        return (moment or self.now()).astimezone(UTC).isoformat(timespec="seconds")

    def token(self) -> str:
        """Return 256 random bits as text."""
        return self.chance(32).hex()

    def deed(self, by: str, kind: str, subject: str, was: str | None = None, now: str | None = None) -> Deed:
        """Return something done now."""
        return Deed(self.at(), by, kind, subject, was, now)

    # Logging in

    def login(self, name: str, password: str, code: str, where: From) -> str:
        """Return the token of a new session. Raises WaitError, and LoginError where anything is not right.

        Every try is counted before it is looked at, so that many at once gain nothing; the work is the same whether there
        is an account of that name or not.
        """
        keys = self._count(fold(name), where)
        with self.store.looking() as rows:
            account = rows.named(fold(name))
            secrets = None if account is None else rows.secrets(account.id)
        right = self.passwords.fits(None if secrets is None else secrets.password, password)
        known = account is not None and account.ended_at is None
        with self.store.writing() as rows:
            if (
                account is None
                or secrets is None
                or not (right and known and self._takes(rows, account, secrets, code))
            ):
                self._note_failure(rows, keys[0], name, where)
                token = None
            else:
                for key in keys:
                    rows.forget_tries(key)
                self._strengthen(rows, account, secrets, password)
                token = self.begin(rows, account, where)
        if token is None:
            raise LoginError("the name, the password or the code is not right")
        return token

    def begin(self, rows: TeamRows, account: Account, where: From) -> str:
        """Begin a session of somebody who has proved themselves, and return its token."""
        token = self.token()
        rows.end_sessions_before(self.at(self.now() - LONGEST_SESSION))
        rows.begin(digest(token), account.id, self.at(), where.address[:64], where.program[:200])
        rows.note(self.deed(account.name, "login", account.name, now=where.address))
        return token

    def _takes(self, rows: TeamRows, account: Account, secrets: Secrets, code: str) -> bool:
        """Take a one-time or recovery code, each once; whoever has no second factor yet needs none."""
        if secrets.seed is None:
            return True
        step = step_of(secrets.seed, code, self.now())
        if step is not None:
            return rows.take_step(account.id, step)
        if rows.take_recovery(account.id, recovery_digest(code), self.at()):
            left = rows.recovery_left(account.id)
            rows.note(self.deed(account.name, "recovery_code_used", account.name, now=f"{left} left"))
            return True
        return False

    def _strengthen(self, rows: TeamRows, account: Account, secrets: Secrets, password: str) -> None:
        if self.passwords.is_weak(secrets.password):
            rows.change(account.id, password=self.passwords.keep(password))

    def _count(self, name_key: str, where: From) -> tuple[str, ...]:
        """Count a try at a name and from an address, and return the keys it is counted by. Raises WaitError."""
        limits = {digest(f"name:{name_key}"): (_FREE_TRIES, _LONGEST_WAIT)}
        if self.by_address:
            limits[digest(f"address:{where.address}")] = (_FREE_OF_ADDRESS, _LONGEST_OF_ADDRESS)
        with self.store.writing() as rows:
            rows.forget_tries_before(self.at(self.now() - _TRIES_KEPT))
            for key, (free, longest) in limits.items():
                failed, last = rows.tried(key) or (0, self.at())
                passed = int((self.now() - datetime.fromisoformat(last)).total_seconds())
                wait = 0 if failed < free else min(_FIRST_WAIT * 2 ** min(failed - free, 16), longest)
                if passed < wait:
                    raise WaitError(wait - passed)
                rows.count_try(key, failed + 1, self.at())
        return tuple(limits)

    def _note_failure(self, rows: TeamRows, key: str, name: str, where: From) -> None:
        failed, _ = rows.tried(key) or (0, "")
        if failed >= _NOTED_FROM:
            rows.note(self.deed("", "login_failed", name[:80], now=f"{failed} from {where.address}"))

    # Being known again

    def visit(self, token: str | None) -> Visit | None:
        """Return who has the session of a token, None where it is nobody's, or its time is over."""
        if not token:
            return None
        with self.store.looking() as rows:
            found = rows.session(digest(token))
        if found is None:
            return None
        session, account = found
        if account.ended_at is not None or session.begun_at <= self.at(self.now() - LONGEST_SESSION):
            return None
        session = self._idled(session)
        return Visit(session, account, Viewer(account.name, account.role, self.access.hidden(account)))

    def _idled(self, session: Session) -> Session:
        """Lock a session that was idle too long."""
        last = max(self._seen.get(session.number, datetime.min.replace(tzinfo=UTC)), _time(session.seen_at))
        if session.locked or self.now() - last < self.idle:
            return session
        return self._changed(session, locked=True)

    def touch(self, session: Session) -> None:
        """Remember that a session that is not locked is in use."""
        with self._lock:
            self._seen[session.number] = self.now()
        if not session.locked and self.now() - _time(session.seen_at) >= _SEEN_EVERY:
            try:
                self._changed(session, seen_at=self.at())
            except StoreError:  # somebody writes for long: it stays in memory
                return

    def lock(self, session: Session) -> None:
        """Lock a session until the password is given."""
        self._changed(session, locked=True)

    def _changed(self, session: Session, **changes: Any) -> Session:
        with self.store.writing() as rows:
            rows.change_session(session.number, **changes)
        return replace(session, **changes)

    # Giving the password again

    def prove(self, visit: Visit, password: str, where: From) -> None:
        """Unlock a session, and let it do for a while what asks for the password. Raises WaitError and LoginError."""
        keys = self._count(fold(visit.account.name), where)
        with self.store.looking() as rows:
            secrets = rows.secrets(visit.account.id)
        right = self.passwords.fits(secrets.password, password)
        with self.store.writing() as rows:
            if right:
                rows.forget_tries(keys[0])
                rows.change_session(visit.session.number, locked=False, seen_at=self.at(), proved_at=self.at())
            else:
                self._note_failure(rows, keys[0], visit.account.name, where)
        if not right:
            raise LoginError("the password is not right")
        with self._lock:
            self._seen[visit.session.number] = self.now()

    def is_proved(self, session: Session) -> bool:
        """Whether the password was given a short while ago."""
        return self.now() - _time(session.proved_at) < PROOF_HOLDS

    def renew(self, rows: TeamRows, session: Session) -> str:
        """Give a session another token, so that nobody who has the old one is known, and return it."""
        token = self.token()
        rows.change_session(session.number, token=digest(token))
        return token

    def logout(self, visit: Visit) -> None:
        """End a session."""
        with self.store.writing() as rows:
            rows.end_session(visit.account.id, visit.session.number)
            rows.note(self.deed(visit.account.name, "logout", visit.account.name))
        with self._lock:
            self._seen.pop(visit.session.number, None)


def _time(kept: str) -> datetime:
    return datetime.fromisoformat(kept)
