"""Dates in words: nothing unknown is left unsaid."""

from datetime import date

import pytest

from vigil.languages.spoken import days_until, spoken_date
from vigil.model.when import When


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (None, "no date given"),
        ("2020-01-21", "21 January 2020"),
        ("2019-10", "October 2019"),
        ("2018", "2018"),
        ("XXXX-01-21", "21 January, year not given"),
        ("XXXX-10", "October, year not given"),
        ("2019-10-01/2019-10-14", "between 1 October 2019 and 14 October 2019"),
        ("../2020", "2020 or earlier"),
        ("2020/..", "2020 or later"),
        ("2020-05~", "about May 2020"),
        ("2020-24", "winter 2020"),
        ("199X", "the 1990s"),
        ("2020-01-06T14:30", "6 January 2020 at 14:30"),
    ],
)
def test_a_date_is_said_in_words(edtf: str | None, said: str) -> None:
    assert spoken_date(None if edtf is None else When(edtf)) == said


def test_days_until_counts_from_the_first_possible_day() -> None:
    today = date(2020, 1, 12)
    assert days_until(When("2020-01-21"), today) == 9
    assert days_until(When("2020-01"), today) == 0
    assert days_until(When("2020-01-06"), today) == -6
    assert days_until(When("XXXX-01-21"), today) is None
