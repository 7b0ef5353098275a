"""What is shown beside a case is found in a casebook without making any case file anew."""

from datetime import date
from pathlib import Path

import pytest

from tests.cases.test_case_alike import HOST_ONLY, LATER, NEAR, NEW, ROUTE
from vigil.casebook import Casebook, Since
from vigil.cases.files import Bundle
from vigil.model.case import Case

AT = "2031-06-01T10:00:00+00:00"
TODAY = date(2031, 6, 1)


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    opened = Casebook(tmp_path / "casebook", create=True)
    for each in (NEW, NEAR, HOST_ONLY, ROUTE, LATER):
        opened._store.add(*each, at=AT)
    return opened


def test_cases_that_are_alike_come_from_the_kept_ones_of_the_same_host_or_origin(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case,) = book.chosen(["Dana Orazkyzy"])

    def refused(bundle: Bundle, case: frozenset[str]) -> Case:
        raise AssertionError(bundle, case)

    monkeypatch.setattr("vigil.upkeep.filing.build_case", refused)
    monkeypatch.setattr("vigil.cases.build.build_case", refused)
    beside = book.beside(case, TODAY)
    assert [like.people for like in beside.alike] == [("Olga Stern",), ("Timur Beknazar",)]
    ended = beside.alike[0].ended
    assert ended is not None
    assert ended.type == "release"
    assert beside.silence is not None
    assert beside.changes is None
    assert book.beside(case, TODAY, likened=False).alike == ()


def test_a_case_of_another_host_and_origin_is_not_even_looked_at(book: Casebook) -> None:
    book.cases()
    with book._store.filed() as filed:
        everywhere = {line.id for line in filed.lines()}
        there = {line.id for line in filed.beside(["origin:Tajikistan"])}
    assert len(everywhere) == 5
    assert len(there) == 1


def test_what_changed_is_told_from_the_reports_of_the_case_alone(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case,) = book.chosen(["Dana Orazkyzy"])
    monkeypatch.setattr(book._store, "readings", lambda: pytest.fail("all readings were asked for"))
    changes = book.beside(case, TODAY, since=Since(date(2030, 1, 1))).changes
    assert changes is not None
    assert [change.kind for change in changes.changes] == ["new_case"]
