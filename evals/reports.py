"""Score the reading of single reports: ``python -m evals.reports FOLDER [--misses]``.

FOLDER holds annotated reports (``NAME.json`` beside ``NAME.txt`` or ``NAME.html``). Each is read as ``vigil read`` reads
it, without being told its date, and scored by ``scorers/score_reports.py``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from vigil import run
from vigil.model.document import reading_document, to_json

SCORER = Path(__file__).parent / "scorers" / "score_reports.py"


def sources(gold: Path) -> list[Path]:
    """Return the annotated reports under a folder, in order."""
    found = []
    for annotation in sorted(gold.rglob("*.json")):
        source = next(
            (s for s in (annotation.with_suffix(".txt"), annotation.with_suffix(".html")) if s.exists()), None
        )
        if annotation.stem != "case" and source is not None:
            found.append(source)
    return found


def read_into(gold: Path, target: Path) -> None:
    """Write the reading of every annotated report under ``gold`` to the same relative path under ``target``."""
    here = run.Surroundings(now=lambda: datetime.now(tz=UTC))
    paths = sources(gold)
    for source in paths:
        for outcome in run.read_sources([str(source)], published=None, around=here):
            if isinstance(outcome, run.Failed):
                print(f"{outcome.name}: {outcome.error}", file=sys.stderr)
                continue
            place = target / source.relative_to(gold).with_suffix(".json")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(to_json(reading_document(outcome.report, outcome.reading, outcome.name)), encoding="utf-8")


def score(gold: Path) -> dict[str, float]:
    """Return F1 by measure (share for ``grounded``) over the annotated reports under ``gold``."""
    with tempfile.TemporaryDirectory() as folder:
        read_into(gold, Path(folder))
        command = [sys.executable, str(SCORER), str(gold), folder, "--json"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(printed)
    return found


def main() -> None:
    """Print the scorer's table for the folders on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    for gold in asked.gold:
        with tempfile.TemporaryDirectory() as folder:
            read_into(gold, Path(folder))
            command = [sys.executable, str(SCORER), str(gold), folder, *(["--misses"] if asked.misses else [])]
            print(gold, flush=True)
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
