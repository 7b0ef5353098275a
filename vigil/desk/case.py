"""One case file, with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vigil.casebook import Since
from vigil.cases.basis import basis
from vigil.cases.disagreements import DENIED_BY, mark_of
from vigil.cases.silence import news_of, silence
from vigil.cases.traces import Trace
from vigil.desk.desk import Desk
from vigil.desk.notes import NoteDocument, documents
from vigil.desk.opening import open_case, similar
from vigil.model.beside import Alike, Beside
from vigil.model.case import Case, CasePerson, Citation, Decision, TimelineEntry, place_of
from vigil.model.case_contract import CaseDocument
from vigil.model.case_document import case_document
from vigil.model.codec import decode
from vigil.model.decided import holding, value_of
from vigil.store import Captured, Shelf


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form of a name, and the reports that use it, oldest first."""

    form: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """By whom and when a disagreement was looked at last."""

    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial beside what it denies: an event, and the words by which it happened; without these where none was found."""

    by: str
    denial: Citation
    about: str | None = None
    account: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case file with all that its page shows.

    ``basis`` is the entry that makes the case stand as it does, where one does; ``spellings`` are those of each person at risk,
    ``homes`` the cases of their own that precedents have, by the place among them, ``marks`` those of the
    disagreements, and ``looked`` by whom and when somebody looked at them, by the place among them.
    """

    file: Case
    beside: Beside
    basis: TimelineEntry | None
    spellings: tuple[tuple[Spelling, ...], ...]
    denials: tuple[Denied, ...]
    homes: dict[int, str]
    captured: dict[str, Captured]
    tags: tuple[str, ...]
    notes: tuple[NoteDocument, ...]
    marks: tuple[str, ...]
    looked: dict[int, Looked]
    decisions: int


def case_view(desk: Desk, wanted: str, *, since: Since | None = None) -> CaseView:
    """Return the case of an id, an old one or any anchor; with ``since`` also what changed. Raises NotFoundError."""
    with desk.casebook.shelf() as shelf:
        case = open_case(desk, shelf, wanted)
        notes = shelf.notebook
        looked = shelf.looked(case.anchors)
        marks = tuple(map(mark_of, case.disagreements))
        view = CaseView(
            file=case,
            beside=Beside(silence(news_of(case), desk.today(), case.timeline)),
            basis=basis(case),
            spellings=tuple(_spellings(shelf, case, person) for person in case.people_at_risk),
            denials=denials(case),
            homes=_homes(shelf, case),
            captured=shelf.captured({source.report for source in case.sources}),
            tags=notes.tags(case.anchors),
            notes=documents(notes.notes(case.anchors)),
            marks=marks,
            looked={n: Looked(*looked[mark]) for n, mark in enumerate(marks) if mark in looked},
            decisions=len(_decisions(desk, shelf, case)),
        )
    return view if since is None else _with_changes(desk, view, since)


def _with_changes(desk: Desk, view: CaseView, since: Since) -> CaseView:
    told = desk.casebook.beside(view.file, desk.today(), since=since, likened=False)
    return replace(view, beside=told)


def case_json(desk: Desk, wanted: str, *, since: Since | None = None) -> CaseDocument:
    """Return what ``vigil case --format json`` gives. Raises NotFoundError."""
    with desk.casebook.shelf() as shelf:
        case = open_case(desk, shelf, wanted)
        likened = similar(desk, shelf, case)
    told = desk.casebook.beside(case, desk.today(), since=since, likened=False)
    return case_document(case, Beside(told.silence, likened, told.changes))


def alike_to(desk: Desk, wanted: str) -> tuple[Case, tuple[Alike, ...]]:
    """Return a case and the earlier ones that are alike. Raises NotFoundError."""
    with desk.casebook.shelf() as shelf:
        case = open_case(desk, shelf, wanted)
        return case, similar(desk, shelf, case)


