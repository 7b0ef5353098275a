"""Vigil beside plain trafilatura on public pages, in one run: ``python -m evals.pages [--data DIR] [--limit N]``.

Text: on ``pages-trafilatura`` precision, recall and F1 over the segments that must and must not be in the text, as that
project scores itself; on the other sets the bag of 4-word runs of each page against its gold text, averaged over pages, as
``pages-scrapinghub`` does. Gold texts hold no headline and no caption; a ``Story`` marks both, so they are left out of
Vigil's text there, and trafilatura, which marks neither, is scored as it is. Date: the share of pages with the very day.

Pasted text: furniture lines of the annotated ``.txt`` reports beside ``--data`` (``cases`` and ``train``), none of which
plain trafilatura can tell; the date there too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import trafilatura

from vigil.errors import InputError
from vigil.model.report import Capture, Page, Report
from vigil.story import tell

Row = dict[str, Any]
_WORD = re.compile(r"\w+")
_CAPTURE = Capture("0" * 64, "text/html")


@dataclass(frozen=True, slots=True)
class PageSet:
    """A public set of pages: where it is, its gold text and date, None where it has none."""

    name: str
    gold: Callable[[Row], str] | None
    day: str | None


def _fundus(row: Row) -> str:
    sections = [text for section in row["body"]["sections"] for text in section["headline"] + section["paragraphs"]]
    return "\n".join([*row["body"]["summary"], *sections])


SETS = (
    PageSet("pages-trafilatura", None, "date"),
    PageSet("pages-scrapinghub", lambda row: str(row["articleBody"]), None),
    PageSet("pages-fundus", _fundus, "publishing_date"),
    PageSet("pages-fundus-eval", lambda row: "\n".join(p for p in row["body"] if isinstance(p, str)), None),
)


@dataclass(slots=True)
class Tally:
    """Counts of one reader on one set."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    pages: list[tuple[float, float, float]] = field(default_factory=list)
    days: int = 0
    dated: int = 0
    seconds: float = 0.0

    def text(self) -> tuple[float, float, float]:
        """Return precision, recall and F1: over all segments, or averaged over pages."""
        if not self.pages:
            return _prf(self.right, self.wrong, self.missed)
        precision, recall, f1 = (sum(page[n] for page in self.pages) / len(self.pages) for n in range(3))
        return precision, recall, f1


def _prf(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def runs_of_four(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, with how often each stands there; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(len(words) - 3, 1))) if words else Counter()


def read_rows(path: Path, limit: int | None, half: str | None) -> Iterator[Row]:
    """Return the pages of a set: all, the first ``limit``, or every other one (``half``: "even" or "odd")."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if limit is not None and n >= limit:
                return
            if half is None or n % 2 == (half == "odd"):
                yield json.loads(line)


def with_trafilatura(row: Row) -> tuple[str, str | None]:
    """Return what plain trafilatura, as it comes, gives as text and as date."""
    text = trafilatura.extract(row["html"]) or ""
    told = trafilatura.bare_extraction(row["html"], with_metadata=True)
    return text, getattr(told, "date", None)


def with_vigil(row: Row) -> tuple[str, str | None]:
    """Return Vigil's story without its headline and captions, and its date."""
    crawled = row.get("crawl_date")
    try:
        report = tell(
            Page(_CAPTURE, "html", row["html"]),
            retrieved_on=date.fromisoformat(crawled[:10]) if crawled else None,
            published=None,
        )
    except InputError:
        return "", None
    return body_text(report), None if report.published is None else str(report.published)


def body_text(report: Report) -> str:
    """Return the story's paragraphs but its headline and captions."""
    story = report.story
    apart = sorted([*story.captions, *([story.headline] if story.headline else [])])
    parts, at = [], 0
    for span in apart:
        parts.append(story.text[at : span.start])
        at = span.end
    return "\n".join([*parts, story.text[at:]])


READERS = {"trafilatura": with_trafilatura, "vigil": with_vigil}


