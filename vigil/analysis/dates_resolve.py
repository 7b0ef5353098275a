"""From the words of a time to its value: what the text says, then what it leaves to the days around it.

Anchors, in this order: the words themselves; the day last told ("two days later"); explicit years close by (reading
guide, note 19); the day of publication. Where none of them settles it, the year stays open or the value is None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vigil.analysis.dates_calendar import Point, interval, part_of_year, point_of, thirds_of_month, week_of
from vigil.analysis.dates_grammar import Found, Grammar
from vigil.analysis.dates_tense import Tense, tense_of
from vigil.analysis.dates_value import Anchor
from vigil.analysis.numbers import number_value, ordinal_value
from vigil.analysis.segment import Segmented
from vigil.model.when import When

_NEAR_CONTEXT = 2
"""Sentences over which an explicit year holds for days without one."""
_RECENT = 183
"""Days around the publication in which a day or month without a year is taken to lie, whatever years stand beside it: of
the practice reports' dates without a year, those that follow another year nearby lie further back than this."""
_CLOSE = 45
"""Characters between a day without a year and the full date after it that gives its year ("from May 3 to June 1, 2018")."""
_GOING_ON = 100
"""Days after a day with its year in which the next day without one is taken to follow it."""
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


@dataclass(slots=True)
class Told:
    """The last point told, and in which sentence."""

    point: Point
    sentence: int


class Resolver:
    """Reads the expressions of one story in order, keeping the point that it stands at."""

    def __init__(self, text: Segmented, grammar: Grammar, published: When | None) -> None:
        self.text = text
        self.grammar = grammar
        self.data = grammar.data
        day = None if published is None or published.yearless else published.start
        self.today = day if published is not None and published.precision in ("day", "time") else None
        self.month = day if published is not None and published.precision in ("day", "time", "month") else None
        self.year = day.year if day is not None else None
        self.told: Told | None = None
        self.context: Told | None = None
        self.sentence = 0

    def read(self, found: Found, following: Found | None) -> tuple[Value, Tense | None]:
        """Return what ``found`` means; ``following`` is the next expression of the same sentence."""
        self.sentence = self.text.tokens[found.token].sentence
        tense = tense_of(self.text, found, self.data.tense)
        if found.role == "until":
            tense = "ahead"
        self._following = following
        value = _READERS.get(found.kind, _nothing)(self, found, tense)
        if value.edtf is not None and not _is_edtf(value.edtf):
            value = Value(None, "open")
        self._move(found, value, tense)
        return value, tense

    def _move(self, found: Found, value: Value, tense: Tense | None) -> None:
        """Keep the point told, and the explicit year that holds for what comes next."""
        point = value.point
        if point is None:
            if value.anchor == "published":
                self.context = None
            return
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
        if word is not None and (year := self._year_of(word, point)) is not None:
            return Value(point.in_year(year).edtf, "published", point.in_year(year))
        following = self._following
        close = following is not None and following.span.start - found.span.end <= _CLOSE
        if following is not None and close and following.kind in ("date", "month") and len(following.parts.get("year", "")) == 4:
            month, year = _month(self, following), int(following.parts["year"])
            if month is not None and point.month is not None and (self.year is None or year <= self.year):
                same = point.in_year(year if point.month <= month else year - 1)
                return Value(same.edtf, "context", same)
        near = self.context_point()
        if self.month is None:
            return self._beside(point, near, tense) if near is not None else Value(point.edtf, "open", point)
        dated = self._by_publication(found, point, tense)
        if near is not None and (after := _soon_after(point, near)) is not None:
            return Value(after.edtf, "context", after)
        far = dated.year is not None and abs((dated.first - self.month).days) > _RECENT
        if far and near is not None and tense != "ahead":
            return self._beside(point, near, tense)
        return Value(dated.edtf, "published", dated)

    def _beside(self, point: Point, near: Point, tense: Tense | None) -> Value:
        assert near.year is not None
        year = near.year
        if near.month is not None and point.month is not None and point.month < near.month and tense == "ahead":
            year += 1
        dated = point.in_year(year)
        return Value(dated.edtf, "context", dated)

    def _year_of(self, word: str, point: Point) -> int | None:
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
        now = self.today or (Point(self.month.year, self.month.month).last if self.month else date(self.year, 12, 31))
        years = [point.in_year(y) for y in range(self.year - 4, self.year + 5)]
        dated = [p for p in years if p.valid()]
        behind = [p for p in dated if p.first <= now]
        ahead = [p for p in dated if p.last >= now]
        if not behind or not ahead:
            return point
        if tense == "behind":
            return behind[-1]
        if tense == "ahead":
            return ahead[0]
        return behind[-1] if now - behind[-1].last <= ahead[0].first - now else ahead[0]


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


