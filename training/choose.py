"""Teach the choosers: how far to believe the encoder and the rules about an event.

What the encoder says of a report that it was taught is better than of any it will read. So each run over the reports reads those
that it left out (``parts.CHOOSING``); of the other teaching reports the lessons weigh less. Written are
``vigil/analysis/weights/{who,date,told,part}.onnx``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from evals.events import annotated
from training.choosers import Lesson, lessons
from training.grow import grow, table, write
from training.parts import OWN, is_choosing, is_fresh, is_left_out, teaching_folders, validation_folders
from vigil.analysis.choosing import Question
from vigil.analysis.encoder import Proposer
from vigil.analysis.worth import LEAST
from vigil.model.report import Report

_UNSEEN = 3.0
"""Weight of a lesson from a report that the encoder does not know, where others weigh 1."""


def learn(shared: Path, runs: Sequence[Proposer], seed: int, out: Path) -> None:
    """Teach the choosers and write them to the folder ``out``.

    Each of ``runs`` reads the reports that it was not taught, and the validation part.
    """
    unseen = [x for n, run in enumerate(runs) for x in lessons(_left_out(n), run, encoded=True)]
    known = list(lessons(_taught(shared), runs[0], encoded=True))
    held = list(lessons(annotated(validation_folders(shared)), runs[0], encoded=True))
    for question in get_args(Question):
        mine = [x for x in unseen if x.question == question]
        rest = [x for x in known if x.question == question] if question != "told" else []
        names, forests = grow([*mine, *rest], [_UNSEEN] * len(mine) + [1.0] * len(rest), seed)
        size = write(names, forests, out / f"{question}.onnx")
        asked = [x for x in held if x.question == question]
        chances = sum(f.predict_proba(table(names, asked))[:, 1] for f in forests) / len(forests)
        print(
            f"{question}: {len(mine)} + {len(rest)} answers, {size} bytes; validation: {verdict(asked, list(chances))}"
        )


def _left_out(run: int) -> Iterator[tuple[Path, Report]]:
    return (item for item in annotated([OWN]) if is_left_out(item[0], run) and not is_fresh(item[0]))


def _taught(shared: Path) -> Iterator[tuple[Path, Report]]:
    return (i for i in annotated(teaching_folders(shared)) if not is_choosing(i[0]) and not is_fresh(i[0]))


def verdict(held: Sequence[Lesson], chances: Sequence[float]) -> str:
    """Say how many questions of reports never taught are answered rightly, by the rules and by the chooser."""
    questions: dict[int, list[tuple[float, bool]]] = {}
    for lesson, chance in zip(held, chances, strict=True):
        questions.setdefault(lesson.number, []).append((chance, lesson.right))
    rows = list(questions.values())
    ruled = sum(row[0][1] for row in rows)
    if held[0].question == "told":
        kept = [row[0][1] for row in rows if row[0][0] >= LEAST]
        return f"of {len(rows)} events {ruled} are right, of {len(kept)} kept {sum(kept)}"
    chosen = sum(max(row, key=lambda answer: answer[0])[1] for row in rows)
    return f"{chosen} of {len(rows)} right, {ruled} by the rules"
