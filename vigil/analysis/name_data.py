"""Language data about names: titles, kin, what tells people, places and organisations apart, and common words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from simplemma import is_known, lemmatize

from vigil.languages import Language
from vigil.languages.places import fold


@dataclass(frozen=True, slots=True)
class Honorifics:
    """Titles before a name, by the gender that they tell; kin words by the gender of whom they call so."""

    male: tuple[str, ...]
    female: tuple[str, ...]
    either: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Offices with a capital before a name."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleData:
    """``languages/TAG/titles.toml``."""

    honorifics: Honorifics
    ranks: Ranks
    roles: dict[str, tuple[str, ...]]
    kin: Honorifics


@dataclass(frozen=True, slots=True)
class MentionData:
    """``languages/TAG/mentions.toml``."""

    particles: tuple[str, ...]
    after: tuple[str, ...]
    organisation: frozenset[str]
    place: frozenset[str]
    place_after: frozenset[str]
    known: tuple[str, ...]
    never: frozenset[str]
    also_names: frozenset[str]
    openers: frozenset[str]
    opening_ends: tuple[str, ...]
    dated: frozenset[str]
    only_late: frozenset[str]
    post_nominals: frozenset[str]
    pseudonyms: tuple[str, ...]
    people_names: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    speech: frozenset[str]
    personal: frozenset[str]
    names: frozenset[str]
    introduces: frozenset[str]
    place_first: frozenset[str]
    called_things: frozenset[str]
    aliases: tuple[str, ...]
    inside: frozenset[str]
    neutral: frozenset[str]
    place_before: frozenset[str]
    agents: tuple[str, ...]
    not_agents: frozenset[str]
    articles: frozenset[str]
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class ByGender:
    """Endings or given names by gender."""

    male: tuple[str, ...]
    female: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenData:
    """The given names of ``languages/TAG/people.toml``."""

    given: ByGender


@cache
def titles_of(language: Language) -> frozenset[str]:
    """Return every title that may stand before a name, folded and without full stops."""
    data = language.table("titles", TitleData)
    words = (*data.honorifics.male, *data.honorifics.female, *data.honorifics.either, *data.ranks.words)
    return frozenset(plain_title(w) for w in words)


@cache
def given_names(language: Language) -> frozenset[str]:
    """Return the given names that the tables know, folded."""
    given = language.table("people", GivenData).given
    return frozenset(fold(n) for n in (*given.male, *given.female))


@dataclass(frozen=True, slots=True)
class WordData:
    """``languages/TAG/words.toml``: words that are written with a small letter, parted by white space."""

    small: str


@cache
def _small_words(language: Language) -> frozenset[str]:
    return frozenset(language.table("words", WordData).small.split())


@cache
def common(word: str, language: Language) -> bool:
    """Whether a word, or the word that it is a form of, is one that running text writes with a small letter."""
    lower, words = word.lower(), _small_words(language)
    return lower in words or lemmatize(lower, lang=language.tag) in words


@cache
def strange(word: str, language: Language) -> float:
    """Return how unlike a common word a word is: 1 where no dictionary has it, 0.5 where running text hardly does."""
    if common(word, language):
        return 0.0
    return 0.5 if is_known(word.lower(), lang=language.tag) else 1.0


def plain_title(text: str) -> str:
    """Return a title for look-up: folded, without full stops ("lt col" for "Lt. Col.")."""
    return " ".join(fold(text).replace(".", " ").split())