def _nothing(_at: Resolver, found: Found, _tense: Tense | None) -> Value:
    return Value(None, "open", timex=found.row.timex)


def _month(at: Resolver, found: Found, suffix: str = "") -> int | None:
    name = found.parts.get(f"month{suffix}")
    if name is not None:
        return at.data.months[name.rstrip(".")]
    number = found.parts.get(f"monthnumber{suffix}")
    return int(number) if number else None


def _year(found: Found, suffix: str = "") -> int | None:
    text = found.parts.get(f"year{suffix}")
    if text is None:
        return None
    if len(text) == 2:  # two digits: a year of this century, as reports of the web's time write them
        return 2000 + int(text)
    return int(text)


def _day(at: Resolver, found: Found, suffix: str = "") -> int | None:
    text = found.parts.get(f"day{suffix}")
    if text is None:
        return None
    return int(text) if text.isdigit() else ordinal_value(text, at.grammar.numbers)


def _date(at: Resolver, found: Found, tense: Tense | None) -> Value:
    point = Point(_year(found), _month(at, found), _day(at, found))
    if not point.valid():
        return Value(None, "open")
    if point.year is not None:
        return Value(point.edtf, "text", point)
    return at.with_year(found, point, tense)


def _part_of_month(value: Value, part: str | None, role: str | None) -> Value:
    point = value.point
    if point is None or part is None or not point.valid():
        return value
    if part == "end" and role == "by" and point.year is not None:
        return replace(value, edtf=f"../{point.last.isoformat()}", timex=point.edtf)
    days = thirds_of_month(point, part)
    if days is None:
        return value
    return replace(value, edtf=interval(*days, yearless=point.year is None), timex=point.edtf)


def _month_value(at: Resolver, found: Found, tense: Tense | None) -> Value:
    if "month" not in found.parts and "monthnumber" not in found.parts:  # "early last month"
        return _near_unit(
            at, Found(found.span, found.kind, {**found.parts, "unit": "month"}, found.row, found.token), tense
        )
    point = Point(_year(found), _month(at, found))
    value = Value(point.edtf, "text", point) if point.year is not None else at.with_year(found, point, tense)
    return _part_of_month(value, at.data.parts.get(found.parts.get("part", "")), found.role)


