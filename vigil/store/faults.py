"""What the database says, in words that tell a person what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from vigil.errors import StoreError

_MEANINGS = {
    sqlite3.SQLITE_BUSY: "the casebook is in use by another program; wait until it is done and try again",
    sqlite3.SQLITE_LOCKED: "the casebook is in use by another program; wait until it is done and try again",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again, nothing was changed",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written; see that it is not full or failing and try again",
    sqlite3.SQLITE_READONLY: "the casebook is read-only; copy it to a folder that you may write to",
    sqlite3.SQLITE_PERM: "you may not write the casebook; change its permissions or copy it to a folder of yours",
    sqlite3.SQLITE_CANTOPEN: "the casebook cannot be opened; change its permissions or copy it to a folder of yours",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; restore it from a backup, or add the files in captures/ to a new one",
    sqlite3.SQLITE_NOTADB: "the database is damaged; restore it from a backup, or add the files in captures/ to a new one",
}
"""By primary result code (sqlite.org/rescode.html); others are faults of Vigil's own and are raised as they are."""


_TEAM_MEANINGS = {
    "08": "the database server cannot be reached; see that it runs and that the address is right",
    "22": "the text holds a character that the database cannot keep; take it out and try again",
    "28": "the database server does not let you in; see the user in the address, and ~/.pgpass",
    "3D": "there is no such database on the server; make it with createdb, or see the address",
    "40": "two programs wrote at the same moment; try again, nothing was changed",
    "42501": "the user of the database may not do this; give it the rights",
    "53": "the database server is out of room or connections; make room and try again, nothing was changed",
    "57": "the database server was stopped; try again when it runs",
    "58": "the disk of the database server fails; see to it and try again",
}
"""By class or whole SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html)."""


def _meaning(error: DBAPIError | sqlite3.Error) -> str | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _MEANINGS.get(code & 0xFF)
    if not isinstance(error, DBAPIError) or not hasattr(cause, "sqlstate"):
        return None
    state = getattr(cause, "sqlstate", None)
    if state is None:  # psycopg refused the text itself, or no server answered
        state = "22" if isinstance(error, DataError) else "08"
    return _TEAM_MEANINGS.get(state, _TEAM_MEANINGS.get(state[:2]))


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Raise StoreError, one line that names ``path``, for what disk, permissions or other programs do to it."""
    try:
        yield
    except NoConnectionError as error:
        raise StoreError(f"{path}: too many ask the casebook at once; wait a moment and try again") from error
    except (DBAPIError, sqlite3.Error) as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        raise StoreError(f"{path}: {meaning}") from error
