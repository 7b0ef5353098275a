"""Properties: whatever characters a report is made of, it is read, twice alike, and its quotes are its own words."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from vigil.analysis.analyse import analyse
from vigil.checks import check_reading
from vigil.errors import InputError
from vigil.ingest import Limits, Received, decode
from vigil.model.reading import Reading
from vigil.model.report import Capture, Report, report_id
from vigil.model.text import Quote, Story
from vigil.model.when import When
from vigil.story import tell

FEW = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
NAMES = (
    "Gulshirin Atabaeva",
    "Tohti Mamut",
    "O'Brien al-Araibi",
    "A. B. Sadykova",
    "Nur-Sultan Äbil",
    "Мурагер Алимулы",
)
SENTENCES = (
    "{a}, 34, a Uyghur trader, was detained in Almaty on 3 May 2019.",
    'His lawyer, {b}, said: "He will be tortured if he is returned to China," and asked the court to release him.',
    "The court put the case off until 21 January; {a} and {b} face extradition to Uzbekistan",
    "Police arrested 1,200 people, among them {b} and her two brothers.",
    "We call on Kazakhstan to release {a} immediately and not to deport her!",
    "{b} fled on Monday. She was sentenced to five years in prison, her husband {a} told AFP.",
    "- 14.00. {a}. Appeal against refusal of refugee status",
)
FOREIGN = (
    "Суд отказал ему в убежище.",
    "قالت المحكمة إنها أجلت الجلسة",
    "法院将审判推迟到1月21日。",
    "ศาลเลื่อนการพิจารณาคดี",
    "👩‍👩‍👧‍👦🇰🇿",
)
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202e\u2060\u2066\u2067\u2069\ufeff\ufe0f"
MARKS = "\u0301\u0323\u0337\u0489\u0653\u05bc\u20dd"
CHARS = st.sampled_from(UNSEEN + MARKS + "👩🇰₿²½٣Ǆŉİßﬁ'’\"“”«‘(—-…。.,;:!?\t\u00a0\u2028\u0085\n")


def scattered(words: str, chars: list[tuple[int, str]]) -> str:
    """Return the words with each character put in at its place."""
    for at, char in chars:
        cut = at % (len(words) + 1)
        words = words[:cut] + char + words[cut:]
    return words


def unpunctuated(words: str) -> str:
    return re.sub(r"[^\w\s]", "", words)


def as_written(words: str) -> str:
    return words


SHAPES: tuple[Callable[[str], str], ...] = (as_written, str.upper, str.lower, str.title, unpunctuated)


@st.composite
def passages(draw: st.DrawFn) -> str:
    sentence = draw(st.sampled_from(SENTENCES)).format(a=draw(st.sampled_from(NAMES)), b=draw(st.sampled_from(NAMES)))
    shaped = draw(st.sampled_from(SHAPES))(sentence)
    return scattered(shaped, draw(st.lists(st.tuples(st.integers(0, 200), CHARS), max_size=5)))


TEXTS = st.lists(passages() | st.sampled_from(FOREIGN) | st.text(max_size=12), min_size=1, max_size=6).flatmap(
    lambda parts: st.sampled_from(("\n\n", "\n", " ", "")).map(lambda joint: joint.join(parts))
)


def quotes_of(value: object) -> list[Quote]:
    """Return every quote in a value, however deep."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [q for part in value for q in quotes_of(part)]
    fields = getattr(value, "__dataclass_fields__", ())
    return [q for name in fields for q in quotes_of(getattr(value, name))]


def checked(report: Report) -> Reading:
    """Return what a report says, after checking that it says it in its own words, and twice the same."""
    reading = analyse(report)
    text = report.story.text
    for quote in quotes_of(reading):
        assert quote.text
        assert text[quote.span.start : quote.span.end] == quote.text
    check_reading(report, reading)
    assert analyse(report) == reading
    return reading


def as_story(text: str) -> Report:
    """Return a report whose story is exactly the text."""
    capture = Capture("0" * 64, "text/plain")
    return Report(report_id(capture), capture, Story(text), When("2020-01-10"), None, None, language="en")


@FEW
@given(TEXTS)
def test_a_hostile_story_is_read_in_its_own_words(text: str) -> None:
    assume(text.strip())
    checked(as_story(text))


@FEW
@given(TEXTS, st.booleans())
def test_a_hostile_page_is_read_in_its_own_words(text: str, html: bool) -> None:
    page = "".join(f"<p>{escape(p)}</p>" for p in text.split("\n\n")) if html else text
    source = f"<html><body><article>{page}</article></body></html>" if html else page
    try:
        report = tell(decode(Received.of("page", source.encode()), Limits()), retrieved_on=None, published=None)
    except InputError:
        return
    checked(replace(report, language="en"))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "e" + "\u0301" * 5000,
        '"' * 5000,
        "(" * 3000 + ")" * 3000,
        ". " * 3000,
        ", " * 3000,
        "the lawyer of " * 500,
        "He said that she said that " * 300,
        "Ali Bek, whose brother, " * 300,
        "Ali Bek, also known as Marat Sample, " * 200,
        "O'" * 3000,
        "a-" * 3000,
        "https://example.org/" + "a/" * 3000,
        " ".join(f"{n} May 20{n % 20:02}," for n in range(1, 400)),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_a_run_of_one_thing_is_read(text: str) -> None:
    checked(as_story(f"Ali Bek was detained in Almaty on 3 May 2019. {text} Ali Bek was released."))


def test_signs_that_nobody_sees_do_not_hide_a_name_or_what_happened() -> None:
    report = as_story("Tohti Ma\u200bmut, 44, was det\u00adained in Al\u2060maty on 3 M\u200bay 2019.")
    reading = checked(report)
    assert [(p.name, p.age) for p in reading.people] == [("Tohti Ma\u200bmut", 44)]
    assert [(e.type, e.who) for e in reading.events] == [("detention", ("p1",))]


def test_a_long_sentence_without_stops_is_read_to_its_end() -> None:
    filler = "and the road went on past fields and villages " * 60
    reading = checked(as_story(f"Tohti Mamut was detained in Almaty {filler}and Tohti Mamut was released on bail"))
    assert {e.type for e in reading.events} >= {"detention", "release"}


CAPITALS = (
    "COURT IN OSKEMEN DELAYS RULING ON UYGHUR TRADER\n\n"
    "TOHTI MAMUT, 44, WAS DETAINED IN ALMATY ON 3 MAY 2019, SAID HIS LAWYER, SAULE BEKOVA.\n\n"
    "THE COURT PUT THE CASE OFF UNTIL 21 JANUARY. A CANDLE-LIT VIGIL IS PLANNED IN HONG KONG."
)


def test_a_story_in_capitals_names_its_people_and_no_common_words() -> None:
    reading = checked(as_story(CAPITALS))
    assert {p.name for p in reading.people} == {"TOHTI MAMUT", "SAULE BEKOVA"}
    assert "HONG KONG" in {m.quote.text for m in reading.mentions if m.type == "LOC"}
    assert {e.type for e in reading.events} >= {"detention", "adjournment"}


def test_marks_of_direction_are_left_out_of_the_story() -> None:
    words = (
        "\u2068Tohti Mamut\u2069, 44, was \u202bdetained\u202c in\u200f Almaty on 3 May 2019. His lawyer was not told."
    )
    page = decode(Received.of("page", words.encode()), Limits())
    report = tell(page, retrieved_on=None, published=None)
    assert report.story.text.startswith("Tohti Mamut, 44, was detained in Almaty")
    assert [p.name for p in checked(replace(report, language="en")).people] == ["Tohti Mamut"]
