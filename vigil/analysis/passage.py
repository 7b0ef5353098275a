"""One utterance with what is known of it, and where the words that a reporting word gives begin and end."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from vigil.analysis.cues import Cue, Lexicon
from vigil.analysis.grammar import Grammar
from vigil.analysis.noun_phrases import NounPhrases
from vigil.analysis.quotation import is_speech
from vigil.analysis.segment import Segmented
from vigil.analysis.utterance import Utterance
from vigil.analysis.verb_uses import VerbUses
from vigil.model.text import Span

NEAR = 18
"""Atoms at most between a reporting verb and the "that", the colon or the quotation that it opens."""
_SHORT_HEARER = 3
"""Atoms at most in the hearer of "..., he asked them."."""
DATELINE = 20
"""Atoms at most before the dash of a dateline."""


@dataclass(frozen=True, slots=True)
class Found:
    """One use of a reporting word. ``content`` is empty where a colon at the end leaves it to the next paragraph."""

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    direct: bool
    how: str


class Passage:
    """One utterance: its atoms, its noun phrases, its reporting verbs and the sources found for them so far."""

    def __init__(self, utterance: Utterance, grammar: Grammar, lexicon: Lexicon, text: Segmented) -> None:
        self.utterance = utterance
        self.atoms = utterance.atoms
        self.grammar = grammar
        self.lexicon = lexicon
        self.text = text
        self.phrases = NounPhrases(utterance, grammar, lexicon.verbs)
        self.uses = VerbUses(utterance, grammar, lexicon, self.phrases)
        self.cues = tuple(c for c in lexicon.find(utterance, grammar) if self.uses.is_verb(c))
        self.beside = tuple(c for c in self.cues if "aside" in c.takes)
        self.cue_at = {c.first: c for c in self.cues}
        self.sources: dict[int, tuple[int, int] | None] = {}

    def subject(self, cue: Cue) -> tuple[int, int] | None:
        """Return who does the verb: the phrase before it, or the subject that it shares with the verb before it."""
        before = self.atoms[cue.first - 1] if cue.first else None
        if before is None:
            return None
        if cue.infinitive and cue.kind == "demands":
            return self.shared(cue.first)
        if before.lower in self.grammar.coordinators or (before.text == "," and self.shares(cue)):
            return self.shared(cue.first)
        return self.phrases.before(cue.first)

    def shares(self, cue: Cue) -> bool:
        """Whether a verb after a comma is one of a row: "came, said nothing and left"."""
        return cue.form in ("past", "third") and self.phrases.before(cue.first) is None

    def shared(self, index: int) -> tuple[int, int] | None:
        """Return the subject that a verb at ``index`` shares with the one before it: the last source, else the first subject."""
        for verb in sorted(self.sources, reverse=True):
            if verb < index and self.sources[verb] is not None:
                return self.sources[verb]
        for n in range(index):
            if self.grammar.is_finite(self.atoms, n) or self.grammar.is_past(self.atoms, n):
                return self.phrases.before(n)
        if index > 1 and self.atoms[index - 1].text == ",":
            return self.phrases.before(index - 1)
        return None

    def may_be_finite(self, index: int) -> bool:
        """Whether a clause may be found by this atom: a likely verb, or a pronoun that must be a subject."""
        word = self.atoms[index].lower
        return (
            self.grammar.is_finite(self.atoms, index)
            or self.grammar.is_past(self.atoms, index)
            or (index > 0 and word.endswith("s") and self.atoms[index - 1].lower in self.grammar.subjects)
            or word == "'s"
            or self.atoms[index].quotation is not None
        ) or self.atoms[index].lower in self.grammar.subjects - self.grammar.objects

    def found(self, cue: Cue, source: tuple[int, int] | None, content: tuple[Span, ...], frame: str) -> Found:
        """Return the finding that ``cue`` gives ``content`` to ``source`` in ``frame``."""
        span = Span(self.atoms[cue.first].span.start, self.atoms[cue.last - 1].span.end)
        direct = bool(content) and all(self.quoted(c) for c in content)
        where = None if source is None else self.utterance.between(*source)
        return Found(content, where, span, direct, f"{frame}:{cue.lemma}")

    def quoted(self, span: Span) -> bool:
        """Whether the span lies inside quotation marks."""
        return any(a.quotation is not None and a.quotation.inner.contains(span) for a in self.atoms)

    def unquoted(self, span: Span) -> tuple[Span, ...]:
        """Return the span, without its marks where it is one quotation."""
        inner = next(
            (a.quotation.inner for a in self.atoms if a.quotation is not None and a.quotation.outer == span), None
        )
        return (inner or span,)

    def clause(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        """Return the words said from ``start`` on; None where there are none."""
        span = self.utterance.between(start, self.end(start, cue))
        return None if span is None else self.unquoted(span)

    def end(self, start: int, cue: Cue | None) -> int:
        """Return where the words said from ``start`` on end: before another verb of the same subject, or another's word."""
        for index in range(start, len(self.atoms)):
            if self.atoms[index].text == ";" and self.other_source(index + 1):
                return index
            other = self.cue_at.get(index)
            if other is not None and other is not cue and index > start:
                before = self.atoms[index - 1]
                if other.form == "ing" and other.first == other.verb and before.text == ",":
                    return index - 1
                if before.lower in self.grammar.coordinators and cue is not None and self.same_subject(cue, other):
                    return index - 1
            if self.atoms[index].lower == "according" and index > start and self.atoms[index - 1].text == ",":
                return index - 1
            if self.turns(index) or self.trailing_aside(index):
                return index
        return len(self.atoms)

    def trailing_aside(self, index: int) -> bool:
        """Whether ", NP says" begins here and ends the utterance: another's word for all before it."""
        if self.atoms[index].text != ",":
            return False
        cue = _first_after(self.beside, index + 1)
        if cue is None or cue.first - index > NEAR or self.phrases.before(cue.first) != (index + 1, cue.first):
            return False
        closing = self.closes(cue)
        return closing is not None and closing >= len(self.atoms) - 1

    def same_subject(self, cue: Cue, other: Cue) -> bool:
        """Whether a verb after "and" can have the subject of ``cue``: "says ... and denies ..."."""
        if other.infinitive or other.form in ("base", "ing", "participle"):
            return False
        return cue.form in (other.form, "ing") or {cue.form, other.form} == {"past", "third"}

    def turns(self, index: int) -> bool:
        """Whether ", and NP said" begins here: another clause with a word of its own."""
        if self.atoms[index].text != "," or index + 2 >= len(self.atoms):
            return False
        return self.atoms[index + 1].lower in self.grammar.turns and self.other_source(index + 2)

    def other_source(self, start: int) -> bool:
        """Whether a reporting verb follows whose source begins at ``start``."""
        cue = _first_after(self.cues, start)
        if cue is None or cue.first - start > NEAR:
            return False
        source = self.phrases.before(cue.first)
        return source is not None and source[0] == start

    def closes(self, cue: Cue) -> int | None:
        """Return where an aside with this verb closes: a comma, a stop, a quotation or the end; None where it goes on."""
        index = cue.last
        while index < len(self.atoms) and index - cue.last < NEAR:
            atom = self.atoms[index]
            if atom.text in {",", ".", ";", "!", "?", "-", "–", "—"}:
                break
            if (
                atom.quotation is not None
                or atom.text == ":"
                or (atom.lower in {"that", "to", "not"} and index == cue.last)
            ):
                return None
            if atom.lower in self.grammar.subordinators - self.grammar.beside:
                return None
            if self.grammar.is_finite(self.atoms, index) or (
                index > cue.last and atom.lower in self.grammar.subjects - self.grammar.objects
            ):
                return None
            index += 1
        if index == cue.last or index >= len(self.atoms):
            return min(index, len(self.atoms))
        first = self.atoms[cue.last]
        beside = (
            first.lower in self.grammar.prepositions
            or first.lower in self.grammar.times
            or self.grammar.is_adverb(first)
            or first.lower in self.grammar.beside
            or "hearer" in cue.takes
            or ("help" in cue.takes and index - cue.last < _SHORT_HEARER)
        )
        return (
            index
            if beside and self.atoms[min(index, len(self.atoms) - 1)].text in {",", ".", ";", "!", "?", "-", "–", "—"}
            else None
        )

    def content_start(self, end: int) -> int:
        """Return where the clause that ends before ``end`` begins: after what another cue of the utterance said."""
        start = self.after_dateline()
        for n in range(end - 1, start, -1):
            if self.atoms[n].text in {";", ":"} or (
                self.atoms[n].quotation is not None and is_speech(self.text, self.atoms[n].quotation) and n + 1 < end  # type: ignore[arg-type]
            ):
                start = n + 1
                break
        return start

    def after_dateline(self) -> int:
        """Return where the report begins after "BANGKOK, Nov 10, 2021 (Agency) -"."""
        for n in range(min(DATELINE, len(self.atoms))):
            if self.atoms[n].text in {"-", "--", "—", "–"} and (
                self.atoms[n - 1].text == ")"
                or any(a.text.isdigit() for a in self.atoms[:n])
                or self.atoms[0].text.isupper()
            ):
                return n + 1
        return 0


def _first_after(cues: tuple[Cue, ...], index: int) -> Cue | None:
    """Return the first of the cues, which are in order, that begins after ``index``."""
    place = bisect_right(cues, index, key=lambda c: c.first)
    return cues[place] if place < len(cues) else None


class PassagePart:
    """What reads one kind of frame in a passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.utterance = passage.utterance
        self.atoms = passage.atoms
        self.grammar = passage.grammar
        self.lexicon = passage.lexicon
        self.text = passage.text
        self.phrases = passage.phrases
        self.cues = passage.cues
        self.sources = passage.sources
