"""What is opened must be a casebook; else one line says what to do, and nothing is changed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import QueuePool, create_engine
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateIndex, CreateTable

from tests.store.invented import AT, decision, numbered
from vigil.errors import NewerCasebookError, StoreError
from vigil.store import Store, migrations, open_store, opening, schema, writer
from vigil.store.faults import in_plain_words

REVISION_1 = Path(__file__).parent / "examples" / "revision_1.sql"
NOBODY = 65534
"""A user without rights, to whom a root who runs the tests gives way."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A casebook in a file: what is done to it here is done in SQLite's own words."""
    with open_store(tmp_path / "casebook", create=True) as opened:
        yield opened


@contextmanager
def unprivileged() -> Iterator[None]:
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(folder: Path, *, create: bool = False) -> str:
    """Return why a casebook is not opened, which must be one line, with nothing changed on the disk."""
    before = bytes_in(folder) if folder.is_dir() else None
    with pytest.raises(StoreError) as caught:
        open_store(folder, create=create)
    assert (bytes_in(folder) if folder.is_dir() else None) == before
    message = str(caught.value)
    assert "\n" not in message
    assert str(folder) in message
    return message


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    folder = tmp_path / "casebook"
    with open_store(folder, create=True) as store:
        for number in range(20):
            store.add(*numbered(number), at=AT)
    return folder


def test_a_missing_folder_is_made_only_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    assert "no casebook there; make one with: vigil add" in refused(folder)
    assert not folder.exists()
    open_store(folder, create=True).close()
    open_store(folder, create=False).close()


def test_a_folder_with_other_things_becomes_a_casebook_when_asked(tmp_path: Path) -> None:
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "one").write_bytes(b"kept")
    assert "no casebook there" in refused(tmp_path)
    open_store(tmp_path, create=True).close()
    assert (tmp_path / "captures" / "one").read_bytes() == b"kept"


@pytest.mark.parametrize("create", [False, True])
def test_a_file_is_no_folder(tmp_path: Path, create: bool) -> None:
    file = tmp_path / "report.txt"
    file.write_text("words")
    with pytest.raises(StoreError, match=r"no casebook there|choose another folder"):
        open_store(file, create=create)
    assert file.read_text() == "words"


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("content", [b"words that are no database" * 50, b"SQLite", b"\x00" * 5000])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes, create: bool) -> None:
    (tmp_path / "vigil.db").write_bytes(content)
    assert "not a casebook, or damaged" in refused(tmp_path, create=create)


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, create: bool) -> None:
    with closing(sqlite3.connect(tmp_path / "vigil.db")) as other:
        other.execute("CREATE TABLE notes (words TEXT)")
        other.commit()
    assert "another program" in refused(tmp_path, create=create)


def test_a_newer_casebook_is_left_alone(casebook: Path) -> None:
    with closing(sqlite3.connect(casebook / "vigil.db")) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    assert "written by a newer Vigil; update Vigil" in refused(casebook)
    with pytest.raises(NewerCasebookError):
        open_store(casebook, create=True)


def test_a_casebook_whose_making_was_cut_off_is_finished_when_asked(tmp_path: Path) -> None:
    (tmp_path / "vigil.db").write_bytes(b"")
    assert "no casebook there" in refused(tmp_path)
    engine = opening._engine(tmp_path / "vigil.db")
    opening._mark(engine)
    engine.dispose()
    assert "never finished" in refused(tmp_path)
    with open_store(tmp_path, create=True) as store:
        assert store.add(*numbered(1), at=AT)


@pytest.mark.parametrize("cut", [100, 4096, 20_000])
def test_a_truncated_casebook_is_damaged(casebook: Path, cut: int) -> None:
    path = casebook / "vigil.db"
    path.write_bytes(path.read_bytes()[:cut])
    said = everything_fails(casebook)
    assert "damaged" in said
    assert path.read_bytes()[:cut] == path.read_bytes()


def test_an_overwritten_casebook_is_damaged(casebook: Path) -> None:
    path = casebook / "vigil.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "damaged" in everything_fails(casebook)


def everything_fails(casebook: Path) -> str:
    with pytest.raises(StoreError) as caught, open_store(casebook, create=False) as store:
        list(store.readings()) + list(store.verify(lambda _: True))
    return str(caught.value)


