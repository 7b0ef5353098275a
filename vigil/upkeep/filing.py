"""Cases that a change concerns, taken away and made anew from their reports."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from vigil import checks
from vigil.cases.build import build_case
from vigil.cases.cast import Roles
from vigil.cases.files import Bundle, reports_of
from vigil.cases.lines import line_of, sides_of
from vigil.cases.together import case_of
from vigil.cases.traces import is_full, name_keys_of
from vigil.errors import CheckFailedError
from vigil.languages.keys import whole_keys
from vigil.languages.names import fold
from vigil.languages.typed import heard
from vigil.model.case import Case, CaseLine
from vigil.model.codec import decode, encode
from vigil.model.report import Report
from vigil.store import NO_DAY, Contents, Filed, NewCase, Row, Work
from vigil.store.case_words import words_of
from vigil.upkeep.contents import contents_of
from vigil.upkeep.indexed import Indexed
from vigil.upkeep.linking import Change
from vigil.upkeep.names import decided

_NAMELESS = "~"
"""Sorts after every name."""

_SORTED_BY = 120
"""Letters of the names by which a case sorts."""

_TOGETHER = 50
"""Cases whose reports are in memory together."""


def refile(work: Work, change: Change) -> None:
    """Make every case anew that a change concerns."""
    at = Indexed(work)
    roles = Roles(at)
    roles.prepare(change.reports)
    files = work.files
    gone = files.of_reports(change.reports) | files.of_identities(change.identities)
    todo = {i.id for (report, _), i in roles.home.items() if report in change.reports}
    todo |= change.identities | files.people_of(gone)
    found: dict[str, frozenset[str]] = {}
    while todo:
        roles.meet(todo)
        for identity in sorted(todo):
            if identity not in found and identity in roles.by_id and roles.told(identity):
                case = case_of(roles, identity)
                found |= dict.fromkeys(case, case)
        concerned = files.of_identities(found) - gone
        gone |= concerned
        todo = files.people_of(concerned) - found.keys()
    files.drop(gone)
    cases = sorted(set(found.values()), key=min)
    for first in range(0, len(cases), _TOGETHER):
        files.put(made(work, at, roles, cases[first : first + _TOGETHER]))


def made(work: Work, at: Indexed, roles: Roles, cases: Sequence[frozenset[str]]) -> list[NewCase]:
    """Return the case files of cases (ids of identities), from their reports as they are now."""
    every = {report for case in cases for report in reports_of(roles, case)}
    accounts = {a.id: a for a in decided(work, every)}
    bundle = Bundle(roles, accounts, at.of_reports(every), at.links(every))
    return [_new_case(work, bundle, case) for case in bundle.in_order(cases)]


def note_reviewed(work: Work, report: str) -> None:
    """Say in the list of cases which of those that a report tells are reviewed now; nothing else follows from that."""
    for filed in work.files.by_id(work.files.of_reports({report})):
        if filed.case is not None:
            work.files.set_reviewed(filed.id, reviewed=_is_reviewed(work, decode(Case, filed.case)))


def _new_case(work: Work, bundle: Bundle, people: frozenset[str]) -> NewCase:
    case = build_case(bundle, people)
    reports = {a.id: a.report for a in bundle.known(people).accounts}
    fault = _fault(case, reports, [report for _, report in bundle.elsewhere(people)])
    line = line_of(case)
    return NewCase(
        filed=Filed(case.id, encode(case, in_order=True), fault, encode(line)),
        anchors=case.anchors,
        reports=tuple(reports),
        names=tuple(sorted({key for form in line.called for key in lookup_keys(form)})),
        people=tuple(sorted(people)),
        sides=sides_of(line),
        sounds=tuple(sorted({key for form in line.called for key in heard(form)})),
        charges=line.charges,
        row=None if fault else _row(line, reviewed=_is_reviewed(work, case)),
        words=tuple(words_of(person.names) for person in case.people_at_risk),
        contents=contents_of(case, line) if fault is None else Contents(),
    )


def _is_reviewed(work: Work, case: Case) -> bool:
    """Whether somebody confirmed every report of a case as a whole."""
    return work.reviews.are_done({source.sha256 for source in case.sources})


def _row(line: CaseLine, *, reviewed: bool) -> Row:
    """Return what the list sorts a case by."""
    ahead, last = line.next_date, None if line.news is None else line.news.last.end
    day = ahead.start if ahead else None
    end = ahead.end - timedelta(days=1) if ahead and ahead.end else None
    return Row(
        host=line.host,
        origin=line.origin,
        status=line.status,
        name=" ".join(map(fold, line.people))[:_SORTED_BY] or _NAMELESS,
        next_day=day.isoformat() if day else NO_DAY,
        next_end=end.isoformat() if end else NO_DAY,
        news=(last - timedelta(days=1)).isoformat() if last else "",
        reports=line.reports,
        reviewed=reviewed,
    )


def _fault(case: Case, reports: Mapping[str, Report], elsewhere: Collection[str]) -> str | None:
    try:
        checks.check_case(case, reports, elsewhere)
    except CheckFailedError as error:
        return str(error)
    return None


def lookup_keys(name: str) -> tuple[str, ...]:
    """Return the keys by which a name finds cases: of two words, or of a name alone."""
    pairs, parts = name_keys_of((name,))
    return (*pairs, *sorted(whole_keys(name))) if is_full(name) else parts
