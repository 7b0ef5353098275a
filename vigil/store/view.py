"""What is read out of a casebook, as the values that went in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, Select, func, select

from vigil.errors import NotFoundError, StoreError
from vigil.model.case import Decision
from vigil.model.codec import decode
from vigil.model.quotes import quotes_in
from vigil.model.reading import Reading
from vigil.model.report import Report
from vigil.store import schema
from vigil.store.index import chosen
from vigil.store.rows import streamed


@dataclass(frozen=True, slots=True)
class PastReading:
    """A reading of a report, when it was made and when another took its place; None for the one that counts."""

    reading: Reading
    read_at: str
    superseded_at: str | None


def decode_report(row: Row[*tuple[Any, ...]]) -> Report:
    """Return the report of a row. Raises StoreError where the row was damaged."""
    try:
        report = decode(Report, row.report)
    except (ValidationError, ValueError) as error:
        raise _damaged(row.id) from error
    return replace(report, story=replace(report.story, text=row.story))


def decode_reading(text: str, report: str) -> Reading:
    """Return the reading that ``text`` encodes. Raises StoreError where it was damaged."""
    try:
        return decode(Reading, text)
    except (ValidationError, ValueError) as error:
        raise _damaged(report) from error


def _damaged(report: str) -> StoreError:
    return StoreError(
        f"the report {report} was damaged in the database; restore it from a backup, and see: vigil verify"
    )


def reports(connection: Connection) -> Iterator[Report]:
    """Yield every report in the order of ids."""
    stored = select(schema.reports).order_by(schema.reports.c.id)
    yield from map(decode_report, streamed(connection, stored))


def report(connection: Connection, report_id: str) -> Report:
    """Return one report. Raises NotFoundError where there is none of that id."""
    row = connection.execute(select(schema.reports).where(schema.reports.c.id == report_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"no report {report_id} in this casebook")
    return decode_report(row)


def _joined() -> Select[Any]:
    joined = schema.reports.join(schema.readings, schema.readings.c.report_id == schema.reports.c.id)
    return select(schema.reports, schema.readings.c.reading).select_from(joined).where(schema.CURRENT)


def readings(connection: Connection) -> Iterator[tuple[Report, Reading]]:
    """Yield every report with the reading that counts, in the order of ids."""
    ordered = _joined().order_by(schema.reports.c.id)
    for row in streamed(connection, ordered):
        yield decode_report(row), decode_reading(row.reading, row.id)


def readings_of(connection: Connection, reports: Collection[str]) -> Iterator[tuple[Report, Reading]]:
    """Yield reports by id with the readings that count."""
    for row in chosen(_joined(), schema.reports.c.id, reports, connection):
        yield decode_report(row), decode_reading(row.reading, row.id)


def added(connection: Connection, reports: Collection[str]) -> dict[str, str]:
    """Return when reports were added (RFC 3339), by id."""
    wanted = select(schema.reports.c.id, schema.reports.c.added_at)
    return {row.id: row.added_at for row in chosen(wanted, schema.reports.c.id, reports, connection)}


def history(connection: Connection, report_id: str) -> tuple[PastReading, ...]:
    """Return every reading of a report, oldest first. Raises NotFoundError where there is none of that id."""
    mine = select(schema.readings).where(schema.readings.c.report_id == report_id).order_by(schema.readings.c.number)
    found = tuple(
        PastReading(decode_reading(row.reading, report_id), row.read_at, row.superseded_at)
        for row in connection.execute(mine)
    )
    if not found:
        raise NotFoundError(f"no report {report_id} in this casebook")
    return found


def decision_of(row: Row[*tuple[Any, ...]]) -> Decision:
    """Return the decision of a row."""
    return Decision(row.subject, row.kind, row.value, row.was, row.decided_by, row.decided_at)


def decisions(connection: Connection) -> dict[int, Decision]:
    """Return every decision by number, in order."""
    stored = connection.execute(select(schema.decisions).order_by(schema.decisions.c.number))
    return {row.number: decision_of(row) for row in stored}


def counts(connection: Connection) -> dict[str, int]:
    """Return how many captures, reports, quotes and decisions there are."""
    tables = {t.name: t for t in (schema.captures, schema.reports, schema.decisions)}
    found = {name: connection.scalar(select(func.count()).select_from(t)) or 0 for name, t in tables.items()}
    quotes = sum(1 for _, reading in readings(connection) for _ in quotes_in(reading))
    return {
        "captures": found["captures"],
        "reports": found["reports"],
        "quotes": quotes,
        "decisions": found["decisions"],
    }
