"""What goes into a casebook comes out of it, once, and stays."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.store.conftest import NewFolder
from tests.store.invented import AT, decision, made_report, numbered, reading_of, told_reports
from vigil.errors import NotFoundError, StoreError
from vigil.model.case import Decision
from vigil.model.reading import Reading
from vigil.model.report import Capture, Report
from vigil.store import Store, open_store


def everything(_: str) -> bool:
    return True


@pytest.fixture(scope="module")
def shared(new_folder: NewFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One casebook for all examples of a property: opening costs more than adding."""
    with open_store(new_folder(tmp_path_factory.mktemp("property") / "casebook"), create=True) as opened:
        yield opened


def can_keep(store: Store, *texts: str | None) -> bool:
    """Whether the database takes the texts; PostgreSQL knows no character U+0000."""
    return store._engine.dialect.name == "sqlite" or "\0" not in "".join(filter(None, texts))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(told=told_reports())
def test_what_goes_in_comes_out(shared: Store, told: tuple[Report, Reading]) -> None:
    report, reading = told
    capture = report.capture
    told_in_plain = (report.story.text, report.title, report.publisher, report.language, reading.analyser, capture.url)
    assume(can_keep(shared, *told_in_plain, capture.media_type, capture.retrieved_at))
    new = shared.report_of(report.capture.sha256) is None
    assert shared.add(report, reading, at=AT) is new
    if new:
        assert shared.report(report.id) == report
        assert shared.history(report.id)[0].reading == reading
        assert list(shared.verify(everything)) == []


@settings(deadline=None, max_examples=25)
@given(fields=st.tuples(st.text(), st.none() | st.text(), st.none() | st.text(), st.text(), st.text()))
def test_decisions_come_out_in_the_order_they_were_made(shared: Store, fields: tuple[str, ...]) -> None:
    assume(can_keep(shared, *fields))
    subject, value, was, by, at = fields
    made = Decision(subject, "correct", value, was, by, at)
    before = shared.decisions()
    shared.decide(made)
    assert shared.decisions() == (*before, made)
    assert list(shared.verify(everything)) == []


def test_the_same_bytes_again_change_nothing(store: Store) -> None:
    report, reading = numbered(1)
    assert store.add(report, reading, at=AT)
    assert not store.add(replace(report, title="Another"), reading_of(report), at="2021-01-01T00:00:00Z")
    assert list(store.readings()) == [(report, reading)]
    assert store.counts() == {"captures": 1, "reports": 1, "quotes": 1, "decisions": 0}


def test_reports_and_readings_come_in_the_order_of_ids(store: Store) -> None:
    told = [numbered(n) for n in range(120)]  # more than are fetched at once
    for report, reading in told:
        store.add(report, reading, at=AT)
    assert list(store.readings()) == sorted(told, key=lambda each: each[0].id)
    assert list(store.reports()) == sorted((report for report, _ in told), key=lambda report: report.id)


def test_readers_see_the_casebook_as_it_was_when_they_began(store: Store) -> None:
    for n in range(3):
        store.add(*numbered(n), at=AT)
    readings = store.readings()
    first = next(readings)
    store.add(*numbered(3), at=AT)
    assert len([first, *readings]) == 3
    assert len(list(store.readings())) == 4


def test_a_new_reading_counts_and_the_old_one_and_the_decisions_stay(store: Store) -> None:
    report, reading = numbered(1)
    store.add(report, reading, at=AT)
    store.decide(decision("about it"))
    again = replace(reading, analyser="test 2")
    assert store.replace_reading(again, at="2021-01-01T00:00:00Z")
    assert list(store.readings()) == [(report, again)]
    assert [(p.reading, p.read_at, p.superseded_at) for p in store.history(report.id)] == [
        (reading, AT, "2021-01-01T00:00:00Z"),
        (again, "2021-01-01T00:00:00Z", None),
    ]
    assert store.decisions() == (decision("about it"),)
    assert not store.replace_reading(again, at="2022-01-01T00:00:00Z")
    assert len(store.history(report.id)) == 2


def test_what_is_not_there_is_said(store: Store) -> None:
    report, reading = numbered(1)
    assert store.report_of(report.capture.sha256) is None
    with pytest.raises(NotFoundError, match=report.id):
        store.report(report.id)
    with pytest.raises(NotFoundError, match=report.id):
        store.history(report.id)
    with pytest.raises(NotFoundError, match=report.id):
        store.replace_reading(reading, at=AT)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET value = '2' WHERE number = 1",
        "DELETE FROM decisions WHERE number = 2",
        {
            "sqlite": "INSERT OR REPLACE INTO decisions "
            "SELECT number, subject, kind, '2', was, decided_by, decided_at, link FROM decisions",
            "postgresql": "TRUNCATE decisions",
        },
    ],
    ids=["update", "delete", "all at once"],
)
def test_decisions_are_only_ever_added_to(store: Store, statement: str | dict[str, str]) -> None:
    said = statement if isinstance(statement, str) else statement[store._engine.dialect.name]
    store.decide(decision("one"))
    store.decide(decision("two"))
    with pytest.raises(IntegrityError, match="only ever added to"), store._writing() as connection:
        connection.execute(text(said))
    assert store.decisions() == (decision("one"), decision("two"))


def test_a_report_that_cannot_be_encoded_leaves_nothing_behind(store: Store) -> None:
    report = made_report("A name that is half a character")
    broken = replace(report, title="\ud800")
    with pytest.raises(UnicodeEncodeError):
        store.add(broken, reading_of(report), at=AT)
    assert store.counts() == {"captures": 0, "reports": 0, "quotes": 0, "decisions": 0}
    assert store.add(report, reading_of(report), at=AT)


def test_two_captures_with_one_id_are_refused(store: Store) -> None:
    report, reading = numbered(1)
    store.add(report, reading, at=AT)
    twin = replace(report, capture=Capture(report.id + "0" * 48, "text/plain"))
    with pytest.raises(IntegrityError):
        store.add(twin, reading, at=AT)
    assert list(store.reports()) == [report]


def test_a_damaged_row_is_named_and_not_guessed(store: Store) -> None:
    report, reading = numbered(1)
    store.add(report, reading, at=AT)
    with store._writing() as connection:
        connection.execute(text("UPDATE readings SET reading = substr(reading, 2)"))
    with pytest.raises(StoreError, match=report.id):
        list(store.readings())
    with store._writing() as connection:
        connection.execute(text("UPDATE reports SET report = '{}'"))
    with pytest.raises(StoreError, match=report.id):
        store.report(report.id)


def test_threads_of_one_program_share_a_store(store: Store) -> None:
    with ThreadPoolExecutor(4) as threads:
        added = list(threads.map(lambda n: store.add(*numbered(n % 20), at=AT), range(40)))
    assert sum(added) == 20
    assert len(list(store.readings())) == 20
    assert list(store.verify(everything)) == []


def test_closed_it_is_one_plain_file(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        store.add(*numbered(1), at=AT)
    assert [path.name for path in tmp_path.iterdir()] == ["vigil.db"]
