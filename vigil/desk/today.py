"""What is to be done: dates ahead, what turned, silence, and what waits for somebody to look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from vigil.cases.silence import silence
from vigil.desk.desk import Desk
from vigil.desk.happenings import HappeningDocument, happening, place_of
from vigil.desk.paging import key_of, number_of, page_of, parts_of
from vigil.desk.reports.listing import ReportLineDocument, reports
from vigil.errors import NotFoundError
from vigil.model.case import CaseLine, Disagreement
from vigil.model.codec import decode
from vigil.store import Days, Look, Marked, Turn

FEW, AT_ONCE = 6, 50
"""Things of each kind on the first page, and on a page of their own."""
_LAST_TURNS = 200
"""So many of the last turns are put together by case."""


@dataclass(frozen=True, slots=True)
class AheadDocument:
    """Hearings and deadlines, soonest first; ``doubtful``, on the first page only, are those that may be past already."""

    doubtful: tuple[HappeningDocument, ...]
    ahead: tuple[HappeningDocument, ...]
    number: int
    next: str | None


@dataclass(frozen=True, slots=True)
class TurnDocument:
    """A case that is new, or that stands otherwise or has another date ahead than before; dates are EDTF."""

    case: str
    people: tuple[str, ...]
    at: str
    new: bool
    standing_was: str | None
    standing: str
    next_date_was: str | None
    next_date: str | None


@dataclass(frozen=True, slots=True)
class TurnsDocument:
    """Cases that turned in the last ``days``, the last first."""

    days: int
    turns: tuple[TurnDocument, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class QuietDocument:
    """A case about which there has been no news for ``days``, and why that is a worry."""

    case: str
    people: tuple[str, ...]
    last: str
    days: int
    warning: str


@dataclass(frozen=True, slots=True)
class QuietsDocument:
    """Cases about which silence is a warning, the newest warning first."""

    cases: tuple[QuietDocument, ...]
    number: int
    next: str | None


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """The newest reports that nobody has confirmed as a whole, and how many there are."""

    reports: tuple[ReportLineDocument, ...]
    number: int


@dataclass(frozen=True, slots=True)
class OpenDisagreementDocument:
    """Values that reports give differently, with how many give each; ``mark`` is the same for the same values."""

    case: str
    people: tuple[str, ...]
    mark: str
    about: str
    field: str
    values: dict[str, int]


@dataclass(frozen=True, slots=True)
class OpenDisagreementsDocument:
    """Disagreements at which nobody looked yet, by case."""

    disagreements: tuple[OpenDisagreementDocument, ...]
    number: int
    next: str | None


@dataclass(frozen=True, slots=True)
class TodayDocument:
    """The first page; ``empty`` where the casebook has no report yet."""

    day: str
    empty: bool
    ahead: AheadDocument
    turns: TurnsDocument
    quiet: QuietsDocument
    waiting: WaitingDocument
    disagreements: OpenDisagreementsDocument


def today(desk: Desk, *, days: int = 7) -> TodayDocument:
    """Return the first page, with what turned in so many days."""
    with desk.casebook.days() as at:
        return TodayDocument(
            day=desk.today().isoformat(),
            empty=at.is_empty(),
            ahead=_ahead(desk, at, None, FEW),
            turns=_turns_by_case(desk, at, days),
            quiet=_quiet(desk, at, None, FEW),
            waiting=_waiting(desk),
            disagreements=_disagreements(desk, at, None, FEW),
        )


def ahead(desk: Desk, *, after: str | None = None) -> AheadDocument:
    """Return a page of hearings and deadlines. Raises InputError where ``after`` is not ``next`` of a page."""
    with desk.casebook.days() as at:
        return _ahead(desk, at, after, AT_ONCE)


def _ahead(desk: Desk, at: Days, after: str | None, limit: int) -> AheadDocument:
    day, hidden = desk.today(), desk.viewer.hidden.cases
    first, case, entry = parts_of(after, 3) if after else ("", "", "0")
    key = (first, case, number_of(entry)) if after else None
    doubtful = [] if after else at.doubtful(day.isoformat(), limit=limit, hidden=hidden)
    shown, last = page_of(at.ahead(day.isoformat(), after=key, limit=limit + 1, hidden=hidden), limit)
    return AheadDocument(
        tuple(happening(row, day) for row in doubtful),
        tuple(happening(row, day) for row in shown),
        at.number_ahead(day.isoformat(), hidden),
        key_of(place_of(last)) if last else None,
    )


def turns(desk: Desk, *, days: int = 7, after: str | None = None) -> TurnsDocument:
    """Return a page of what turned in so many days, each turn on its own. Raises InputError for another ``after``."""
    with desk.casebook.days() as at:
        before = number_of(after) if after else None
        found = at.turns(_since(desk, days), before=before, limit=AT_ONCE + 1, hidden=desk.viewer.hidden.cases)
        shown, last = page_of(found, AT_ONCE)
        return TurnsDocument(days, tuple(_turn(t, t) for t in shown), str(last.number) if last else None)


def _since(desk: Desk, days: int) -> str:
    return (desk.today() - timedelta(days=days - 1)).isoformat()


def _turns_by_case(desk: Desk, at: Days, days: int) -> TurnsDocument:
    """Return what turned, each case once: as it was before the first of its turns, and as it is after the last."""
    found = at.turns(_since(desk, days), before=None, limit=_LAST_TURNS, hidden=desk.viewer.hidden.cases)
    last: dict[str, Turn] = {}
    first: dict[str, Turn] = {}
    for turn in found:
        last.setdefault(turn.case, turn)
        first[turn.case] = turn
    told = [_turn(first[case], turn) for case, turn in last.items()]
    other = [t for t in told if t.new or (t.standing_was, t.next_date_was) != (t.standing, t.next_date)]
    return TurnsDocument(days, tuple(other[:FEW]), "" if len(other) > FEW or len(found) == _LAST_TURNS else None)


def _turn(first: Turn, last: Turn) -> TurnDocument:
    people = decode(CaseLine, last.line).people
    new = first.status_was is None
    return TurnDocument(last.case, people, last.at, new, first.status_was, last.status, first.next_was, last.next)


def quiet(desk: Desk, *, after: str | None = None) -> QuietsDocument:
    """Return a page of cases about which silence is a warning. Raises InputError where ``after`` is not ``next`` of one."""
    with desk.casebook.days() as at:
        return _quiet(desk, at, after, AT_ONCE)


def _quiet(desk: Desk, at: Days, after: str | None, limit: int) -> QuietsDocument:
    day, hidden = desk.today(), desk.viewer.hidden.cases
    first, case = parts_of(after, 2) if after else ("", "")
    key = (first, case) if after else None
    shown, last = page_of(at.silent(day.isoformat(), after=key, limit=limit + 1, hidden=hidden), limit)
    found = []
    for _, case_id, text in shown:
        line = decode(CaseLine, text)
        told = silence(line.news, day)
        if told is not None and told.warning is not None:
            found.append(QuietDocument(case_id, line.people, str(told.last), told.days, told.warning))
    return QuietsDocument(tuple(found), at.number_silent(day.isoformat(), hidden), key_of(last[:2]) if last else None)


def _waiting(desk: Desk) -> WaitingDocument:
    newest = reports(desk, reviewed=False).reports[:FEW]
    return WaitingDocument(newest, desk.casebook.review.number_unreviewed(desk.viewer.hidden.reports))


def disagreements(desk: Desk, *, after: str | None = None) -> OpenDisagreementsDocument:
    """Return a page of disagreements at which nobody looked. Raises InputError where ``after`` is not ``next`` of one."""
    with desk.casebook.days() as at:
        return _disagreements(desk, at, after, AT_ONCE)


def _disagreements(desk: Desk, at: Days, after: str | None, limit: int) -> OpenDisagreementsDocument:
    hidden = desk.viewer.hidden.cases
    case, mark = parts_of(after, 2) if after else ("", "")
    key = (case, mark) if after else None
    shown, last = page_of(at.disagreements(after=key, limit=limit + 1, hidden=hidden), limit)
    return OpenDisagreementsDocument(
        tuple(map(_open, shown)),
        at.number_of_disagreements(hidden),
        key_of((last.case, last.mark)) if last else None,
    )


def _open(marked: Marked) -> OpenDisagreementDocument:
    told, line = decode(Disagreement, marked.told), decode(CaseLine, marked.line)
    values = {value: len(reports) for value, reports in told.values.items()}
    return OpenDisagreementDocument(marked.case, line.people, marked.mark, told.about, told.field, values)


def one_disagreement(desk: Desk, case: str, mark: str) -> OpenDisagreementDocument:
    """Return one disagreement, whether anybody looked at it or not. Raises NotFoundError where the case has no such one."""
    with desk.casebook.days() as at:
        found = None if case in desk.viewer.hidden.cases else at.disagreement(case, mark)
    if found is None:
        raise NotFoundError("the case has no such disagreement any longer; open the page again")
    return _open(found)


def look(desk: Desk, case: str, mark: str, *, looked: bool = True) -> OpenDisagreementDocument:
    """Keep that the viewer looked at a disagreement, or with ``looked`` false that it is to be looked at again.

    Raises NotFoundError where the case has no such disagreement, and NotAllowedError.
    """
    desk.ask("reviewer")
    found = one_disagreement(desk, case, mark)
    desk.casebook.look(case, Look(case, mark, looked, desk.viewer.name, desk.at()))
    return found
