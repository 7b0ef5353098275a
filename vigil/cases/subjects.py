"""Whom a decision is about: people found by the place where a capture names them, also after a new analysis."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vigil.model.case import subject_of
from vigil.model.reading import Person, Reading
from vigil.model.report import Report
from vigil.model.text import Span

_PERSON = re.compile(r"([0-9a-f]{64}):(\d{1,9})-(\d{1,9}):person")


def subject_of_person(report: Report, person: Person) -> str:
    """Return the subject of decisions about a person of a report."""
    return subject_of(report.capture.sha256, person.quote.span.start, person.quote.span.end, "person")


def person_at(reading: Reading, start: int, end: int) -> Person | None:
    """Return whom the reading names at ``[start, end)`` of the story: by the fullest form there, else by words that meet it.

    A new analysis may find a fuller form elsewhere; the words of the place are still somebody's name.
    """
    if start >= end:
        return None
    place = Span(start, end)
    exact = [p for p in reading.people if p.quote.span == place]
    if exact:
        return exact[0]
    near = {p.id for p in reading.people if p.quote.span.overlaps(place)}
    near |= {m.person for m in reading.mentions if m.person is not None and m.quote.span.overlaps(place)}
    found = [p for p in reading.people if p.id in near]
    return found[0] if len(found) == 1 else None


def people_named(items: Iterable[tuple[Report, Reading]], subjects: Iterable[str]) -> dict[str, tuple[Report, Person]]:
    """Return whom each subject of decisions names; subjects that name nobody any more are left out."""
    by_capture = {report.capture.sha256: (report, reading) for report, reading in items}
    found = {}
    for subject in subjects:
        place = _PERSON.fullmatch(subject)
        if place is None or place[1] not in by_capture:
            continue
        report, reading = by_capture[place[1]]
        person = person_at(reading, int(place[2]), int(place[3]))
        if person is not None:
            found[subject] = (report, person)
    return found
