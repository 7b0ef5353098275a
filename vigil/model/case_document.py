"""From a case file, and what is shown beside it, to the JSON contract (``case_contract.py``)."""

from __future__ import annotations

from vigil.model.beside import Alike, Beside, Changes, Silence
from vigil.model.case import Case, CasePerson, Citation, Obligation, Precedent, TimelineEntry
from vigil.model.case_contract import (
    AlikeDocument,
    CaseDemandDocument,
    CaseDocument,
    CasePersonDocument,
    ChangeDocument,
    ChangesDocument,
    CorrectionDocument,
    DisagreementDocument,
    EntryDocument,
    GroundDocument,
    ObligationDocument,
    PrecedentDocument,
    QuoteDocument,
    SilenceDocument,
    SourceDocument,
    VoiceDocument,
)
from vigil.model.document import spans_of, text_of


def _quotes(citations: tuple[Citation, ...]) -> tuple[QuoteDocument, ...]:
    return tuple(QuoteDocument(c.report, c.quote.text, spans_of(c.quote)) for c in citations)


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
    return tuple(_entry(e) for e in entries)


def _entry(entry: TimelineEntry) -> EntryDocument:
    return EntryDocument(
        date=text_of(entry.date),
        type=entry.type,
        who=entry.who,
        status=entry.status,
        by=entry.by,
        place=entry.place,
        according_to=entry.according_to,
        detail=entry.detail,
        reports=entry.reports,
        quotes=_quotes(entry.citations),
        corrections=tuple(
            CorrectionDocument(c.field, c.was, c.now, _quotes((c.citation,))[0]) for c in entry.corrections
        ),
    )


def _ended(entry: TimelineEntry | None) -> EntryDocument | None:
    return None if entry is None else _entry(entry)


def _precedent(told: Precedent) -> PrecedentDocument:
    return PrecedentDocument(
        person=_case_person(told.person),
        events=entry_documents(told.events),
        reports=told.reports,
        ended=_ended(told.ended),
        alike_because=told.alike_because,
    )


def _obligation(held: Obligation) -> ObligationDocument:
    return ObligationDocument(
        treaty=held.treaty,
        article=held.article,
        says=held.says,
        state=held.state,
        binds=held.binds,
        since=held.since,
        until=held.until,
        source=held.source,
        grounds=tuple(GroundDocument(g.says, _quotes(g.citations)) for g in held.grounds),
    )


def _silence(told: Silence) -> SilenceDocument:
    return SilenceDocument(told.today.isoformat(), str(told.last), told.days, told.warning, _ended(told.after))


def _alike(like: Alike) -> AlikeDocument:
    return AlikeDocument(like.case, like.people, like.score, like.reasons, like.status, _ended(like.ended))


def _changes(told: Changes) -> ChangesDocument:
    return ChangesDocument(
        since=told.since.isoformat(),
        by=told.by,
        reports=told.reports,
        changes=tuple(ChangeDocument(c.kind, c.about, c.was, c.now, _quotes(c.citations)) for c in told.changes),
    )


NOTHING = Beside()


def case_document(case: Case, beside: Beside = NOTHING) -> CaseDocument:
    """Return a case file as the contract has it, with what is shown beside it."""
    return CaseDocument(
        id=case.id,
        anchors=case.anchors,
        people_at_risk=tuple(_case_person(p) for p in case.people_at_risk),
        others=tuple(_case_person(p) for p in case.others),
        host=case.host,
        origin=case.origin,
        status=case.status,
        next_date=text_of(case.next_date),
        timeline=entry_documents(case.timeline),
        feared=entry_documents(case.feared),
        statements=tuple(VoiceDocument(v.speaker, v.kind, v.direct, _quotes((v.citation,))[0]) for v in case.voices),
        disagreements=tuple(
            DisagreementDocument(d.about, d.field, d.values, d.corrected, _quotes(d.citations))
            for d in case.disagreements
        ),
        demands=tuple(
            CaseDemandDocument(
                d.by, d.of, d.act, text_of(d.first_asked), d.state, d.decided_by, d.reports, _quotes(d.citations)
            )
            for d in case.demands
        ),
        precedents=tuple(_precedent(p) for p in case.precedents),
        alerts=case.alerts,
        sources=tuple(
            SourceDocument(
                s.report, s.title, s.publisher, text_of(s.published), s.language, s.url, s.sha256, s.safety_notices
            )
            for s in case.sources
        ),
        obligations=tuple(_obligation(o) for o in case.obligations),
        copies=case.copies,
        silence=None if beside.silence is None else _silence(beside.silence),
        alike=tuple(_alike(a) for a in beside.alike),
        changes=None if beside.changes is None else _changes(beside.changes),
    )
