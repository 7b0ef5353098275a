"""Dates: TempEval-3's training part with its own measure, and the dates of the practice reports' events.

    python -m evals.dates [SHARED]

The second table reads the guide's `trigger` as given, so that it measures dating alone: of the events whose date the
reference gives, how many get it; of those it leaves open, how many are left open.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vigil.analysis.dates import Dates, find_dates
from vigil.analysis.segment import Segmented, segment
from vigil.languages import Language
from vigil.model.text import Span, Story
from vigil.model.when import When

SESSION = {"hearing", "adjournment", "testimony", "verdict", "sentence", "charges_dropped", "protest"}
"""What is done in or before a court session."""
ENGLISH = Language("en")
score_spans: Any = importlib.import_module("evals.scorers.score_spans")
"""The scorer as given, which has no types."""


def read(text: str, published: str | None) -> tuple[Segmented, Dates]:
    """Return the text cut up and its dates."""
    cut = segment(Story(text), ENGLISH)
    return cut, find_dates(cut, When(published) if published else None, ENGLISH)


def tempeval(path: Path) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 (strict, relaxed, value) on a TempEval-3 file."""
    gold = score_spans.load(path)
    mine = {}
    for name, row in gold.items():
        # the wire texts break lines inside sentences; an empty line still divides paragraphs
        flowing = re.sub(r"(?<!\n)\n(?!\n)", " ", row["text"])
        _, dates = read(flowing, row["dct"][:10])
        mine[name] = {
            "dates": [
                {
                    "start": m.quote.span.start,
                    "end": m.quote.span.end,
                    "value": str(m.value) if m.value else None,
                    "timex": m.timex,
                }
                for m in dates.mentions
            ]
        }
    scores: dict[str, tuple[float, float, float]] = score_spans.dates(gold, mine)
    return scores


def events(folders: list[Path]) -> Iterator[tuple[str, dict[str, Any], str | None, str]]:
    """Yield (report, event, date found, sentence) for each event whose trigger stands in its text."""
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            report = json.loads(path.read_text(encoding="utf-8"))
            cut, dates = read(text, report["published"])
            for event in report["events"]:
                at = text.find(event["quote"])
                inside = event["quote"].find(event["trigger"])
                if at < 0 or inside < 0:
                    continue
                trigger = Span(at + inside, at + inside + len(event["trigger"]))
                sentence = cut.sentence_at(trigger.start)
                assert sentence is not None
                dated = dates.for_trigger(
                    cut, trigger, sentence, session=event["type"] in SESSION and event["status"] == "happened"
                )
                found = str(dated.value) if dated and dated.value else None
                yield f"{folder.name}/{path.stem}", event, found, text[sentence.span.start : sentence.span.end]


def main() -> None:
    """Print both tables."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    for kind, (p, r, f) in tempeval(shared / "data/tempeval3/train.jsonl").items():
        print(f"tempeval3 {kind:8s} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    for name in "abcd":
        rows = list(events([shared / "train" / name]))
        given = [found == event["date"] for _, event, found, _ in rows if event["date"]]
        left = [found is None for _, event, found, _ in rows if not event["date"]]
        print(f"train/{name} dated {sum(given)}/{len(given)}  left open {sum(left)}/{len(left)}")


if __name__ == "__main__":
    main()
