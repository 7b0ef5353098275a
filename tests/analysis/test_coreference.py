"""Whom pronouns and noun phrases speak of, and where they are left open."""

import pytest

from vigil.analysis.cast import Reference
from vigil.analysis.mentions import find_mentions
from vigil.analysis.people import find_cast
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")


def references(text: str) -> tuple[dict[str, str], list[Reference]]:
    segmented = segment(Story(text), ENGLISH)
    cast = find_cast(segmented, find_mentions(segmented, ENGLISH), None, ENGLISH)
    return {p.id: p.name for p in cast.people}, list(cast.references)


def whom(text: str, words: str) -> list[str]:
    names, found = references(text)
    last = [r for r in found if r.text == words][-1]
    return [names[i] for i in last.ids]


TWO = "Kazakhstan tries two ethnic Kazakhs.\n\nQaster Musakhanuly, 30, and Murager Alimuly, 25, crossed in October. "


@pytest.mark.parametrize("words", ["They", "The two", "The pair", "Both men", "The defendants", "These men"])
def test_the_two_men(words: str) -> None:
    assert whom(f"{TWO}{words} were taken to Zaisan.", words) == ["Qaster Musakhanuly", "Murager Alimuly"]


def test_two_ethnic_kazakhs_are_those_named_after() -> None:
    assert whom(TWO, "two ethnic Kazakhs") == ["Qaster Musakhanuly", "Murager Alimuly"]


def test_an_age_or_a_trade_tells_who() -> None:
    assert whom(f"{TWO}The 30-year-old was ill.", "The 30-year-old") == ["Qaster Musakhanuly"]
    text = "A nurse was held.\n\nGulshirin Atabaeva, 37, runs a channel. Friends of the nurse met."
    assert whom(text, "the nurse") == ["Gulshirin Atabaeva"]
    assert whom(text, "A nurse") == ["Gulshirin Atabaeva"]


def test_a_lawyer_speaks_of_the_client() -> None:
    text = "Merdan Orazov was held on Friday. His lawyer, Rimma Gaifullina, said he had been beaten. She had seen him."
    assert whom(text, "he") == ["Merdan Orazov"]
    assert whom(text, "She") == ["Rimma Gaifullina"]
    assert whom(text, "him") == ["Merdan Orazov"]


def test_gender_decides() -> None:
    text = "Mr Azamat Karimov met Ms Dilnoza Saidova on Monday. She gave him the letter."
    assert whom(text, "She") == ["Dilnoza Saidova"]
    assert whom(text, "him") == ["Azamat Karimov"]


def test_two_possible_answers_are_left_open() -> None:
    _, found = references("Police held Azamat Karimov and Rustam Saidov on Monday. He was beaten.")
    pronoun = next(r for r in found if r.text == "He")
    assert pronoun.open
    assert pronoun.ids == ()


def test_others_are_never_those_named() -> None:
    assert whom(f"{TWO}Two other Kazakhs were freed.", "Two other Kazakhs") == []
    assert whom(f"{TWO}A spokeswoman said so.", "A spokeswoman") == []


def test_i_is_the_speaker() -> None:
    assert whom('Merdan Orazov wept. "I was beaten," said Orazov.', "I") == ["Merdan Orazov"]
    assert whom("I am Selma Karahan. My husband Yusuf taught physics. I saw two men.", "I") == ["Selma Karahan"]


def test_a_family_by_its_surname() -> None:
    text = "Shirin and Begench Atadurdyev were held. The Atadurdyevs asked for asylum."
    assert whom(text, "The Atadurdyevs") == ["Shirin", "Begench Atadurdyev"]


def test_references_are_verbatim_and_in_order() -> None:
    text = TWO + "His wife wept. They were tried; he was not."
    _, found = references(text)
    assert all(text[r.span.start : r.span.end] == r.text for r in found)
    assert [r.span.start for r in found] == sorted(r.span.start for r in found)
