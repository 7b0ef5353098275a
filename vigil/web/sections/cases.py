"""The list of cases: found, filtered, sorted; many tagged or taken away together."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Body, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil.desk import cases, exporting, notes
from vigil.desk.cases import CasesAsked, Dated, Reviewed, Words
from vigil.desk.desk import Desk
from vigil.errors import NotAllowedError, NotFoundError, VigilError
from vigil.exports import FORMATS
from vigil.model.case import Standing
from vigil.model.when import When
from vigil.store import Sort
from vigil.web.at import AtDesk, needs
from vigil.web.rendering import is_partial, page
from vigil.web.section import Section

section = Section("cases", "Cases", "/cases")
_CONTRIBUTOR = [needs("contributor")]
_REVIEWER = [needs("reviewer")]
_EDITOR = [needs("editor")]

Ids = Annotated[list[str], Form()]
Text = Annotated[str, Form()]


@section.pages.get("/cases")
def show(request: Request, desk: AtDesk) -> Response:
    """Show one page of the list; an address with empty fields, as a form makes it, becomes the short one."""
    query = dict(request.query_params)
    asked = _asked(query)
    if asked is not None and not is_partial(request) and any(not value for value in query.values()):
        return RedirectResponse(_address(asked.query), 303)
    return _page(request, desk, query)


def _asked(query: dict[str, str]) -> CasesAsked | None:
    try:
        return cases.asked_for(query)
    except VigilError:
        return None


def _address(query: str) -> str:
    return f"/cases?{query}" if query else "/cases"


def _page(
    request: Request,
    desk: Desk,
    query: dict[str, str],
    *,
    error: VigilError | None = None,
    status: int = 422,
    typed: dict[str, str] | None = None,
    marked: frozenset[str] = frozenset(),
) -> HTMLResponse:
    """Show the list that ``query`` asks for; after an error with what was typed and ``marked``."""
    found, asked = None, cases.EVERYTHING
    try:
        asked = cases.asked_for(query)
        found = cases.cases(desk, asked, after=query.get("after"))
    except VigilError as wrong:
        error = error or wrong
    every = query.get("marked") == "all" and found is not None
    answer = page(
        request,
        "cases/found.html" if is_partial(request) else "cases.html",
        status=status if error else 200,
        found=found,
        asked=asked,
        shown={name: str(value) for name, value in query.items()},
        choices=None if is_partial(request) else cases.choices(desk),
        filters=() if is_partial(request) else notes.filters(desk),
        after=query.get("after"),
        marked=frozenset(c.id for c in found.cases) if every and found else marked,
        forms=list(FORMATS),
        error=None if error is None else str(error),
        typed=typed or {},
        when=When,
    )
    if is_partial(request):
        answer.headers["HX-Push-Url"] = _address(asked.query)
    return answer


def _again(
    request: Request, desk: Desk, query: str, error: VigilError, *, ids: list[str] | None = None, **typed: str
) -> HTMLResponse:
    """Show the list again as it was when something was done with it that did not work."""
    status = 403 if isinstance(error, NotAllowedError) else 404 if isinstance(error, NotFoundError) else 422
    asked = dict(parse_qsl(query))
    return _page(request, desk, asked, error=error, status=status, typed=typed, marked=frozenset(ids or ()))


@section.pages.post("/cases/tags", dependencies=_REVIEWER)
def tag(
    request: Request,
    desk: AtDesk,
    *,
    ids: Ids = [],  # noqa: B006  # FastAPI copies defaults
    tag: Text = "",
    off: Text = "",
    query: Text = "",
) -> Response:
    """Give the selected cases a tag, or take it off, and show the list again."""
    try:
        notes.tag_cases(desk, ids, tag, off=bool(off))
    except VigilError as error:
        return _again(request, desk, query, error, ids=ids, tag=tag)
    return RedirectResponse(_address(query), 303)


@section.pages.post("/cases/export", dependencies=_EDITOR)
def export(request: Request, desk: AtDesk, ids: Ids = [], form: Text = "", query: Text = "") -> Response:  # noqa: B006  # as above
    """Give the selected cases as a file to keep."""
    try:
        made = exporting.export(desk, ids, form)
    except VigilError as error:
        return _again(request, desk, query, error, ids=ids, form=form)
    return _download(made)


def _download(made: exporting.Download) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, media_type=made.media_type, headers=headers)


@section.pages.post("/cases/filters", dependencies=_CONTRIBUTOR)
def save(request: Request, desk: AtDesk, name: Text = "", query: Text = "") -> Response:
    """Keep the filter under a name."""
    try:
        kept = notes.save_filter(desk, name, query)
    except VigilError as error:
        return _again(request, desk, query, error, name=name)
    return RedirectResponse(_address(kept.query), 303)


@section.pages.post("/cases/filters/{number}/delete", dependencies=_CONTRIBUTOR)
def drop(request: Request, desk: AtDesk, number: int, query: Text = "") -> Response:
    """Delete a saved filter."""
    try:
        notes.drop_filter(desk, number)
    except VigilError as error:
        return _again(request, desk, query, error)
    return RedirectResponse(_address(query), 303)


def _from_api(
    *,
    q: Words = "",
    host: Words = "",
    origin: Words = "",
    standing: Standing | None = None,
    charge: Words = "",
    tag: Words = "",
    reviewed: Reviewed | None = None,
    next: Dated | None = None,  # noqa: A002  # the name of the field in the address
    next_from: date | None = None,
    next_to: date | None = None,
    sort: Sort = "news",
) -> CasesAsked:
    return CasesAsked(
        q.strip(), host, origin, standing or "", charge, tag, reviewed or "", next or "", next_from, next_to, sort
    )


Asked = Annotated[CasesAsked, Depends(_from_api)]
Number = Annotated[int, Path(ge=1, le=2**31)]


@section.api.get("/cases")
def listed(
    desk: AtDesk, asked: Asked, after: Annotated[str | None, Query(max_length=230)] = None
) -> cases.CasesDocument:
    """Return one page of the list; ``after`` is ``next`` of the page before it."""
    return cases.cases(desk, asked, after=after)


@section.api.get("/cases/choices")
def choices(desk: AtDesk) -> cases.ChoicesDocument:
    """Return what the list can be filtered by."""
    return cases.choices(desk)


@section.api.get("/filters")
def filters(desk: AtDesk) -> tuple[notes.FilterDocument, ...]:
    """Return the filters that the viewer saved."""
    return notes.filters(desk)


@section.api.post("/filters", status_code=201, dependencies=_CONTRIBUTOR)
def save_filter(desk: AtDesk, name: Annotated[str, Body()], query: Annotated[str, Body()]) -> notes.FilterDocument:
    """Keep a filter of the list under a name; ``query`` is that of its address."""
    return notes.save_filter(desk, name, query)


@section.api.delete("/filters/{number}", status_code=204, dependencies=_CONTRIBUTOR)
def drop_filter(desk: AtDesk, number: Number) -> None:
    """Delete a saved filter."""
    notes.drop_filter(desk, number)


@section.api.post(
    "/cases/export",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
    dependencies=_EDITOR,
)
def exported(desk: AtDesk, ids: Annotated[list[str], Body()], form: Annotated[str, Body()]) -> Response:
    """Return cases in a form for others: one file, or a ZIP archive of several."""
    return _download(exporting.export(desk, ids, form))
