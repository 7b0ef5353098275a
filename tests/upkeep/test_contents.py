"""What of a case is found on its own: months, places, and when silence is a warning."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.cases.silence import silence, silence_rules, worrying
from vigil.languages import Language
from vigil.languages.spots import Spot, locate, spot_of
from vigil.model.case import News, Worry
from vigil.model.when import When
from vigil.upkeep.contents import months_of, possible_days

DAYS = st.dates(date(2029, 1, 1), date(2031, 12, 31))
DATED = DAYS.map(When.of)
HAPPENED = [rule.key for rule in silence_rules() if rule.status != "scheduled"]
SCHEDULED = [rule.key for rule in silence_rules() if rule.status == "scheduled"]


@st.composite
def news(draw: st.DrawFn) -> News:
    """News as a case has it: scheduled worries first, and at most one of what happened at the end."""
    ahead = [Worry(n, draw(DATED), draw(st.sampled_from(SCHEDULED))) for n in range(draw(st.integers(0, 3)))]
    ahead.sort(key=lambda w: str(w.date), reverse=True)
    past = [Worry(9, draw(st.none() | DATED), draw(st.sampled_from(HAPPENED)))] if draw(st.booleans()) else []
    return News(draw(DATED), (*ahead, *past))


@given(news(), st.dates(date(2028, 12, 1), date(2033, 1, 1)))
def test_the_stretches_of_silence_are_the_days_on_which_it_warns(told: News, day: date) -> None:
    found = silence(told, day)
    assert found is not None
    assert any(first <= day < until for first, until in worrying(told)) == (found.warning is not None)


@given(DAYS, st.integers(0, 400))
def test_an_entry_stands_in_each_month_that_it_may_touch_or_beside_its_years(first: date, length: int) -> None:
    last = first + timedelta(length)
    months = months_of(first, last)
    touched = {(first + timedelta(n)).isoformat()[:7] for n in range(length + 1)}
    assert set(months) in (touched, {month[:4] for month in touched})
    assert len(months) <= 3


@pytest.mark.parametrize(
    ("edtf", "months"),
    [
        ("2020-03-21", ("2020-03",)),
        ("2020-03", ("2020-03",)),
        ("2020-02-25/2020-03-02", ("2020-02", "2020-03")),
        ("2020", ("2020",)),
        ("2019-11/2020-06", ("2019", "2020")),
        ("201X", ()),
    ],
)
def test_months_of_dates_as_reports_give_them(edtf: str, months: tuple[str, ...]) -> None:
    days = possible_days(When(edtf))
    assert days is not None
    assert months_of(*days) == months


@pytest.mark.parametrize("edtf", ["XXXX-01-21", "2020-03/..", "../2020-03"])
def test_a_date_that_is_open_or_has_no_year_stands_in_no_month(edtf: str) -> None:
    assert possible_days(When(edtf)) is None


@pytest.mark.parametrize(
    ("words", "spot"),
    [
        ("Almaty", "KZ:almaty"),
        ("a court in Almaty", "KZ:almaty"),
        ("Ankara, Turkey", "TR:ankara"),
        ("Aqmola region", "KZ"),
        ("Kazakhstan's largest city", "KZ"),
        ("between Almaty and Astana", "KZ"),
        ("outside", None),
        ("from Turkey to Uzbekistan", None),
    ],
)
def test_a_place_is_on_the_map_no_closer_than_its_words(words: str, spot: str | None) -> None:
    found = spot_of(words, Language("en"))
    assert (None if found is None else str(found)) == spot


@pytest.mark.parametrize(("one", "other"), [("KZ:zaisan", "KZ:zaysan"), ("KZ:alma-ata", "KZ:almaty")])
def test_two_names_of_one_town_lead_to_one_place(one: str, other: str) -> None:
    places = [located for _, located in locate([Spot.read(one), Spot.read(other)])]
    assert places[0] == places[1]
    assert places[0].name is not None


def test_what_is_no_town_stands_in_the_middle_of_its_country() -> None:
    ((_, located),) = locate([Spot.read("CN:xinjiang")])
    assert (located.name, located.spot) == (None, Spot("CN"))
    assert list(locate([Spot.read("?")])) == []
