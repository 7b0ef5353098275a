"""Sources that no verb names: ``according to NP``, ``by her own account``, ``Duty officer: "..."``."""

from __future__ import annotations

from vigil.analysis.passage import Found, PassagePart
from vigil.model.text import Span

_LONGEST_LABEL = 12
"""Atoms at most in the name before a colon."""


class Prepositional(PassagePart):
    """Reads sources after a preposition or before a colon."""

    def according(self) -> list[Found]:
        """Return ``according to NP, ...`` and ``by her own account``."""
        found: list[Found] = []
        for index in range(len(self.atoms)):
            phrase = self._prepositional(index)
            if phrase is None:
                continue
            source, end = phrase
            content = self._attributed(index, end)
            if content:
                last = source[0] if end == source[1] else end
                cue = self.utterance.between(index, last) or Span(
                    self.atoms[index].span.start, self.atoms[index].span.end
                )
                where = self.utterance.between(*source)
                direct = all(self.passage.quoted(c) for c in content)
                found.append(Found(content, where, cue, direct, "according"))
        return found

    def _prepositional(self, index: int) -> tuple[tuple[int, int], int] | None:
        """Return the source of "according to NP" or "by NP's account" at ``index``, and where the phrase ends."""
        length = self._preposition(index)
        if length:
            source = self.phrases.after(index + length, leaves=index == 0 or self.atoms[index - 1].text != ",")
            return None if source is None else (source, source[1])
        return self._account(index)

    def _preposition(self, index: int) -> int:
        """Return how many atoms a phrase like "according to" takes from ``index`` on; 0 where there is none."""
        for phrase in self.lexicon.data.according:
            words = phrase.split()
            if [a.lower for a in self.atoms[index : index + len(words)]] == words:
                if len(words) == 1 and not (index == 0 or self.atoms[index - 1].text == ","):
                    continue
                return len(words)
        return 0

    def _account(self, index: int) -> tuple[tuple[int, int], int] | None:
        """Return who "by her account", "by the district's own count" names, and where the phrase ends."""
        if self.atoms[index].lower != "by":
            return None
        for end in range(index + 2, min(index + 8, len(self.atoms))):
            if self.atoms[end].lower in self.lexicon.data.accounts:
                start, last = index + 1, end
                while last > start + 1 and self.atoms[last - 1].lower in {"own", "'s", "'", "’"}:
                    last -= 1
                return (start, last), end + 1
            if not self.atoms[end].is_word:
                return None
        return None

    def _attributed(self, index: int, end: int) -> tuple[Span, ...]:
        """Return what "according to NP", which ends before ``end``, is about: the clause after, before or around it."""
        before = self.atoms[index - 1] if index else None
        opens = (
            before is None
            or before.lower in self.grammar.coordinators | self.grammar.subordinators | self.grammar.relatives
            or before.text in {";", ":", "—"}
            or (
                before.text == ","
                and index > 1
                and self.atoms[index - 2].lower in self.grammar.coordinators | self.grammar.subordinators
            )
        )
        goes_on = end < len(self.atoms) and self.atoms[end].text == ","
        right = self.utterance.between(end, self.passage.end(end + 1, None)) if goes_on else None
        if opens and not goes_on:
            split = self._subject_after(index + 1, end)
            if split is not None:
                right = self.utterance.between(split, self.passage.end(split, None))
        if opens:
            if right is None:
                right = self.utterance.between(end, len(self.atoms))
            return () if right is None else self.passage.unquoted(right)
        left = self.utterance.between(self.passage.content_start(index), index)
        if left is None:
            return () if right is None else self.passage.unquoted(right)
        if right is not None and self.atoms[index - 1].text == ",":
            return (left.cover(right),)
        return self.passage.unquoted(left)

    def _subject_after(self, start: int, end: int) -> int | None:
        """Return where the clause begins after "according to his wife he ...", which has no comma."""
        for index in range(start + 1, min(end + 1, len(self.atoms))):
            if self.atoms[index].lower in self.grammar.subjects - {"others"}:
                return index
        return None

    def after_label(self) -> list[Found]:
        """Return ``A third was less sure: "..."`` and ``Duty officer: "..."``, where no reporting word stands."""
        colon = next((n for n, a in enumerate(self.atoms) if a.text == ":"), None)
        if not colon or colon + 1 >= len(self.atoms) or self.atoms[colon + 1].quotation is None:
            return []
        if any(a.is_word for a in self.atoms[colon + 1 :]):
            return []
        verb = next(
            (
                n
                for n in range(1, colon)
                if self.grammar.is_finite(self.atoms, n) or self.grammar.is_past(self.atoms, n)
            ),
            colon,
        )
        source = self.phrases.before(verb)
        if source is None or (verb == colon and source[0] > 0) or source[1] - source[0] > _LONGEST_LABEL:
            return []
        spans = tuple(a.quotation.inner for a in self.atoms[colon + 1 :] if a.quotation is not None)
        return [Found(spans, self.utterance.between(*source), None, direct=True, how="colon")]
