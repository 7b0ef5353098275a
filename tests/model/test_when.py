"""Dates as EDTF."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from vigil.errors import DateError
from vigil.model.when import When

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@st.composite
def points(draw: st.DrawFn, *, yearless: bool | None = None) -> str:
    """Draw one side of a date."""
    day = draw(DAYS)
    open_year = draw(st.booleans()) if yearless is None else yearless
    year = "XXXX" if open_year else f"{day.year:04d}"
    forms = [f"{year}-{day:%m-%d}", f"{year}-{day:%m}"]
    if not open_year:
        forms += [
            year,
            f"{day.year // 10}X",
            f"{year}-{draw(st.integers(21, 24))}",
            f"{year}-{day:%m-%d}T{draw(st.integers(0, 23)):02d}:30",
        ]
    return draw(st.sampled_from(forms)) + draw(st.sampled_from(["", "", "", "~", "?", "%"]))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Draw a date: a point, an interval that runs forward, or one with an open end."""
    shape = draw(st.sampled_from(["point", "point", "interval", "open start", "open end"]))
    if shape == "point":
        return When(draw(points()))
    if shape == "interval":
        first, last = sorted((draw(DAYS), draw(DAYS)))
        return When(f"{first.isoformat()}/{last.isoformat()}")
    side = draw(points(yearless=False))
    return When(f"../{side}" if shape == "open start" else f"{side}/..")


@given(whens())
def test_text_comes_back(when: When) -> None:
    adapter = TypeAdapter(When)
    assert str(when) == when.edtf
    assert When(str(when)) == when
    assert adapter.validate_json(adapter.dump_json(when)) == when


@given(whens(), whens())
def test_can_equal_is_symmetric_and_reflexive(a: When, b: When) -> None:
    assert a.can_equal(a)
    assert a.can_equal(b) == b.can_equal(a)


@given(whens(), whens())
def test_contains_implies_can_equal(a: When, b: When) -> None:
    assert a.contains(a)
    if a.contains(b):
        assert a.can_equal(b)


@given(whens(), whens())
def test_merge_is_commutative_and_stays_possible(a: When, b: When) -> None:
    merged = a.merge(b)
    assert merged == b.merge(a)
    assert a.merge(a) == a
    if not a.can_equal(b):
        assert merged is None
    if merged is not None:
        assert merged.can_equal(a)
        assert merged.can_equal(b)


@given(whens(), whens())
def test_before_excludes_can_equal_and_after(a: When, b: When) -> None:
    assert a.ended_before(b) == b.starts_after(a)
    if a.ended_before(b):
        assert not a.can_equal(b)
        assert not b.ended_before(a)


@given(st.lists(whens(), max_size=8))
def test_sorting_puts_open_years_last(found: list[When]) -> None:
    kinds = [w.sort_key[0] for w in sorted(found, key=lambda w: w.sort_key)]
    assert kinds == sorted(kinds)


@given(DAYS)
def test_a_day_is_itself(day: date) -> None:
    when = When.of(day)
    assert (when.start, when.days, when.precision, when.yearless) == (day, 1, "day", False)


@given(DAYS, DAYS)
def test_a_day_without_a_year_can_be_that_day_of_any_year(day: date, other: date) -> None:
    open_year = When(f"XXXX-{day:%m-%d}")
    assert open_year.yearless
    assert open_year.start is None
    assert open_year.can_equal(When.of(day))
    assert open_year.can_equal(When.of(other)) == ((day.month, day.day) == (other.month, other.day))


@given(DAYS)
def test_a_day_without_a_year_takes_the_year_of_its_month(day: date) -> None:
    assert When(f"XXXX-{day:%m-%d}").merge(When(f"{day:%Y-%m}")) == When.of(day)


def test_a_year_is_taken_where_one_is_possible_only() -> None:
    assert When("XXXX-01-21").merge(When("2019-12/2020-02")) == When("2020-01-21")
    assert When("XXXX-01-21").merge(When("2018/2020")) == When("XXXX-01-21")
    assert When("XXXX-02-29").merge(When("2019")) is None
    assert When("XXXX-10").merge(When("2019")) == When("2019-10")


def test_intervals_over_new_year() -> None:
    over = When("XXXX-12-30/XXXX-01-02")
    assert over.days == 4
    assert over.can_equal(When("2020-01-01"))
    assert not over.can_equal(When("2020-06-01"))
    assert When("2020-24").contains(When("2021-02-28"))


@pytest.mark.parametrize(
    ("text", "precision", "start", "end"),
    [
        ("2019-10", "month", date(2019, 10, 1), date(2019, 11, 1)),
        ("2018", "year", date(2018, 1, 1), date(2019, 1, 1)),
        ("201X", "decade", date(2010, 1, 1), date(2020, 1, 1)),
        ("19XX", "century", date(1900, 1, 1), date(2000, 1, 1)),
        ("2020-21", "season", date(2020, 3, 1), date(2020, 6, 1)),
        ("2020-01-06T14:30", "time", date(2020, 1, 6), date(2020, 1, 7)),
        ("2019-10-01/2019-10-14", "interval", date(2019, 10, 1), date(2019, 10, 15)),
        ("../2020", "interval", None, date(2021, 1, 1)),
        ("2020/..", "interval", date(2020, 1, 1), None),
        ("2020-XX-XX", "year", date(2020, 1, 1), date(2021, 1, 1)),
    ],
)
def test_bounds(text: str, precision: str, start: date | None, end: date | None) -> None:
    when = When(text)
    assert (when.precision, when.start, when.end) == (precision, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2020-13", "2019-02-29", "2020-1-6", "06.01.2020", "2020-01-06T25:00", "2020-01-06T10:75", "0000", "9999", "2020-21-05", "201X-05",
        "2020-XX-05", "../..", "/", "2020/2019", "2020-01-01/2020-01-02/2020-01-03", "2019-10/XXXX-11", " 2020", "2020\n",
    ],
)  # fmt: skip
def test_wrong_dates_say_so_in_a_line(text: str) -> None:
    with pytest.raises(DateError) as caught:
        When(text)
    message = str(caught.value)
    assert message
    assert "\n" not in message


def test_there_is_no_such_day_in_a_common_year() -> None:
    with pytest.raises(DateError, match="no such day"):
        When("XXXX-02-29").with_year(2019)
