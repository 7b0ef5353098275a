"""Fit the confidence of items on the validation part: ``python -m training.calibrate --shared DIR``.

Writes ``vigil/languages/en/confidence.toml``: for each kind of item a logistic curve over its signs.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evals.confidence import Held, held
from training.parts import validation_folders
from vigil.analysis.confidence import demand_signs, event_signs, figure_signs, statement_signs
from vigil.analysis.learned import proposer_for
from vigil.analysis.segment import segment
from vigil.languages import Language

TABLE = Path(__file__).parent.parent / "vigil" / "languages" / "en" / "confidence.toml"
_RIDGE = 1.0
"""Weight of the squares of the weights, which keeps signs that are seldom seen from being believed too much."""
_STEPS = 50

Signs = Mapping[str, float]


def collect(one: Held, found: dict[str, list[tuple[Signs, bool]]]) -> None:
    """Add the signs of every item of a reading, and whether it was right."""
    english = Language("en")
    judge = proposer_for(english).mark(segment(one.report.story, english)).judge
    reading, right = one.reading, one.right
    people = frozenset(p.id for p in reading.people)
    found["event"] += zip((event_signs(e, people, judge) for e in reading.events), right["events"], strict=True)
    found["statement"] += zip((statement_signs(s, judge) for s in reading.statements), right["statements"], strict=True)
    found["demand"] += zip((demand_signs(d, judge) for d in reading.demands), right["demands"], strict=True)
    found["figure"] += zip(map(figure_signs, reading.figures), right["figures"], strict=True)


def fit(found: Sequence[tuple[Signs, bool]]) -> tuple[float, dict[str, float]]:
    """Return bias and weights of the logistic curve that fits best, by Newton's method."""
    names = sorted(found[0][0])
    given = np.array([[1.0, *(signs[n] for n in names)] for signs, _ in found])
    right = np.array([float(r) for _, r in found])
    ridge = np.diag([0.0] + [_RIDGE] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (right - share) - ridge @ weights
        bend = (given * (share * (1 - share))[:, None]).T @ given + ridge
        weights += np.linalg.solve(bend, slope)
    return float(weights[0]), dict(zip(names, map(float, weights[1:]), strict=True))


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    found: dict[str, list[tuple[Signs, bool]]] = defaultdict(list)
    for one in held(validation_folders(parser.parse_args().shared)):
        collect(one, found)
    lines = [
        "# Fitted by python -m training.calibrate on the validation part; docs/confidence.md shows how well it holds."
    ]
    for kind, items in found.items():
        bias, weights = fit(items)
        told = ", ".join(f"{name} = {weight:.3f}" for name, weight in weights.items())
        lines += ["", f"[{kind}]  # {len(items)} items", f"bias = {bias:.3f}", f"weights = {{ {told} }}"]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
