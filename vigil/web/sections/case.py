"""One case: what its reports say together, and what people write beside it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import Body, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil.casebook import Since
from vigil.desk import case as desk_case
from vigil.desk import notes, today
from vigil.desk.case import CaseView
from vigil.desk.desk import Desk
from vigil.errors import ConflictError, InputError, NotFoundError, VigilError
from vigil.exports import FORMATS
from vigil.languages.wording import RIGHT_TO_LEFT
from vigil.model.case import Case, Citation
from vigil.model.case_contract import CaseDocument
from vigil.web.at import AtDesk, needs
from vigil.web.rendering import language_of, page
from vigil.web.section import Section
from vigil.web.timeline import draw

section = Section("case", "Case", "/cases", menu=False)
_REVIEWER = [needs("reviewer")]

Text = Annotated[str, Form()]
By = Literal["published", "added"]
Part = Literal["timeline", "feared", "said", "disagreements", "precedents", "others", "sources"]
"""Parts of a case that can be so long that its page shows the beginning."""
Of = Literal["timeline", "feared", "people", "demands", "disagreements"]
"""What has more words than its page shows at once."""


@section.pages.get("/cases/{wanted}")
def show(request: Request, desk: AtDesk, wanted: str) -> Response:
    """Show a case; an old id leads to the one that it has now."""
    query = dict(request.query_params)
    error: VigilError | None = None
    since = None
    try:
        since = _since(query)
    except InputError as wrong:
        error = wrong
    view = desk_case.case_view(desk, wanted, since=since)
    if view.file.id != wanted:
        return RedirectResponse(_address(view.file.id, request.url.query), 303)
    return _page(request, desk, view, error=error, status=422 if error else 200, typed=query)


def _address(case: str, query: str = "", at: str = "") -> str:
    return f"/cases/{case}{'?' if query else ''}{query}{'#' if at else ''}{at}"


def _since(query: dict[str, str]) -> Since | None:
    told = query.get("since", "").strip()
    if not told:
        return None
    try:
        day = date.fromisoformat(told)
    except ValueError:
        raise InputError(f"{told!r} is no day; write it as 2020-01-31") from None
    return Since(day, "added" if query.get("by") == "added" else "published")


def _page(
    request: Request,
    desk: Desk,
    view: CaseView,
    *,
    template: str = "case.html",
    error: VigilError | None = None,
    wrong: str = "since",
    status: int = 200,
    typed: dict[str, str] | None = None,
    **more: object,
) -> HTMLResponse:
    """Show a case; ``wrong`` names the form that the ``error`` belongs to."""
    case = view.file
    reports = frozenset(view.beside.changes.reports if view.beside.changes else ())
    entries = (*case.timeline, *case.feared)
    numbers = {source.report: n for n, source in enumerate(case.sources, start=1)}
    language = language_of(request)
    new = frozenset(n for n, entry in enumerate(entries, start=1) if reports and reports >= set(entry.reports))
    return page(
        request,
        template,
        status=status,
        view=view,
        case=case,
        beside=view.beside,
        numbers=numbers,
        numbers_of=lambda group: [numbers[report] for report in group],
        new=new,
        told_again=frozenset(n for n, e in enumerate(entries, start=1) if reports & set(e.reports)) - new,
        drawing=draw(
            case.timeline, case.feared, desk.today(), new=new, language=language, mirrored=language in RIGHT_TO_LEFT
        ),
        forms=list(FORMATS),
        error=None if error is None else str(error),
        wrong=wrong,
        typed=typed or {},
        **more,
    )


@section.pages.get("/cases/{wanted}/parts/alike")
def alike(request: Request, desk: AtDesk, wanted: str) -> HTMLResponse:
    """Show earlier cases that are alike: they are looked for among all of the same country, when somebody asks."""
    case, found = desk_case.alike_to(desk, wanted)
    return page(request, "case/alike.html", case=case, found=found)


@section.pages.get("/cases/{wanted}/parts/log")
def log(request: Request, desk: AtDesk, wanted: str) -> HTMLResponse:
    """Show every decision about something in the case."""
    case, found = desk_case.decision_log(desk, wanted)
    titles = {source.report: source.title for source in case.sources}
    return page(request, "case/log.html", case=case, found=found, titles=titles)


@section.pages.get("/cases/{wanted}/parts/{part}")
def whole(request: Request, desk: AtDesk, wanted: str, part: Part) -> HTMLResponse:
    """Show one part of a case from its beginning to its end."""
    return _page(request, desk, desk_case.case_view(desk, wanted), template="case/whole.html", part=part)


@section.pages.get("/cases/{wanted}/words/{of}/{number}")
def words(request: Request, desk: AtDesk, wanted: str, of: Of, number: int) -> HTMLResponse:
    """Show all words that one entry of a case rests on."""
    view = desk_case.case_view(desk, wanted)
    return _page(request, desk, view, template="case/words.html", citations=_citations(view.file, of, number))


def _citations(case: Case, of: Of, number: int) -> tuple[Citation, ...]:
    cited = {
        "timeline": [entry.citations for entry in case.timeline],
        "feared": [entry.citations for entry in case.feared],
        "people": [person.citations for person in case.people_at_risk],
        "demands": [demand.citations for demand in case.demands],
        "disagreements": [told.citations for told in case.disagreements],
    }[of]
    if not 0 <= number < len(cited):
        raise NotFoundError("the case has no such entry any more; open it anew")
    return cited[number]


@section.pages.post("/cases/{wanted}/notes", dependencies=_REVIEWER)
def note(request: Request, desk: AtDesk, wanted: str, words: Text = "", version: Text = "") -> Response:
    """Keep a note, or a new version of one, and show the case again."""
    number = int(version) if version.isdecimal() and len(version) < 10 else None
    try:
        case = notes.write_note(desk, wanted, words, version=number)
    except (InputError, ConflictError) as error:
        view = desk_case.case_view(desk, wanted)
        typed = {"words": words, "version": version}
        status = 409 if isinstance(error, ConflictError) else 422
        return _page(request, desk, view, error=error, wrong="note", status=status, typed=typed)
    return RedirectResponse(_address(case, at="notes"), 303)


@section.pages.post("/cases/{wanted}/tags", dependencies=_REVIEWER)
def tag(request: Request, desk: AtDesk, wanted: str, tag: Text = "", off: Text = "") -> Response:
    """Give the case a tag, or take it off, and show the case again."""
    try:
        (case,) = notes.tag_cases(desk, [wanted], tag, off=bool(off))
    except InputError as error:
        view = desk_case.case_view(desk, wanted)
        return _page(request, desk, view, error=error, wrong="tag", status=422, typed={"tag": tag})
    return RedirectResponse(_address(case, at="tags"), 303)


@section.pages.post("/cases/{wanted}/looked", dependencies=_REVIEWER)
def looked(desk: AtDesk, wanted: str, mark: Text = "", off: Text = "") -> Response:
    """Keep that a disagreement was looked at, or take that back, and show the case again."""
    return RedirectResponse(_address(today.look(desk, wanted, mark, looked=not off).case, at="disagreements"), 303)


Id = Annotated[str, Path(pattern="^[0-9a-f]{12}$")]
Version = Annotated[int, Path(ge=1, le=2**31)]
Tag = Annotated[str, Path(max_length=notes.LONGEST_TAG)]


@section.api.get("/cases/{wanted}")
def document(
    desk: AtDesk, wanted: Id, since: Annotated[date | None, Query()] = None, by: By = "published"
) -> CaseDocument:
    """Return a case file as ``vigil case --format json`` gives it; with ``since`` also what changed."""
    return desk_case.case_json(desk, wanted, since=None if since is None else Since(since, by))


@section.api.get("/cases/{wanted}/decisions")
def decisions(desk: AtDesk, wanted: Id) -> tuple[desk_case.CaseDecisionDocument, ...]:
    """Return every decision about something in the case, the newest first."""
    return desk_case.decision_log(desk, wanted)[1]


@section.api.get("/cases/{wanted}/notes")
def noted(desk: AtDesk, wanted: Id) -> tuple[notes.NoteDocument, ...]:
    """Return the notes about a case, the newest first."""
    return notes.notes(desk, wanted)


@section.api.post("/cases/{wanted}/notes", status_code=201, dependencies=_REVIEWER)
def write(desk: AtDesk, wanted: Id, words: Annotated[str, Body(embed=True)]) -> tuple[notes.NoteDocument, ...]:
    """Keep a note, and return all of the case."""
    return notes.notes(desk, notes.write_note(desk, wanted, words))


@section.api.put("/cases/{wanted}/notes/{version}", dependencies=_REVIEWER)
def rewrite(
    desk: AtDesk, wanted: Id, version: Version, words: Annotated[str, Body(embed=True)]
) -> tuple[notes.NoteDocument, ...]:
    """Keep a new version of a note in place of ``version``, the newest; without words it is taken back."""
    return notes.notes(desk, notes.write_note(desk, wanted, words, version=version))


@section.api.get("/cases/{wanted}/tags")
def tagged(desk: AtDesk, wanted: Id) -> tuple[str, ...]:
    """Return the tags of a case."""
    return notes.tags(desk, wanted)


@section.api.put("/cases/{wanted}/tags/{tag}", dependencies=_REVIEWER)
def put_tag(desk: AtDesk, wanted: Id, tag: Tag) -> tuple[str, ...]:
    """Give a case a tag."""
    notes.tag_cases(desk, [wanted], tag)
    return notes.tags(desk, wanted)


@section.api.delete("/cases/{wanted}/tags/{tag}", dependencies=_REVIEWER)
def drop_tag(desk: AtDesk, wanted: Id, tag: Tag) -> tuple[str, ...]:
    """Take a tag off a case."""
    notes.tag_cases(desk, [wanted], tag, off=True)
    return notes.tags(desk, wanted)
