"""Score Vigil on the references and compare with the floors: ``python -m evals [--raise]``.

References are looked for beside the project (``../shared``); where a set is not there, that is said and its floors are
not checked. Exit status 1 where a score lies under its floor. ``--raise`` writes higher scores as the new floors: floors
only rise. A floor belongs to one state of its references, whose digest is pinned beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from evals import cases, events, names, pages, reports

FLOORS = Path(__file__).parent / "floors.json"
TOLERANCE = 0.0005
"""Scores are rounded to four places; less than half of the third place is no loss."""

Scores = dict[str, float]


def suites(shared: Path) -> dict[str, tuple[Path, Callable[[Path], Scores]]]:
    """Return what is scored: by name, the references and the function that scores them."""
    return {
        "reports of cases": (shared / "cases", reports.score),
        "practice reports": (shared / "train", reports.score),
        "case files": (shared / "cases", lambda folder: case_files(folder, gold=False)),
        "case files from the annotations": (shared / "cases", lambda folder: case_files(folder, gold=True)),
        **{name: (shared / "data" / name, names.score) for name in names.SETS},
        **{pages_set.name: (shared / "data" / pages_set.name, pages.score) for pages_set in pages.SETS},
    }


def case_files(folder: Path, *, gold: bool) -> Scores:
    """Return the scores of the case files built from all reports below a folder, as read or as annotated."""
    printed = cases.score(sorted(p.parent for p in folder.glob("*/case.json")), gold=gold)
    rows = (line.rsplit(maxsplit=1) for line in printed.splitlines()[1:])
    return {measure.strip(): float(value) for measure, value in rows}


def digest(folder: Path) -> str:
    """Return 12 hex digits over the names and bytes of every file below a folder."""
    made = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        made.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()[:12]


def compare(name: str, scores: Scores, floors: Scores) -> bool:
    """Print each score beside its floor and return whether none fell under it."""
    sound = True
    print(f"\n{name}")
    for measure, value in scores.items():
        floor = floors.get(measure, 0.0)
        change = value - floor
        mark = "" if abs(change) < TOLERANCE else f"  {change:+.4f}"
        fell = change < -TOLERANCE
        sound = sound and not fell
        print(f"  {measure:15s} {value:.4f}   floor {floor:.4f}{mark}{'  UNDER ITS FLOOR' if fell else ''}")
    return sound


def main() -> int:
    """Score every suite that is there; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--raise", dest="lift", action="store_true", help="write higher scores as the new floors")
    asked = parser.parse_args()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    sound = True
    for name, (folder, score) in suites(asked.shared).items():
        if not folder.is_dir():
            print(f"\n{name}: no references at {folder}; not scored")
            continue
        state = digest(folder)
        known = pinned.get(name, {})
        floors: Scores = known.get("floors", {}) if known.get("references") == state else {}
        if known and not floors:
            print(
                f"\n{name}: the references are not those of the floors ({known.get('references')}); floors not checked"
            )
        scores = score(folder)
        sound = compare(name, scores, floors) and sound
        raised = {m: max(v, floors.get(m, 0.0)) for m, v in scores.items()}
        pinned[name] = {"references": state, "floors": raised}
    annotated = [folder for folder in (asked.shared / "cases", asked.shared / "train") if folder.is_dir()]
    if annotated:
        print("\nevents by type, and statuses taken for one another (wanted>read)")
        events.show(events.measure(annotated), totals=False)
    if asked.lift:
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