def test_what_may_not_be_written_is_said(casebook: Path) -> None:
    for place in casebook.parents:  # so that nobody can reach the casebook at all; parallel runs nest one folder deeper
        if "pytest-of-" in str(place):
            place.chmod(place.stat().st_mode | 0o711)
    (casebook / "vigil.db").chmod(0o444)
    casebook.chmod(0o555)
    with unprivileged():
        assert "cannot be written; change its permissions" in refused(casebook)
        assert "cannot be written; change its permissions" in refused(casebook, create=True)
        with pytest.raises(StoreError, match="cannot be made a casebook"):
            open_store(casebook / "inner", create=True)
    (casebook / "vigil.db").chmod(0)
    with unprivileged():
        with pytest.raises(StoreError, match="cannot be read"):
            open_store(casebook, create=False)
        casebook_was_left = sorted(path.name for path in casebook.iterdir())
    casebook.chmod(0o755)
    assert casebook_was_left == ["vigil.db"]


def test_what_becomes_read_only_while_open_is_said(store: Store) -> None:
    with store._looking() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="read-only; copy it to a folder that you may write to"):
        store.add(*numbered(1), at=AT)


def test_the_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("vigil.store.migrations")))
    config.set_main_option("path_separator", "os")
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == migrations.REVISIONS


def test_the_migrations_make_the_schema(store: Store) -> None:
    with store._looking() as connection:
        ours = {"include_name": lambda name, kind, _: kind != "table" or name in schema.metadata.tables}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), schema.metadata) == []


def test_the_tables_are_postgresql_s_too() -> None:
    dialect = PGDialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it without types
    for table in schema.metadata.sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            made = str(CreateIndex(index).compile(dialect=dialect))
            assert ("WHERE superseded_at IS NULL" in made) == (index.name == "current_reading")


def made_at_revision_1(path: Path) -> str:
    """Return the SQL of a casebook of the first revision with two reports, one read twice, and two decisions."""
    engine = opening._engine(path)
    opening._mark(engine)
    with opening.writing(engine) as connection:
        opening.upgrade(connection, "0001")
        for number in (1, 2):
            writer.add(connection, *numbered(number), AT)
        report, reading = numbered(1)
        writer.replace_reading(connection, type(reading)(report.id, "test 2"), AT)
        for subject in ("one", "two"):
            writer.decide(connection, decision(subject))
    engine.dispose()
    return dumped(path)


def dumped(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        return "\n".join(database.iterdump()) + "\n"


def test_a_casebook_of_the_first_revision_keeps_everything(tmp_path: Path) -> None:
    if not REVISION_1.exists():
        REVISION_1.parent.mkdir(exist_ok=True)
        REVISION_1.write_text(made_at_revision_1(tmp_path / "made.db"), encoding="utf-8")
        pytest.fail(f"{REVISION_1} was missing and has been written: look at it and commit it")
    path = tmp_path / "vigil.db"
    engine = opening._engine(path)
    opening._mark(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.executescript(REVISION_1.read_text(encoding="utf-8"))
        before = rows(old)
    with open_store(tmp_path, create=False) as store:
        report, reading = numbered(1)
        assert [past.reading for past in store.history(report.id)] == [reading, type(reading)(report.id, "test 2")]
        assert store.report(report.id) == report
        assert store.decisions() == (decision("one"), decision("two"))
        assert list(store.verify(lambda _: True)) == []
        assert {hit.report for hit in store.search("aidos")} == {numbered(n)[0].id for n in (1, 2)}
        store.decide(decision("three"))
    with closing(sqlite3.connect(path)) as now:
        after = rows(now)
        assert now.execute("SELECT version_num FROM alembic_version").fetchall() == [(migrations.HEAD,)]
    assert {table: after[table][: len(kept)] for table, kept in before.items()} == before


def rows(connection: sqlite3.Connection) -> dict[str, list[object]]:
    tables = ("captures", "reports", "readings", "decisions")
    return {table: connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() for table in tables}


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "vigil.db"
    made_at_revision_1(path)
    before = dumped(path)

    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("vigil.store.search.rebuild", broken)
    with pytest.raises(MemoryError):
        open_store(tmp_path, create=False)
    assert dumped(path) == before
    monkeypatch.undo()
    with open_store(tmp_path, create=False) as store:
        assert len(store.search("Aidos")) == 2


def test_more_look_at_once_than_are_kept_open(tmp_path: Path) -> None:
    engine = opening.open_database(tmp_path / "casebook", create=True)
    with ExitStack() as open_ones:
        for _ in range(60):
            open_ones.enter_context(opening.looking(engine))
    engine.dispose()


def test_a_server_that_too_many_ask_says_so(tmp_path: Path) -> None:
    engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.01)
    with (
        engine.connect(),
        pytest.raises(StoreError, match="too many ask the casebook at once"),
        in_plain_words(tmp_path),
        engine.connect(),
    ):
        pass
    engine.dispose()
