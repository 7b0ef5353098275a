"""One report is one transaction: killed, full or shared, the casebook is as before or after a report, never between."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.invented import AT, numbered, reading_of
from vigil.errors import StoreError
from vigil.store import Store, open_store, opening

KILLS = 15


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A casebook in a file: what is done to it here is done in SQLite's own words."""
    with open_store(tmp_path / "casebook", create=True) as opened:
        yield opened


class Adder:
    """The program that adds (``adding.py``), seen from here."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in, self._out = process.stdin, process.stdout
        assert self._out.readline() == "ready\n"

    def start(self, folder: Path, first: int, count: int, *, limit: int = 0, die_at: int = -1) -> int:
        """Begin to add reports and return the id of the process that does."""
        self._in.write(f"{folder} {first} {count} {limit} {die_at}\n")
        self._in.flush()
        word, child = self._out.readline().split()
        assert word == "child"
        return int(child)

    def next(self) -> int:
        """Wait until the next report is acknowledged and return its number."""
        return int(self._out.readline())

    def outcome(self) -> tuple[list[int], str, int]:
        """Return which reports were acknowledged since, what the error said, and the exit status."""
        acknowledged: list[int] = []
        error = ""
        for line in self._out:
            word, _, rest = line.strip().partition(" ")
            if word == "end":
                return acknowledged, error, int(rest)
            if word == "error":
                error = rest
            else:
                acknowledged.append(int(word))
        raise AssertionError("the adder went away")


def adder() -> Iterator[Adder]:
    command = [sys.executable, "-W", "error", "-m", "tests.store.adding"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        yield Adder(process)
        process.communicate()


one = pytest.fixture(adder, scope="module", name="one")
two = pytest.fixture(adder, scope="module", name="two")


def kept(folder: Path) -> set[int]:
    """Return the numbers of the reports in a casebook, which must be sound and hold each whole."""
    with open_store(folder, create=True) as store:
        assert list(store.verify(lambda _: True)) == []
        held = dict(store.readings())
        counted = store.counts()
        found = {hit.report for hit in store.search("Aidos trial adjourned", limit=10_000)}
    assert counted == {"captures": len(held), "reports": len(held), "quotes": len(held), "decisions": 0}
    assert found == {report.id for report in held}
    numbers = {int(report.story.text.split(".")[0].split()[1]) for report in held}
    assert held == dict(numbered(number) for number in numbers)
    return numbers


@pytest.mark.parametrize("seed", range(5))
def test_killed_while_a_casebook_is_made_it_can_be_made_again(tmp_path: Path, one: Adder, seed: int) -> None:
    child = one.start(tmp_path, 0, 1000)
    time.sleep(random.Random(seed).uniform(0, 0.06))
    os.kill(child, signal.SIGKILL)
    acknowledged, _, status = one.outcome()
    assert status == -signal.SIGKILL
    assert len(kept(tmp_path)) - len(acknowledged) in (0, 1)  # one may be done and not yet said


def test_killed_at_any_moment_every_acknowledged_report_is_there_and_none_by_half(tmp_path: Path, one: Adder) -> None:
    chance = random.Random(7)
    before: set[int] = set()
    for kill in range(KILLS):
        child = one.start(tmp_path, kill * 1000, 1000)
        acknowledged = {one.next()}
        time.sleep(chance.uniform(0, 0.03))  # a report takes some 5 ms
        os.kill(child, signal.SIGKILL)
        more, _, status = one.outcome()
        assert status == -signal.SIGKILL
        acknowledged.update(more)
        after = kept(tmp_path)
        assert before | acknowledged <= after
        assert len(after) - len(before) - len(acknowledged) in (0, 1)
        before = after


def test_killed_inside_a_transaction_nothing_of_it_stays(tmp_path: Path, one: Adder) -> None:
    one.start(tmp_path, 0, 5, die_at=3)
    acknowledged, _, status = one.outcome()
    assert (acknowledged, status) == ([0, 1, 2], -signal.SIGKILL)
    assert kept(tmp_path) == {0, 1, 2}


def test_interrupted_inside_a_transaction_nothing_of_it_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    store.add(*numbered(0), at=AT)
    with monkeypatch.context() as patched:
        patched.setattr("vigil.store.search.index", interrupt)  # the last step of adding a report
        with pytest.raises(KeyboardInterrupt):
            store.add(*numbered(1), at=AT)
    assert list(store.readings()) == [numbered(0)]
    assert list(store.verify(lambda _: True)) == []
    assert store.add(*numbered(1), at=AT)


def test_a_full_disk_is_said_and_leaves_the_casebook_as_it_was(tmp_path: Path, one: Adder) -> None:
    one.start(tmp_path, 0, 5)
    one.outcome()
    one.start(tmp_path, 5, 1000, limit=300_000)
    acknowledged, error, status = one.outcome()
    assert status == 1
    assert "disk" in error
    assert 0 < len(acknowledged) < 1000
    assert kept(tmp_path) == {*range(5), *acknowledged}


def test_no_room_for_a_new_casebook_is_said(tmp_path: Path, one: Adder) -> None:
    one.start(tmp_path, 0, 5, limit=10_000)
    acknowledged, error, status = one.outcome()
    assert (acknowledged, status) == ([], 1)
    assert "disk" in error
    assert kept(tmp_path) == set()


def test_a_full_database_is_said_and_leaves_the_casebook_as_it_was(store: Store) -> None:
    store.add(*numbered(0), at=AT)
    report, _ = numbered(1)
    large = reading_of(report, *["Aidos"] * 20_000)
    with store._looking() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + 5
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full; make room and try again"):
        store.add(report, large, at=AT)
    assert list(store.verify(lambda _: True)) == []
    assert list(store.readings()) == [numbered(0)]


def test_two_programs_add_at_once_and_both_succeed(tmp_path: Path, one: Adder, two: Adder) -> None:
    one.start(tmp_path, 0, 60)
    two.start(tmp_path, 30, 60)
    assert one.outcome() == ([*range(60)], "", 0)
    assert two.outcome() == ([*range(30, 90)], "", 0)
    assert kept(tmp_path) == set(range(90))


def test_a_casebook_that_another_program_holds_is_said_to_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with open_store(tmp_path, create=True) as store:
        other = sqlite3.connect(tmp_path / "vigil.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            store.add(*numbered(0), at=AT)
        assert list(store.readings()) == []
        other.close()
        assert store.add(*numbered(0), at=AT)
