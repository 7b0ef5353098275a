"""Hold the confidence of items against what was right: ``python -m evals.confidence FOLDER...``.

FOLDERs hold annotated reports that were not taught. For each kind of item it prints, by confidence, how many items there are
and which share of them ``scorers/score_reports.py`` finds right (events: found with date, status and people).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.events import annotated, nearness
from vigil.analysis.analyse import analyse
from vigil.model.document import reading_document, to_json
from vigil.model.reading import Reading
from vigil.model.report import Report

sys.path.insert(0, str(Path(__file__).parent / "scorers"))
import itertools

import score_reports as scorer

Row = dict[str, Any]
KINDS = ("events", "statements", "demands", "figures")
EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True)
class Held:
    """A reading held against its annotation: for each kind of item, which of them are right, in their order."""

    report: Report
    reading: Reading
    right: dict[str, list[bool]]


def held(folders: Sequence[Path]) -> Iterator[Held]:
    """Give every annotated report under ``folders`` with what is right in its reading."""
    for path, report in annotated(folders):
        reading = analyse(report)
        read = json.loads(to_json(reading_document(report, reading, str(path))))
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield Held(report, reading, {kind: _right(kind, gold, read, scorer.story(path)) for kind in KINDS})


def _right(kind: str, gold: Row, read: Row, text: str) -> list[bool]:
    """Return of each item read whether it is right, by leaving it alone with the reference and scoring it."""
    wanted, got = gold.get(kind, []), read[kind]
    pairs: list[tuple[int, int]] = []
    if kind == "events":
        pairs = scorer.match(wanted, got, lambda a, b: nearness(a, b, gold["people"], read["people"], text))
        pairs = [(i, j) for i, j in pairs if _event_right(wanted[i], got[j], gold, read)]
    elif kind == "statements":
        pairs = scorer.match(wanted, got, lambda a, b: _statement(a, b, text))
    elif kind == "demands":
        pairs = scorer.match(
            wanted, got, lambda a, b: a["act"] == b["act"] and scorer.overlap(a["quote"], b["quote"], text)
        )
    else:
        pairs = scorer.match(wanted, got, lambda a, b: _figure(a, b, text))
    hits = {j for _, j in pairs}
    return [n in hits for n in range(len(got))]


def _event_right(a: Row, b: Row, gold: Row, read: Row) -> bool:
    same = a.get("date") == b.get("date") and a["status"] == b["status"]
    return same and bool(scorer.who_equal(a, b, gold["people"], read["people"]))


def _statement(a: Row, b: Row, text: str) -> bool:
    mine, theirs = set(scorer.words(a["quote"])), set(scorer.words(b["quote"]))
    half = bool(mine and theirs) and len(mine & theirs) / min(len(mine), len(theirs)) >= 0.5
    return half and bool(
        scorer.speaker_match(a["speaker"], b["speaker"]) and scorer.overlap(a["quote"], b["quote"], text)
    )


def _figure(a: Row, b: Row, text: str) -> bool:
    if a.get("value") is None and not scorer.overlap(a["quote"], b["quote"], text):
        return False
    dated = not a.get("as_of") or a["as_of"] == b.get("as_of")
    return (
        a.get("value") == b.get("value")
        and dated
        and (not a.get("by") or bool(scorer.speaker_match(a["by"], b.get("by"))))
    )


def curve(found: Sequence[tuple[float, bool]]) -> list[tuple[float, int, float, float]]:
    """Return for each tenth of confidence its lower edge, how many items it holds, their mean confidence, the share right."""
    rows = []
    for low, high in itertools.pairwise(EDGES):
        inside = [(c, hit) for c, hit in found if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            rows.append((low, len(inside), mean, sum(hit for _, hit in inside) / len(inside)))
    return rows


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    pairs: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in held(parser.parse_args().folders):
        for kind in KINDS:
            for item, right in zip(getattr(one.reading, kind), one.right[kind], strict=True):
                if item.confidence is not None:
                    pairs[kind].append((item.confidence, right))
    for kind, found in pairs.items():
        print(f"\n{kind}\n confidence  items  mean  right")
        for low, number, mean, share in curve(found):
            print(f"  {low:.1f} up    {number:5d}   {mean:.2f}  {share:.2f}")


if __name__ == "__main__":
    main()
