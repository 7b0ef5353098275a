"""Times that name their day, month, year or season: "9 January 2020", "in October", "the spring of 2007", "2014-2017"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from vigil.analysis.dates_calendar import Point, clock_of, interval, part_of_year, point_of, thirds_of_month, week_of
from vigil.analysis.dates_grammar import Found
from vigil.analysis.dates_resolve import Reader, Resolver, Value, month_of
from vigil.analysis.dates_tense import Tense
from vigil.analysis.dates_value import Anchor
from vigil.analysis.numbers import number_value, ordinal_value

_CENTURY = 100
_TWENTIETH = 1900


def year_of(at: Resolver, found: Found, suffix: str = "") -> int | None:
    """Return the year that an expression gives; two digits are of this century."""
    if (spoken := found.parts.get("spokenyear")) is not None:
        return _spoken(at, spoken)
    text = found.parts.get(f"year{suffix}")
    if text is None:
        return None
    if len(text) == 2:
        return 2000 + int(text)
    return int(text)


def _spoken(at: Resolver, words: str) -> int | None:
    """Return the year of "nineteen ninety-six" and "two thousand and four"."""
    whole = number_value(words, at.grammar.numbers)
    if whole is not None and whole >= _CENTURY * 10:
        return int(whole)
    century, *rest = re.split(r"[\s-]", words)
    first = number_value(century, at.grammar.numbers)
    second = number_value(" ".join(w for w in rest if w != "oh"), at.grammar.numbers)
    return int(first * _CENTURY + second) if first is not None and second is not None else None


def day_of(at: Resolver, found: Found, suffix: str = "") -> int | None:
    """Return the day of the month that an expression gives in digits or as an ordinal."""
    text = found.parts.get(f"day{suffix}")
    if text is None:
        return None
    return int(text) if text.isdigit() else ordinal_value(text, at.grammar.numbers)


def read_date(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read a day of a month, with or without its year."""
    point = Point(year_of(at, found), month_of(at, found), day_of(at, found))
    if not point.valid():
        return Value(None, "open")
    value = Value(point.edtf, "text", point) if point.year is not None else at.with_year(found, point, tense)
    clock = clock_of(found.parts.get("clock", ""), at.data.hours)
    return replace(value, timex=f"{value.edtf}{clock}") if clock else value


def part_of_month(value: Value, part: str | None, role: str | None) -> Value:
    """Narrow a month to its early, middle or late part; "by the end of" a month runs up to its last day."""
    point = value.point
    if point is None or part is None or not point.valid():
        return value
    if part == "end" and role == "by" and point.year is not None:
        return replace(value, edtf=f"../{point.last.isoformat()}", timex=point.edtf)
    days = thirds_of_month(point, part)
    if days is None:
        return value
    return replace(value, edtf=interval(*days, yearless=point.year is None), timex=point.edtf)


