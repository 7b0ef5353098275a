"""Who is named in a story, in which forms, and what the story says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.analysis.cast import Cast
from vigil.analysis.mentions import find_mentions
from vigil.analysis.parts import assign_parts
from vigil.analysis.people import find_cast
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.reading import Person
from vigil.model.text import Story

ENGLISH = Language("en")


def read(text: str) -> Cast:
    segmented = segment(Story(text), ENGLISH)
    return find_cast(segmented, find_mentions(segmented, ENGLISH), None, ENGLISH)


def person(text: str, name: str) -> Person:
    return next(p for p in read(text).people if p.name == name)


def test_surname_given_name_and_order_are_one_person() -> None:
    text = "Merdan Orazov was stopped. Orazov has no papers. Merdan filmed queues. ORAZOV Merdan is on the list."
    cast = read(text)
    assert [p.name for p in cast.people] == ["Merdan Orazov"]
    assert cast.people[0].also == ("Merdan", "ORAZOV Merdan")


def test_spellings_of_one_report_and_stated_aliases_are_one_person() -> None:
    assert len(read("Sairagul Sauytbay fled. Sayragul Sauytbay, 41, was tried.").people) == 1
    aliased = read("Police hold Yidiresi Aishan, also known as Idris Hasan, in Tiflet. Hasan was flown in.")
    assert [(p.name, p.also) for p in aliased.people] == [("Yidiresi Aishan", ("Idris Hasan", "Hasan"))]


def test_two_people_of_one_surname_stay_two_and_the_bare_surname_is_open() -> None:
    cast = read("Zaher Popal and Nasim Popal were heard. Popal was led away.")
    assert [p.name for p in cast.people] == ["Zaher Popal", "Nasim Popal"]
    bare = next(r for r in cast.references if r.text == "Popal")
    assert bare.ids == ()
    assert bare.open


def test_ids_run_in_order_of_appearance() -> None:
    cast = read("Orazov was held. The lawyer Rimma Gaifullina spoke. Merdan Orazov, 24, was silent.")
    assert [(p.id, p.name) for p in cast.people] == [("p1", "Merdan Orazov"), ("p2", "Rimma Gaifullina")]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Merdan Orazov, 24, was held.", 24),
        ("Merdan Orazov (24) was held.", 24),
        ("Merdan Orazov, aged 24, was held.", 24),
        ("The 24-year-old student Merdan Orazov was held.", 24),
        ("Merdan Orazov, thirty-one, was held.", 31),
        ("Merdan Orazov was held. The 24-year-old has no papers.", 24),
        ("Merdan Orazov was held on May 24.", None),
    ],
)
def test_age(text: str, age: int | None) -> None:
    assert person(text, "Merdan Orazov").age == age


def test_ages_in_a_list() -> None:
    people = read("Jalil and Sattar Kanaani, Ahwazi Arab brothers aged 30 and 27, were heard.").people
    assert [(p.name, p.age, p.ethnicity) for p in people] == [
        ("Jalil", 30, "Ahwazi Arab"),
        ("Sattar Kanaani", 27, "Ahwazi Arab"),
    ]


def test_ethnicity_nationality_title_affiliation_with_their_words() -> None:
    text = (
        "Human Rights Watch (HRW) spoke up for Sairagul Sauytbay, an ethnic Kazakh Chinese citizen. "
        '"She is safe," said Laura Mills, Europe and Central Asia researcher at HRW.'
    )
    teacher, researcher = person(text, "Sairagul Sauytbay"), person(text, "Laura Mills")
    assert (teacher.ethnicity, teacher.nationality) == ("Kazakh", "Chinese")
    assert (researcher.title, researcher.affiliation) == ("Europe and Central Asia researcher", "Human Rights Watch")
    story = Story(text)
    assert all(story.holds(e.quote) for p in (teacher, researcher) for e in p.evidence)


def test_a_group_gives_each_of_its_people_the_ethnicity() -> None:
    text = "Kazakhstan is prosecuting two ethnic Kazakhs.\n\nQaster Musakhanuly, 30, and Murager Alimuly, 25, fled."
    assert [p.ethnicity for p in read(text).people] == ["Kazakh", "Kazakh"]


def test_unnamed_people_are_not_people() -> None:
    assert read("A spokeswoman said that the judge had adjourned the hearing.").people == ()


_WORDS = st.lists(
    st.sampled_from(
        [
            "Ali",
            "Orazov",
            "he",
            "her",
            "the",
            "two",
            "men",
            "said",
            ",",
            ".",
            '"',
            "(",
            "30",
            "30-year-old",
            "Judge",
            "Mr",
            "was",
            "arrested",
            "and",
            "lawyer",
            "his",
            "of",
            "Kazakh",
            "A.",
            "in",
            "Almaty",
            "\n\n",
            "'s",
            ":",
            "they",
        ]
    ),
    max_size=40,
)


@given(_WORDS)
def test_any_words_make_a_cast_with_its_words(words: list[str]) -> None:
    text = " ".join(words)
    cast = read(text)
    ids = {p.id for p in cast.people}
    assert all(text[r.span.start : r.span.end] == r.text for r in cast.references)
    assert all(set(r.ids) <= ids for r in cast.references)
    assert all(not (r.open and r.ids) for r in cast.references)
    assert all(Story(text).holds(e.quote) for p in cast.people for e in p.evidence)
    segmented = segment(Story(text), ENGLISH)
    assert [p.id for p in assign_parts(segmented, cast, (), (), ENGLISH)] == [p.id for p in cast.people]
