"""Score reports that the encoder was not taught, read with it and by rules alone: ``python -m evals.beside [--shared DIR]``.

Prints, for practice part d, the four cases kept for validation and the fresh reports of ``training/reports``, the F1 of every
measure of ``scorers/score_reports.py`` with the encoder and, in brackets, by the rules. Reports are told their annotated date.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evals.events import annotated
from training.parts import OWN, is_fresh, validation_folders
from vigil.analysis.analyse import analyse
from vigil.analysis.encoder import Proposer
from vigil.analysis.learned import LearnedProposer
from vigil.analysis.rules import RuleProposer
from vigil.languages import Language
from vigil.model.document import reading_document, to_json
from vigil.model.report import Report

sys.path.insert(0, str(Path(__file__).parent / "scorers"))
import score_reports as scorer

MEASURES = ("people", "at risk", "event found", "event right", "statement", "demand", "figure", "grounded")
Item = tuple[Path, Report]


def score(reports: Sequence[Item], proposer: Proposer) -> dict[str, float]:
    """Return F1 by measure (of ``grounded`` the share) over some reports."""
    tallies: dict[str, scorer.Tally] = defaultdict(scorer.Tally)
    for path, report in reports:
        read = json.loads(to_json(reading_document(report, analyse(report, proposer), str(path))))
        gold = json.loads(path.read_text(encoding="utf-8"))
        scorer.score_report(gold, read, scorer.story(path), tallies, [], str(path))
    return {m: tallies[m].figures()[0 if m == "grounded" else 2] for m in MEASURES}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    practice, *cases = validation_folders(parser.parse_args().shared)
    english = Language("en")
    for name, reports in (
        ("practice d", list(annotated([practice]))),
        ("four cases", list(annotated(cases))),
        ("fresh", [item for item in annotated([OWN]) if is_fresh(item[0])]),
    ):
        learned, ruled = (score(reports, p) for p in (LearnedProposer(english), RuleProposer(english)))
        print(f"\n{name}, {len(reports)} reports")
        for measure in MEASURES:
            print(f"  {measure:12s} {learned[measure]:.3f} ({ruled[measure]:.3f})")


if __name__ == "__main__":
    main()
