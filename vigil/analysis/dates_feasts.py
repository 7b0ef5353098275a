"""Days with a name: Christmas, Thanksgiving, Easter in the West and the East, Eid, Nowruz."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from vigil.analysis.dates_absolute import year_of
from vigil.analysis.dates_calendar import Point, point_of
from vigil.analysis.dates_grammar import Found
from vigil.analysis.dates_other_calendars import lunar_day, solar_day, twin_of
from vigil.analysis.dates_resolve import Reader, Resolver, Value
from vigil.analysis.dates_tense import Tense
from vigil.analysis.dates_value import Anchor

_AROUND = 2
"""Years before and after the publication in which a day with a name is looked for."""
_EASTERS = {"easter": EASTER_WESTERN, "pascha": EASTER_ORTHODOX}
_ERAS = {"islamic": (lunar_day, 579), "persian": (solar_day, 621)}
_FIXED = re.compile(r"(\d\d)-(\d\d)")
_WEEKDAY = re.compile(r"(\d+) (-?\d) ([1-7])([+-]\d+)?")
_FROM_EASTER = re.compile(r"(easter|pascha)([+-]\d+)?")
_OF_ERA = re.compile(r"(islamic|persian) (\d\d)-(\d\d)")


def feast_days(rule: str, year: int) -> list[date]:
    """Return the days of a year that a rule of ``dates_feasts.toml`` means: one, or of the Islamic calendar none or two.

    Raises ValueError for a rule of another form.
    """
    if (fixed := _FIXED.fullmatch(rule)) is not None:
        return [date(year, int(fixed[1]), int(fixed[2]))]
    if (weekday := _WEEKDAY.fullmatch(rule)) is not None:
        return [_nth(Point(year, int(weekday[1])), int(weekday[2]), int(weekday[3])) + timedelta(int(weekday[4] or 0))]
    if (movable := _FROM_EASTER.fullmatch(rule)) is not None:
        return [easter(year, _EASTERS[movable[1]]) + timedelta(int(movable[2] or 0))]
    if (of_era := _OF_ERA.fullmatch(rule)) is None:
        raise ValueError(f"not a rule for a day: {rule!r}")
    convert, era = _ERAS[of_era[1]]
    days: list[date] = []
    for their_year in range(year - era - _AROUND, year - era + _AROUND + 1):
        try:
            days.append(convert(their_year, int(of_era[2]), int(of_era[3])))
        except (ValueError, OverflowError):  # before and after the calendar's tables
            continue
    return [d for d in days if d.year == year]


def _nth(month: Point, number: int, weekday: int) -> date:
    if number < 0:
        return month.last - timedelta((month.last.isoweekday() - weekday) % 7 + 7 * (-1 - number))
    return month.first + timedelta((weekday - month.first.isoweekday()) % 7 + 7 * (number - 1))


def _feast(at: Resolver, found: Found, tense: Tense | None) -> Value:
    rule = at.grammar.tables.feasts.feasts[found.parts["feast"]]
    if (fixed := _FIXED.fullmatch(rule)) is not None:
        point = Point(year_of(at, found), int(fixed[1]), int(fixed[2]))
        return Value(point.edtf, "text", point) if point.year is not None else at.with_year(found, point, tense)
    value = _movable(at, found, rule, tense)
    if (twin := twin_of(at, found)) is not None and _fits(rule, twin):  # "Eid al-Adha, 11 August 2019"
        return Value(twin.isoformat(), "text", point_of(twin))
    seen = rule.startswith("islamic") and value.edtf is not None
    return replace(value, edtf=f"{value.edtf}~") if seen else value


def _fits(rule: str, day: date) -> bool:
    """Whether a day is the feast of its year, or next to it where a moon decides."""
    off = 1 if rule.startswith("islamic") else 0
    return any(abs((feast - day).days) <= off for feast in feast_days(rule, day.year))


def _movable(at: Resolver, found: Found, rule: str, tense: Tense | None) -> Value:
    year, word = year_of(at, found), found.parts.get("yearword")
    near = at.context_point()
    anchor: Anchor = "text" if year is not None else "published"
    if year is None and word is not None and at.data.yearwords[word] not in ("past", "ahead"):
        year = at.year_of(word, Point())
    if year is None and at.month is None and near is not None:
        year, anchor = near.year, "context"
    if year is not None:
        days = feast_days(rule, year)
        day = days[0] if days else None
    elif at.year is not None:
        days = [d for y in range(at.year - _AROUND, at.year + _AROUND + 1) for d in feast_days(rule, y)]
        if word is not None:
            tense = "behind" if at.data.yearwords[word] == "past" else "ahead"
        elif found.role in ("until", "to", "for", "of"):
            tense = None
        chosen = at.choose([(d, d) for d in days], tense)
        day = days[chosen] if chosen is not None else None
    else:
        day = None
    return Value(day.isoformat(), anchor, point_of(day)) if day is not None else Value(None, "open")


FEASTS: dict[str, Reader] = {"feast": _feast}
"""Readers by kind of rule."""
