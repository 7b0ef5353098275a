"""Which decisions name something of which capture, so that those about a report are found without reading all."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, or_, select

from vigil.model.case import Decision
from vigil.store import schema, view
from vigil.store.index import FILE, READ, PeopleIndex, chosen

_OF_TWO = ("same", "apart")

_DIGITS = 64
"""A subject begins with the SHA-256 of its capture in hex."""


def remember(connection: Connection, number: int, decision: Decision) -> None:
    """Remember which captures the decision of that number names."""
    captures = {decision.subject[:_DIGITS]} | _partners([decision])
    rows = [{"sha256": sha, "number": number} for sha in sorted(captures)]
    connection.execute(insert(schema.rulings), rows)


def note(connection: Connection, decision: Decision) -> None:
    """Put the reports down as pending that a decision, which is remembered, may concern."""
    subject = decision.subject[:_DIGITS]
    PeopleIndex(connection).mark(_reports(connection, {subject}), READ)
    concern(connection, {subject})


def concern(connection: Connection, captures: Collection[str]) -> None:
    """Put down as pending the reports of all captures with whose people decisions about these hang together.

    What holds of decisions about two people depends on all that were made about either, and so on.
    """
    PeopleIndex(connection).mark(_reports(connection, _named(about(connection, captures).values())), FILE)


def _named(decisions: Iterable[Decision]) -> set[str]:
    """Return the captures whose people decisions say to be the same or not; those taken back are among them."""
    about_two = [d for d in decisions if d.kind in ("same", "apart", "undo")]
    return {d.subject[:_DIGITS] for d in about_two} | _partners(about_two)


def _partners(decisions: Iterable[Decision]) -> set[str]:
    """Return the captures of the people whom decisions say to be the same as their subject or not."""
    values = (_value(d.value) for d in decisions if d.kind in ("same", "apart"))
    return {value[:_DIGITS] for value in values if isinstance(value, str)}


def _value(text: str | None) -> object:
    """Return what a value says, None where it cannot be read."""
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _reports(connection: Connection, captures: Collection[str]) -> set[str]:
    table = schema.reports.c
    return {row.id for row in chosen(select(table.id), table.sha256, captures, connection)}


def captures_of(connection: Connection, reports: Collection[str]) -> set[str]:
    """Return the captures of reports."""
    table = schema.reports.c
    return {row.sha256 for row in chosen(select(table.sha256), table.id, reports, connection)}


def reports_with(connection: Connection, subjects: Iterable[str]) -> set[str]:
    """Return the reports of which the subjects of decisions name something."""
    return _reports(connection, {subject[:_DIGITS] for subject in subjects})


def captures_named(connection: Connection, numbers: Collection[int]) -> set[str]:
    """Return the captures of which decisions (numbers) name something."""
    table = schema.rulings.c
    return {row.sha256 for row in chosen(select(table.sha256), table.number, numbers, connection)}


def reports_named(connection: Connection, numbers: Collection[int]) -> set[str]:
    """Return the reports of which decisions (numbers) name something."""
    return _reports(connection, captures_named(connection, numbers))


def rebuild(connection: Connection) -> None:
    """Make the whole table anew from the decisions."""
    connection.execute(delete(schema.rulings))
    stored = connection.execute(select(schema.decisions).order_by(schema.decisions.c.number)).all()
    for row in stored:
        remember(connection, row.number, view.decision_of(row))


def about(connection: Connection, captures: Collection[str]) -> dict[int, Decision]:
    """Return every decision that names something of the captures, and all that hang together with these, by number, in order.

    What was said of two people is only known with all that was decided about either, and so on.
    """
    if connection.scalar(select(schema.rulings.c.number).limit(1)) is None:
        return {}
    found: dict[int, Decision] = {}
    known: set[str] = set()
    fresh = set(captures)
    while fresh:
        found |= _decisions(connection, fresh)
        known |= fresh
        fresh = _named(found.values()) - known
    return {n: found[n] for n in sorted(found)}


def _decisions(connection: Connection, captures: Collection[str]) -> dict[int, Decision]:
    joined = schema.rulings.join(schema.decisions, schema.decisions.c.number == schema.rulings.c.number)
    wanted = select(schema.decisions).select_from(joined)
    rows = chosen(wanted, schema.rulings.c.sha256, captures, connection)
    return {row.number: view.decision_of(row) for row in rows}


def last_of_two(connection: Connection, before: int | None, limit: int) -> list[int]:
    """Return the numbers of so many decisions about who is who, and of those that took one back, the last first."""
    table = schema.decisions.c
    about_two = or_(table.kind.in_(_OF_TWO), table.was.in_([json.dumps(kind) for kind in _OF_TWO]))
    wanted = select(table.number).where(about_two).order_by(table.number.desc()).limit(limit)
    return list(connection.scalars(wanted if before is None else wanted.where(table.number < before)))
