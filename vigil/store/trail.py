"""The trail of what people did: a chain like that of the decisions, and read together with it, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select

from vigil.model.report import Issue
from vigil.model.team import Deed
from vigil.store import chain, schema
from vigil.store.rows import streamed
from vigil.store.team_tables import trail

TRAIL_HEAD = "trail_head"
"""The row of ``meta`` that holds the newest deed's number and link."""

_PAST = 2**31 - 1
"""A number greater than any."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the two chains a page goes on: with the deeds and the decisions of lesser numbers."""

    deed: int
    decision: int


@dataclass(frozen=True, slots=True)
class Page:
    """What was done, newest first, and where to go on; None at the end."""

    deeds: tuple[Deed, ...]
    next: Place | None


def append(connection: Connection, deed: Deed) -> None:
    """Add to the chain."""
    last = connection.execute(
        select(trail.c.number, trail.c.link).order_by(trail.c.number.desc()).limit(1)
    ).one_or_none()
    number, before = (1, chain.START) if last is None else (last.number + 1, last.link)
    link = chain.link(before, number, deed)
    connection.execute(
        insert(trail).values(
            number=number,
            done_at=deed.at,
            done_by=deed.by,
            kind=deed.kind,
            subject=deed.subject,
            was=deed.was,
            now=deed.now,
            link=link,
        )
    )
    connection.execute(delete(schema.meta).where(schema.meta.c.key == TRAIL_HEAD))
    connection.execute(insert(schema.meta).values(key=TRAIL_HEAD, value=chain.head(number, link)))


def page(
    connection: Connection, *, after: Place | None = None, by: str | None = None, kind: str | None = None, limit: int
) -> Page:
    """Return what was done before ``after``: by one person, or of one kind, where these are given."""
    place = after or Place(_PAST, _PAST)
    t, d = trail.c, schema.decisions.c
    done = select(t.number, t.done_at.label("at"), t.done_by.label("by"), t.kind, t.subject, t.was, t.now)
    decided = select(d.number, d.decided_at.label("at"), d.decided_by.label("by"), d.kind, d.subject, d.was)
    decided = decided.add_columns(d.value.label("now"))
    most = limit + 1
    deeds = list(connection.execute(_newest(done, t.number, place.deed, {t.done_by: by, t.kind: kind}).limit(most)))
    of_decisions = _newest(decided, d.number, place.decision, {d.decided_by: by, d.kind: kind})
    decisions = list(connection.execute(of_decisions.limit(most)))
    shown: list[Deed] = []
    while len(shown) < limit and (deeds or decisions):
        newer = deeds if deeds and (not decisions or deeds[0].at >= decisions[0].at) else decisions
        row = newer.pop(0)
        shown.append(Deed(row.at, row.by, row.kind, row.subject, row.was, row.now))
        place = replace(place, deed=row.number) if newer is deeds else replace(place, decision=row.number)
    return Page(tuple(shown), place if deeds or decisions else None)


def _newest(
    wanted: Select[Any], number: ColumnElement[int], before: int, filters: dict[ColumnElement[str], str | None]
) -> Select[Any]:
    held = [column == value for column, value in filters.items() if value is not None]
    return wanted.where(number < before, *held).order_by(number.desc())


def last_decision(connection: Connection) -> int:
    """Return the number of the newest decision, 0 where there is none."""
    number = schema.decisions.c.number
    return connection.scalar(select(number).order_by(number.desc()).limit(1)) or 0


def decided_since(connection: Connection, number: int, by: str) -> bool:
    """Whether somebody made a decision of a greater number."""
    c = schema.decisions.c
    return connection.scalar(select(c.number).where(c.number > number, c.decided_by == by).limit(1)) is not None


def verify(connection: Connection) -> Iterator[Issue]:
    """Yield every deed that was changed, moved or removed."""
    before, number = chain.START, 0
    stored = select(trail).order_by(trail.c.number)
    for row in streamed(connection, stored):
        number += 1
        deed = Deed(row.done_at, row.done_by, row.kind, row.subject, row.was, row.now)
        if row.number != number:
            yield _fault("missing-deed", f"entry {number} of the trail was removed; restore it from a backup")
            number = row.number
        elif row.link != chain.link(before, number, deed):
            yield _fault("changed-deed", f"entry {number} of the trail was changed or moved; restore it from a backup")
        before = row.link
    told = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == TRAIL_HEAD))
    if (told or chain.head(0, chain.START)) != chain.head(number, before):
        yield _fault("missing-deed", "entries at the end of the trail were removed; restore them from a backup")


def _fault(code: str, message: str) -> Issue:
    return Issue("error", "store", code, message)
