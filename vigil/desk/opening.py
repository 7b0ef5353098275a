"""A case file found by any of its ids, as one viewer may see it."""

from __future__ import annotations

from dataclasses import replace

from vigil.cases.alike import alike
from vigil.cases.lines import line_of, sides_of
from vigil.desk.desk import Desk, Hidden
from vigil.errors import NotFoundError, StoreError
from vigil.model.beside import Alike
from vigil.model.case import Alert, Case, CaseLine
from vigil.model.codec import decode
from vigil.store import Filed, Shelf


def open_case(desk: Desk, shelf: Shelf, wanted: str) -> Case:
    """Return the case of which ``wanted`` is an id, an old one or any anchor, without what the viewer may not know of.

    Raises NotFoundError where there is none, or it is hidden: the two are not told apart. Raises StoreError where the case
    file breaks an invariant.
    """
    found = next(iter(shelf.files.by_anchor(wanted)), None)
    if found is None or found.id in desk.viewer.hidden.cases:
        raise NotFoundError(f"no case has the id {wanted!r}; look for it in the list of cases")
    return without_hidden(shelf, _case_of(found), desk.viewer.hidden)


def _case_of(filed: Filed) -> Case:
    if filed.fault is not None:
        raise StoreError(f"this case file breaks a rule and is not shown ({filed.fault}); see: vigil verify")
    return decode(Case, filed.case or "")


def without_hidden(shelf: Shelf, case: Case, hidden: Hidden) -> Case:
    """Return the case without precedents who have a hidden case of their own, and without alerts about hidden reports alone."""
    if not hidden.cases and not hidden.reports:
        return case
    members = {member for told in case.precedents for member in told.person.members}
    kept_from = {member for member, home in shelf.files.of_members(members).items() if home in hidden.cases}
    return replace(
        case,
        precedents=tuple(told for told in case.precedents if kept_from.isdisjoint(told.person.members)),
        alerts=tuple(seen for alert in case.alerts if (seen := _seen(alert, hidden))),
    )


def _seen(alert: Alert, hidden: Hidden) -> Alert | None:
    reports = tuple(report for report in alert.reports if report not in hidden.reports)
    return None if alert.reports and not reports else replace(alert, reports=reports)


def similar(desk: Desk, shelf: Shelf, case: Case) -> tuple[Alike, ...]:
    """Return earlier cases of the casebook that are alike, as far as the viewer may know of them."""
    mine = line_of(case)
    lines = (line for line in shelf.files.beside(sides_of(mine)) if line.id not in desk.viewer.hidden.cases)
    others = (decode(CaseLine, line.line or "") for line in lines if line.fault is None)
    return alike(mine, others, lambda other: decode(Case, shelf.files.by_id([other])[0].case or ""))
