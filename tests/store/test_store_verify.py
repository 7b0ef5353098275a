"""`verify` notices every change to a casebook that went around it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.invented import AT, decision, numbered
from vigil.errors import NotFoundError
from vigil.model.report import Issue
from vigil.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A casebook in a file: what is done to it here is done in SQLite's own words."""
    with open_store(tmp_path / "casebook", create=True) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(3):
        store.add(*numbered(number), at=AT)
    for subject in ("one", "two", "three"):
        store.decide(decision(subject))
    return store


def faults(store: Store, is_kept: Callable[[str], bool] = lambda _: True) -> list[str]:
    found = list(store.verify(is_kept))
    assert all(issue.level == "error" and issue.stage == "store" for issue in found)
    assert all("\n" not in issue.message and "Aidos" not in issue.message for issue in found)
    return [issue.code for issue in found]


def tamper(store: Store, *statements: str) -> None:
    with store._writing() as connection:
        for name in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS decisions_never_{name}"))
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_sound_casebook_has_no_fault(filled: Store) -> None:
    assert faults(filled) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE decisions SET value = '2' WHERE number = 2", "changed-decision"),
        ("UPDATE decisions SET value = NULL WHERE number = 3", "changed-decision"),
        ("UPDATE decisions SET decided_by = 'another' WHERE number = 1", "changed-decision"),
        ("DELETE FROM decisions WHERE number = 1", "missing-decision"),
        ("DELETE FROM decisions WHERE number = 2", "missing-decision"),
        ("DELETE FROM decisions WHERE number = 3", "missing-decision"),
        ("DELETE FROM decisions", "missing-decision"),
        ("DELETE FROM meta WHERE key = 'decisions_head'", "missing-decision"),
        ("UPDATE reports SET story = replace(story, 'trial', 'leave')", "changed-story"),
        ("UPDATE reports SET published = '1999'", "changed-report"),
        ("UPDATE reports SET title = 'Another'", "changed-report"),
        ("UPDATE reports SET report = replace(report, 'text/plain', 'text/html')", "changed-report"),
        ("UPDATE reports SET report = '{}'", "damaged-report"),
        ("UPDATE readings SET reading = replace(reading, '\"start\":9', '\"start\":8')", "quote-not-in-story"),
        ("UPDATE readings SET reading = replace(reading, '\"Aidos', '\"Azamat')", "quote-not-in-story"),
        ("UPDATE readings SET reading = 'nothing'", "damaged-report"),
        ("UPDATE readings SET superseded_at = 'now'", "missing-reading"),
        ("DELETE FROM readings WHERE number = 1", "missing-reading"),
        ("INSERT INTO words (words) VALUES ('delete-all')", "index-differs"),
    ],
)
def test_what_was_changed_is_noticed(filled: Store, statement: str, code: str) -> None:
    tamper(filled, statement)
    assert code in faults(filled)


def test_reordered_decisions_are_noticed(filled: Store) -> None:
    tamper(
        filled,
        "UPDATE decisions SET number = 10 WHERE number = 1",
        "UPDATE decisions SET number = 1 WHERE number = 2",
        "UPDATE decisions SET number = 2 WHERE number = 10",
    )
    assert faults(filled).count("changed-decision") >= 2


def test_a_row_whose_other_half_is_gone_is_noticed(filled: Store) -> None:
    with filled._engine.connect().execution_options(begin="SELECT 1") as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("DELETE FROM captures")
    assert faults(filled).count("lost-row") == 3


def test_a_capture_without_its_file_is_noticed(filled: Store) -> None:
    gone = numbered(1)[0].capture.sha256
    assert faults(filled, lambda sha256: sha256 != gone) == ["missing-capture"]


def test_a_capture_that_is_no_hash_is_noticed(filled: Store) -> None:
    def refuse(sha256: str) -> bool:
        raise NotFoundError("not a capture")

    assert faults(filled, refuse) == ["missing-capture"] * 3


def test_a_quote_that_moved_is_said_with_its_place(filled: Store) -> None:
    report, _ = numbered(1)
    tamper(filled, "UPDATE readings SET reading = replace(reading, '\"start\":9', '\"start\":8') WHERE number = 2")
    (issue,) = filled.verify(lambda _: True)
    assert isinstance(issue, Issue)
    assert report.id in issue.message
    assert issue.span is not None
    assert issue.span.start == 8
