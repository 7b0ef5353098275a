"""How fast the workbench answers: ``python -m benchmarks.web --reports 8000``.

Makes an invented casebook of so many reports below ``.bench/`` (a second run finds it there), serves it as ``vigil serve`` does,
and asks every page that the menu leads to, pages of cases and reports, searches, and decisions about items. Prints by page what
passes until the last byte is there, and what a browser without JavaScript transfers for the first paint. Then fifty people read
and review at once: errors and lost decisions are counted. With ``--postgresql`` the
database is on a server of Debian's package that the benchmark starts, in a casebook made for the run.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select

from benchmarks.invented_world import World
from tests import postgres
from vigil import upkeep
from vigil.casebook import Casebook
from vigil.model.case import CaseLine
from vigil.store import open_store, schema
from vigil.store.server import ADDRESS
from vigil.web.sections import SECTIONS

KEPT = Path(".bench")
_AT = "2030-01-01T00:00:00Z"
_AT_ONCE = 500
_TRIES = 40
"""Times that each address is asked, other words and ids each time."""

_PEOPLE, _EACH = 50, 12
"""People at the workbench at once, and what each of them asks for."""

_DECIDED = 5
"""One in so many of these is a decision."""

_SEEN = 400
"""Cases and reports that pages are asked of."""

SERVE = "from vigil.cli import main; main()"
_STYLE = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"')


@dataclass(frozen=True)
class Known:
    """What the casebook holds, to ask for: ids and names."""

    cases: tuple[str, ...]
    reports: tuple[str, ...]
    names: tuple[str, ...]


@dataclass
class Taken:
    """Milliseconds of every answer by what was asked, and what did not answer as it should."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)

    def ask(self, what: str, do: Callable[[], int]) -> bool:
        """Time what is done, which answers with a status of HTTP, and return whether it was done."""
        start = time.perf_counter()
        try:
            status: int | str = do()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is counted
            status = type(error).__name__
        self.times[what].append((time.perf_counter() - start) * 1000)
        if status not in (200, 303):
            self.errors[f"{what}: {status}"] += 1
        return status in (200, 303)


def build(reports: int, folder: Path) -> None:
    """Fill the casebook in ``folder`` up to so many reports, as far as it is not there or not finished."""
    with open_store(folder, create=True) as store:
        if store.made_by() is None:
            list(upkeep.bring_up_to_date(store))
        have = _number_of_reports(store)
        made = islice(World(seed=1).reports(), have, reports)
        while some := list(islice(made, _AT_ONCE)):
            with store.work() as work:
                for report, reading in some:
                    work.add(report, reading, at=_AT)
            have += len(some)
            print(f"\r{have:,} of {reports:,} reports put in", end="", file=sys.stderr)
        for done, total in upkeep.bring_up_to_date(store):
            print(f"\r{done:,} of {total:,} reports in case files", end="", file=sys.stderr)
    print(file=sys.stderr)


@contextmanager
def on_a_server(reports: int) -> Iterator[Path]:
    """Run a PostgreSQL server, and give the folder of a casebook whose database is there."""
    folder = KEPT / f"web-{reports}-postgresql"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with postgres.server() as socket:
        (folder / ADDRESS).write_text(postgres.new_database(socket, "casebook"), encoding="utf-8")
        yield folder


def _number_of_reports(store: object) -> int:
    with store._looking() as connection:  # type: ignore[attr-defined]  # noqa: SLF001 - counting them all by reading takes minutes
        number = connection.scalar(select(func.count()).select_from(schema.reports))
    return int(number or 0)


