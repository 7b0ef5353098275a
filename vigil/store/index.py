"""The index of people: who bears which name, in which report, and as whom they are linked. Values are JSON text of the caller's.

Everything in it is made from readings and decisions, inside the transaction of the connection, and can be made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from vigil.store import schema

READ, FILE, LINK = "read", "file", "link"
"""Stages of a report that is pending: what it says is to be put into the index; is there, and the cases that tell it are to be
made anew; or only its people are to be linked anew. Each comes before the next."""

_ORDER = (READ, FILE, LINK)

_AT_ONCE = 400
"""Values of one query: SQLite takes 32,766, and few different lengths of queries are compiled once each."""


@dataclass(frozen=True, slots=True)
class StoredTrace:
    """A person in a report: ``number`` in the index, ``identity`` as whom they are linked, None where nobody is."""

    number: int
    report: str
    person: str
    identity: str | None
    trace: str


@dataclass(frozen=True, slots=True)
class NewTrace:
    """A person in a report to put into the index, with the keys of the name and as whom they were linked before."""

    report: str
    person: str
    anchor: str
    principal: bool
    trace: str
    keys: tuple[str, ...]
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class NewIdentity:
    """Somebody over reports to put into the index, by the name and part under which they are listed."""

    id: str
    name: str
    part: str
    identity: str


def at_once(values: Iterable[str] | Iterable[int]) -> Iterator[list[Any]]:
    """Yield the values in order, so many together as one query takes."""
    ordered: list[Any] = sorted(values)
    yield from (ordered[n : n + _AT_ONCE] for n in range(0, len(ordered), _AT_ONCE))


def chosen(
    wanted: Select[Any], column: ColumnElement[Any], values: Collection[Any], at: Connection
) -> Iterator[Row[Any]]:
    """Yield the rows of ``wanted`` in which ``column`` is one of ``values``."""
    for some in at_once(values):
        yield from at.execute(wanted.where(column.in_(some)))


def removed(table: Table, column: ColumnElement[Any], values: Collection[Any], at: Connection) -> None:
    """Delete the rows in which ``column`` is one of ``values``."""
    for some in at_once(values):
        at.execute(delete(table).where(column.in_(some)))


class PeopleIndex:
    """The index of people within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def mark(self, reports: Collection[str], stage: str) -> None:
        """Put reports down as pending; one that is at a stage before stays there."""
        table = schema.pending
        known = {row.report_id: row.stage for row in chosen(select(table), table.c.report_id, reports, self._at)}
        fresh = [{"report_id": r, "stage": stage} for r in sorted(set(reports) - known.keys())]
        if fresh:
            self._at.execute(insert(table), fresh)
        self.move([r for r, at in known.items() if _ORDER.index(stage) < _ORDER.index(at)], stage)

    def pending(self, limit: int) -> dict[str, str]:
        """Return reports that are pending at the first stage that any is at, in the order of ids, with the stage.

        The last two stages come together.
        """
        table = schema.pending.c
        wanted = select(table.report_id, table.stage).order_by(table.report_id).limit(limit)
        rows = self._at.execute(wanted.where(table.stage == READ)).all() or self._at.execute(wanted).all()
        return {row.report_id: row.stage for row in rows}

    def pending_among(self, reports: Collection[str]) -> dict[str, str]:
        """Return which of the reports are pending, and at which stage."""
        rows = chosen(select(schema.pending), schema.pending.c.report_id, reports, self._at)
        return {row.report_id: row.stage for row in rows}

    def waiting(self) -> int:
        """Return how many reports are pending."""
        return self._at.scalar(select(func.count()).select_from(schema.pending)) or 0

    def unread(self) -> int:
        """Return how many of them are to be read."""
        wanted = select(func.count()).select_from(schema.pending).where(schema.pending.c.stage == READ)
        return self._at.scalar(wanted) or 0

    def move(self, reports: Iterable[str], stage: str) -> None:
        """Put pending reports down at another stage."""
        for some in at_once(reports):
            self._at.execute(update(schema.pending).where(schema.pending.c.report_id.in_(some)).values(stage=stage))

    def settle(self, reports: Collection[str]) -> None:
        """Put reports down as no longer pending."""
        removed(schema.pending, schema.pending.c.report_id, reports, self._at)

    def tallies(self, keys: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return how many bear each key, and how many of them are principals; nothing for one that nobody bears."""
        table = schema.tallies
        rows = chosen(select(table), table.c.key, keys, self._at)
        return {row.key: (row.bearers, row.principals) for row in rows}

    def bearing(self, keys: Collection[str]) -> dict[str, list[StoredTrace]]:
        """Return everybody who bears each key."""
        joined = schema.name_keys.join(schema.traces, schema.traces.c.number == schema.name_keys.c.trace)
        wanted = select(schema.name_keys.c.key, *TRACE).select_from(joined)
        found: dict[str, list[StoredTrace]] = defaultdict(list)
        for row in chosen(wanted, schema.name_keys.c.key, keys, self._at):
            found[row.key].append(trace_of(row))
        return found

    def of_reports(self, reports: Collection[str]) -> list[StoredTrace]:
        """Return everybody in the reports."""
        return [trace_of(row) for row in chosen(select(*TRACE), schema.traces.c.report_id, reports, self._at)]

    def of_identities(self, ids: Collection[str]) -> list[StoredTrace]:
        """Return everybody who is linked as one of the identities."""
        return [trace_of(row) for row in chosen(select(*TRACE), schema.traces.c.identity, ids, self._at)]

    def linked_or_principal(self, keys: Collection[str]) -> set[str]:
        """Return the reports in which somebody bears one of the keys who is a principal or linked with one."""
        table = schema.traces.c
        joined = schema.name_keys.join(schema.traces, table.number == schema.name_keys.c.trace)
        matters = or_(table.principal.is_(True), table.identity.is_not(None))
        wanted = select(table.report_id).select_from(joined).where(matters)
        return {row.report_id for row in chosen(wanted, schema.name_keys.c.key, keys, self._at)}

    def add_traces(self, traces: Sequence[NewTrace]) -> None:
        """Put people into the index, with their keys; ``count`` adds what their keys count."""
        if not traces:
            return
        last = self._at.scalar(select(func.max(schema.traces.c.number))) or 0
        people, keys = [], []
        for number, new in enumerate(traces, start=last + 1):
            people.append(
                {
                    "number": number,
                    "report_id": new.report,
                    "person": new.person,
                    "anchor": new.anchor,
                    "principal": new.principal,
                    "identity": new.identity,
                    "trace": new.trace,
                }
            )
            keys += [{"key": key, "trace": number} for key in new.keys]
        self._at.execute(insert(schema.traces), people)
        if keys:
            self._at.execute(insert(schema.name_keys), sorted(keys, key=lambda row: str(row["key"])))

    def drop_traces(self, traces: Iterable[tuple[int, Collection[str]]]) -> None:
        """Take people (number, keys) out of the index."""
        gone = list(traces)
        both = delete(schema.name_keys).where(
            schema.name_keys.c.key == bindparam("one"), schema.name_keys.c.trace == bindparam("of")
        )
        rows = [{"one": key, "of": number} for number, keys in gone for key in keys]
        if rows:
            self._at.execute(both, rows)
        removed(schema.traces, schema.traces.c.number, [number for number, _ in gone], self._at)

    def count(self, changes: Mapping[str, tuple[int, int]], before: Mapping[str, tuple[int, int]]) -> None:
        """Add to the tallies of keys what ``changes`` say, from what they were ``before``."""
        table = schema.tallies
        totals = {
            key: (before[key][0] + bearers, before[key][1] + principals) if key in before else (bearers, principals)
            for key, (bearers, principals) in sorted(changes.items())
        }
        new = [{"key": k, "bearers": b, "principals": p} for k, (b, p) in totals.items() if k not in before and b]
        if new:
            self._at.execute(insert(table), new)
        again = [{"of": k, "all": b, "some": p} for k, (b, p) in totals.items() if k in before and b]
        if again:
            told = update(table).where(table.c.key == bindparam("of"))
            self._at.execute(told.values(bearers=bindparam("all"), principals=bindparam("some")), again)
        removed(table, table.c.key, [k for k, (b, _) in totals.items() if k in before and not b], self._at)

    def own_names(self, words: Collection[str]) -> set[str]:
        """Return the names of two words, borne by many, that most who bear one of the words bear."""
        name, word = schema.tallies.alias(), schema.tallies.alias()
        table = schema.common_names
        joined = table.join(name, name.c.key == table.c.name).join(word, word.c.key == table.c.word)
        wanted = select(table.c.name).select_from(joined).where(2 * name.c.bearers > word.c.bearers)
        return {row.name for row in chosen(wanted, table.c.word, words, self._at)}

    def set_common(self, name: str, words: Collection[str], *, common: bool) -> None:
        """Say whether many bear a name of two words."""
        table = schema.common_names
        self._at.execute(delete(table).where(table.c.name == name))
        if common:
            self._at.execute(insert(table), [{"word": word, "name": name} for word in sorted(set(words))])

    def casts(self, reports: Collection[str]) -> dict[str, str]:
        """Return the cast of each report."""
        rows = chosen(select(schema.casts), schema.casts.c.report_id, reports, self._at)
        return {row.report_id: row.cast for row in rows}

    def set_casts(self, casts: Mapping[str, str]) -> None:
        """Put the casts of reports in place of what was there."""
        removed(schema.casts, schema.casts.c.report_id, casts, self._at)
        if casts:
            self._at.execute(insert(schema.casts), [{"report_id": r, "cast": c} for r, c in casts.items()])

    def identities(self, ids: Collection[str]) -> dict[str, str]:
        """Return identities by id."""
        rows = chosen(select(schema.identities), schema.identities.c.id, ids, self._at)
        return {row.id: row.identity for row in rows}

    def homes(self, reports: Collection[str]) -> list[tuple[str, str, str]]:
        """Return (report, person, id of the identity) of everybody in the reports who is linked."""
        table = schema.traces.c
        wanted = select(table.report_id, table.person, table.identity).where(table.identity.is_not(None))
        return [(r.report_id, r.person, r.identity) for r in chosen(wanted, table.report_id, reports, self._at)]

    def drop_identities(self, ids: Collection[str]) -> None:
        """Take identities away that nobody has any longer."""
        removed(schema.identities, schema.identities.c.id, ids, self._at)

    def link(
        self, gone: Collection[str], new: Sequence[NewIdentity], homes: Mapping[tuple[str, str], str | None]
    ) -> None:
        """Take identities away, put others there, and say as whom each (report, person) is linked."""
        self.drop_identities(gone)
        if new:
            self._at.execute(insert(schema.identities), [asdict(each) for each in new])
        table = schema.traces
        rows = [{"in": report, "who": person, "as": identity} for (report, person), identity in homes.items()]
        if rows:
            told = update(table).where(table.c.report_id == bindparam("in"), table.c.person == bindparam("who"))
            self._at.execute(told.values(identity=bindparam("as")), rows)


TRACE = (
    schema.traces.c.number,
    schema.traces.c.report_id,
    schema.traces.c.person,
    schema.traces.c.identity,
    schema.traces.c.trace,
)
"""The columns of a ``StoredTrace``."""


def trace_of(row: Row[*tuple[Any, ...]]) -> StoredTrace:
    """Return the person in a report of a row of these."""
    return StoredTrace(row.number, row.report_id, row.person, row.identity, row.trace)
