"""A casebook: reports go in, and case files come out, with what is shown beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from vigil import upkeep
from vigil.casebook_people import CasebookPeople
from vigil.cases import build_cases
from vigil.cases.alike import alike
from vigil.cases.changes import changes
from vigil.cases.lines import line_of, sides_of
from vigil.cases.names import compare_names
from vigil.cases.silence import news_of, silence
from vigil.errors import CheckFailedError, NotFoundError, StoreError
from vigil.exports import FORMATS
from vigil.ingest import Archive, Received, Refusal, count
from vigil.intake import Added, Adding, Backups, Imports
from vigil.languages.spoken import days_until
from vigil.model.beside import Alike, Beside, Changes
from vigil.model.case import Case, CaseLine, TimelineEntry
from vigil.model.case_document import entry_documents
from vigil.model.codec import decode
from vigil.model.contract import HitDocument, UpcomingDocument
from vigil.model.report import Issue
from vigil.model.when import When
from vigil.reviewing import Review
from vigil.run import Failed, Surroundings, is_same, received_from
from vigil.store import Days, Filed, Finding, Hit, Look, Shelf, Store, TeamStore, open_store

FEW = 50
"""For so many cases shown at once others that are alike are looked for: each is held against all with its host or origin."""


@dataclass(frozen=True, slots=True)
class Step:
    """One outcome while adding, with how many of how many named sources are done; ``total`` is None while unknown."""

    outcome: Failed | Added
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A date ahead: the case, the entry of its timeline, and the days until its first possible day."""

    case: Case
    entry: TimelineEntry
    days: int


@dataclass(frozen=True, slots=True)
class Since:
    """From which day on a report is new: counted by its publication (where unknown, by its adding), or by its adding."""

    day: date
    by: Literal["published", "added"] = "published"


