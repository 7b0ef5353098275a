"""Reports read per second and peak memory: ``python -m benchmarks.reading [--repeat N]``."""

from __future__ import annotations

import argparse
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from vigil import run

SAMPLES = Path(__file__).parent.parent / "samples"


def measure(repeat: int) -> Table:
    """Read the samples ``repeat`` times and return the table of what it took."""
    here = run.Surroundings(now=lambda: datetime.now(tz=UTC))
    first = time.perf_counter()
    told = list(run.read_sources([str(SAMPLES)], published=None, around=here))
    start = time.perf_counter()
    reports = words = 0
    for _ in range(repeat):
        for outcome in run.read_sources([str(SAMPLES)], published=None, around=here):
            if isinstance(outcome, run.Told):
                reports += 1
                words += len(outcome.report.story.text.split())
    took = time.perf_counter() - start
    table = Table(title=f"Reading the {len(told)} reports of samples/ {repeat} times, one process")
    for heading in ("reports a second", "words a second", "words a report", "first pass, s", "peak memory, MB"):
        table.add_column(heading, justify="right")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = (f"{reports / took:.1f}", f"{words / took:,.0f}", f"{words / reports:.0f}")
    table.add_row(*cells, f"{start - first:.2f}", f"{peak:.0f}")
    return table


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    Console().print(measure(parser.parse_args().repeat))


if __name__ == "__main__":
    main()
