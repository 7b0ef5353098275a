"""The small words of a language, and what they say of the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vigil.analysis.utterance import Atom
from vigil.languages import Language

_SHORTEST_PAST = 5
"""Letters of the shortest word whose -ed is taken for an ending ("asked", not "red")."""


@dataclass(frozen=True)
class Grammar:
    """``languages/TAG/grammar.toml``."""

    determiners: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    beside: frozenset[str]
    conditions: frozenset[str]
    turns: frozenset[str]
    openings: frozenset[str]
    places: frozenset[str]
    reflexives: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    auxiliaries: frozenset[str]
    passive_auxiliaries: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    past: frozenset[str]

    def is_adverb(self, atom: Atom) -> bool:
        """Whether it may stand between a subject and its verb."""
        return atom.lower in self.adverbs or (
            atom.lower.endswith("ly") and len(atom.lower) > 4 and not atom.capitalised
        )

    def is_finite(self, atoms: tuple[Atom, ...], index: int) -> bool:
        """Whether the atom is sure or likely to be a verb with a subject of its own."""
        word = atoms[index].lower
        if word in self.past or (word in self.auxiliaries and word != "'s"):
            return True
        if index + 1 >= len(atoms) or atoms[index].capitalised:
            return False
        following = atoms[index + 1]
        ending = (word.endswith("ed") and len(word) >= _SHORTEST_PAST) or (
            word.endswith("s") and not word.endswith("ss")
        )
        return ending and (following.lower in self.determiners or following.lower in self.objects)

    def is_past(self, atoms: tuple[Atom, ...], index: int) -> bool:
        """Whether the atom has the ending of a past form and something stands before it."""
        word = atoms[index].lower
        return index > 0 and word.endswith("ed") and len(word) >= _SHORTEST_PAST and not atoms[index].capitalised

    def opens_noun(self, atom: Atom) -> bool:
        """Whether a noun phrase may begin with it."""
        if not atom.is_word:
            return False
        word = atom.lower
        return (
            word in self.determiners
            or word in self.subjects
            or not (
                word in self.prepositions
                or word in self.subordinators
                or word in self.coordinators
                or word in self.auxiliaries
                or word in self.objects
                or word in self.relatives
                or self.is_adverb(atom)
            )
        )


@lru_cache(maxsize=8)
def grammar(language: Language) -> Grammar:
    """Return the small words of ``language``."""
    return language.table("grammar", Grammar)
