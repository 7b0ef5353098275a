"""Figures alone, with the reference's own statements for who speaks: ``python -m evals.figures FOLDER... [--misses]``."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import Any, Literal, cast

from evals.dates import ENGLISH, read
from vigil.analysis.cast import Cast
from vigil.analysis.figures import find_figures
from vigil.model.reading import Figure, Statement
from vigil.model.text import Quote, Span

score_reports: Any = importlib.import_module("evals.scorers.score_reports")
"""The scorer as given, which has no types."""


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


def right(gold: dict[str, Any], mine: dict[str, Any], text: str) -> bool:
    """Whether the value is the same, and date and speaker where the reference has them (as ``score_reports.py``)."""
    if gold["value"] is None and not score_reports.overlap(gold["quote"], mine["quote"], text):
        return False
    same = gold["value"] == mine["value"] and (not gold["as_of"] or gold["as_of"] == mine["as_of"])
    return same and (not gold["by"] or bool(score_reports.speaker_match(gold["by"], mine["by"])))


def score(path: Path) -> tuple[int, int, int, list[str]]:
    """Return for one report how many are right, in the reference and found, and a line for each miss."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    report = json.loads(path.read_text(encoding="utf-8"))
    people = {p["id"]: p["name"] for p in report["people"]}
    gold = [{**f, "by": people.get(f["by"], f["by"])} for f in report["figures"]]
    mine = as_rows(figures_of(report, text), people)
    pairs = score_reports.match(gold, mine, lambda g, p: right(g, p, text))
    missed = [g for i, g in enumerate(gold) if i not in {a for a, _ in pairs}]
    extra = [p for j, p in enumerate(mine) if j not in {b for _, b in pairs}]
    lines = [
        f"{path.stem} {sign} {r['value']} @{r['as_of']} by {r['by']}: {r['quote']}"
        for sign, rows in (("-", missed), ("+", extra))
        for r in rows
    ]
    return len(pairs), len(gold), len(mine), lines


def main() -> None:
    """Print precision, recall and F1 by folder; with ``--misses`` what was missed and what is extra."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    for folder in args.folders:
        tally = score_reports.Tally()
        for path in sorted(folder.rglob("*.json")):
            if path.stem == "case" or not path.with_suffix(".txt").exists():
                continue
            *counts, lines = score(path)
            tally.add(*counts)
            if args.misses and lines:
                print("\n".join(lines))
        p, r, f = tally.figures()
        print(f"{folder.name:10s} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({tally.gold} in reference)")


if __name__ == "__main__":
    main()
