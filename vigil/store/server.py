"""A casebook whose database is on a PostgreSQL server, for a team; captures stay in its folder.

The folder then holds ``database.url`` with the server's address, ``postgresql://vigil@localhost/casebook``. A password belongs in
``~/.pgpass`` (postgresql.org/docs/current/libpq-pgpass.html), not in the address.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from vigil.errors import StoreError

ADDRESS = "database.url"

WRITE = "BEGIN IMMEDIATE"
"""What a transaction that writes is opened with, here as in SQLite."""

_LOCK = 0x56474C31
"""The advisory lock that a writer holds to the end of its transaction: as in SQLite, one writes at a time."""

_CONNECTIONS, _MORE = 20, 25
"""Kept open by one server of the workbench, and more when all its 40 threads ask; PostgreSQL allows 100 to all."""


def address_of(folder: Path) -> str | None:
    """Return the address of the server that holds the casebook's database, None where it is a file in the folder."""
    try:
        return (folder / ADDRESS).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{folder / ADDRESS}: cannot be read; it holds the address of the database") from error


def server_engine(folder: Path, address: str) -> Engine:
    """Return the engine for the server at ``address``. Raises StoreError where it is no address of a PostgreSQL server."""
    engine = create_engine(_url(folder, address), pool_size=_CONNECTIONS, max_overflow=_MORE, pool_pre_ping=True)
    event.listen(engine, "begin", _begin)
    return engine


def _url(folder: Path, address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(f"{folder / ADDRESS}: not an address; write postgresql://user@host/database") from error
    if url.get_backend_name() != "postgresql":
        raise StoreError(
            f"{folder / ADDRESS}: not the address of a PostgreSQL server; write postgresql://user@host/database"
        )
    return url.set(drivername="postgresql+psycopg")


def _begin(connection: Connection) -> None:
    """Let one write at a time, and let those who look see the casebook as it was at their first look."""
    if connection.get_execution_options().get("begin") == WRITE:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def check_order(connection: Connection, folder: Path) -> None:
    """Raise StoreError where the database does not order text by its characters, as lists and their pages need."""
    order = connection.scalar(text("SELECT datcollate FROM pg_database WHERE datname = current_database()"))
    if order not in ("C", "POSIX", "C.UTF-8", "C.utf8"):
        raise StoreError(
            f"{folder / ADDRESS}: the database orders text by {order}; "
            "make it with: createdb --template template0 --locale C --encoding UTF8 NAME"
        )
