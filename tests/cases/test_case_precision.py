"""An event told with less precision joins the more precise one, whatever its type and the order of the reports."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.invented_cases import Item, item, only
from vigil.cases import build_cases
from vigil.model.vocab import event_types

TYPES = sorted(set(event_types()) - {"statement"})


def told(key: str, published: str, type_: str, when: str) -> Item:
    text = f"Report {key}: something befell Dana Orazkyzy."
    event = {"type": type_, "who": ("p1",), "quote": "something befell", "date": when}
    return item(key, published, text, [{"id": "p1", "name": "Dana Orazkyzy"}], [event])


@pytest.mark.parametrize("type_", TYPES)
@settings(max_examples=15, deadline=None)
@given(
    day=st.dates(date(2029, 1, 1), date(2029, 12, 28)),
    vague=st.sampled_from(
        ("{y}-{m}", "{y}", "{y}-{m}-01/{y}-{m}-28", "XXXX-{m}-{d}", "{y}-{m}-{d}~", "{y}-{m}-{d}T10:00")
    ),
    first=st.booleans(),
)
def test_a_vaguer_day_joins_the_exact_one(type_: str, day: date, vague: str, *, first: bool) -> None:
    day = day.replace(day=min(day.day, 28))
    less = vague.format(y=f"{day:%Y}", m=f"{day:%m}", d=f"{day:%d}")
    exact, other = told("a", "2030-03-01", type_, day.isoformat()), told("b", "2030-03-02", type_, less)
    if first:
        exact, other = told("a", "2030-03-02", type_, day.isoformat()), told("b", "2030-03-01", type_, less)
    (entry,) = only(build_cases([exact, other])).timeline
    assert len(entry.reports) == 2
    assert str(entry.date).startswith(day.isoformat())
    assert entry.corrections == ()


@settings(max_examples=20, deadline=None)
@given(gap=st.integers(20, 200), type_=st.sampled_from(("hearing", "testimony", "appeal", "verdict", "notice")))
def test_two_exact_days_far_from_each_other_stay_two(gap: int, type_: str) -> None:
    second = date.fromordinal(date(2029, 2, 1).toordinal() + gap)
    case = only(
        build_cases([told("a", "2030-03-01", type_, "2029-02-01"), told("b", "2030-03-02", type_, second.isoformat())])
    )
    assert len(case.timeline) == 2
