"""Words that report speech, found in an utterance: verbs in the table with the words that belong to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vigil.analysis.grammar import Grammar
from vigil.analysis.utterance import Atom, Utterance
from vigil.languages import Language
from vigil.model.reading import Kind

Form = Literal["base", "third", "past", "participle", "ing"]
_FORMS: tuple[Form, ...] = ("third", "past", "participle", "ing")
_GROUP = 6
"""Words at most that stand before a verb in its group: "has not yet been formally"."""


@dataclass(frozen=True, slots=True)
class CueRow:
    """Verbs of one kind. ``takes`` says what they are followed by; ``particles``: the word that must follow the verb."""

    kind: Kind
    takes: frozenset[str]
    verbs: tuple[str, ...]
    particles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SpeechData:
    """``languages/TAG/speech.toml``."""

    nouns: frozenset[str]
    documents: frozenset[str]
    leads: frozenset[str]
    plurals: frozenset[str]
    idioms: frozenset[str]
    applied: frozenset[str]
    surrenders: tuple[tuple[str, str], ...]
    idle: tuple[str, ...]
    nobody: frozenset[str]
    according: tuple[str, ...]
    accounts: frozenset[str]
    amounts: frozenset[str]
    sayings: frozenset[str]
    verbs: dict[str, str]
    cues: tuple[CueRow, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb with its auxiliaries: atoms ``first`` to before ``last``, the verb itself at ``verb``."""

    first: int
    last: int
    verb: int
    lemma: str
    form: Form
    kind: Kind
    takes: frozenset[str]
    passive: bool
    negated: bool
    infinitive: bool
    noun_like: bool


@dataclass(frozen=True)
class Lexicon:
    """The table of reporting verbs, by form."""

    data: SpeechData
    forms: dict[str, tuple[tuple[str, Form], ...]]
    rows: dict[str, tuple[CueRow, ...]]
    verbs: frozenset[str]
    """Past and third-person forms that are no noun."""

    def lemma_of(self, words: str) -> tuple[str, CueRow] | None:
        """Return the reporting verb in ``words`` with its row; None where there is none. The last verb counts."""
        lower = words.lower().replace("’", "'").split()
        for index in range(len(lower) - 1, -1, -1):
            for lemma, _ in self.forms.get(lower[index].strip(".,:;\"'“”"), ()):
                row = self._row(lemma, lower[index + 1] if index + 1 < len(lower) else "")
                if row is not None:
                    return lemma, row
        return None

    def _row(self, lemma: str, following: str) -> CueRow | None:
        rows = self.rows.get(lemma, ())
        particle = next((r for r in rows if following in r.particles), None)
        return particle or next((r for r in rows if not r.particles), None)

    def _is_idiom(self, atoms: tuple[Atom, ...], index: int) -> bool:
        return " ".join(a.lower for a in atoms[index : index + 2]) in self.data.idioms

    def find(self, utterance: Utterance, grammar: Grammar) -> tuple[Cue, ...]:
        """Return the cues of an utterance in order."""
        found: list[Cue] = []
        atoms = utterance.atoms
        for index, atom in enumerate(atoms):
            for lemma, form in self.forms.get(atom.lower, ()):
                after = _particle(atoms, index, grammar)
                row = self._row(lemma, atoms[after].lower if after < len(atoms) else "")
                if row is not None and not self._is_idiom(atoms, index):
                    place = index, after + 1 if row.particles else index + 1
                    noun_like = atom.lower in self.data.nouns
                    found.append(_cue(atoms, place, (lemma, form), row, grammar, noun_like=noun_like))
                    break
        return tuple(found)


def _particle(atoms: tuple[Atom, ...], verb: int, grammar: Grammar) -> int:
    """Return where a verb's particle can stand: right after it, or after "again", "once more"."""
    index = verb + 1
    while index < len(atoms) and index < verb + 4 and grammar.is_adverb(atoms[index]) and atoms[index].lower != "to":
        index += 1
    return index if index < len(atoms) and atoms[index].lower in grammar.prepositions else verb + 1


def _cue(
    atoms: tuple[Atom, ...],
    place: tuple[int, int],
    word: tuple[str, Form],
    row: CueRow,
    grammar: Grammar,
    *,
    noun_like: bool,
) -> Cue:
    index, last = place
    first = index
    while first > 0 and index - first < _GROUP and _belongs(atoms[first - 1], grammar):
        if atoms[first - 1].lower == "'s" and first == index and (noun_like or word[1] in ("base", "third")):
            break  # a possessive, not "is" or "has"
        first -= 1
    while first < index and grammar.is_adverb(atoms[first]) and (first == 0 or not atoms[first - 1].is_word):
        first += 1  # "Later, he": an adverb that opens the clause is not the verb's
    group = [a.lower for a in atoms[first:index]]
    lemma, form = word
    passive = form in ("base", "past", "participle") and any(w in grammar.passive_auxiliaries for w in group)
    return Cue(
        first=first,
        last=last,
        verb=index,
        lemma=lemma,
        form=form,
        kind=row.kind,
        takes=row.takes,
        passive=passive,
        negated=any(w in grammar.negations for w in group),
        infinitive="to" in group,
        noun_like=noun_like,
    )


def _belongs(atom: Atom, grammar: Grammar) -> bool:
    helping = atom.lower in grammar.auxiliaries or atom.lower in grammar.passive_auxiliaries
    return atom.is_word and (helping or (grammar.is_adverb(atom) and atom.lower not in grammar.times))


@lru_cache(maxsize=8)
def lexicon(language: Language) -> Lexicon:
    """Return the reporting verbs of ``language``."""
    data = language.table("speech", SpeechData)
    forms: dict[str, list[tuple[str, Form]]] = {}
    for lemma, written in data.verbs.items():
        for form, word in [("base", lemma), *zip(_FORMS, written.split(), strict=True)]:
            known = forms.setdefault(word, [])
            if all(lemma != other for other, _ in known):
                known.append((lemma, form))
    rows = {lemma: tuple(r for r in data.cues if lemma in r.verbs) for lemma in data.verbs}
    finite = {word for word, uses in forms.items() if uses[0][1] in ("past", "third")} - data.nouns
    return Lexicon(data, {word: tuple(uses) for word, uses in forms.items()}, rows, frozenset(finite))
