"""What the choosers are taught with: the questions that reading an annotated report asks, with the answers that are right.

A question is asked of every event that the reader finds; where the annotation has the same event (a trigger of its type that
shares words), its ``who`` and ``date`` tell which answers are right, by the rules of ``evals/scorers/score_reports.py``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan
from pathlib import Path
from typing import Any

from evals.events import nearness
from vigil.analysis.analyse import analyse
from vigil.analysis.choosing import Asked, Facts, Question
from vigil.analysis.encoder import Marks, Proposer
from vigil.analysis.segment import Segmented
from vigil.analysis.whom import Whose
from vigil.model.document import reading_document, to_json
from vigil.model.report import Report
from vigil.model.text import Span

sys.path.insert(0, str(Path(__file__).parent.parent / "evals" / "scorers"))
import score_reports as scorer

Row = Mapping[str, Any]
ENCODED = frozenset(
    "pointed pointed_over pointed_name meant meant_over meant_nobody nothing elsewhere by score seen seen_at_risk seen_precedent seen_aside share none other status_share".split()  # noqa: SIM905
)
"""Facts that the encoder gives: of reports that it was taught they are better than of any that it will read."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One answer to one question: its facts, whether it is right, and the number of the question."""

    question: Question
    facts: Facts
    right: bool
    number: int


class _Listener:
    """Notes what is asked, and answers as the rules do."""

    def __init__(self) -> None:
        self.heard: list[tuple[Asked, list[Facts]]] = []

    def chances(self, asked: Asked, answers: Sequence[Facts]) -> Sequence[float]:
        """Return 1 for the first answer."""
        self.heard.append((asked, [{**asked.facts, **facts} for facts in answers]))
        return [1.0, *(0.0 for _ in answers[1:])]


@dataclass(frozen=True)
class _Heard:
    """A proposer whose chooser listens."""

    proposer: Proposer
    listener: _Listener

    @property
    def name(self) -> str:
        """The proposer's."""
        return self.proposer.name

    def mark(self, text: Segmented) -> Marks:
        """Return the proposer's marks."""
        return replace(self.proposer.mark(text), chooser=self.listener)


def lessons(reports: Iterable[tuple[Path, Report]], proposer: Proposer, *, encoded: bool) -> Iterator[Lesson]:
    """Give the lessons of annotated reports; without ``encoded`` what the encoder says is left unknown."""
    number = 0
    for path, report in reports:
        for asked, rows, right in _questions(path, report, proposer):
            number += 1
            for facts, hit in zip(rows, right, strict=True):
                known = facts if encoded else {k: nan if k in ENCODED else v for k, v in facts.items()}
                yield Lesson(asked.question, known, hit, number)


def _questions(path: Path, report: Report, proposer: Proposer) -> Iterator[tuple[Asked, list[Facts], list[bool]]]:
    listener = _Listener()
    reading = analyse(report, _Heard(proposer, listener))
    gold = json.loads(path.read_text(encoding="utf-8"))
    read = json.loads(to_json(reading_document(report, reading, str(path))))
    text = scorer.story(path)
    found = scorer.match(
        gold["events"], read["events"], lambda a, b: nearness(a, b, gold["people"], read["people"], text)
    )
    hits = {j for _, j in found}
    places = [_place(event, report.story.text) for event in gold["events"]]
    told = 0
    for asked, rows in listener.heard:
        if asked.question == "told":
            yield asked, rows, [told in hits]
            told += 1
            continue
        if asked.question == "part":
            yield asked, rows, [_is_part(answer, asked.trigger, gold, read) for answer in asked.answers]
            continue
        same = [
            event
            for event, place in zip(gold["events"], places, strict=True)
            if event["type"] == asked.type and place is not None and place.overlaps(asked.trigger)
        ]
        if same:
            yield asked, rows, [_is_right(answer, same[0], gold, read) for answer in asked.answers]


def _place(event: Row, text: str) -> Span | None:
    """Return where the trigger of an annotated event stands, or its quote where no trigger is given."""
    at = text.find(event["quote"])
    if at < 0:
        return None
    word = event.get("trigger") or event["quote"]
    inside = text.find(word, at)
    end = at + len(event["quote"])
    return Span(inside, inside + len(word)) if at <= inside and inside + len(word) <= end else Span(at, end)


def _is_part(answer: object, named: Span, gold: Row, read: Row) -> bool:
    """Whether a part is the annotated one; whoever is not annotated is neither at risk nor a precedent."""
    person = next(p for p in read["people"] if p["spans"][0] == [named.start, named.end])
    same = next((p["part"] for p in gold["people"] if scorer.same_person(p, person)), "other")
    cases = ("at_risk", "precedent")
    return same == answer if same in cases else answer not in cases


def _is_right(answer: object, event: Row, gold: Row, read: Row) -> bool:
    if isinstance(answer, Whose):
        return bool(scorer.who_equal(event, {"who": list(answer.who)}, gold["people"], read["people"]))
    value = getattr(answer, "value", None)
    return (None if value is None else str(value)) == event.get("date")
