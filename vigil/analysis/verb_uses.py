"""Which words that can report speech do so where they stand: a verb with a subject, not "the claims" or "to ask"."""

from __future__ import annotations

from vigil.analysis.cues import Cue, Lexicon
from vigil.analysis.grammar import Grammar
from vigil.analysis.noun_phrases import NounPhrases
from vigil.analysis.utterance import Atom, Utterance

_ALONE = frozenset({"both", "all", "another", "one"})
"""Determiners that can stand for somebody: "all agreed"."""


class VerbUses:
    """Judges the reporting words of one utterance."""

    def __init__(self, utterance: Utterance, grammar: Grammar, lexicon: Lexicon, phrases: NounPhrases) -> None:
        self.atoms = utterance.atoms
        self.grammar = grammar
        self.lexicon = lexicon
        self.phrases = phrases

    def is_verb(self, cue: Cue) -> bool:
        """Whether the cue reports speech: in the active, or in the passive with a "by"; not "did not say"."""
        if cue.passive:
            return cue.last < len(self.atoms) and self.atoms[cue.last].lower == "by"
        asks = cue.kind == "demands" and not cue.noun_like
        if (cue.infinitive and not (self._leads_on(cue) or asks)) or (cue.negated and cue.kind != "denies"):
            return False
        before = self.atoms[cue.first - 1] if cue.first else None
        if cue.first == cue.verb and (cue.form == "participle" or self._owned(before)):
            return False
        return not cue.noun_like or self._shows_verb(cue, before)

    def _owned(self, before: Atom | None) -> bool:
        """Whether a determiner or possessive makes a noun of the form: "the claims", "her plea"."""
        if before is None or before.lower in self.grammar.subjects:
            return False
        return before.lower == "'s" or before.lower in self.grammar.determiners - _ALONE

    def _after_comma(self, cue: Cue) -> bool:
        """Whether nothing but a subject stands between the last comma and the verb."""
        source = self.phrases.before(cue.first)
        return source is not None and source[0] > 0 and self.atoms[source[0] - 1].text == ","

    def _leads_on(self, cue: Cue) -> bool:
        """Whether "to say" belongs to what is said: "went on to say", "used to say", "liked to say"."""
        words = [a.lower for a in self.atoms[max(cue.first - 2, 0) : cue.verb]]
        return any(w in self.lexicon.data.leads for w in words)

    def lead(self, cue: Cue) -> int:
        """Return where "liked to", "went on to" begins."""
        first = cue.first
        while first > 0 and (
            self.grammar.is_past(self.atoms, first - 1)
            or self.grammar.is_finite(self.atoms, first - 1)
            or self.atoms[first - 1].lower in self.lexicon.data.leads | {"to"}
        ):
            first -= 1
        return first

    def _shows_verb(self, cue: Cue, before: Atom | None) -> bool:
        """Whether a form that may be a noun is a verb here."""
        if before is not None and (before.lower in self.grammar.subjects or cue.first < cue.verb):
            return True
        following = self.atoms[cue.last] if cue.last < len(self.atoms) else None
        if before is None:
            return False
        if following is None or following.text in {",", "."}:
            return "aside" in cue.takes and before.is_word and self._after_comma(cue)
        if cue.form == "ing":
            return self._participle_speaks(before, following)
        if before.lower in self.grammar.coordinators:
            return cue.form == "third" and following.lower in self.grammar.objects
        return self._fits_subject(before, cue) and self._opens(following, cue)

    def _fits_subject(self, before: Atom, cue: Cue) -> bool:
        """Whether the word before can be the end of the verb's subject: a plural before "claim", no preposition."""
        if before.lower in self.grammar.prepositions:
            return False
        if cue.form == "third":
            return before.is_word or before.text == ","
        return before.is_word and (before.lower.endswith("s") or before.lower in self.lexicon.data.plurals)

    def _participle_speaks(self, before: Atom, following: Atom) -> bool:
        says = following.lower == "that" or following.quotation is not None or following.lower in self.grammar.subjects
        return says or (before.text == "," and self.grammar.opens_noun(following))

    def _opens(self, following: Atom, cue: Cue) -> bool:
        """Whether what follows can be a verb's: a clause, a name, "to"."""
        return (
            following.quotation is not None
            or following.lower in self.grammar.determiners
            or following.lower in self.grammar.subjects
            or following.lower in self.grammar.objects
            or following.lower == "to"
            or (following.capitalised and cue.form == "third")
        )
