"""The list of cases: filtered, sorted, and cut into pages by key, without opening a case file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, bindparam, func, or_, select, tuple_

from vigil.store import case_tables, schema

Sort = Literal["news", "next", "name", "reports"]

NO_DAY = "9999-12-31"
"""Stands for the next date of a case that has none: such cases come last."""

_LAST = "\U0010ffff"
"""Comes after every letter."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the list is filtered and sorted by; days are ISO text. See ``case_tables.case_list``."""

    host: str | None
    origin: str | None
    status: str
    name: str
    next_day: str
    next_end: str
    news: str
    reports: int
    reviewed: bool


@dataclass(frozen=True, slots=True)
class WordSought:
    """A word of a name: what a word of somebody at risk in the case begins with, or which keys it has."""

    begins: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cases are asked for: those that fit all that is not None. ``hidden`` are ids of cases that are not there.

    ``dated`` asks whether there is a next date; ``first`` and ``last`` are days (ISO) that it may lie on or between.
    ``anchor`` finds one case by any of its ids; ``words`` and ``anchor`` are two ways, of which one is enough.
    """

    host: str | None = None
    origin: str | None = None
    status: str | None = None
    charge: str | None = None
    tag: str | None = None
    reviewed: bool | None = None
    dated: bool | None = None
    first: str | None = None
    last: str | None = None
    words: tuple[WordSought, ...] | None = None
    anchor: str | None = None
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A case of the list: its line as JSON text, and ``place``, which the next page is asked for after."""

    id: str
    line: str
    reviewed: bool
    place: tuple[str | int, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that a filter can have, each with how many cases have it."""

    host: dict[str, int]
    origin: dict[str, int]
    status: dict[str, int]
    charge: dict[str, int]
    tag: dict[str, int]


_AT = case_tables.case_list.c
_ORDERS: dict[Sort, tuple[ColumnElement[Any], bool]] = {
    "news": (_AT.news, True),
    "next": (_AT.next_day, False),
    "name": (_AT.name, False),
    "reports": (_AT.reports, True),
}
"""By which column, and whether the greatest comes first."""


class CaseList:
    """The list of cases within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def page(self, sought: Sought, sort: Sort, after: tuple[str | int, str] | None, limit: int) -> tuple[Found, ...]:
        """Return at most ``limit`` cases in order, those that come after the place ``after``."""
        column, falling = _ORDERS[sort]
        wanted = select(_AT.case_id, _AT.reviewed, column.label("sorted"), case_tables.cases.c.line)
        wanted = wanted.join(case_tables.cases, case_tables.cases.c.id == _AT.case_id).where(*_fits(sought))
        if after is not None:
            here, there = tuple_(column, _AT.case_id), tuple_(*after)
            wanted = wanted.where(here < there if falling else here > there)
        order = (column.desc(), _AT.case_id.desc()) if falling else (column, _AT.case_id)
        rows = self._at.execute(wanted.order_by(*order).limit(limit))
        return tuple(Found(r.case_id, r.line, r.reviewed, (r.sorted, r.case_id)) for r in rows)

    def number(self, sought: Sought) -> int:
        """Return how many cases fit."""
        return self._at.scalar(select(func.count()).select_from(case_tables.case_list).where(*_fits(sought))) or 0

    def choices(self, hidden: Collection[str]) -> Choices:
        """Return what can be asked for, over all cases but the hidden ones."""
        seen = _fits(Sought(hidden=frozenset(hidden)))
        charge, tag = case_tables.case_charges.c.charge, schema.tags.c.tag
        charges = case_tables.case_charges.join(
            case_tables.case_list, _AT.case_id == case_tables.case_charges.c.case_id
        )
        anchors = schema.tags.join(case_tables.case_anchors, case_tables.case_anchors.c.anchor == schema.tags.c.anchor)
        tags = anchors.join(case_tables.case_list, _AT.case_id == case_tables.case_anchors.c.case_id)
        return Choices(
            host=self._counted(_AT.host, case_tables.case_list, seen),
            origin=self._counted(_AT.origin, case_tables.case_list, seen),
            status=self._counted(_AT.status, case_tables.case_list, seen),
            charge=self._counted(charge, charges, seen),
            tag=self._counted(tag, tags, seen),
        )

    def _counted(self, column: ColumnElement[Any], table: Any, seen: list[ColumnElement[bool]]) -> dict[str, int]:
        number = func.count(_AT.case_id.distinct())
        wanted = select(column, number).select_from(table).where(column.is_not(None), *seen).group_by(column)
        return {row[0]: row[1] for row in self._at.execute(wanted.order_by(column))}


def _fits(sought: Sought) -> list[ColumnElement[bool]]:
    same = {_AT.host: sought.host, _AT.origin: sought.origin, _AT.status: sought.status, _AT.reviewed: sought.reviewed}
    found: list[ColumnElement[bool]] = [column == value for column, value in same.items() if value is not None]
    if sought.hidden:
        ids: BindParameter[Any] = bindparam("hidden", sorted(sought.hidden), expanding=True, literal_execute=True)
        found.append(_AT.case_id.not_in(ids))
    if sought.charge is not None:
        charges = case_tables.case_charges.c
        found.append(_AT.case_id.in_(select(charges.case_id).where(charges.charge == sought.charge)))
    if sought.tag is not None:
        anchors = case_tables.case_anchors.join(schema.tags, schema.tags.c.anchor == case_tables.case_anchors.c.anchor)
        tagged = select(case_tables.case_anchors.c.case_id).select_from(anchors).where(schema.tags.c.tag == sought.tag)
        found.append(_AT.case_id.in_(tagged))
    return [*found, *_on_days(sought), *_named(sought)]


def _on_days(sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.dated is not None:
        found.append(_AT.next_day != NO_DAY if sought.dated else _AT.next_day == NO_DAY)
    if sought.first is not None or sought.last is not None:
        found.append(_AT.next_day != NO_DAY)
    if sought.first is not None:
        found.append(_AT.next_end >= sought.first)
    if sought.last is not None:
        found.append(_AT.next_day <= sought.last)
    return found


def _named(sought: Sought) -> list[ColumnElement[bool]]:
    ways = []
    if sought.words is not None:
        ways.append(and_(*map(_has_word, sought.words)) if sought.words else _AT.case_id.is_(None))
    if sought.anchor is not None:
        anchors = case_tables.case_anchors.c
        ways.append(_AT.case_id.in_(select(anchors.case_id).where(anchors.anchor == sought.anchor)))
    return [or_(*ways)] if ways else []


def _has_word(word: WordSought) -> ColumnElement[bool]:
    key = case_tables.case_sounds.c.key
    begins = [and_(key >= start, key < start + _LAST) for start in word.begins]
    return _AT.case_id.in_(select(case_tables.case_sounds.c.case_id).where(or_(*begins, key.in_(word.keys))))
