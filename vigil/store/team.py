"""Accounts, sessions, invitations and tries of a casebook: rows in and out, within one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from vigil.model.team import Account, Deed, Invitation, Secrets, Session
from vigil.store import trail
from vigil.store.access import Access
from vigil.store.team_tables import accounts, invitations, recovery_codes, sessions, tries
from vigil.store.trail import Page, Place


class TeamRows:
    """What is kept of a team. Whoever calls a method that changes something also says so in the trail, with ``note``."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection
        self.access = Access(connection)

    def note(self, deed: Deed) -> None:
        """Put a deed down for good."""
        trail.append(self._at, deed)

    def trail(self, *, after: Place | None, by: str | None, kind: str | None, limit: int) -> Page:
        """Return a page of the trail and the decisions, newest first."""
        return trail.page(self._at, after=after, by=by, kind=kind, limit=limit)

    def last_decision(self) -> int:
        """Return the number of the newest decision, 0 where there is none."""
        return trail.last_decision(self._at)

    def decided_since(self, number: int, by: str) -> bool:
        """Whether somebody made a decision of a greater number."""
        return trail.decided_since(self._at, number, by)

    # Accounts

    def accounts(self) -> tuple[Account, ...]:
        """Return every account by name, those that were ended too."""
        return tuple(_account(row) for row in self._at.execute(select(accounts).order_by(accounts.c.name_key)))

    def account(self, account_id: str) -> Account | None:
        """Return one account."""
        row = self._at.execute(select(accounts).where(accounts.c.id == account_id)).one_or_none()
        return None if row is None else _account(row)

    def named(self, name_key: str) -> Account | None:
        """Return the account of that name, however it is written."""
        row = self._at.execute(select(accounts).where(accounts.c.name_key == name_key)).one_or_none()
        return None if row is None else _account(row)

    def owners(self) -> int:
        """Return how many owners can log in."""
        mine = (accounts.c.role == "owner") & accounts.c.ended_at.is_(None)
        return self._at.scalar(select(func.count()).select_from(accounts).where(mine)) or 0

    def make(self, account: Account, name_key: str, password: str) -> None:
        """Make an account, with the hash of its password."""
        row = {"id": account.id, "name": account.name, "name_key": name_key, "role": account.role}
        row |= {"password": password, "made_at": account.made_at}
        self._at.execute(insert(accounts).values(step=0, **row))

    def secrets(self, account_id: str) -> Secrets:
        """Return what an account proves itself with."""
        c = accounts.c
        wanted = select(c.password, c.seed, c.pending, c.step).where(c.id == account_id)
        row = self._at.execute(wanted).one()
        return Secrets(row.password, row.seed, row.pending, row.step)

    def change(self, account_id: str, **columns: Any) -> None:
        """Change columns of an account."""
        self._at.execute(update(accounts).where(accounts.c.id == account_id).values(**columns))

    def take_step(self, account_id: str, step: int) -> bool:
        """Take the code of a time step; False where it, or a later one, was taken before."""
        newer = (accounts.c.id == account_id) & (accounts.c.step < step)
        return self._at.execute(update(accounts).where(newer).values(step=step)).rowcount == 1

    def renew_recovery(self, account_id: str, codes: tuple[str, ...]) -> None:
        """Put the hashes of new recovery codes in place of those before."""
        self._at.execute(delete(recovery_codes).where(recovery_codes.c.account_id == account_id))
        if codes:
            self._at.execute(insert(recovery_codes), [{"account_id": account_id, "code": code} for code in codes])

    def take_recovery(self, account_id: str, code: str, at: str) -> bool:
        """Take a recovery code by its hash; False where there is none, or it was taken before."""
        c = recovery_codes.c
        unused = (c.account_id == account_id) & (c.code == code) & c.used_at.is_(None)
        return self._at.execute(update(recovery_codes).where(unused).values(used_at=at)).rowcount == 1

    def recovery_left(self, account_id: str) -> int:
        """Return how many recovery codes were not used yet."""
        c = recovery_codes.c
        unused = (c.account_id == account_id) & c.used_at.is_(None)
        return self._at.scalar(select(func.count()).select_from(recovery_codes).where(unused)) or 0

    # Sessions

    def session(self, token: str) -> tuple[Session, Account] | None:
        """Return the session of a token, by its hash, and whose it is."""
        joined = select(sessions, accounts.c.id).join(accounts, accounts.c.id == sessions.c.account_id)
        row = self._at.execute(joined.where(sessions.c.token == token)).one_or_none()
        if row is None:
            return None
        account = self.account(row.account_id)
        return None if account is None else (_session(row), account)

    def sessions_of(self, account_id: str) -> tuple[Session, ...]:
        """Return an account's sessions, newest first."""
        mine = select(sessions).where(sessions.c.account_id == account_id).order_by(sessions.c.number.desc())
        return tuple(_session(row) for row in self._at.execute(mine))

    def begin(self, token: str, account_id: str, at: str, address: str, program: str) -> None:
        """Begin a session; whoever does has just given the password."""
        times = {"begun_at": at, "seen_at": at, "proved_at": at}
        new = {"token": token, "account_id": account_id, "locked": False, "address": address, "program": program}
        self._at.execute(insert(sessions).values(**new, **times))

    def change_session(self, number: int, **columns: Any) -> None:
        """Change columns of a session."""
        self._at.execute(update(sessions).where(sessions.c.number == number).values(**columns))

    def end_session(self, account_id: str, number: int) -> bool:
        """End one session of an account; False where it has none of that number."""
        mine = (sessions.c.account_id == account_id) & (sessions.c.number == number)
        return self._at.execute(delete(sessions).where(mine)).rowcount == 1

    def end_sessions(self, account_id: str, *, but: int | None = None) -> int:
        """End all sessions of an account, but for one, and return how many."""
        mine = sessions.c.account_id == account_id
        if but is not None:
            mine &= sessions.c.number != but
        return self._at.execute(delete(sessions).where(mine)).rowcount

    def end_sessions_before(self, at: str) -> None:
        """Take away every session that began before a time."""
        self._at.execute(delete(sessions).where(sessions.c.begun_at < at))

    # Invitations

    def invite(self, token: str, invitation: Invitation) -> None:
        """Keep an invitation by the hash of its token; its number is given here."""
        row = {"role": invitation.role, "note": invitation.note, "made_by": invitation.made_by}
        row |= {"made_at": invitation.made_at, "expires_at": invitation.expires_at}
        self._at.execute(insert(invitations).values(token=token, **row))

    def invitations(self, at: str) -> tuple[Invitation, ...]:
        """Return the invitations that can still be taken, newest first."""
        open_ones = select(invitations).where(invitations.c.expires_at > at).order_by(invitations.c.number.desc())
        return tuple(_invitation(row) for row in self._at.execute(open_ones))

    def invitation(self, token: str, at: str) -> Invitation | None:
        """Return the invitation of a token, by its hash, where it can still be taken."""
        mine = (invitations.c.token == token) & (invitations.c.expires_at > at)
        row = self._at.execute(select(invitations).where(mine)).one_or_none()
        return None if row is None else _invitation(row)

    def withdraw(self, number: int) -> bool:
        """Take an invitation away; False where there is none of that number."""
        return self._at.execute(delete(invitations).where(invitations.c.number == number)).rowcount == 1

    def withdraw_all(self) -> None:
        """Take every invitation away."""
        self._at.execute(delete(invitations))

    # Tries

    def tried(self, key: str) -> tuple[int, str] | None:
        """Return how often in a row a try failed, and when the last did."""
        row = self._at.execute(select(tries).where(tries.c.key == key)).one_or_none()
        return None if row is None else (row.failed, row.last_at)

    def count_try(self, key: str, failed: int, at: str) -> None:
        """Keep how often in a row a try failed."""
        self.forget_tries(key)
        self._at.execute(insert(tries).values(key=key, failed=failed, last_at=at))

    def forget_tries(self, key: str) -> None:
        """Begin to count anew."""
        self._at.execute(delete(tries).where(tries.c.key == key))

    def forget_tries_before(self, at: str) -> None:
        """Begin to count anew where the last try was before a time."""
        self._at.execute(delete(tries).where(tries.c.last_at < at))


class TeamStore:
    """Opens transactions over what is kept of a team."""

    def __init__(
        self,
        looking: Callable[[], AbstractContextManager[Connection]],
        writing: Callable[[], AbstractContextManager[Connection]],
        stamp: Callable[[], object],
    ) -> None:
        self._looking, self._writing = looking, writing
        self.stamp = stamp
        """Returns a value that is another one once anybody has written to the casebook."""

    @contextmanager
    def looking(self) -> Iterator[TeamRows]:
        """Look at the rows as they are now."""
        with self._looking() as connection:
            yield TeamRows(connection)

    @contextmanager
    def writing(self) -> Iterator[TeamRows]:
        """Open a transaction: all of it is kept, or nothing."""
        with self._writing() as connection:
            yield TeamRows(connection)


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(row.id, row.name, row.role, row.seed is not None, row.made_at, row.ended_at)


def _session(row: Row[*tuple[Any, ...]]) -> Session:
    times = (row.begun_at, row.seen_at, row.proved_at)
    return Session(row.number, row.account_id, *times, row.locked, row.address, row.program)


def _invitation(row: Row[*tuple[Any, ...]]) -> Invitation:
    return Invitation(row.number, row.role, row.note, row.made_by, row.made_at, row.expires_at)