def known(folder: Path) -> Known:
    chance = random.Random(3)
    with Casebook(folder) as casebook:
        lines = [line for line in casebook.listed() if isinstance(line, CaseLine)]
        some = chance.sample(lines, min(_SEEN, len(lines)))
        with casebook._store._looking() as connection:  # noqa: SLF001 - as above
            numbers = chance.sample(range(1, _number_of_reports(casebook._store)), min(_SEEN, len(lines)))  # noqa: SLF001
            table = schema.reports.c
            rows = connection.execute(select(table.id).where(table.number.in_(numbers))).all()
        reports = tuple(row.id for row in rows)
    names = tuple(dict.fromkeys(name for line in some for name in line.people))
    return Known(tuple(line.id for line in some), reports, names)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run the workbench in a process of its own, and give the address that opens it."""
    command = [sys.executable, "-c", SERVE, "serve", "--no-open", "--port", "0", "--casebook", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this very program
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@dataclass(frozen=True)
class Opened:
    """A workbench that was opened: the key is good for one browser, its session for all who ask here."""

    home: str
    cookies: dict[str, str]

    def visitor(self) -> httpx.Client:
        """Return somebody at the workbench."""
        return httpx.Client(base_url=self.home, cookies=self.cookies, timeout=60, headers={"accept-encoding": "gzip"})


def opened(address: str) -> Opened:
    answer = httpx.get(address)
    return Opened(address.split("/start?key=", maxsplit=1)[0], dict(answer.cookies))


def addresses(there: Known) -> dict[str, Callable[[random.Random], str]]:
    """Return what is asked for, and how its address is made; those of other sections are asked where they answer."""
    found: dict[str, Callable[[random.Random], str]] = {
        f"page {section.path}": lambda _, path=section.path: path  # type: ignore[misc]
        for section in SECTIONS
        if section.menu and not section.team
    }
    found |= {
        "page /cases/ID": lambda chance: f"/cases/{chance.choice(there.cases)}",
        "page /reports/ID": lambda chance: f"/reports/{chance.choice(there.reports)}",
        "search a name": lambda chance: f"/search?words={chance.choice(there.names)}",
        "search a surname": lambda chance: f"/search?words={chance.choice(there.names).split()[-1]}",
        "search a word of every report": lambda _: "/search?words=court",
        "search two common words": lambda _: "/search?words=court+wait",
        "search a beginning": lambda chance: f"/search?words={chance.choice(there.names)[:4]}",
        "search exactly": lambda chance: f"/search?words={chance.choice(there.names)}&exact=1",
        "search statements of a year and country": lambda chance: (
            f"/search?words=court&in=statements&from={(year := _year(chance))}&to={year}&country=Kazakhstan"
        ),
        "search statements of a host": lambda _: "/search?words=court&in=statements&host=Kazakhstan",
        "search events by type and days": lambda chance: f"/search?type=detention&from={_year(chance)}&in=events",
        "search all by filters": lambda _: "/search?words=said&country=China&host=Turkey&origin=China",
        "search stories of a month": lambda chance: f"/search?words=court&in=stories&from={_year(chance)}-03&to=2024",
        "search nothing that is there": lambda _: "/search?words=xylophone+zeppelin",
    }
    return found


def _year(chance: random.Random) -> int:
    return 2000 + chance.randrange(1, 12)


def review(client: httpx.Client, there: Known, chance: random.Random, taken: Taken) -> int | None:
    """Look at a report and decide about one of its items; return the number of the decision that was acknowledged.

    Where somebody else decided about the item meanwhile, the workbench asks again: the answer 409, which is no error.
    """
    report = chance.choice(there.reports)
    items = client.get(f"/api/v1/reports/{report}").json()["items"]
    item = chance.choice(items)
    act = "undo" if item["state"] != "open" else chance.choice(("confirm", "confirm", "reject"))
    made = {"act": act, "item": item["key"], "seen": item["seen"]}
    answers: list[httpx.Response] = []

    def decide() -> int:
        answers.append(client.post(f"/api/v1/reports/{report}/decisions", json=made))
        return 200 if answers[0].status_code == 409 else answers[0].status_code

    if not taken.ask("review action", decide) or answers[0].status_code == 409:
        return None
    return next((int(now["seen"]) for now in answers[0].json()["items"] if now["key"] == item["key"]), None)


def measure(at: Opened, there: Known) -> tuple[Taken, dict[str, int]]:
    """Return what one person who asks for everything in turn waits, and the bytes of each first paint."""
    taken, sizes = Taken(), {}
    chance = random.Random(5)
    with at.visitor() as client:
        for what, made in addresses(there).items():
            first = client.get(made(chance))
            if first.status_code == 404:
                print(f"{what}: not in this version", file=sys.stderr)
                continue
            sizes[what] = _first_paint(client, first)
            for _ in range(_TRIES):
                taken.ask(what, lambda made=made: client.get(made(chance)).status_code)  # type: ignore[misc]
        for _ in range(_TRIES):
            review(client, there, chance, taken)
    return taken, sizes


def _first_paint(client: httpx.Client, answer: httpx.Response) -> int:
    """Return the bytes that come over the line for a page, its styles and its icon."""
    parts = [answer, *(client.get(path.replace("&amp;", "&")) for path in _STYLE.findall(answer.text))]
    return sum(part.num_bytes_downloaded for part in parts)


def crowd(at: Opened, there: Known) -> tuple[Taken, set[int]]:
    """Let fifty people read and review at once; return what each answer took, and the decisions that were acknowledged."""
    taken, made, lock = Taken(), set[int](), threading.Lock()
    with at.visitor() as first:
        paths = {w: m for w, m in addresses(there).items() if first.get(m(random.Random(1))).status_code == 200}

    def person(number: int) -> None:
        chance, mine, decided = random.Random(number), Taken(), set[int | None]()
        with at.visitor() as client:
            for turn in range(_EACH):
                if turn % _DECIDED == 0:
                    decided.add(review(client, there, chance, mine))
                else:
                    what = chance.choice(list(paths))
                    path = paths[what](chance)
                    mine.ask("pages and searches", lambda path=path: client.get(path).status_code)  # type: ignore[misc]
        with lock:
            made.update(number for number in decided if number is not None)
            taken.errors.update(mine.errors)
            for what, times in mine.times.items():
                taken.times[what] += times

    people = [threading.Thread(target=person, args=(n,)) for n in range(_PEOPLE)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return taken, made


def decisions(casebook: Casebook) -> set[int]:
    """Return the numbers of the decisions in the casebook."""
    with casebook._store._looking() as connection:  # noqa: SLF001 - the chain would be read whole
        return set(connection.scalars(select(schema.decisions.c.number)))


def table(title: str, taken: Taken, sizes: dict[str, int]) -> Table:
    made = Table(title=title)
    made.add_column("")
    for heading in ("p50, ms", "p95, ms", "first paint, KB"):
        made.add_column(heading, justify="right")
    for what, times in taken.times.items():
        size = f"{sizes[what] / 1000:.1f}" if what in sizes else ""
        made.add_row(what, f"{statistics.median(times):.1f}", f"{worst_but_few(times):.1f}", size)
    return made


def worst_but_few(values: Sequence[float]) -> float:
    """Return what 95 of 100 stay under."""
    return sorted(values)[len(values) * 95 // 100]


def tables(reports: int, folder: Path) -> Iterator[Table | str]:
    """Yield what was measured in a casebook of so many reports."""
    build(reports, folder)
    there = known(folder)
    with served(folder) as address, Casebook(folder) as casebook:
        at = opened(address)
        taken, sizes = measure(at, there)
        yield table(f"One person, {reports:,} reports, {casebook.number():,} cases", taken, sizes)
        yield from (f"{what}: {times} times" for what, times in taken.errors.items())
        together, made = crowd(at, there)
        yield table(f"{_PEOPLE} people at once", together, {})
        lost = made - decisions(casebook)
        yield f"{sum(together.errors.values())} errors, {len(lost)} of {len(made)} decisions lost"
        yield from (f"{what}: {times} times" for what, times in together.errors.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=8_000, metavar="N")
    parser.add_argument("--postgresql", action="store_true", help="with the database on a server")
    asked, console = parser.parse_args(), Console()
    where = on_a_server(asked.reports) if asked.postgresql else nullcontext(KEPT / f"web-{asked.reports}")
    with suppress(KeyboardInterrupt), where as folder:
        for each in tables(asked.reports, folder):
            console.print(each, soft_wrap=True)


if __name__ == "__main__":
    main()
