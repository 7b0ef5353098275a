"""From something received to reports in the casebook, one transaction a report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from vigil import upkeep
from vigil.ingest import Archive, Received, Refusal, unpack
from vigil.model.report import Issue
from vigil.model.when import When
from vigil.run import LIMITS, Failed, Surroundings, told_by
from vigil.store import Store, Work


@dataclass(frozen=True, slots=True)
class Added:
    """A report in the casebook; ``new`` is false where the same bytes were there already."""

    name: str
    report: str
    new: bool
    issues: tuple[Issue, ...] = ()


Note = Callable[[Work, int, Added], None]
"""Writes down which part of what was received became which report, in the transaction that adds the report."""


class Adding:
    """Adds to a casebook what is received. Bytes are kept before anything is done with them."""

    def __init__(self, store: Store, archive: Archive) -> None:
        self._store = store
        self._archive = archive

    def parts(
        self,
        received: Received,
        published: When | None,
        around: Surroundings,
        *,
        skip: Collection[int] = (),
        note: Note | None = None,
    ) -> Iterator[tuple[int, Failed | Added]]:
        """Add every report that ``received`` holds and yield what became of each, with its place there.

        Places in ``skip`` are passed over. Raises StoreError where the casebook cannot be written.
        """
        self._keep(received)
        for part, member in enumerate(unpack(received, LIMITS)):
            if part in skip:
                continue
            if isinstance(member, Refusal):
                yield part, Failed(member.name, member.error)
            else:
                yield part, self._add(member, part, published, around, note)

    def _keep(self, received: Received) -> None:
        self._archive.keep(received.body)
        if received.warc is not None:
            self._archive.keep_warc(received.warc)

    def _add(
        self, member: Received, part: int, published: When | None, around: Surroundings, note: Note | None
    ) -> Failed | Added:
        self._keep(member)
        known = self._store.report_of(member.capture.sha256)
        if known is not None:
            there = Added(member.name, known, new=False)
            if note is not None:
                with self._store.work() as work:
                    note(work, part, there)
            return there
        told = told_by(member, published, around, sift=True)
        if isinstance(told, Failed):
            return told
        issues = told.report.issues + told.reading.issues
        with self._store.work() as work:
            at = around.now().isoformat(timespec="seconds")
            new = work.add(told.report, told.reading, at=at)
            upkeep.settle(work, at=at)
            added = Added(member.name, told.report.id, new=new, issues=issues)
            if note is not None:
                note(work, part, added)
        return added
