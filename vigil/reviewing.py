"""Reports one by one as people review them: what was read, what was decided, and how a decision gets in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from vigil import checks, upkeep
from vigil.cases.review import DecidedReport, Reviewed, decided_report, with_added
from vigil.errors import CheckFailedError, DecisionError
from vigil.ingest import Archive, Received, decode
from vigil.model.case import Decision
from vigil.model.decided import holding
from vigil.model.reading import Reading
from vigil.model.report import Page, Report
from vigil.run import LIMITS
from vigil.store import READ, Numbered, ReportRow, Reviews, Store, is_about_report


@dataclass(frozen=True)
class Told:
    """A report, what was read in it, and every decision that names something of it, oldest first."""

    read: Report
    reading: Reading
    log: tuple[Numbered, ...]

    @cached_property
    def held(self) -> dict[int, Decision]:
        """The decisions that hold, by number."""
        return holding({each.number: each.decision for each in self.log})

    @cached_property
    def made(self) -> DecidedReport:
        """The report as decisions make it, and what is wrong with these."""
        return decided_report(self.read, self.reading, self.held)

    @cached_property
    def known(self) -> Reading:
        """The reading with everybody who was added."""
        return with_added(self.read, self.reading, self.held)

    @property
    def report(self) -> Report:
        """The report as it was corrected."""
        return self.made.report

    @property
    def decided(self) -> Reading:
        """The reading as case files have it."""
        return self.made.reading

    @property
    def items(self) -> tuple[Reviewed, ...]:
        """Every item as decisions make it."""
        return self.made.items

    def last(self, subjects: Collection[str]) -> Numbered | None:
        """Return the newest decision on any of the subjects, one that was taken back among them."""
        return next((each for each in reversed(self.log) if each.decision.subject in subjects), None)


class Review:
    """The reports of a casebook, and the decisions about each."""

    def __init__(self, store: Store, archive: Archive) -> None:
        self._store, self._archive = store, archive

    def told(self, report_id: str) -> Told:
        """Return one report with what was read and decided. Raises NotFoundError where there is none of that id."""
        with self._store.reviews() as at:
            return _told(at, report_id)

    def listed(self, *, before: int | None, reviewed: bool | None, limit: int) -> tuple[ReportRow, ...]:
        """Return reports, the newest first: those numbered below ``before``, and reviewed or not where that is asked for."""
        with self._store.reviews() as at:
            return at.listed(before=before, reviewed=reviewed, limit=limit)

    def number_unreviewed(self, hidden: Collection[str]) -> int:
        """Return how many reports nobody has confirmed as a whole; those of the ids ``hidden`` are not counted."""
        with self._store.reviews() as at:
            return at.number_unreviewed(hidden)

    def corrections(self, captures: Collection[str]) -> dict[int, Decision]:
        """Return the decisions that hold about the reports of captures as a whole, by number, in order."""
        with self._store.reviews() as at:
            return holding(at.about_reports(captures))

    def decide(self, report_id: str, choose: Callable[[Told], Sequence[Decision]]) -> None:
        """Keep the decisions that ``choose`` makes of a report as it is now: all in one transaction, or none.

        Case files follow at the next look at them, so that a review need not wait; what changes nothing in them, as to confirm
        what was read, leaves them alone: of that only who reviewed a case follows. Raises NotFoundError, whatever ``choose``
        raises, and DecisionError where a decision does not fit.
        """
        with self._store.work() as work:
            told = _told(work.reviews, report_id)
            decisions = choose(told)
            made = [work.log(decision) for decision in decisions]
            after = _told(work.reviews, report_id)
            _check(after, made)
            if _says_otherwise(told, after):
                work.index.mark([report_id], READ)
                work.set_turning(decisions[-1].at)
            if any(is_about_report(decision) for decision in decisions):
                upkeep.note_reviewed(work, report_id)

    def captured(self, report: Report) -> Page:
        """Return the page of a report as it was captured, decoded to text.

        Raises StoreError where it is no longer what was received, and NotFoundError where it is not kept.
        """
        body = self._archive.read(report.capture.sha256)
        received = Received(report.id, report.capture, body)
        return decode(received, LIMITS)


def _told(at: Reviews, report_id: str) -> Told:
    report, reading = at.told(report_id)
    return Told(report, reading, at.decisions(report.capture.sha256))


def _says_otherwise(before: Told, after: Told) -> bool:
    """Whether case files may say something else now: the report does, or another decision about two people holds."""
    held = {**before.held, **after.held}
    changed = (held[number].kind for number in before.held.keys() ^ after.held.keys())
    return any(kind in ("same", "apart") for kind in changed) or (before.report, before.decided) != (
        after.report,
        after.decided,
    )


def _check(told: Told, made: Collection[int]) -> None:
    """Raise DecisionError where one of the decisions ``made`` (numbers) does not fit, or the report does no longer."""
    for number in made:
        if number in told.made.faults:
            raise DecisionError(f"it does not fit what it is about: {told.made.faults[number]}")
    try:
        checks.check_reading(told.report, told.decided)
    except CheckFailedError as error:
        raise DecisionError(f"this does not fit together: {error}") from error
