"""What the database says, in words that tell a person what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

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


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Raise StoreError, one line that names ``path``, for what disk, permissions or other programs do to it."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", None)
        meaning = None if code is None else _MEANINGS.get(code & 0xFF)
        if meaning is None:
            raise
        raise StoreError(f"{path}: {meaning}") from error
