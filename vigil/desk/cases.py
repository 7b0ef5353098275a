"""The list of cases: asked for in an address, and shown a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import Field, TypeAdapter, ValidationError

from vigil.desk.desk import Desk
from vigil.errors import InputError
from vigil.languages.offences import offence_label
from vigil.languages.spoken import days_until
from vigil.languages.typed import typed
from vigil.model.case import CaseLine, Standing
from vigil.model.codec import decode
from vigil.model.vocab import standings
from vigil.store import Choices, Found, Sort, Sought, WordSought

AT_ONCE = 50
"""Cases of a page."""

PLACE = r"[0-9a-f]{12}\.[^\x00]{0,200}"
"""What names the place in the list after which a page begins: the id of a case, and what it is sorted by."""

Words = Annotated[str, Field(max_length=200)]
Dated = Literal["dated", "none"]
Reviewed = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class CasesAsked:
    """Which cases are asked for, in which order: the fields of the list's address. Empty ones ask for nothing.

    ``q`` are words of a name in any spelling or script, the last not whole maybe, or the id of a case. ``next`` asks whether
    there is a next date; between ``next_from`` and ``next_to`` it may lie. ``reviewed``: somebody confirmed each report.
    """

    q: Words = ""
    host: Words = ""
    origin: Words = ""
    standing: Standing | Literal[""] = ""
    charge: Words = ""
    tag: Words = ""
    reviewed: Reviewed | Literal[""] = ""
    next: Dated | Literal[""] = ""
    next_from: date | None = None
    next_to: date | None = None
    sort: Sort = "news"

    @property
    def query(self) -> str:
        """The query of the address that asks for it; what is as it is without asking is left out."""
        told = ((f.name, getattr(self, f.name), f.default) for f in fields(self))
        return urlencode([(name, str(value)) for name, value, unasked in told if value != unasked])

    @property
    def narrow(self) -> bool:
        """Whether it asks for some cases only, words of a name aside."""
        return CasesAsked(q=self.q, sort=self.sort) != self


EVERYTHING = CasesAsked()


@dataclass(frozen=True, slots=True)
class CaseLineDocument:
    """A case as the list shows it; dates are EDTF. ``reviewed`` says whether somebody confirmed each of its reports.

    ``days`` are left until the first possible day of the next date; negative once it is past.
    """

    id: str
    people: tuple[str, ...]
    status: str
    next_date: str | None
    days: int | None
    host: str | None
    origin: str | None
    reports: int
    last_news: str | None
    charges: tuple[str, ...]
    reviewed: bool
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasesDocument:
    """One page of the list, and how many cases there are in all; ``next`` is what to ask for after it, None at the end."""

    cases: tuple[CaseLineDocument, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter can have, in words, and how many cases have it."""

    value: str
    label: str
    cases: int


@dataclass(frozen=True, slots=True)
class ChoicesDocument:
    """What the list can be filtered by."""

    host: tuple[Choice, ...]
    origin: tuple[Choice, ...]
    standing: tuple[Choice, ...]
    charge: tuple[Choice, ...]
    tag: tuple[Choice, ...]


def asked_for(query: Mapping[str, str]) -> CasesAsked:
    """Return what an address asks for; fields that are empty or not known ask for nothing. Raises InputError."""
    known = {f.name for f in fields(CasesAsked)}
    told = {name: value.strip() for name, value in query.items() if name in known and value.strip()}
    try:
        return TypeAdapter(CasesAsked).validate_python(told)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            f"{first['loc'][0]}: {told.get(str(first['loc'][0]))!r} cannot be asked for: {first['msg']}"
        ) from error


def cases(desk: Desk, asked: CasesAsked = EVERYTHING, *, after: str | None = None) -> CasesDocument:
    """Return the cases that are asked for, those that come after ``next`` of the page before. Raises InputError."""
    sought = _sought(desk, asked)
    place = None if after is None else _place(after, asked.sort)
    with desk.casebook.shelf() as shelf:
        found = shelf.list.page(sought, asked.sort, place, AT_ONCE + 1)
        shown = found[:AT_ONCE]
        total = shelf.list.number(sought)
        tags = shelf.notebook.tags_of([row.id for row in shown])
    more = f"{shown[-1].id}.{shown[-1].place[0]}" if len(found) > AT_ONCE else None
    return CasesDocument(tuple(_document(row, tags.get(row.id, ()), desk.today()) for row in shown), more, total)


def choices(desk: Desk) -> ChoicesDocument:
    """Return what the list can be filtered by, over all cases that the viewer may know of."""
    with desk.casebook.shelf() as shelf:
        found: Choices = shelf.list.choices(desk.viewer.hidden.cases)
    order = list(standings())
    return ChoicesDocument(
        host=_choices(found.host),
        origin=_choices(found.origin),
        standing=tuple(
            Choice(key, standings()[key].label, found.status[key]) for key in sorted(found.status, key=order.index)
        ),
        charge=tuple(
            sorted((Choice(k, offence_label(k) or k, n) for k, n in found.charge.items()), key=lambda c: c.label)
        ),
        tag=_choices(found.tag),
    )


def _choices(counted: Mapping[str, int]) -> tuple[Choice, ...]:
    return tuple(Choice(value, value, number) for value, number in counted.items())


def _sought(desk: Desk, asked: CasesAsked) -> Sought:
    words = tuple(WordSought(t.begins, t.keys) for t in typed(asked.q)) if asked.q else None
    return Sought(
        host=asked.host or None,
        origin=asked.origin or None,
        status=asked.standing or None,
        charge=asked.charge or None,
        tag=asked.tag or None,
        reviewed={"yes": True, "no": False}.get(asked.reviewed),
        dated={"dated": True, "none": False}.get(asked.next),
        first=asked.next_from.isoformat() if asked.next_from else None,
        last=asked.next_to.isoformat() if asked.next_to else None,
        words=words,
        anchor=asked.q or None,
        hidden=desk.viewer.hidden.cases,
    )


def _place(text: str, sort: Sort) -> tuple[str | int, str]:
    case, _, value = text.partition(".")
    if sort != "reports":
        return value, case
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise InputError(f"after: {text!r} is no place in this list; begin again with its first page")
    return int(value), case


def _document(row: Found, tags: tuple[str, ...], today: date) -> CaseLineDocument:
    line = decode(CaseLine, row.line)
    return CaseLineDocument(
        id=line.id,
        people=line.people,
        status=line.status,
        next_date=None if line.next_date is None else str(line.next_date),
        days=None if line.next_date is None else days_until(line.next_date, today),
        host=line.host,
        origin=line.origin,
        reports=line.reports,
        last_news=None if line.news is None else str(line.news.last),
        charges=tuple(offence_label(key) for key in line.charges),
        reviewed=row.reviewed,
        tags=tags,
    )
