"""From what one report says to the JSON contract (``contract.py``)."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from vigil.model.case_contract import Spans
from vigil.model.contract import (
    DateDocument,
    DemandDocument,
    EventDocument,
    FigureDocument,
    IssueDocument,
    MentionDocument,
    PersonDocument,
    ReadingDocument,
    StatementDocument,
)
from vigil.model.reading import Person, Reading
from vigil.model.report import Issue, Report
from vigil.model.text import Quote


def to_json(document: object) -> str:
    """Return a document of the contract as one line of JSON in the order of its fields."""
    plain = TypeAdapter(type(document)).dump_python(document, mode="json")
    return json.dumps(plain, ensure_ascii=False)


def _pair(quote: Quote | None) -> tuple[int, int] | None:
    return None if quote is None else (quote.span.start, quote.span.end)


def spans_of(*quotes: Quote) -> Spans:
    """Return the places of quotes in their story."""
    return tuple((q.span.start, q.span.end) for q in quotes)


def text_of(value: object) -> str | None:
    """Return a value as text, None where there is none."""
    return None if value is None else str(value)


def _person(person: Person) -> PersonDocument:
    evidence: dict[str, Spans] = {}
    for shown in person.evidence:
        evidence[shown.field] = evidence.get(shown.field, ()) + spans_of(shown.quote)
    return PersonDocument(
        id=person.id,
        name=person.name,
        also=person.also,
        part=person.part,
        age=person.age,
        ethnicity=person.ethnicity,
        nationality=person.nationality,
        affiliation=person.affiliation,
        title=person.title,
        quote=person.quote.text,
        spans=spans_of(person.quote),
        evidence=evidence,
    )


def _events(reading: Reading) -> tuple[EventDocument, ...]:
    return tuple(
        EventDocument(
            type=e.type,
            who=e.who,
            by=e.by,
            date=text_of(e.date),
            place=e.place,
            status=e.status,
            according_to=e.according_to,
            detail=e.detail,
            quote=e.quote.text,
            spans=spans_of(e.quote),
            trigger=e.trigger.text if e.trigger else None,
            trigger_span=_pair(e.trigger),
            date_text=e.date_quote.text if e.date_quote else None,
            how=e.how,
            confidence=e.confidence,
        )
        for e in reading.events
    )


def _statements(reading: Reading) -> tuple[StatementDocument, ...]:
    return tuple(
        StatementDocument(
            speaker=s.speaker,
            speaker_id=s.speaker_id,
            affiliation=s.affiliation,
            kind=s.kind,
            direct=s.direct,
            quote=s.quote.text,
            spans=spans_of(s.quote, *s.rest),
            speaker_span=_pair(s.speaker_quote),
            cue_span=_pair(s.cue),
            how=s.how,
            confidence=s.confidence,
        )
        for s in reading.statements
    )


def _issues(issues: tuple[Issue, ...]) -> tuple[IssueDocument, ...]:
    return tuple(
        IssueDocument(i.level, i.stage, i.code, i.message, ((i.span.start, i.span.end),) if i.span else ())
        for i in issues
    )


def reading_document(report: Report, reading: Reading, path: str) -> ReadingDocument:
    """Return what a report says as the contract has it; ``path`` is the source as the user named it."""
    return ReadingDocument(
        path=path,
        report=report.id,
        sha256=report.capture.sha256,
        media_type=report.capture.media_type,
        url=report.capture.url,
        retrieved_at=report.capture.retrieved_at,
        published=text_of(report.published),
        language=report.language,
        publisher=report.publisher,
        title=report.title,
        byline=report.byline,
        safety_notices=report.safety_notices,
        furniture=report.story.furniture,
        text=report.story.text,
        people=tuple(_person(p) for p in reading.people),
        events=_events(reading),
        statements=_statements(reading),
        demands=tuple(
            DemandDocument(d.by, d.of, d.act, d.quote.text, spans_of(d.quote), d.how, d.confidence)
            for d in reading.demands
        ),
        figures=tuple(
            FigureDocument(
                f.value, f.unit, f.what, text_of(f.as_of), f.by, f.quote.text, spans_of(f.quote), f.how, f.confidence
            )
            for f in reading.figures
        ),
        dates=tuple(
            DateDocument(d.quote.span.start, d.quote.span.end, d.quote.text, text_of(d.value), d.timex)
            for d in reading.dates
        ),
        mentions=tuple(
            MentionDocument(m.quote.span.start, m.quote.span.end, m.quote.text, m.type, m.person)
            for m in reading.mentions
        ),
        issues=_issues(report.issues + reading.issues),
        analyser=reading.analyser,
    )
