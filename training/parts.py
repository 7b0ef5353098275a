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


def teaching(shared: Path) -> Iterator[Example]:
    """Give the reports to teach: practice reports a to c, four of the cases, and nine in ten of our own."""
    folders = [*(shared / "train" / part for part in "abc"), *(shared / "cases" / case for case in TAUGHT_CASES), OWN]
    for folder in folders:
        for path, gold, text in annotated(folder):
            if not is_fresh(path):
                yield example(f"{path.parent.name}/{path.stem}", gold, text)


def validation_folders(shared: Path) -> list[Path]:
    """Return the folders of the reports that are never taught: practice reports d and the other four cases."""
    return [shared / "train" / "d", *(shared / "cases" / case for case in VALIDATION_CASES)]


def is_fresh(path: Path) -> bool:
    """Whether a report of our own is kept for the last test: every tenth."""
    return path.is_relative_to(OWN) and path.stem.isdigit() and int(path.stem) % 10 == 0
