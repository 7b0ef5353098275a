"""Who is who: proposals, people over reports, and decisions about them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from vigil.desk import Desk, people
from vigil.errors import DecisionError, InputError
from vigil.web.at import AtDesk, needs
from vigil.web.rendering import page
from vigil.web.section import Section

section = Section("people", "People", "/people")
_EDITOR = [needs("editor")]

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Force = Annotated[bool, Form()]
Ids = Annotated[list[str], Form()]


class Chosen(BaseModel):
    """Whom a decision is about: ids of people, or the one id of a proposal."""

    ids: list[str] = Field(min_length=1, max_length=20)
    force: bool = False


@section.pages.get("/people")
def show(request: Request, desk: AtDesk, who: str = "", after: str | None = None) -> HTMLResponse:
    """Show proposals, or those whom a name means."""
    found = people.called(desk, who) if who.strip() else None
    return page(
        request, "people.html", who=who, found=found, proposals=people.proposals(desk, after=after), tab="proposals"
    )


@section.api.get("/people/proposals")
def proposals(desk: AtDesk, after: str | None = None) -> people.ProposalsDocument:
    """Return a page of proposals, the surest first; ``after`` is ``next`` of the page before it."""
    return people.proposals(desk, after=after)


@section.pages.get("/people/proposals/{proposal}")
def show_pair(request: Request, desk: AtDesk, proposal: str) -> HTMLResponse:
    """Show two side by side."""
    return _pair(request, desk, proposal)


def _pair(request: Request, desk: Desk, proposal: str, against: str | None = None, wanted: str = "") -> HTMLResponse:
    pair = people.proposal(desk, proposal)
    return page(
        request,
        "people/pair.html",
        status=422 if against else 200,
        pair=pair,
        against=against,
        wanted=wanted,
        tab="proposals",
    )


@section.api.get("/people/proposals/{proposal}")
def pair(desk: AtDesk, proposal: str) -> people.PairDocument:
    """Return two who may be one person, side by side."""
    return people.proposal(desk, proposal)


@section.pages.post("/people/proposals/{proposal}", dependencies=_EDITOR)
def decide(
    request: Request, desk: AtDesk, proposal: str, verdict: Annotated[str, Form()], force: Force = False
) -> Response:
    """Decide whether the two of a proposal are one person."""
    try:
        if verdict == "same":
            done = people.same(desk, (proposal,), force=force)
        elif verdict == "apart":
            done = people.apart(desk, (proposal,), force=force)
        else:
            raise InputError("say whether they are one person or two")
    except DecisionError as error:
        return _pair(request, desk, proposal, people.why(error), verdict)
    return _to(done)


def _to(done: people.DecidedDocument) -> Response:
    return RedirectResponse(f"/people/decisions/{done.decision.number}", 303)


@section.pages.get("/people/all")
def show_all(request: Request, desk: AtDesk, after: str | None = None) -> HTMLResponse:
    """Show everybody who is at risk, or told of as an earlier case, a page at a time."""
    return page(request, "people/all.html", found=people.people(desk, after=after), tab="all", who="")


@section.api.get("/people")
def listed(
    desk: AtDesk,
    who: Annotated[str | None, Query(description="An id, or a name in any spelling.")] = None,
    after: str | None = None,
) -> people.PeopleDocument:
    """Return a page of people by name; ``after`` is ``next`` of the page before it. With ``who`` all whom it means."""
    return people.called(desk, who) if who is not None else people.people(desk, after=after)


@section.pages.get("/people/persons/{person}")
def show_person(request: Request, desk: AtDesk, person: str, every: bool = False) -> HTMLResponse:
    """Show one person with each report that tells of them."""
    return _person(request, desk, person, every=every)


def _person(
    request: Request, desk: Desk, person: str, *, every: bool = False, against: str | None = None, member: str = ""
) -> HTMLResponse:
    shown = people.person(desk, person, every=every)
    return page(
        request, "people/person.html", status=422 if against else 200,
        person=shown, against=against, member=member, tab="all", who="",
    )  # fmt: skip


@section.api.get("/people/persons/{person}")
def one(desk: AtDesk, person: str, every: bool = False) -> people.SideDocument:
    """Return one person over reports by the id of any member; with ``every`` the words of all reports."""
    return people.person(desk, person, every=every)


@section.pages.post("/people/persons/{person}/split", dependencies=_EDITOR)
def split(
    request: Request, desk: AtDesk, person: str, member: Annotated[str, Form()], force: Force = False
) -> Response:
    """Say that one report of a person tells of somebody else."""
    try:
        return _to(people.split(desk, person, member, force=force))
    except DecisionError as error:
        return _person(request, desk, person, every=True, against=people.why(error), member=member)


@section.pages.post("/people/merge", dependencies=_EDITOR)
def merge(
    request: Request, desk: AtDesk, ids: Ids | None = None, force: Force = False, who: Annotated[str, Form()] = ""
) -> Response:
    """Put chosen people together."""
    chosen = list(dict.fromkeys(ids or ()))
    try:
        return _to(people.merge(desk, chosen, force=force))
    except (DecisionError, InputError) as error:
        against = people.why(error) if isinstance(error, DecisionError) else str(error)
        shown = [people.person(desk, i) for i in chosen]
        found = people.called(desk, who) if who.strip() else None
        return page(
            request, "people/merge.html", status=422, against=against, chosen=shown, found=found, who=who,
            may_force=isinstance(error, DecisionError), tab="all",
        )  # fmt: skip


@section.pages.get("/people/decisions")
def show_log(request: Request, desk: AtDesk, after: str | None = None) -> HTMLResponse:
    """Show the log of decisions about who is who, a page at a time."""
    return page(request, "people/log.html", log=people.log(desk, after=after), tab="log", who="")


@section.api.get("/people/decisions")
def log(desk: AtDesk, after: str | None = None) -> people.LogDocument:
    """Return a page of decisions about who is who, the last first; ``after`` is ``next`` of the page before it."""
    return people.log(desk, after=after)


@section.pages.get("/people/decisions/{number}")
def show_decided(request: Request, desk: AtDesk, number: Number) -> HTMLResponse:
    """Say what was decided and what it changed, and offer to take it back."""
    done = people.decided(desk, number)
    return page(request, "people/decided.html", done=done, coming=people.proposals(desk, limit=1), tab="log", who="")


@section.api.get("/people/decisions/{number}")
def decided(desk: AtDesk, number: Number) -> people.DecidedDocument:
    """Return one decision and as whom those that it is about stand now."""
    return people.decided(desk, number)


@section.pages.post("/people/decisions/{number}/undo", dependencies=_EDITOR)
def undo(desk: AtDesk, number: Number) -> Response:
    """Take a decision back."""
    return _to(people.undo(desk, number))


@section.api.post("/people/decisions/{number}/undo", dependencies=_EDITOR)
def undone(desk: AtDesk, number: Number) -> people.DecidedDocument:
    """Take a decision about who is who back; it stays in the log."""
    return people.undo(desk, number)


@section.api.post("/people/same", dependencies=_EDITOR)
def same(desk: AtDesk, chosen: Chosen) -> people.DecidedDocument:
    """Decide that people, or the two of a proposal, are one person."""
    return people.same(desk, chosen.ids, force=chosen.force)


@section.api.post("/people/apart", dependencies=_EDITOR)
def apart(desk: AtDesk, chosen: Chosen) -> people.DecidedDocument:
    """Decide that two, or the two of a proposal, are not one person."""
    return people.apart(desk, chosen.ids, force=chosen.force)
