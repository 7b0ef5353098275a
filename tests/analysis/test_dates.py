"""Expressions of time and their values."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.analysis.dates import Dates, find_dates
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.text import Story
from vigil.model.when import When

ENGLISH = Language("en")
FRIDAY = "2020-01-10"


def read(text: str, published: str | None) -> Dates:
    """Return the dates of a text."""
    return find_dates(segment(Story(text), ENGLISH), When(published) if published else None, ENGLISH)


def values(text: str, published: str | None = FRIDAY) -> dict[str, str | None]:
    """Return each mention with its value."""
    return {m.quote.text: str(m.value) if m.value else None for m in read(text, published).mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signed on January 9, 2019.", {"January 9, 2019": "2019-01-09"}),
        ("Signed on 9 January 2019.", {"9 January 2019": "2019-01-09"}),
        ("Signed on the 9th of January, 2019.", {"the 9th of January, 2019": "2019-01-09"}),
        ("Signed on 2019-01-09 and on 25.12.", {"2019-01-09": "2019-01-09", "25.12": "2019-12-25"}),
        ("Signed 2019-01-09 and 09.01.2018.", {"2019-01-09": "2019-01-09", "09.01.2018": "2018-01-09"}),
        ("Held on Wed, 9 Jan. 2019 there.", {"Wed, 9 Jan. 2019": "2019-01-09"}),
        ("They fled in August 2018.", {"August 2018": "2018-08"}),
        ("They fled in 2018, not before.", {"2018": "2018"}),
        ("Since the 1990s they wait.", {"the 1990s": "199X"}),
        ("They came in the spring of 2017.", {"the spring of 2017": "2017-03/2017-05"}),
        ("He crossed in early October 2019.", {"early October 2019": "2019-10-01/2019-10-10"}),
        ("He crossed in mid-March 2019.", {"mid-March 2019": "2019-03-11/2019-03-20"}),
        ("They sat from 3 to 5 May 2019.", {"from 3 to 5 May 2019": "2019-05-03/2019-05-05"}),
        ("Held from May 23 to August 1, 2018.", {"from May 23 to August 1, 2018": "2018-05-23/2018-08-01"}),
        ("It ran between 2014 and 2017.", {"between 2014 and 2017": "2014/2017"}),
        ("It closed in May-June 2019.", {"May-June 2019": "2019-05/2019-06"}),
        ("Held in March, April and May 2019.", {"March": "2019-03", "April": "2019-04", "May 2019": "2019-05"}),
        ("Due on the first Monday of March 2021.", {"the first Monday of March 2021": "2021-03-01"}),
        ("On the night of Friday, March 8, 2019.", {"the night of Friday, March 8, 2019": "2019-03-08"}),
        ("It ran in the years 2015 to 2018.", {"the years 2015 to 2018": "2015/2018"}),
        ("It was closed in nineteen ninety-six.", {"nineteen ninety-six": "1996"}),
        ("Freed in October two thousand and four.", {"October two thousand and four": "2004-10"}),
        ("On the third of May, twenty eighteen.", {"the third of May, twenty eighteen": "2018-05-03"}),
        ("He came in the late '80s.", {"the late '80s": "198X"}),
        ("It fell in the second half of 2018.", {"the second half of 2018": "2018-07/2018-12"}),
        ("He was seen around 10 May 2019.", {"10 May 2019": "2019-05-10~"}),
    ],
)
def test_full_dates(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected
    assert values(text, None) == expected


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("She was freed yesterday.", "yesterday", "2020-01-09"),
        ("The court sat this morning.", "this morning", "2020-01-10"),
        ("The plane took off last night.", "last night", "2020-01-09"),
        ("A rally will be held tomorrow.", "tomorrow", "2020-01-11"),
        ("Police arrested him on Monday.", "Monday", "2020-01-06"),
        ("The court will rule on Monday.", "Monday", "2020-01-13"),
        ("The judge convicted him on Friday.", "Friday", "2020-01-10"),
        ("He was taken last Friday.", "last Friday", "2020-01-03"),
        ("The hearing is set for next Thursday.", "next Thursday", "2020-01-16"),
        ("He vanished on Wednesday of last week.", "Wednesday of last week", "2020-01-01"),
        ("They were beaten last week.", "last week", "2019-12-30/2020-01-05"),
        ("She was flown out last month.", "last month", "2019-12"),
        ("He applied last year.", "last year", "2019"),
        ("He fled last October.", "last October", "2019-10"),
        ("They were held last autumn.", "last autumn", "2019-09/2019-11"),
        ("He was extradited three years ago.", "three years ago", "2017"),
        ("He died two days ago.", "two days ago", "2020-01-08"),
        ("They walked over in October.", "October", "2019-10"),
        ("He will stand trial in October.", "October", "2020-10"),
        ("They went on trial on January 6.", "January 6", "2020-01-06"),
        ("He was stopped on 29 November.", "29 November", "2019-11-29"),
        ("He was held in March last year.", "March last year", "2019-03"),
        ("The visa was cancelled on the 3rd.", "the 3rd", "2020-01-03"),
        # a weekday beside a day gives the year
        ("The case was opened on Saturday, 18 January.", "Saturday, 18 January", "2020-01-18"),
        ("The case was opened on Friday, 18 January.", "Friday, 18 January", "2019-01-18"),
        ("The case was opened on Monday, 18 January.", "Monday, 18 January", "2019-01-18"),  # a slip
        ("They will meet this coming Sunday, January 12.", "this coming Sunday, January 12", "2020-01-12"),
        ("He was beaten earlier in the week.", "earlier in the week", "2020-01-06/2020-01-09"),
        ("He was stopped last Nov. 29.", "last Nov. 29", "2019-11-29"),
        # the past verb is far off, and the day is soon
        (
            "A panel of three judges listed the appeal of both men for argument on 3 February.",
            "3 February",
            "2020-02-03",
        ),
        # "Monday's ruling" has come, whatever will be done about it
        ("She will appeal against Monday's ruling.", "Monday", "2020-01-06"),
        ("She will speak at Monday's hearing.", "Monday", "2020-01-13"),
        ("Monday's hearing will be short.", "Monday", "2020-01-13"),
        # whose verb it is
        ("He planned to leave on Sunday.", "Sunday", "2020-01-12"),
        ("He had been due to appear on Wednesday.", "Wednesday", "2020-01-08"),
        ("They announced the plan on Wednesday.", "Wednesday", "2020-01-08"),
        ("Until Thursday he was held in a cellar.", "Thursday", "2020-01-09"),
        ("He is held until Thursday.", "Thursday", "2020-01-16"),
        ("In April, after the raid, he was fined.", "April", "2019-04"),
        # a season alone
        ("They annulled her permit in the summer.", "the summer", "2019-06/2019-08"),
        ("He will be tried in the spring.", "the spring", "2020-03/2020-05"),
        ("They have waited since the autumn.", "the autumn", "2019-09/2019-11"),
        ("He must be gone by the year's end.", "the year's end", "../2020-12-31"),
        ("She was seen a couple of weeks ago.", "a couple of weeks ago", "2019-12-27"),
        ("Arrests rose in the fourth quarter.", "the fourth quarter", "2019-10/2019-12"),
        ("Arrests rose in the first quarter.", "the first quarter", "2020-01/2020-03"),
    ],
)
def test_told_from_the_publication(text: str, mention: str, expected: str) -> None:
    assert values(text)[mention] == expected


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("They went on trial on January 6.", "January 6", "XXXX-01-06"),
        ("They walked over in October.", "October", "XXXX-10"),
        ("Police arrested him on Monday.", "Monday", None),
        ("She was freed yesterday.", "yesterday", None),
        ("They were beaten last week.", "last week", None),
        ("He applied last year.", "last year", None),
        ("The visa was cancelled on the 3rd.", "the 3rd", None),
        ("He was taken on 15 January. The next day he was put on a bus.", "The next day", "XXXX-01-16"),
        ("He was taken on 31 December. The next day he was put on a bus.", "The next day", None),
    ],
)
def test_without_a_publication_date_no_year_is_given(text: str, mention: str, expected: str | None) -> None:
    assert values(text, None)[mention] == expected


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("He was arrested on 3 May 2018. Two days later he was flown home.", "Two days later", "2018-05-05"),
        ("He was arrested on 3 May 2018. The same day a court sat.", "The same day", "2018-05-03"),
        ("He was arrested on 3 May 2018. That evening he was beaten.", "That evening", "2018-05-03"),
        ("He was arrested on 3 May 2018. Late in the day he was freed.", "Late in the day", "2018-05-03"),
        ("She left in May 2018. The following month she was recognised.", "The following month", "2018-06"),
        ("She left in July 2018 and applied that September.", "that September", "2018-09"),
        ("It broke off in 2018. Two years later he was taken.", "Two years later", "2020"),
        (
            "A court refused him on 16 December 2018; four days before, Geneva had written.",
            "four days before",
            "2018-12-12",
        ),
        ("He was arrested on 3 May 2018 and sentenced in October of that year.", "October of that year", "2018-10"),
        ("On 8 June 2019 they took him. On the 11th he was gone.", "the 11th", "2019-06-11"),
        ("They were deported on 5 July 2019 two days after a court had fined them.", "two days after", "2019-07-03"),
    ],
)
def test_told_from_the_day_last_told(text: str, mention: str, expected: str) -> None:
    assert values(text, "2020-12-01")[mention] == expected


def test_a_day_put_off_to_is_not_the_day_last_told() -> None:
    text = "The trial began on 3 May 2018 and was adjourned until 9 July. The next day he was freed."
    assert values(text)["The next day"] == "2018-05-04"


@pytest.mark.parametrize(
    ("text", "published", "mention", "expected"),
    [
        # reading guide, note 19: the year of the dated events around it
        ("A court refused to extradite her in August 2018. She fled in April and testified.", "2020-01-10", "April", "2018-04"),
        ("A court refused to extradite her in August 2018. She fled in April and testified.", None, "April", "2018-04"),
        ("They crossed on 1 October 2019. On 14 October they met reporters.", "2020-10-20", "14 October", "2019-10-14"),
        # else the publication's
        ("He has lived there since 2015. In November police came for him.", "2020-01-29", "November", "2019-11"),
        ("He was judged in 2014. The appeal is listed for 20 February.", "2018-01-30", "20 February", "2018-02-20"),
        # across the turn of the year
        ("The judge adjourned the hearing until January 21.", "2019-12-30", "January 21", "2020-01-21"),
        ("The judge put the case off until 21 January.", "2020-01-22", "21 January", "2020-01-21"),
        ("He was arrested on 3 November.", "2020-10-20", "3 November", "2019-11-03"),
        ("A vigil is planned for 26 November.", "2022-11-03", "26 November", "2022-11-26"),
    ],
)  # fmt: skip
def test_years(text: str, published: str | None, mention: str, expected: str) -> None:
    assert values(text, published)[mention] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Aged 30, he may face 15 years in prison.",
        "He was held for 14 months and freed after two weeks.",
        "Article 392 of the 1951 Refugee Convention protects him.",
        "Some 2000 people marched; the second of them fell.",
        "The man, 25, may appeal. March on, they sang.",
        "A fine of $2019 and 1,984 roubles.",
        "The 24-year-old sat in room 12 of the 9th court.",
        "After the fall of Kabul the summer camp closed.",
        "Twenty nineteen-year-olds and two thousand people came.",
        "Some of the men, from 4.6 million to 12.04 million, were for 11/12 people.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == {}


def test_times_of_the_day_stay_with_their_day() -> None:
    [mention] = read("The bus left at 10 a.m. on Tuesday.", FRIDAY).mentions
    assert (mention.quote.text, str(mention.value), mention.timex) == (
        "10 a.m. on Tuesday",
        "2020-01-07",
        "2020-01-07T10:00",
    )
    [mention] = read("They came on Monday night.", FRIDAY).mentions
    assert (str(mention.value), mention.timex) == ("2020-01-06", "2020-01-06TNI")


def test_what_is_told_vaguely_has_no_date() -> None:
    text = "He was held several years ago. A few months ago he was freed, and a week or so ago he fled."
    assert [(m.quote.text, m.value, m.timex) for m in read(text, FRIDAY).mentions] == [
        ("several years ago", None, "PAST_REF"),
        ("A few months ago", None, "PAST_REF"),
        ("a week or so ago", None, "PAST_REF"),
    ]


def test_month_of_publication_settles_months_but_not_days() -> None:
    found = values("He was seen on Monday. She left last month. They met on 2 November.", "2023-11")
    assert found == {"Monday": None, "last month": "2023-10", "2 November": "2023-11-02"}


WORDS = st.sampled_from(
    [
        "on", "in", "the", "until", "by", "since", "last", "next", "this", "that", "same", "two", "days", "later", "ago", "3", "31", "May", "February", "29", "2019", "XXXX", "Monday",
        "night", "of", "early", "mid", "to", "and", "from", "between", "year", "week", "month", "weekend", "yesterday", "1999-12-31", "30.02.2020", "27/2", "quarter", "first", "21st",
        "century", "winter", "autumn", "New", "Year", "Christmas", ",", ".", "-", "will", "was", "court", "\n", "9999", "1800s", "day", "after", "before", "a", "hundred", "thousand", "million",
        "Ramadan", "Mehr", "1398", "1441", "(", ")", "/", "AH", "Old Style", "Easter", "Thanksgiving", "Eid al-Fitr", "1398/10/30", "his arrest", "arrested", "around", "eve of", "p.m.", "noon", "12:30",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=60))
PUBLISHED = st.sampled_from(
    [None, "2020-02-29", "2019-12-31", "2020-01-01", "2023-06", "2021", "XXXX-01-05", "0001-01-01"]
)


@given(TEXTS, PUBLISHED)
@settings(max_examples=300)
def test_any_text_is_read(text: str, published: str | None) -> None:
    dates = read(text, published)
    spans = [e.span for e in dates.expressions]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[m.quote.span.start : m.quote.span.end] == m.quote.text for m in dates.mentions)


@given(TEXTS)
@settings(max_examples=300)
def test_without_a_publication_date_years_are_the_texts_own(text: str) -> None:
    if re.search(r"century|decade|later|year|\d\ds|/|1398|1441", text):  # years counted from years of the text
        return
    given_years = set(re.findall(r"\d{4}", text)) | {f"20{y}" for y in re.findall(r"\d\d", text)}
    neighbours = {str(int(y) + n) for y in given_years for n in (-1, 0, 1)}
    for mention in read(text, None).mentions:
        years = re.findall(r"(?<![-\d])\d{4}", str(mention.value))
        assert set(years) <= neighbours


@pytest.mark.parametrize(
    "piece",
    [
        "3 May ",
        "1-",
        "two ",
        "the first ",
        "May May ",
        "2019/",
        "20.",
        "between 3 and ",
        "last next ",
        "a a ",
        "He fled on 3 May. Two days after his release he wept. ",
        "12 Rajab / 3 May ",
    ],
)
def test_long_lines_are_read(piece: str) -> None:
    """A line of 20,000 characters: quadratic reading of one of these takes minutes."""
    text = piece * (20_000 // len(piece))
    assert all(m.quote.span.end <= len(text) for m in read(text, FRIDAY).mentions)
