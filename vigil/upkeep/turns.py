"""What a report or a decision made of cases: which are new, and which stand otherwise or have another date ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vigil.model.case import CaseLine
from vigil.model.codec import decode
from vigil.store import Known, NewTurn, Work


def note_turns(work: Work, at: str) -> None:
    """Keep what the transaction, made at the time ``at``, changed in the standing and next date of cases."""
    work.turned(list(_turns(work.files.gone.values(), work.files.now(), at)))


def _turns(before: Iterable[Known], now: dict[str, Known], at: str) -> Iterator[NewTurn]:
    earlier = [(known.anchors, decode(CaseLine, known.line)) for known in before]
    for case_id, known in sorted(now.items()):
        line = decode(CaseLine, known.line)
        shared = [(len(anchors & known.anchors), old.id, old) for anchors, old in earlier]
        most, _, was = max(shared, default=(0, "", line), key=lambda row: row[:2])
        if not most:
            yield NewTurn(case_id, at, None, line.status, None, _text(line))
        elif (was.status, was.next_date) != (line.status, line.next_date):
            yield NewTurn(case_id, at, was.status, line.status, _text(was), _text(line))


def _text(line: CaseLine) -> str | None:
    return None if line.next_date is None else str(line.next_date)
