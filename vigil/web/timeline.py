"""Where the events of a case stand in a drawing of its timeline: lanes, marks and years, in per cent of whatever width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from babel.dates import format_date

from vigil.model.case import TimelineEntry
from vigil.model.vocab import event_types

Shape = Literal["happened", "scheduled", "did_not_happen", "feared"]

_ROW = 24
"""Pixels from one row of marks to the next: a mark is 20 high."""
_HEAD = 26
"""Pixels above the rows of a lane, for its name."""
_AXIS = 26
"""Pixels below all lanes, for the years."""
_APART = 3.4
"""Per cent on each side that a mark keeps free: 22 pixels in all at a width of 328, that of a telephone."""
_ROWS = 6
"""Rows of a lane; what finds no room there joins the nearest mark, which then says how many it stands for."""
_MARGIN = 4.0
"""Per cent left free on both sides."""
_SHORTEST = 14
"""Days of the axis at least."""
_TICKS = 5
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000)
"""Months from one tick to the next."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event, or some that stand too near each other: numbers of the list from 1; ``left`` to ``right`` are its days."""

    numbers: tuple[int, ...]
    shape: Shape
    x: float
    left: float
    right: float
    y: float
    new: bool
    sure: bool
    """Whether its day is known: else a bar shows the days on which it may have been."""

    @property
    def label(self) -> str:
        """What stands in the mark: the number of its event, or how many it stands for."""
        return str(self.numbers[0]) if len(self.numbers) == 1 else f"{len(self.numbers)}×"


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one kind, by name, from ``top`` on."""

    key: Literal["court", "life", "feared"]
    top: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis, and how it is written."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it; ``today`` is None where it lies outside, ``undated`` how many events have no place on it."""

    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    undated: int


@dataclass(frozen=True, slots=True)
class _Placed:
    number: int
    entry: TimelineEntry
    start: date
    end: date
    open: bool


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    mirrored: bool

    def at(self, day: date) -> float:
        days = max((self.last - self.first).days, 1)
        share = _MARGIN + (100 - 2 * _MARGIN) * (day - self.first).days / days
        return round(100 - share if self.mirrored else share, 2)


def draw(
    timeline: Sequence[TimelineEntry],
    feared: Sequence[TimelineEntry],
    today: date,
    *,
    new: frozenset[int] = frozenset(),
    language: str = "en",
    mirrored: bool = False,
) -> Drawing | None:
    """Return the drawing of a case's events; None where none has a day.

    Events are numbered from 1 through ``timeline`` and on through ``feared``; those of ``new`` are set apart. ``mirrored``
    lets time run from right to left.
    """
    numbered = list(enumerate((*timeline, *feared), start=1))
    dated = [placed for number, entry in numbered if (placed := _placed(number, entry)) is not None]
    if not dated:
        return None
    scale = _scale(dated, today, mirrored=mirrored)
    lanes: list[Lane] = []
    top = 0.0
    keys: tuple[Literal["court", "life", "feared"], ...] = ("court", "life", "feared")
    for key in keys:
        mine = [placed for placed in dated if _lane_of(placed.entry) == key]
        if mine:
            lane = _lane(key, top, mine, scale, new)
            lanes.append(lane)
            top += lane.height
    now = scale.at(today) if scale.first <= today <= scale.last else None
    return Drawing(top + _AXIS, tuple(lanes), _ticks(scale, language), now, len(numbered) - len(dated))


def _placed(number: int, entry: TimelineEntry) -> _Placed | None:
    when = entry.date
    if when is None or (when.start is None and when.end is None):
        return None
    start = when.start or (when.end or date.max) - timedelta(days=1)
    end = when.end or start + timedelta(days=1)
    return _Placed(number, entry, start, end - timedelta(days=1), when.start is None or when.end is None)


def _scale(dated: Sequence[_Placed], today: date, *, mirrored: bool) -> _Scale:
    first, last = min(p.start for p in dated), max(p.end for p in dated)
    reach = max((last - first).days // 4, 30)
    if 0 < (today - last).days <= reach:
        last = today
    if (last - first).days < _SHORTEST:
        first = date.fromordinal(max(first.toordinal() - _SHORTEST // 2, 1))
        last = date.fromordinal(min(last.toordinal() + _SHORTEST // 2, date.max.toordinal()))
    return _Scale(first, last, mirrored)


def _lane_of(entry: TimelineEntry) -> str:
    if entry.status == "feared":
        return "feared"
    return "court" if event_types()[entry.type].court else "life"


def _lane(
    key: Literal["court", "life", "feared"], top: float, placed: Sequence[_Placed], scale: _Scale, new: frozenset[int]
) -> Lane:
    rows: list[list[Mark]] = []
    for one in sorted((_mark(p, scale, new) for p in placed), key=lambda m: (min(m.left, m.right), m.numbers)):
        row = next((n for n, marks in enumerate(rows) if all(_is_clear(one, other) for other in marks)), len(rows))
        if row < _ROWS:
            if row == len(rows):
                rows.append([])
            rows[row].append(replace(one, y=top + _HEAD + row * _ROW + _ROW / 2))
            continue
        last = min(range(len(rows[-1])), key=lambda n: abs(rows[-1][n].x - one.x))
        rows[-1][last] = _joined(rows[-1][last], one)
    marks = tuple(sorted((mark for row in rows for mark in row), key=lambda m: m.numbers))
    return Lane(key, top, _HEAD + len(rows) * _ROW, marks)


def _is_clear(one: Mark, other: Mark) -> bool:
    (low, high), (start, end) = _reach(one), _reach(other)
    return high <= start or end <= low


def _reach(mark: Mark) -> tuple[float, float]:
    return (
        min(mark.left, mark.right, mark.x - _APART),
        max(mark.left, mark.right, mark.x + _APART),
    )


def _joined(one: Mark, other: Mark) -> Mark:
    return replace(one, numbers=(*one.numbers, *other.numbers), new=one.new or other.new)


def _mark(placed: _Placed, scale: _Scale, new: frozenset[int]) -> Mark:
    ends = (scale.at(max(placed.start, scale.first)), scale.at(min(placed.end, scale.last)))
    shape: Shape = "happened" if placed.entry.status == "demanded" else placed.entry.status
    when = placed.entry.date
    sure = placed.start == placed.end and not placed.open and not (when is not None and when.approximate)
    middle = round(sum(ends) / 2, 2)
    return Mark((placed.number,), shape, middle, min(ends), max(ends), 0, placed.number in new, sure)


def _ticks(scale: _Scale, language: str) -> tuple[Tick, ...]:
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    step = next((s for s in _STEPS if months // s <= _TICKS - 1), _STEPS[-1])
    found = []
    number = scale.first.year * 12 + scale.first.month - 1
    number += -number % step
    while number // 12 <= scale.last.year:
        year, month = divmod(number, 12)
        day = date(year, month + 1, 1)
        if scale.first <= day <= scale.last:
            label = f"{year:04d}" if step >= 12 else format_date(day, "LLL y", locale=language)
            found.append(Tick(scale.at(day), label))
        number += step
    return tuple(found) or _ends(scale, language)


def _ends(scale: _Scale, language: str) -> tuple[Tick, ...]:
    """Return the ends of an axis so short that no month begins on it."""
    return tuple(Tick(scale.at(day), format_date(day, "d LLL y", locale=language)) for day in (scale.first, scale.last))
