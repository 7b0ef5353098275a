"""Where a trigger stands in its sentence: its verb group, its clause, and whether the verb is passive."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from vigil.analysis.grammar import Grammar
from vigil.analysis.segment import Segmented, Sentence, Token
from vigil.model.text import Span

_BREAKS = frozenset({";", ":", "—", "–", "--", "-", "!", "?", "•", "|"})
_QUOTES = frozenset('"“”«»')
_GOVERNED = frozenset({"that", "if", "whether", "unless", "than", "as", "lest"})
"""Words that open a clause which the words before them govern."""
_LONGEST_RIGHT = 24
"""Words at most that a clause is followed to the right of its trigger."""


@dataclass(frozen=True)
class Clause:
    """A trigger among the tokens of its sentence; positions count from the sentence's first token.

    ``shares`` says whether its verb can be a further participle after the auxiliary of the verb before it.
    """

    tokens: Sequence[Token]
    first: int
    last: int
    grammar: Grammar
    shares: bool = True

    @cached_property
    def group(self) -> int:
        """Where the verb group begins: auxiliaries, negations and adverbs before the trigger."""
        at = self.first
        while at > 0 and self._in_group(self.tokens[at - 1]):
            at -= 1
        while at < self.first and self.tokens[at].lower in self.grammar.coordinators | {"so"}:
            at += 1
        return at

    def _in_group(self, token: Token) -> bool:
        g = self.grammar
        word = token.lower
        if not token.is_word or word in {"so", "there", "here", "back"}:
            return False
        return (
            word in g.auxiliaries or word in g.negations or word in g.adverbs or (word.endswith("ly") and len(word) > 4)
        )

    @cached_property
    def group_words(self) -> tuple[str, ...]:
        """The words of the verb group before the trigger."""
        return tuple(t.lower for t in self.tokens[self.group : self.first])

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the trigger."""
        return tuple(t.lower for t in self.tokens[self.first : self.last])

    @cached_property
    def passive(self) -> bool:
        """Whether a form of "be" or "get" makes the trigger's verb passive."""
        g = self.grammar
        head = self.tokens[self.first].lower
        if head in g.passive_auxiliaries:
            return True
        if head.endswith("ing"):
            return False
        near = [w for w in self.group_words if w in g.auxiliaries]
        return bool(near) and near[-1] in g.passive_auxiliaries

    @cached_property
    def is_noun(self) -> bool:
        """Whether the trigger is a noun with its article or owner: "her appeal", "the deportation of"."""
        owner = self.tokens[self.first].lower in self.grammar.determiners or self.tokens[self.first].lower == "'s"
        return owner or (self.first > 0 and self.tokens[self.first - 1].lower in self.grammar.determiners | {"'s"})

    @cached_property
    def infinitive(self) -> bool:
        """Whether the verb group is "to" and a base form."""
        return "to" in self.group_words

    @cached_property
    def start(self) -> int:
        """Where the clause begins: after the mark, conjunction or relative that divides it from what stands before."""
        at = self.group
        while at > 0:
            token = self.tokens[at - 1]
            if token.text in _BREAKS or token.text in _QUOTES:
                break
            if token.lower in self.grammar.relatives:
                at -= 1
                break
            if token.lower in self.grammar.subordinators and token.lower not in self.grammar.prepositions:
                break
            if token.lower in self.grammar.coordinators and self._verb_between(self._left_edge(at - 1), at - 1):
                break
            if token.text == "," and self._verb_between(self._left_edge(at - 1), at - 1):
                break
            at -= 1
        return at

    @cached_property
    def scope(self) -> int:
        """Where what governs the clause begins: as ``start``, but on through "that", "if", "whether" and infinitives."""
        at = self.group
        while at > 0:
            token = self.tokens[at - 1]
            if token.text in _BREAKS:
                break
            if token.lower in self.grammar.relatives:
                if self._verb_between(at, self.group):
                    return self.group  # a relative clause of its subject, which governs nothing
                break
            if token.lower in self.grammar.subordinators and token.lower not in _GOVERNED | self.grammar.prepositions:
                break
            if (token.lower in self.grammar.coordinators or token.text == ",") and self._divides(at - 1):
                break
            at -= 1
        return at

    def _divides(self, at: int) -> bool:
        """Whether the conjunction or comma at ``at`` keeps what stands before it from governing the trigger.

        It does where a verb stands before it, unless the trigger is a further verb after the same auxiliary: "would be
        detained and tortured", "to release him and grant him asylum".
        """
        edge = self._left_edge(at)
        if not self._verb_between(edge, at):
            return False
        between = [
            t for t in self.tokens[at + 1 : self.group] if t.is_word and t.lower not in self.grammar.coordinators
        ]
        if between:
            return self.tokens[edge].lower not in _GOVERNED
        head = self.tokens[self.first].lower
        shared = {t.lower for t in self.tokens[edge:at]} & (self.grammar.auxiliaries | {"to"})
        finished = head.endswith("ed") or head in self.grammar.past
        if self.group < self.first and self.group_words[0] in self.grammar.auxiliaries:
            return True
        if finished:
            return not self.shares or not shared & self.grammar.auxiliaries
        return not shared

    def _left_edge(self, at: int) -> int:
        edge = at
        while edge > 0 and self.tokens[edge - 1].text not in _BREAKS | _QUOTES | {","}:
            edge -= 1
        return edge

    def _verb_between(self, start: int, end: int) -> bool:
        return any(self.is_finite(n) for n in range(start, end))

    def is_finite(self, at: int) -> bool:
        """Whether the token is sure or likely to be a finite verb."""
        token = self.tokens[at]
        word = token.lower
        if (
            at > 0
            and self.tokens[at - 1].text in {"(", ","}
            and self.tokens[at + 1 : at + 2]
            and self.tokens[at + 1].text in {")", ","}
        ):
            return False  # "(left)" under a picture
        if word in self.grammar.past or (word in self.grammar.auxiliaries and word != "'s"):
            return True
        return word.endswith("ed") and len(word) > 4 and not token.capitalised

    @cached_property
    def end(self) -> int:
        """Where the clause ends."""
        g = self.grammar
        at = self.last
        while at < len(self.tokens) and at - self.last < _LONGEST_RIGHT:
            token = self.tokens[at]
            word = token.lower
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            if token.text in _BREAKS or token.text in {"(", "."} or token.text in _QUOTES:
                break
            if token.text == "," and (following is None or not self._goes_on(at + 1)):
                break
            if at > self.last and word in g.relatives:
                break
            if at > self.last and word in g.subordinators - g.prepositions - {"that", "as"}:
                break
            if word in g.coordinators and self._verb_ahead(at + 1):
                break
            at += 1
        while at > self.last and not self.tokens[at - 1].is_word:
            at -= 1
        return at

    def _goes_on(self, at: int) -> bool:
        """Whether what follows a comma is still part of the phrase: a year, a place, a day."""
        token = self.tokens[at]
        if token.text[:1].isdigit() or token.lower in self.grammar.times:
            return True
        return token.capitalised and at + 1 < len(self.tokens) and self.tokens[at + 1].text in {",", "."}

    def _verb_ahead(self, at: int) -> bool:
        """Whether a verb stands within the next words, before a mark."""
        for n in range(at, min(at + 7, len(self.tokens))):
            if self.tokens[n].text == "," or self.tokens[n].text in _BREAKS:
                return False
            if self.is_finite(n):
                return True
        return False

    def beside(self, span: Span) -> bool:
        """Whether an expression at ``span`` stands right beside the trigger: "the refusal of 2 September"."""
        at = self.position(span.start)
        end = self.position(span.end - 1) + 1
        return -2 <= at - self.last <= 2 or 0 <= self.first - end <= 2 or self.first <= at < self.last

    def owns(self, span: Span) -> bool:
        """Whether an expression of time at ``span`` can belong to this clause rather than to another of the sentence."""
        at = self.position(span.start)
        if self.start <= at < self.end:
            return True
        g = self.grammar
        if at < self.start:
            if self.tokens[self.start].lower in g.relatives:
                return False
            return not any(self.is_finite(n) for n in range(self._sentence_part(at), at))
        return not any(
            self.is_finite(n) or self.tokens[n].lower in g.relatives | g.coordinators for n in range(self.end, at)
        )

    def _sentence_part(self, at: int) -> int:
        edge = at
        while edge > 0 and self.tokens[edge - 1].text not in _BREAKS | _QUOTES:
            edge -= 1
        return edge

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the story from token ``start`` to before token ``end``."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def position(self, offset: int) -> int:
        """Return the first token that ends after ``offset``."""
        return bisect_right(self._ends, offset)

    @cached_property
    def _ends(self) -> list[int]:
        return [t.span.end for t in self.tokens]


def clause_of(text: Segmented, sentence: Sentence, span: Span, grammar: Grammar, *, shares: bool = True) -> Clause:
    """Return where ``span`` stands in ``sentence``."""
    tokens = text.sentence_tokens(sentence)
    inside = [n for n, t in enumerate(tokens) if t.span.overlaps(span)]
    return Clause(tokens, inside[0], inside[-1] + 1, grammar, shares)
