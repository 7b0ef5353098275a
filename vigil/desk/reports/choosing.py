"""What a person decides about a report and its items: confirm, correct, reject, add, and take back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from vigil.cases.items import free_subject, items_of
from vigil.cases.review import Reviewed, plain_fields
from vigil.desk.desk import Desk
from vigil.desk.reports.document import ItemDocument, document_of, told
from vigil.desk.reports.keys import key_of, subject_at
from vigil.errors import ConflictError, DecisionError, NotFoundError
from vigil.model.case import Decision, DecisionKind, subject_of
from vigil.model.decided import taking_back
from vigil.model.text import Span
from vigil.reviewing import Told
from vigil.store import Numbered

Act = Literal["confirm", "reject", "undo"]
REPORT = "report"
"""The key of the report itself."""

LONGEST = 20_000
"""Characters of an added item at most: no sentence is longer, and a slip of the hand over a whole book is."""


class DecidedMeanwhileError(ConflictError):
    """Somebody decided about the same thing since it was shown; ``newest`` is what they decided."""

    def __init__(self, newest: Numbered) -> None:
        self.newest = newest
        by = newest.decision.by
        super().__init__(f"{by} decided about this since you opened it; look at that first, then decide")


def decide(desk: Desk, report_id: str, key: str, act: Act, *, seen: int) -> None:
    """Confirm or reject an item or the report, or take back the last decision on it.

    ``seen`` is the number of the newest decision on it that the viewer had before them. Raises NotAllowedError,
    NotFoundError, DecidedMeanwhileError, and DecisionError where there is nothing to take back.
    """
    if key == REPORT:
        _change(desk, report_id, lambda found: _on_report(desk, found, act, seen))
        return

    def choose(found: Told) -> Sequence[Decision]:
        item = _item(found, key)
        if _is_so(item, act):
            return ()
        _not_meanwhile(found, item, seen)
        return _undone(desk, item) if act == "undo" else _made(desk, found, item, act, None)

    _change(desk, report_id, choose)


def correct(desk: Desk, report_id: str, key: str, values: Mapping[str, Any], *, seen: int) -> None:
    """Correct the fields of an item, or of the report, that have other values now.

    Raises as ``decide``, and DecisionError where a value does not fit.
    """

    def choose(found: Told) -> Sequence[Decision]:
        if key == REPORT:
            before = report_fields(found)
            changed = {name: value for name, value in values.items() if before.get(name) != value}
            _not_newer(found, {_mine(found)}, seen)
            if not changed:
                return ()
            was = {name: before.get(name) for name in changed}
            return (_decision(desk, _mine(found), "correct", changed, was),)
        item = _item(found, key)
        before = plain_fields(found.read, found.known, item.now)
        changed = {name: value for name, value in values.items() if before.get(name) != value}
        _not_meanwhile(found, item, seen)
        return _made(desk, found, item, "correct", changed) if changed or item.rejected else ()

    _change(desk, report_id, choose)


def add(desk: Desk, report_id: str, kind: str, values: Mapping[str, Any], *, start: int, end: int) -> str:
    """Add an item at ``[start, end)`` of the story, and return its key. Raises as ``correct``."""
    made: list[str] = []

    def choose(found: Told) -> Sequence[Decision]:
        words = found.read.story.text[start:end] if 0 <= start < end <= len(found.read.story.text) else ""
        if not words.strip():
            raise DecisionError("there are no words there; select words of the story")
        if len(words) > LONGEST:
            raise DecisionError(f"these are {len(words):,} characters; select {LONGEST:,} at most")
        sort = next((str(values[name]) for name in _SORTS.get(kind, ()) if name in values), "")
        sha = found.read.capture.sha256
        taken = {each.decision.subject for each in found.log} | {each.subject for each in items_of(sha, found.known)}
        subject = free_subject(taken, sha, Span(start, end), kind, sort)
        made.append(key_of(subject))
        return (_decision(desk, subject, "add", dict(values), None),)

    _change(desk, report_id, choose)
    return made[-1]


_SORTS = {"event": ("type",), "statement": ("kind",), "demand": ("act",)}


def undo(desk: Desk, report_id: str, number: int) -> None:
    """Take back the decision of that number. Raises as ``decide``."""

    def choose(found: Told) -> Sequence[Decision]:
        decision = found.held.get(number)
        if decision is None or not decision.subject.startswith(found.read.capture.sha256):
            raise DecisionError(f"the decision {number} was taken back already, or is not about this report")
        return (_take_back(desk, decision),)

    _change(desk, report_id, choose)


def at_or_above(desk: Desk, report_id: str, confidence: float) -> tuple[tuple[ItemDocument, ...], int]:
    """Return the items that nobody decided about and that have at least that confidence, and the newest decision's number."""
    found = told(desk, report_id)
    return _sure(found, confidence), _newest(found)


