"""What happens when and where in cases, and what is still to be looked at, read a few rows at a time.

``hidden`` are ids of cases, or of reports, that whoever asks may not know of: they are neither returned nor counted. What
comes in pages is asked for with the key of the last row of the page before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select, tuple_

from vigil.store import case_tables, schema
from vigil.store.contents import NOWHERE
from vigil.store.index import chosen
from vigil.store.rows import streamed

NONE: frozenset[str] = frozenset()

_ENTRIES = case_tables.case_entries.c
_LINE = case_tables.cases.c.line
_DATED = case_tables.case_entries.join(case_tables.cases, case_tables.cases.c.id == _ENTRIES.case_id)
_TOLD = (_ENTRIES.case_id, _ENTRIES.entry, _ENTRIES.first_day, _ENTRIES.last_day, _ENTRIES.told, _LINE)


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """An entry of a timeline by its place there, with its possible days (ISO); ``told`` and ``line`` are JSON."""

    case: str
    entry: int
    first: str | None
    last: str | None
    told: str
    line: str


EntryKey = tuple[str, str, int]
"""Where an entry stands in a list: first day, case, place in the timeline."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which events a map shows: of these cases, of these types, that may have been in these days (ISO); None: all."""

    cases: frozenset[str] | None = None
    types: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events of how many cases were at one spot."""

    spot: str
    events: int
    cases: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A case, as it is now called, that was new or turned; ``line`` is how it stands now."""

    number: int
    case: str
    line: str
    at: str
    status_was: str | None
    status: str
    next_was: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A disagreement of a case; ``told`` and ``line`` are JSON."""

    case: str
    mark: str
    told: str
    line: str


class Days:
    """The days, places and open questions of cases within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def ahead(
        self, day: str, *, after: EntryKey | None, limit: int, hidden: Collection[str] = NONE
    ) -> list[DatedEntry]:
        """Return what is scheduled for a first possible day of ``day`` or later, soonest first."""
        return self._entries(_scheduled(day) & (_ENTRIES.first_day >= day), after, limit, hidden)

    def doubtful(self, day: str, *, limit: int, hidden: Collection[str] = NONE) -> list[DatedEntry]:
        """Return what was scheduled for days of which some are past and others ahead."""
        return self._entries(_scheduled(day) & (_ENTRIES.first_day < day), None, limit, hidden)

    def number_ahead(self, day: str, hidden: Collection[str] = NONE) -> int:
        """Return how many entries may lie on ``day`` or later."""
        return self._number(select(func.count()).select_from(case_tables.case_entries).where(_scheduled(day)), hidden)

    def _number(
        self, wanted: Select[Any], hidden: Collection[str], column: ColumnElement[Any] = _ENTRIES.case_id
    ) -> int:
        number: int = self._at.scalar(wanted) or 0
        kept_back: int = sum(row[0] for row in chosen(wanted, column, hidden, self._at))
        return number - kept_back

    def _entries(
        self, where: ColumnElement[bool], after: EntryKey | None, limit: int, hidden: Collection[str]
    ) -> list[DatedEntry]:
        key = tuple_(_ENTRIES.first_day, _ENTRIES.case_id, _ENTRIES.entry)
        wanted = select(*_TOLD).select_from(_DATED).where(where).order_by(*key.clauses)
        rows = streamed(self._at, wanted if after is None else wanted.where(key > tuple_(*after)))
        return list(islice((_entry(r) for r in rows if r.case_id not in hidden), limit))

    def month(
        self, months: Collection[str], statuses: Collection[str], hidden: Collection[str] = NONE
    ) -> Iterator[DatedEntry]:
        """Yield what a calendar shows in months ("2020-03") and beside years ("2020"), by first day."""
        table = case_tables.case_months.c
        joined = case_tables.case_months.join(
            case_tables.case_entries, and_(_ENTRIES.case_id == table.case_id, _ENTRIES.entry == table.entry)
        ).join(case_tables.cases, case_tables.cases.c.id == table.case_id)
        wanted = select(*_TOLD).select_from(joined).where(table.month.in_(months), _ENTRIES.status.in_(statuses))
        ordered = wanted.order_by(_ENTRIES.first_day, _ENTRIES.last_day, _ENTRIES.case_id, _ENTRIES.entry)
        yield from (_entry(row) for row in streamed(self._at, ordered) if row.case_id not in hidden)

    def months_with(self, first: str, last: str) -> tuple[str | None, str | None]:
        """Return the last month before ``first`` and the first after ``last`` in which anything stands; None: none."""
        month = case_tables.case_months.c.month
        is_month = func.length(month) == len("2020-03")
        before = self._at.scalar(select(func.max(month)).where(month < first, is_month))
        after = self._at.scalar(select(func.min(month)).where(month > last, is_month))
        return before, after

    def spots(self, where: Where, hidden: Collection[str] = NONE) -> list[Tally]:
        """Return how much happened where; without what names nothing on the map."""
        table = case_tables.case_places.c
        counted = select(table.spot, func.count().label("events"), func.count(table.case_id.distinct()).label("cases"))
        wanted = _matching(counted, where).where(table.spot != NOWHERE).group_by(table.spot)
        events: Counter[str] = Counter()
        cases: Counter[str] = Counter()
        for sign, rows in ((1, self._of_cases(wanted, where)), (-1, chosen(wanted, table.case_id, hidden, self._at))):
            for row in rows:
                events[row.spot] += sign * row.events
                cases[row.spot] += sign * row.cases
        return [Tally(spot, number, cases[spot]) for spot, number in sorted(events.items()) if number]

    def _of_cases(self, wanted: Select[Any], where: Where) -> Iterator[Row[Any]]:
        if where.cases is None:
            yield from streamed(self._at, wanted)
        else:
            yield from chosen(wanted, case_tables.case_places.c.case_id, where.cases, self._at)

    def at_spots(
        self,
        spots: Collection[str],
        where: Where,
        *,
        after: EntryKey | None,
        limit: int,
        hidden: Collection[str] = NONE,
    ) -> list[DatedEntry]:
        """Return the events at spots by first day, those without a day first."""
        table = case_tables.case_places.c
        joined = case_tables.case_places.join(
            case_tables.case_entries, and_(_ENTRIES.case_id == table.case_id, _ENTRIES.entry == table.entry)
        ).join(case_tables.cases, case_tables.cases.c.id == table.case_id)
        key = tuple_(func.coalesce(_ENTRIES.first_day, ""), _ENTRIES.case_id, _ENTRIES.entry)
        wanted = (
            _matching(select(*_TOLD).select_from(joined), where).where(table.spot.in_(spots)).order_by(*key.clauses)
        )
        if where.cases is not None:
            wanted = wanted.where(table.case_id.in_(where.cases))
        rows = streamed(self._at, wanted if after is None else wanted.where(key > tuple_(*after)))
        return list(islice((_entry(row) for row in rows if row.case_id not in hidden), limit))

    def nowhere(
        self, where: Where, *, after: str | None, limit: int, hidden: Collection[str] = NONE
    ) -> list[tuple[str, str, int]]:
        """Return (words, case, entry) of events whose place is not known on the map, by case and entry."""
        table = case_tables.case_places.c
        wanted = _matching(select(table.words, table.case_id, table.entry), where).where(table.spot == NOWHERE)
        if where.cases is not None:
            wanted = wanted.where(table.case_id.in_(where.cases))
        ordered = wanted.order_by(table.case_id, table.entry)
        rows = streamed(self._at, ordered if after is None else ordered.where(table.case_id > after))
        return list(islice(((r.words, r.case_id, r.entry) for r in rows if r.case_id not in hidden), limit))

    def silent(
        self, day: str, *, after: tuple[str, str] | None, limit: int, hidden: Collection[str] = NONE
    ) -> list[tuple[str, str, str]]:
        """Return (first day, case, line) of the cases about which silence is a warning on ``day``, the newest warning first.

        ``after`` is (first day, case) of the last of the page before.
        """
        table = case_tables.case_silences
        first, case = table.c.first_day, table.c.case_id
        joined = table.join(case_tables.cases, case_tables.cases.c.id == case)
        wanted = select(first, case, _LINE).select_from(joined).where(first <= day, table.c.until > day)
        if after is not None:
            wanted = wanted.where(tuple_(first, case) < tuple_(*after))
        rows = streamed(self._at, wanted.order_by(first.desc(), case.desc()))
        return list(islice(((r.first_day, r.case_id, r.line) for r in rows if r.case_id not in hidden), limit))

    def number_silent(self, day: str, hidden: Collection[str] = NONE) -> int:
        """Return how many cases are silent on ``day``."""
        table = case_tables.case_silences
        wanted = select(func.count()).select_from(table).where(table.c.first_day <= day, table.c.until > day)
        return self._number(wanted, hidden, table.c.case_id)

    def disagreements(
        self, *, after: tuple[str, str] | None, limit: int, hidden: Collection[str] = NONE
    ) -> list[Marked]:
        """Return the disagreements at which nobody looked, by case; ``after`` is (case, mark)."""
        table = case_tables.case_disagreements
        case, mark = table.c.case_id, table.c.mark
        joined = table.join(case_tables.cases, case_tables.cases.c.id == case)
        wanted = select(case, mark, table.c.told, _LINE).select_from(joined).where(table.c.looked.is_(False))
        if after is not None:
            wanted = wanted.where(tuple_(case, mark) > tuple_(*after))
        rows = streamed(self._at, wanted.order_by(case, mark))
        found = (Marked(r.case_id, r.mark, r.told, r.line) for r in rows if r.case_id not in hidden)
        return list(islice(found, limit))

    def disagreement(self, case: str, mark: str) -> Marked | None:
        """Return one disagreement of a case, whether anybody looked at it or not; None where there is none."""
        table = case_tables.case_disagreements
        joined = table.join(case_tables.cases, case_tables.cases.c.id == table.c.case_id)
        wanted = select(table.c.case_id, table.c.mark, table.c.told, _LINE).select_from(joined)
        row = self._at.execute(wanted.where(table.c.case_id == case, table.c.mark == mark)).one_or_none()
        return None if row is None else Marked(row.case_id, row.mark, row.told, row.line)

    def number_of_disagreements(self, hidden: Collection[str] = NONE) -> int:
        """Return how many disagreements nobody looked at."""
        table = case_tables.case_disagreements
        wanted = select(func.count()).select_from(table).where(table.c.looked.is_(False))
        return self._number(wanted, hidden, table.c.case_id)

    def turns(self, since: str, *, before: int | None, limit: int, hidden: Collection[str] = NONE) -> list[Turn]:
        """Return the cases that are new or turned since a time (RFC 3339), the last first."""
        table, anchor = case_tables.turns, case_tables.case_anchors
        joined = table.join(anchor, anchor.c.anchor == table.c.anchor).join(
            case_tables.cases, case_tables.cases.c.id == anchor.c.case_id
        )
        columns = (
            table.c.number, anchor.c.case_id, _LINE, table.c.turned_at,
            table.c.status_was, table.c.status, table.c.next_was, table.c.next,
        )  # fmt: skip
        wanted = (
            select(*columns).select_from(joined).where(table.c.turned_at >= since, case_tables.cases.c.fault.is_(None))
        )
        if before is not None:
            wanted = wanted.where(table.c.number < before)
        rows = streamed(self._at, wanted.order_by(table.c.number.desc()))
        return list(islice((_turn(row) for row in rows if row.case_id not in hidden), limit))

    def case_of(self, anchor: str) -> tuple[str, str] | None:
        """Return the id and the line of the case that an anchor finds; None where there is none."""
        table = case_tables.case_anchors
        joined = table.join(case_tables.cases, case_tables.cases.c.id == table.c.case_id)
        row = self._at.execute(
            select(case_tables.cases.c.id, _LINE)
            .select_from(joined)
            .where(table.c.anchor == anchor, case_tables.cases.c.fault.is_(None))
        ).one_or_none()
        return None if row is None else (row.id, row.line)

    def lines(self, cases: Collection[str]) -> dict[str, str]:
        """Return the lines of cases by id."""
        columns = case_tables.cases.c
        return {row.id: row.line for row in chosen(select(columns.id, columns.line), columns.id, cases, self._at)}

    def is_empty(self) -> bool:
        """Whether the casebook has no report."""
        return self._at.scalar(select(schema.reports.c.number).limit(1)) is None


def _scheduled(day: str) -> ColumnElement[bool]:
    return and_(_ENTRIES.status == "scheduled", _ENTRIES.last_day >= day)


def _matching(wanted: Select[Any], where: Where) -> Select[Any]:
    table = case_tables.case_places.c
    if where.types is not None:
        wanted = wanted.where(table.type.in_(where.types))
    if where.since is not None:
        wanted = wanted.where(table.last_day >= where.since)
    if where.until is not None:
        wanted = wanted.where(table.first_day <= where.until)
    return wanted


def _entry(row: Row[Any]) -> DatedEntry:
    return DatedEntry(row.case_id, row.entry, row.first_day, row.last_day, row.told, row.line)


def _turn(row: Row[Any]) -> Turn:
    return Turn(row.number, row.case_id, row.line, row.turned_at, row.status_was, row.status, row.next_was, row.next)
