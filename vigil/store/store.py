"""A casebook's database as one value: what can be put in, taken out, searched and checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, literal, select

from vigil.model.case import Decision
from vigil.model.reading import Reading
from vigil.model.report import Issue, Report
from vigil.store import audit, case_tables, contents, rulings, schema, search, view, writer
from vigil.store.contents import Look, NewTurn
from vigil.store.days import Days
from vigil.store.faults import in_plain_words
from vigil.store.feeds import Feeds, Settings
from vigil.store.filed import CaseFiles
from vigil.store.finding import Finding
from vigil.store.index import READ, PeopleIndex
from vigil.store.intake import Intake
from vigil.store.items import Items
from vigil.store.kept import KeptPeople
from vigil.store.opening import copy_database, looking, open_database, writing
from vigil.store.reviews import Reviews
from vigil.store.shelf import Shelf
from vigil.store.stamp import Stamp
from vigil.store.team import TeamStore

Read = tuple[tuple[Report, Reading], ...]

RULES = "case_rules"
"""The row of ``meta`` that says by which rules the case files were made."""

_TURNING = "turning"
"""The row that says when the last decision was made that case files follow later."""


def open_store(folder: Path, *, create: bool) -> Store:
    """Open the casebook in ``folder``, bringing an older one up to date; ``create`` makes what is missing.

    Raises StoreError, with nothing changed, where there is none or it cannot be read and written, and
    NewerCasebookError where a newer Vigil wrote it.
    """
    return Store(open_database(folder, create=create), folder)


class Sent:
    """What is sent to the casebook, and how it is set up, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.intake = Intake(connection)
        self.feeds = Feeds(connection)
        self.settings = Settings(connection)


