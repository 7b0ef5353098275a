"""Which words name a country, its people, or a place in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs import cities
from vigil.languages import Language
from vigil.languages.places import country_of, ethnicity, is_place, lookup, nationality, other_names

ENGLISH = Language("en")


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Kazakhstan", "Kazakhstan"),
        ("Kazakh authorities", "Kazakhstan"),
        ("the Kazakhstani interior ministry", "Kazakhstan"),
        ("Tashkent's formal papers", "Uzbekistan"),
        ("Beijing", "China"),
        ("Delhi", "India"),
        ("U.S. officials", "United States"),
        ("the UK", "United Kingdom"),
        ("Türkiye", "Turkey"),
        ("TURKEY", "Turkey"),
        ("the northwestern Chinese region of Xinjiang", "China"),
        ("Karakalpakstan", "Uzbekistan"),
        ("Gorno-Badakhshan", "Tajikistan"),
        ("Chechnya", "Russia"),
        ("Istanbul 16th Administrative Court", "Turkey"),
        ("Ürümqi", "China"),
        ("Myanmar's generals", "Myanmar"),
        ("Swedes", "Sweden"),
        ("Côte d'Ivoire", "Ivory Coast"),
        ("Hong Kong", "Hong Kong"),
        ("Suvarnabhumi Airport", "Thailand"),
        ("Sheremetyevo airport", "Russia"),
        ("Heathrow", "United Kingdom"),
        ("Istanbul Airport", "Turkey"),
        ("Dadaab refugee camp", "Kenya"),
        ("Evin Prison", "Iran"),
        ("South Ossetia", "Georgia"),
        ("Rakhine State", "Myanmar"),
        ("Baluchistan", "Pakistan"),
        ("Idlib", "Syria"),
        ("Kashgar", "China"),
        ("Lampedusa", "Italy"),
    ],
)
def test_words_stand_for_a_country(words: str, country: str) -> None:
    assert country_of(words, ENGLISH) == country


@pytest.mark.parametrize(
    "words",
    ["the Chinese-Kazakh border", "Chinese and Kazakh officials", "Uyghurs", "the turkey farm", "Mary", "", "42"],
)
def test_words_stand_for_no_one_country(words: str) -> None:
    assert country_of(words, ENGLISH) is None


@pytest.mark.parametrize(
    "words",
    [
        "Airport", "Airport Road", "Summit", "Spring", "Republic", "Federal Prison", "Victoria Prison", "Central Camp",
        "Friendship Bridge", "Opportunity", "Detention Centre", "Police Headquarters", "Supreme Court", "Terminal",
        "Justice Ministry", "Paradise Hotel", "Superior Court", "Holiday Inn", "Officer Green", "High Court",
    ],
)  # fmt: skip
def test_a_common_word_is_no_town(words: str) -> None:
    assert country_of(words, ENGLISH) is None


def test_a_people_is_no_place_and_a_faith_no_ethnicity() -> None:
    assert not is_place("Uyghurs", ENGLISH)
    assert is_place("Almaty", ENGLISH)
    assert ethnicity("Uighurs", ENGLISH) == "Uyghur"
    assert ethnicity("Muslims", ENGLISH) is None
    assert ethnicity("Kazakh", ENGLISH) is None


def test_every_adjective_belongs_to_a_country_and_back() -> None:
    for country in ("Uzbekistan", "China", "Turkey", "Syria", "Somalia", "Netherlands", "Kosovo"):
        adjective = nationality(country, ENGLISH)
        assert adjective is not None
        assert country_of(adjective, ENGLISH) == country


def test_canonical_forms() -> None:
    place = lookup("Kazakhs", ENGLISH)
    assert place is not None
    assert (place.kind, place.canonical) == ("adjective", "Kazakh")


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert country_of(text, ENGLISH) is None or isinstance(country_of(text, ENGLISH), str)


def test_the_table_of_cities_is_what_its_script_makes() -> None:
    assert cities.FILE.read_text(encoding="utf-8") == cities.table()


@pytest.mark.parametrize(
    ("word", "other", "found"),
    [
        ("Burma", "Myanmar", True),
        ("burma", "Myanmar", True),
        ("Türkiye", "Turkey", True),
        ("Uighur", "Uyghur", True),
        ("US", "United States", True),
        ("us", "United States", False),
        ("Gaza", "Palestine", False),
        ("Palestine", "Gaza", False),
        ("Zaisan", "Almaty", False),
    ],
)
def test_other_names_are_those_of_the_same_country_or_people(word: str, other: str, found: bool) -> None:
    assert (other in other_names(word)) is found
