"""The list of reports, the newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.cases.review import corrections
from vigil.desk.desk import Desk
from vigil.model.case import subject_of
from vigil.store import ReportRow

AT_ONCE = 50
"""Reports of a page."""


@dataclass(frozen=True, slots=True)
class ReportLineDocument:
    """A report as the list shows it, with corrections in it; dates are EDTF. ``reviewed_by`` is who confirmed it as a whole."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    added_at: str
    reviewed_by: str | None


@dataclass(frozen=True, slots=True)
class ReportsDocument:
    """One page of the list; ``next`` is what to ask for after it, None at the end."""

    reports: tuple[ReportLineDocument, ...]
    next: int | None


def reports(desk: Desk, *, before: int | None = None, reviewed: bool | None = None) -> ReportsDocument:
    """Return reports, the newest first: those after the page that ended at ``before``, reviewed or not where that is asked."""
    review = desk.casebook.review
    found: list[ReportRow] = []
    more = True
    while more and len(found) <= AT_ONCE:
        rows = review.listed(before=before, reviewed=reviewed, limit=AT_ONCE + 1)
        found += [row for row in rows if row.id not in desk.viewer.hidden.reports]
        more = len(rows) > AT_ONCE
        before = rows[-1].number if rows else before
    shown = found[:AT_ONCE]
    decided = review.corrections([row.sha256 for row in shown])
    lines = tuple(_line(row, corrections(subject_of(row.sha256, 0, 0, "report"), decided)) for row in shown)
    return ReportsDocument(lines, shown[-1].number if len(found) > AT_ONCE else None)


def _line(row: ReportRow, changed: dict[str, str | None]) -> ReportLineDocument:
    told = {"title": row.title, "publisher": row.publisher, "published": row.published} | {
        name: value for name, value in changed.items() if name in ("title", "publisher", "published")
    }
    return ReportLineDocument(
        row.id, told["title"], told["publisher"], told["published"], row.language, row.added_at, row.reviewed
    )