class Work:
    """What is done within one transaction: reports go in, and what follows from them is made anew."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection
        self.index = PeopleIndex(connection)
        self.files = CaseFiles(connection)
        self.people = KeptPeople(connection)
        self.sent = Sent(connection)
        self.items = Items(connection)
        self.reviews = Reviews(connection)

    def add(self, report: Report, reading: Reading, *, at: str) -> bool:
        """Add a report and its reading, and put it down as pending. False where the same bytes are there already."""
        new = writer.add(self._at, report, reading, at)
        if new:
            self.index.mark([report.id], READ)
        return new

    def readings_of(self, reports: Collection[str]) -> tuple[tuple[Report, Reading], ...]:
        """Return reports with the readings that count."""
        return tuple(view.readings_of(self._at, reports))

    def readings_with(self, subjects: Collection[str]) -> tuple[tuple[Report, Reading], ...]:
        """Return the reports of which the subjects of decisions name something, with the readings that count."""
        return self.readings_of(rulings.reports_with(self._at, subjects))

    def decisions_about(self, reports: Collection[str]) -> dict[int, Decision]:
        """Return the decisions that name something of the reports, and what they are understood with, by number, in order."""
        return rulings.about(self._at, rulings.captures_of(self._at, reports))

    def decisions_with(self, *numbers: int) -> dict[int, Decision]:
        """Return the decisions of these numbers and those with which they are understood, by number, in order."""
        return rulings.about(self._at, rulings.captures_named(self._at, set(numbers)))

    def last_of_two(self, before: int | None, limit: int) -> list[int]:
        """Return the numbers of so many decisions about who is who, or that took one back, the last first."""
        return rulings.last_of_two(self._at, before, limit)

    def reports_named(self, decisions: Collection[int]) -> set[str]:
        """Return the reports of which decisions (numbers) name something."""
        return rulings.reports_named(self._at, decisions)

    def decisions(self) -> dict[int, Decision]:
        """Return every decision by number, in order."""
        return view.decisions(self._at)

    def concern(self, reports: Collection[str]) -> None:
        """Put down as pending all with whose people decisions about people of the reports hang together."""
        rulings.concern(self._at, rulings.captures_of(self._at, reports))

    def decide(self, decision: Decision) -> int:
        """Append a decision, put down as pending what it may concern, and return its number. None is ever changed or removed."""
        number = self.log(decision)
        rulings.note(self._at, decision)
        return number

    def log(self, decision: Decision) -> int:
        """Append a decision and return its number. Who calls this knows what follows from it, and puts that down."""
        number = writer.decide(self._at, decision)
        rulings.remember(self._at, number, decision)
        self.reviews.note(decision)
        return number

    def turning(self) -> str | None:
        """Return when somebody decided what case files are still to follow; None where nobody did."""
        return self._at.scalar(select(schema.meta.c.value).where(schema.meta.c.key == _TURNING))

    def set_turning(self, at: str | None) -> None:
        """Say when somebody decided what case files are to follow later, or that they do now."""
        self._at.execute(delete(schema.meta).where(schema.meta.c.key == _TURNING))
        if at is not None:
            self._at.execute(insert(schema.meta).values(key=_TURNING, value=at))

    def turned(self, turns: Sequence[NewTurn]) -> None:
        """Keep what happened to cases."""
        contents.turned(self._at, turns)

    def look(self, case_id: str, look: Look) -> bool:
        """Keep that somebody looked at a disagreement of a case; False, with nothing kept, where it has none of that mark."""
        return contents.look(self._at, case_id, look)

    def start_anew(self, rules: str) -> None:
        """Take every case file and the index of people away, and put every report down as pending, for ``rules``."""
        for table in case_tables.DERIVED:
            self._at.execute(delete(table))
        self.items.forget_words()
        self.set_turning(None)
        every = select(schema.reports.c.id, literal(READ))
        self._at.execute(insert(schema.pending).from_select(["report_id", "stage"], every))
        self._at.execute(delete(schema.meta).where(schema.meta.c.key == RULES))
        self._at.execute(insert(schema.meta).values(key=RULES, value=rules))


class Store:
    """An open casebook. Every method raises StoreError where disk, permissions or another program stand in the way.

    What changes something does so whole or not at all, and is on the disk when the method returns.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._stamp = Stamp(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the casebook is one plain file again when the last program closes it."""
        self._stamp.close()
        self._engine.dispose()

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with in_plain_words(self._path), looking(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with in_plain_words(self._path), writing(self._engine) as connection:
            yield connection

    def team(self) -> TeamStore:
        """Return what is kept of accounts, access and who did what."""
        return TeamStore(self._looking, self._writing, self._stamp.now)

    def add(self, report: Report, reading: Reading, *, at: str) -> bool:
        """Add a report and its reading at the time ``at`` (RFC 3339). False where the same bytes are there already."""
        with self.work() as work:
            return work.add(report, reading, at=at)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Open a transaction in which reports are added and case files made: all of it is kept, or nothing."""
        with self._writing() as connection:
            yield Work(connection)

    @contextmanager
    def look(self) -> Iterator[Work]:
        """Open a transaction in which nothing is written, and that sees the casebook as it is now."""
        with self._looking() as connection:
            yield Work(connection)

    def replace_reading(self, reading: Reading, *, at: str) -> bool:
        """Make ``reading`` the one that counts; earlier ones and all decisions stay. False where it says the same.

        Raises NotFoundError where its report is not in the casebook.
        """
        with self._writing() as connection:
            changed = writer.replace_reading(connection, reading, at)
            if changed:
                PeopleIndex(connection).mark([reading.report_id], READ)
            return changed

    def decide(self, decision: Decision) -> None:
        """Append a decision. None is ever changed or removed."""
        with self.work() as work:
            work.decide(decision)

    def report_of(self, sha256: str) -> str | None:
        """Return the id of the report that the capture of that SHA-256 made, None where there is none."""
        with self._looking() as connection:
            return writer.report_of(connection, sha256)

    def report(self, report_id: str) -> Report:
        """Return one report. Raises NotFoundError where there is none of that id."""
        with self._looking() as connection:
            return view.report(connection, report_id)

    def reports(self) -> Iterator[Report]:
        """Yield every report in the order of ids, as the casebook was at the first."""
        with self._looking() as connection:
            yield from view.reports(connection)

    def readings(self) -> Iterator[tuple[Report, Reading]]:
        """Yield every report with the reading that counts, in the order of ids, as the casebook was at the first."""
        with self._looking() as connection:
            yield from view.readings(connection)

    def added(self, reports: Collection[str]) -> dict[str, str]:
        """Return when reports were added (RFC 3339), by id."""
        with self._looking() as connection:
            return view.added(connection, reports)

    def decided_readings_of(self, reports: Collection[str]) -> tuple[Read, tuple[Decision, ...]]:
        """Return reports with the readings that count, and the decisions that concern them, oldest first."""
        with self._looking() as connection:
            items = tuple(view.readings_of(connection, reports))
            return items, tuple(rulings.about(connection, rulings.captures_of(connection, reports)).values())

    def history(self, report_id: str) -> tuple[view.PastReading, ...]:
        """Return every reading of a report, oldest first. Raises NotFoundError where there is none of that id."""
        with self._looking() as connection:
            return view.history(connection, report_id)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision, oldest first."""
        with self._looking() as connection:
            return tuple(view.decisions(connection).values())

    def counts(self) -> dict[str, int]:
        """Return how many captures, reports, quotes and decisions there are."""
        with self._looking() as connection:
            return view.counts(connection)

    @contextmanager
    def filed(self) -> Iterator[CaseFiles]:
        """Look at the case files that are kept, as they are now."""
        with self._looking() as connection:
            yield CaseFiles(connection)

    @contextmanager
    def sent(self) -> Iterator[Sent]:
        """Look at imports, feeds and settings, as they are now."""
        with self._looking() as connection:
            yield Sent(connection)

    def copy_to(self, path: Path) -> None:
        """Write the whole database, as it is at one moment, into a new file. Others may write meanwhile."""
        with in_plain_words(path):
            copy_database(self._engine, path)

    @contextmanager
    def shelf(self, *, writing: bool = False) -> Iterator[Shelf]:
        """Open a transaction with the case files, their list, and what people write beside them."""
        with self._writing() if writing else self._looking() as connection:
            yield Shelf(connection)

    @contextmanager
    def days(self) -> Iterator[Days]:
        """Look at what happens when and where in cases, and what is still to be looked at, as it is now."""
        with self._looking() as connection:
            yield Days(connection)

    @contextmanager
    def reviews(self) -> Iterator[Reviews]:
        """Look at reports and what was decided about them, as they are now."""
        with self._looking() as connection:
            yield Reviews(connection)

    def waiting(self) -> int:
        """Return how many reports are not yet in the case files as they are."""
        with self._looking() as connection:
            return PeopleIndex(connection).waiting()

    def made_by(self) -> str | None:
        """Return by which rules the case files were made."""
        with self._looking() as connection:
            return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == RULES))

    def start_anew(self, rules: str) -> None:
        """Take every case file and the index of people away, and put every report down as pending, for ``rules``."""
        with self._writing() as connection:
            work = Work(connection)
            work.start_anew(rules)

    def search(self, words: str, *, limit: int = 20) -> tuple[search.Hit, ...]:
        """Return the reports that hold all of ``words``, names in any spelling, best first.

        Any text will do as ``words``; words in double quotes stand together. Of more than 2,000 reports that hold them
        all, the newest 2,000 are ranked. After an update that changed how names are spelled, the first search makes the
        index anew, which takes about a minute for 100,000 reports.
        """
        self._index_words()
        with self._looking() as connection:
            return search.search(connection, words, limit=limit)

    def _index_words(self) -> None:
        with self._looking() as connection:
            current = search.is_current(connection)
        if not current:
            with self._writing() as connection:
                search.rebuild(connection)

    @contextmanager
    def finding(self) -> Iterator[Finding]:
        """Look things up in stories, statements, events and names, as they are now."""
        self._index_words()
        with self._looking() as connection:
            yield Finding(connection)

    def verify(self, is_kept: Callable[[str], bool]) -> Iterator[Issue]:
        """Yield every fault of the database; ``is_kept`` tells whether the capture of a SHA-256 is in the archive."""
        with self._looking() as connection:
            yield from audit.verify(connection, is_kept)
