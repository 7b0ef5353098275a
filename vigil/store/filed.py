"""The case files that a casebook keeps, and by what they are found. They are made from readings and decisions, and made anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, tuple_, update

from vigil.store import case_tables, contents, schema
from vigil.store.access import note_change
from vigil.store.contents import Contents
from vigil.store.index import chosen, removed
from vigil.store.listing import Row as ListRow
from vigil.store.rows import streamed


@dataclass(frozen=True, slots=True)
class Filed:
    """A case file as it is kept: JSON text, or the ``fault`` for which it is not shown; ``line`` is for the list of cases."""

    id: str
    case: str | None
    fault: str | None
    line: str | None


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case file to keep, and by what it is found.

    That is anchors, reports, keys of names, ids of the people at risk, sides, how each word of
    the names sounds, charges, its row in the list, None where a fault keeps it from being listed, and for each of the people at
    risk the words of their names (``case_words.py``).
    ``contents`` are found on their own.
    """

    filed: Filed
    anchors: tuple[str, ...]
    reports: tuple[str, ...]
    names: tuple[str, ...]
    people: tuple[str, ...]
    sides: tuple[str, ...]
    sounds: tuple[str, ...]
    charges: tuple[str, ...]
    row: ListRow | None
    words: tuple[frozenset[str], ...]
    contents: Contents = field(default_factory=Contents)


@dataclass(frozen=True, slots=True)
class Known:
    """A case as it is known by its anchors and its line."""

    anchors: frozenset[str]
    line: str


