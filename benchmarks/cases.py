"""What one more report costs in casebooks of growing size: ``python -m benchmarks.cases --people 10000 100000 1000000``.

Makes casebooks of so many people (each person that a report names counts, once a report) in a temporary folder, adds further
reports one by one, and prints what each addition takes once the report has been read: the store, the search index, who is
who, and the case files. Opening, the first lines of the list and one case by name are timed in the same casebook.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.invented_world import World
from vigil import upkeep
from vigil.casebook import Casebook
from vigil.model.case import CaseLine
from vigil.model.reading import Reading
from vigil.model.report import Report
from vigil.store import Store, open_store

_AT = "2030-01-01T00:00:00Z"
_ADDED_SINGLY = 200
_AT_ONCE = 500
_WIDTH = 50


@dataclass(frozen=True)
class Measured:
    """What one casebook took: milliseconds, but for ``filled`` (seconds) and ``megabytes``."""

    people: int
    reports: int
    cases: int
    filled: float
    megabytes: float
    adds: tuple[float, ...]
    worked: tuple[float, ...]
    """The processor's part of each addition: what does not change with what else the machine does."""
    opened: float
    listed: float
    found: float


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def worst_but_few(values: Sequence[float]) -> float:
    """Return what 95 of 100 stay under."""
    return sorted(values)[len(values) * 95 // 100]


def measure(people: int, folder: Path) -> Measured:
    made = World(seed=1).reports()
    start = time.perf_counter()
    with open_store(folder, create=True) as store:
        reports = _fill(store, made, people)
        for done, total in upkeep.bring_up_to_date(store):
            print(f"\r{people:,} people: {done:,} of {total:,} reports", end="", file=sys.stderr)
        filled = time.perf_counter() - start
        print(file=sys.stderr)
        for report, reading in islice(made, 20):  # what is loaded at first use
            _add(store, report, reading)
        timed = [_add(store, report, reading) for report, reading in islice(made, _ADDED_SINGLY)]
    opened = min(_milliseconds(lambda: Casebook(folder).__exit__(None, None, None)) for _ in range(3))
    with Casebook(folder) as casebook:
        line = next(casebook.listed())
        assert isinstance(line, CaseLine)
        listed = min(_milliseconds(lambda: next(casebook.listed())) for _ in range(3))
        found = _milliseconds(lambda: casebook.chosen([line.people[0]]))
        cases = sum(1 for _ in casebook.listed())
    size = (folder / "vigil.db").stat().st_size / 1e6
    adds, worked = (tuple(each) for each in zip(*timed, strict=True))
    return Measured(people, reports, cases, filled, size, adds, worked, opened, listed, found)


def _milliseconds(do: object) -> float:
    assert callable(do)
    start = time.perf_counter()
    do()
    return (time.perf_counter() - start) * 1000


def _fill(store: Store, made: Iterator[tuple[Report, Reading]], people: int) -> int:
    named = reports = 0
    list(upkeep.bring_up_to_date(store))
    while named < people:
        with store.work() as work:
            for report, reading in islice(made, _AT_ONCE):
                work.add(report, reading, at=_AT)
                named += len(reading.people)
                reports += 1
                if named >= people:
                    break
    return reports


def _add(store: Store, report: Report, reading: Reading) -> tuple[float, float]:
    """Add a report, and return how many milliseconds passed and how many of them the processor worked for it."""
    start, work_start = time.perf_counter(), time.process_time()
    with store.work() as work:
        work.add(report, reading, at=_AT)
        upkeep.settle(work)
    return (time.perf_counter() - start) * 1000, (time.process_time() - work_start) * 1000


def tables(sizes: Sequence[int]) -> Iterator[Table | str]:
    """Yield the table and the curve of what was measured."""
    rows = []
    for people in sizes:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(people, Path(folder) / "casebook"))
    table = Table(title="Casebooks, opened, listed to the first case, and asked for one case by a name")
    for heading in ("people", "reports", "cases", "MB", "filled in, s", "open, ms", "list, ms", "by name, ms"):
        table.add_column(heading, justify="right")
    for row in rows:
        sizes_of = (
            f"{row.people:,}",
            f"{row.reports:,}",
            f"{row.cases:,}",
            f"{row.megabytes:,.0f}",
            f"{row.filled:,.0f}",
        )
        table.add_row(*sizes_of, *(f"{value:.1f}" for value in (row.opened, row.listed, row.found)))
    yield table
    yield curve(rows)


def curve(rows: Sequence[Measured]) -> str:
    """Return what one more report costs by size as bars: the median, and with lighter marks what 95 of 100 stay under."""
    longest = max(worst_but_few(row.adds) for row in rows)
    lines = [
        f"One more report, beyond reading it, {_ADDED_SINGLY} added one by one: ms by the clock, and of the processor"
    ]
    for row in rows:
        typical, most = median(row.adds), worst_but_few(row.adds)
        solid, light = (round(value / longest * _WIDTH) for value in (typical, most))
        work = f"{median(row.worked):.1f} / {worst_but_few(row.worked):.1f}"
        bar = "█" * solid + "░" * (light - solid)
        lines.append(f"{row.people:>10,} people {bar} {typical:.1f} / {most:.1f} (processor {work})")
    return "\n".join(lines)


def peak() -> str:
    """Return the most memory that this process held."""
    return f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    console = Console()
    for each in tables(parser.parse_args().people):
        console.print(each, soft_wrap=True)
    console.print(peak())


if __name__ == "__main__":
    main()
