"""Which cases are kept to whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from vigil.desk.team import restricting
from vigil.errors import VigilError
from vigil.web.at import AtDesk, AtTeam, AtVisit, needs, noted
from vigil.web.rendering import page
from vigil.web.section import Section

section = Section("access", "Access", "/access", role="owner", team=True)
section.pages.dependencies.append(Depends(noted))
section.api.dependencies.append(Depends(noted))
_OWNER, _PROVED = [needs("owner")], [needs("owner", proof=True)]
After = Annotated[str | None, Query(max_length=64)]
CaseField = Annotated[str, Form(max_length=200)]
AllowedField = Annotated[list[str], Form(default_factory=list, max_length=200)]


@section.pages.get("/access", dependencies=_OWNER)
def show(
    request: Request, at: AtTeam, after: After = None, case: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Show what is restricted, and the form that restricts a case."""
    found = restricting.access(at, after=after)
    return page(request, "access.html", found=found, case=case, chosen=(), wrong=None)


@section.api.get("/access", dependencies=_OWNER)
def listed(at: AtTeam, after: After = None) -> restricting.AccessDocument:
    """Return what is restricted, a page at a time, and whom a restriction may name."""
    return restricting.access(at, after=after)


@section.pages.post("/access", dependencies=_PROVED)
def restrict(
    request: Request, at: AtTeam, visit: AtVisit, desk: AtDesk, *, case: CaseField, allowed: AllowedField
) -> Response:
    """Keep a case to owners and those who are chosen."""
    try:
        restricting.restrict(at, visit, desk, case.strip(), allowed)
    except VigilError as error:
        found = restricting.access(at)
        return page(request, "access.html", status=422, found=found, case=case, chosen=allowed, wrong=str(error))
    return RedirectResponse("/access", 303)


@section.pages.post("/access/lift", dependencies=_PROVED)
def lift(at: AtTeam, visit: AtVisit, desk: AtDesk, case: CaseField) -> Response:
    """Let everybody see a case."""
    restricting.lift(at, visit, desk, case)
    return RedirectResponse("/access", 303)
