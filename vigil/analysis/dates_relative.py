"""Times told from another: from the day of publication ("yesterday", "last autumn") or the day last told ("the next day")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from vigil.analysis.dates_absolute import day_of, part_of_month, quarter_value, season_of, week_text, year_part
from vigil.analysis.dates_calendar import Point, clock_of, interval, point_of, week_of
from vigil.analysis.dates_grammar import Found
from vigil.analysis.dates_resolve import Reader, Resolver, Value, month_of
from vigil.analysis.dates_tense import Tense
from vigil.analysis.dates_value import Anchor


def _day_value(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the 20th": of the month last told or of the month around the publication."""
    day = day_of(at, found)
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
            day = ahead if tense in ("ahead", "present") or found.role == "for" else behind
    return _on(day, "published", at, found)


def _far_weekday(at: Resolver, number: int, shift: int) -> Value:
    told = at.told_point()
    if told is None or told.day is None or told.year is None or not told.valid():
        return Value(None, "open")
    start = told.first
    back = (start.isoweekday() - number) % 7
    on = -back % 7
    day = start - timedelta(back or 7) if shift < 0 else start + timedelta(on if shift == 0 else on or 7)
    return Value(day.isoformat(), "told", point_of(day))


def _weekday_day(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "Mon 21": the nearest day of that number which is such a weekday."""
    day, number = day_of(at, found), at.data.weekdays[found.parts["weekday"].rstrip(".")]
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
    clock = clock_of(found.parts.get("clock", ""), at.data.hours) or (f"T{pod}" if pod else None)
    return Value(day.isoformat(), anchor, point_of(day), f"{day.isoformat()}{clock}" if clock else None)


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
    """Read "last week", "this month", "next year" from the publication. "To this day" is no date."""
    value: Value | None = None
    if at.year is not None and unit == "year":
        value = year_part(at, Point(at.year + shift), found, "published")
    elif at.year is not None and unit == "decade":
        decade = f"{at.year // 10 + shift}"
        value = Value(f"{decade}X", "published", timex=decade)
    elif at.month is not None and unit == "month":
        value = _near_whole_month(at, found, at.month, shift)
    elif at.today is not None and unit == "quarter":
        first = Point(at.today.year, (at.today.month - 1) // 3 * 3 + 1).plus_months(3 * shift)
        value = (
            quarter_value(first.year, (first.month + 2) // 3, "published")
            if first and first.year and first.month
            else None
        )
    elif at.today is not None and unit == "weekend":
        monday, sunday = week_of(at.today, shift)
        value = Value(interval(sunday - timedelta(1), sunday), "published", None, week_text(monday) + "-WE")
    elif at.today is not None and unit == "week":
        value = _near_week(at, found, at.today, shift, tense)
    return value or Value(None, "open")


def _near_whole_month(at: Resolver, found: Found, here: date, shift: int) -> Value:
    point = Point(here.year, here.month).plus_months(shift)
    value = Value(point.edtf, "published", point) if point else Value(None, "open")
    part = at.data.parts.get(found.parts.get("part", ""))
    return part_of_month(value, part if part not in ("before", "after") else None, found.role)


def _near_week(at: Resolver, found: Found, today: date, shift: int, tense: Tense | None) -> Value:
    """Read a week from Monday to Sunday; of this week the days up to the publication, or from it on."""
    monday, sunday = week_of(today, shift)
    first, last = monday, sunday
    if shift == 0 and at.data.parts.get(found.parts.get("part", "")) == "before":
        last = max(today - timedelta(1), monday)
    elif shift == 0 and tense == "ahead":
        first = today
    elif shift == 0:
        last = today
    text = interval(first, last) if first != last else first.isoformat()
    return Value(text, "published", None, week_text(monday))


def _near_month(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "last October" (the one before this month), "this June", "next March"."""
    month = month_of(at, found)
    if at.month is None or month is None:
        return Value(None, "open")
    shift, here = at.data.near[found.parts["near"]], at.month
    year = here.year
    if shift < 0 and month >= here.month:
        year -= 1
    elif shift > 0 and month <= here.month:
        year += 1
    point = Point(year, month)
    return part_of_month(
        Value(point.edtf, "published", point), at.data.parts.get(found.parts.get("part", "")), found.role
    )


def _near_season(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "last autumn": the last that is over; "this summer": of the year of publication."""
    name = found.parts["season"]
    if at.month is None:
        return Value(None, "open")
    if (word := found.parts.get("yearword")) is not None:
        return season_of(at, at.year_of(word, Point()), name, "published")
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
    return season_of(at, year, name, "published")


def _far_season(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    told = at.told_point()
    return season_of(at, told.year if told else None, found.parts["season"], "told")


def _the_weekend(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the weekend": the next one, or the last one where it is told as past."""
    if at.today is None:
        return Value(None, "open")
    shift = -1 if tense == "behind" and at.today.isoweekday() < 6 else 0
    return _unit_around(at, found, "weekend", shift, tense)


def _end_unit(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "the end of the month", "later this year", "late in the day"."""
    unit = at.data.units[found.parts["unit"]]
    if unit == "day":
        return _same_day(at, found, tense)
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
    return Value(day.isoformat(), "published", point_of(day), week_text(week_of(day)[0]) if days > 1 else None)


def _far(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "the same day", "that evening", "the following month" from the point last told."""
    told = at.told_point()
    shift = at.data.far[found.parts["far"]]
    pod = at.data.parts_of_day.get(found.parts.get("pod", ""))
    unit = "day" if pod else at.data.units[found.parts["unit"]]
    if told is None:
        return Value(None, "open")
    if unit in ("week", "weekend"):
        return _far_week(told, unit, shift)
    moved: Point | None = None
    if unit == "day":
        moved = told.plus(shift)
    elif unit == "month":
        moved = told.plus_months(shift)
    elif unit == "year" and told.year is not None:
        moved = Point(told.year + shift)
    if moved is None:
        return Value(None, "open")
    return Value(moved.edtf, "told", moved, f"{moved.edtf}T{pod}" if pod and moved.year else None)


def _far_week(told: Point, unit: str, shift: int) -> Value:
    if told.day is None or told.year is None or not told.valid():
        return Value(None, "open")
    monday, sunday = week_of(told.first, shift)
    first = monday if unit == "week" else sunday - timedelta(1)
    return Value(interval(first, sunday), "told", None, week_text(monday) + ("" if unit == "week" else "-WE"))


def _far_month(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    """Read "that September": the one on or after the month last told."""
    told, month = at.told_point(), month_of(at, found)
    if told is None or told.year is None or month is None:
        return Value(None, "open")
    year = told.year + (1 if told.month is not None and month < told.month else 0)
    point = Point(year, month)
    return Value(point.edtf, "told", point)


def _same_day(at: Resolver, _found: Found, _tense: Tense | None) -> Value:
    """Read "an hour later", "by evening": still the day last told, and only where that is close."""
    told = at.told_point()
    if told is None or told.day is None or at.told is None or at.sentence - at.told.sentence > 2:
        return Value(None, "open")
    return Value(told.edtf, "told", told)


def _first_days(at: Resolver, found: Found, _tense: Tense | None) -> Value:
    count = at.count(found.parts["count"])
    if count is None or at.month is None or not 1 < count < 32:
        return Value(None, "open")
    first = Point(at.month.year, at.month.month if found.parts["unit"] == "month" else 1, 1).first
    return Value(interval(first, first + timedelta(int(count) - 1)), "published")


RELATIVE: dict[str, Reader] = {
    "day": _day_value,
    "night_of": _day_value,
    "weekday": _weekday,
    "weekday_day": _weekday_day,
    "weekday_range": _weekday_range,
    "near_day": _near_day,
    "near_unit": _near_unit,
    "near_month": _near_month,
    "near_season": _near_season,
    "the_weekend": _the_weekend,
    "end_unit": _end_unit,
    "week_end": _week_end,
    "first_days": _first_days,
    "ago": _ago,
    "far": _far,
    "far_month": _far_month,
    "far_season": _far_season,
    "same_day": _same_day,
}
"""Readers by kind of rule."""
