"""Whether two names are names of two courts: ``languages/TAG/courts.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vigil.languages import Language
from vigil.languages.names import fold, sound
from vigil.languages.places import cities_in


@dataclass(frozen=True, slots=True)
class CourtWords:
    """``languages/TAG/courts.toml``."""

    ranks: dict[str, frozenset[str]]
    hears: dict[str, frozenset[str]]


def two_courts(one: str, other: str, language: Language) -> bool:
    """Whether the names cannot be one court's: of two ranks, for two kinds of case, or in two towns.

    A name that says less than the other may be the same court's, and two proper names may be ("Panfilov district court",
    "the district court in Zharkent").
    """
    data = language.table("courts", CourtWords)
    for kinds in (data.ranks, data.hears):
        mine, theirs = _kinds(one, kinds), _kinds(other, kinds)
        if mine and theirs and not mine & theirs:
            return True
    towns = [towns_in(name, language) for name in (one, other)]
    return all(towns) and not towns[0] & towns[1]


def towns_in(words: str, language: Language) -> frozenset[str]:
    """Return the towns that the words name, as they sound, so that two spellings of one are one."""
    return frozenset(" ".join(map(sound, town.split())) for town in cities_in(words, language))


def _kinds(name: str, kinds: Mapping[str, frozenset[str]]) -> set[str]:
    words = {w.removesuffix("'s") for w in fold(name).split()}
    return {kind for kind, said in kinds.items() if words & said}
