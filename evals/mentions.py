"""Score the names of people, organisations and places: ``python -m evals.mentions --data DIR``.

DIR holds ``gum/dev.jsonl`` and ``uner-en-ewt/dev.jsonl``. Of GUM the named entities of the three types count, of nested ones
the outermost; of UNER the even sentences, as the encoder is taught on the odd ones. Strict F1 by ``scorers/score_spans.py``:
same span, same type.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vigil.analysis.analyse import analyse
from vigil.model.report import Capture, Report
from vigil.model.text import Story

sys.path.insert(0, str(Path(__file__).parent / "scorers"))
import score_spans

Row = dict[str, Any]
TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC"}


def gum(path: Path) -> Iterator[Row]:
    """Give the documents of GUM with their outermost named mentions."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield {"id": row["id"], "text": row["text"], "mentions": outermost([e for e in row["entities"] if e["named"]])}


def uner(path: Path) -> Iterator[Row]:
    """Give the even sentences of UNER's development part with their mentions."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if number % 2 == 0:
            yield {"id": row["id"], "text": row["text"], "mentions": outermost(row["entities"])}


def outermost(entities: list[Row]) -> list[Row]:
    """Return the mentions of the three types that lie in no other."""
    found: list[Row] = []
    for e in sorted(entities, key=lambda e: (e["start"], -e["end"])):
        if e["type"] in TYPES and (not found or e["start"] >= found[-1]["end"]):
            found.append({"start": e["start"], "end": e["end"], "type": TYPES[e["type"]]})
    return found


def read(row: Row) -> Row:
    """Return the mentions that Vigil reads in a text."""
    report = Report("mentions", Capture("0" * 64, "text/plain"), Story(row["text"]), language="en")
    spans = [(m.quote.span, m.type) for m in analyse(report).mentions]
    return {"mentions": [{"start": s.start, "end": s.end, "type": t} for s, t in spans if t in TYPES.values()]}


def score(rows: list[Row]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 by type and over all."""
    gold = {row["id"]: row for row in rows}
    found: dict[str, tuple[float, float, float]] = score_spans.mentions(gold, {k: read(r) for k, r in gold.items()})
    return found


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    for name, rows in (("GUM", gum(data / "gum/dev.jsonl")), ("UNER", uner(data / "uner-en-ewt/dev.jsonl"))):
        for kind, (precision, recall, f1) in score(list(rows)).items():
            print(f"{name} {kind:8s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
