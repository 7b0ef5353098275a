"""The people of the casebook, as an owner sees them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from vigil.desk import Role
from vigil.desk.team import people
from vigil.web.at import AtTeam, AtVisit, needs, noted
from vigil.web.rendering import page
from vigil.web.section import Section
from vigil.web.workbench import Workbench

section = Section("team", "Team", "/team", role="owner", team=True)
section.pages.dependencies.append(Depends(noted))
section.api.dependencies.append(Depends(noted))
_OWNER, _PROVED = [needs("owner")], [needs("owner", proof=True)]
RoleField = Annotated[Role, Form()]
Note = Annotated[str, Form(max_length=80)]


@section.pages.get("/team", dependencies=_OWNER)
def show(request: Request, at: AtTeam) -> Response:
    """Show everybody, and who is invited."""
    return page(request, "team.html", found=people.team(at), link=None, note="")


@section.api.get("/team", dependencies=_OWNER)
def listed(at: AtTeam) -> people.TeamDocument:
    """Return everybody who has an account, and who is invited."""
    return people.team(at)


@section.pages.post("/team/invitations", dependencies=_PROVED)
def invite(request: Request, at: AtTeam, visit: AtVisit, role: RoleField, note: Note = "") -> Response:
    """Make an invitation, and show its address this once."""
    token = people.invite(at, visit, role, note)
    return page(request, "team.html", found=people.team(at), link=_link(request, token), note=note)


def _link(request: Request, token: str) -> str:
    bench: Workbench = request.app.state.workbench
    return f"{bench.door.origin or 'http://' + request.headers['host']}/invitation/{token}"


@section.pages.post("/team/invitations/{number}/withdraw", dependencies=_OWNER)
def withdraw(at: AtTeam, visit: AtVisit, number: int) -> Response:
    """Take an invitation back."""
    people.withdraw(at, visit, number)
    return _back()


@section.pages.post("/team/{account}/role", dependencies=_PROVED)
def give_role(at: AtTeam, visit: AtVisit, account: str, role: RoleField) -> Response:
    """Give somebody a role."""
    people.give_role(at, visit, account, role)
    return _back()


@section.pages.post("/team/{account}/end", dependencies=_PROVED)
def end(at: AtTeam, visit: AtVisit, account: str) -> Response:
    """End somebody's account."""
    people.end(at, visit, account)
    return _back()


@section.pages.post("/team/{account}/resume", dependencies=_PROVED)
def resume(at: AtTeam, visit: AtVisit, account: str) -> Response:
    """Let somebody log in again."""
    people.resume(at, visit, account)
    return _back()


@section.pages.post("/team/{account}/forget-code", dependencies=_PROVED)
def forget_code(at: AtTeam, visit: AtVisit, account: str) -> Response:
    """Let somebody who lost their second factor set up another."""
    people.forget_code(at, visit, account)
    return _back()


def _back() -> Response:
    return RedirectResponse("/team", 303)
