"""Score who says what: ``python -m evals.attribution FOLDER... [--polnear FILE] [--misses]``.

FOLDERs hold annotated reports: statements and demands, with the matching of ``scorers/score_reports.py``; "words" leaves the
speaker out of a statement and the act out of a demand. FILE is PolNeAR as JSON Lines: characters of sources, cues and
contents, with ``scorers/score_spans.py``. ``--misses`` lists what was missed, extra or given to another speaker; without
it only totals are printed, for folders whose text is not to be looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.gold import gold_items
from vigil.analysis.analyse import analyse
from vigil.model.reading import Demand, Reading, Statement
from vigil.model.report import Capture, Report
from vigil.model.text import Quote, Story

sys.path.insert(0, str(Path(__file__).parent / "scorers"))
import score_reports as scorer
import score_spans

Row = dict[str, Any]
Measures = dict[str, tuple[float, float, float]]


@dataclass
class Tally:
    """Counts of one measure, and a line for each item that is not right."""

    right: int = 0
    gold: int = 0
    read: int = 0
    lines: list[str] = field(default_factory=list)

    def add(
        self, name: str, gold: list[Row], read: list[Row], same: Callable[[Row, Row], bool]
    ) -> list[tuple[int, int]]:
        """Count the items of one report and return the matched pairs."""
        pairs: list[tuple[int, int]] = scorer.match(gold, read, same)
        self.right += len(pairs)
        self.gold += len(gold)
        self.read += len(read)
        self.lines += [f"{name} MISSED {row}" for i, row in enumerate(gold) if i not in {g for g, _ in pairs}]
        self.lines += [f"{name} EXTRA {row}" for j, row in enumerate(read) if j not in {r for _, r in pairs}]
        return pairs

    def figures(self) -> tuple[float, float, float]:
        """Return precision, recall and F1."""
        found: tuple[float, float, float] = score_spans.prf(self.right, self.gold, self.read)
        return found


def read_report(report: Report) -> tuple[tuple[Statement, ...], tuple[Demand, ...]]:
    """Return the statements and demands that are read in a report, told its date and publisher."""
    reading = analyse(report)
    return reading.statements, reading.demands


def score_reports(folders: list[Path]) -> dict[str, Tally]:
    """Return the tallies over the annotated reports of ``folders``."""
    tallies = {key: Tally() for key in ("statement", "statement words", "kind", "demand", "demand words")}
    for folder in folders:
        for report, gold in gold_items(folder):
            _score_report(f"{folder.name}/{report.title}", report, gold, tallies)
    return tallies


def _score_report(name: str, report: Report, gold: Reading, tallies: dict[str, Tally]) -> None:
    statements, demands = read_report(report)
    wanted, got = [_statement(s) for s in gold.statements], [_statement(s) for s in statements]
    story = scorer.squash(report.story.text)

    def evidence(a: Row, b: Row) -> bool:
        return bool(scorer.overlap(a["quote"], b["quote"], story))

    def words(a: Row, b: Row) -> bool:
        mine, theirs = set(scorer.words(a["quote"])), set(scorer.words(b["quote"]))
        half = bool(mine and theirs) and len(mine & theirs) / min(len(mine), len(theirs)) >= 0.5
        return half and evidence(a, b)

    def speech(a: Row, b: Row) -> bool:
        return bool(scorer.speaker_match(a["speaker"], b["speaker"])) and words(a, b)

    pairs = tallies["statement"].add(name, wanted, got, speech)
    tallies["statement words"].add(name, wanted, got, words)
    tallies["kind"].right += sum(wanted[i]["kind"] == got[j]["kind"] for i, j in pairs)
    tallies["kind"].gold += len(pairs)
    tallies["kind"].read += len(pairs)
    asked, found = [_demand(d) for d in gold.demands], [_demand(d) for d in demands]
    tallies["demand"].add(name, asked, found, lambda a, b: a["act"] == b["act"] and evidence(a, b))
    tallies["demand words"].add(name, asked, found, evidence)


def _statement(statement: Statement) -> Row:
    return {"speaker": statement.speaker, "kind": statement.kind, "quote": statement.quote.text, "how": statement.how}


def _demand(demand: Demand) -> Row:
    return {"act": demand.act, "by": demand.by, "of": demand.of, "quote": demand.quote.text, "how": demand.how}


def score_polnear(path: Path) -> Measures:
    """Return precision, recall and F1 of sources, cues and contents over the articles of a PolNeAR file."""
    gold: dict[str, Row] = score_spans.load(path)
    read = {key: {"statements": _statements(row["text"])} for key, row in gold.items()}
    found: Measures = score_spans.attribution(gold, read)
    return found


def _statements(text: str) -> list[Row]:
    report = Report("polnear", Capture("0" * 64, "text/plain"), Story(text), language="en")
    return [
        {
            "spans": [[q.span.start, q.span.end] for q in (found.quote, *found.rest)],
            "speaker_span": _pair(found.speaker_quote),
            "cue_span": _pair(found.cue),
        }
        for found in read_report(report)[0]
    ]


def _pair(quote: Quote | None) -> list[int]:
    return [] if quote is None else [quote.span.start, quote.span.end]


def main() -> None:
    """Print the scores of what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    tallies = score_reports(asked.folders) if asked.folders else {}
    if asked.misses:
        for key in ("statement", "demand"):
            print("\n".join(json.dumps(line, ensure_ascii=False) for line in tallies[key].lines))
    scores: Measures = {key: tally.figures() for key, tally in tallies.items()}
    if asked.polnear:
        scores |= {f"polnear {key}": value for key, value in score_polnear(asked.polnear).items()}
    for key, (precision, recall, f1) in scores.items():
        print(f"{key:16s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
