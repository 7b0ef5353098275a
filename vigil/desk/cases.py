"""The list of cases, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.desk.desk import Desk
from vigil.model.case import CaseLine

AT_ONCE = 50
"""Cases of a page."""


@dataclass(frozen=True, slots=True)
class CaseLineDocument:
    """A case as the list shows it; dates are EDTF."""

    id: str
    people: tuple[str, ...]
    status: str
    next_date: str | None
    host: str | None
    origin: str | None
    reports: int
    last_news: str | None


@dataclass(frozen=True, slots=True)
class CasesDocument:
    """One page of the list; ``next`` is what to ask for after it, None at the end."""

    cases: tuple[CaseLineDocument, ...]
    next: str | None


def cases(desk: Desk, *, after: str | None = None) -> CasesDocument:
    """Return the cases by id that come after the id ``after``."""
    found = [
        line
        for line in desk.casebook.listed()
        if isinstance(line, CaseLine) and line.id not in desk.viewer.hidden.cases and (after is None or line.id > after)
    ]
    shown = found[:AT_ONCE]
    more = shown[-1].id if len(found) > AT_ONCE else None
    return CasesDocument(tuple(map(_document, shown)), more)


def _document(line: CaseLine) -> CaseLineDocument:
    return CaseLineDocument(
        id=line.id,
        people=line.people,
        status=line.status,
        next_date=None if line.next_date is None else str(line.next_date),
        host=line.host,
        origin=line.origin,
        reports=line.reports,
        last_news=None if line.news is None else str(line.news.last),
    )