class CaseFiles:
    """The case files within one transaction.

    ``made`` are the ids of those put, ``gone`` those that were there before and were dropped, by id.
    """

    def __init__(self, connection: Connection) -> None:
        self._at = connection
        self.made: set[str] = set()
        self.gone: dict[str, Known] = {}

    def put(self, new: Sequence[NewCase]) -> None:
        """Keep case files."""
        self.made |= {c.filed.id for c in new}
        rows: dict[Any, list[dict[str, object]]] = {
            case_tables.cases: [
                {"id": c.filed.id, "case": c.filed.case, "fault": c.filed.fault, "line": c.filed.line} for c in new
            ],
            case_tables.case_anchors: [{"anchor": a, "case_id": c.filed.id} for c in new for a in c.anchors],
            case_tables.case_reports: [{"report_id": r, "case_id": c.filed.id} for c in new for r in c.reports],
            case_tables.case_names: [{"key": k, "case_id": c.filed.id} for c in new for k in c.names],
            case_tables.case_people: [{"identity": i, "case_id": c.filed.id} for c in new for i in c.people],
            case_tables.case_sides: [{"side": s, "case_id": c.filed.id} for c in new for s in c.sides],
            case_tables.case_words: [
                {"word": w, "case_id": c.filed.id, "place": place}
                for c in new
                for place, words in enumerate(c.words)
                for w in sorted(words)
            ],
            case_tables.case_sounds: [{"key": w, "case_id": c.filed.id} for c in new for w in c.sounds],
            case_tables.case_charges: [{"charge": o, "case_id": c.filed.id} for c in new for o in c.charges],
            case_tables.case_list: [{"case_id": c.filed.id, **asdict(c.row)} for c in new if c.row is not None],
        }
        for table, values in rows.items():
            if values:
                self._at.execute(insert(table), values)
        note_change(self._at, [case.filed.id for case in new])
        for c in new:
            contents.put(self._at, c.filed.id, c.anchors, c.contents)

    def drop(self, ids: Collection[str]) -> None:
        """Take case files away."""
        note_change(self._at, ids)
        self.gone |= self._as_they_are(set(ids) - self.made)
        self.made -= set(ids)
        removed(case_tables.cases, case_tables.cases.c.id, ids, self._at)
        for table in case_tables.OF_CASES:
            removed(table, table.c.case_id, ids, self._at)

    def _as_they_are(self, ids: Collection[str]) -> dict[str, Known]:
        anchors: dict[str, set[str]] = defaultdict(set)
        for row in chosen(select(case_tables.case_anchors), case_tables.case_anchors.c.case_id, ids, self._at):
            anchors[row.case_id].add(row.anchor)
        lines = chosen(select(case_tables.cases.c.id, case_tables.cases.c.line), case_tables.cases.c.id, ids, self._at)
        return {row.id: Known(frozenset(anchors[row.id]), row.line) for row in lines}

    def now(self) -> dict[str, Known]:
        """Return the cases that were put, as they are now."""
        return self._as_they_are(self.made)

    def set_reviewed(self, case: str, *, reviewed: bool) -> None:
        """Say in the list of cases whether somebody confirmed every report of a case."""
        table = case_tables.case_list
        self._at.execute(update(table).where(table.c.case_id == case).values(reviewed=reviewed))

    def of_identities(self, identities: Collection[str]) -> set[str]:
        """Return the ids of the cases in which one of the identities is at risk."""
        table = case_tables.case_people.c
        return {row.case_id for row in chosen(select(table.case_id), table.identity, identities, self._at)}

    def of_members(self, members: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Return in which case each (report, person) is at risk, wherever they are; nothing for who is in none."""
        trace, person = schema.traces.c, case_tables.case_people.c
        joined = schema.traces.join(case_tables.case_people, person.identity == trace.identity)
        wanted = select(trace.report_id, trace.person, person.case_id).select_from(joined)
        rows = chosen(wanted, tuple_(trace.report_id, trace.person), members, self._at)
        return {(row.report_id, row.person): row.case_id for row in rows}

    def traces_of(self, members: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Return the trace of each (report, person), as JSON text."""
        table = schema.traces.c
        wanted = select(table.report_id, table.person, table.trace)
        rows = chosen(wanted, tuple_(table.report_id, table.person), members, self._at)
        return {(row.report_id, row.person): row.trace for row in rows}

    def of_reports(self, reports: Collection[str]) -> set[str]:
        """Return the ids of the cases that one of the reports tells."""
        table = case_tables.case_reports.c
        return {row.case_id for row in chosen(select(table.case_id), table.report_id, reports, self._at)}

    def reports_of(self, ids: Collection[str]) -> set[str]:
        """Return the reports that tell the cases."""
        table = case_tables.case_reports.c
        return {row.report_id for row in chosen(select(table.report_id), table.case_id, ids, self._at)}

    def people_of(self, ids: Collection[str]) -> set[str]:
        """Return the identities that are at risk in the cases."""
        table = case_tables.case_people.c
        return {row.identity for row in chosen(select(table.identity), table.case_id, ids, self._at)}

    def cases(self) -> Iterator[Filed]:
        """Yield every case file by id."""
        stored = select(case_tables.cases).order_by(case_tables.cases.c.id)
        yield from map(_filed, streamed(self._at, stored))

    def lines(self) -> Iterator[Filed]:
        """Yield every case by id as the list shows it, without the case file itself."""
        columns = case_tables.cases.c
        stored = select(columns.id, columns.fault, columns.line).order_by(columns.id)
        yield from (Filed(row.id, None, row.fault, row.line) for row in streamed(self._at, stored))

    def beside(self, sides: Collection[str]) -> Iterator[Filed]:
        """Yield every case on one of the sides once, as ``lines`` does."""
        columns, side = case_tables.cases.c, case_tables.case_sides.c
        on_side = select(side.case_id).where(side.side.in_(sorted(sides)))
        stored = select(columns.id, columns.fault, columns.line).where(columns.id.in_(on_side)).order_by(columns.id)
        yield from (Filed(row.id, None, row.fault, row.line) for row in streamed(self._at, stored))

    def by_id(self, ids: Collection[str]) -> tuple[Filed, ...]:
        """Return case files by id, in the order of ids."""
        found = (_filed(row) for row in chosen(select(case_tables.cases), case_tables.cases.c.id, ids, self._at))
        return tuple(sorted(found, key=lambda f: f.id))

    def by_anchor(self, anchor: str) -> tuple[Filed, ...]:
        """Return the case file that an anchor finds, if one does."""
        table = case_tables.case_anchors.c
        return self.by_id(set(self._at.scalars(select(table.case_id).where(table.anchor == anchor))))

    def by_name(self, keys: Collection[str]) -> tuple[Filed, ...]:
        """Return the case files in which somebody at risk is called by one of the keys."""
        table = case_tables.case_names.c
        return self.by_id({row.case_id for row in chosen(select(table.case_id), table.key, keys, self._at)})

    def ahead(self, day: str) -> tuple[Filed, ...]:
        """Return the case files with something scheduled that may lie on ``day`` (ISO) or later."""
        table = case_tables.case_entries.c
        wanted = select(table.case_id).where(table.status == "scheduled", table.last_day >= day)
        return self.by_id(set(self._at.scalars(wanted)))

    def number(self) -> int:
        """Return how many case files are kept."""
        return self._at.scalar(select(func.count()).select_from(case_tables.cases)) or 0


def _filed(row: Row[*tuple[Any, ...]]) -> Filed:
    return Filed(row.id, row.case, row.fault, row.line)
