"""Which of the expressions of time around an event can date it, and what speaks for each: answers for a chooser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from vigil.analysis.choosing import Facts
from vigil.analysis.clauses import Clause
from vigil.analysis.dates import Dated, Dates
from vigil.analysis.encoder import Judge, Trigger
from vigil.analysis.segment import Segmented, Sentence
from vigil.model.text import Span
from vigil.model.when import When

_ROLES = (None, "on", "until", "to", "for", "by", "since", "of")
_PRECISIONS = ("time", "day", "month", "season", "year")
_BACK = 2
"""Sentences before that of the event in which its date is looked for."""
_MOST = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """An event whose date is asked: its trigger and clause, and the date that the rules give it."""

    trigger: Trigger
    sentence: Sentence
    clause: Clause
    ruled: Dated | None


@dataclass(frozen=True)
class Times:
    """Finds and weighs the dates that an event can have."""

    text: Segmented
    dates: Dates
    judge: Judge
    published: When | None

    def of(self, moment: Moment) -> list[Dated | None]:
        """Return the answers, first that of the rules; None stands for no date."""
        first = self.text.sentences[max(moment.sentence.index - _BACK, 0)]
        near = self.dates.within(Span(first.span.start, max(moment.sentence.span.end, first.span.start)))
        at = moment.trigger.span.start
        nearest = sorted((d for d in near if d.value is not None), key=lambda d: abs(d.span.start - at))[:_MOST]
        others = [d for d in nearest if moment.ruled is None or d.span != moment.ruled.span]
        return [moment.ruled, *others, *([None] if moment.ruled is not None else [])]

    def facts(self, moment: Moment, answers: Sequence[Dated | None]) -> list[Facts]:
        """Return what speaks for and against each answer, beside what holds for the event as a whole."""
        spans = [a.span for a in answers if a is not None]
        nothing, shares = self.judge.points("date", moment.trigger.span, spans)
        pointed = iter(shares)
        said = [nan if not shares and a is not None else next(pointed) if a is not None else nothing for a in answers]
        rows = []
        for n, answer in enumerate(answers):
            rest = [share for m, share in enumerate(said) if m != n]
            over = said[n] - max(rest, default=0.0)
            rows.append(
                {**self._facts(moment, answer), "pointed": said[n], "pointed_over": over, "ruled": float(n == 0)}
            )
        return list(rows)

    def _facts(self, moment: Moment, answer: Dated | None) -> dict[str, float]:
        if answer is None:
            return dict.fromkeys(_NOTHING, nan) | {"none": 1.0}
        start, end = moment.trigger.span.start, moment.trigger.span.end
        after = answer.span.start >= end
        between = Span(end, answer.span.start) if after else Span(answer.span.end, max(start, answer.span.end))
        words = self.text.tokens_in(between) if len(between) else ()
        home = self.text.sentence_at(answer.span.start)
        value = answer.value
        return {
            "none": 0.0,
            "after": float(after),
            "words": float(len(words)),
            "commas": float(sum(t.text == "," for t in words)),
            "capitals": float(sum(t.capitalised for t in words)),
            "others": float(sum(d.span.overlaps(between) for d in self.dates.within(between) if d is not answer))
            if words
            else 0.0,
            "sentences": float(moment.sentence.index - home.index) if home else nan,
            "owned": float(
                home is not None and home.index == moment.sentence.index and moment.clause.owns(answer.span)
            ),
            "cost": self.dates.attacher.cost(answer, moment.trigger.span, moment.sentence),
            "role": float(_ROLES.index(answer.role)) if answer.role in _ROLES else float(len(_ROLES)),
            "ahead": float(answer.ahead),
            "binds_right": float(answer.binds_right),
            "precision": float(_PRECISIONS.index(value.precision)) if value and value.precision in _PRECISIONS else 9.0,
            "from_published": self._from_published(value),
            "opens": float(answer.span.start - moment.sentence.span.start),
        }

    def _from_published(self, value: When | None) -> float:
        """Return how many days a date begins after the day of publication."""
        if value is None or value.start is None or self.published is None or self.published.start is None:
            return nan
        return float((value.start - self.published.start).days)

    def common(self, moment: Moment) -> Facts:
        """Return what holds for the event, whatever the answer."""
        here = self.dates.within(moment.sentence.span)
        first = self.text.sentence_tokens(moment.sentence)[0].index
        return {
            "dates": float(len(here)),
            "noun": float(moment.clause.is_noun),
            "passive": float(moment.clause.passive),
            "at": float(moment.clause.first),
            "tokens": float(len(self.text.sentence_tokens(moment.sentence))),
            "first": float(first == 0),
            "undated": float(moment.ruled is None),
        }


_NOTHING = (
    "after", "words", "commas", "capitals", "others", "sentences", "owned", "cost", "role", "ahead", "binds_right",
    "precision", "from_published", "opens",
)  # fmt: skip
