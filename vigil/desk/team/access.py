"""Which cases are kept from whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock

from vigil.desk.desk import Hidden
from vigil.errors import NotFoundError, VigilError
from vigil.model.team import ROLES, Account
from vigil.store import TeamStore
from vigil.store.access import OWNERS


def roles_of(account: Account) -> frozenset[str]:
    """Return all that a restriction may name of which somebody is one: their account, their role and those below it."""
    below = ROLES[: ROLES.index(account.role) + 1]
    return frozenset({f"account:{account.id}", *(f"role:{role}" for role in below)})


@dataclass(slots=True)
class AccessList:
    """What is hidden from each person, worked out once after each change to the casebook."""

    store: TeamStore
    _lock: Lock = field(default_factory=Lock)
    _stamp: object = None
    _changes: int | None = None
    _restricted: dict[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    _hidden: dict[frozenset[str], Hidden] = field(default_factory=dict)

    def hidden(self, account: Account) -> Hidden:
        """Return what somebody may not know of. Owners see all."""
        if account.role == "owner":
            return Hidden()
        with self._lock:
            stamp = self.store.stamp()  # before looking: what is written meanwhile is looked at the next time
            if stamp != self._stamp:
                with self.store.looking() as rows:
                    changes = rows.access.changes()
                    if changes != self._changes:
                        self._restricted, self._hidden = rows.access.restricted(), {}
                self._stamp, self._changes = stamp, changes
            mine = frozenset(roles_of(account))
            if mine not in self._hidden:
                self._hidden[mine] = self._kept_from(mine)
            return self._hidden[mine]

    def _kept_from(self, mine: frozenset[str]) -> Hidden:
        cases = frozenset(case for case, every in self._restricted.items() if not all(mine & one for one in every))
        if not cases:
            return Hidden()
        with self.store.looking() as rows:
            return Hidden(cases, rows.access.only_in(cases))


def named(accounts: Collection[Account], allowed: Collection[str]) -> tuple[str, ...]:
    """Return whom a restriction names, in words: names of accounts, and roles. Raises VigilError for anything else."""
    names = {f"account:{account.id}": account.name for account in accounts}
    roles = {f"role:{role}": role for role in ROLES}
    unknown = [who for who in allowed if who not in names | roles]
    if unknown:
        raise VigilError(f"nobody is called {unknown[0]!r}; choose from the list")
    return tuple((names | roles)[who] for who in sorted(allowed) if who != OWNERS)


def missing(case: str) -> NotFoundError:
    """Return the error for a case that is not there."""
    return NotFoundError(f"no case has the id or name {case!r}; see the list of cases")
