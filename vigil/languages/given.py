"""Common given names by the number of their line in ``names/given.toml``, in any script, and the script of a word."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vigil.languages import name_tables
from vigil.languages.names import fold, sound
from vigil.languages.syllables import is_han, is_hangul

Script = Literal["letters", "cyrillic", "unvocalised", "han", "hangul"]
"""How a word is written: in letters that write vowels (Cyrillic apart, for it is read one way), or otherwise."""

_UNVOCALISED = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufefe]")
"""Scripts that write few vowels (Hebrew, Arabic, Syriac): mostly consonants are compared with them."""

_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def script_of(word: str) -> Script:
    """Return how a word is written."""
    if word.isascii():
        return "letters"
    if _UNVOCALISED.search(word):
        return "unvocalised"
    if is_han(word):
        return "han"
    if is_hangul(word):
        return "hangul"
    return "cyrillic" if _CYRILLIC.search(word) else "letters"


@dataclass(frozen=True, slots=True)
class _Known:
    """The given names: numbers of the names by plain form and by sound, and of those that a sound is short for."""

    plain: dict[str, frozenset[int]]
    sounds: dict[str, frozenset[int]]
    short: dict[str, frozenset[int]]
    unvocalised: dict[str, frozenset[int]]
    chinese: dict[str, frozenset[int]]


@cache
def _given() -> _Known:
    table = name_tables.given()
    plain: dict[str, set[int]] = defaultdict(set)
    sounds: dict[str, set[int]] = defaultdict(set)
    short: dict[str, set[int]] = defaultdict(set)
    unvocalised: dict[str, set[int]] = defaultdict(set)
    chinese: dict[str, set[int]] = defaultdict(set)
    lines = (*table.east_slavic, *table.arabic_persian_turkic, *table.central_asian, *table.elsewhere)
    for number, forms in enumerate(lines):
        for form in forms.split():
            if script_of(form) == "unvocalised":
                unvocalised[fold(form).split()[-1]].add(number)
            elif is_han(form):
                chinese[fold(form)].add(number)
            else:
                plain[fold(form)].add(number)
                sounds[sound(fold(form))].add(number)
    for forms in table.short:
        long, *shorter = forms.split()
        for form in shorter:
            short[sound(form)] |= plain.get(long, sounds.get(sound(long), set()))
    return _Known(
        *({k: frozenset(v) for k, v in found.items()} for found in (plain, sounds, short, unvocalised, chinese))
    )


def given_names(plain: str, sounds: tuple[str, ...], script: Script) -> frozenset[int]:
    """Return the given names that a word is; "nikola" of a patronymic is "nikolai"."""
    known = _given()
    if script == "unvocalised":
        return known.unvocalised.get(plain, frozenset())
    if plain in known.plain:
        return known.plain[plain]
    found = frozenset(n for whole in sounds for n in known.sounds.get(whole, ()))
    if is_chinese(plain, script):
        return known.chinese.get(plain, found)
    return found or frozenset(n for whole in sounds for n in known.sounds.get(whole + "i", ()))


def is_chinese(plain: str, script: Script) -> bool:
    """Return whether a word is in Chinese writing, or is the pinyin of a given name and no other name."""
    known = _given()
    return script == "han" or (plain in known.chinese and plain not in known.plain)


def long_names(whole: str) -> frozenset[int]:
    """Return the given names that a sound is a short form of."""
    return _given().short.get(whole, frozenset())
