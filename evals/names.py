"""How well ``compare_names`` tells names apart, on the public name pairs: ``python -m evals.names [DATA]``.

Prints precision, recall and F1 at the shipped threshold, each kind of pair, and pairs compared per second.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vigil.cases.names import SAME_NAME, compare_names


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names, whether they are one person's, and the kind of pair."""

    a: str
    b: str
    same: bool
    kind: str


def sanctions_pairs(data: Path) -> Iterator[NamePair]:
    """Return the pairs of ``names-sanctions``; noms de guerre are left out, which no spelling shows."""
    with gzip.open(data / "names-sanctions" / "train_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] != "alias, different name":
                yield NamePair(row["a"], row["b"], row["match"], row["kind"])


def bench_pairs(data: Path) -> Iterator[NamePair]:
    """Return the pairs of people of ``names-nomenklatura``."""
    for line in (data / "names-nomenklatura" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["schema"] == "Person":
            yield NamePair(row["a"], row["b"], row["match"], row["category"] or "other")


def scores(pairs: Iterable[tuple[NamePair, float]], threshold: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 where a score at ``threshold`` or over says that two names are one person's."""
    right = wrong = missed = 0
    for pair, score in pairs:
        said = score >= threshold
        right += said and pair.same
        wrong += said and not pair.same
        missed += pair.same and not said
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main(data: Path) -> None:
    """Print the table for each set."""
    for name, pairs in (
        ("names-sanctions", list(sanctions_pairs(data))),
        ("names-nomenklatura", list(bench_pairs(data))),
    ):
        began = time.perf_counter()
        scored = [(pair, compare_names(pair.a, pair.b).score) for pair in pairs]
        speed = len(pairs) / (time.perf_counter() - began)
        precision, recall, f1 = scores(scored, SAME_NAME)
        print(f"{name:20s} {len(pairs):6d} pairs  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {speed:,.0f} pairs/s")
        kinds: dict[str, list[tuple[NamePair, float]]] = defaultdict(list)
        for pair, score in scored:
            kinds[pair.kind].append((pair, score))
        for kind, rows in sorted(kinds.items()):
            said = sum(score >= SAME_NAME for _, score in rows)
            print(f"    {kind:36s} {len(rows):6d}  said same: {said / len(rows):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/data"))
