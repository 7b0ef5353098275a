"""How fast reports are added to a casebook and found in it, at growing sizes.

``python -m benchmarks.store --reports 1000 100000`` makes casebooks of that many reports in a temporary folder, each report
recombined from sentences of ``samples/`` with invented names, and prints a table.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rich.console import Console
from rich.table import Table

from vigil.model.reading import Person, Reading
from vigil.model.report import Capture, Report, report_id
from vigil.model.text import Span, Story
from vigil.model.when import When
from vigil.store import Store, open_store, writer

SAMPLES = Path(__file__).parent.parent / "samples"
SENTENCES_A_REPORT = 25
ADDED_SINGLY = 500
"""Reports whose single addition is timed, at the end; those before are added in one transaction."""

QUERIES = (
    "court",
    "asylum seekers court",
    "Musakhanuly",
    "musakhan",
    "Мусаханулы",
    '"Human Rights Watch"',
    "NAME",
    "NAME trial",
)
TRIES = 20
_SYLLABLES = (
    "al",
    "bek",
    "dar",
    "er",
    "gul",
    "kan",
    "mur",
    "nur",
    "ol",
    "qas",
    "ra",
    "sai",
    "tur",
    "uly",
    "yer",
    "zhan",
)


@dataclass(frozen=True)
class Measured:
    """What one casebook took: reports a second, singly; megabytes on disk; milliseconds by query (median, worst)."""

    reports: int
    adds: float
    megabytes: float
    latencies: dict[str, tuple[float, float]]
    found: dict[str, int]


def sentences() -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt")))
    found = [s.strip() for text in texts for s in re.split(r"(?<=[.!?])\s+|\n+", text)]
    return [s for s in found if len(s.split()) > 3]


def invented_name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(2))


def synthesised(count: int, seed: int = 1) -> Iterator[tuple[Report, Reading]]:
    """Yield reports with a reading that holds one invented person each, the same for the same seed."""
    chance, pool = random.Random(seed), sentences()
    for number in range(count):
        name = invented_name(chance)
        parts = [f"{name} went on trial, case {number}.", *chance.choices(pool, k=SENTENCES_A_REPORT)]
        text = "\n\n".join(" ".join(parts[i : i + 4]) for i in range(0, len(parts), 4))
        capture = Capture(sha256(text.encode()).hexdigest(), "text/plain")
        day = When(f"20{number % 25:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
        title = " ".join(parts[1].split()[:8])
        report = Report(report_id(capture), capture, Story(text), day, "Example News", title, language="en")
        person = Person("p1", name, report.story.quote(Span(0, len(name))), "at_risk")
        yield report, Reading(report.id, "benchmark", people=(person,))


def measure(count: int, folder: Path) -> Measured:
    with open_store(folder, create=True) as store:
        made = synthesised(count)
        _fill(store, made, max(count - ADDED_SINGLY, 0))
        start, singly = time.perf_counter(), 0
        for report, reading in made:
            store.add(report, reading, at="2020-01-01T00:00:00Z")
            singly += 1
        adds = singly / (time.perf_counter() - start)
        latencies, found = {}, {}
        for query in QUERIES:
            latencies[query], found[query] = _latency(store, query)
    size = (folder / "vigil.db").stat().st_size / 1e6
    return Measured(count, adds, size, latencies, found)


def _fill(store: Store, made: Iterator[tuple[Report, Reading]], count: int) -> None:
    with store._writing() as connection:  # noqa: SLF001 - 100,000 transactions would take the morning
        for _, (report, reading) in zip(range(count), made, strict=False):
            writer.add(connection, report, reading, "2020-01-01T00:00:00Z")


def _latency(store: Store, query: str) -> tuple[tuple[float, float], int]:
    chance, taken, found = random.Random(2), [], 0
    for _ in range(TRIES):
        words = query.replace("NAME", invented_name(chance).split()[0])
        start = time.perf_counter()
        found = max(found, len(store.search(words)))
        taken.append((time.perf_counter() - start) * 1000)
    return (sorted(taken)[TRIES // 2], max(taken)), found


def tables(counts: Sequence[int]) -> Iterator[Table]:
    """Yield a table for each number of reports, as it is measured."""
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            yield table(measure(count, Path(folder) / str(count)))


def table(row: Measured) -> Table:
    made = Table(title=f"Casebook of {row.reports:,} reports, {row.megabytes:,.0f} MB")
    made.add_column("")
    for heading in ("median", "worst"):
        made.add_column(heading, justify="right")
    made.add_row("reports added a second, one by one", f"{row.adds:,.0f}", "")
    for query, (median, worst) in row.latencies.items():
        made.add_row(f"search: {query}, ms ({row.found[query]} results)", f"{median:.1f}", f"{worst:.1f}")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 100_000], metavar="N")
    for each in tables(parser.parse_args().reports):
        Console().print(each)


if __name__ == "__main__":
    main()