def confirm_all(desk: Desk, report_id: str, confidence: float, *, seen: int) -> int:
    """Confirm what ``at_or_above`` returns, and return how many these are.

    ``seen`` is the number that it returned. Raises NotAllowedError, NotFoundError, and ConflictError where somebody decided
    about the report since.
    """
    many: list[int] = []

    def choose(found: Told) -> Sequence[Decision]:
        if _newest(found) != seen:
            raise ConflictError("somebody decided about this report since; look at the list again, then confirm")
        keys = {item.key for item in _sure(found, confidence)}
        sure = [each for each in found.items if key_of(each.found.subject) in keys]
        many.append(len(sure))
        return tuple(d for item in sure for d in _made(desk, found, item, "confirm", None))

    _change(desk, report_id, choose)
    return many[-1]


def _sure(found: Told, confidence: float) -> tuple[ItemDocument, ...]:
    items = document_of(found).items
    return tuple(i for i in items if i.state == "open" and i.confidence is not None and i.confidence >= confidence)


def _newest(found: Told) -> int:
    return found.log[-1].number if found.log else 0


def _change(desk: Desk, report_id: str, choose: Callable[[Told], Sequence[Decision]]) -> None:
    desk.ask("reviewer")
    if report_id in desk.viewer.hidden.reports:
        raise NotFoundError(f"no report {report_id} in this casebook")
    desk.casebook.review.decide(report_id, choose)


def _item(found: Told, key: str) -> Reviewed:
    subject = subject_at(found.read.capture.sha256, key)
    for each in found.items:
        if each.found.subject == subject:
            return each
    raise NotFoundError("this item is not in the report any more; open the report again")


def _is_so(item: Reviewed, act: Act) -> bool:
    """Whether an act would change nothing."""
    confirmed = any(d.kind == "confirm" for d in item.decisions)
    return (act == "reject" and item.rejected) or (act == "confirm" and confirmed and not item.rejected)


def _not_meanwhile(found: Told, item: Reviewed, seen: int) -> None:
    _not_newer(found, {item.found.subject, *(d.subject for d in item.decisions)}, seen)


def _not_newer(found: Told, subjects: set[str], seen: int) -> None:
    newest = found.last(subjects)
    if newest is not None and newest.number > seen:
        raise DecidedMeanwhileError(newest)


def _made(
    desk: Desk, found: Told, item: Reviewed, kind: DecisionKind, value: Mapping[str, Any] | None
) -> tuple[Decision, ...]:
    """Return the decision on an item; what is confirmed or corrected is rejected no longer."""
    back = [_take_back(desk, d) for d in item.decisions if d.kind == "reject"] if kind != "reject" else []
    was = plain_fields(found.read, found.known, item.now)
    new = [] if kind == "correct" and not value else [_decision(desk, item.found.subject, kind, value, was)]
    return (*back, *new)


def _undone(desk: Desk, item: Reviewed) -> tuple[Decision, ...]:
    if not item.decisions:
        raise DecisionError("nothing was decided about this, so there is nothing to take back")
    return (_take_back(desk, item.decisions[-1]),)


def _mine(found: Told) -> str:
    return subject_of(found.read.capture.sha256, 0, 0, REPORT)


def report_fields(found: Told) -> dict[str, Any]:
    """Return the fields of a report that can be corrected."""
    report = found.report
    published = None if report.published is None else str(report.published)
    return {"title": report.title, "publisher": report.publisher, "published": published}


def _on_report(desk: Desk, found: Told, act: Act, seen: int) -> Sequence[Decision]:
    mine = _mine(found)
    done = [d for d in found.held.values() if d.subject == mine and d.kind == "confirm"]
    if act == "reject":
        raise DecisionError("a report cannot be rejected; reject what is wrong in it")
    if bool(done) == (act == "confirm"):
        return ()
    _not_newer(found, {mine}, seen)
    return (_decision(desk, mine, "confirm", None, None),) if act == "confirm" else (_take_back(desk, done[-1]),)


def _decision(desk: Desk, subject: str, kind: DecisionKind, value: Any, was: Any) -> Decision:
    return Decision(subject, kind, _text(value), _text(was), desk.viewer.name, desk.at())


def _take_back(desk: Desk, taken: Decision) -> Decision:
    return _decision(desk, taken.subject, "undo", taking_back(taken), taken.kind)


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
