"""Score what people see of events beside their type: ``python -m evals.event_fields FOLDER... [--show FIELD]``.

For each event that a reading finds (as in ``evals.events``) its ``by``, ``place``, ``according_to``, ``detail`` and
``quote`` are compared with the annotation: right where the words are the same but for articles, near where they share half
of their words. ``--risk`` lists every event that a reader would act on (return, release, death ...) and that did not happen.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from evals.events import belongs
from evals.gold import gold_items
from vigil.analysis.analyse import analyse
from vigil.model.document import reading_document, to_json

sys.path.insert(0, str(Path(__file__).parent / "scorers"))
import score_reports as scorer

Row = dict[str, Any]
_FIELDS = ("by", "place", "according_to", "quote")
_DETAILS = ("from", "to", "offence", "penalty", "court", "judge", "outcome", "place_kind", "until", "irregular")
_ACTED_ON = {"return", "resettlement", "release", "asylum_decision", "death", "verdict"}


def _words(value: object) -> frozenset[str]:
    words = re.findall(r"\w+", str(value or "").lower())
    return frozenset(w for w in words if w not in {"the", "a", "an"})


def grade(wanted: object, got: object) -> str:
    """Return how ``got`` stands to ``wanted``: same, near, wrong, lacking, extra, or none where neither says anything."""
    if not wanted and not got:
        return "none"
    if not wanted or not got:
        return "lacking" if wanted else "extra"
    a, b = _words(wanted), _words(got)
    if a == b:
        return "same"
    return "near" if 2 * len(a & b) >= min(len(a), len(b)) and a & b else "wrong"


def _spelt(value: object, people: list[Row]) -> object:
    named = {p["id"]: p["name"] for p in people}
    return named.get(str(value), value)


def compare(gold: tuple[Row, list[Row]], read: tuple[Row, list[Row]]) -> dict[str, tuple[str, object, object]]:
    """Return for each field its grade with what was wanted and got."""
    (wanted, people), (got, named) = gold, read
    out = {}
    for key in _FIELDS:
        a, b = _spelt(wanted.get(key), people), _spelt(_text(got.get(key)), named)
        out[key] = (grade(a, b), a, b)
    for key in _DETAILS:
        a, b = (wanted.get("detail") or {}).get(key), (got.get("detail") or {}).get(key)
        out[key] = (grade(a, b), a, b)
    return out


def _text(value: object) -> object:
    return value.get("text") if isinstance(value, dict) else value


def pairs(gold: Row, read: Row, text: str) -> list[tuple[int, int]]:
    """Return the events of the annotation with those of the reading that tell the same."""

    def nearness(a: Row, b: Row) -> float:
        if a["type"] != b["type"] or not scorer.overlap(a.get("quote"), b.get("quote"), text):
            return 0
        return float(1 + (a.get("date") == b.get("date")) + (a.get("status") == b.get("status")))

    return list(scorer.match(gold["events"], read["events"], nearness))


def main() -> None:
    """Print a table of fields, the cases of ``--show FIELD``, and the false events of ``--risk``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", metavar="FIELD", action="append", default=[])
    parser.add_argument("--risk", action="store_true")
    asked = parser.parse_args()
    counts: dict[str, Counter[str]] = {k: Counter() for k in (*_FIELDS, *_DETAILS)}
    acted: Counter[str] = Counter()
    for folder in asked.folders:
        for report, _ in gold_items(folder):
            path = next(p for p in sorted(folder.rglob(f"{report.title}.json")) if belongs(p, report.capture.sha256))
            name = f"{path.parent.name}/{path.stem}"
            gold = json.loads(path.read_text(encoding="utf-8"))
            read = json.loads(to_json(reading_document(report, analyse(report), str(path))))
            matched = pairs(gold, read, scorer.story(path))
            for i, j in matched:
                wanted, got = gold["events"][i], read["events"][j]
                for key, (mark, a, b) in compare((wanted, gold["people"]), (got, read["people"])).items():
                    counts[key][mark] += 1
                    if key in asked.show and mark not in {"none", "same"}:
                        print(f"{name} {key} {mark.upper()} [{a}] got [{b}] :: {_text(got['quote'])}")
            _risk(name, gold, read, matched, acted, shown=asked.risk)
    for key, marks in counts.items():
        given = sum(marks[m] for m in ("same", "near", "wrong", "extra"))
        asked_for = sum(marks[m] for m in ("same", "near", "wrong", "lacking"))
        print(
            f"{key:13s} same {marks['same'] / max(asked_for, 1):.2f}  near {marks['near'] / max(asked_for, 1):.2f}"
            f"  given and wrong {(marks['wrong'] + marks['extra']) / max(given, 1):.2f}  {dict(marks)}"
        )
    print("acted on, happened:", dict(acted))


def _risk(name: str, gold: Row, read: Row, matched: list[tuple[int, int]], acted: Counter[str], *, shown: bool) -> None:
    told = {j: gold["events"][i] for i, j in matched}
    for j, event in enumerate(read["events"]):
        if event["type"] not in _ACTED_ON or event["status"] != "happened":
            continue
        true = told.get(j)
        if true is not None and true["status"] == "happened":
            acted["true"] += 1
            continue
        acted["false"] += 1
        if shown:
            why = f"is {true['status']}" if true else "is none"
            print(
                f"{name} RISK {event['type']} {why} {event['detail']} [{_text(event['trigger'])}]: {_text(event['quote'])}"
            )


if __name__ == "__main__":
    main()
