"""Words that may be one word of a name in two spellings: Sairagul and Sayragul, Alimuly and Alymuly."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

ALIKE = 0.74
"""Share of letters that two spellings of one word of a name have in common."""
ALIKE_ALONE = 0.8
"""The same where the word is all that two names share."""
SHORT = 4
_LONG = 6
_COMPARED = 500
"""Names of a story, the fullest first, whose other spellings are looked for; those of the rest are names of their own."""


def alike(a: str, b: str, least: float) -> bool:
    """Whether two words are spellings of one, or one is the initial of the other (with ``ALIKE`` alone)."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return least == ALIKE and a[0] == b[0]
    return min(len(a), len(b)) >= SHORT and Levenshtein.normalized_similarity(a, b) >= least


class Spellings:
    """Numbers of names by their words, found by like words too.

    Only words with pairs of neighbouring letters in common are compared: two words that differ in at most a quarter of
    their letters share one such pair, long ones two.
    """

    def __init__(self) -> None:
        self._names: dict[str, list[int]] = defaultdict(list)
        self._pairs: dict[str, list[str]] = defaultdict(list)
        self._initials: dict[str, list[str]] = defaultdict(list)

    def add(self, number: int, words: frozenset[str]) -> None:
        """Add a name, whose number is above those before."""
        for word in words:
            if word not in self._names and number < _COMPARED:
                self._initials[word[:1]].append(word)
                for pair in _pairs(word):
                    self._pairs[pair].append(word)
            self._names[word].append(number)

    def holding(self, words: frozenset[str]) -> list[int]:
        """Return the numbers of the names that hold all of the words, least first."""
        lists = sorted((self._names.get(w, []) for w in words), key=len)
        found = set(lists[0]).intersection(*lists[1:]) if lists else set[int]()
        return sorted(found)

    def near(self, word: str, least: float) -> set[int]:
        """Return the numbers of the names that hold a word like ``word``."""
        shared = Counter(other for pair in _pairs(word) for other in self._pairs.get(pair, ()))
        found = {o for o, n in shared.items() if (n > 1 or len(o) < _LONG) and alike(word, o, least)}
        initials = self._initials.get(word[:1], ())
        found.update(other for other in initials if (len(word) == 1 or len(other) == 1) and alike(word, other, least))
        return {n for other in found for n in self._names[other]} | set(self._names.get(word, ()))


def _pairs(word: str) -> set[str]:
    return {a + b for a, b in pairwise(word)}
