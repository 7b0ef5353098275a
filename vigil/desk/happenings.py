"""Entries of timelines as lists show them: what, when, where, and whose case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vigil.languages.spoken import days_until
from vigil.model.case import CaseLine, TimelineEntry
from vigil.model.codec import decode
from vigil.model.reading import Status
from vigil.store import DatedEntry, EntryKey


@dataclass(frozen=True, slots=True)
class HappeningDocument:
    """An entry of the timeline of ``case``, in its place ``entry``; ``people`` are those at risk in the case.

    ``lead`` is the outcome, penalty or offence, as reports say it. ``date`` is EDTF, ``first`` and ``last`` are the possible
    days, ``days`` is how many lie between today and the first that is still possible, below zero when past.
    """

    case: str
    people: tuple[str, ...]
    entry: int
    type: str
    status: Status
    lead: str | None
    who: tuple[str, ...]
    by: str | None
    place: str | None
    date: str | None
    first: str | None
    last: str | None
    days: int | None
    reports: int

    @property
    def exact(self) -> bool:
        """Whether it is known to the day."""
        return self.first is not None and self.first == self.last

    @property
    def doubtful(self) -> bool:
        """Whether it is scheduled, and may be past already: today lies between its first and its last possible day."""
        return self.status == "scheduled" and self.days == 0 and not self.exact


def happening(row: DatedEntry, today: date) -> HappeningDocument:
    """Return an entry as a list shows it."""
    entry, line = decode(TimelineEntry, row.told), decode(CaseLine, row.line)
    lead = entry.detail.get("outcome") or entry.detail.get("penalty") or entry.detail.get("offence")
    court = entry.detail.get("court")
    return HappeningDocument(
        case=row.case,
        people=line.people,
        entry=row.entry,
        type=entry.type,
        status=entry.status,
        lead=lead if isinstance(lead, str) else None,
        who=entry.who,
        by=entry.by or (court if isinstance(court, str) else None),
        place=entry.place,
        date=None if entry.date is None else str(entry.date),
        first=row.first,
        last=row.last,
        days=None if entry.date is None else days_until(entry.date, today),
        reports=len(entry.reports),
    )


def place_of(row: DatedEntry) -> EntryKey:
    """Return where an entry stands in a list by first day."""
    return row.first or "", row.case, row.entry
