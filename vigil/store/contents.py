"""What of a case file is found by day, by place, and by what somebody still has to look at. Texts are JSON of the caller's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from vigil.store import case_tables
from vigil.store.index import chosen

NOWHERE = "?"
"""The spot of words that name nothing on the map."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry of a timeline: ``first`` and ``last`` possible day (ISO), ``months`` in which a calendar shows it.

    ``spot`` is where its ``place``, the words of a report, lies; None where no place is told.
    """

    entry: int
    type: str
    status: str
    first: str | None
    last: str | None
    months: tuple[str, ...]
    place: str | None
    spot: str | None
    told: str


@dataclass(frozen=True, slots=True)
class NewDisagreement:
    """A disagreement; ``mark`` is the same for the same values about the same."""

    mark: str
    told: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Of one case: its entries, its disagreements, and the days [first, until) on which silence about it is a warning."""

    entries: tuple[NewEntry, ...] = ()
    disagreements: tuple[NewDisagreement, ...] = ()
    silences: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked at a disagreement of the case with that anchor, or, where not ``looked``, takes that back."""

    anchor: str
    mark: str
    looked: bool
    by: str
    at: str


def put(at: Connection, case_id: str, anchors: Collection[str], new: Contents) -> None:
    """Keep the contents of a case."""
    seen = looked(at, anchors)
    entries = [(e, {"case_id": case_id, "entry": e.entry}) for e in new.entries]
    rows: dict[Table, list[dict[str, Any]]] = {
        case_tables.case_entries: [
            key | {"status": e.status, "first_day": e.first, "last_day": e.last, "told": e.told} for e, key in entries
        ],
        case_tables.case_months: [key | {"month": month} for e, key in entries for month in e.months],
        case_tables.case_places: [
            key | {"spot": e.spot, "words": e.place, "type": e.type, "first_day": e.first, "last_day": e.last}
            for e, key in entries
            if e.spot is not None
        ],
        case_tables.case_silences: [{"case_id": case_id, "first_day": f, "until": u} for f, u in new.silences],
        case_tables.case_disagreements: [
            {"case_id": case_id, "mark": d.mark, "told": d.told, "looked": d.mark in seen} for d in new.disagreements
        ],
    }
    for table, values in rows.items():
        if values:
            at.execute(insert(table), values)


def looked(at: Connection, anchors: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return by whom and when each disagreement, by its mark, was looked at; nothing where that was taken back."""
    table = case_tables.looks
    rows = sorted(chosen(select(table), table.c.anchor, anchors, at), key=lambda row: row.number)
    last = {row.mark: row for row in rows}
    return {mark: (row.looked_by, row.looked_at) for mark, row in last.items() if row.looked}


def look(at: Connection, case_id: str, new: Look) -> bool:
    """Keep that somebody looked at a disagreement of a case; False, with nothing kept, where it has none of that mark."""
    table = case_tables.case_disagreements
    mine = (table.c.case_id == case_id) & (table.c.mark == new.mark)
    if at.execute(update(table).where(mine).values(looked=new.looked)).rowcount == 0:
        return False
    row = {"anchor": new.anchor, "mark": new.mark, "looked": new.looked, "looked_by": new.by, "looked_at": new.at}
    at.execute(insert(case_tables.looks).values(row))
    return True


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A case made or turned at a time (RFC 3339): its standing and next date (EDTF), and what they were; None if it was not."""

    anchor: str
    at: str
    status_was: str | None
    status: str
    next_was: str | None
    next: str | None


def turned(at: Connection, new: Sequence[NewTurn]) -> None:
    """Keep what happened to cases."""
    rows = [
        {
            "anchor": t.anchor,
            "turned_at": t.at,
            "status_was": t.status_was,
            "status": t.status,
            "next_was": t.next_was,
            "next": t.next,
        }
        for t in new
    ]
    if rows:
        at.execute(insert(case_tables.turns), rows)
