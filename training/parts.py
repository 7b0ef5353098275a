"""Which reports teach, which are for validation, and which are the fresh test that nothing was chosen by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.examples import Example
from training.reports import annotated, example

TAUGHT_CASES = ("aishan", "alaraibi", "sauytbay", "zaisan")
VALIDATION_CASES = ("abdullaev", "kuzov", "mukhtarli", "tabarik")
OWN = Path(__file__).parent / "reports"
"""Reports written for teaching, beside those of ``shared/train``."""
CHOOSING = ("asylum", "features", "groups", "several", "wires")
"""Folders of ``OWN`` of which each run over the reports leaves out a part, and reads it afterwards: so the choosers learn how far
an encoder is to be believed on reports that it does not know."""
RUNS = 2
"""Runs over the reports, whose weights are averaged."""


def teaching_folders(shared: Path) -> list[Path]:
    """Return the folders of the reports to teach: practice reports a to c, four of the cases, our own."""
    return [*(shared / "train" / part for part in "abc"), *(shared / "cases" / case for case in TAUGHT_CASES), OWN]


def teaching(shared: Path, run: int) -> Iterator[Example]:
    """Give the reports that a run over the reports teaches: of our own nine in ten, less those left out for the choosers."""
    for folder in teaching_folders(shared):
        for path, gold, text in annotated(folder):
            if not is_fresh(path) and not is_left_out(path, run):
                yield example(f"{path.parent.name}/{path.stem}", gold, text)


def is_left_out(path: Path, run: int) -> bool:
    """Whether a run does not teach a report, so that the choosers can learn from it: every ``RUNS``-th of ``CHOOSING``."""
    return is_choosing(path) and int(path.stem) % RUNS == run


def is_choosing(path: Path) -> bool:
    """Whether some run leaves a report out."""
    return path.parent.name in CHOOSING and path.is_relative_to(OWN) and path.stem.isdigit()


def validation_folders(shared: Path) -> list[Path]:
    """Return the folders of the reports that are never taught: practice reports d and the other four cases."""
    return [shared / "train" / "d", *(shared / "cases" / case for case in VALIDATION_CASES)]


def is_fresh(path: Path) -> bool:
    """Whether a report of our own is kept for the last test: every tenth."""
    return path.is_relative_to(OWN) and path.stem.isdigit() and int(path.stem) % 10 == 0
