"""Where the events of cases were, on the map and in a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from vigil.desk.desk import Desk
from vigil.desk.happenings import HappeningDocument, happening, place_of
from vigil.desk.map.projection import WORLD, Window, projected
from vigil.desk.paging import number_of, page_of
from vigil.errors import InputError, NotFoundError
from vigil.languages.spots import Located, Spot, country_name, locate
from vigil.model.case import CaseLine
from vigil.model.codec import decode
from vigil.model.vocab import event_types
from vigil.model.when import When
from vigil.store import Days, Tally, Where

AT_ONCE, UNKNOWN = 50, 50
"""Events of a page, and unknown places that are listed."""
_LEAST_WIDTH = 220.0
"""Units of the drawing that are shown at least: closer its lines are too coarse."""
_MARGIN = 0.12
_SMALLEST, _LARGEST = 0.006, 0.028
"""Radius of markers, as a part of the width that is shown."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are shown: of a case, of a type, from a day to a day (EDTF, as in "2019" or "2019-03-01"); None: all."""

    case: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class PlaceDocument:
    """A place on the map; ``city`` is None where no more than the country is known. ``x``, ``y``, ``radius`` are of the drawing."""

    spot: str
    city: str | None
    country: str
    events: int
    cases: int
    latitude: float
    longitude: float
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class UnknownPlaceDocument:
    """Words for a place that is not known on the map, in a case."""

    words: str
    case: str


@dataclass(frozen=True, slots=True)
class MapDocument:
    """Places, those with most events first, the part of the drawing that shows them, and what is not known on it."""

    places: tuple[PlaceDocument, ...]
    window: tuple[float, float, float, float]
    unknown: tuple[UnknownPlaceDocument, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtPlaceDocument:
    """A page of the events at one place, oldest first."""

    spot: str
    city: str | None
    country: str
    events: tuple[HappeningDocument, ...]
    next: str | None


def places(desk: Desk, asked: Filter = EVERYTHING, *, tag: str = "en", world: bool = False) -> MapDocument:
    """Return the places of events, named in the language ``tag``. Raises InputError and NotFoundError.

    With ``world`` the whole drawing is shown, and not only the part where anything is.
    """
    hidden = desk.viewer.hidden.cases
    with desk.casebook.days() as at:
        where, people = _where(desk, at, asked)
        tallies = at.spots(where, hidden)
        unknown = at.nowhere(where, after=None, limit=UNKNOWN, hidden=hidden)
    found = _gathered(tallies)
    window = WORLD if world or not found else _around([projected(one.latitude, one.longitude) for one in found])
    most = max((events for events, _ in found.values()), default=1)
    shown = [_place(located, number, window, most, tag) for located, number in found.items()]
    return MapDocument(
        tuple(sorted(shown, key=lambda p: (-p.events, p.country, p.city or ""))),
        (window.x, window.y, window.width, window.height),
        tuple(UnknownPlaceDocument(words, case) for words, case, _ in unknown),
        people,
    )


def _where(desk: Desk, at: Days, asked: Filter) -> tuple[Where, tuple[str, ...]]:
    cases: frozenset[str] | None = None
    people: tuple[str, ...] = ()
    if asked.case is not None:
        found = at.case_of(asked.case)
        if found is None or found[0] in desk.viewer.hidden.cases:
            raise NotFoundError(f"no case has the id {asked.case!r}; choose one from the list of cases")
        cases, people = frozenset({found[0]}), decode(CaseLine, found[1]).people
    if asked.type is not None and asked.type not in event_types():
        raise InputError(f"type: {asked.type!r} is no type of event")
    types = None if asked.type is None else frozenset({asked.type})
    return Where(cases, types, _day(asked.since, "since"), _day(asked.until, "until")), people


def _day(text: str | None, name: str) -> str | None:
    """Return the first day of a date, or of ``until`` the last."""
    if text is None:
        return None
    try:
        when = When(text)
    except ValueError as error:
        raise InputError(f"{name}: {text!r} is no date; write 2019, 2019-03 or 2019-03-21") from error
    if when.start is None or when.end is None:
        raise InputError(f"{name}: {text!r} leaves its days open; write 2019, 2019-03 or 2019-03-21")
    first, over = when.start.isoformat(), when.end.isoformat()
    return first if name == "since" else max(first, over if when.precision == "time" else _before(when))


def _before(when: When) -> str:
    assert when.end is not None
    return when.end.fromordinal(when.end.toordinal() - 1).isoformat()


def _gathered(tallies: Iterable[Tally]) -> dict[Located, tuple[int, int]]:
    """Return (events, cases) by place; of a city under several names the cases of the name with most are counted."""
    counted: dict[Located, tuple[int, int]] = defaultdict(lambda: (0, 0))
    by_spot = {Spot.read(t.spot): t for t in tallies}
    for spot, located in locate(by_spot):
        events, cases = counted[located]
        counted[located] = events + by_spot[spot].events, max(cases, by_spot[spot].cases)
    return dict(counted)


def _around(points: list[tuple[float, float]]) -> Window:
    """Return the part of the drawing that holds the points, with a margin, twice as wide as high or wider."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    width = max((right - left) * (1 + 2 * _MARGIN), (bottom - top) * (1 + 2 * _MARGIN) * 2, _LEAST_WIDTH)
    width = min(width, WORLD.width)
    height = min(width / 2, WORLD.height)
    x = min(max((left + right - width) / 2, 0), WORLD.width - width)
    y = min(max((top + bottom - height) / 2, 0), WORLD.height - height)
    return Window(round(x, 1), round(y, 1), round(width, 1), round(height, 1))


def _place(located: Located, number: tuple[int, int], window: Window, most: int, tag: str) -> PlaceDocument:
    events, cases = number
    x, y = projected(located.latitude, located.longitude)
    part = _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(events / most)
    country = country_name(located.spot.country, tag)
    return PlaceDocument(
        str(located.spot), located.name, country, events, cases, located.latitude, located.longitude,
        round(x, 1), round(y, 1), round(window.width * part, 2),
    )  # fmt: skip


def at_place(
    desk: Desk, spot: str, asked: Filter = EVERYTHING, *, after: str | None = None, tag: str = "en"
) -> AtPlaceDocument:
    """Return a page of the events at a place. Raises NotFoundError where it is not on the map, InputError and NotFoundError."""
    wanted = next((located for _, located in locate([Spot.read(spot)])), None)
    if wanted is None:
        raise NotFoundError(f"the map has no place {spot!r}; choose one from the map")
    key = None
    if after is not None:
        first, case, entry = ([*after.split("_"), "", "", ""])[:3]
        key = (first, case, number_of(entry))
    with desk.casebook.days() as at:
        where, _ = _where(desk, at, asked)
        kept = [Spot.read(t.spot) for t in at.spots(where)]
        spots = [str(spot) for spot, located in locate(kept) if located == wanted]
        found = at.at_spots(spots, where, after=key, limit=AT_ONCE + 1, hidden=desk.viewer.hidden.cases)
    shown, last = page_of(found, AT_ONCE)
    return AtPlaceDocument(
        str(wanted.spot),
        wanted.name,
        country_name(wanted.spot.country, tag),
        tuple(happening(row, desk.today()) for row in shown),
        "_".join(map(str, place_of(last))) if last else None,
    )
