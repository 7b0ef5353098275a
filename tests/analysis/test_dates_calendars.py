"""Dates of other calendars and days with a name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from vigil.analysis.dates import find_dates
from vigil.analysis.dates_feasts import feast_days
from vigil.analysis.dates_other_calendars import julian_day
from vigil.analysis.dates_tables import date_tables
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.text import Story
from vigil.model.when import When

ENGLISH = Language("en")
TABLES = date_tables(ENGLISH)
PERSIAN: Any = JalaliDate
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def values(text: str, published: str | None = "2020-09-01") -> dict[str, str | None]:
    """Return each mention with its value."""
    found = find_dates(segment(Story(text), ENGLISH), When(published) if published else None, ENGLISH)
    return {m.quote.text: str(m.value) if m.value else None for m in found.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arrested on 30 Dey 1398 in Tehran.", {"30 Dey 1398": "2020-01-20"}),
        ("Arrested on Farvardin 12, 1399.", {"Farvardin 12, 1399": "2020-03-31"}),
        ("She was taken on 15 Asad 1401.", {"15 Asad 1401": "2022-08-06"}),
        ("The judgment of 1398/10/30 stands.", {"1398/10/30": "2020-01-20"}),
        ("In Bahman 1400 the court met.", {"Bahman 1400": "2022-01-21/2022-02-19"}),
        ("He fled in 1398 SH.", {"1398 SH": "2019-03-21/2020-03-19"}),
        # an Islamic day alone is one that was reckoned, not seen
        ("They crossed on 10 Ramadan 1441.", {"10 Ramadan 1441": "2020-05-03~"}),
        ("The order of 1441/05/24.", {"1441/05/24": "2020-01-19~"}),
        # beside ours it is ours
        ("On 10 Ramadan 1441 (4 May 2020).", {"10 Ramadan 1441": "2020-05-04", "4 May 2020": "2020-05-04"}),
        (
            "On 4 May 2020, corresponding to 10 Ramadan 1441.",
            {"4 May 2020": "2020-05-04", "10 Ramadan 1441": "2020-05-04"},
        ),
        ("On 20 January 2020 / 30 Dey 1398.", {"20 January 2020": "2020-01-20", "30 Dey 1398": "2020-01-20"}),
        ("On 1 Muharram (31 August 2019).", {"1 Muharram": "2019-08-31", "31 August 2019": "2019-08-31"}),
        ("Born on 25 October 1917 (Old Style).", {"25 October 1917 (Old Style)": "1917-11-07"}),
        ("Born on October 25, 1917 (O.S.).", {"October 25, 1917 (O.S.)": "1917-11-07"}),
        ("On 6/19 August 2019.", {"6/19 August 2019": "2019-08-19"}),
        ("On 19 August (1 September) 2019.", {"19 August (1 September) 2019": "2019-09-01"}),
        ("On August 19/September 1, 2019.", {"August 19/September 1, 2019": "2019-09-01"}),
        (
            "On 7 January 2020 (25 December, Old Style).",
            {"7 January 2020": "2020-01-07", "25 December, Old Style": "2020-01-07"},
        ),
        ("The order of 12/03/1398.", {"12/03/1398": "2019-06-02"}),
        ("On the feast of Eid al-Adha, 12 August 2019.", {"Eid al-Adha": "2019-08-12", "12 August 2019": "2019-08-12"}),
        ("They fled in Ramadan 2019.", {"Ramadan 2019": "2019-05-06~/2019-06-03~"}),
        ("Held on 27 Rajab 2019.", {"27 Rajab 2019": "2019-04-03~"}),
        ("Seen around Eid al-Fitr 2019.", {"Eid al-Fitr 2019": "2019-06-04~"}),
        # the days that are no pair
        ("On the night of 3/4 August 2019.", {"3/4 August 2019": "2019-08-03/2019-08-04"}),
        ("On 15 March 2019 (16 March 2019 there).", {"15 March 2019": "2019-03-15", "16 March 2019": "2019-03-16"}),
        ("At Easter 2019 he fled.", {"Easter 2019": "2019-04-21"}),
        ("On Orthodox Easter 2019.", {"Orthodox Easter 2019": "2019-04-28"}),
        ("By Nowruz 2020 they were gone.", {"Nowruz 2020": "2020-03-20"}),
    ],
)
def test_the_text_gives_the_year(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected
    assert values(text, None) == expected


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("The sentence was upheld on 22 Bahman.", "22 Bahman", "2020-02-11"),
        ("During Ramadan they were fed once.", "Ramadan", "2020-04-24~/2020-05-23~"),
        ("They were held until Eid al-Fitr.", "Eid al-Fitr", "2020-05-24~"),
        ("He vanished before last Eid al-Adha.", "last Eid al-Adha", "2020-07-31~"),
        ("She was found last Thanksgiving.", "last Thanksgiving", "2019-11-28"),
        ("She will be tried after Thanksgiving.", "Thanksgiving", "2020-11-26"),
        ("He spoke on International Women's Day.", "International Women's Day", "2020-03-08"),
        ("He was freed on Good Friday.", "Good Friday", "2020-04-10"),
    ],
)
def test_the_publication_gives_the_year(text: str, mention: str, expected: str) -> None:
    assert values(text)[mention] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Some 12 Asad loyalists and 7 Mehr reporters came.",
        "Rajab, 25, and Ramadan Karimov fled; so did Safar and Aban Tir.",
        "File no 1398/10/30 is lost.",
        "In the new year, eid, easter and hut are plain words.",
    ],
)
def test_what_is_no_date_of_another_calendar(text: str) -> None:
    assert values(text) == {}


def test_without_a_publication_date_a_movable_day_stays_open() -> None:
    assert values("He was freed on Good Friday.", None) == {"Good Friday": None}
    assert values("He was freed on Christmas Day.", None) == {"Christmas Day": "XXXX-12-25"}


@given(DAYS)
def test_islamic_days_come_back(day: date) -> None:
    theirs = Gregorian(day.year, day.month, day.day).to_hijri()
    name = next(name for name, number in TABLES.calendars.lunar.items() if number == theirs.month).capitalize()
    text = f"Seen on {theirs.day} {name} {theirs.year}."
    assert list(values(text, None).values()) == [f"{day.isoformat()}~"]


@given(DAYS)
def test_persian_days_come_back(day: date) -> None:
    theirs = PERSIAN(day)
    name = next(name for name, number in TABLES.calendars.solar.items() if number == theirs.month).capitalize()
    text = f"Seen on {theirs.day} {name} {theirs.year} ({day.day} {day:%B %Y})."
    assert list(values(text, None).values()) == [day.isoformat()] * 2


@given(st.dates(date(1900, 3, 14), date(2099, 12, 31)))
def test_the_julian_calendar_is_thirteen_days_behind(day: date) -> None:
    theirs = day - timedelta(13)
    assert julian_day(theirs.year, theirs.month, theirs.day) == day


@pytest.mark.parametrize("rule", sorted(set(TABLES.feasts.feasts.values())))
@pytest.mark.parametrize("year", [1999, 2020, 2030])
def test_every_feast_falls_in_its_year(rule: str, year: int) -> None:
    days = feast_days(rule, year)
    assert len(days) == 1 or (rule.startswith("islamic") and len(days) <= 2)
    assert all(day.year == year for day in days)
    if rule.startswith("islamic"):
        assert any(feast_days(rule, year + n) for n in (0, 1))


def test_a_rule_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="not a rule"):
        feast_days("full moon", 2020)