def _spellings(shelf: Shelf, case: Case, person: CasePerson) -> tuple[Spelling, ...]:
    """Return every form of a name that reports use, the one that they use most first."""
    traces = shelf.files.traces_of(person.members)
    forms: dict[str, dict[str, None]] = {person.name: {}}
    order = {source.report: n for n, source in enumerate(case.sources)}
    for report, who in sorted(person.members, key=lambda m: (order[m[0]], m)):
        trace = traces.get((report, who))
        for form in decode(Trace, trace).forms if trace else ():
            forms.setdefault(form, {})[report] = None
    shorter = [form for form in person.names if form not in forms]
    stories = shelf.stories({report for report, _ in person.members}) if shorter else {}
    for form in shorter:  # the rest of the story calls them so
        forms[form] = {report: None for report in sorted(stories, key=order.__getitem__) if form in stories[report]}
    used = (Spelling(form, tuple(reports)) for form, reports in forms.items() if reports)
    return tuple(sorted(used, key=lambda s: (-len(s.reports), s.form)))


def denials(case: Case) -> tuple[Denied, ...]:
    """Return every denial of the case, those first that deny an event that it tells."""
    found = {}
    for told in case.disagreements:
        by = next((value.removeprefix(DENIED_BY) for value in told.values if value.startswith(DENIED_BY)), None)
        if told.field == "status" and by is not None and told.citations:
            *account, denial = told.citations
            found[denial] = Denied(by, denial, told.about, tuple(account))
    spoken = (voice for voice in case.voices if voice.kind == "denies" and voice.citation not in found)
    return (*found.values(), *(Denied(voice.speaker, voice.citation) for voice in spoken))


def _homes(shelf: Shelf, case: Case) -> dict[int, str]:
    homes = shelf.files.of_members({member for told in case.precedents for member in told.person.members})
    found = {}
    for number, told in enumerate(case.precedents):
        mine = {homes[member] for member in told.person.members if member in homes} - {case.id}
        if len(mine) == 1:
            found[number] = mine.pop()
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a report: ``[start, end)`` of its story."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CaseDecisionDocument:
    """A decision about something of the case. ``item`` is its kind, ``place`` where it stands, None for the report as a whole.

    ``other`` is the place of the second person where it is about two; ``was`` and ``value`` are JSON text. ``holds`` is false
    once it was taken back.
    """

    number: int
    kind: str
    item: str
    report: str
    place: Place | None
    other: Place | None
    was: str | None
    value: str | None
    by: str
    at: str
    holds: bool


def decision_log(desk: Desk, wanted: str) -> tuple[Case, tuple[CaseDecisionDocument, ...]]:
    """Return a case and every decision about something in its reports, the newest first. Raises NotFoundError."""
    with desk.casebook.shelf() as shelf:
        case = open_case(desk, shelf, wanted)
        return case, _decisions(desk, shelf, case)


def _decisions(desk: Desk, shelf: Shelf, case: Case) -> tuple[CaseDecisionDocument, ...]:
    mine = {source.report for source in case.sources}
    made = shelf.decisions_about({source.sha256 for source in case.sources})
    held = holding(made)
    found = []
    for number, decision in sorted(made.items(), reverse=True):
        told = _logged(number, decision, decision.kind == "undo" or number in held)
        places = {told.report, *({told.other.report} if told.other else ())}
        if places & mine and not places & desk.viewer.hidden.reports:
            found.append(told)
    return tuple(found)


def _logged(number: int, decision: Decision, held: bool) -> CaseDecisionDocument:
    item, report, place = _subject(decision.subject)
    return CaseDecisionDocument(
        number=number,
        kind=decision.kind,
        item=item,
        report=report,
        place=place,
        other=_other(decision),
        was=decision.was,
        value=decision.value,
        by=decision.by,
        at=decision.at,
        holds=held,
    )


_REPORT_DIGITS = 16
"""The id of a report is the beginning of its capture's SHA-256: see ``report_id``."""


def _subject(subject: str) -> tuple[str, str, Place | None]:
    """Return kind of item, report and place of what a decision is about: see ``subject_of``."""
    named = place_of(subject)
    if named is None:
        return "", subject[:_REPORT_DIGITS], None
    report = named.sha256[:_REPORT_DIGITS]
    place = None if named.kind == "report" else Place(report, named.span.start, named.span.end)
    return named.kind, report, place


def _other(decision: Decision) -> Place | None:
    value = value_of(decision)
    if isinstance(value, dict) and decision.kind == "undo":
        value = value_of(replace(decision, value=value.get("value")))
    return _subject(value)[2] if isinstance(value, str) and decision.kind in ("same", "apart", "undo") else None
