"""Dates of the Islamic, the Persian and the Julian calendar, as outlets print them: alone or beside the Gregorian date.

Beside a Gregorian date it is that date which counts: an Islamic month begins with a new moon that somebody has seen, and the
calculated day (Umm al-Qura, by ``hijridate``) can be off by one, so that alone it is approximate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

from vigil.analysis.dates_absolute import day_of, year_of
from vigil.analysis.dates_calendar import Point, interval, point_of
from vigil.analysis.dates_grammar import Found
from vigil.analysis.dates_resolve import Reader, Resolver, Value, month_of
from vigil.analysis.dates_tense import Tense
from vigil.analysis.dates_value import Anchor
from vigil.model.text import Span

_LUNAR_ERA, _SOLAR_ERA = 579, 621
"""Years between the year of the Hijra and ours: in our century, and for good (the lunar year is eleven days shorter)."""
_AROUND = 3
"""Years before and after the publication in which a day without a year is looked for."""
_TWIN = 2
"""Days between a date and the same in another calendar, as they are printed beside each other."""
_STYLES = 13
"""Days by which the Julian calendar is behind in our two centuries."""
_BETWEEN = 30
"""Characters between two such dates."""
_LEAP = 2000

_PERSIAN: Any = JalaliDate
"""Its constructor has no types."""
Convert = Callable[[int, int, int], date]


def lunar_day(year: int, month: int, day: int) -> date:
    """Return a day of the Islamic calendar in ours. Raises ValueError or OverflowError (before 1343, after 1500) where there is none."""
    plain = Hijri(year, month, day).to_gregorian()
    return date(plain.year, plain.month, plain.day)


def solar_day(year: int, month: int, day: int) -> date:
    """Return a day of the Persian calendar in ours. Raises ValueError where there is none."""
    plain: date = _PERSIAN(year, month, day).to_gregorian()
    return plain


def julian_day(year: int, month: int, day: int) -> date:
    """Return a day of the Julian calendar in ours. Raises ValueError where ours has no day of that number."""
    before_leap = year - 1 if month < 3 else year
    return date(year, month, day) + timedelta(before_leap // 100 - before_leap // 400 - 2)


def days_of(convert: Convert, year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    """Return the first and last day of a day, month or year of another calendar; None where there is no such time."""
    following = (year, month + 1) if month is not None and month < 12 else (year + 1, 1)
    try:
        first = convert(year, month or 1, day or 1)
        last = first if day is not None else convert(*following, 1) - timedelta(1)
    except (ValueError, OverflowError):
        return None
    return first, last


def _lunar(at: Resolver, found: Found, tense: Tense | None) -> Value:
    months, year = at.grammar.tables.calendars.lunar, found.parts.get("lunaryear")
    month = months.get(found.parts.get("lunarmonth", ""))
    return _other(at, found, tense, lunar_day, (int(year) if year else None, month, day_of(at, found)))


def _solar(at: Resolver, found: Found, tense: Tense | None) -> Value:
    months, year = at.grammar.tables.calendars.all_solar, found.parts.get("solaryear")
    month = months.get(found.parts.get("solarmonth", ""))
    return _other(at, found, tense, solar_day, (int(year) if year else None, month, day_of(at, found)))


def _hijra(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "1398/10/30": of the Persian calendar or the Islamic, by its year."""
    year = int(found.parts["hijrayear"])
    convert = lunar_day if year >= at.grammar.tables.calendars.lunar_from else solar_day
    return _other(at, found, tense, convert, (year, month_of(at, found), day_of(at, found)))


def _other(
    at: Resolver, found: Found, tense: Tense | None, convert: Convert, given: tuple[int | None, int | None, int | None]
) -> Value:
    year, month, day = given
    ours = year_of(at, found)
    twin = twin_of(at, found) if day is not None else None
    days = days_of(convert, year, month, day) if year is not None else None
    if year is None and (here := ours or (twin.year if twin is not None else at.year)) is not None:
        spans = _around(here, convert, month, day)
        days = _meant(at, spans, tense, ours, twin)
    if days is None:
        return Value(None, "open")
    anchor: Anchor = "published" if year is None and ours is None and twin is None else "text"
    if twin is not None:  # its year may be open
        days = next(((d, d) for d in _in_years_of(twin, days[0]) if abs(d - days[0]).days <= _TWIN), days)
    return _written(days, "~" if twin is None and convert is lunar_day else "", anchor)


