"""Names that are still being typed: how the words of a name sound, so that their beginnings find it in any spelling."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.languages.keys import part_keys
from vigil.languages.words import prepare

_KEY = ":"
"""Stands before a key of a whole word, so that none is the beginning of a sound."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A word as far as it is typed: what a word of the name ``begins`` with, or one of its ``keys`` where it is whole."""

    begins: tuple[str, ...]
    keys: tuple[str, ...]


def heard(name: str) -> tuple[str, ...]:
    """Return under what a name is kept: every sound that each of its words may have, and the keys of each."""
    sounds = (sound for word in prepare(name).words for sound in word.sounds)
    keys = (f"{_KEY}{key}" for part in part_keys(name) for key in part)
    return tuple(dict.fromkeys((*sounds, *keys)))


def typed(words: str) -> tuple[Typed, ...]:
    """Return each word of a name that may not be whole yet; nothing where no letter of a name is there."""
    return tuple(
        Typed(word.sounds, tuple(f"{_KEY}{key}" for key in keys))
        for word, keys in zip(prepare(words).words, part_keys(words), strict=True)
        if any(word.sounds)
    )
