"""One's own account: password, second factor, recovery codes, and the browsers one is logged in from."""

from __future__ import annotations

from typing import Annotated

import segno
from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from vigil.desk.team import LoginError, Team, Visit, own
from vigil.desk.team.proofs import PasswordError
from vigil.web.at import AtTeam, AtVisit, needs, noted
from vigil.web.cookies import with_session
from vigil.web.rendering import page
from vigil.web.section import Section
from vigil.web.workbench import Workbench

section = Section("account", "Your account", "/account", menu=False, team=True)
section.pages.dependencies.append(Depends(noted))
section.api.dependencies.append(Depends(noted))
_ANYBODY, _PROVED = [needs("reader")], [needs("reader", proof=True)]
Text = Annotated[str, Form(max_length=1024)]


@section.pages.get("/account")
def show(request: Request, at: AtTeam, visit: AtVisit) -> Response:
    """Show the account."""
    return _account(request, at, visit)


def _account(request: Request, at: Team, visit: Visit, wrong: str = "") -> Response:
    return page(request, "account.html", status=422 if wrong else 200, own=own.own(at, visit), wrong=wrong)


@section.api.get("/account")
def shown(at: AtTeam, visit: AtVisit) -> own.OwnDocument:
    """Return the account of whoever asks."""
    return own.own(at, visit)


@section.pages.post("/account/password", dependencies=_PROVED)
def change_password(request: Request, at: AtTeam, visit: AtVisit, password: Text, again: Text) -> Response:
    """Change the password."""
    try:
        token = own.change_password(at, visit, password, again)
    except PasswordError as error:
        return _account(request, at, visit, str(error))
    bench: Workbench = request.app.state.workbench
    return with_session(RedirectResponse("/account?said=password", 303), bench.door, token)


@section.pages.get("/account/code")
def show_code(request: Request, at: AtTeam, visit: AtVisit) -> Response:
    """Show the seed of one-time codes, as a picture and as letters."""
    return _code(request, at, visit)


def _code(request: Request, at: Team, visit: Visit, wrong: str = "") -> Response:
    offered = own.offer_code(at, visit)
    drawn = segno.make(offered.address, micro=False).svg_inline(scale=5, border=4, dark="#000", light="#fff")
    letters = " ".join(offered.seed[first : first + 4] for first in range(0, len(offered.seed), 4))
    picture = Markup(drawn)  # noqa: S704 - paths that segno draws; no text of anybody's is in it
    return page(request, "gate/code.html", status=422 if wrong else 200, picture=picture, seed=letters, wrong=wrong)


@section.pages.post("/account/code", dependencies=_PROVED)
def confirm_code(request: Request, at: AtTeam, visit: AtVisit, code: Text) -> Response:
    """Take the offered seed into use, and show the recovery codes."""
    try:
        codes, token = own.confirm_code(at, visit, code)
    except LoginError as error:
        return _code(request, at, visit, str(error))
    bench: Workbench = request.app.state.workbench
    return with_session(page(request, "gate/codes.html", codes=codes), bench.door, token)


@section.pages.post("/account/recovery", dependencies=_PROVED)
def new_recovery(request: Request, at: AtTeam, visit: AtVisit) -> Response:
    """Show new recovery codes."""
    return page(request, "gate/codes.html", codes=own.new_recovery(at, visit))


@section.pages.post("/account/sessions/end-others", dependencies=_ANYBODY)
def end_others(at: AtTeam, visit: AtVisit) -> Response:
    """Log out everywhere else."""
    own.end_others(at, visit)
    return RedirectResponse("/account?said=ended", 303)


@section.pages.post("/account/sessions/{number}/end", dependencies=_ANYBODY)
def end_session(at: AtTeam, visit: AtVisit, number: int) -> Response:
    """Log out one browser."""
    own.end_session(at, visit, number)
    return RedirectResponse("/account?said=ended", 303)
