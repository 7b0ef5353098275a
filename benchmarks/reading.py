"""Reports read per second, peak memory, and how both grow: ``python -m benchmarks.reading [--repeat N] [--words N ...]``."""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.store import invented_name, sentences
from vigil import run

SAMPLES = Path(__file__).parent.parent / "samples"
LENGTHS = (25_000, 50_000, 100_000)


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


def long_report(words: int, seed: int = 1) -> str:
    """Return one report of so many words: sentences of the samples, and before each one two invented people."""
    chance, pool = random.Random(seed), sentences()
    paragraphs: list[str] = []
    count = 0
    while count < words:
        told = f"{invented_name(chance)}, a lawyer, said that he was detained with {invented_name(chance)}."
        paragraphs.append(f"{told} {chance.choice(pool)}")
        count += len(paragraphs[-1].split())
    return "\n\n".join(" ".join(paragraphs[n : n + 4]) for n in range(0, len(paragraphs), 4))


def measure_growth(lengths: Sequence[int]) -> Table:
    """Read one report of each length and return the table of what it took."""
    table = Table(title="One report with thousands of people in it, by length, one process")
    for heading in ("words", "seconds of processor time", "people", "peak memory, MB"):
        table.add_column(heading, justify="right")
    for length in lengths:
        text = long_report(length)
        start = time.process_time()
        reading = run.read(text, published="2020-01-10")
        took = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        table.add_row(f"{length:,}", f"{took:.1f}", f"{len(reading.people):,}", f"{peak:.0f}")
    return table


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--words", type=int, nargs="+", default=LENGTHS, metavar="N")
    asked = parser.parse_args()
    Console().print(measure(asked.repeat))
    Console().print(measure_growth(asked.words))


if __name__ == "__main__":
    main()