def _year_value(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    year = _year(found)
    return _part_of_year(at, Point(year), found, "text")


def _part_of_year(at: Resolver, point: Point, found: Found, anchor: Anchor) -> Value:
    part = at.data.parts.get(found.parts.get("part", ""))
    months = part_of_year(part) if part else None
    if months is None or point.year is None:
        edtf = f"../{point.year}-12-31" if part == "end" and found.role == "by" else point.edtf
        return Value(edtf, anchor, point, point.edtf)
    quarter = f"{point.year}-{part.upper()}" if part and part.startswith("q") else point.edtf
    return Value(f"{point.year}-{months[0]:02d}/{point.year}-{months[1]:02d}", anchor, point, quarter)


def _day_value(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the 20th": of the month last told or of the month around the publication."""
    day = _day(at, found)
    if day is None or day > 31:
        return Value(None, "open")
    told = at.told_point()
    words = at.text.text_of(found.span).lower()
    if told is not None and told.month is not None and not words.endswith("this month"):
        same = Point(told.year, told.month, day)
        if told.day is not None and day < told.day:
            following = told.plus_months(1)
            same = Point(following.year, following.month, day) if following else Point()
        ahead = tense == "ahead" and found.role in ("to", "until", "by")
        late = at.today is not None and same.year is not None and same.valid() and same.first > at.today and not ahead
        if (
            same.valid()
            and same.month is not None
            and not late
            and (tense != "ahead" or at.today is None or _fresh(at, same))
        ):
            return Value(same.edtf, "told", same)
    if at.today is None:
        return Value(None, "open")
    months = [point_of(at.today).plus_months(shift) for shift in (-1, 0, 1)]
    days = [p for p in (Point(m.year, m.month, day) for m in months if m) if p.valid()]
    if words.endswith("this month"):
        days = [p for p in days if p.month == at.today.month]
    if tense == "ahead":
        chosen = next((p for p in days if p.first >= at.today), None)
    elif tense == "behind":
        chosen = next((p for p in reversed(days) if p.first <= at.today), None)
    else:
        today = at.today
        chosen = min(days, key=lambda p: abs((p.first - today).days), default=None)
    return Value(chosen.edtf, "published", chosen) if chosen else Value(None, "open")


def _fresh(at: Resolver, point: Point) -> bool:
    return at.today is None or point.year is None or point.first >= at.today


def _weekday(at: Resolver, found: Found, tense: Tense | None) -> Value:
    number = at.data.weekdays[found.parts["weekday"]]
    far = found.parts.get("far")
    if far is not None:
        return _far_weekday(at, number, at.data.far[far])
    if at.today is None:
        return Value(None, "open")
    near = at.data.near.get(found.parts.get("near", ""))
    if "week" in at.text.text_of(found.span).lower().split():  # "Wednesday of last week"
        monday, _ = week_of(at.today, near or 0)
        day = monday + timedelta(number - 1)
    else:
        back = (at.today.isoweekday() - number) % 7
        behind, ahead = at.today - timedelta(back), at.today + timedelta(-back % 7)
        if near == -1:
            day = behind if back else at.today - timedelta(7)
        elif near == 1:
            day = ahead if back else at.today + timedelta(7)
        elif near == 0:
            day = ahead if tense == "ahead" else behind if back else at.today
        else:
            day = ahead if tense in ("ahead", "present") or found.role in ("until", "for") else behind
    return _on(day, "published", at, found)


def _far_weekday(at: Resolver, number: int, shift: int) -> Value:
    told = at.told_point()
    if told is None or told.day is None or told.year is None or not told.valid():
        return Value(None, "open")
    start = told.first
    back = (start.isoweekday() - number) % 7
    if shift < 0:
        day = start - timedelta(back or 7)
    else:
        day = start + timedelta(-back % 7 if shift == 0 else (-back % 7 or 7))
    return Value(day.isoformat(), "told", point_of(day))


def _weekday_day(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "Mon 21": the nearest day of that number which is such a weekday."""
    day, number = _day(at, found), at.data.weekdays[found.parts["weekday"].rstrip(".")]
    if at.today is None or day is None:
        return Value(None, "open")
    months = (point_of(at.today).plus_months(shift) for shift in (-2, -1, 0, 1, 2))
    days = [p.first for p in (Point(m.year, m.month, day) for m in months if m) if p.valid()]
    fitting = [d for d in days if d.isoweekday() == number]
    today = at.today
    chosen = min(fitting, key=lambda d: abs((d - today).days), default=None)
    return _on(chosen, "published", at, found) if chosen else Value(None, "open")


def _on(day: date, anchor: Anchor, at: Resolver, found: Found) -> Value:
    """Return a day, with the part of the day as TIMEX3 writes it."""
    pod = at.data.parts_of_day.get(found.parts.get("pod", ""))
    return Value(day.isoformat(), anchor, point_of(day), f"{day.isoformat()}T{pod}" if pod else None)


def _weekday_range(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    if at.today is None:
        return Value(None, "open")
    second = at.data.weekdays[found.parts["weekday2"]]
    last = at.today - timedelta((at.today.isoweekday() - second) % 7)
    return Value(interval(last - timedelta(1), last), "published", point_of(last - timedelta(1)))


def _near_day(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    if at.today is None:
        return Value(None, "open")
    word = found.parts.get("nearday", "")
    last_night = "neardayword" in found.parts and "pod" not in found.parts
    day = at.today + timedelta(at.data.near_days.get(word, -1 if last_night else 0))
    value = _on(day, "published", at, found)
    if last_night or word == "tonight":
        return replace(value, timex=f"{day.isoformat()}TNI")
    return value


def _near_unit(at: Resolver, found: Found, tense: Tense | None) -> Value:
    shift, unit = at.data.near.get(found.parts.get("near", "this"), 0), at.data.units[found.parts["unit"]]
    return _unit_around(at, found, unit, shift, tense)


def _unit_around(at: Resolver, found: Found, unit: str, shift: int, tense: Tense | None) -> Value:
    """Read "last week", "this month", "next year" from the publication."""
    if unit == "year" and at.year is not None:
        return _part_of_year(at, Point(at.year + shift), found, "published")
    if unit == "month" and at.month is not None:
        point = Point(at.month.year, at.month.month).plus_months(shift)
        value = Value(point.edtf, "published", point) if point else Value(None, "open")
        part = at.data.parts.get(found.parts.get("part", ""))
        return _part_of_month(value, part if part not in ("before", "after") else None, found.role)
    if unit == "decade" and at.year is not None:
        return Value(f"{at.year // 10 + shift}X", "published", timex=f"{at.year // 10 + shift}")
    if at.today is None or unit == "day":  # "to this day" is no date
        return Value(None, "open")
    if unit == "quarter":
        first = Point(at.today.year, (at.today.month - 1) // 3 * 3 + 1).plus_months(3 * shift)
        return (
            _quarter(first.year, (first.month + 2) // 3, "published")
            if first and first.year and first.month
            else Value(None, "open")
        )
    if unit == "weekend":
        monday, sunday = week_of(at.today, shift)
        return Value(interval(sunday - timedelta(1), sunday), "published", None, _week(monday) + "-WE")
    if unit == "week":
        monday, sunday = week_of(at.today, shift)
        part = at.data.parts.get(found.parts.get("part", ""))
        first, last = monday, sunday
        if shift == 0 and part == "before":
            last = max(at.today - timedelta(1), monday)
        elif shift == 0 and tense == "ahead":
            first = at.today
        elif shift == 0:
            last = at.today
        return Value(interval(first, last) if first != last else first.isoformat(), "published", None, _week(monday))
    return Value(None, "open")


def _week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def _quarter(year: int, quarter: int, anchor: Anchor) -> Value:
    first = (quarter - 1) * 3 + 1
    return Value(f"{year}-{first:02d}/{year}-{first + 2:02d}", anchor, None, f"{year}-Q{quarter}")


def _quarter_value(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    words = found.parts.get("ordinal") or found.parts["ordinal2"]
    number = ordinal_value(words, at.grammar.numbers)
    if number is None or number > 4:
        return Value(None, "open")
    if (year := _year(found)) is not None:
        return _quarter(year, number, "text")
    if at.month is None or at.year is None:
        return Value(None, "open")
    if (word := found.parts.get("yearword")) is not None:
        year = at._year_of(word, Point(None, number * 3))
        return _quarter(year, number, "published") if year is not None else Value(None, "open")
    year = at.year if number * 3 < at.month.month + 1 else at.year - 1
    return _quarter(year, number, "published")


def _near_month(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "last October" (the one before this month), "this June", "next March"."""
    month = _month(at, found)
    if at.month is None or month is None:
        return Value(None, "open")
    shift, here = at.data.near[found.parts["near"]], at.month
    year = here.year
    if shift < 0 and month >= here.month:
        year -= 1
    elif shift > 0 and month <= here.month:
        year += 1
    point = Point(year, month)
    return _part_of_month(
        Value(point.edtf, "published", point), at.data.parts.get(found.parts.get("part", "")), found.role
    )


def _season(at: Resolver, year: int | None, name: str, anchor: Anchor) -> Value:
    if year is None:
        return Value(None, "open")
    first, last = (int(m) for m in at.data.seasons[name].split("/"))
    timex = f"{year}-{at.data.season_codes[name]}"
    if first > last:  # a winter lies in two years: the year alone is what the text gives
        return Value(f"{year:04d}", anchor, Point(year), timex)
    return Value(f"{year}-{first:02d}/{year}-{last:02d}", anchor, Point(year), timex)


def _season_value(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    return _season(at, _year(found), found.parts["season"], "text")


def _near_season(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "last autumn": the last that is over; "this summer": of the year of publication."""
    name = found.parts["season"]
    if at.month is None:
        return Value(None, "open")
    if (word := found.parts.get("yearword")) is not None:
        return _season(at, at._year_of(word, Point()), name, "published")
    first, last = (int(m) for m in at.data.seasons[name].split("/"))
    shift, here = at.data.near[found.parts["near"]], at.month
    if first > last:  # winter: told by the year in which it began
        began = here.year if here.month > last else here.year - 1
        began += shift if shift <= 0 or here.month > last else 0
        began = began + 1 if shift < 0 and here.month in range(last + 1, first) else began
        value = f"{began - 0:04d}-{first:02d}/{began + 1:04d}-{last:02d}"
        return Value(value, "published", None, f"{began}-{at.data.season_codes[name]}")
    year = here.year
    if shift < 0 and here.month <= last:
        year -= 1
    elif shift > 0 and here.month >= first:
        year += 1
    return _season(at, year, name, "published")


def _far_season(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    told = at.told_point()
    return _season(at, told.year if told else None, found.parts["season"], "told")


def _decade(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    year = _year(found) or 1900 + at.data.decades[found.parts["decade"]]
    return Value(f"{year // 10}X", "text", None, f"{year // 10}")


def _century(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    number = ordinal_value(found.parts["ordinal"], at.grammar.numbers)
    if number is None or not 11 <= number <= 21:
        return Value(None, "open")
    return Value(f"{number - 1}XX", "text", None, f"{number - 1}")


def _the_weekend(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the weekend": the next one, or the last one where it is told as past."""
    if at.today is None:
        return Value(None, "open")
    shift = -1 if tense == "behind" and at.today.isoweekday() < 6 else 0
    return _unit_around(at, found, "weekend", shift, tense)


def _end_unit(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the end of the month", "later this year"."""
    unit = at.data.units[found.parts["unit"]]
    part = at.data.parts[found.parts["part"]]
    if part == "end" and found.role == "by" and unit == "month" and at.month is not None:
        last = Point(at.month.year, at.month.month).last
        return Value(f"../{last.isoformat()}", "published", None, f"{at.month:%Y-%m}")
    return _unit_around(at, found, unit, 0, tense)


def _week_end(at: Resolver, _found: Found, _tense: Tense | None) -> Value:
    if at.today is None:
        return Value(None, "open")
    return Value(interval(at.today, week_of(at.today)[1]), "published")


def _ago(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "two weeks ago" from the publication, as exactly as its unit."""
    count, unit = at.count(found.parts["count"]), at.data.units[found.parts["unit"]]
    if count is None or at.year is None:
        return Value(None, "open")
    whole = int(count)
    if unit == "year" and whole < at.year:
        return Value(f"{at.year - whole:04d}", "published", Point(at.year - whole))
    if unit == "decade" and whole < 100:
        return Value(f"{at.year // 10 - whole}X", "published", None, f"{at.year // 10 - whole}")
    if unit == "month" and at.month is not None:
        point = Point(at.month.year, at.month.month).plus_months(-whole)
        return Value(point.edtf if point else None, "published", point)
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if at.today is None or days is None or whole * days > 4000:
        return Value(None, "open")
    day = at.today - timedelta(whole * days)
    return Value(day.isoformat(), "published", point_of(day), _week(week_of(day)[0]) if days > 1 else None)


def _shift(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "two days later", "the day before", "a year earlier" from the point last told."""
    unit = at.data.units.get(found.parts["unit"], "day")
    count = at.count(found.parts.get("count", "a"))
    sign = at.data.shifts[found.parts["shift"]]
    if count is None:
        return Value(None, "open")
    told = at.told
    if binds_right(at.text, found) and told is not None and told.sentence == at.sentence:  # "two days after a court found ...": the day of what follows, counted back
        sign = -sign
    return _moved(at.told_point(), unit, int(count) * sign)


def binds_right(text: Segmented, found: Found) -> bool:
    """Whether "two days after" introduces a clause of its own ("two days after a court found ...")."""
    if found.kind != "shift" or found.parts.get("shift") not in ("after", "before"):
        return False
    following = text.tokens[found.token + len(text.tokens_in(found.span)) :][:1]
    return bool(following) and following[0].sentence == text.tokens[found.token].sentence and following[0].is_word and following[0].lower not in ("and", "but")


def _moved(told: Point | None, unit: str, shift: int) -> Value:
    if told is None:
        return Value(None, "open")
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    moved: Point | None = None
    if days is not None and abs(shift) < 1000:
        moved = told.plus(shift * days)
        if moved is None and told.month is None and told.year is not None and shift * days < 100:
            moved = told if shift > 0 else None  # "five weeks later" told of a year alone
    elif unit == "month" and told.month is not None:
        moved = told.plus_months(shift)
    elif unit == "year" and told.year is not None and 0 < told.year + shift < 9000:
        moved = Point(told.year + shift)
    return Value(moved.edtf, "told", moved) if moved else Value(None, "open")


def _far(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "the same day", "that evening", "the following month" from the point last told."""
    told = at.told_point()
    shift = at.data.far[found.parts["far"]]
    pod = at.data.parts_of_day.get(found.parts.get("pod", ""))
    unit = "day" if pod else at.data.units[found.parts["unit"]]
    if told is None or told.year is None and told.month is None:
        return Value(None, "open")
    if unit == "day":
        if told.day is None:
            return Value(None, "open")
        moved = told.plus(shift)
        if moved is None:
            return Value(None, "open")
        return Value(moved.edtf, "told", moved, f"{moved.edtf}T{pod}" if pod and moved.year else None)
    if unit == "weekend" and told.day is not None and told.year is not None:
        _, sunday = week_of(told.first, shift)
        return Value(interval(sunday - timedelta(1), sunday), "told")
    if unit == "week" and told.day is not None and told.year is not None:
        monday, sunday = week_of(told.first, shift)
        return Value(interval(monday, sunday), "told", None, _week(monday))
    if unit == "month":
        moved = told.plus_months(shift)
        return Value(moved.edtf, "told", moved) if moved else Value(None, "open")
    if unit == "year" and told.year is not None:
        return Value(f"{told.year + shift:04d}", "told", Point(told.year + shift))
    return Value(None, "open")


def _far_month(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "that September": the one on or after the month last told."""
    told, month = at.told_point(), _month(at, found)
    if told is None or told.year is None or month is None:
        return Value(None, "open")
    year = told.year + (1 if told.month is not None and month < told.month else 0)
    point = Point(year, month)
    return Value(point.edtf, "told", point)


def _same_day(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "an hour later", "by evening": still the day last told, and only where that is close."""
    told = at.told_point()
    if told is None or told.day is None or at.told is None or at.sentence - at.told.sentence > 2:
        return Value(None, "open")
    return Value(told.edtf, "told", told)


def _feast(at: Resolver, found: Found, tense: Tense | None) -> Value:
    month, day = (int(n) for n in at.data.feasts[found.parts["feast"]].split("-"))
    point = Point(_year(found), month, day)
    return Value(point.edtf, "text", point) if point.year is not None else at.with_year(found, point, tense)


def _night_of(at: Resolver, found: Found, tense: Tense | None) -> Value:
    return _day_value(at, found, tense)


def _day_range(at: Resolver, found: Found, tense: Tense | None) -> Value:
    month = _month(at, found)
    first, last = Point(_year(found), month, _day(at, found)), Point(_year(found), month, _day(at, found, "2"))
    if not first.valid() or not last.valid() or last.first <= first.first:
        return Value(None, "open")
    anchor: Anchor = "text"
    if first.year is None:
        value = at.with_year(found, first, tense)
        first, anchor = value.point or first, value.anchor
        last = replace(last, year=first.year)
    return Value(f"{first.edtf}/{last.edtf}", anchor, last if anchor == "text" else first)


def _point_range(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "from 3 May to 5 June 2020", "between January and June"."""
    last = Point(_year(found, "2"), _month(at, found, "2"), _day(at, found, "2"))
    first = Point(_year(found), _month(at, found), _day(at, found))
    anchor: Anchor = "text"
    if last.year is None and first.year is None:
        value = at.with_year(found, last, tense)
        last, anchor = value.point or last, value.anchor
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year + (1 if (last.month or 1) < (first.month or 1) else 0))
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - (1 if (first.month or 1) > (last.month or 1) else 0))
    if not first.valid() or not last.valid() or last.last < first.first:
        return Value(None, "open")
    return Value(f"{first.edtf}/{last.edtf}", anchor, last)


def _year_range(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    first = _year(found)
    text = found.parts["year2"]
    last = int(text) if len(text) == 4 else int(found.parts["year"][:2] + text)
    if first is None or last <= first:
        return Value(None, "open")
    return Value(f"{first}/{last}", "text", Point(last))


def _week_of(at: Resolver, found: Found, tense: Tense | None) -> Value:
    value = _date(at, found, tense)
    if value.point is None or value.point.year is None:
        return value
    day = value.point.first
    return replace(value, edtf=interval(day, day + timedelta(6)), timex=_week(week_of(day)[0]))


def _first_days(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    count = at.count(found.parts["count"])
    if count is None or at.month is None or not 1 < count < 32:
        return Value(None, "open")
    first = Point(at.month.year, at.month.month if found.parts["unit"] == "month" else 1, 1).first
    return Value(interval(first, first + timedelta(int(count) - 1)), "published")


_READERS: dict[str, Reader] = {
    "date": _date,
    "slash_day": _date,
    "month": _month_value,
    "year": _year_value,
    "day": _day_value,
    "night_of": _night_of,
    "day_range": _day_range,
    "date_range": _point_range,
    "month_range": _point_range,
    "year_range": _year_range,
    "season": _season_value,
    "near_season": _near_season,
    "far_season": _far_season,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter_value,
    "weekday": _weekday,
    "weekday_day": _weekday_day,
    "weekday_range": _weekday_range,
    "near_day": _near_day,
    "near_unit": _near_unit,
    "near_month": _near_month,
    "the_weekend": _the_weekend,
    "end_unit": _end_unit,
    "week_end": _week_end,
    "week_of": _week_of,
    "first_days": _first_days,
    "ago": _ago,
    "shift": _shift,
    "far": _far,
    "far_month": _far_month,
    "same_day": _same_day,
    "feast": _feast,
}
