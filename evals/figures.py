"""Figures alone, with the reference's own statements for who speaks: ``python -m evals.figures FOLDER... [--misses]``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Literal, cast

from evals.dates import ENGLISH, read
from evals.scorers import score_reports
from vigil.analysis.cast import Cast
from vigil.analysis.figures import find_figures
from vigil.model.reading import Figure, Statement
from vigil.model.text import Quote, Span


def statements_of(report: dict[str, Any], text: str) -> tuple[Statement, ...]:
    """Return the reference's statements whose words stand in the text."""
    found = []
    for row in report["statements"]:
        at = text.find(row["quote"])
        if at >= 0:
            quote = Quote(Span(at, at + len(row["quote"])), row["quote"])
            kind = cast("Literal['asserts']", row["kind"])
            found.append(Statement(row["speaker"], quote, kind, row["direct"], row.get("speaker_id")))
    return tuple(found)


def figures_of(report: dict[str, Any], text: str) -> tuple[Figure, ...]:
    """Return the figures that are found in a text."""
    cut, dates = read(text, report["published"])
    return find_figures(cut, statements_of(report, text), Cast((), (), ()), dates, ENGLISH)


def as_rows(found: tuple[Figure, ...], people: dict[str, str]) -> list[dict[str, Any]]:
    """Return figures as the reference writes them, speakers by name."""
    return [
        {
            "value": list(f.value) if isinstance(f.value, tuple) else f.value,
            "as_of": str(f.as_of) if f.as_of else None,
            "by": people.get(f.by or "", f.by),
            "quote": f.quote.text,
            "unit": f.unit,
        }
        for f in found
    ]


def main() -> None:
    """Print precision, recall and F1 by folder; with ``--misses`` what was missed and what is extra."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    for folder in args.folders:
        tally = score_reports.Tally()
        for path in sorted(folder.rglob("*.json")):
            source = path.with_suffix(".txt")
            if path.stem == "case" or not source.exists():
                continue
            text = source.read_text(encoding="utf-8")
            report = json.loads(path.read_text(encoding="utf-8"))
            people = {p["id"]: p["name"] for p in report["people"]}
            gold = [{**f, "by": people.get(f["by"], f["by"])} for f in report["figures"]]
            mine = as_rows(figures_of(report, text), people)

            def right(g: dict[str, Any], p: dict[str, Any], text: str = text) -> bool:
                if g["value"] is None and not score_reports.overlap(g["quote"], p["quote"], text):
                    return False
                same = g["value"] == p["value"] and (not g["as_of"] or g["as_of"] == p["as_of"])
                return same and (not g["by"] or score_reports.speaker_match(g["by"], p["by"]))

            pairs = score_reports.match(gold, mine, right)
            tally.add(len(pairs), len(gold), len(mine))
            if args.misses:
                hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
                for i, row in enumerate(gold):
                    if i not in hit:
                        print(
                            f"{folder.name}/{path.stem} - {row['value']} @{row['as_of']} by {row['by']}: {row['quote']}"
                        )
                for j, row in enumerate(mine):
                    if j not in used:
                        print(
                            f"{folder.name}/{path.stem} + {row['value']} @{row['as_of']} by {row['by']}: {row['quote']}"
                        )
        p, r, f = tally.figures()
        print(f"{folder.name:10s} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({tally.gold} in reference)")


if __name__ == "__main__":
    main()
