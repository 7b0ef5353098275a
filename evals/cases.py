"""Score case files: ``python -m evals.cases [--gold] [--misses] [FOLDER ...]``.

Each FOLDER is a case folder: ``case.json`` beside annotated reports. All reports of all folders go into one casebook, so
that wrong merges show. With ``--gold`` the annotations take the reader's place, which scores case building alone.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from evals.gold import gold_items
from evals.reports import sources
from vigil import run
from vigil.cases import build_cases
from vigil.model.case_document import case_document
from vigil.model.document import to_json
from vigil.model.reading import Reading
from vigil.model.report import Report

SCORER = Path(__file__).parent / "scorers" / "score_cases.py"


def read_items(folder: Path) -> list[tuple[Report, Reading]]:
    """Return the reports of a case folder as Vigil reads them."""
    around = run.Surroundings(now=lambda: datetime.now(tz=UTC))
    found = []
    for source in sources(folder):
        for outcome in run.read_sources([str(source)], published=None, around=around):
            if isinstance(outcome, run.Failed):
                print(f"{outcome.name}: {outcome.error}", file=sys.stderr)
            else:
                found.append((outcome.report, outcome.reading))
    return found


def score(folders: list[Path], *, gold: bool, misses: bool = False) -> str:
    """Return what the scorer prints for the cases of the folders together."""
    items = [item for folder in folders for item in (gold_items if gold else read_items)(folder)]
    with tempfile.TemporaryDirectory() as place:
        want, have = Path(place) / "gold", Path(place) / "read"
        have.mkdir()
        for folder in folders:
            (want / folder.name).mkdir(parents=True)
            shutil.copy(folder / "case.json", want / folder.name)
        lines = [to_json(case_document(case)) for case in build_cases(items)]
        (have / "all.json").write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, str(SCORER), str(want), str(have), *(["--misses"] if misses else [])]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Print the scorer's table for the folders on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    folders = args.folders or sorted(p.parent for p in Path("../shared/cases").glob("*/case.json"))
    print(score(folders, gold=args.gold, misses=args.misses), end="")


if __name__ == "__main__":
    main()
