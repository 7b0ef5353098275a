"""From values to the JSON contract (``contract.py``)."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from vigil.model.case import Case, CasePerson, Citation, TimelineEntry
from vigil.model.contract import (
    CaseDemandDocument,
    CaseDocument,
    CasePersonDocument,
    DateDocument,
    DemandDocument,
    DisagreementDocument,
    EntryDocument,
    EventDocument,
    FigureDocument,
    IssueDocument,
    MentionDocument,
    PersonDocument,
    PrecedentDocument,
    QuoteDocument,
    ReadingDocument,
    SourceDocument,
    Spans,
    StatementDocument,
    VoiceDocument,
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


def _spans(*quotes: Quote) -> Spans:
    return tuple((q.span.start, q.span.end) for q in quotes)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _person(person: Person) -> PersonDocument:
    evidence: dict[str, Spans] = {}
    for shown in person.evidence:
        evidence[shown.field] = evidence.get(shown.field, ()) + _spans(shown.quote)
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
        spans=_spans(person.quote),
        evidence=evidence,
    )


def _events(reading: Reading) -> tuple[EventDocument, ...]:
    return tuple(
        EventDocument(
            type=e.type,
            who=e.who,
            by=e.by,
            date=_text(e.date),
            place=e.place,
            status=e.status,
            according_to=e.according_to,
            detail=e.detail,
            quote=e.quote.text,
            spans=_spans(e.quote),
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
            spans=_spans(s.quote, *s.rest),
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
        published=_text(report.published),
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
            DemandDocument(d.by, d.of, d.act, d.quote.text, _spans(d.quote), d.how, d.confidence)
            for d in reading.demands
        ),
        figures=tuple(
            FigureDocument(
                f.value, f.unit, f.what, _text(f.as_of), f.by, f.quote.text, _spans(f.quote), f.how, f.confidence
            )
            for f in reading.figures
        ),
        dates=tuple(
            DateDocument(d.quote.span.start, d.quote.span.end, d.quote.text, _text(d.value), d.timex)
            for d in reading.dates
        ),
        mentions=tuple(
            MentionDocument(m.quote.span.start, m.quote.span.end, m.quote.text, m.type, m.person)
            for m in reading.mentions
        ),
        issues=_issues(report.issues + reading.issues),
        analyser=reading.analyser,
    )


def _quotes(citations: tuple[Citation, ...]) -> tuple[QuoteDocument, ...]:
    return tuple(QuoteDocument(c.report, c.quote.text, _spans(c.quote)) for c in citations)


def _case_person(person: CasePerson) -> CasePersonDocument:
    return CasePersonDocument(
        name=person.name,
        names=person.names,
        part=person.part,
        status=person.status,
        age=person.age,
        ethnicity=person.ethnicity,
        nationality=person.nationality,
        affiliation=person.affiliation,
        title=person.title,
        reports=tuple(dict.fromkeys(report for report, _ in person.members)),
        quotes=_quotes(person.citations),
        linked_because=person.linked_because,
    )


def entry_documents(entries: tuple[TimelineEntry, ...]) -> tuple[EntryDocument, ...]:
    """Return entries of a timeline as the contract has them."""
    return tuple(
        EntryDocument(
            date=_text(e.date),
            type=e.type,
            who=e.who,
            status=e.status,
            by=e.by,
            place=e.place,
            according_to=e.according_to,
            detail=e.detail,
            reports=e.reports,
            quotes=_quotes(e.citations),
        )
        for e in entries
    )


def case_document(case: Case) -> CaseDocument:
    """Return a case file as the contract has it."""
    return CaseDocument(
        id=case.id,
        anchors=case.anchors,
        people_at_risk=tuple(_case_person(p) for p in case.people_at_risk),
        others=tuple(_case_person(p) for p in case.others),
        host=case.host,
        origin=case.origin,
        status=case.status,
        next_date=_text(case.next_date),
        timeline=entry_documents(case.timeline),
        feared=entry_documents(case.feared),
        statements=tuple(VoiceDocument(v.speaker, v.kind, v.direct, _quotes((v.citation,))[0]) for v in case.voices),
        disagreements=tuple(
            DisagreementDocument(d.about, d.field, d.values, _quotes(d.citations)) for d in case.disagreements
        ),
        demands=tuple(
            CaseDemandDocument(
                d.by, d.of, d.act, _text(d.first_asked), d.state, d.decided_by, d.reports, _quotes(d.citations)
            )
            for d in case.demands
        ),
        precedents=tuple(
            PrecedentDocument(_case_person(p.person), entry_documents(p.events), p.reports) for p in case.precedents
        ),
        alerts=case.alerts,
        sources=tuple(
            SourceDocument(
                s.report, s.title, s.publisher, _text(s.published), s.language, s.url, s.sha256, s.safety_notices
            )
            for s in case.sources
        ),
    )
