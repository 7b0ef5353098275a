"""What is written into a casebook. Each function works inside the transaction of its connection."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from vigil.errors import NotFoundError
from vigil.model.case import Decision
from vigil.model.codec import encode
from vigil.model.reading import Reading
from vigil.model.report import Report
from vigil.store import chain, schema, search

DECISIONS_HEAD = "decisions_head"
"""The row of ``meta`` that holds the newest decision's number and link."""


def add(connection: Connection, report: Report, reading: Reading, at: str) -> bool:
    """Add a report with its reading and its words; return False, with nothing changed, where its capture is there."""
    if report_of(connection, report.capture.sha256) is not None:
        return False
    capture = report.capture
    connection.execute(
        insert(schema.captures).values(
            sha256=capture.sha256, media_type=capture.media_type, url=capture.url, retrieved_at=capture.retrieved_at
        )
    )
    new = insert(schema.reports).values(added_at=at, **_row_of(report)).returning(schema.reports.c.number)
    number = connection.execute(new).scalar_one()
    _read(connection, reading, at)
    if search.is_current(connection):  # else the next search makes the whole index anew
        search.index(connection, number, report.title, report.story.text)
    return True


def report_of(connection: Connection, sha256: str) -> str | None:
    """Return the id of the report that a capture made, None where there is none."""
    return connection.scalar(select(schema.reports.c.id).where(schema.reports.c.sha256 == sha256))


def _row_of(report: Report) -> dict[str, str | None]:
    """Return the columns that hold a report; the text of its story is kept once, beside the rest."""
    return {
        "id": report.id,
        "sha256": report.capture.sha256,
        "story": report.story.text,
        "story_sha256": sha256(report.story.text.encode()).hexdigest(),
        "report": encode(replace(report, story=replace(report.story, text=""))),
        "published": None if report.published is None else str(report.published),
        "publisher": report.publisher,
        "title": report.title,
        "language": report.language,
    }


def _read(connection: Connection, reading: Reading, at: str) -> None:
    connection.execute(
        insert(schema.readings).values(
            report_id=reading.report_id, analyser=reading.analyser, reading=encode(reading), read_at=at
        )
    )


def replace_reading(connection: Connection, reading: Reading, at: str) -> bool:
    """Make ``reading`` the one that counts; the one before is kept as superseded. False where it says the same.

    Raises NotFoundError where there is no such report.
    """
    current = (schema.readings.c.report_id == reading.report_id) & schema.CURRENT
    before = connection.scalar(select(schema.readings.c.reading).where(current))
    if before is None:
        raise NotFoundError(f"no report {reading.report_id} in this casebook")
    if before == encode(reading):
        return False
    connection.execute(update(schema.readings).where(current).values(superseded_at=at))
    _read(connection, reading, at)
    return True


def decide(connection: Connection, decision: Decision) -> int:
    """Append a decision to the chain and return its number."""
    rows = schema.decisions.c
    last = connection.execute(select(rows.number, rows.link).order_by(rows.number.desc()).limit(1)).one_or_none()
    number, before = (1, chain.START) if last is None else (last.number + 1, last.link)
    link = chain.link(before, number, decision)
    connection.execute(
        insert(schema.decisions).values(
            number=number,
            subject=decision.subject,
            kind=decision.kind,
            value=decision.value,
            was=decision.was,
            decided_by=decision.by,
            decided_at=decision.at,
            link=link,
        )
    )
    connection.execute(delete(schema.meta).where(schema.meta.c.key == DECISIONS_HEAD))
    connection.execute(insert(schema.meta).values(key=DECISIONS_HEAD, value=chain.head(number, link)))
    return number
