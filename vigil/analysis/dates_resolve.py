"""From the words of a time to its value: what the text says, then what it leaves to the days around it.

Anchors, in this order: the words themselves; the day last told ("two days later"); explicit years close by (reading
guide, note 19); the day of publication. Where none of them settles it, the year stays open or the value is None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vigil.analysis.dates_calendar import Point, point_of
from vigil.analysis.dates_grammar import Found, Grammar
from vigil.analysis.dates_tables import DateData
from vigil.analysis.dates_tense import Tense, opens_sentence, tense_of
from vigil.analysis.dates_value import Anchor
from vigil.analysis.numbers import number_value
from vigil.analysis.segment import Segmented
from vigil.model.text import Span
from vigil.model.when import When

_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_NEAR_CONTEXT = 2
"""Sentences over which an explicit year holds for days without one."""
_RECENT = 183
"""Days around the publication in which a day or month without a year is taken to lie, whatever years stand beside it: of
the practice reports' dates without a year, those that follow another year nearby lie further back than this."""
_CLOSE = 45
"""Characters between a day without a year and the full date after it that gives its year ("from May 3 to June 1, 2018")."""
_LOOSE = 3
"""Words beyond which a past verb may be another's, and a day soon to come is meant rather than one almost a year back."""
_LOOSER = 6
"""The same for a word of things to come, which governs more words ("will stand trial in October")."""
_FAR = 240
_SOON = 100
"""Days that count as almost a year and as soon, for that."""
_WEEKDAY_DAYS = 366
"""Days before and after the publication in which a day is looked for that falls on the weekday named beside it: farther off a
slip of the weekday is likelier than a missing year."""
_GOING_ON = 100
"""Days after a day with its year in which the next day without one is taken to follow it."""
_ASIDE = 2
"""Years before the publication beyond which a full date is an aside, and what follows it is of the publication's year."""
_GOING_BACK = 20
"""The same for a day told a little out of order."""
_NEAR_TOLD = 12
"""Sentences over which the day last told can be meant by "two days later"."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: its EDTF text, TIMEX3 value where that differs, and the point that the story now stands at."""

    edtf: str | None
    anchor: Anchor
    point: Point | None = None
    timex: str | None = None
    counted_from: Span | None = None
    """The words that name what it counts from ("his arrest on 3 May"): it dates nothing of that."""
    fixed_by: Span | None = None
    """The date in those words, which dates nothing else."""


@dataclass(slots=True)
class Told:
    """The last point told, and in which sentence."""

    point: Point
    sentence: int


History = dict[int, list[tuple[Span, Point]]]
"""The points of a story by sentence, with their words."""


