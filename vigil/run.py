"""How a report is read, on one page: what is received becomes captures, pages, stories and readings.

This is the only file that knows the order. Clock and streams come in as ``Surroundings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from vigil import checks
from vigil.analysis.analyse import analyse
from vigil.cases.names import SAME_NAME, compare_names
from vigil.errors import CheckFailedError, VigilError
from vigil.ingest import Fetches, Limits, Received, Refusal, decode, receive, unpack
from vigil.ingest.fetch import Fetcher
from vigil.model.case import Match
from vigil.model.contract import MatchDocument
from vigil.model.reading import Reading
from vigil.model.report import Issue, Page, Report
from vigil.model.when import When
from vigil.story import tell

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the flow needs from outside: a clock, standard input, and who fetches addresses (nobody: none is fetched).

    ``proxy`` is what the fetcher goes through, as it is shown to people.
    """

    now: Callable[[], datetime]
    stdin: BinaryIO | None = None
    fetcher: Fetches | None = None
    proxy: str | None = None

    def through(self, proxy: str | None) -> Surroundings:
        """Return the same with a fetcher that goes through ``proxy``; None leaves everything as it is.

        Raises FetchRefusedError where the proxy is not one.
        """
        if proxy is None or self.fetcher is None:
            return self
        return replace(self, fetcher=Fetcher(clock=self.now, proxy=proxy, limits=LIMITS), proxy=proxy)


def surroundings(now: Callable[[], datetime], *, stdin: BinaryIO, proxy: str | None) -> Surroundings:
    """Return surroundings in which addresses are fetched, through ``proxy`` where one is given.

    Raises FetchRefusedError where the proxy is not one.
    """
    return Surroundings(now, stdin, Fetcher(clock=now, proxy=proxy, limits=LIMITS), proxy)


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


def read(text: str, *, published: str | None = None) -> Reading:
    """Return what a report says, from its text (plain or HTML).

    Raises InputError where the text holds no story and DateError where ``published`` is not an EDTF date.
    """
    page = decode(Received.of("text", text.encode()), LIMITS)
    return _reading(tell(page, retrieved_on=None, published=None if published is None else When(published)))


def read_sources(sources: Sequence[str], *, published: When | None, around: Surroundings) -> Iterator[Told | Failed]:
    """Yield what each report in ``sources`` says, in order; what cannot be read is a Failed and the rest is read."""
    for source in sources:
        for received in received_from(source, around):
            if isinstance(received, Refusal):
                yield Failed(received.name, received.error)
                continue
            for member in unpack(received, LIMITS):
                yield told_by(member, published, around)


def received_from(source: str, around: Surroundings) -> Iterator[Received | Refusal]:
    """Yield what a source holds, or why it could not be had."""
    return receive(source, limits=LIMITS, stdin=around.stdin, fetcher=around.fetcher)


def told_by(
    member: Received | Refusal, published: When | None, around: Surroundings, *, sift: bool = False
) -> Told | Failed:
    """Return a report with its reading, or why there is none; with ``sift`` only what may be about the subject is read."""
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


def match_document(found: Match) -> MatchDocument:
    """Return the comparison of two names as the contract has it."""
    return MatchDocument(round(found.score, 4), is_same(found), found.reasons)
