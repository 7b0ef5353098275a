"""Times counted from an event, or from a date that stands with them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.analysis.dates import find_dates
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.text import Span, Story
from vigil.model.when import When

ENGLISH = Language("en")


def day_of(text: str, trigger: str, published: str | None = "2019-07-05") -> str | None:
    """Return the date of what happens at the last ``trigger`` of a text."""
    cut = segment(Story(text), ENGLISH)
    at = text.rindex(trigger)
    sentence = cut.sentence_at(at)
    assert sentence is not None
    dates = find_dates(cut, When(published) if published else None, ENGLISH)
    dated = dates.for_trigger(cut, Span(at, at + len(trigger)), sentence)
    return str(dated.value) if dated and dated.value else None


TOLD = "Police arrested Anvar on 3 May 2019. A court met a week later. "


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        # the event was told, and others after it
        (TOLD + "Two days after his arrest he was flown home.", "flown", "2019-05-05"),
        (TOLD + "Two days after his arrest he was flown home.", "arrest", None),
        (TOLD + "He had been followed since the week before his detention.", "detention", None),
        ("Farid was detained on Monday and was deported three days after the arrest.", "deported", "2019-07-04"),
        # its date stands with it
        ("Two days after his arrest on 3 May 2019, he was charged.", "charged", "2019-05-05"),
        ("Two days after his arrest on 3 May 2019, he was charged.", "arrest", "2019-05-03"),
        ("He was charged two days after his arrest on 3 May.", "charged", "2019-05-05"),
        ("Two weeks after the raid of 10 May, the family fled.", "fled", "2019-05-24"),
        ("The day after Christmas they came for him.", "came", "2018-12-26"),
        ("A week before Ramadan 2019 the family fled.", "fled", "2019-04-29~"),
        ("He fell ill on the eve of the hearing of 12 June.", "ill", "2019-06-11"),
        # it is told below
        ("Two days after his arrest he was taken to court. He had been arrested on 3 May.", "taken", "2019-05-05"),
        # nothing else is known: counted from the day last told
        ("She fled on 3 May 2019. The day after the storm she was stopped.", "stopped", "2019-05-04"),
        ("They were deported on 1 July 2019 two days after a court had fined them.", "fined", "2019-06-29"),
    ],
)
def test_what_is_counted_from(text: str, trigger: str, expected: str | None) -> None:
    assert day_of(text, trigger) == expected


def test_a_year_earlier_looks_back_and_the_story_stays() -> None:
    text = "She was freed on 4 March 2018. A year earlier she had fled Tashkent. Two days later she was gone."
    assert day_of(text, "fled") == "2017"
    assert day_of(text, "gone") == "2018-03-06"


def test_a_year_earlier_without_an_earlier_date_is_told_from_the_publication() -> None:
    text = "Of 24 cases (a year earlier: 22), two ended well."
    assert [str(m.value) for m in find_dates(segment(Story(text), ENGLISH), When("2019-07-05"), ENGLISH).mentions] == [
        "2018"
    ]


DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(DAYS, st.integers(2, 90), st.sampled_from(["after", "before"]))
def test_days_are_counted_from_the_date_beside_the_event(day: date, count: int, side: str) -> None:
    text = f"He was charged {count} days {side} his arrest on {day.day} {day:%B %Y}."
    counted = day + timedelta(count if side == "after" else -count)
    assert day_of(text, "charged", None) == counted.isoformat()
    assert day_of(text, "arrest", None) == day.isoformat()