class Resolver:
    """Reads the expressions of one story in order, keeping the point that it stands at."""

    def __init__(
        self,
        text: Segmented,
        grammar: Grammar,
        published: When | None,
        readers: Mapping[str, Reader],
        below: History | None = None,
    ) -> None:
        self.text = text
        self.below: History = below or {}
        """What an earlier reading found in the whole story, for what is told before its date is."""
        self.grammar = grammar
        self.data = grammar.data
        day = None if published is None or published.yearless else published.start
        if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:  # nothing is told from beyond the calendar
            day = None
        precision = published.precision if published is not None else ""
        self.today = day if precision in ("day", "time") else None
        self.month = day if precision in ("day", "time", "month") else None
        self.year = day.year if day is not None else None
        self.told: Told | None = None
        self.context: Told | None = None
        self.sentence = 0
        self.history: History = {}
        """The points read so far, by sentence, with their words."""
        self.following: Found | None = None
        self._readers = readers
        self._cue = 0
        self._listed: Found | None = None

    def read(self, found: Found, following: Found | None, listed: Found | None) -> tuple[Value, Tense | None]:
        """Return what ``found`` means; ``following`` is the next expression, ``listed`` the one after its list of months and days."""
        self.sentence = self.text.tokens[found.token].sentence
        self._cue, tense = tense_of(self.text, found, self.data.tense) or (0, None)
        if found.role == "until" and not (tense == "behind" and opens_sentence(self.text, found)):
            self._cue, tense = 0, "ahead"
        self.following, self._listed = following, listed
        reader = self._readers.get(found.kind)
        value = reader(self, found, tense) if reader else Value(None, "open", timex=found.row.timex)
        if value.edtf is not None and not _is_edtf(value.edtf):
            value = Value(None, "open")
        self._move(found, value, tense)
        if value.point is not None and found.role not in ("until", "to"):
            self.history.setdefault(self.sentence, []).append((found.span, value.point))
        return value, tense

    def peek(self, found: Found, tense: Tense | None) -> Value:
        """Return what a later expression of the same sentence means, without moving to it."""
        reader = self._readers.get(found.kind)
        return reader(self, found, tense) if reader else Value(None, "open")

    def _move(self, found: Found, value: Value, tense: Tense | None) -> None:
        """Keep the point told, and the explicit year that holds for what comes next."""
        point = value.point
        if point is None:
            if value.anchor == "published":
                self.context = None
            return
        if found.parts.get("unit") == "year" and self.data.shifts.get(found.parts.get("shift", "")) == -1:
            return  # "a year earlier" looks back, and the story stays where it was
        masthead = found.kind == "date" and self.today is not None and point == point_of(self.today)
        if found.role != "until" and tense != "ahead" and not masthead:
            self.told = Told(point, self.sentence)
        if value.anchor in ("text", "context", "told") and point.year is not None:
            self.context = Told(point, self.sentence)
        elif value.anchor == "published":
            self.context = None

    def count(self, words: str) -> int | float | None:
        """Return the value of a count in words."""
        return self.data.counts.get(words, number_value(words, self.grammar.numbers))

    def told_point(self) -> Point | None:
        """Return the point last told where it is near enough to be meant."""
        if self.told is None or self.sentence - self.told.sentence > _NEAR_TOLD:
            return None
        return self.told.point

    def context_point(self) -> Point | None:
        """Return the month or day with a year close by that gives its year to a time without one."""
        near = self.context
        if near is not None and near.point.month is not None and self.sentence - near.sentence <= _NEAR_CONTEXT:
            return near.point
        return None

    def with_year(self, found: Found, point: Point, tense: Tense | None) -> Value:
        """Give a month or day without a year the year that the story or the publication leaves for it."""
        word = found.parts.get("yearword")
        if word is not None and (year := self.year_of(word, point)) is not None:
            return Value(point.in_year(year).edtf, "published", point.in_year(year))
        if (fitting := self._by_weekday(found, point)) is not None:
            return Value(fitting.edtf, "published", fitting)
        following = self._listed
        close = following is not None and following.span.start - found.span.end <= _CLOSE
        if (
            following is not None
            and close
            and following.kind in ("date", "month")
            and len(following.parts.get("year", "")) == 4
        ):
            month, year = month_of(self, following), int(following.parts["year"])
            if month is not None and point.month is not None and (self.year is None or year <= self.year):
                same = point.in_year(year if point.month <= month else year - 1)
                return Value(same.edtf, "context", same)
        near = self.context_point()
        if self.month is None and near is None:
            return Value(point.edtf, "open", point)
        return self._around(found, point, near, tense)

    def _around(self, found: Found, point: Point, near: Point | None, tense: Tense | None) -> Value:
        """Choose between the year of the dated events close by and the one that the publication leaves."""
        if self.month is None:
            assert near is not None
            return self._beside(point, near, tense)
        dated = self._by_publication(found, point, tense)
        recent = near is not None and near.year is not None and self.month.year - near.year <= _ASIDE
        if near is not None and recent and (after := _soon_after(point, near)) is not None:
            return Value(after.edtf, "context", after)
        far = dated.year is not None and abs((dated.first - self.month).days) > _RECENT
        if far and near is not None and tense != "ahead":
            return self._beside(point, near, tense)
        return Value(dated.edtf, "published", dated)

    def _by_weekday(self, found: Found, point: Point) -> Point | None:
        """Return the day of that number nearest to the publication that is the weekday named beside it ("Monday 21 January")."""
        name = found.parts.get("weekday", "").rstrip(".")
        if not name or self.month is None or point.day is None:
            return None
        here, number = self.month, self.data.weekdays[name]
        years = (point.in_year(y) for y in (here.year - 1, here.year, here.year + 1))
        near = [p for p in years if p.valid() and abs((p.first - here).days) <= _WEEKDAY_DAYS]
        fitting = [p for p in near if p.first.isoweekday() == number]
        return min(fitting, key=lambda p: abs((p.first - here).days), default=None)

    def _beside(self, point: Point, near: Point, tense: Tense | None) -> Value:
        assert near.year is not None
        year = near.year
        if near.month is not None and point.month is not None and point.month < near.month and tense == "ahead":
            year += 1
        dated = point.in_year(year)
        return Value(dated.edtf, "context", dated)

    def year_of(self, word: str, point: Point) -> int | None:
        """Return the year that "last year", "of that year" and the like give to ``point``."""
        meaning = self.data.yearwords[word]
        if meaning == "that":
            told = self.told_point()
            return told.year if told else None
        if self.year is None:
            return None
        if meaning in ("past", "ahead"):
            return self._nearest(point, "behind" if meaning == "past" else "ahead").year
        return self.year + int(meaning)

    def _by_publication(self, found: Found, point: Point, tense: Tense | None) -> Point:
        if found.role in ("until", "to", "for", "of"):
            return self._nearest(point, None)
        return self._nearest(point, tense if tense in ("ahead", "behind") else None)

    def _nearest(self, point: Point, tense: Tense | None) -> Point:
        """Return the nearest such day or month behind or ahead of the publication; without a tense, ahead only if close."""
        assert self.year is not None
        years = [point.in_year(y) for y in range(self.year - 4, self.year + 5)]
        dated = [p for p in years if p.valid()]
        chosen = self.choose([(p.first, p.last) for p in dated], tense)
        return point if chosen is None else dated[chosen]

    def choose(self, spans: Sequence[tuple[date, date]], tense: Tense | None) -> int | None:
        """Return the index of the nearest of ``spans`` (first and last day, in order) behind the publication or ahead of it."""
        if self.year is None:
            return None
        now = self.today or (Point(self.month.year, self.month.month).last if self.month else date(self.year, 12, 31))
        behind = [n for n, s in enumerate(spans) if s[0] <= now]
        ahead = [n for n, s in enumerate(spans) if s[1] >= now]
        if not behind or not ahead:
            return None
        back, on = (now - spans[behind[-1]][1]).days, (spans[ahead[0]][0] - now).days
        if self._cue > _LOOSE and tense == "behind" and back > _FAR and on < _SOON:
            tense = "ahead"
        elif self._cue > _LOOSER and tense == "ahead" and on > _FAR and back < _SOON:
            tense = "behind"
        if tense == "behind":
            return behind[-1]
        if tense == "ahead":
            return ahead[0]
        return behind[-1] if back <= on else ahead[0]


