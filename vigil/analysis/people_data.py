"""Language data about people: pronouns, nouns, kin, roles and the cues that tell who is who."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from vigil.analysis.name_data import ByGender, TitleData
from vigil.languages import Language

Gender = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Pronouns by gender and by what they can be in a sentence."""

    male: frozenset[str]
    female: frozenset[str]
    many: frozenset[str]
    me: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]
    possessive: frozenset[str]
    reflexive: frozenset[str]
    after_object: frozenset[str]


@dataclass(frozen=True, slots=True)
class Determiners:
    """Words that open a noun phrase."""

    the: frozenset[str]
    a: frozenset[str]
    these: frozenset[str]
    owner: frozenset[str]
    both: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Words for people that are no role."""

    male: frozenset[str]
    female: frozenset[str]
    either: frozenset[str]
    many: frozenset[str]
    pair: frozenset[str]
    trio: frozenset[str]
    collective: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Units:
    """Words between a number and a noun that it does not count."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Concerned:
    """Words that anybody at risk may be called (``one``), and roles that people at risk often have (``too``)."""

    one: frozenset[str]
    too: frozenset[str]


@dataclass(frozen=True, slots=True)
class Background:
    """Words beside a case that is told as background."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """Words of the field: beginnings about return and about custody, and participles of what is done to somebody."""

    returning: tuple[str, ...]
    custody: tuple[str, ...]
    around: tuple[str, ...]
    elsewhere: tuple[str, ...]
    undergone: frozenset[str]
    against: frozenset[str]
    sent_back: frozenset[str]
    verbs: tuple[str, ...]
    acts: tuple[str, ...]
    theirs: frozenset[str]
    clergy: frozenset[str]


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Small words that the reading of references needs (``[words]``, each explained there)."""

    clause: frozenset[str]
    others: frozenset[str]
    ordinals: frozenset[str]
    plain: frozenset[str]
    spouses: frozenset[str]
    be: frozenset[str]
    of: frozenset[str]
    qualifies: frozenset[str]
    no_title: frozenset[str]
    offices: frozenset[str]
    breaks: frozenset[str]
    one_of: frozenset[str]
    by: frozenset[str]
    address: frozenset[str]
    past: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleData:
    """``languages/TAG/people.toml``."""

    pronouns: Pronouns
    determiners: Determiners
    numbers: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    nouns: Nouns
    units: Units
    wider: dict[str, tuple[str, ...]]
    concerned: Concerned
    marks: ByGender
    endings: ByGender
    given: ByGender
    background: Background
    risk: Risk
    does: dict[str, tuple[str, ...]]
    done_by: dict[str, tuple[str, ...]]
    bodies: dict[str, frozenset[str]]
    told: dict[str, tuple[str, ...]]
    words: SmallWords


@cache
def person_nouns(language: Language) -> frozenset[str]:
    """Return every singular noun for a person: roles, kin and the rest."""
    titles, people = language.table("titles", TitleData), language.table("people", PeopleData)
    roles = {_main_word(phrase).lower() for words in titles.roles.values() for phrase in words}
    kin = {*titles.kin.male, *titles.kin.female, *titles.kin.either}
    plain = {n.split()[-1] for n in (*people.nouns.male, *people.nouns.female, *people.nouns.either)}
    return frozenset(roles | kin | plain)


def _main_word(phrase: str) -> str:
    """Return the noun of a role: "clerk" of "clerk of court"."""
    words = phrase.split()
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


@cache
def noun_gender(noun: str, language: Language) -> Gender | None:
    """Return the gender that a noun for a person tells."""
    titles, people = language.table("titles", TitleData), language.table("people", PeopleData)
    if noun in people.nouns.male or noun in titles.kin.male or (noun.endswith("man") and not noun.endswith("woman")):
        return "male"
    if noun in people.nouns.female or noun in titles.kin.female or noun.endswith("woman"):
        return "female"
    return None
