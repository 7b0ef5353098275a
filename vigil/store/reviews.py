"""Reports as people review them: which are done, and what was decided about one, with the numbers of the decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from vigil.errors import NotFoundError
from vigil.model.case import Decision, place_of
from vigil.model.decided import holding
from vigil.model.reading import Reading
from vigil.model.report import Report
from vigil.store import schema, view
from vigil.store.index import chosen


@dataclass(frozen=True, slots=True)
class Numbered:
    """A decision and its number in the log."""

    number: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as it was read, without its story. ``number`` grows with each that is added; ``reviewed`` is who confirmed it."""

    number: int
    id: str
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    added_at: str
    reviewed: str | None


class Reviews:
    """What is looked up about the review of reports, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def told(self, report_id: str) -> tuple[Report, Reading]:
        """Return a report and the reading that counts. Raises NotFoundError where there is none of that id."""
        for found in view.readings_of(self._at, [report_id]):
            return found
        raise NotFoundError(f"no report {report_id} in this casebook")

    def decisions(self, sha256: str) -> tuple[Numbered, ...]:
        """Return every decision that names something of a capture, oldest first."""
        rows, known = schema.decisions, schema.rulings
        wanted = select(rows).join(known, known.c.number == rows.c.number).where(known.c.sha256 == sha256)
        stored = self._at.execute(wanted.order_by(rows.c.number))
        return tuple(Numbered(row.number, view.decision_of(row)) for row in stored)

    def listed(self, *, before: int | None, reviewed: bool | None, limit: int) -> tuple[ReportRow, ...]:
        """Return reports, the newest first: those numbered below ``before``, and reviewed or not where that is asked for."""
        table, done = schema.reports, schema.reviewed
        joined = table.outerjoin(done, done.c.sha256 == table.c.sha256)
        columns = (*(table.c[name] for name in _COLUMNS), done.c.decided_by.label("reviewed"))
        wanted = select(*columns).select_from(joined).order_by(table.c.number.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(table.c.number < before)
        if reviewed is not None:
            wanted = wanted.where(done.c.sha256.is_not(None) if reviewed else done.c.sha256.is_(None))
        return tuple(ReportRow(*row) for row in self._at.execute(wanted))

    def number_unreviewed(self, hidden: Collection[str]) -> int:
        """Return how many reports nobody has confirmed as a whole; those of the ids ``hidden`` are not counted."""
        table, done = schema.reports, schema.reviewed
        waiting = select(table.c.id).select_from(table.outerjoin(done, done.c.sha256 == table.c.sha256))
        waiting = waiting.where(done.c.sha256.is_(None))
        number = self._at.scalar(select(func.count()).select_from(waiting.subquery())) or 0
        return number - sum(1 for _ in chosen(waiting, table.c.id, hidden, self._at))

    def about_reports(self, captures: Collection[str]) -> dict[int, Decision]:
        """Return the decisions about the reports of captures as a whole, by number, in order."""
        rows, known = schema.decisions, schema.rulings
        wanted = select(rows).join(known, known.c.number == rows.c.number)
        found = {row.number: view.decision_of(row) for row in chosen(wanted, known.c.sha256, captures, self._at)}
        return {n: found[n] for n in sorted(found) if is_about_report(found[n])}

    def note(self, decision: Decision) -> None:
        """Remember whether the report that a decision is about is reviewed now."""
        if not is_about_report(decision):
            return
        sha256 = decision.subject.partition(":")[0]
        self._at.execute(delete(schema.reviewed).where(schema.reviewed.c.sha256 == sha256))
        about = {n: d for n, d in self.about_reports([sha256]).items() if d.subject == decision.subject}
        done = [d for d in holding(about).values() if d.kind == "confirm"]
        if done:
            self._at.execute(insert(schema.reviewed).values(sha256=sha256, decided_by=done[-1].by))

    def are_done(self, captures: Collection[str]) -> bool:
        """Whether somebody confirmed the report of each of the captures as a whole."""
        table = schema.reviewed.c
        return len(set(captures)) == sum(1 for _ in chosen(select(table.sha256), table.sha256, set(captures), self._at))

    def rebuild(self) -> None:
        """Make the table of reviewed reports anew from the decisions."""
        self._at.execute(delete(schema.reviewed))
        stored = self._at.execute(select(schema.decisions).order_by(schema.decisions.c.number)).all()
        last = {d.subject: d for d in map(view.decision_of, stored) if is_about_report(d)}
        for decision in last.values():
            self.note(decision)


_COLUMNS = ("number", "id", "sha256", "title", "publisher", "published", "language", "added_at")


def is_about_report(decision: Decision) -> bool:
    """Whether a decision is about a report as a whole."""
    place = place_of(decision.subject)
    return place is not None and place.kind == "report"
