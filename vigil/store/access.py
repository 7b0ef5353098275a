"""Which cases are restricted, to whom, and which reports tell of hidden cases alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from vigil.model.team import Restriction
from vigil.store import case_tables, schema
from vigil.store.index import chosen
from vigil.store.team_tables import restrictions

OWNERS = "role:owner"


CHANGES = "access_changes"
"""The row of ``meta`` that counts the changes to what is hidden."""


def note_change(connection: Connection, cases: Collection[str]) -> None:
    """Count a change where one of the cases is restricted, or shares a report with one that is.

    What follows from restrictions is worked out anew only then, and not after each report and decision.
    """
    if connection.scalar(select(restrictions.c.anchor).limit(1)) is None:
        return
    told, anchored, r = case_tables.case_reports.c, case_tables.case_anchors.c, restrictions.c
    reports = {row.report_id for row in chosen(select(told.report_id), told.case_id, cases, connection)}
    sharing = {row.case_id for row in chosen(select(told.case_id), told.report_id, reports, connection)} | set(cases)
    anchors = {row.anchor for row in chosen(select(anchored.anchor), anchored.case_id, sharing, connection)}
    if next(chosen(select(r.anchor), r.anchor, anchors, connection), None) is not None:
        _count(connection)


def _count(connection: Connection) -> None:
    number = changes(connection) + 1
    connection.execute(delete(schema.meta).where(schema.meta.c.key == CHANGES))
    connection.execute(insert(schema.meta).values(key=CHANGES, value=str(number)))


def changes(connection: Connection) -> int:
    """Return how often what is hidden has changed."""
    return int(connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == CHANGES)) or 0)


class Access:
    """Restrictions within one transaction. They stand on the anchors of a case, and so follow it when it joins or parts."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def anchors_of(self, case: str) -> tuple[str, ...]:
        """Return every anchor of a case."""
        c = case_tables.case_anchors.c
        return tuple(self._at.scalars(select(c.anchor).where(c.case_id == case).order_by(c.anchor)))

    def restrict(self, case: str, allowed: Collection[str]) -> None:
        """Keep a case to owners and those who are allowed, whatever held before."""
        anchors = self.anchors_of(case)
        self._lift(anchors)
        rows = [{"anchor": anchor, "allowed": who} for anchor in anchors for who in sorted({OWNERS, *allowed})]
        self._at.execute(insert(restrictions), rows)

    def lift(self, case: str) -> None:
        """Let everybody see a case."""
        self._lift(self.anchors_of(case))

    def changes(self) -> int:
        """Return how often what is hidden has changed."""
        return changes(self._at)

    def _lift(self, anchors: Collection[str]) -> None:
        _count(self._at)
        self._at.execute(delete(restrictions).where(restrictions.c.anchor.in_(sorted(anchors))))

    def restricted(self) -> dict[str, tuple[frozenset[str], ...]]:
        """Return, by case, for whom its anchors are not hidden: somebody must be among those of each to see the case."""
        of_anchor: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        c = case_tables.case_anchors.c
        joined = select(c.case_id, restrictions).join(restrictions, restrictions.c.anchor == c.anchor)
        for row in self._at.execute(joined):
            of_anchor[row.case_id, row.anchor].add(row.allowed)
        found: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for (case, _), allowed in of_anchor.items():
            found[case].add(frozenset(allowed))
        return {case: tuple(every) for case, every in sorted(found.items())}

    def restrictions(self) -> tuple[Restriction, ...]:
        """Return what is restricted, by case."""
        return tuple(
            Restriction(case, tuple(sorted(frozenset.intersection(*every) - {OWNERS})))
            for case, every in self.restricted().items()
        )

    def only_in(self, cases: Collection[str]) -> frozenset[str]:
        """Return the reports that tell of these cases and of no other."""
        c = case_tables.case_reports.c
        told = {row.report_id for row in chosen(select(c.report_id), c.case_id, cases, self._at)}
        every = chosen(select(c.report_id, c.case_id), c.report_id, told, self._at)
        elsewhere = {row.report_id for row in every if row.case_id not in cases}
        return frozenset(told - elsewhere)

    def lines(self, cases: Collection[str]) -> dict[str, str | None]:
        """Return what lists show of cases, as JSON text, by id."""
        c = case_tables.cases.c
        return {row.id: row.line for row in chosen(select(c.id, c.line), c.id, cases, self._at)}
