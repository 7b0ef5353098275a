"""All benchmarks: ``make bench``."""

from __future__ import annotations

from rich.console import Console

from benchmarks import cases, names, reading, store


def main() -> None:
    """Print each table as it is measured."""
    console = Console()
    console.print(names.measure())
    console.print(reading.measure(repeat=5))
    console.print(reading.measure_growth(reading.LENGTHS))
    for table in store.tables([1_000, 100_000]):
        console.print(table)
    for each in cases.tables([10_000, 100_000]):
        console.print(each, soft_wrap=True)


if __name__ == "__main__":
    main()