class Casebook(CasebookPeople):
    """A folder that holds captures, stories, readings and decisions, and the case files that follow from them."""

    def __init__(self, folder: Path, *, create: bool = False, watch: Callable[[int, int], None] | None = None) -> None:
        """Open the casebook in ``folder``. Raises StoreError where there is none, or it cannot be opened.

        ``watch`` is told (reports done, reports in all) while case files are made anew, as after an update of Vigil.
        """
        self.folder = folder
        self._watch = watch
        self._store: Store = open_store(folder, create=create)
        self._archive = Archive(folder)
        self._adding = Adding(self._store, self._archive)
        self.imports = Imports(self._store, self._archive, folder)
        self.backups = Backups(self._store, folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def add(self, sources: Sequence[str], *, published: When | None, around: Surroundings) -> Iterator[Step]:
        """Read ``sources`` into the casebook, one transaction a report, and yield a step for each report or failure.

        Bytes are kept before anything is done with them. Raises StoreError where the casebook cannot be written.
        """
        self.bring_up_to_date()
        total = sum(count(source) for source in sources)
        done = 0
        for source in sources:
            for received in received_from(source, around):
                done += 1
                for outcome in self._add(received, published, around):
                    yield Step(outcome, done, total)

    def _add(
        self, received: Received | Refusal, published: When | None, around: Surroundings
    ) -> Iterator[Failed | Added]:
        if isinstance(received, Refusal):
            yield Failed(received.name, received.error)
            return
        for _, outcome in self._adding.parts(received, published, around):
            yield outcome

    def bring_up_to_date(self) -> None:
        """Make the case files anew where they are not as reports, decisions and this version of Vigil have them."""
        for done, total in upkeep.bring_up_to_date(self._store):
            if self._watch is not None:
                self._watch(done, total)

    def cases(self) -> tuple[Case, ...]:
        """Return every sound case file: made from all readings and decisions, and checked against the stories."""
        return self.built()[0]

    def built(self) -> tuple[tuple[Case, ...], tuple[CheckFailedError, ...]]:
        """Return every sound case file, and what is wrong with those that break an invariant: these are not shown."""
        every = tuple(self.filed())
        faults = tuple(found for found in every if isinstance(found, CheckFailedError))
        return tuple(found for found in every if isinstance(found, Case)), faults

    def filed(self) -> Iterator[Case | CheckFailedError]:
        """Yield what ``built`` returns one by one, by id, whatever the casebook's size."""
        self.bring_up_to_date()
        with self._store.filed() as filed:
            yield from map(_case_of, filed.cases())

    @contextmanager
    def shelf(self, *, writing: bool = False) -> Iterator[Shelf]:
        """Open a transaction with the case files as they are now, their list, and what people write beside them."""
        self.bring_up_to_date()
        with self._store.shelf(writing=writing) as shelf:
            yield shelf

    def listed(self) -> Iterator[CaseLine | CheckFailedError]:
        """Yield every case as a list shows it, by id, and what is wrong with those that are not shown."""
        self.bring_up_to_date()
        with self._store.filed() as filed:
            for found in filed.lines():
                yield _fault_of(found) or decode(CaseLine, found.line or "")

    def chosen(self, wanted: Sequence[str]) -> tuple[Case, ...]:
        """Return the cases that ids or names mean, each once. Raises NotFoundError where one means none."""
        self.bring_up_to_date()
        found: dict[str, Case] = {}
        with self._store.filed() as filed:
            for word in wanted:
                hits = filed.by_anchor(word) or [f for f in filed.by_name(upkeep.lookup_keys(word)) if _names(f, word)]
                sound = [case for case in map(_case_of, hits) if isinstance(case, Case)]
                if not sound:
                    raise NotFoundError(f"no case has the id or name {word!r}; see the list with: vigil cases")
                found |= {case.id: case for case in sound}
        return tuple(found.values())

    def number(self) -> int:
        """Return how many cases there are."""
        self.bring_up_to_date()
        with self._store.filed() as filed:
            return filed.number()

    def beside(self, case: Case, today: date, *, since: Since | None = None, likened: bool = True) -> Beside:
        """Return what is shown beside a case on the day ``today``.

        That is its silence, with ``likened`` earlier cases that are alike, and, where ``since`` is given, what changed.
        """
        quiet = silence(news_of(case), today, case.timeline)
        return Beside(quiet, self._alike(case) if likened else (), self._changes(case, since) if since else None)

    def _alike(self, case: Case) -> tuple[Alike, ...]:
        mine = line_of(case)
        with self._store.filed() as filed:
            sound = (line for line in filed.beside(sides_of(mine)) if line.fault is None)
            others = (decode(CaseLine, line.line or "") for line in sound)
            return alike(mine, others, lambda other: decode(Case, filed.by_id([other])[0].case or ""))

    def _changes(self, case: Case, since: Since) -> Changes:
        """Build the case anew from its reports from before the day, and compare."""
        mine = {source.report: source.published for source in case.sources}
        added = self._store.added(mine)
        first = since.day.isoformat()

        def is_old(report: str) -> bool:
            published = mine[report]
            if since.by == "added" or published is None or published.start is None:
                return added[report] < first
            return published.start.isoformat() < first

        earlier = build_cases(*self._store.decided_readings_of([report for report in mine if is_old(report)]))
        anchors = set(case.anchors)
        before = max(earlier, key=lambda c: (len(anchors & set(c.anchors)), c.id), default=None)
        if before is not None and not anchors & set(before.anchors):
            before = None
        return changes(before, case, since.day, by=since.by)

    @contextmanager
    def days(self) -> Iterator[Days]:
        """Look at what happens when and where in cases, and at what is still to be looked at, whatever the casebook's size."""
        self.bring_up_to_date()
        with self._store.days() as days:
            yield days

    def look(self, case_id: str, look: Look) -> None:
        """Keep that somebody looked at a disagreement, or took that back. Raises NotFoundError where the case has none such."""
        self.bring_up_to_date()
        with self._store.work() as work:
            if not work.look(case_id, look):
                raise NotFoundError("the case has no such disagreement any longer; open the page again")

    @property
    def review(self) -> Review:
        """The reports of the casebook one by one, and what people decide about each."""
        return Review(self._store, self._archive)

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return the reports that hold the words, names in any spelling, best first."""
        return tuple(self._store.search(words, limit=limit))

    @contextmanager
    def finding(self) -> Iterator[Finding]:
        """Look things up in stories, statements, events and names of people, as they are now."""
        self.bring_up_to_date()
        with self._store.finding() as found:
            yield found

    def upcoming(self, today: date) -> tuple[Upcoming, ...]:
        """Return the hearings and deadlines that may lie on ``today`` or later, soonest first."""
        self.bring_up_to_date()
        with self._store.filed() as filed:
            cases = [case for case in map(_case_of, filed.ahead(today.isoformat())) if isinstance(case, Case)]
        ahead = [
            Upcoming(case, entry, days)
            for case in cases
            for entry in case.timeline
            if entry.status == "scheduled" and entry.date is not None and entry.date.end is not None
            if entry.date.end > today and (days := days_until(entry.date, today)) is not None
        ]
        return tuple(sorted(ahead, key=lambda u: (u.days, u.case.id)))

    def verify(self) -> Iterator[Issue]:
        """Yield every fault: a changed capture, a quote that no longer stands in its story, an altered decision."""
        yield from self._archive.verify()
        yield from self._store.verify(self._archive.has)
        yield from self.decision_faults()
        self.bring_up_to_date()
        for case in upkeep.differing(self._store):
            message = f"the case file {case} was not what its reports say; it is made anew at the next look"
            yield Issue("error", "cases", "case-differs", message)

    def team(self) -> TeamStore:
        """Return what is kept of accounts, access and who did what."""
        return self._store.team()

    def counts(self) -> dict[str, int]:
        """Return how many captures, reports, quotes and decisions the casebook holds."""
        return self._store.counts()


def _case_of(filed: Filed) -> Case | CheckFailedError:
    return _fault_of(filed) or decode(Case, filed.case or "")


def _fault_of(filed: Filed) -> CheckFailedError | None:
    return None if filed.fault is None else CheckFailedError(filed.fault)


def _names(filed: Filed, name: str) -> bool:
    """Whether somebody at risk in the case is called by the name, in any spelling."""
    return any(is_same(compare_names(form, name)) for form in decode(CaseLine, filed.line or "").called)


def hit_document(hit: Hit) -> HitDocument:
    """Return a search result as the contract has it."""
    marks = tuple((m.start, m.end) for m in hit.marks)
    published = None if hit.published is None else str(hit.published)
    place = ((hit.span.start, hit.span.end),)
    return HitDocument(hit.report, hit.title, hit.publisher, published, hit.score, hit.snippet, place, marks)


def upcoming_document(ahead: Upcoming) -> UpcomingDocument:
    """Return a date ahead as the contract has it."""
    people = tuple(p.name for p in ahead.case.people_at_risk)
    return UpcomingDocument(ahead.case.id, people, ahead.days, entry_documents((ahead.entry,))[0])


def write_export(cases: Sequence[Case], beside: Mapping[str, Beside], form: str, folder: Path) -> Iterator[Path]:
    """Write the cases in a form of ``FORMATS`` below ``folder`` and yield each file. Raises StoreError."""
    for name, content in FORMATS[form](cases, beside).items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be written ({error.strerror}); choose another folder with --out"
            ) from error
        yield path