def _soon_after(point: Point, near: Point) -> Point | None:
    """Return the day in the weeks after ``near``, as a story goes on from one day to the next; None where it is not."""
    if near.day is None or near.year is None or point.day is None:
        return None
    for year in (near.year, near.year + 1):
        dated = point.in_year(year)
        if dated.valid() and near.valid() and -_GOING_BACK <= (dated.first - near.first).days <= _GOING_ON:
            return dated
    return None


def _is_edtf(text: str) -> bool:
    try:
        When(text)
    except ValueError:
        return False
    return True


Reader = Callable[[Resolver, Found, Tense | None], Value]
"""Reads one kind of expression."""


def month_of(at: Resolver, found: Found, suffix: str = "") -> int | None:
    """Return the month that an expression names, by name or number; ``suffix`` 2 is the second of a range."""
    name = found.parts.get(f"month{suffix}")
    if name is not None:
        return at.data.months[name.rstrip(".")]
    number = found.parts.get(f"monthnumber{suffix}")
    return int(number) if number else None


def binds_right(text: Segmented, found: Found, data: DateData) -> bool:
    """Whether "two days after" introduces a clause of its own ("two days after a court found ...")."""
    if found.kind != "shift" or found.parts.get("shift") not in data.binding:
        return False
    following = text.tokens[found.token + len(text.tokens_in(found.span)) :][:1]
    return (
        bool(following)
        and following[0].sentence == text.tokens[found.token].sentence
        and following[0].is_word
        and following[0].lower not in ("and", "but")
    )
