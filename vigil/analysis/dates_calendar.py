"""Points of the calendar whose year may be unknown, and the periods that reports name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

_LEAP = 2000
"""The year in which days without a year are counted."""


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day; ``year`` is None where it is unknown. A day has a month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str | None:
        """Its EDTF text; None for a point of which nothing is known."""
        if self.year is None and self.month is None:
            return None
        text = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text

    @property
    def first(self) -> date:
        """Its first day, counted in a leap year where the year is unknown. Raises ValueError where there is no such day."""
        return date(self.year or _LEAP, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day, as for ``first``."""
        year, month = self.year or _LEAP, self.month or 12
        return date(year, month, self.day or monthrange(year, month)[1])

    def valid(self) -> bool:
        """Whether there is such a day."""
        try:
            return self.first <= self.last
        except ValueError:
            return False

    def in_year(self, year: int) -> Point:
        """Return the same day or month of ``year``."""
        return replace(self, year=year)

    def plus(self, days: int) -> Point | None:
        """Return the day so many days on; None where it leaves an unknown year or this is no day."""
        if self.day is None or not self.valid():
            return None
        moved = self.first + timedelta(days)
        if self.year is None:
            return Point(None, moved.month, moved.day) if moved.year == _LEAP else None
        return point_of(moved)

    def plus_months(self, months: int) -> Point | None:
        """Return the month so many months on; None where it leaves an unknown year or no month is known."""
        if self.month is None:
            return None
        years, month = divmod(self.month - 1 + months, 12)
        if self.year is None:
            return Point(None, month + 1) if years == 0 else None
        return Point(self.year + years, month + 1)


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))? ?(?:([ap])\.?m)?")
_HALF_DAY = 12


def clock_of(words: str, names: Mapping[str, str]) -> str | None:
    """Return an hour as TIMEX3 writes it ("10 p.m." is ``T22:00``); None where it is none. ``names`` gives those with a name."""
    if (named := names.get(words)) is not None:
        return f"T{named}"
    found = _CLOCK.match(words)
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    hour = int(found[1])
    if found[3] is not None:
        hour = hour % _HALF_DAY + (_HALF_DAY if found[3] == "p" else 0)
    return f"T{hour:02d}:{found[2] or '00'}"


def point_of(day: date) -> Point:
    """Return a day as a point."""
    return Point(day.year, day.month, day.day)


def interval(first: date, last: date, *, yearless: bool = False) -> str:
    """Return the EDTF text of the days from ``first`` to ``last``, without years where they are unknown."""
    if yearless:
        return f"XXXX-{first:%m-%d}/XXXX-{last:%m-%d}"
    return f"{first.isoformat()}/{last.isoformat()}"


def week_of(day: date, shift: int = 0) -> tuple[date, date]:
    """Return Monday and Sunday of the week of ``day``, ``shift`` weeks on (reading guide, note 19)."""
    monday = day - timedelta(day.weekday()) + timedelta(7 * shift)
    return monday, monday + timedelta(6)


def thirds_of_month(month: Point, part: str) -> tuple[date, date] | None:
    """Return the days of an early, middle or late part of a month: the first ten, the next ten, the rest (note 19)."""
    first, last = month.first, month.last
    return {
        "early": (first, first.replace(day=10)),
        "middle": (first.replace(day=11), first.replace(day=20)),
        "late": (first.replace(day=21), last),
        "first_half": (first, first.replace(day=15)),
        "second_half": (first.replace(day=16), last),
        "first_week": (first, first.replace(day=7)),
        "second_week": (first.replace(day=8), first.replace(day=14)),
        "last_week": (last - timedelta(6), last),
    }.get(part)


def part_of_year(part: str) -> tuple[int, int] | None:
    """Return the first and last month of a part of a year; early, middle and late are four months each."""
    return {
        "early": (1, 4),
        "middle": (5, 8),
        "late": (9, 12),
        "first_half": (1, 6),
        "second_half": (7, 12),
        "q1": (1, 3),
        "q2": (4, 6),
        "q3": (7, 9),
        "q4": (10, 12),
    }.get(part)
