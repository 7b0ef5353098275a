"""The whole flow on one page: what is received becomes captures, pages, stories, readings, cases and exports.

This is the only file that knows the order. Clock and streams come in as ``Surroundings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from vigil import checks
from vigil.analysis.analyse import analyse
from vigil.cases import build_cases
from vigil.cases.names import SAME_NAME, compare_names
from vigil.errors import CheckFailedError, NotFoundError, StoreError, VigilError
from vigil.exports import FORMATS
from vigil.exports.site import case_page
from vigil.ingest import Archive, Fetches, Limits, Received, Refusal, count, decode, receive, unpack
from vigil.ingest.fetch import Fetcher
from vigil.languages.spoken import days_until
from vigil.model.case import Case, Match, TimelineEntry
from vigil.model.contract import HitDocument, MatchDocument, UpcomingDocument
from vigil.model.document import entry_documents
from vigil.model.reading import Reading
from vigil.model.report import Issue, Page, Report
from vigil.model.when import When
from vigil.store import Hit, Store, open_store
from vigil.story import tell

__all__ = ["FORMATS", "Casebook", "case_page", "read", "read_sources"]


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the flow needs from outside: a clock, standard input, and who fetches addresses (nobody: none is fetched)."""

    now: Callable[[], datetime]
    stdin: BinaryIO | None = None
    fetcher: Fetches | None = None


def surroundings(now: Callable[[], datetime], *, stdin: BinaryIO, proxy: str | None) -> Surroundings:
    """Return surroundings in which addresses are fetched, through ``proxy`` where one is given.

    Raises FetchRefusedError where the proxy is not one.
    """
    return Surroundings(now, stdin, Fetcher(clock=now, proxy=proxy, limits=LIMITS))


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, and why."""

    name: str
    error: VigilError


@dataclass(frozen=True, slots=True)
class Told:
    """A report and what it says."""

    name: str
    report: Report
    reading: Reading


@dataclass(frozen=True, slots=True)
class Added:
    """A report in the casebook; ``new`` is false where the same bytes were there already."""

    name: str
    report: str
    new: bool
    issues: tuple[Issue, ...] = ()


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


def read(text: str, *, published: str | None = None) -> Reading:
    """Return what a report says, from its text (plain or HTML).

    Raises InputError where the text holds no story and DateError where ``published`` is not an EDTF date.
    """
    page = decode(Received.of("text", text.encode()), LIMITS)
    return _reading(tell(page, retrieved_on=None, published=None if published is None else When(published)))


def read_sources(sources: Sequence[str], *, published: When | None, around: Surroundings) -> Iterator[Told | Failed]:
    """Yield what each report in ``sources`` says, in order; what cannot be read is a Failed and the rest is read."""
    for source in sources:
        for received in _received(source, around):
            if isinstance(received, Refusal):
                yield Failed(received.name, received.error)
                continue
            for member in unpack(received, LIMITS):
                yield _told(member, published, around)


def _received(source: str, around: Surroundings) -> Iterator[Received | Refusal]:
    return receive(source, limits=LIMITS, stdin=around.stdin, fetcher=around.fetcher)


def _told(
    member: Received | Refusal, published: When | None, around: Surroundings, *, sift: bool = False
) -> Told | Failed:
    if isinstance(member, Refusal):
        return Failed(member.name, member.error)
    try:
        report = _report(decode(member, LIMITS), published, around)
    except VigilError as error:
        return Failed(member.name, error)
    return Told(member.name, report, _reading(report, sift=sift))


def _reading(report: Report, *, sift: bool = False) -> Reading:
    """Read a report; with ``sift`` only where it holds a word about the subject. What breaks an invariant is left out of the reading, with an Issue that says so; the report is kept."""
    found = analyse(report, sift=sift)
    try:
        checks.check_reading(report, found)
    except CheckFailedError:
        try:
            return checks.sound_part(report, found)
        except CheckFailedError as error:
            issue = Issue("error", "checks", "reading-not-sound", str(error))
            return Reading(report.id, found.analyser, issues=(issue,))
    return found


def _report(page: Page, published: When | None, around: Surroundings) -> Report:
    at = page.capture.retrieved_at
    retrieved = datetime.fromisoformat(at).date() if at else around.now().date()
    return tell(page, retrieved_on=retrieved, published=published)


def match_names(a: str, b: str) -> Match:
    """Return how far two names can be one person's, with reasons."""
    return compare_names(a, b)


def is_same(match: Match) -> bool:
    """Return whether a match reaches the shipped threshold."""
    return match.score >= SAME_NAME


