"""The check of a whole casebook: that every row is what was written, and every quote stands in its story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, select

from vigil.errors import StoreError, VigilError
from vigil.model.quotes import quotes_in
from vigil.model.reading import Reading
from vigil.model.report import Capture, Issue, Report, report_id
from vigil.store import chain, schema, search, trail, view, writer
from vigil.store.rows import streamed


def verify(connection: Connection, is_kept: Callable[[str], bool]) -> Iterator[Issue]:
    """Yield every fault of the database; ``is_kept`` tells whether the capture of a SHA-256 is in the archive."""
    yield from _database(connection)
    yield from _captures(connection, is_kept)
    yield from _reports(connection)
    yield from _decisions(connection)
    yield from trail.verify(connection)


def _fault(code: str, message: str) -> Issue:
    return Issue("error", "store", code, message)


def _database(connection: Connection) -> Iterator[Issue]:
    if connection.dialect.name == "sqlite":  # a server checks itself
        yield from _file(connection)
    missing = (connection.scalar(select(func.count()).select_from(schema.reports)) or 0) - search.indexed(connection)
    if missing and search.is_current(connection):
        yield _fault("index-differs", f"the search index differs from the reports by {missing}; restore a backup")


def _file(connection: Connection) -> Iterator[Issue]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield _fault("damaged-database", f"the database is damaged ({said}); restore it from a backup")
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield _fault("lost-row", f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is gone; restore a backup")


def _captures(connection: Connection, is_kept: Callable[[str], bool]) -> Iterator[Issue]:
    for digest in connection.scalars(select(schema.captures.c.sha256).order_by(schema.captures.c.sha256)):
        try:
            kept = is_kept(digest)
        except VigilError as error:
            yield _fault("missing-capture", str(error))
            continue
        if not kept:
            yield _fault("missing-capture", f"the file of the capture {digest[:16]} is gone; restore it from a backup")


def _reports(connection: Connection) -> Iterator[Issue]:
    current = (schema.readings.c.report_id == schema.reports.c.id) & schema.CURRENT
    joined = schema.reports.outerjoin(schema.readings, current).outerjoin(schema.captures)
    capture = (schema.captures.c.media_type, schema.captures.c.url, schema.captures.c.retrieved_at)
    wanted = select(schema.reports, *capture, schema.readings.c.reading).select_from(joined)
    for row in streamed(connection, wanted.order_by(schema.reports.c.id)):
        yield from _report(row)


def _report(row: Row[*tuple[Any, ...]]) -> Iterator[Issue]:
    if sha256(row.story.encode()).hexdigest() != row.story_sha256:
        yield _fault("changed-story", f"the story of the report {row.id} was changed; restore it from a backup")
    if row.reading is None:
        yield _fault("missing-reading", f"the reading of the report {row.id} is gone; read it again")
        return
    try:
        report, reading = view.decode_report(row), view.decode_reading(row.reading, row.id)
    except StoreError as error:
        yield _fault("damaged-report", str(error))
        return
    if not _agrees(row, report):
        yield _fault("changed-report", f"the report {row.id} was changed; restore it from a backup")
    yield from _quotes(report, reading)


def _agrees(row: Row[*tuple[Any, ...]], report: Report) -> bool:
    """Whether the columns of a row say what the report in it says."""
    capture = Capture(row.sha256, row.media_type, row.url, row.retrieved_at)
    published = None if report.published is None else str(report.published)
    told = (report.id, published, report.publisher, report.title, report.language)
    columns = (row.id, row.published, row.publisher, row.title, row.language)
    return told == columns and report.capture == capture and report.id == report_id(capture)


def _quotes(report: Report, reading: Reading) -> Iterator[Issue]:
    if reading.report_id != report.id:
        yield _fault("changed-reading", f"the reading of the report {report.id} names another report; read it again")
    for quote in quotes_in(reading):
        if not report.story.holds(quote):
            place = f"{quote.span.start}-{quote.span.end}"
            said = f"a quote of the report {report.id} does not stand in its story at {place}; read it again"
            yield Issue("error", "store", "quote-not-in-story", said, quote.span)


def _decisions(connection: Connection) -> Iterator[Issue]:
    before, number = chain.START, 0
    for row in connection.execute(select(schema.decisions).order_by(schema.decisions.c.number)):
        number += 1
        if row.number != number:
            yield _fault("missing-decision", f"the decision {number} was removed; restore it from a backup")
            number = row.number
        elif row.link != chain.link(before, number, view.decision_of(row)):
            yield _fault("changed-decision", f"the decision {number} was changed or moved; restore it from a backup")
        before = row.link
    told = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == writer.DECISIONS_HEAD))
    if (told or chain.head(0, chain.START)) != chain.head(number, before):
        yield _fault("missing-decision", "decisions at the end were removed or changed; restore them from a backup")
