"""What is searched for, from what a person typed. Nothing typed is an operator but double quotes around a phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigil.languages.keys import name_keys
from vigil.languages.places import other_names
from vigil.store.words import plain_words, written_words

_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')

_MOST_TERMS = 32
"""Words of a query that count; a pasted page is not a query, and the index allows no endless expression."""

_SHORTEST_BEGINNING = 4
"""Characters: a shorter word is searched whole, or "Ali" would find every "alive"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: plain words that stand together, the last one whole or as a beginning, or a name by its keys.

    ``also`` are other names of the same place or people, each as plain words.
    """

    words: tuple[str, ...]
    prefix: bool = False
    keys: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()

    @property
    def forms(self) -> tuple[tuple[tuple[str, ...], bool], ...]:
        """Every run of words that it is found by, and whether the last one may be a beginning."""
        return ((self.words, self.prefix), *((words, False) for words in self.also))


def terms_of(typed: str, *, exact: bool = False) -> tuple[Term, ...]:
    """Return the terms of a query, phrases first, each once; 32 at most, the rest is not looked for.

    ``exact`` ones are found as they are written alone: no other spelling, no other name, no beginning of a word.
    """
    found = [Term(words) for phrase in _PHRASE.findall(typed) if (words := _plain(phrase))]
    rest = written_words(_PHRASE.sub(" ", typed))
    found += [Term(plain) if exact else _term(word, plain) for word, _, _ in rest if (plain := _plain(word))]
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def _plain(words: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in plain_words(words))


def _term(word: str, plain: tuple[str, ...]) -> Term:
    also = tuple(other for name in other_names(word) if (other := _plain(name)) != plain)
    return Term(
        plain, prefix=len(plain[-1]) >= _SHORTEST_BEGINNING, keys=name_keys(word), also=tuple(dict.fromkeys(also))
    )
