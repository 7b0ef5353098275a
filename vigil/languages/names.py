"""Names in any spelling and script: one plain form, and keys that different spellings of a name share.

The tables are in ``languages/names/``. Keys are for finding candidates; ``vigil.cases.names`` compares them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeVar

from anyascii import anyascii
from pydantic import TypeAdapter

T = TypeVar("T")

_JOINED_ARTICLE = re.compile(r"\b(A|E)l(?=[A-Z][a-z])")
_SHORT_SKELETON = 3
"""Fewer consonants than this and a key keeps its vowels: "Ali", "Ilia" and "Lee" would otherwise be one key."""


@dataclass(frozen=True, slots=True)
class Letters:
    """``names/letters.toml``: letters and how they are spelled out, and prefixes that stand apart in Latin letters."""

    letters: dict[str, str]
    prefixes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Endings:
    """``names/endings.toml``: endings of names that a report may keep or drop."""

    min_stem: int
    patronymic: tuple[str, ...]
    surname: tuple[str, ...]
    feminine: tuple[tuple[str, str], ...]
    another: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Particles:
    """``names/particles.toml``: words of a name that a report may keep or drop."""

    articles: frozenset[str]
    links: frozenset[str]
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class SoundGroup:
    """Letters that stand for one sound, and its class."""

    sound: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sounds:
    """``names/sounds.toml``: groups of letters, other ways to begin a word, and the three classes of vowels."""

    groups: tuple[SoundGroup, ...]
    openings: dict[str, str]
    vowels: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stem:
    """A name word without its ending: ``ending`` is what was dropped and ``kind`` names its list."""

    text: str
    ending: str
    kind: str


def _table(name: str, kind: type[T]) -> T:
    text = files("vigil.languages").joinpath("names", f"{name}.toml").read_text(encoding="utf-8")
    return TypeAdapter(kind).validate_python(tomllib.loads(text))


@cache
def particles() -> Particles:
    """Return the words of a name that a report may keep or drop."""
    return _table("particles", Particles)


@cache
def _letter_table() -> Letters:
    return _table("letters", Letters)


@cache
def _letters() -> dict[int, str]:
    table = _letter_table().letters
    return str.maketrans(table | {k.upper(): v.capitalize() for k, v in table.items() if len(k.upper()) == 1})


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, _letter_table().prefixes)) + r")(?=\w{2})")


@cache
def _endings() -> tuple[tuple[str, str, str], ...]:
    """Return (ending, what stands for it, kind), longest first."""
    table = _ending_table()
    found = [(e, "", "patronymic") for e in table.patronymic]
    found += [(e, "", "surname") for e in table.surname]
    found += [(her, his, "feminine") for her, his in table.feminine]
    return tuple(sorted(found, key=lambda row: (-len(row[0]), row)))


@cache
def _ending_table() -> Endings:
    return _table("endings", Endings)


@cache
def _sound_table() -> Sounds:
    return _table("sounds", Sounds)


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    table = _sound_table()
    groups = {letters: g.sound for g in table.groups for letters in g.letters}
    pattern = re.compile("|".join(sorted(map(re.escape, groups), key=len, reverse=True)))
    return pattern, groups, {letter: sound for sound, letters in table.vowels.items() for letter in letters}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the name in plain small Latin letters, parts divided by one space, from any script.

    Diacritics, apostrophes and punctuation go; a hyphen divides parts ("al-Araibi" gives "al araibi").
    """
    apart = _prefixes().sub(lambda found: _letter_table().prefixes[found[0]], name)
    spelled = _JOINED_ARTICLE.sub(r"\1l ", apart).translate(_letters())
    plain = anyascii(spelled).lower()
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['`\"’]", "", plain)))


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[Stem, ...]:
    """Return the folded word without an ending that reports keep or drop; nothing where it has none."""
    found = []
    for ending, instead, kind in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= _ending_table().min_stem:
            found.append(Stem(word[: -len(ending)] + instead, ending, kind))
            if not instead:
                break
    return tuple(found)


def makes_another(short: str, long: str) -> bool:
    """Return whether the longer of two folded words is the shorter with an ending that makes another name of it."""
    return long.startswith(short) and long[len(short) :] in _ending_table().another


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the folded word with each sound written one way and no letter twice running; vowels are three classes."""
    pattern, groups, vowels = _sounds()
    soft = re.sub(r"c(?=[eiy])", "s", re.sub(r"ck", "k", word))
    soft = re.sub(r"(?<=[aeiouy])j(?=$|[aeiouy])", "i", soft)  # "Sergej" is "Sergei" in German and Nordic papers
    classes = pattern.sub(lambda found: groups[found[0]], soft)
    return re.sub(r"(.)\1+", r"\1", "".join(vowels.get(letter, letter) for letter in classes))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of the folded word as sounds, with an opening vowel marked; short words keep their vowels."""
    whole = sound(word)
    bones = re.sub(r"[aiu]", "", whole)
    if len(bones) < _SHORT_SKELETON:
        return whole
    return re.sub(r"(.)\1+", r"\1", ("a" if whole[0] in "aiu" else "") + bones)


@lru_cache(maxsize=65536)
def name_keys(word: str) -> tuple[str, ...]:
    """Return the keys of one word of a name, in any script, that other spellings of the word share.

    The whole word gives a key, and so does the word without a patronymic or surname ending: "Musakhanuly", "Musakhan"
    and "Musakhanov" share one. Parts that a hyphen joins give their own keys; articles and links give none.
    """
    parts = [p for p in fold(word).split() if p not in particles().articles and p not in particles().links]
    keys: list[str] = []
    for part in parts:
        forms = [part, *(stem.text for stem in stems(part))]
        opening = _sound_table().openings.get(part[0]) if part[1:2] in tuple("aeiouy") else None
        forms += [opening + form[1:] for form in forms] if opening else []
        keys += map(skeleton, forms)
    return tuple(dict.fromkeys(k for k in keys if k))