def _nth_weekday(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the first Monday of March", "the last Friday in May 2019"."""
    value = _month_value(at, found, tense)
    month, weekday = value.point, at.data.weekdays[found.parts["weekday"]]
    if month is None or month.year is None:
        return Value(None, "open")
    number = ordinal_value(found.parts.get("ordinal", ""), at.grammar.numbers)
    if number is None:  # the last
        last = month.last
        day = last - timedelta((last.isoweekday() - weekday) % 7)
    else:
        day = month.first + timedelta((weekday - month.first.isoweekday()) % 7 + 7 * (number - 1))
    if day.month != month.month:
        return Value(None, "open")
    return Value(day.isoformat(), value.anchor, point_of(day))


def _month_value(at: Resolver, found: Found, tense: Tense | None) -> Value:
    point = Point(year_of(at, found), month_of(at, found))
    value = Value(point.edtf, "text", point) if point.year is not None else at.with_year(found, point, tense)
    return part_of_month(value, at.data.parts.get(found.parts.get("part", "")), found.role)


def _year_value(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    year = year_of(at, found)
    return year_part(at, Point(year), found, "text")


def year_part(at: Resolver, point: Point, found: Found, anchor: Anchor) -> Value:
    """Return a year, narrowed where the expression says "early", "the first half of" and the like."""
    part = at.data.parts.get(found.parts.get("part", ""))
    months = part_of_year(part) if part else None
    if months is None or point.year is None:
        edtf = f"../{point.year}-12-31" if part == "end" and found.role == "by" else point.edtf
        return Value(edtf, anchor, point, point.edtf)
    halves = {"first_half": "H1", "second_half": "H2"}
    code = part.upper() if part and part.startswith("q") else halves.get(part or "")
    timex = f"{point.year}-{code}" if code else point.edtf
    return Value(f"{point.year}-{months[0]:02d}/{point.year}-{months[1]:02d}", anchor, point, timex)


def quarter_value(year: int, quarter: int, anchor: Anchor) -> Value:
    """Return the three months of a quarter."""
    first = (quarter - 1) * 3 + 1
    return Value(f"{year}-{first:02d}/{year}-{first + 2:02d}", anchor, None, f"{year}-Q{quarter}")


def _quarter_value(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the third quarter": of this year where it has begun or is told as ahead, else of the last."""
    words = found.parts.get("ordinal") or found.parts["ordinal2"]
    number = ordinal_value(words, at.grammar.numbers)
    if number is None or number > 4:
        return Value(None, "open")
    if (year := year_of(at, found)) is not None:
        return quarter_value(year, number, "text")
    if at.month is None or at.year is None:
        return Value(None, "open")
    if (word := found.parts.get("yearword")) is not None:
        year = at.year_of(word, Point(None, number * 3))
        return quarter_value(year, number, "published") if year is not None else Value(None, "open")
    begun = number * 3 - 2 <= at.month.month
    year = at.year if begun or tense == "ahead" else at.year - 1
    return quarter_value(year, number, "published")


def _season_alone(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "over the summer": the nearest, behind the publication or ahead of it, or that of a year close by."""
    name = found.parts["season"]
    first, last = (int(m) for m in at.data.seasons[name].split("/"))
    near = at.context_point()
    if at.year is None and near is not None and near.year is not None:
        return replace(season_of(at, near.year, name, "context"), point=None)
    if at.year is None:
        return Value(None, "open")
    years = range(at.year - 2, at.year + 3)
    spans = [(Point(y, first).first, Point(y + (first > last), last).last) for y in years]
    chosen = at.choose(spans, tense)
    if chosen is None:
        return Value(None, "open")
    start, end = spans[chosen]
    return Value(f"{start:%Y-%m}/{end:%Y-%m}", "published", None, f"{start.year}-{at.data.season_codes[name]}")


def season_of(at: Resolver, year: int | None, name: str, anchor: Anchor) -> Value:
    """Return the three months of a season; of a winter the year alone, since it lies in two."""
    if year is None:
        return Value(None, "open")
    first, last = (int(m) for m in at.data.seasons[name].split("/"))
    timex = f"{year}-{at.data.season_codes[name]}"
    if first > last:
        return Value(f"{year:04d}", anchor, Point(year), timex)
    return Value(f"{year}-{first:02d}/{year}-{last:02d}", anchor, Point(year), timex)


def _season_value(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    return season_of(at, year_of(at, found), found.parts["season"], "text")


def _decade(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    tens = found.parts.get("tens")
    year = year_of(at, found) or _TWENTIETH + (int(tens) if tens else at.data.decades[found.parts["decade"]])
    return Value(f"{year // 10}X", "text", None, f"{year // 10}")


def _century(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    number = ordinal_value(found.parts["ordinal"], at.grammar.numbers)
    if number is None or not 11 <= number <= 21:
        return Value(None, "open")
    return Value(f"{number - 1}XX", "text", None, f"{number - 1}")


def _day_range(at: Resolver, found: Found, tense: Tense | None) -> Value:
    month = month_of(at, found)
    first, last = (
        Point(year_of(at, found), month, day_of(at, found)),
        Point(year_of(at, found), month, day_of(at, found, "2")),
    )
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
    last = Point(year_of(at, found, "2"), month_of(at, found, "2"), day_of(at, found, "2"))
    first = Point(year_of(at, found), month_of(at, found), day_of(at, found))
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
    first = year_of(at, found)
    text = found.parts["year2"]
    last = int(text) if len(text) == 4 else int(found.parts["year"][:2] + text)
    if first is None or last <= first:
        return Value(None, "open")
    return Value(f"{first}/{last}", "text", Point(last))


def _week_of(at: Resolver, found: Found, tense: Tense | None) -> Value:
    value = read_date(at, found, tense)
    if value.point is None or value.point.year is None:
        return value
    day = value.point.first
    return replace(value, edtf=interval(day, day + timedelta(6)), timex=week_text(week_of(day)[0]))


def week_text(monday: date) -> str:
    """Return a week as TIMEX3 writes it: ``2020-W02``."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


ABSOLUTE: dict[str, Reader] = {
    "date": read_date,
    "slash_day": read_date,
    "month": _month_value,
    "nth_weekday": _nth_weekday,
    "year": _year_value,
    "day_range": _day_range,
    "date_range": _point_range,
    "month_range": _point_range,
    "year_range": _year_range,
    "season": _season_value,
    "season_alone": _season_alone,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter_value,
    "week_of": _week_of,
}
"""Readers by kind of rule."""
