"""A source and its verb beside what is said: ``"...," said NP``, ``..., NP said.``, ``..., NP said, ...``."""

from __future__ import annotations

from vigil.analysis.cues import Cue
from vigil.analysis.passage import NEAR, Found, PassagePart
from vigil.analysis.quotation import is_speech
from vigil.model.text import Span


class Asides(PassagePart):
    """Reads asides."""

    def inverted(self, cue: Cue) -> Found | None:
        """``"...," said NP`` and ``..., says NP``."""
        left = cue.first - 1
        if left < 0 or not self._can_invert(cue):
            return None
        source = self.phrases.after(cue.last)
        clause = source is not None and self.phrases.has_finite(*source) and not self._has_relative(*source)
        content = self._left_content(left)
        if source is None or clause or not content:
            return None
        self.sources[cue.verb] = source
        return self.passage.found(cue, source, content + self._resumed(source[1]), "after")

    def _can_invert(self, cue: Cue) -> bool:
        """Whether the verb stands right behind what is said, and its subject can follow."""
        if cue.first != cue.verb or cue.form not in ("past", "third") or cue.last >= len(self.atoms):
            return False
        pronouns = self.grammar.objects - self.grammar.subjects - self.grammar.determiners
        if {"hearer", "order"} <= cue.takes or self.atoms[cue.last].lower in pronouns:
            return False
        at = self.atoms[cue.first - 1]
        if at.text == ",":
            return self._left_is_content(cue.first - 1) and not self._subject_reaches_start(cue)
        return at.quotation is not None

    def _subject_reaches_start(self, cue: Cue) -> bool:
        """Whether all before the verb is its subject: "His brother, who waited outside, says ..."."""
        source = self.phrases.before(cue.first)
        return source is not None and not any(a.is_word for a in self.atoms[self.passage.after_dateline() : source[0]])

    def _has_relative(self, start: int, end: int) -> bool:
        return any(a.lower in self.grammar.relatives for a in self.atoms[start:end])

    def _left_is_content(self, comma: int) -> bool:
        """Whether what stands before the comma can be what is said: a clause or a quotation, not a subject or opening."""
        return any(a.quotation is not None for a in self.atoms[:comma]) or any(
            self.grammar.is_finite(self.atoms, n) or self.grammar.is_past(self.atoms, n) for n in range(comma)
        )

    def beside(self, cue: Cue) -> Found | None:
        """Return ``..., NP said.``, ``..., NP said, ...`` or ``"..." NP told NP.``."""
        closing = self.passage.closes(cue)
        source = self.phrases.before(cue.first) if closing is not None else None
        if closing is None or source is None:
            return None
        left = self._divider(source[0] - 1)
        content = () if left is None else self._left_content(left)
        if not content:
            return None
        self.sources[cue.verb] = source
        if closing >= len(self.atoms) or self.atoms[closing].text in {".", "!", "?"}:
            return self.passage.found(cue, source, content, "after")
        return self.passage.found(cue, source, self._around(content, closing), "aside")

    def _divider(self, left: int) -> int | None:
        """Return where the comma, dash or quotation stands that parts what is said from its speaker."""
        grammar = self.grammar
        while left >= 0 and (
            grammar.is_adverb(self.atoms[left]) or self.atoms[left].lower in grammar.coordinators | {"as"}
        ):
            left -= 1
        divides = left >= 0 and (
            self.atoms[left].text in {",", "-", "–", "—"} or self.atoms[left].quotation is not None
        )
        return left if divides else None

    def _around(self, content: tuple[Span, ...], closing: int) -> tuple[Span, ...]:
        """Return content that goes on after the aside: quoted parts apart, the words of a clause in one piece."""
        if self.passage.quoted(content[0]):
            return content + self._resumed(closing)
        if self._opens_participle(closing + 1):
            return content
        whole = self.utterance.between(closing, self.passage.end(closing + 1, None))
        return content if whole is None else (content[0].cover(whole),)

    def _opens_participle(self, index: int) -> bool:
        """Whether ", adding that ..." follows: words of their own, not more of what was said."""
        if index >= len(self.atoms):
            return True
        return any(c.verb == index and c.form == "ing" for c in self.cues)

    def _resumed(self, start: int) -> tuple[Span, ...]:
        """Return the quotation that goes on right after an aside."""
        index = start
        while index < len(self.atoms) and index - start < NEAR and self.atoms[index].quotation is None:
            if any(c.first == index for c in self.cues):
                return ()
            index += 1
        if index >= len(self.atoms):
            return ()
        quotation = self.atoms[index].quotation
        before = self.atoms[index - 1].text
        return (quotation.inner,) if quotation is not None and before in {",", ":", ";", ".", "-", "—", "–"} else ()

    def _left_content(self, end: int) -> tuple[Span, ...]:
        """Return what is said before atom ``end`` (a comma or a quotation): the quotation there, or the clause."""
        at = self.atoms[end]
        if at.quotation is not None:
            alone = end == 0 or self.atoms[end - 1].text in {",", ":", ";", ".", "—", "–", "-", "?", "!"}
            if alone and is_speech(self.text, at.quotation):
                return self._joined_quotations(end)
        start = self.passage.content_start(end)
        span = self.utterance.between(start, end + 1 if at.quotation is not None else end)
        if span is None:
            return ()
        quotation = next(
            (a.quotation for a in self.atoms if a.quotation is not None and a.quotation.outer == span), None
        )
        return (quotation.inner,) if quotation is not None else (span,)

    def _joined_quotations(self, index: int) -> tuple[Span, ...]:
        """Return the quotation at ``index`` and those that stand right before it."""
        spans: list[Span] = []
        while index >= 0:
            quotation = self.atoms[index].quotation
            if quotation is None or not is_speech(self.text, quotation):
                break
            spans.insert(0, quotation.inner)
            index -= 1
        return tuple(spans)
