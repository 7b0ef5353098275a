"""Words as the full-text index knows them: plain forms with their places, and the keys of names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import TypeAdapter

from vigil.languages.keys import name_keys

_LAST_MARK = 0x10000
"""Marks of old scripts lie beyond; a pattern with hundreds of them takes 1 ms for a story instead of 0.1."""

_LONGEST_UNSPACED_NAME = 6
"""Characters: a longer run of Han is a sentence, whose spelling as one name would be noise."""


_POSSESSIVE = ("'s", "’s")
_JOINTS = re.compile(r"[-'’ʻʼ`]")


@dataclass(frozen=True, slots=True)
class Folding:
    """``folding.toml``: letters and what they become, and ranges of scripts without spaces."""

    letters: dict[str, str]
    unspaced: dict[str, tuple[str, str]]


Word = tuple[str, int, int]
"""A word and where it begins and ends: a bare tuple, because a search makes many thousands."""


@cache
def _folding() -> Folding:
    raw = files("vigil.store").joinpath("folding.toml").read_text(encoding="utf-8")
    return TypeAdapter(Folding).validate_python(tomllib.loads(raw))


@cache
def _drops() -> dict[int, str | None]:
    """Return what happens to single characters after decomposition: marks go, the table's letters are replaced."""
    marks = {c: None for c in range(0x300, _LAST_MARK) if unicodedata.category(chr(c)).startswith("M")}
    return marks | {ord(letter): plain for letter, plain in _folding().letters.items()}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """``word`` is one word, ``run`` words that a hyphen or apostrophe joins."""

    word: re.Pattern[str]
    run: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    unspaced = "".join(f"{chr(int(a, 16))}-{chr(int(b, 16))}" for a, b in _folding().unspaced.values())
    marks = "".join(sorted(chr(c) for c, plain in _drops().items() if plain is None))
    letter, one = rf"[^\W_{unspaced}]", rf"[{unspaced}][{marks}]*"
    word = rf"{letter}+(?:[{marks}]+{letter}*)*|{one}"
    run = rf"{letter}(?:{letter}+|[{marks}]+|[-'’ʻʼ`](?={letter}))*|(?:{one})+"
    return _Patterns(re.compile(word), re.compile(run))


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return the word in small letters without marks, in its own script."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKD", word.casefold()).translate(_drops())


def plain_words(text: str) -> Iterator[Word]:
    """Yield every word of ``text`` in plain form; scripts without spaces give one for each character."""
    for found in _patterns().word.finditer(text):
        form = plain(found[0])
        if form:
            yield form, found.start(), found.end()


def written_words(text: str) -> Iterator[Word]:
    """Yield every word of ``text`` as written, those that hyphens or apostrophes join as one, without a possessive s."""
    for found in _patterns().run.finditer(text):
        word = found[0]
        if word.endswith(_POSSESSIVE):
            word = word[:-2]
        yield word, found.start(), found.start() + len(word)


@lru_cache(maxsize=65536)
def keys_of(word: str) -> tuple[str, ...]:
    """Return the keys of a written word that may be a name; none for another."""
    return name_keys(word) if may_be_name(word) else ()


def may_be_name(word: str) -> bool:
    """Whether the word is written as names are: with a capital, or in a script that has none."""
    first = word[0]
    if any(part[:1].isupper() or part[:1].istitle() for part in _JOINTS.split(word)):
        return True
    if not first.isalpha() or first.upper() != first:
        return False
    return len(word) <= _LONGEST_UNSPACED_NAME or not _unspaced(first)


@cache
def _unspaced(character: str) -> bool:
    return any(int(a, 16) <= ord(character) <= int(b, 16) for a, b in _folding().unspaced.values())