def _around(year: int, convert: Convert, month: int | None, day: int | None) -> list[tuple[date, date]]:
    """Return that day or month of another calendar in each of the years around one of ours."""
    centre = year - (_LUNAR_ERA if convert is lunar_day else _SOLAR_ERA)
    years = range(centre - _AROUND, centre + _AROUND + 1)
    return [days for y in years if (days := days_of(convert, y, month, day)) is not None]


def _meant(
    at: Resolver, spans: list[tuple[date, date]], tense: Tense | None, year: int | None, twin: date | None
) -> tuple[date, date] | None:
    """Choose the one of our year that is given, the one beside a Gregorian day, or the nearest to the publication."""
    if year is not None:
        return next((s for s in spans if s[0].year == year), None)
    if twin is not None:
        return next((s for s in spans if abs(s[0] - twin).days <= _TWIN), None)
    chosen = at.choose(spans, tense)
    return spans[chosen] if chosen is not None else None


def _written(days: tuple[date, date], mark: str, anchor: Anchor) -> Value:
    first, last = days
    if first == last:
        return Value(first.isoformat() + mark, anchor, point_of(first))
    return Value(f"{first.isoformat()}{mark}/{last.isoformat()}{mark}", anchor, Point(first.year, first.month))


def twin_of(at: Resolver, found: Found) -> date | None:
    """Return the Gregorian day printed beside a date, counted in a leap year where its year is open."""
    before = at.history.get(at.sentence, [])[-1:]
    for span, point in before:
        if point.day is not None and point.valid() and _joined(at, Span(span.end, found.span.start)):
            return point.first
    following = at.following
    if following is None or following.kind not in ("date", "slash_day"):
        return None
    if not _joined(at, Span(found.span.end, following.span.start)):
        return None
    point = at.peek(following, "behind").point or Point()
    return point.first if point.day is not None and point.valid() else None


def _joined(at: Resolver, between: Span) -> bool:
    """Whether only marks and words of equality stand between two dates."""
    if len(between) > _BETWEEN:
        return False
    words = " ".join(re.findall(r"[^\W\d_]+", at.text.text_of(between).lower()))
    return words in ("", *at.grammar.tables.calendars.equal)


def _in_years_of(twin: date, day: date) -> list[date]:
    """Return the day of ``twin`` in the years around ``day``: the twin's own year may have been a guess."""
    points = (point_of(twin).in_year(y) for y in (day.year - 1, day.year, day.year + 1))
    return [p.first for p in points if p.valid()]


def _old_style(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "25 October 1917 (Old Style)"."""
    point = Point(year_of(at, found), month_of(at, found), day_of(at, found))
    if not point.valid():
        return Value(None, "open")
    if point.year is None and (twin := twin_of(at, found)) is not None:
        back = twin - timedelta(_STYLES)
        point = point.in_year(back.year) if (back.month, back.day) == (point.month, point.day) else point
    value = Value(point.edtf, "text", point) if point.year is not None else at.with_year(found, point, tense)
    dated = value.point
    if dated is None or dated.year is None or dated.month is None or dated.day is None:
        return Value(None, "open")
    days = days_of(julian_day, dated.year, dated.month, dated.day)
    return replace(value, edtf=days[0].isoformat(), point=point_of(days[0])) if days else Value(None, "open")


def _both_styles(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "6/19 August" and "19 August (1 September) 2019": the later day counts where the calendars tell one from the other."""
    month2 = month_of(at, found, "2") or month_of(at, found)
    month = month_of(at, found) if "month2" in found.parts else month2
    old, new = Point(None, month, day_of(at, found)), Point(None, month2, day_of(at, found, "2"))
    if not old.valid() or not new.valid():
        return Value(None, "open")
    year = year_of(at, found)
    apart = days_of(julian_day, year or _LEAP + 1, old.month or 1, old.day)
    same = apart is not None and (apart[0].month, apart[0].day) == (new.month, new.day)
    point = new if same else old
    value = Value(None, "text", point.in_year(year)) if year is not None else at.with_year(found, point, tense)
    if value.point is None:
        return Value(None, "open")
    last = replace(new, year=value.point.year)
    if not same and last.valid() and value.point.valid() and value.point.first < last.first:
        yearless = last.year is None
        return replace(value, edtf=interval(value.point.first, last.first, yearless=yearless))
    return replace(value, edtf=value.point.edtf)


OTHER_CALENDARS: dict[str, Reader] = {
    "lunar": _lunar,
    "solar": _solar,
    "hijra": _hijra,
    "old_style": _old_style,
    "both_styles": _both_styles,
}
"""Readers by kind of rule."""
