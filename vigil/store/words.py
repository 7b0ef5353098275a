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

from vigil.languages.names import name_keys
from vigil.model.text import Span

_LAST_MARK = 0x20000
"""Marks beyond are variants of Han characters, which stand between no two letters of one word."""

_LONGEST_UNSPACED_NAME = 6
"""Characters: a longer run of Han is a sentence, whose spelling as one name would be noise."""


_JOINTS = re.compile(r"[-'’ʻʼ`]")


@dataclass(frozen=True, slots=True)
class Folding:
    """``folding.toml``: letters and what they become, and ranges of scripts without spaces."""

    letters: dict[str, str]
    unspaced: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Token:
    """A plain word and where it stands."""

    text: str
    span: Span


@cache
def _folding() -> Folding:
    raw = files("vigil.store").joinpath("folding.toml").read_text(encoding="utf-8")
    return TypeAdapter(Folding).validate_python(tomllib.loads(raw))


@cache
def _drops() -> dict[int, str | None]:
    """Return what happens to single characters after decomposition: marks go, the table's letters are replaced."""
    marks = {c: None for c in range(0x300, _LAST_MARK) if unicodedata.category(chr(c)).startswith("M")}
    return marks | {ord(letter): plain for letter, plain in _folding().letters.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of one word and that of a run of words that a hyphen or apostrophe joins."""
    unspaced = "".join(f"{chr(int(a, 16))}-{chr(int(b, 16))}" for a, b in _folding().unspaced.values())
    letter = rf"[^\W_{unspaced}]"
    marks = "".join(sorted(chr(c) for c, plain in _drops().items() if plain is None))
    word = rf"[{unspaced}][{marks}]*|{letter}(?:{letter}|[{marks}])*"
    run = rf"(?:[{unspaced}][{marks}]*)+|{letter}(?:{letter}|[{marks}]|(?<=\w)[-'’ʻʼ`](?={letter}))*"
    return re.compile(word), re.compile(run)


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return the word in small letters without marks, in its own script."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKD", word.casefold()).translate(_drops())


def tokens(text: str) -> Iterator[Token]:
    """Yield every word of ``text`` in plain form with its place; scripts without spaces give one for each character."""
    for found in _patterns()[0].finditer(text):
        form = plain(found[0])
        if form:
            yield Token(form, Span(*found.span()))


def joined(text: str) -> Iterator[Token]:
    """Yield every word of ``text`` as written, those that hyphens or apostrophes join as one, without a possessive s."""
    for found in _patterns()[1].finditer(text):
        word = re.sub(r"['’]s$", "", found[0])
        yield Token(word, Span(found.start(), found.start() + len(word)))


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


def keys_in(text: str) -> set[str]:
    """Return the keys of all words in ``text`` that may be names."""
    return {key for word in joined(text) if may_be_name(word.text) for key in name_keys(word.text)}
