"""Clauses and quotations after a reporting verb: ``said that ...``, ``told NP ...``, ``wrote: "..."``."""

from __future__ import annotations

from vigil.analysis.cues import Cue
from vigil.analysis.passage import NEAR, PassagePart
from vigil.analysis.quotation import is_speech
from vigil.model.text import Span

HEARER = 12
"""Atoms at most in a hearer: "the BBC's Thai service last Wednesday"."""


class ClausesSaid(PassagePart):
    """Reads what is said as a clause or in quotation marks."""

    def that(self, cue: Cue) -> tuple[Span, ...] | None:
        """``said that ...``, ``told NP last week that ...``."""
        if not cue.takes & {"clause", "hearer"}:
            return None
        index = cue.last
        while index < len(self.atoms) and index - cue.last < NEAR:
            atom = self.atoms[index]
            if atom.lower == "that" and index + 1 < len(self.atoms):
                clause = self._reaches(cue, index) and (
                    cue.kind == "demands"
                    or any(self.passage.may_be_finite(n) for n in range(index + 1, len(self.atoms)))
                )
                return self.passage.clause(index + 1, cue) if clause else None
            if (
                atom.quotation is not None
                or atom.text in {":", ";", ".", "—", "–"}
                or (index > cue.last and any(c.first == index for c in self.cues))
            ):
                return None
            if self.grammar.is_finite(self.atoms, index) and self.atoms[index].lower in self.grammar.auxiliaries:
                return None
            index += 1
        return None

    def _reaches(self, cue: Cue, index: int) -> bool:
        """Whether what stands between the verb and "that" is a hearer or a phrase beside it."""
        if index == cue.last or "hearer" in cue.takes or "order" in cue.takes:
            return True
        first = self.atoms[cue.last]
        return (
            first.lower in self.grammar.prepositions
            or first.lower in self.grammar.times
            or self.grammar.is_adverb(first)
            or first.text == ","
            or first.lower in self.grammar.objects
        )

    def quote(self, cue: Cue) -> tuple[Span, ...] | None:
        """``said: ...``, ``said, "..."``, ``told reporters: "..."`` and ``said "..."``."""
        if not cue.takes & {"quote", "clause", "hearer"}:
            return None
        index = cue.last
        while index < len(self.atoms) and index - cue.last < NEAR:
            atom = self.atoms[index]
            if atom.text == ":":
                return self._after_colon(index + 1, cue)
            if atom.quotation is not None:
                return self._from_quotation(index, cue)
            starts = index == cue.last and not self._reaches(cue, index + 1) and atom.text != ","
            if starts or self._bars_quotation(index):
                return None
            index += 1
        return None

    def _bars_quotation(self, index: int) -> bool:
        """Whether a clause or stop at ``index`` parts a verb from quoted words further on."""
        atom = self.atoms[index]
        return (
            atom.lower in self.grammar.subordinators - self.grammar.beside
            or atom.lower in self.grammar.subjects - self.grammar.objects
            or atom.text in {";", ".", "—"}
            or self.grammar.is_finite(self.atoms, index)
        )

    def _after_colon(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        if start >= len(self.atoms):
            return ()
        spans = tuple(a.quotation.inner for a in self.atoms[start:] if a.quotation is not None)
        if self.atoms[start].quotation is not None:
            return spans
        return self.passage.clause(start, cue)

    def _from_quotation(self, index: int, cue: Cue) -> tuple[Span, ...] | None:
        quotation = self.atoms[index].quotation
        assert quotation is not None
        after = self.atoms[index + 1] if index + 1 < len(self.atoms) else None
        whole = after is None or not after.is_word
        if index == cue.last or self.atoms[index - 1].text == ",":
            return (quotation.inner,) if whole and is_speech(self.text, quotation) else self.passage.clause(index, cue)
        return (quotation.inner,) if whole and is_speech(self.text, quotation) and "hearer" in cue.takes else None

    def bare(self, cue: Cue) -> tuple[Span, ...] | None:
        """``said he ...``, ``told them he ...``."""
        if not cue.takes & {"bare", "hearer"}:
            return None
        start = self._skip_beside(cue.last)
        if "hearer" in cue.takes and "bare" not in cue.takes:
            after = self._after_hearer(cue.last)
            if after is None:
                return None
            start = self._skip_beside(after)
        if start >= len(self.atoms) or not self._opens_clause(start):
            return None
        if not self._holds_clause(start, cue):
            return None
        return self.passage.clause(start, cue)

    def _holds_clause(self, start: int, cue: Cue) -> bool:
        """Whether a verb follows that is not a relative clause's; "say" is believed without one."""
        plain = "hearer" in cue.takes or "plain" in cue.takes
        for index in range(start, len(self.atoms)):
            if (
                not plain
                and index > start
                and (self.atoms[index].lower in self.grammar.relatives or self.atoms[index].text == ":")
            ):
                return False
            if self.passage.may_be_finite(index) and (
                index > start or self.atoms[index].lower not in {"nothing", "something", "it"}
            ):
                return True
        return False

    def _opens_clause(self, index: int) -> bool:
        atom = self.atoms[index]
        if atom.quotation is not None:
            return True
        return self.grammar.opens_noun(atom) or atom.lower in self.grammar.openings

    def _after_hearer(self, start: int) -> int | None:
        """Return where the clause begins after the hearer: "told them he ...", "told the court the men ..."."""
        atoms, grammar = self.atoms, self.grammar
        if start >= len(atoms) or not atoms[start].is_word:
            return None
        if atoms[start].lower in grammar.objects:
            return start + 1
        for index in range(start + 1, min(start + HEARER, len(atoms))):
            word = atoms[index].lower
            if not atoms[index].is_word and word != "":
                return None
            previous = atoms[index - 1]
            free = (
                previous.lower not in grammar.prepositions
                and previous.lower not in grammar.determiners
                and previous.lower != "'s"
            )
            if word in grammar.subjects - {"others"} or word in {"if", "when", "there"}:
                return index
            if free and (word in grammar.determiners or (atoms[index].capitalised and not previous.capitalised)):
                return index
        return None

    def _skip_beside(self, start: int) -> int:
        """Return where the clause begins after phrases of time and place beside the verb: "said on Monday the men"."""
        atoms, grammar = self.atoms, self.grammar
        index = start
        while index < len(atoms) and index - start < NEAR:
            word = atoms[index].lower
            following = atoms[index + 1] if index + 1 < len(atoms) else None
            if (
                word in grammar.times
                and word not in grammar.determiners
                and following is not None
                and following.lower != "'s"
            ):
                index += 1
            elif word == "last" or (word == "this" and following is not None and following.lower in grammar.times):
                index += 2
            elif word in self.grammar.places - {"over", "from"} and index + 1 < len(atoms):
                index = self._after_phrase(index + 1)
            elif grammar.is_adverb(atoms[index]) and word not in {"there", "no", "more", "to"}:
                index += 1
            else:
                break
        return index

    def _after_phrase(self, start: int) -> int:
        atoms, grammar = self.atoms, self.grammar
        index = start + 1 if atoms[start].lower in grammar.determiners else start
        index += 1
        while index < len(atoms) and (
            (atoms[index].capitalised and atoms[index - 1].capitalised and atoms[index].is_word)
            or atoms[index].text.isdigit()
            or (atoms[index].lower in grammar.times and atoms[index].lower not in grammar.determiners)
            or atoms[index - 1].lower in {"news", "press", "court", "television", "radio", "same"}
        ):
            index += 1
        return index
