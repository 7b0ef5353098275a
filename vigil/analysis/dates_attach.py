"""Which expression of time dates an event, by what stands between the two.

Each expression has a cost for the event: words, verbs, marks and clause openers between them, with different weights before and
after, since an English date follows its verb or opens the clause that it dates. The cheapest wins if it is cheap enough; a
paragraph that begins with a date (a log, a diary, a court list) lends it to what has none of its own. Weights and limits
were set on the practice reports (``evals.dates``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from vigil.analysis.dates_tables import DateData
from vigil.analysis.dates_value import Dated
from vigil.analysis.segment import Paragraph, Segmented, Sentence, Token
from vigil.model.text import Span

_UNDATING = frozenset({"vague", "decade", "century", "quarter"})
_HEADS = frozenset({"date", "weekday_day", "month", "weekday"})
_HARD = frozenset(";:()—–")
_LIMIT = 25.0
_REACH = 600
"""Characters on either side of an event in which its date is looked for."""
_MARK = 4
"""Characters before the date that a log's line may have (a bullet, a number)."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
_HEADED = 30
"""Expressions over which the day that heads a list of hours is looked for."""
_HEADLINE = 20
"""Tokens of the longest line that heads such a list."""
_HEADING = 8
"""Tokens of the longest section heading with a date."""
_SESSION = 3
"""Sentences over which a session goes on."""
_FAR = 1000.0


@dataclass(frozen=True, slots=True)
class _Weights:
    word: float
    verb: float
    joined: float
    comma: float
    opener: float
    relative: float
    hard: float
    date: float
    noun: float


_AFTER = _Weights(word=0.7, verb=7, joined=20, comma=3, opener=8, relative=8, hard=18, date=1, noun=0)
"""The event's words stand before the date."""
_FRONTED = _Weights(word=0, verb=7, joined=10, comma=0.8, opener=3, relative=20, hard=2, date=100, noun=20)
"""The date opens its clause, and the event follows."""
_BEFORE = _Weights(word=4, verb=12, joined=25, comma=25, opener=25, relative=20, hard=20, date=40, noun=6)
"""The date belongs to an earlier verb of the sentence, which it seldom shares."""


