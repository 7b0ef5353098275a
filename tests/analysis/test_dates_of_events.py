"""Which time dates an event."""

from __future__ import annotations

import pytest

from vigil.analysis.dates import Dated, Dates, find_dates
from vigil.analysis.segment import Segmented, Sentence, segment
from vigil.languages import Language
from vigil.model.text import Span, Story
from vigil.model.when import When

ENGLISH = Language("en")


def place(text: str, words: str, published: str = "2020-06-12") -> tuple[Segmented, Dates, Span, Sentence]:
    """Return the text cut up, its dates, and where the event's words stand."""
    cut = segment(Story(text), ENGLISH)
    start = text.index(words)
    sentence = cut.sentence_at(start)
    assert sentence is not None
    return cut, find_dates(cut, When(published), ENGLISH), Span(start, start + len(words)), sentence


def dated(text: str, words: str, *, session: bool = False) -> str | None:
    """Return the date of the event named by ``words``."""
    cut, dates, trigger, sentence = place(text, words)
    found = dates.for_trigger(cut, trigger, sentence, session=session)
    return str(found.value) if found and found.value else None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He was arrested on May 3 and charged on June 1.", "arrested", "2020-05-03"),
        ("He was arrested on May 3 and charged on June 1.", "charged", "2020-06-01"),
        ("On 4 June, guards beat two men in the yard.", "beat", "2020-06-04"),
        ("A court on Tuesday acquitted the teacher.", "acquitted", "2020-06-09"),
        ("Police have held her since 29 May.", "held", "2020-05-29"),
        ("Lawyers will appeal by Thursday.", "appeal", "2020-06-18"),
        ("He left in 2012, settled abroad, and was deported in March 2019.", "left", "2012"),
        ("He left in 2012, settled abroad, and was deported in March 2019.", "deported", "2019-03"),
        ("In a May 20 statement, the union called for his release.", "statement", "2020-05-20"),
        ("Monday's hearing lasted an hour.", "hearing", "2020-06-08"),
        ("The order of 2 May was quashed.", "order", "2020-05-02"),
        ("They were flown out on 5 June two days after a court had fined them.", "fined", "2020-06-03"),
        ("They were flown out on 5 June two days after a court had fined them.", "flown out", "2020-06-05"),
        ("The brothers, who fled in 2016, were detained on Monday.", "fled", "2016"),
        ("The brothers, who fled in 2016, were detained on Monday.", "detained", "2020-06-08"),
        ("He was held in Erzurum between 2014 and 2017.", "held", "2014/2017"),
        ("He was fined on 3 June. That evening he was let go.", "let go", "2020-06-03"),
    ],
)  # fmt: skip
def test_the_nearest_in_the_clause(text: str, words: str, expected: str) -> None:
    assert dated(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The judge adjourned the case until 21 July.", "adjourned"),
        ("He was remanded in custody until 30 June.", "remanded"),
        ("He was deported. On 3 June his wife wrote to the court.", "deported"),
        ("On 3 June the court wrote to a man whose brother had been tortured.", "tortured"),
        ("She asked on Monday that his appeal be heard.", "appeal"),
        ("He faces 15 years and has been beaten.", "beaten"),
    ],
)
def test_no_date_rather_than_a_doubtful_one(text: str, words: str) -> None:
    assert dated(text, words) is None


def test_the_day_put_off_to() -> None:
    _, dates, trigger, sentence = place("On 3 June the judge adjourned the case until 21 July.", "adjourned")
    found = dates.put_off_to(trigger, sentence)
    assert isinstance(found, Dated)
    assert str(found.value) == "2020-07-21"
    assert dates.put_off_to(Span(0, 4), place("He was freed in May.", "freed")[3]) is None


def test_the_dateline_dates_nothing() -> None:
    text = "ALMATY, June 12, 2020 (Steppe Wire) - A court has convicted two herders."
    assert dated(text, "convicted") is None
    assert dated(text.replace("has convicted", "on Tuesday convicted"), "convicted") == "2020-06-09"


def test_a_log_lends_its_date_to_its_line() -> None:
    text = "2019-05-18: Police raid a flat. The three are led away.\n\n2019-06-02: First seen."
    assert dated(text, "led away") == "2019-05-18"
    assert dated(text, "First seen") == "2019-06-02"


def test_a_dated_heading_lends_its_date_to_its_section() -> None:
    text = "4. Judgment of 21 May 2020. Both were found guilty. Each got a year.\n\n5. Bail. None was set."
    assert dated(text, "found guilty") == "2020-05-21"
    assert dated(text, "got a year") == "2020-05-21"
    assert dated(text, "None was set") is None


def test_a_list_of_hours_has_the_day_of_its_heading() -> None:
    text = "Court list, Monday 4 May 2020\n\n09:30 Two herders. Sentence passed.\n\n10:15 A nurse. Bail refused on 6 May.\n\nThe clerk left."
    assert dated(text, "passed") == "2020-05-04"
    assert dated(text, "refused") == "2020-05-06"
    assert dated(text, "left") is None


def test_a_session_goes_on() -> None:
    text = "The trial began on 6 May. Only two witnesses testified before the judge put it off until 21 June."
    assert dated(text, "testified") is None
    assert dated(text, "testified", session=True) == "2020-05-06"
    assert dated(text, "put it off", session=True) == "2020-05-06"
    assert dated("She walked over on 6 May. Two men testified.", "testified", session=True) is None


def test_look_ups() -> None:
    text = "He was held for 40 days in May 2019. He left in June."
    cut, dates, _, sentence = place(text, "held")
    assert [text[e.span.start : e.span.end] for e in dates.within(sentence.span)] == ["May 2019"]
    assert dates.tells_how_long(Span(text.index("40"), text.index("40") + 2))
    assert dates.tells_when(Span(text.index("2019"), text.index("2019") + 1))
    assert not dates.tells_when(Span(0, 2))
    told = dates.told_before(cut.sentences[1].span)
    assert told is not None
    assert str(told.value) == "2019-05"
