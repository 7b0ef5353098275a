"""What was sent to a casebook and is to be read: imports with their items, and what came of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, case, delete, exists, func, insert, select, update

from vigil.store.index import chosen
from vigil.store.intake_tables import import_items as items
from vigil.store.intake_tables import import_outcomes as outcomes
from vigil.store.intake_tables import imports

Kind = Literal["text", "addresses", "files", "feed"]
State = Literal["open", "stopped", "done"]
OutcomeKind = Literal["added", "known", "failed"]
ItemState = Literal["ask", "read", "done"]
"""An address that is to be asked, bytes that are to be read, and what is over."""


@dataclass(frozen=True, slots=True)
class NewImport:
    """What somebody asks to be read; times are RFC 3339, ``published`` is EDTF."""

    kind: Kind
    label: str
    by: str
    at: str
    published: str | None = None
    feed: int | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """An import and how far it is: ``done`` of ``items`` are over; what came of them is counted by report."""

    number: int
    kind: Kind
    label: str
    by: str
    at: str
    published: str | None
    feed: int | None
    state: State
    trouble: str | None
    items: int
    done: int
    added: int
    known: int
    failed: int
    ended: str | None


@dataclass(frozen=True, slots=True)
class NewItem:
    """One thing of an import: an ``address``, the hash of bytes that are here, or, with an ``error``, what was not taken."""

    name: str
    address: str | None = None
    sha256: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is to be asked or read; ``came`` is what is known of its coming, as JSON."""

    number: int
    import_number: int
    name: str
    address: str | None
    sha256: str | None
    record: str | None
    came: str | None
    tries: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one report in an item: it is new, it was there already, or ``message`` says why it could not be read."""

    number: int
    item: int
    name: str
    kind: OutcomeKind
    report: str | None
    message: str | None


class Intake:
    """The imports within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def begin(self, new: NewImport, things: Sequence[NewItem]) -> int:
        """Put an import down with all it is made of, and return its number."""
        counted = {"items": len(things), "done": 0, "added": 0, "known": 0, "failed": 0}
        row = insert(imports).values(
            kind=new.kind,
            label=new.label,
            asked_by=new.by,
            asked_at=new.at,
            published=new.published,
            feed=new.feed,
            state="open",
            **counted,
        )
        number: int = self._at.execute(row.returning(imports.c.number)).scalar_one()
        for thing in things:
            state: ItemState = "ask" if thing.address and not thing.error else "read"
            row = insert(items).values(
                import_number=number, name=thing.name, address=thing.address, sha256=thing.sha256, state=state, tries=0
            )
            item: int = self._at.execute(row.returning(items.c.number)).scalar_one()
            if thing.error is not None:
                self.note(number, item, 0, thing.name, "failed", message=thing.error)
                self.over(number, item, new.at)
        if not things:
            self._end(number, new.at)
        return number

    def get(self, number: int) -> Import | None:
        """Return one import, None where there is none of that number."""
        row = self._at.execute(select(imports).where(imports.c.number == number)).one_or_none()
        return None if row is None else _import(row)

    def open(self, *, by: str | None) -> tuple[Import, ...]:
        """Return every import that is not done, newest first; ``by`` leaves those that others asked for out."""
        wanted = _by(imports.c.state != "done", by)
        return tuple(map(_import, self._at.execute(select(imports).where(wanted).order_by(imports.c.number.desc()))))

    def ended(self, *, by: str | None, before: int | None, limit: int) -> tuple[Import, ...]:
        """Return imports that are done, newest first; of looks at a feed only those that brought something."""
        brought = (imports.c.kind != "feed") | (imports.c.added + imports.c.failed > 0)
        wanted = _by((imports.c.state == "done") & brought, by)
        if before is not None:
            wanted &= imports.c.number < before
        found = select(imports).where(wanted).order_by(imports.c.number.desc()).limit(limit)
        return tuple(map(_import, self._at.execute(found)))

    def outcomes(self, number: int, *, kind: OutcomeKind | None, before: int | None, limit: int) -> tuple[Outcome, ...]:
        """Return what came of an import, newest first; ``before`` is the last that was seen."""
        wanted = outcomes.c.import_number == number
        if kind is not None:
            wanted &= outcomes.c.kind == kind
        if before is not None:
            wanted &= outcomes.c.number < before
        found = select(outcomes).where(wanted).order_by(outcomes.c.number.desc()).limit(limit)
        return tuple(map(_outcome, self._at.execute(found)))

    def count_of(self, number: int, reports: Collection[str]) -> dict[OutcomeKind, int]:
        """Return how many outcomes of an import there are of ``reports``, by kind."""
        counted = Counter[OutcomeKind]()
        of_import = select(outcomes.c.kind).where(outcomes.c.import_number == number)
        for row in chosen(of_import, outcomes.c.report_id, reports, self._at):
            counted[row.kind] += 1
        return dict(counted)

    def next_to_read(self, after: int) -> Item | None:
        """Return bytes that are to be read: of the import that comes after the number ``after``, so that each has its turn."""
        wanted = (items.c.state == "read") & (imports.c.state == "open")
        turns = (imports.c.number <= after, imports.c.number, items.c.number)
        row = self._at.execute(_items().where(wanted).order_by(*turns).limit(1)).one_or_none()
        return None if row is None else _item(row)

    def next_to_ask(self, busy: Collection[int]) -> Item | None:
        """Return an address that is to be asked, of an import that is not among ``busy``."""
        wanted = (items.c.state == "ask") & (imports.c.state == "open") & imports.c.number.not_in(busy)
        row = self._at.execute(_items().where(wanted).order_by(items.c.number).limit(1)).one_or_none()
        return None if row is None else _item(row)

    def try_once(self, item: int) -> None:
        """Count one more try at an item, before it."""
        self._at.execute(update(items).where(items.c.number == item).values(tries=items.c.tries + 1))

    def arrived(self, item: int, *, sha256: str, record: str | None, came: str) -> None:
        """Put down that what stands at an item's address is here and is to be read."""
        now = {"sha256": sha256, "record": record, "came": came, "state": "read", "tries": 0}
        self._at.execute(update(items).where(items.c.number == item).values(now))

    def parts_noted(self, item: int) -> frozenset[int]:
        """Return of which parts of an item it is known what came of them."""
        return frozenset(self._at.scalars(select(outcomes.c.part).where(outcomes.c.item == item)))

    def note(
        self,
        number: int,
        item: int,
        part: int,
        name: str,
        kind: OutcomeKind,
        *,
        report: str | None = None,
        message: str | None = None,
    ) -> None:
        """Put down what came of one part of an item."""
        row = {"import_number": number, "item": item, "part": part, "name": name, "kind": kind}
        self._at.execute(insert(outcomes).values(**row, report_id=report, message=message))
        self._at.execute(update(imports).where(imports.c.number == number).values({kind: imports.c[kind] + 1}))

    def over(self, number: int, item: int, at: str) -> None:
        """Put down that an item is over, and with the last one its import."""
        self._at.execute(update(items).where(items.c.number == item).values(state="done"))
        self._at.execute(update(imports).where(imports.c.number == number).values(done=imports.c.done + 1))
        left = select(items.c.number).where((items.c.import_number == number) & (items.c.state != "done")).limit(1)
        if self._at.scalar(left) is None:
            self._end(number, at)

    def _end(self, number: int, at: str) -> None:
        self._at.execute(update(imports).where(imports.c.number == number).values(state="done", ended_at=at))

    def stop(self, number: int, trouble: str | None = None) -> None:
        """Put an import that is not done down as stopped; ``trouble`` is why, where nobody asked for it."""
        wanted = (imports.c.number == number) & (imports.c.state == "open")
        self._at.execute(update(imports).where(wanted).values(state="stopped", trouble=trouble))

    def resume(self, number: int) -> None:
        """Take a stopped import up again."""
        wanted = (imports.c.number == number) & (imports.c.state == "stopped")
        self._at.execute(update(imports).where(wanted).values(state="open", trouble=None))

    def retry(self, number: int) -> None:
        """Take up again whatever of an import could not be read and can be tried again."""
        mine = items.c.import_number == number
        failures = (outcomes.c.import_number == number) & (outcomes.c.kind == "failed")
        again = items.c.number.in_(select(outcomes.c.item).where(failures))
        can = items.c.sha256.is_not(None) | items.c.address.is_not(None)
        state = case((items.c.sha256.is_not(None), "read"), else_="ask")
        self._at.execute(
            update(items).where(mine & (items.c.state == "done") & again & can).values(state=state, tries=0)
        )
        left = select(items.c.number).where(mine & (items.c.state != "done"))
        self._at.execute(delete(outcomes).where(failures & outcomes.c.item.in_(left)))
        if self._at.scalar(left.limit(1)) is None:
            return
        over = select(func.count()).select_from(items).where(mine & (items.c.state == "done")).scalar_subquery()
        failed = select(func.count()).select_from(outcomes).where(failures).scalar_subquery()
        now = {"state": "open", "trouble": None, "ended_at": None, "failed": failed, "done": over}
        self._at.execute(update(imports).where(imports.c.number == number).values(now))

    def needed(self, hashes: Collection[str]) -> frozenset[str]:
        """Return those of ``hashes`` whose bytes an item still needs: to be read, or to be tried again."""
        failed = exists().where((outcomes.c.item == items.c.number) & (outcomes.c.kind == "failed"))
        left = (items.c.state != "done") | failed
        found = set()
        for column in (items.c.sha256, items.c.record):
            for row in chosen(select(column).where(left), column, hashes, self._at):
                found.add(row[0])
        return frozenset(found)


def _by(wanted: ColumnElement[bool], by: str | None) -> ColumnElement[bool]:
    return wanted if by is None else wanted & (imports.c.asked_by == by)


def _items() -> Select[Any]:
    return select(items).join(imports, imports.c.number == items.c.import_number)


def _import(row: Row[*tuple[Any, ...]]) -> Import:
    return Import(
        row.number,
        row.kind,
        row.label,
        row.asked_by,
        row.asked_at,
        row.published,
        row.feed,
        row.state,
        row.trouble,
        row.items,
        row.done,
        row.added,
        row.known,
        row.failed,
        row.ended_at,
    )


def _item(row: Row[*tuple[Any, ...]]) -> Item:
    return Item(row.number, row.import_number, row.name, row.address, row.sha256, row.record, row.came, row.tries)


def _outcome(row: Row[*tuple[Any, ...]]) -> Outcome:
    return Outcome(row.number, row.item, row.name, row.kind, row.report_id, row.message)
