"""Phrases after a reporting verb: ``urged NP to ...``, ``promised to ...``, ``accused NP of ...``, ``denied NP``."""

from __future__ import annotations

from vigil.analysis.cues import Cue
from vigil.analysis.passage import NEAR, PassagePart
from vigil.analysis.utterance import Atom
from vigil.model.text import Span

_ADDRESSEE = 12
"""Atoms at most between an asking verb and its "to"."""


class ThingsSaid(PassagePart):
    """Reads what is said as an infinitive, a name or a thing."""

    def order(self, cue: Cue) -> tuple[Span, ...] | None:
        """``urged NP (not) to ...`` and ``asked NP for ...``; empty where a list of what is asked follows."""
        if "order" not in cue.takes:
            return None
        end = min(cue.last + _ADDRESSEE, len(self.atoms))
        for index in range(cue.last, end):
            atom = self.atoms[index]
            following = self.atoms[index + 1] if index + 1 < len(self.atoms) else None
            if following is None and (atom.text == ":" or atom.is_word):
                return ()
            if index > cue.last and following is not None and following.is_word:
                if atom.lower == "to":
                    return self._infinitive_from(index - (self.atoms[index - 1].lower == "not"), cue)
                if atom.lower == "for" and "help" in cue.takes:
                    return self.passage.clause(index, cue)
                if atom.text == "," and following.lower in self.grammar.conditions:
                    return self._after_condition(index + 1, cue)
            if self._stops_order(index):
                break
        return None

    def _stops_order(self, index: int) -> bool:
        atom = self.atoms[index]
        return (
            atom.text in {":", ";", "."}
            or atom.lower in self.grammar.subordinators - {"for", "as"}
            or (atom.quotation is not None and len(atom.text.split()) > 4)
            or self.grammar.is_finite(self.atoms, index)
        )

    def _after_condition(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        """``urge Egypt, if it holds him, to ...``."""
        comma = next((n for n in range(start, min(start + NEAR, len(self.atoms))) if self.atoms[n].text == ","), None)
        if comma is None or comma + 1 >= len(self.atoms) or self.atoms[comma + 1].lower not in {"to", "not"}:
            return None
        return self.passage.clause(comma + 1, cue)

    def infinitive(self, cue: Cue) -> tuple[Span, ...] | None:
        """``promised to ...``, ``asked not to ...``."""
        if "infinitive" not in cue.takes or cue.last >= len(self.atoms):
            return None
        words = [a.lower for a in self.atoms[cue.last : cue.last + 2]]
        if words[:1] == ["to"] or words == ["not", "to"]:
            return self._infinitive_from(cue.last, cue)
        return None

    def _infinitive_from(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        """Return "to ..." up to ", and that ...", which is another thing said."""
        end = self.passage.end(start, cue)
        for index in range(start + 1, end - 1):
            if self.atoms[index].lower == "that" and self.atoms[index - 1].lower in {"and", "but"}:
                end = index - 1
                break
        span = self.utterance.between(start, end)
        return None if span is None else (span,)

    def of(self, cue: Cue) -> tuple[Span, ...] | None:
        """``accused NP of ...``."""
        if "of" not in cue.takes:
            return None
        for index in range(cue.last + 1, min(cue.last + 30, len(self.atoms) - 1)):
            if self.atoms[index].lower == "of" and (
                self.atoms[index + 1].lower.endswith("ing") or self.atoms[index + 1].quotation is not None
            ):
                return self.passage.clause(index + 1, cue)
        for index in range(cue.last + 1, min(cue.last + 20, len(self.atoms) - 1)):
            if self.atoms[index].lower == "of":
                return self.passage.clause(index + 1, cue)
        return None

    def naming(self, cue: Cue) -> tuple[Span, ...] | None:
        """Return ``called NP "..."``, ``described NP as ...``, ``calls them ...``."""
        if "naming" not in cue.takes or cue.last >= len(self.atoms):
            return None
        source = self.sources.get(cue.verb)
        aside = (
            source is not None
            and source[0] > 0
            and self.atoms[source[0] - 1].lower in self.grammar.relatives | {"what"}
        )
        if aside and self.atoms[cue.last].quotation is None:
            return None
        stop = min(cue.last + NEAR, len(self.atoms))
        marked = any(self.atoms[n].quotation is not None or self.atoms[n].lower == "as" for n in range(cue.last, stop))
        pronoun = self.atoms[cue.last].lower in self.grammar.objects | self.grammar.reflexives
        if marked or (pronoun and cue.last + 1 < len(self.atoms) and self.atoms[cue.last + 1].is_word):
            return self.passage.clause(cue.last, cue)
        return None

    def sum(self, cue: Cue) -> tuple[Span, ...] | None:
        """Return ``puts the number at 6,000``, ``put at some 180 the number of ...``."""
        if "sum" not in cue.takes:
            return None
        for index in range(cue.last, min(cue.last + NEAR, len(self.atoms) - 1)):
            following = self.atoms[index + 1]
            counted = (
                following.text[:1].isdigit()
                or following.quotation is not None
                or following.lower in self.lexicon.data.amounts
            )
            if self.atoms[index].lower == "at" and counted:
                return self.passage.clause(cue.last, cue)
        return None

    def object(self, cue: Cue) -> tuple[Span, ...] | None:
        """``denied the charge``, ``denies having met him``."""
        if cue.last >= len(self.atoms):
            return None
        following = self.atoms[cue.last]
        if "gerund" in cue.takes and following.lower.endswith("ing"):
            return self.passage.clause(cue.last, cue)
        if "object" not in cue.takes:
            return None
        start = cue.last
        if self.grammar.is_adverb(following) and start + 1 < len(self.atoms):
            start += 1
        at = self.atoms[start]
        if at.quotation is None and not self.grammar.opens_noun(at) and at.lower not in self.grammar.objects:
            return None
        span = self.utterance.between(start, self._object_end(start, cue))
        return None if span is None else self.passage.unquoted(span)

    def _object_end(self, start: int, cue: Cue) -> int:
        """Return where a noun phrase that is all that is said ends: at the first comma, dash or new clause."""
        end = self.passage.end(start, cue)
        for index in range(start + 1, end):
            atom = self.atoms[index]
            if atom.text in {",", "—", "–", "-", "--", ":", "("} and not self._row(index):
                return index
            if atom.lower in (self.grammar.turns | self.grammar.beside | {"because"}) - {"and", "as"}:
                return index
        return end

    def _row(self, index: int) -> bool:
        """Whether a comma divides the parts of a row: "the charges, the trial and the verdict"."""
        stretch = self.atoms[index + 1 : index + 12]
        for n, atom in enumerate(stretch):
            if atom.text == ",":
                return self._row_goes_on(stretch[:n])
            if atom.lower == "and":
                return self._row_goes_on(stretch[:n])
        return False

    def _row_goes_on(self, part: tuple[Atom, ...]) -> bool:
        return 0 < len(part) < 7 and not any(a.lower in self.grammar.relatives | self.grammar.auxiliaries for a in part)
