"""Figures, and the numbers in them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.dates import find_dates
from vigil.analysis.figures import find_figures
from vigil.analysis.numbers import find_numbers, number_data, number_value, ordinal_value
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.reading import Figure, Statement
from vigil.model.text import Quote, Span, Story
from vigil.model.when import When

ENGLISH = Language("en")
NOBODY = Cast((), (), ())


def figures(text: str, statements: tuple[Statement, ...] = (), cast: Cast = NOBODY) -> tuple[Figure, ...]:
    """Return the figures of a text published on 2020-06-12."""
    cut = segment(Story(text), ENGLISH)
    return find_figures(cut, statements, cast, find_dates(cut, When("2020-06-12"), ENGLISH), ENGLISH)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,140", 1140),
        ("2.5", 2.5),
        ("2.5 million", 2_500_000),
        ("2m", 2_000_000),
        ("twenty-one", 21),
        ("two hundred thousand", 200_000),
        ("one hundred and twenty-three", 123),
        ("one thousand and one", 1001),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two three", None),
        ("twenty and thirty", None),
        ("million", None),
        ("and", None),
        ("", None),
        ("people", None),
    ],
)
def test_number_value(text: str, value: float | None) -> None:
    assert number_value(text, number_data(ENGLISH)) == value


@pytest.mark.parametrize(
    ("text", "value"), [("21st", 21), ("third", 3), ("twenty-first", 21), ("three", None), ("th", None)]
)
def test_ordinal_value(text: str, value: int | None) -> None:
    assert ordinal_value(text, number_data(ENGLISH)) == value


@given(st.integers(0, 10**9))
def test_digits_come_back(number: int) -> None:
    assert number_value(str(number), number_data(ENGLISH)) == number
    assert number_value(f"{number:,}", number_data(ENGLISH)) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 20 and 30 men", [("between 20 and 30", (20, 30))]),
        ("10-15 women", [("10-15", (10, 15))]),
        ("2 to 3 million people", [("2 to 3 million", (2_000_000, 3_000_000))]),
        ("hundreds of thousands more", [("hundreds of thousands", None)]),
        ("two and three", [("two", 2), ("three", 3)]),
        ("a further 1.2m people", [("1.2m", 1_200_000)]),
        ("the 21st", []),
    ],
)
def test_find_numbers(text: str, expected: list[tuple[str, object]]) -> None:
    assert [(n.text, n.value) for n in find_numbers(segment(Story(text), ENGLISH), ENGLISH)] == expected


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(["two", "and", "to", "-", "3", "million", "of", "between", "a", ",", "thousands"])
        ).map(" ".join),
    )
)
def test_numbers_lie_in_the_text_in_order(text: str) -> None:
    found = find_numbers(segment(Story(text), ENGLISH), ENGLISH)
    assert all(text[n.span.start : n.span.end] == n.text for n in found)
    assert all(a.last <= b.first for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("An estimated 1 million Uyghurs were being held in camps.", 1_000_000, "Uyghurs"),
        ("More than 12 families left their village.", 12, "families"),
        ("At least 40 people rallied outside the court.", 40, "people"),
        ("Between 140 and 180 men are held there.", (140, 180), "men"),
        ("Courts ordered 19,840 foreign citizens out of the country.", 19_840, "citizens"),
        ("Five men were taken away at dusk.", 5, "men"),
        ("He shared the cell with eleven others.", 11, "others"),
        ("Two more boats are thought to be adrift.", 2, "boats"),
        ("Dozens of supporters chanted his name.", None, "supporters"),
        ("He was held for 76 days in Evin.", 76, "days"),
        ("She walked out of prison after 14 months.", 14, "months"),
        ("The court asked for bail of 5,000 dinars.", 5000, "dinars"),
    ],
)
def test_what_is_a_figure(text: str, value: object, unit: str) -> None:
    [found] = figures(text)
    assert (found.value, found.unit) == (value, unit)
    assert found.quote.text in text
    assert found.what == found.quote.text


@pytest.mark.parametrize(
    "text",
    [
        "Rashid Aliyev, 37, and his wife (29) were sent back.",
        "The 30-year-old nurse fled.",
        "They were charged under article 392 and rule 39.",
        "He got five years in prison and was remanded for 60 days.",
        "A court gave him 15 years.",
        "She was fined 25,000 tenge.",
        "Two officers led him out at seven.",
        "He left her two sons behind on 12 May.",
        "Room 4, 10:30, case no. 7.",
        "They walked 200 metres.",
        "It rose by 29 per cent in 2019.",
        "1. Opening. 2. Closing.",
        "One of them spoke.",
        "The Refugee Convention of 1951 bars penalties.",
        "14 Replies 611 Reposts",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_counts_whose_members_are_all_named_are_none() -> None:
    text = "Police held 6 men."
    span = Span(12, 17)
    six = Cast((), (Reference(span, "6 men", "group", tuple(f"p{n}" for n in range(6))),), ())
    some = Cast((), (Reference(span, "6 men", "group", ("p1", "p2")),), ())
    assert figures(text, cast=six) == ()
    assert len(figures(text, cast=some)) == 1


def test_the_speaker_is_of_the_innermost_statement() -> None:
    text = "The ministry says that the union counted 300 prisoners there."
    outer = Statement("The ministry", Quote(Span(18, len(text)), text[18:]), "asserts", direct=False)
    inner = Statement("the union", Quote(Span(41, 54), text[41:54]), "estimates", direct=False, speaker_id="p4")
    assert figures(text, (outer,))[0].by == "The ministry"
    assert figures(text, (outer, inner))[0].by == "p4"
    assert figures(text)[0].by is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In August 2018 the body said that 1 million people were held.", "2018-08"),
        ("Some 300 men are held there now.", "2020-06-12"),
        ("On 3 May 2019 a crowd came. About 40 people sang.", "2019-05-03"),
        ("Some 300 men were held there.", None),
    ],
)
def test_as_of(text: str, expected: str | None) -> None:
    [found] = figures(text)
    assert (str(found.as_of) if found.as_of else None) == expected


def test_a_figure_told_twice_is_one() -> None:
    found = figures("Police rounded up 31 men. The 31 men were driven off. Later 31 women came.")
    assert [(f.value, f.unit) for f in found] == [(31, "men"), (31, "women")]