class Casebook:
    """A folder that holds captures, stories, readings and decisions, and the case files that follow from them."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the casebook in ``folder``. Raises StoreError where there is none, or it cannot be opened."""
        self.folder = folder
        self._store: Store = open_store(folder, create=create)
        self._archive = Archive(folder)

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
        total = sum(count(source) for source in sources)
        done = 0
        for source in sources:
            for received in _received(source, around):
                done += 1
                for outcome in self._add(received, published, around):
                    yield Step(outcome, done, total)

    def _add(
        self, received: Received | Refusal, published: When | None, around: Surroundings
    ) -> Iterator[Failed | Added]:
        if isinstance(received, Refusal):
            yield Failed(received.name, received.error)
            return
        self._keep(received)
        for member in unpack(received, LIMITS):
            if isinstance(member, Refusal):
                yield Failed(member.name, member.error)
                continue
            yield self._add_member(member, published, around)

    def _keep(self, received: Received) -> None:
        self._archive.keep(received.body)
        if received.warc is not None:
            self._archive.keep_warc(received.warc)

    def _add_member(self, member: Received, published: When | None, around: Surroundings) -> Failed | Added:
        self._keep(member)
        known = self._store.report_of(member.capture.sha256)
        if known is not None:
            return Added(member.name, known, new=False)
        told = _told(member, published, around, sift=True)
        if isinstance(told, Failed):
            return told
        at = around.now().isoformat(timespec="seconds")
        new = self._store.add(told.report, told.reading, at=at)
        return Added(member.name, told.report.id, new=new, issues=told.report.issues + told.reading.issues)

    def cases(self) -> tuple[Case, ...]:
        """Return every sound case file, built from all readings and decisions and checked against the stories."""
        return self.built()[0]

    def built(self) -> tuple[tuple[Case, ...], tuple[CheckFailedError, ...]]:
        """Return every sound case file, and what is wrong with those that break an invariant: these are not shown."""
        items = list(self._store.readings())
        reports = {report.id: report for report, _ in items}
        sound: list[Case] = []
        faults: list[CheckFailedError] = []
        for case in build_cases(items, self._store.decisions()):
            try:
                checks.check_case(case, reports)
            except CheckFailedError as error:
                faults.append(error)
            else:
                sound.append(case)
        return tuple(sound), tuple(faults)

    def chosen(self, wanted: Sequence[str]) -> tuple[Case, ...]:
        """Return the cases that ids or names mean, each once. Raises NotFoundError where one means none."""
        built = self.cases()
        found: dict[str, Case] = {}
        for word in wanted:
            hits = [c for c in built if word in c.anchors] or [c for c in built if _names(c, word)]
            if not hits:
                raise NotFoundError(f"no case has the id or name {word!r}; see the list with: vigil cases")
            found |= {c.id: c for c in hits}
        return tuple(found.values())

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return the reports that hold the words, names in any spelling, best first."""
        return tuple(self._store.search(words, limit=limit))

    def upcoming(self, today: date) -> tuple[Upcoming, ...]:
        """Return the hearings and deadlines that may lie on ``today`` or later, soonest first."""
        ahead = [
            Upcoming(case, entry, days)
            for case in self.cases()
            for entry in case.timeline
            if entry.status == "scheduled" and entry.date is not None and entry.date.end is not None
            if entry.date.end > today and (days := days_until(entry.date, today)) is not None
        ]
        return tuple(sorted(ahead, key=lambda u: (u.days, u.case.id)))

    def verify(self) -> Iterator[Issue]:
        """Yield every fault: a changed capture, a quote that no longer stands in its story, an altered decision."""
        yield from self._archive.verify()
        yield from self._store.verify(self._archive.has)

    def counts(self) -> dict[str, int]:
        """Return how many captures, reports, quotes and decisions the casebook holds."""
        return self._store.counts()


def _names(case: Case, name: str) -> bool:
    """Whether somebody at risk in the case is called by the name, in any spelling."""
    forms = (form for person in case.people_at_risk for form in person.names)
    return any(is_same(compare_names(form, name)) for form in forms)


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


def match_document(found: Match) -> MatchDocument:
    """Return the comparison of two names as the contract has it."""
    return MatchDocument(round(found.score, 4), is_same(found), found.reasons)


def write_export(cases: Sequence[Case], form: str, folder: Path) -> Iterator[Path]:
    """Write the cases in a form of ``FORMATS`` below ``folder`` and yield each file. Raises StoreError."""
    for name, content in FORMATS[form](cases).items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be written ({error.strerror}); choose another folder with --out"
            ) from error
        yield path
