"""How well ``compare_names`` tells names apart, on the public name pairs: ``python -m evals.names [DATA] [--beside]``.

Prints precision, recall and F1 at the shipped threshold, each kind of pair, and how many names are made ready and how
many pairs are compared in a second of one core; every pair is timed once, with its names ready. A third of the people of
``names-sanctions`` is kept apart, by a hash of the person: no rule and no number was chosen on it, and it is printed too.
``--beside`` runs nomenklatura's ``logic-v2`` over the same pairs, at its own threshold of 0.7 and at the best threshold
chosen afterwards (``pip install -e '.[names]'``; it builds PyICU, which needs the headers of ICU).
"""

from __future__ import annotations

import argparse
import gc
import gzip
import hashlib
import importlib
import itertools
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vigil.cases.names import SAME_NAME, name_score
from vigil.languages.words import prepare

LOGIC_V2 = 0.7
"""The threshold of ``logic-v2`` in its own evaluation."""


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names, whether they are one person's, and the kind of pair."""

    a: str
    b: str
    same: bool
    kind: str


Scored = Sequence[tuple[NamePair, float]]


def sanctions_pairs(data: Path) -> Iterator[NamePair]:
    """Return the pairs of ``names-sanctions``; noms de guerre are left out, which no spelling shows."""
    with gzip.open(data / "names-sanctions" / "train_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] != "alias, different name":
                yield NamePair(row["a"], row["b"], row["match"], row["kind"])


def kept_apart(data: Path) -> frozenset[str]:
    """Return the names of the third of the people of ``names-sanctions`` on which nothing was chosen.

    People who share a name in writing count as one.
    """
    home: dict[str, str] = {}

    def root(one: str) -> str:
        while home.setdefault(one, one) != one:
            one = home[one]
        return one

    with (data / "names-sanctions" / "train_groups.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for name in (row["name"], *row["variants"], *row["original_script"], *row["weak_aliases"]):
                home[root(f"n:{name}")] = root(f"p:{row['person']}")
    people: dict[str, list[str]] = defaultdict(list)
    for one in list(home):
        people[root(one)].append(one)
    return frozenset(
        one.removeprefix("n:")
        for names in people.values()
        if int(hashlib.sha256(min(names).encode()).hexdigest(), 16) % 3 == 0
        for one in names
    )


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


SETS: dict[str, Callable[[Path], Iterator[NamePair]]] = {
    "names-sanctions": sanctions_pairs,
    "names-nomenklatura": bench_pairs,
}


def score(folder: Path) -> dict[str, float]:
    """Return precision, recall and F1 at the shipped threshold on the set of names in a folder."""
    scored = [(pair, name_score(pair.a, pair.b)) for pair in SETS[folder.name](folder.parent)]
    return dict(zip(("precision", "recall", "F1"), scores(scored, SAME_NAME), strict=True))


def logic_v2() -> Callable[[str, str], float]:
    """Return the score of nomenklatura's ``logic-v2`` for two names of people.

    Raises SystemExit where nomenklatura is not installed.
    """
    try:
        matching: Any = importlib.import_module("nomenklatura.matching")
        proxy: Any = importlib.import_module("followthemoney.proxy")
    except ImportError as error:
        raise SystemExit("nomenklatura is not installed: pip install -e '.[names]'") from error
    algorithm = matching.get_algorithm("logic-v2")
    config = algorithm.default_config()

    numbers = itertools.count()  # its cache knows entities by their ids alone

    def person(name: str) -> object:
        row = {"id": str(next(numbers)), "schema": "Person", "properties": {"name": [name]}}
        return proxy.EntityProxy.from_dict(row)

    return lambda a, b: float(algorithm.compare(person(a), person(b), config).score)


def show(label: str, scored: Scored, threshold: float, note: str = "") -> None:
    """Print one line of precision, recall and F1."""
    precision, recall, f1 = scores(scored, threshold)
    print(f"{label:36s} {len(scored):6d} pairs  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}{note}")


def show_kinds(scored: Scored) -> None:
    """Print how many pairs of each kind are said to be one person's."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for pair, score in scored:
        kinds[pair.kind].append(score)
    for kind, found in sorted(kinds.items()):
        said = sum(score >= SAME_NAME for score in found)
        print(f"    {kind:36s} {len(found):6d}  said same: {said / len(found):.3f}")


def main(data: Path, *, beside: bool) -> None:
    """Print the table for each set."""
    other = logic_v2() if beside else None
    apart = kept_apart(data)
    for name, pairs_of in SETS.items():
        pairs = list(pairs_of(data))
        began = time.process_time()
        for written in {n for pair in pairs for n in (pair.a, pair.b)}:
            prepare(written)
        ready = time.process_time()
        gc.freeze()  # what the program loaded is not the comparing's to sweep
        compared = time.process_time()
        scored = [(pair, name_score(pair.a, pair.b)) for pair in pairs]
        speed = len(pairs) / (time.process_time() - compared)
        show(name, scored, SAME_NAME, f"  ready in {ready - began:.1f} s, then {speed:,.0f} pairs/s")
        if name == "names-sanctions":
            show("    people kept apart", [row for row in scored if row[0].a in apart], SAME_NAME)
        if other is not None:
            theirs = [(pair, other(pair.a, pair.b)) for pair in pairs]
            best = max((step / 100 for step in range(30, 100)), key=lambda at: scores(theirs, at)[2])
            show(f"    logic-v2 at {LOGIC_V2}", theirs, LOGIC_V2)
            show(f"    logic-v2 at its best, {best:.2f}", theirs, best)
        show_kinds(scored)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--beside", action="store_true", help="run nomenklatura's logic-v2 over the same pairs")
    asked = parser.parse_args()
    main(asked.data, beside=asked.beside)
