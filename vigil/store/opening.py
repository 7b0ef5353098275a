"""Opening a casebook's database: what it must be, how it is set up, and its way to this version's tables."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from vigil.errors import NewerCasebookError, StoreError
from vigil.store import rulings, schema, search, server
from vigil.store.faults import in_plain_words
from vigil.store.migrations import HEAD, REVISIONS
from vigil.store.reviews import Reviews

DATABASE = "vigil.db"
_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID = 0x56474C31
"""Bytes 68 to 71 of the file's header (sqlite.org/fileformat2.html): "VGL1", tells a casebook from other databases."""

BUSY_SECONDS = 20
"""How long one program waits for another that is writing; one report takes some milliseconds."""

_KEPT_CONNECTIONS = 20
"""How many stay open for the next who asks; the workbench works in up to 40 threads."""


def open_database(folder: Path, *, create: bool) -> Engine:
    """Return the database of the casebook in ``folder``, at this version's tables; ``create`` makes what is missing.

    It is a file in the folder, or where ``server.ADDRESS`` stands in it a database of that server.

    Raises StoreError, with nothing changed, where there is no casebook or it cannot be written, and NewerCasebookError.
    """
    path = folder / DATABASE
    if create:
        _make_folder(folder)
    address = server.address_of(folder)
    if address is not None:
        return _ready(server.server_engine(folder, address), folder / server.ADDRESS, create=create)
    fresh = _look_at(path)
    if fresh and not create:
        raise StoreError(f"{folder}: no casebook there; make one with: vigil add SOURCE --casebook {folder}")
    _ask_to_write(folder, path)
    return _ready(_engine(path), path, create=create)


def _ready(engine: Engine, path: Path, *, create: bool) -> Engine:
    try:
        with in_plain_words(path):
            _bring_up_to_date(engine, path, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made a casebook ({error.strerror}); choose another folder") from error


def _look_at(path: Path) -> bool:
    """Whether there is no database yet. Raises StoreError where the file is something else. Reads, and changes nothing."""
    try:
        with path.open("rb") as stream:
            header = stream.read(100)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); change its permissions") from error
    if not header:
        return True
    if not header.startswith(_MAGIC):
        raise StoreError(f"{path}: not a casebook, or damaged; restore it from a backup, or choose another folder")
    if int.from_bytes(header[68:72], "big") != _APPLICATION_ID:
        raise StoreError(f"{path}: a database of another program, not a casebook; choose another folder")
    return False


def _ask_to_write(folder: Path, path: Path) -> None:
    for place in (folder, path):
        if place.exists() and not os.access(place, os.W_OK):
            raise StoreError(f"{place}: cannot be written; change its permissions, or copy the casebook elsewhere")


def _engine(path: Path) -> Engine:
    address = URL.create("sqlite", database=str(path.absolute()))
    # a connection is a file handle: each thread that asks gets one, and it is the threads that are limited
    engine = create_engine(
        address, pool_size=_KEPT_CONNECTIONS, max_overflow=-1, connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where ``_begin`` says, schema changes included
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # a report that was acknowledged outlives a power cut
    connection.execute("PRAGMA recursive_triggers = ON")  # else INSERT OR REPLACE passes by the triggers


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get("begin", "BEGIN")))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that holds the write lock from its start: all of it is kept, or nothing."""
    with engine.connect().execution_options(begin=server.WRITE) as connection, connection.begin():
        yield connection


@contextmanager
def looking(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that sees the casebook as it is now, whatever others write meanwhile."""
    with engine.connect() as connection, connection.begin():
        yield connection


def copy_database(engine: Engine, path: Path) -> None:
    """Write the database as it is at one moment into a new file (sqlite.org/backup.html).

    Raises StoreError where it is on a server, which has a tool of its own for that.
    """
    if engine.dialect.name != "sqlite":
        raise StoreError("the database is on a server: back it up with pg_dump, and the folder captures/ beside it")
    with engine.connect() as connection, closing(sqlite3.connect(path)) as copy:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)


def _bring_up_to_date(engine: Engine, path: Path, *, create: bool) -> None:
    with looking(engine) as connection:
        revision = _revision(connection, path)
        if engine.dialect.name == "postgresql":
            server.check_order(connection, path.parent)
    if revision == HEAD:
        return
    if revision is None:
        if not create:
            raise StoreError(f"{path.parent}: the casebook was never finished; add a source to it to finish it")
        if engine.dialect.name == "sqlite":
            _mark(engine)
    with writing(engine) as connection:
        if _revision(connection, path) != HEAD:  # nobody else did it while this waited
            upgrade(connection, HEAD)
            if not search.is_current(connection):
                search.rebuild(connection)
            rulings.rebuild(connection)
            Reviews(connection).rebuild()


def _mark(engine: Engine) -> None:
    """Write the header of a casebook. Neither setting can be made inside a transaction."""
    with engine.connect().execution_options(begin="SELECT 1") as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _revision(connection: Connection, path: Path) -> str | None:
    """Return the revision of the tables, None where there are none. Raises NewerCasebookError for an unknown one."""
    if not inspect(connection).has_table(schema.revisions.name):
        return None
    revision = connection.scalar(select(schema.revisions.c.version_num))
    if revision is not None and revision not in REVISIONS:
        raise NewerCasebookError(f"{path.parent}: written by a newer Vigil; update Vigil to open it")
    return revision


def upgrade(connection: Connection, revision: str) -> None:
    """Run the migrations up to ``revision`` inside the transaction of ``connection``."""
    from alembic import command  # noqa: PLC0415 - takes 0.2 s, and a casebook needs it once
    from alembic.config import Config  # noqa: PLC0415

    with as_file(files("vigil.store.migrations")) as scripts:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, revision)
