"""Keys that different spellings of a name share, in any script: they find what ``vigil.cases.names`` then compares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vigil.languages import name_tables
from vigil.languages.compounds import one_form
from vigil.languages.given import script_of
from vigil.languages.names import bones, fold, key_of
from vigil.languages.syllables import korean_forms
from vigil.languages.words import Word, prepare, word

_LONG = 5
"""Letters from which on a word in letters with vowels has a key without any: "Omar" and "Amir" must not share one."""

_FEWEST = 2
"""Consonants in a key without vowels."""


@lru_cache(maxsize=65536)
def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of one word of a name, in any script, that other spellings of the word share.

    The whole word gives a key for every way to read it, and so does the word without a patronymic or surname ending:
    "Musakhanuly", "Musakhan" and "Musakhanov" share one. Common given names share one over languages and short forms.
    Consonants alone are a key where Arabic script would write no more. Parts that a hyphen joins give their own keys;
    articles and links give none.
    """
    known = name_tables.particles()
    script = script_of(name)
    parts = [p for p in fold(name).split() if p not in known.articles and p not in known.links]
    found = (key for part in parts for key in _keys(word(one_form(part), script)))
    return tuple(dict.fromkeys(found))


def person_keys(name: str) -> frozenset[str]:
    """Return the keys of every part of a person's name, without titles, articles and links."""
    return frozenset(key for part in part_keys(name) for key in part) | whole_keys(name)


def part_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys of each part of a person's name, in the order of the parts."""
    return tuple(tuple(dict.fromkeys(_keys(part))) for part in prepare(name).words)


def whole_keys(name: str) -> frozenset[str]:
    """Return the keys of a name that can be Korean, which other divisions of it into parts share; of any other name none."""
    korean = prepare(name).korean
    return korean_forms(korean, rough=True) if korean else frozenset()


def bare_keys(name: str) -> tuple[str, ...]:
    """Return one key of each part of a person's name, which most spellings share.

    It is that of the common given name, else of the word without its endings, as it is commonly read.
    """
    return tuple(filter(None, map(_bare, prepare(name).words)))


def _bare(part: Word) -> str:
    if part.given:
        return f"={min(part.given)}"
    return key_of(min((part, *(stem.word for stem in part.stems)), key=lambda each: len(each.plain)).sounds[0])


def _keys(part: Word) -> Iterator[str]:
    yield from filter(None, map(key_of, part.sounds))
    yield from filter(None, map(key_of, sorted(part.stemmed)))
    yield from (f"={number}" for number in sorted(part.given | part.short))
    if part.rest is not None:
        yield from _keys(part.rest)
    for whole, rough in zip(part.sounds, part.rough, strict=True):
        consonants = bones(rough)
        if len(consonants) >= _FEWEST and (part.script == "unvocalised" or _differs(part, whole, consonants)):
            yield f"~{consonants}"


def _differs(part: Word, whole: str, consonants: str) -> bool:
    """Whether a word in letters with vowels needs a key of consonants to share one with the word in Arabic script."""
    if len(part.plain) < _LONG or part.script not in ("letters", "cyrillic"):
        return False
    own = bones(whole)
    return own != consonants or len(own) <= _FEWEST