@dataclass(frozen=True)
class Attacher:
    """Finds the date of an event among the expressions of a story."""

    text: Segmented
    data: DateData
    expressions: tuple[Dated, ...]
    published: str | None

    def of(self, trigger: Span, sentence: Sentence) -> Dated | None:
        """Return the expression that dates what happens at ``trigger``; None rather than a doubtful one."""
        first, last = max(sentence.span.start, trigger.start - _REACH), min(sentence.span.end, trigger.end + _REACH)
        near = self.within(Span(first, max(first, last)))
        here = [e for e in near if e.kind not in _UNDATING and e.can_date(trigger)]
        costs = [(self._cost(e, trigger, sentence, here), n) for n, e in enumerate(here)]
        best = min(costs, default=(_FAR, 0))
        if best[0] <= _LIMIT:
            return here[best[1]]
        return None if here or self._is_noun(trigger) else self._head(sentence, trigger)

    def cost(self, dated: Dated, trigger: Span, sentence: Sentence) -> float:
        """Return what stands between an expression and an event: the less, the rather it dates it."""
        return self._cost(dated, trigger, sentence, [e for e in self.within(sentence.span) if e.kind not in _UNDATING])

    def within(self, span: Span) -> tuple[Dated, ...]:
        """Return the expressions that begin inside ``span``."""
        return self.expressions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [e.span.start for e in self.expressions]

    def _cost(self, dated: Dated, trigger: Span, sentence: Sentence, here: Sequence[Dated]) -> float:
        if dated.span.overlaps(trigger):
            return 0
        if dated.role in ("until", "to") or self._is_dateline(dated, sentence):
            return _FAR
        after = dated.span.start >= trigger.end
        between = (
            Span(trigger.end, dated.span.start) if after else Span(dated.span.end, max(trigger.start, dated.span.end))
        )
        tokens = self.text.tokens_in(between) if len(between) else ()
        if dated.binds_right and after:
            return _FAR
        weights = _AFTER if after else _FRONTED if dated.binds_right or self._opens(dated, sentence) else _BEFORE
        cost = weights.date * sum(between.overlaps(e.span) for e in here if e is not dated and not e.binds_right)
        cost += weights.noun * self._is_noun(trigger)
        joined = False
        for token in self._outside(tokens, here):
            if token.text in _HARD:
                cost += weights.hard
            elif token.text == ",":
                cost += _LIMIT if dated.binds_right else weights.comma
            elif token.lower in self.data.clause.relatives:
                cost += weights.relative
            elif token.lower in self.data.clause.openers:
                cost += weights.opener
            elif self._is_verb(token):
                cost += weights.joined if joined else weights.verb
            else:
                cost += weights.word
            joined = token.lower in self.data.clause.joiners or (joined and not self._is_verb(token))
        return cost

    @staticmethod
    def _outside(tokens: Sequence[Token], expressions: Sequence[Dated]) -> list[Token]:
        """Return the tokens that stand in no expression of time ("ago" is no verb)."""
        if not tokens:
            return []
        stretch = Span(tokens[0].span.start, tokens[-1].span.end)
        spans = [e.span for e in expressions if e.span.overlaps(stretch)]
        return [t for t in tokens if not any(s.contains(t.span) for s in spans)]

    def _is_noun(self, trigger: Span) -> bool:
        """Whether the event is named by a noun ("his appeal"), which the sentence's date seldom dates."""
        words = self.text.tokens_in(trigger)
        if not words or not words[0].index or self._is_verb(words[-1]):
            return False
        return self.text.tokens[words[0].index - 1].lower in self.data.clause.determiners

    def _is_verb(self, token: Token) -> bool:
        tense = self.data.tense
        return (
            token.lower in tense.behind
            or token.lower in tense.present
            or token.lower in self.data.clause.clause_verbs
            or (len(token.lower) > 4 and token.lower.endswith(tense.behind_endings))
        )

    def _opens(self, dated: Dated, sentence: Sentence) -> bool:
        """Whether no verb stands before the date in its clause."""
        before = (
            self.text.tokens_in(Span(sentence.span.start, dated.span.start))
            if dated.span.start > sentence.span.start
            else ()
        )
        lead = [t.lower for t in before[-2:]]
        if lead and lead[-1] in self.data.clause.prepositions and lead[0] in self.data.clause.joiners:
            return True
        for token in reversed(self._outside(before, self.within(sentence.span))):
            if token.text in _HARD or token.lower in (*self.data.clause.openers, *self.data.clause.relatives):
                return True
            if self._is_verb(token):
                return False
        return True

    def _is_dateline(self, dated: Dated, sentence: Sentence) -> bool:
        """Whether it is the day of publication in the dateline ("SYLHET, 16 September 2025:")."""
        paragraph = self.text.paragraphs[sentence.paragraph]
        if dated.value is None or str(dated.value) != self.published or dated.kind != "date":
            return False
        lead = self.text.story.text[paragraph.span.start : dated.span.start].strip(" ,")
        return 0 < len(lead) < 60 and lead.split(",")[0].isupper()

    def _head(self, sentence: Sentence, trigger: Span) -> Dated | None:
        """Return the date that heads a paragraph: a log's ("2023-05-18: ...") or a section's ("Judgment of 21 January.")."""
        paragraph = self.text.paragraphs[sentence.paragraph]
        found = self.within(Span(paragraph.span.start, trigger.start)) if trigger.start > paragraph.span.start else ()
        first = found[0] if found else None
        if first is None and _CLOCK.match(self.text.story.text, paragraph.span.start, paragraph.span.end):
            return self._list_date(paragraph)
        if first is None or first.kind not in _HEADS or first.role not in (None, "of"):
            return None
        if first.span.start <= paragraph.span.start + _MARK:
            return first if first.role is None else None
        heading = self.text.sentence_at(first.span.start)
        if heading is None or heading.index == sentence.index or len(found) > 1:
            return None
        words = self.text.sentence_tokens(heading)
        lead = (
            self.text.tokens_in(Span(paragraph.span.start, heading.span.start))
            if heading.span.start > paragraph.span.start
            else ()
        )
        verbless = len(words) <= _HEADING and not any(self._is_verb(t) for t in words)
        return first if verbless and len(lead) <= 2 else None

    def _list_date(self, paragraph: Paragraph) -> Dated | None:
        """Return the day that heads a list of hours ("Monday 9 November 2020", then "07:12 ...", "08:05 ...")."""
        before = bisect_left(self._starts, paragraph.span.start)
        for dated in reversed(self.expressions[max(before - _HEADED, 0) : before]):
            home = self.text.sentence_at(dated.span.start)
            if dated.kind != "date" or dated.value is None or dated.role is not None or home is None:
                continue
            words = self.text.tokens_in(self.text.paragraphs[home.paragraph].span)
            if len(words) <= _HEADLINE:
                return dated
        return None

    def of_session(self, trigger: Span, sentence: Sentence) -> Dated | None:
        """Return the day of the court session told in the sentences before, for what a court does in it.

        Only a day, told as past with a word for a session beside it, in the same paragraph or the sentence before.
        """
        if any(e.role not in ("until", "to", "for") and e.kind not in _UNDATING for e in self.within(sentence.span)):
            return None
        for back in range(1, _SESSION + 1):
            earlier = self.text.sentences[sentence.index - back] if sentence.index >= back else None
            if earlier is None or (earlier.paragraph != sentence.paragraph and back > 1):
                return None
            days = [
                e
                for e in self.within(earlier.span)
                if e.value is not None
                and not e.ahead
                and e.role not in ("until", "to", "for")
                and e.value.precision in ("day", "time")
            ]
            if days:
                session = any(t.lower in self.data.clause.sessions for t in self.text.sentence_tokens(earlier))
                return days[-1] if session and days[-1].span.end <= trigger.start else None
        return None

    def told_before(self, span: Span) -> Dated | None:
        """Return the last time told as past before ``span`` in its paragraph or the sentence before."""
        sentence = self.text.sentence_at(span.start)
        if sentence is None:
            return None
        start = self.text.paragraphs[sentence.paragraph].span.start
        if sentence.index:
            start = min(start, self.text.sentences[sentence.index - 1].span.start)
        for dated in reversed(self.within(Span(start, span.start)) if start < span.start else ()):
            past = not dated.ahead and dated.role not in ("until", "to", "for", "by")
            if (
                past
                and dated.value is not None
                and dated.kind not in _UNDATING
                and not self._is_dateline(dated, sentence)
            ):
                return dated
        return None
