"""The first page: what is ahead, what turned, and what waits for somebody to look at it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil.desk import people, today
from vigil.web.at import AtDesk, needs
from vigil.web.rendering import is_partial, page
from vigil.web.section import Section

section = Section("today", "Today", "/")
_REVIEWER = [needs("reviewer")]

WINDOWS = (1, 7, 30)
"""Days to choose from, of which what turned is shown."""

Window = Annotated[int, Query(ge=1, le=366, description="Days of which what turned is shown.")]


@section.pages.get("/")
def show(request: Request, desk: AtDesk, days: Window = 7) -> HTMLResponse:
    """Show the first few of everything."""
    shown = today.today(desk, days=days)
    return page(
        request,
        "today.html",
        today=shown,
        proposals=people.proposals(desk, limit=today.FEW),
        days=days,
        windows=WINDOWS,
    )


@section.api.get("/today")
def listed(desk: AtDesk, days: Window = 7) -> today.TodayDocument:
    """Return what the first page shows, but for proposals: these are at ``/people/proposals``."""
    return today.today(desk, days=days)


@section.pages.get("/today/ahead")
def show_ahead(request: Request, desk: AtDesk, after: str | None = None) -> HTMLResponse:
    """Show all hearings and deadlines, a page at a time."""
    return page(request, "today/ahead.html", found=today.ahead(desk, after=after))


@section.api.get("/today/ahead")
def ahead(desk: AtDesk, after: str | None = None) -> today.AheadDocument:
    """Return a page of hearings and deadlines; ``after`` is ``next`` of the page before it."""
    return today.ahead(desk, after=after)


@section.pages.get("/today/turned")
def show_turns(request: Request, desk: AtDesk, days: Window = 7, after: str | None = None) -> HTMLResponse:
    """Show every turn of a case, a page at a time."""
    return page(request, "today/turned.html", found=today.turns(desk, days=days, after=after), windows=WINDOWS)


@section.api.get("/today/turned")
def turns(desk: AtDesk, days: Window = 7, after: str | None = None) -> today.TurnsDocument:
    """Return a page of turns; ``after`` is ``next`` of the page before it."""
    return today.turns(desk, days=days, after=after)


@section.pages.get("/today/silent")
def show_quiet(request: Request, desk: AtDesk, after: str | None = None) -> HTMLResponse:
    """Show every case about which silence is a warning, a page at a time."""
    return page(request, "today/silent.html", found=today.quiet(desk, after=after))


@section.api.get("/today/silent")
def quiet(desk: AtDesk, after: str | None = None) -> today.QuietsDocument:
    """Return a page of cases about which silence is a warning; ``after`` is ``next`` of the page before it."""
    return today.quiet(desk, after=after)


@section.pages.get("/today/disagreements")
def show_disagreements(request: Request, desk: AtDesk, after: str | None = None) -> HTMLResponse:
    """Show every disagreement at which nobody looked, a page at a time."""
    return page(request, "today/disagreements.html", found=today.disagreements(desk, after=after))


@section.api.get("/today/disagreements")
def disagreements(desk: AtDesk, after: str | None = None) -> today.OpenDisagreementsDocument:
    """Return a page of disagreements at which nobody looked; ``after`` is ``next`` of the page before it."""
    return today.disagreements(desk, after=after)


@section.pages.post("/today/disagreements/{case}/{mark}", dependencies=_REVIEWER)
def look(request: Request, desk: AtDesk, case: str, mark: str, looked: Annotated[bool, Form()] = True) -> Response:
    """Keep that somebody looked at a disagreement, or took that back."""
    found = today.look(desk, case, mark, looked=looked)
    if is_partial(request):
        return page(request, "today/_disagreement.html", d=found, looked=looked)
    back = f"/today/looked/{case}/{mark}" if looked else "/today/disagreements"
    return RedirectResponse(back, 303)


@section.pages.get("/today/looked/{case}/{mark}")
def looked(request: Request, desk: AtDesk, case: str, mark: str) -> HTMLResponse:
    """Say what was looked at, and offer to take it back."""
    return page(request, "today/looked.html", d=today.one_disagreement(desk, case, mark))


@section.api.post("/today/disagreements/{case}/{mark}", dependencies=_REVIEWER)
def looked_at(desk: AtDesk, case: str, mark: str, looked: bool = True) -> today.OpenDisagreementDocument:
    """Keep that somebody looked at a disagreement, or with ``looked`` false that it is to be looked at again."""
    return today.look(desk, case, mark, looked=looked)
