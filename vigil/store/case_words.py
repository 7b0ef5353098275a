"""Words by which somebody at risk in a case is found: plain words of every form of the name, and the keys of its spellings."""

from __future__ import annotations

from collections.abc import Iterable

from vigil.store.words import keys_of, plain_words, written_words

WORD, KEY = "w:", "k:"


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Return the entries under which a person of these names stands."""
    found = set()
    for name in names:
        found |= {WORD + word for word, _, _ in plain_words(name)}
        found |= {KEY + key for word, _, _ in written_words(name) for key in keys_of(word)}
    return frozenset(found)