def tally(pages: PageSet, rows: list[Row], reader: Callable[[Row], tuple[str, str | None]]) -> Tally:
    """Return how a reader does on a set."""
    counts = Tally()
    for row in rows:
        began = time.perf_counter()
        text, day = reader(row)
        counts.seconds += time.perf_counter() - began
        if pages.gold is None:
            counts.right += sum(segment in text for segment in row["with"])
            counts.missed += sum(segment not in text for segment in row["with"])
            counts.wrong += sum(segment in text for segment in row["without"])
        else:
            gold, found = runs_of_four(pages.gold(row)), runs_of_four(text)
            both = (gold & found).total()
            counts.pages.append(_prf(both, found.total() - both, gold.total() - both))
        stated = pages.day and row.get(pages.day)
        if stated:
            counts.dated += 1
            counts.days += day == str(stated)[:10]
    return counts


def score(folder: Path, limit: int = 60) -> dict[str, float]:
    """Return Vigil's text F1 on one set, and its share of right days where the set has them, on the first pages of it."""
    pages = next(pages for pages in SETS if pages.name == folder.name)
    counts = tally(pages, list(read_rows(folder / "train.jsonl.gz", limit, None)), with_vigil)
    return {"text": counts.text()[2], **({"day": counts.days / counts.dated} if counts.dated else {})}


def pasted(shared: Path) -> Iterator[tuple[Row, Report]]:
    """Return the annotation of every plain-text report beside the data, and the report that Vigil tells."""
    for path in sorted([*shared.glob("train/*/*.txt"), *shared.glob("cases/*/*.txt")]):
        page = Page(Capture("0" * 64, "text/plain"), "plain", path.read_text(encoding="utf-8"))
        yield (
            json.loads(path.with_suffix(".json").read_text(encoding="utf-8")),
            tell(page, retrieved_on=None, published=None),
        )


def print_pasted(shared: Path) -> None:
    """Print precision and recall of furniture lines, the day and the publisher over all pasted reports."""
    right = wrong = missed = days = publishers = named = told = 0
    for gold, report in pasted(shared):
        wanted = Counter(" ".join(line.split()) for line in gold["furniture"])
        found = Counter(" ".join(line.split()) for line in report.story.furniture)
        both = (wanted & found).total()
        right, wrong, missed = right + both, wrong + found.total() - both, missed + wanted.total() - both
        told += 1
        days += gold["published"] == (None if report.published is None else str(report.published))
        named += gold["publisher"] is not None
        publishers += gold["publisher"] is not None and _same(gold["publisher"], report.publisher)
    if not told:
        print("pasted text: no annotated reports beside the data")
        return
    precision, recall, f1 = _prf(right, wrong, missed)
    print(f"\npasted text, {told} reports          P      R      F1     day    publisher")
    print("  trafilatura, furniture lines  1.000  0.000  0.000")
    print(
        f"  vigil, furniture lines        {precision:.3f}  {recall:.3f}  {f1:.3f}  {days / told:.3f}  {publishers / named:.3f}"
    )


def _same(wanted: str, found: str | None) -> bool:
    return wanted.lower().removeprefix("the ") == (found or "").lower().removeprefix("the ")


def main() -> None:
    """Print a table: each set, each reader."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the public sets")
    asked.add_argument("--limit", type=int, help="only the first N pages of each set")
    asked.add_argument(
        "--half", choices=("even", "odd"), help="every other page: rules are made on even, checked on odd"
    )
    given = asked.parse_args()
    print("set                 reader       pages  P      R      F1     day           s/page")
    for pages in SETS:
        path = given.data / pages.name / "train.jsonl.gz"
        rows = list(read_rows(path, given.limit, given.half)) if path.exists() else []
        for name, reader in READERS.items() if rows else ():
            counts = tally(pages, rows, reader)
            precision, recall, f1 = counts.text()
            day = f"{counts.days / counts.dated:.3f} of {counts.dated:3d}" if counts.dated else "-" + " " * 11
            line = f"{pages.name:19s} {name:12s} {len(rows):5d}  {precision:.3f}  {recall:.3f}  {f1:.4f} {day:13s}"
            print(f"{line} {counts.seconds / len(rows):.3f}")
    print_pasted(given.data.parent)


if __name__ == "__main__":
    main()
