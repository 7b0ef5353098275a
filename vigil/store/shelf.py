"""What the workbench has before it: case files, their list, and what people write beside them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from vigil.model.case import Decision
from vigil.store import contents, rulings, schema
from vigil.store.filed import CaseFiles
from vigil.store.index import chosen
from vigil.store.listing import CaseList
from vigil.store.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Captured:
    """When a report was taken from the network (None for a file) and when it was added, RFC 3339."""

    retrieved_at: str | None
    added_at: str


class Shelf:
    """All of it within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection
        self.files = CaseFiles(connection)
        self.list = CaseList(connection)
        self.notebook = Notebook(connection)

    def decisions_about(self, captures: Collection[str]) -> dict[int, Decision]:
        """Return the decisions that name something of the captures, and all that hang together with these, by number."""
        return rulings.about(self._at, captures)

    def looked(self, anchors: Collection[str]) -> dict[str, tuple[str, str]]:
        """Return by whom and when the disagreements of a case, by their marks, were looked at."""
        return contents.looked(self._at, anchors)

    def captured(self, reports: Collection[str]) -> dict[str, Captured]:
        """Return when reports were captured and added."""
        report, capture = schema.reports.c, schema.captures.c
        joined = schema.reports.join(schema.captures, capture.sha256 == report.sha256)
        wanted = select(report.id, report.added_at, capture.retrieved_at).select_from(joined)
        return {
            row.id: Captured(row.retrieved_at, row.added_at) for row in chosen(wanted, report.id, reports, self._at)
        }

    def stories(self, reports: Collection[str]) -> dict[str, str]:
        """Return the stories of reports."""
        report = schema.reports.c
        return {row.id: row.story for row in chosen(select(report.id, report.story), report.id, reports, self._at)}
