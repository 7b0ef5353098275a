"""The frames in which a language says who says what, tried for each reporting word of an utterance."""

from __future__ import annotations

from dataclasses import replace

from vigil.analysis.asides import Asides
from vigil.analysis.clauses_said import ClausesSaid
from vigil.analysis.cues import Cue
from vigil.analysis.passage import Found, Passage, PassagePart
from vigil.analysis.prepositional import Prepositional
from vigil.analysis.things_said import ThingsSaid
from vigil.model.text import Span


class Frames(PassagePart):
    """Reads one passage."""

    def __init__(self, passage: Passage) -> None:
        super().__init__(passage)
        self.clauses_said = ClausesSaid(passage)
        self.things_said = ThingsSaid(passage)

    def read(self) -> list[Found]:
        """Return what is found, in the order of the cues."""
        found: list[Found] = []
        for cue in self.cues:
            one = self._read(cue)
            if one is not None:
                found.append(one)
        found += Prepositional(self.passage).according()
        return found or Prepositional(self.passage).after_label()

    def _read(self, cue: Cue) -> Found | None:
        if cue.passive:
            return self._passive(cue)
        if cue.form == "ing" and cue.first == cue.verb:
            return self._participle(cue)
        if "aside" in cue.takes:
            aside = Asides(self.passage).inverted(cue) or Asides(self.passage).beside(cue)
            if aside is not None:
                return aside
        source = self.passage.subject(cue if not cue.infinitive else replace(cue, first=self.passage.uses.lead(cue)))
        if source is None:
            return None
        self.sources[cue.verb] = source
        right = self._right(cue)
        return None if right is None else self.passage.found(cue, source, *right)

    def _passive(self, cue: Cue) -> Found | None:
        """``was told by NP that ...``, ``thought by NP to ...`` and ``As was explained by NP, ...``."""
        source = self.phrases.after(cue.last + 1, leaves=True)
        if source is None:
            return None
        stop = next((n for n in range(source[0] + 1, source[1]) if self.atoms[n].lower == "to"), source[1])
        source = source[0], stop
        after = self.atoms[source[1]] if source[1] < len(self.atoms) else None
        content: tuple[Span, ...] | None = None
        if after is not None and after.lower in {"that", "to"}:
            content = self.passage.clause(source[1] + (after.lower == "that"), cue)
        elif after is not None and after.text == "," and self.atoms[0].lower == "as":
            content = self.passage.clause(source[1], cue)
        elif after is not None and after.lower in {"at", "as"}:
            content = self.passage.clause(0, cue)
        self.sources[cue.verb] = source
        return None if content is None else self.passage.found(cue, source, content, "passive")

    def _participle(self, cue: Cue) -> Found | None:
        """``..., adding that ...`` and ``a letter saying that ...``."""
        if cue.first == 0:
            return None
        before = self.atoms[cue.first - 1]
        if before.lower in self.grammar.prepositions - {"by", "after", "before"}:
            return None
        right = self._right(cue)
        if right is None:
            return None
        document = before.lower in self.lexicon.data.documents and before.is_word
        source = self.phrases.before(cue.first) if document else self.passage.shared(cue.first)
        return None if source is None else self.passage.found(cue, source, *right)

    def _right(self, cue: Cue) -> tuple[tuple[Span, ...], str] | None:
        """Return what the verb gives after it, and the frame."""
        for frame in (
            self.things_said.of,
            self.things_said.naming,
            self.things_said.sum,
            self.things_said.order,
            self.things_said.infinitive,
            self.clauses_said.quote,
            self.clauses_said.that,
            self.clauses_said.bare,
            self.things_said.object,
        ):
            found = frame(cue)
            if found is not None:
                return found, frame.__name__
        return None
