"""What is searched for, from what a person typed. Nothing typed is an operator but double quotes around a phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigil.languages.keys import name_keys
from vigil.store.words import plain_words, written_words

_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')

_MOST_TERMS = 32
"""Words of a query that count; a pasted page is not a query, and the index allows no endless expression."""

_SHORTEST_BEGINNING = 4
"""Characters: a shorter word is searched whole, or "Ali" would find every "alive"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: plain words that stand together, the last one whole or as a beginning, or a name by its keys."""

    words: tuple[str, ...]
    prefix: bool = False
    keys: tuple[str, ...] = ()


def terms_of(typed: str) -> tuple[Term, ...]:
    """Return the terms of a query, phrases first, each once; 32 at most, the rest is not looked for."""
    found = [Term(words) for phrase in _PHRASE.findall(typed) if (words := _plain(phrase))]
    found += [_term(word, plain) for word, _, _ in written_words(_PHRASE.sub(" ", typed)) if (plain := _plain(word))]
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def _plain(words: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in plain_words(words))


def _term(word: str, plain: tuple[str, ...]) -> Term:
    return Term(plain, prefix=len(plain[-1]) >= _SHORTEST_BEGINNING, keys=name_keys(word))
