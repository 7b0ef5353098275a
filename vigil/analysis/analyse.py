"""The order in which a story is read: marks, dates, people, speech, events, demands, figures, parts."""

from __future__ import annotations

from vigil.analysis.confidence import with_confidence
from vigil.analysis.dates import find_dates
from vigil.analysis.demands import find_demands
from vigil.analysis.encoder import Proposer
from vigil.analysis.events import find_events
from vigil.analysis.figures import find_figures
from vigil.analysis.learned import proposer_for
from vigil.analysis.parts import assign_parts, ruled_parts
from vigil.analysis.people import find_cast
from vigil.analysis.segment import segment
from vigil.analysis.speech import find_statements
from vigil.analysis.subject import may_concern
from vigil.languages import Language, language
from vigil.model.reading import Reading
from vigil.model.report import Issue, Report

VERSION = "3"
"""Raised when the same story may be read otherwise than before."""


def analyse(report: Report, proposer: Proposer | None = None, *, sift: bool = False) -> Reading:
    """Return what a report says. Without a ``proposer`` that of its language proposes.

    A report in a language that is not read yet, or not known, has an empty reading with one Issue that says so; with ``sift``
    so has one without a word about the subject.
    """
    spoken = language(report.language)
    if spoken is None:
        return Reading(report.id, f"vigil {VERSION}", issues=(_unread(report.language),))
    if sift and not may_concern(report.story.text, spoken):
        return Reading(report.id, f"vigil {VERSION}", issues=(_ELSEWHERE,))
    return _read(report, spoken, proposer or proposer_for(spoken))


_ELSEWHERE = Issue(
    "warning",
    "analysis",
    "not-about-the-subject",
    "No word of this report is about custody, courts, borders or protection: it is kept, listed and searched, but not read. "
    "To read it all the same: vigil read FILE",
)


def _unread(tag: str | None) -> Issue:
    known = f"Reports in this language ({tag}) are" if tag else "The language of this report is not known: it is"
    message = f"{known} kept, listed and searched, but not read yet; read it yourself."
    return Issue("warning", "analysis", "language-not-read", message)


def _read(report: Report, spoken: Language, proposer: Proposer) -> Reading:
    text = segment(report.story, spoken)
    marks = proposer.mark(text)
    dates = find_dates(text, report.published, spoken)
    cast = find_cast(text, marks.mentions, report.published, spoken)
    statements = find_statements(text, marks, cast, dates, spoken, publisher=report.publisher)
    parts = ruled_parts(text, cast, statements, spoken)
    events = find_events(text, marks, cast, dates, statements, parts, report.published, spoken)
    found = Reading(
        report_id=report.id,
        analyser=f"vigil {VERSION}, {proposer.name}",
        people=assign_parts(text, cast, events, statements, spoken, marks),
        events=events,
        statements=statements,
        demands=find_demands(text, statements, cast, spoken, publisher=report.publisher),
        figures=find_figures(text, statements, cast, dates, spoken),
        dates=dates.mentions,
        mentions=cast.mentions,
    )
    return with_confidence(found, marks.judge, spoken)
