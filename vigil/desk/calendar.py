"""Months of hearings, deadlines and, where wanted, of what happened."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from vigil.desk.desk import Desk
from vigil.desk.happenings import HappeningDocument, happening
from vigil.errors import InputError

_AHEAD, _EVERYTHING = ("scheduled",), ("scheduled", "happened", "did_not_happen")
MOST = 300
"""Entries of a month that are shown; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class DayDocument:
    """A day (ISO) of the grid; ``inside`` is false for those of the months before and after."""

    day: str
    number: int
    inside: bool
    today: bool
    happenings: tuple[HappeningDocument, ...]


@dataclass(frozen=True, slots=True)
class MonthDocument:
    """A month ("2020-03") as weeks of days; ``beside`` are entries of which only the month is known, or some of its days.

    ``year`` are those of which no more than the year or a long stretch is known. ``more`` is how many are not shown;
    ``earlier`` and ``later`` are the nearest months in which anything stands.
    """

    month: str
    weeks: tuple[tuple[DayDocument, ...], ...]
    beside: tuple[HappeningDocument, ...]
    year: tuple[HappeningDocument, ...]
    more: int
    before: str
    after: str
    earlier: str | None
    later: str | None


def month(desk: Desk, wanted: str | None = None, *, past: bool = False, first_weekday: int = 0) -> MonthDocument:
    """Return a month ("2020-03"), this one where none is given; with ``past`` also what happened, not only what is ahead.

    ``first_weekday`` is 0 for weeks that begin on Monday, 6 for Sunday. Raises InputError for what is no month.
    """
    first = _first_day(wanted) if wanted else desk.today().replace(day=1)
    key = f"{first.year:04d}-{first.month:02d}"
    hidden = desk.viewer.hidden.cases
    with desk.casebook.days() as at:
        found = list(at.month((key,), _EVERYTHING if past else _AHEAD, hidden))
        years = list(at.month((f"{first.year:04d}",), _EVERYTHING if past else _AHEAD, hidden))
        earlier, later = at.months_with(key, key)
    told = [happening(row, desk.today()) for row in found[:MOST]]
    return MonthDocument(
        month=key,
        weeks=_weeks(first, desk.today(), first_weekday, [h for h in told if h.exact]),
        beside=tuple(h for h in told if not h.exact),
        year=tuple(happening(row, desk.today()) for row in years[:MOST]),
        more=max(len(found) - MOST, 0) + max(len(years) - MOST, 0),
        before=_moved(first, -1),
        after=_moved(first, 1),
        earlier=earlier,
        later=later,
    )


def _first_day(text: str) -> date:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise InputError(f"month: {text!r} is no month; write one as 2020-03") from error
    if not date.min.year < first.year < date.max.year:
        raise InputError(f"month: {text!r} lies outside the calendar")
    return first


def _moved(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 + months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _weeks(
    first: date, today: date, first_weekday: int, told: list[HappeningDocument]
) -> tuple[tuple[DayDocument, ...], ...]:
    on: dict[str, list[HappeningDocument]] = {}
    for happens in told:
        on.setdefault(happens.first or "", []).append(happens)

    def shown(day: date) -> DayDocument:
        text, inside = day.isoformat(), day.month == first.month
        return DayDocument(text, day.day, inside, day == today, tuple(on.get(text, ())) if inside else ())

    weeks = Calendar(first_weekday).monthdatescalendar(first.year, first.month)
    return tuple(tuple(map(shown, week)) for week in weeks)
