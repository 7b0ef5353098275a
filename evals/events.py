"""Score the events of readings by type, status, date and people: ``python -m evals.events FOLDER... [--misses WORDS]``.

Uses the matching of ``scorers/score_reports.py``: an event is found when the type agrees and the evidence overlaps (or
date and a person agree), and right when its date, status and people do too. Each report is read with its annotated date of
publication. ``--totals`` prints the last line alone, for folders whose text is not to be looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.gold import gold_items
from vigil.analysis.analyse import analyse
from vigil.model.document import reading_document, to_json
from vigil.model.report import Report

sys.path.insert(0, str(Path(__file__).parent / "scorers"))
import score_reports as scorer

Row = dict[str, Any]


@dataclass
class Tally:
    """Counts over all reports, and one line for every event that is not right."""

    gold: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


def add(tally: Tally, name: str, gold: Row, read: Row, text: str) -> None:
    """Count one report."""
    people, named = gold["people"], read["people"]
    wanted, got = gold["events"], read["events"]
    tally.gold.update(e["type"] for e in wanted)
    tally.read.update(e["type"] for e in got)

    pairs = scorer.match(wanted, got, lambda a, b: nearness(a, b, people, named, text))
    for i, j in pairs:
        _compare(tally, name, (wanted[i], people), (got[j], named))
    for i in set(range(len(wanted))) - {a for a, _ in pairs}:
        e = wanted[i]
        tally.lines.append(
            f"{name} MISSED {e['type']} {e.get('date')} {e['status']} [{e.get('trigger')}]: {e['quote']}"
        )
    for j in set(range(len(got))) - {b for _, b in pairs}:
        e = got[j]
        who = _names(e, named)
        trigger = text_of(e)
        tally.lines.append(f"{name} EXTRA {e['type']} {e.get('date')} {e['status']} {who} [{trigger}]: {e['quote']}")


def nearness(a: Row, b: Row, people: list[Row], named: list[Row], text: str) -> float:
    """Return how near an event read lies to one annotated, as the scorer reckons it; 0 where it is not found."""
    if a["type"] != b["type"]:
        return 0
    shown = scorer.overlap(a.get("quote"), b.get("quote"), text)
    dated = a.get("date") == b.get("date")
    common = scorer.who_common(a, b, people, named)
    if not (shown or (a.get("date") and dated and common)):
        return 0
    return float(1 + dated + common + 0.5 * shown + 0.5 * (a.get("status") == b.get("status")))


def text_of(event: Row) -> str:
    """Return the words of the trigger."""
    trigger = event.get("trigger") or ""
    return trigger["text"] if isinstance(trigger, dict) else str(trigger)


def _names(event: Row, people: list[Row]) -> list[str]:
    return [p["name"] for p in scorer.resolve(event.get("who"), people)]


def _compare(tally: Tally, name: str, wanted: tuple[Row, list[Row]], got: tuple[Row, list[Row]]) -> None:
    (gold, people), (read, named) = wanted, got
    tally.found[gold["type"]] += 1
    tally.confused[gold["status"], read["status"]] += 1
    faults = []
    if gold.get("date") != read.get("date"):
        faults.append(f"date {gold.get('date')} not {read.get('date')}")
    if gold["status"] != read["status"]:
        faults.append(f"status {gold['status']} not {read['status']}")
    if not scorer.who_equal(gold, read, people, named):
        faults.append(f"who {_names(gold, people)} not {_names(read, named)}")
    tally.wrong.update(f.split()[0] for f in faults)
    if not faults:
        tally.right[gold["type"]] += 1
    else:
        tally.lines.append(f"{name} WRONG {gold['type']} {'; '.join(faults)}: {gold['quote']} || {read['quote']}")


def measure(folders: list[Path]) -> Tally:
    """Read every annotated report under ``folders`` and count."""
    tally = Tally()
    for path, report in annotated(folders):
        gold = json.loads(path.read_text(encoding="utf-8"))
        read = json.loads(to_json(reading_document(report, analyse(report), str(path))))
        add(tally, f"{path.parent.name}/{path.stem}", gold, read, scorer.story(path))
    return tally


def annotated(folders: Sequence[Path]) -> Iterator[tuple[Path, Report]]:
    """Give every annotated report under ``folders`` with the path of its annotation."""
    for folder in folders:
        for report, _ in gold_items(folder):
            paths = sorted(folder.rglob(f"{report.title}.json"))
            yield next(p for p in paths if belongs(p, report.capture.sha256)), report


def belongs(annotation: Path, sha256: str) -> bool:
    """Whether the text beside ``annotation`` is the one with this SHA-256."""
    sources = [annotation.with_suffix(".txt"), annotation.with_suffix(".html")]
    return any(s.exists() and hashlib.sha256(s.read_bytes()).hexdigest() == sha256 for s in sources)


def show(tally: Tally, *, totals: bool) -> None:
    """Print the table by type, the faults, and F1 of found and right."""

    def f1(hits: int, gold: int, read: int) -> float:
        return 2 * hits / (gold + read) if gold + read else 0.0

    if not totals:
        for kind in sorted(tally.gold | tally.read, key=lambda k: -tally.gold[k]):
            g, r, f = tally.gold[kind], tally.read[kind], tally.found[kind]
            print(
                f"{kind:22s} gold {g:4d} read {r:4d}  P {f / max(r, 1):.2f} R {f / max(g, 1):.2f} F1 {f1(f, g, r):.2f}"
                f"  right {f1(tally.right[kind], g, r):.2f}"
            )
        print("wrong", dict(tally.wrong), "of", tally.found.total())
        print({f"{a}>{b}": n for (a, b), n in tally.confused.most_common() if a != b})
    g, r, f = tally.gold.total(), tally.read.total(), tally.found.total()
    print(
        f"found P {f / max(r, 1):.3f} R {f / max(g, 1):.3f} F1 {f1(f, g, r):.3f}   right F1 {f1(tally.right.total(), g, r):.3f}"
    )


def main() -> None:
    """Print the scores of the folders on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--misses", metavar="WORDS", help="print the faults that match this pattern")
    parser.add_argument("--totals", action="store_true")
    asked = parser.parse_args()
    tally = measure(asked.folders)
    show(tally, totals=asked.totals)
    if asked.misses and not asked.totals:
        print("\n".join(line for line in tally.lines if re.search(asked.misses, line)))


if __name__ == "__main__":
    main()
