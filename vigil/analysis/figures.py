"""Figures: quantities of people, places and things, with what is counted, as of when, and who gives them.

Reading guide, notes 13 and 26: ages, dates, penalties, money and distances are none, nor are counts whose members are all
named, nor counts by the way ("two officers"); time actually spent in custody may be one. What makes a small count more than
by the way stands in ``languages/TAG/figures.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass

from vigil.analysis.cast import Cast
from vigil.analysis.dates import Dates
from vigil.analysis.figure_words import (
    FigureData,
    Place,
    age,
    alone,
    by_the_way,
    counted_noun,
    custody_time,
    is_sum,
    money,
    names_or_measures,
)
from vigil.analysis.numbers import find_numbers
from vigil.analysis.segment import Segmented
from vigil.analysis.whereabouts import Whereabouts
from vigil.languages import Language
from vigil.model.reading import Figure, Statement
from vigil.model.text import Span
from vigil.model.when import When

_PHRASE = 14
"""Words of the longest phrase that is quoted for a figure."""
_BEFORE = 6
"""Words before a number that are looked at."""
_CLAUSE_END = frozenset(',;:.!?—–()[]"“”')


@dataclass(frozen=True)
class _Reader:
    text: Segmented
    said: Whereabouts[Statement]
    cast: Cast
    dates: Dates
    data: FigureData

    def read(self, place: Place) -> Figure | None:
        """Return the figure that a number makes, or None."""
        span = place.number.span
        if self.dates.tells_when(span) or names_or_measures(place, self.data):
            return None
        if is_sum(place, self.data):
            currency = money(place, self.data)
            return self._figure(place, currency, "money") if currency else None
        if custody_time(place, self.data):
            return self._figure(place, place.after[0].text, "time in custody")
        return None if self.dates.tells_how_long(span) or age(place) else self._count(place)

    def _count(self, place: Place) -> Figure | None:
        noun = counted_noun(place.after, self.data)
        counts = noun is not None or alone(place, self.data)
        if not counts or by_the_way(place, noun, self.data) or self._all_named(place, noun):
            return None
        return self._figure(place, noun, "counted" if noun else "alone")

    def _figure(self, place: Place, unit: str | None, how: str) -> Figure:
        span = self._phrase(place)
        statement = self._statement(place.number.span)
        return Figure(
            value=place.number.value,
            unit=unit,
            what=self.text.text_of(span),
            quote=self.text.story.quote(span),
            as_of=self._as_of(place, how),
            by=(statement.speaker_id or statement.speaker) if statement else None,
            how=how,
        )

    def _as_of(self, place: Place, how: str) -> When | None:
        """Return the date of the sentence; of what is told in the present the day of publication."""
        dated = self.dates.for_trigger(self.text, place.number.span, place.sentence)
        near = [t.lower for t in place.after[:8]]
        now = how == "counted" and any(w in self.data.present for w in near)
        if dated is not None and not (now and dated.role == "since"):
            return dated.value
        if now and self.dates.published is not None:
            return self.dates.published
        told = self.dates.told_before(place.number.span)
        return told.value if told is not None else None

    def _all_named(self, place: Place, noun: str | None) -> bool:
        """Whether every member is named: a reference to as many people as the number says."""
        reference = self.cast.at(place.number.span)
        return noun is not None and reference is not None and len(reference.ids) == place.number.value

    def _phrase(self, place: Place) -> Span:
        """Return the number with its "more than" and what follows it up to the end of the clause."""
        start = place.number.span.start
        for token in reversed(place.before):
            if token.lower not in self.data.measures:
                break
            start = token.span.start
        end = place.number.span.end
        for token in place.after[:_PHRASE]:
            if token.text in _CLAUSE_END:
                break
            end = token.span.end
        return Span(start, end)

    def _statement(self, span: Span) -> Statement | None:
        """Return the innermost statement whose words hold ``span``."""
        held = self.said.holding(span)
        return min(
            held, key=lambda s: min(len(q.span) for q in (s.quote, *s.rest) if q.span.contains(span)), default=None
        )


def find_figures(
    text: Segmented, statements: tuple[Statement, ...], cast: Cast, dates: Dates, language: Language
) -> tuple[Figure, ...]:
    """Return the figures of a story, in order, each told once.

    ``by`` is the id, or the words, of the speaker of the statement that a figure stands in; ``as_of`` the date that its
    sentence gives, or the day of publication of what is told in the present.
    """
    said = Whereabouts(statements, lambda s: (q.span for q in (s.quote, *s.rest)))
    reader = _Reader(text, said, cast, dates, language.table("figures", FigureData))
    figures: list[Figure] = []
    told: set[tuple[object, str | None]] = set()
    for number in find_numbers(text, language):
        sentence = text.sentences[text.tokens[number.first].sentence]
        before = text.tokens[max(number.first - _BEFORE, sentence.first) : number.first]
        place = Place(number, sentence, before, text.tokens[number.last : sentence.last])
        figure = reader.read(place)
        key = (number.value, figure.unit.lower() if figure and figure.unit else None)
        if figure is None or (number.value is not None and (key in told or (number.value, None) in told)):
            continue
        told |= {key, (number.value, None)} if figure.unit is None else {key}
        figures.append(figure)
    return tuple(figures)
