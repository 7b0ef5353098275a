"""People over reports and proposals, as a casebook keeps them, and by what they are found. Values are JSON text of the caller's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, insert, literal, select, tuple_

from vigil.store import schema
from vigil.store.index import TRACE, StoredTrace, chosen, removed, trace_of
from vigil.store.rows import streamed


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal to keep: between whom (ids of identities, or an anchor), its id and rank (the surest first), and anchors of two members."""

    one: str
    other: str
    id: str
    rank: int
    proposal: str
    anchors: tuple[str, str]


class KeptPeople:
    """People and proposals within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def by_anchor(self, anchors: Collection[str]) -> list[StoredTrace]:
        """Return whom anchors find."""
        return [trace_of(row) for row in chosen(select(*TRACE), schema.traces.c.anchor, anchors, self._at)]

    def listed(self, parts: Collection[str]) -> Iterator[str]:
        """Yield everybody whose part over reports is one of these, by name, then id."""
        table = schema.identities.c
        wanted = select(table.identity).where(table.part.in_(sorted(parts))).order_by(table.name, table.id)
        for row in streamed(self._at, wanted):
            yield row.identity

    def page(self, parts: Collection[str], after: tuple[str, str] | None, limit: int) -> list[tuple[str, str, str]]:
        """Return (name, id, identity) of so many whose part over reports is one of these, by name, then id; those after ``after``."""
        table = schema.identities.c
        wanted = select(table.name, table.id, table.identity).where(table.part.in_(sorted(parts)))
        if after is not None:
            wanted = wanted.where(tuple_(table.name, table.id) > tuple_(*map(literal, after)))
        rows = self._at.execute(wanted.order_by(table.name, table.id).limit(limit))
        return [(row.name, row.id, row.identity) for row in rows]

    def unlinked(self) -> Iterator[StoredTrace]:
        """Yield everybody who is linked with nobody at risk and no precedent."""
        wanted = select(*TRACE).where(schema.traces.c.identity.is_(None))
        for row in streamed(self._at, wanted):
            yield trace_of(row)

    def propose(self, concerned: Collection[str], new: Sequence[NewProposal]) -> None:
        """Put proposals in place of all that concern one of these."""
        table = schema.proposals
        removed(table, table.c.one, concerned, self._at)
        removed(table, table.c.other, concerned, self._at)
        if new:
            rows = [asdict(each) for each in new]
            anchors = [row.pop("anchors") for row in rows]
            self._at.execute(insert(table), rows)
            self._keep_ids({row["id"]: two for row, two in zip(rows, anchors, strict=True)})

    def _keep_ids(self, ids: Mapping[str, tuple[str, str]]) -> None:
        """Keep for good whom ids of proposals mean; one that is kept already stays as it is."""
        table = schema.proposal_ids
        known = {row.id for row in chosen(select(table.c.id), table.c.id, ids, self._at)}
        new = [{"id": i, "one": one, "other": other} for i, (one, other) in ids.items() if i not in known]
        if new:
            self._at.execute(insert(table), new)

    def proposals(self, after: tuple[int, str] | None, limit: int) -> list[str]:
        """Return so many proposals, the surest first; those after (rank, id) where that is given."""
        table = schema.proposals.c
        wanted = select(table.proposal).order_by(table.rank, table.id).limit(limit)
        if after is not None:
            wanted = wanted.where(tuple_(table.rank, table.id) > tuple_(*map(literal, after)))
        return list(self._at.scalars(wanted))

    def proposals_about(self, ids: Collection[str]) -> list[str]:
        """Return the proposals that concern one of these (ids of identities, or anchors), the surest first."""
        table = schema.proposals.c
        wanted = select(table.proposal, table.rank, table.id)
        rows = {
            row.id: row for column in (table.one, table.other) for row in chosen(wanted, column, ids, self._at)
        }  # fmt: skip
        return [row.proposal for row in sorted(rows.values(), key=lambda row: (row.rank, row.id))]

    def anchors_of(self, proposal: str) -> tuple[str, str] | None:
        """Return the anchors of two between whom a proposal of that id was ever made."""
        table = schema.proposal_ids.c
        row = self._at.execute(select(table.one, table.other).where(table.id == proposal)).one_or_none()
        return None if row is None else (row.one, row.other)

    def number_of_proposals(self) -> int:
        """Return how many proposals there are."""
        return self._at.scalar(select(func.count()).select_from(schema.proposals)) or 0
