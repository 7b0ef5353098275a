"""Names of people, organisations and places, in the shapes that reports have."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.analysis.mentions import find_mentions, name_key
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.reading import Mention
from vigil.model.text import Story

ENGLISH = Language("en")


def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(segment(Story(text), ENGLISH), ENGLISH)


def named(text: str, kind: str = "PER") -> list[str]:
    return [m.quote.text for m in mentions(text) if m.type == kind]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Aizhan Ospankyzy, 37, stands accused in Nukus.", ["Aizhan Ospankyzy"]),
        ("The lawyer of Faisal al-Ruqayba said so.", ["Faisal al-Ruqayba"]),
        ("Yesterday Orazov was taken from his flat. Merdan Orazov, 24, studies here.", ["Orazov", "Merdan Orazov"]),
        ("Judge A. Toktonalieva put it off.", ["A. Toktonalieva"]),
        ("MUSAKHANULY Kaster was present.", ["MUSAKHANULY Kaster"]),
        ("Cell 214. Bakhtiyor NORMATOV (Uzbekistan).", ["Bakhtiyor NORMATOV"]),
        ("Police held Ali Hasan oglu for a day.", ["Ali Hasan oglu"]),
        ("Ngo Thi Hanh was told nothing.", ["Ngo Thi Hanh"]),
        ("Two men, Farid and Jamshid, were put on the bus.", ["Farid", "Jamshid"]),
        ("Nilufar K. was freed.", ["Nilufar K."]),
        ("Monday. Ms A., 70, overstayed.", ["Ms A."]),
        ("Laura Mills, Europe researcher at HRW, said so.", ["Laura Mills"]),
        ("Her cousin Sahar got the lashes.", ["Sahar"]),
        ("On Jan 12 lawyers Jan Kowalewicz and Rachel Cross appealed.", ["Jan Kowalewicz", "Rachel Cross"]),
        ("Sun Wei was put on the plane.", ["Sun Wei"]),
        ('Alexander "Sasha" Petrov was seized.', ['Alexander "Sasha" Petrov']),
        ("Olim (not his real name) said he was beaten.", ["Olim"]),
        ("Lai Chi-wai SC argued the appeal.", ["Lai Chi-wai"]),
        ("Mother-of-two Leyla Aliyeva was held.", ["Leyla Aliyeva"]),
        ("Deputy Foreign Minister Karen Abdurahmon declined.", ["Karen Abdurahmon"]),
        ("Sairagul O'Brien-Haddad told the court.", ["Sairagul O'Brien-Haddad"]),
    ],
)
def test_shapes_of_names(text: str, people: list[str]) -> None:
    assert named(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "The hearing was put off until Tuesday.",
        "Prosecutors In Almaty Drop Case Against Two Men",
        "He was flown to Tashkent from Istanbul on 3 May.",
        "The Border Guard Service said nothing.",
        "Friends of the nurse mean to hold a vigil on Wednesday.",
    ],
)
def test_no_person_where_none_is_named(text: str) -> None:
    assert named(text) == []


def test_organisations_and_places() -> None:
    text = "Human Rights Watch (HRW) wrote to the Ministry of Internal Affairs of Kazakhstan in Almaty."
    assert named(text, "ORG")[:2] == ["Human Rights Watch", "HRW"]
    assert "Ministry of Internal Affairs of Kazakhstan" in named(text, "ORG")
    assert named(text, "LOC") == ["Almaty"]


def test_title_and_people_are_apart_from_the_name() -> None:
    text = "Kazakh President Kassym-Jomart Tokayev spoke."
    assert [(m.quote.text, m.type) for m in mentions(text)] == [
        ("Kazakh", "NORP"),
        ("President", "TITLE"),
        ("Kassym-Jomart Tokayev", "PER"),
    ]


def test_a_doubtful_word_is_a_name_where_the_story_shows_it_elsewhere() -> None:
    assert "Mills" in named("Mills came later. The researcher Laura Mills, 40, spoke first.")


def test_keys_part_hyphens_and_fold() -> None:
    assert name_key(["Hakeem", "al-Araïbi"]) == ("hakeem", "al", "araibi")


@given(st.text(alphabet="Aa Bb.,'\"()\n-éĞ1", max_size=120))
def test_mentions_are_verbatim_in_order_and_apart(text: str) -> None:
    story = Story(text)
    found = find_mentions(segment(story, ENGLISH), ENGLISH)
    assert all(story.holds(m.quote) for m in found)
    assert all(a.quote.span.end <= b.quote.span.start for a, b in pairwise(found))
