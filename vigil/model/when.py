"""Dates as EDTF: half-open intervals that keep their precision, and unknown years that stay unknown.

The form is level 1 of the Extended Date/Time Format (Library of Congress, 2019; ISO 8601-2) with the parts that the
reading guide uses: ``2020-01-06``, ``2020-01-06T14:30``, ``2019-10``, ``2018``, ``201X``, ``2020-21`` (seasons 21 to
24), ``XXXX-01-21``, ``2019-10-01/2019-10-14``, open ends ``../2020`` and ``2020/..``, and the marks ``~``, ``?``, ``%``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from vigil.errors import DateError

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)(?:T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?)?)?)?(?P<mark>[~?%])?"
)
_SEASONS = {21: (3, 1), 22: (6, 1), 23: (9, 1), 24: (12, 1)}
_EVERY_DAY_YEAR = 2000
"""A leap year: the year in which days without a year are laid side by side, so that 29 February has a place."""

_FEW_YEARS = 3
"""Years over which a date without a year is tried in each; over more it keeps its open year."""


@dataclass(frozen=True, slots=True)
class _Point:
    """One side of a date: bounds are inclusive/exclusive days; ``year`` is None where it is unknown."""

    year: int | None
    start: date
    end: date
    precision: str


def _point(text: str) -> _Point:
    found = _POINT.fullmatch(text)
    if found is None:
        raise DateError(f"not an EDTF date: {text!r}; write for example 2020-01-06, 2019-10, XXXX-01-21 or 2019/2020")
    year_text, month_text, day_text = found["year"], found["month"], found["day"]
    try:
        if year_text == "XXXX":
            return _within_year(None, _EVERY_DAY_YEAR, month_text, day_text, found["hour"])
        if "X" in year_text:
            if month_text is not None:
                raise DateError(f"a decade or century has no month: {text!r}")
            first, last = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
            precision = "decade" if year_text.count("X") == 1 else "century"
            return _Point(first, date(first, 1, 1), date(last, 12, 31) + timedelta(1), precision)
        return _within_year(int(year_text), int(year_text), month_text, day_text, found["hour"])
    except (ValueError, OverflowError) as error:
        if isinstance(error, DateError):
            raise
        raise DateError(f"no such day: {text!r}") from error


def _within_year(year: int | None, on: int, month_text: str | None, day_text: str | None, hour: str | None) -> _Point:
    if month_text in (None, "XX"):
        if day_text not in (None, "XX"):
            raise DateError("a day needs its month")
        return _Point(year, date(on, 1, 1), date(on, 12, 31) + timedelta(1), "year")
    month = int(month_text)
    if month in _SEASONS:
        if day_text is not None:
            raise DateError("a season has no day")
        first = date(on, *_SEASONS[month])
        after = date(on + (first.month + 3) // 13, (first.month + 2) % 12 + 1, 1)
        return _Point(year, first, after, "season")
    first = date(on, month, 1)
    if day_text in (None, "XX"):
        return _Point(year, first, first + timedelta(monthrange(on, month)[1]), "month")
    first = date(on, month, int(day_text))
    return _Point(year, first, first + timedelta(1), "time" if hour is not None else "day")


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF date. Equal when its text is equal; ``str(when)`` gives the text back. Raises DateError for other text."""

    edtf: str
    _low: _Point | None = field(init=False, repr=False, compare=False)
    _high: _Point | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        left, bar, right = self.edtf.partition("/")
        low = None if bar and left in ("", "..") else _point(left)
        high = (None if right in ("", "..") else _point(right)) if bar else low
        if bar and low is None and high is None:
            raise DateError("an interval needs at least one end")
        if bar and low and high and (low.year is None) != (high.year is None):
            raise DateError(f"both sides of an interval have a year, or neither: {self.edtf!r}")
        if low and high and low.year is not None and high.year is not None and high.end <= low.start:
            raise DateError(f"an interval runs forward: {self.edtf!r}")
        object.__setattr__(self, "_low", low)
        object.__setattr__(self, "_high", high)

    def __str__(self) -> str:
        return self.edtf

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Make a date its EDTF text in JSON."""
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls(value),
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def of(cls, day: date) -> When:
        """Return the day as a date of day precision."""
        return cls(day.isoformat())

    @property
    def is_interval(self) -> bool:
        """Whether it is written as an interval with two sides."""
        return "/" in self.edtf

    @property
    def yearless(self) -> bool:
        """Whether a year that it needs is unknown."""
        return any(p is not None and p.year is None for p in (self._low, self._high))

    @property
    def approximate(self) -> bool:
        """Whether it is marked approximate or uncertain."""
        return any(mark in self.edtf for mark in "~?%")

    @property
    def precision(self) -> str:
        """One of time, day, month, season, year, decade, century, interval."""
        if self.is_interval:
            return "interval"
        return self._low.precision if self._low else "interval"

    @property
    def start(self) -> date | None:
        """The first possible day; None where the start is open or the year unknown."""
        return None if self._low is None or self._low.year is None else self._low.start

    @property
    def end(self) -> date | None:
        """The day after the last possible day; None where the end is open or the year unknown."""
        return None if self._high is None or self._high.year is None else self._high.end

    @property
    def days(self) -> int | None:
        """How many days the date leaves possible; None where it is open on a side."""
        if self._low is None or self._high is None:
            return None
        length = (self._high.end - self._low.start).days
        return length if length > 0 else length + 366  # without years an interval may run over New Year

    def with_year(self, year: int) -> When:
        """Return the same date with every unknown year set to ``year``. Raises DateError where there is no such day."""
        return When(self.edtf.replace("XXXX", f"{year:04d}"))

    def can_equal(self, other: When) -> bool:
        """Whether the two leave a day in common, an unknown year standing for any."""
        if self.yearless or other.yearless:
            return self._year_days(other)
        low = [w.start for w in (self, other) if w.start is not None]
        high = [w.end for w in (self, other) if w.end is not None]
        return not low or not high or max(low) < min(high)

    def _year_days(self, other: When) -> bool:
        """Compare as days of a year, where one of the two has no year."""
        mine, theirs = self._days_of_year(), other._days_of_year()
        return any(a < d and c < b for a, b in mine for c, d in theirs)

    def _days_of_year(self) -> list[tuple[date, date]]:
        whole = [(date(_EVERY_DAY_YEAR, 1, 1), date(_EVERY_DAY_YEAR + 1, 1, 1))]
        if self._low is None or self._high is None:
            return whole
        length = (self._high.end - self._low.start).days
        if not self.yearless and length >= 365:  # a year or longer touches every day of a year
            return whole
        try:
            first = self._low.start.replace(year=_EVERY_DAY_YEAR)
            last = (self._high.end - timedelta(1)).replace(year=_EVERY_DAY_YEAR) + timedelta(1)
        except ValueError:
            return whole
        if first < last:
            return [(first, last)]
        return [(first, whole[0][1]), (whole[0][0], last)]

    def contains(self, other: When) -> bool:
        """Whether every day that ``other`` leaves possible is possible here too; a date without a year contains none."""
        if self.yearless or other.yearless:
            return self.edtf == other.edtf
        after_start = self.start is None or (other.start is not None and self.start <= other.start)
        before_end = self.end is None or (other.end is not None and other.end <= self.end)
        return after_start and before_end

    def merge(self, other: When) -> When | None:
        """Return the more precise of two dates that can be the same day; None where they cannot.

        A date without a year takes the other's year where that leaves one possibility.
        """
        if not self.can_equal(other):
            return None
        ranked = sorted((self, other), key=lambda w: (w.days is None, w.days or 0, w.approximate, w.edtf))
        best, rest = ranked
        if not best.yearless or rest.start is None or rest.end is None:
            return best
        last = rest.end - timedelta(1)
        if last.year - rest.start.year > _FEW_YEARS:
            return best
        dated = [
            w
            for y in range(rest.start.year, last.year + 1)
            if (w := _in_year(best, y)) is not None and w.can_equal(rest)
        ]
        if not dated:
            return None
        return dated[0] if len(dated) == 1 else best

    def ended_before(self, other: When) -> bool:
        """Whether it is surely over when ``other`` begins."""
        return self.end is not None and other.start is not None and self.end <= other.start

    def starts_after(self, other: When) -> bool:
        """Whether it surely begins when ``other`` is over."""
        return other.ended_before(self)

    @property
    def sort_key(self) -> tuple[int, str, str]:
        """Order by first possible day, longer spans after shorter; dates without a year last, by day of the year."""
        anchor = self.start or (self.end - timedelta(1) if self.end else None)
        if anchor is None:
            return (1, self.edtf, "")
        return (0, anchor.isoformat(), f"{self.days or 10**6:07d}{self.edtf}")


def _in_year(when: When, year: int) -> When | None:
    """Return the same date in ``year``; None where that year has no such day."""
    try:
        return when.with_year(year)
    except DateError:
        return None
