"""The tables of names (``languages/names/``), each loaded once and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letters:
    """``letters.toml``: how letters are spelled out, look-alikes, and prefixes that stand apart in Latin letters."""

    letters: dict[str, str]
    lookalikes: dict[str, str]
    prefixes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Endings:
    """``endings.toml``: endings of names that a report may keep or drop."""

    min_stem: int
    patronymic: tuple[str, ...]
    middle: str
    surname: tuple[str, ...]
    inflected: tuple[str, ...]
    feminine: tuple[tuple[str, str], ...]
    another: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Particles:
    """``particles.toml``: words of a name that a report may keep or drop."""

    articles: frozenset[str]
    links: frozenset[str]
    also_names: frozenset[str]
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compounds:
    """``compounds.toml``: names of two words that are also written as one."""

    servant: frozenset[str]
    servant_joined: str
    god: frozenset[str]
    faith: frozenset[str]
    faith_joined: str
    child: frozenset[str]
    parent: frozenset[str]
    parent_joined: str


@dataclass(frozen=True, slots=True)
class SoundGroup:
    """Letters that stand for one sound, and its class."""

    sound: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How some languages read the letters of a script: pairs of what is read and how, longer ones first."""

    language: str
    script: str
    read: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sounds:
    """``sounds.toml``: groups of letters, the three classes of vowels, and other readings."""

    groups: tuple[SoundGroup, ...]
    vowels: dict[str, tuple[str, ...]]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """``given.toml``: common given names, one in each string in all its forms, and their short forms."""

    east_slavic: tuple[str, ...]
    arabic_persian_turkic: tuple[str, ...]
    central_asian: tuple[str, ...]
    elsewhere: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Han:
    """``han.toml``: surnames, pinyin syllables, and the consonants that each may stand for."""

    surnames: str
    initials: tuple[str, ...]
    finals: tuple[str, ...]
    classes: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class KoreanSurnames:
    """Surnames as ``korean.toml`` folds them; the names in one of ``same`` are one surname."""

    same: tuple[tuple[str, ...], ...]
    all: frozenset[str]


@dataclass(frozen=True, slots=True)
class Korean:
    """``korean.toml``: letters of Hangul syllables, how Latin letters fold, and surnames."""

    first: tuple[str, ...]
    vowels: tuple[str, ...]
    last: tuple[str, ...]
    latin: dict[str, str]
    surnames: KoreanSurnames


def _table(name: str, kind: type[T]) -> T:
    text = files("vigil.languages").joinpath("names", f"{name}.toml").read_text(encoding="utf-8")
    return TypeAdapter(kind).validate_python(tomllib.loads(text))


@cache
def letters() -> Letters:
    """Return how letters are spelled out."""
    return _table("letters", Letters)


@cache
def endings() -> Endings:
    """Return the endings that a report may keep or drop."""
    return _table("endings", Endings)


@cache
def particles() -> Particles:
    """Return the words of a name that a report may keep or drop."""
    return _table("particles", Particles)


@cache
def compounds() -> Compounds:
    """Return the names of two words that are also written as one."""
    return _table("compounds", Compounds)


@cache
def sounds() -> Sounds:
    """Return which letters stand for one sound."""
    return _table("sounds", Sounds)


@cache
def given() -> Given:
    """Return the common given names."""
    return _table("given", Given)


@cache
def han() -> Han:
    """Return what Chinese syllables may stand for."""
    return _table("han", Han)


@cache
def korean() -> Korean:
    """Return the letters and surnames of Korean."""
    return _table("korean", Korean)
