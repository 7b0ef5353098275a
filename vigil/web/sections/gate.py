"""The pages before all others in a team: login, lock and unlock, and invitations."""

from __future__ import annotations

from fastapi import Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from vigil.desk.team import LoginError, Team, WaitError, people
from vigil.desk.team.proofs import PasswordError
from vigil.errors import NotAllowedError
from vigil.web.at import AtTeam, AtVisit, needs, noted
from vigil.web.cookies import session_cookie, with_session
from vigil.web.entrance import asking
from vigil.web.kept import Again, fields, local_or, unpacked
from vigil.web.passing import from_of, passing_of
from vigil.web.rendering import page
from vigil.web.section import Section
from vigil.web.workbench import Workbench

section = Section("gate", "Login", "/login", menu=False, team=True)
section.pages.dependencies.append(Depends(noted))
_ANYBODY = [needs("reader")]


@section.pages.get("/login")
def show_login(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Ask who it is; whoever is logged in goes on."""
    visit = passing_of(request.scope).visit
    if visit is not None and not visit.session.locked:
        return RedirectResponse(local_or(next), 303)
    return asking(request, "login", None, status=200, next_page=local_or(next))


@section.pages.post("/login", dependencies=_ANYBODY)
async def login(request: Request, at: AtTeam) -> Response:
    """Begin a session, and do what was kept."""
    form = fields(await request.body())
    kept = unpacked(form.get("kept", ""))
    name = form.get("name", "")
    try:
        token = await run_in_threadpool(
            at.login, name, form.get("password", ""), form.get("code", ""), from_of(request.scope)
        )
    except (LoginError, WaitError) as error:
        status = 429 if isinstance(error, WaitError) else 422
        onward = local_or(form.get("next"))
        return asking(request, "login", kept, wrong=str(error), status=status, next_page=onward, name=name[:80])
    bench: Workbench = request.app.state.workbench
    if kept is not None:
        return Again(kept, (bench.door.cookie, token), session_cookie(bench.door, token))
    return with_session(RedirectResponse(local_or(form.get("next")), 303), bench.door, token)


@section.pages.get("/unlock")
def show_unlock(request: Request, visit: AtVisit, next: str = "/") -> Response:  # noqa: A002
    """Ask for the password of whoever's session was locked."""
    if not visit.session.locked:
        return RedirectResponse(local_or(next), 303)
    return asking(request, "unlock", None, status=200, next_page=local_or(next))


@section.pages.post("/unlock", dependencies=_ANYBODY)
async def unlock(request: Request, at: AtTeam, visit: AtVisit) -> Response:
    """Unlock the session, and do what was kept; to the page's own script only say that it is done."""
    form = fields(await request.body())
    kept = unpacked(form.get("kept", ""))
    of_script = "application/json" in request.headers.get("accept", "")
    try:
        await run_in_threadpool(at.prove, visit, form.get("password", ""), from_of(request.scope))
    except (LoginError, WaitError) as error:
        status = 429 if isinstance(error, WaitError) else 422
        if of_script:
            return JSONResponse({"error": str(error)}, status)
        return asking(request, "unlock", kept, wrong=str(error), status=status, next_page=local_or(form.get("next")))
    if of_script:
        return Response(status_code=204)
    return RedirectResponse(local_or(form.get("next")), 303) if kept is None else Again(kept, None)


@section.pages.post("/lock", dependencies=_ANYBODY)
def lock(at: AtTeam, visit: AtVisit) -> Response:
    """Lock the session now."""
    at.lock(visit.session)
    return RedirectResponse("/unlock", 303)


@section.pages.post("/awake", dependencies=_ANYBODY, status_code=204)
def awake() -> Response:
    """Be told that somebody still reads; coming in has put that down."""
    return Response(status_code=204)


@section.pages.post("/logout", dependencies=_ANYBODY)
def logout(request: Request, at: AtTeam, visit: AtVisit) -> Response:
    """End the session."""
    at.logout(visit)
    bench: Workbench = request.app.state.workbench
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(bench.door.cookie, httponly=True, samesite="strict", secure=bench.door.is_secure)
    return answer


@section.pages.get("/invitation/{token}")
def show_invitation(request: Request, at: AtTeam, token: str) -> Response:
    """Show the form that makes an account."""
    return _invitation(request, at, token)


@section.pages.post("/invitation/{token}", dependencies=_ANYBODY)
async def accept(request: Request, at: AtTeam, token: str) -> Response:
    """Make an account, and begin its first session."""
    form = fields(await request.body())
    wanted = people.Wanted(form.get("name", ""), form.get("password", ""), form.get("again", ""))
    try:
        session = await run_in_threadpool(people.accept, at, token, wanted, from_of(request.scope))
    except (people.NameTakenError, PasswordError) as error:
        fault = "name" if isinstance(error, people.NameTakenError) else "password"
        typed = {"wrong": str(error), "at_fault": fault, "name": wanted.name}
        return await run_in_threadpool(_invitation, request, at, token, **typed)
    bench: Workbench = request.app.state.workbench
    return with_session(RedirectResponse("/account/code", 303), bench.door, session)


def _invitation(request: Request, at: Team, token: str, **typed: str) -> Response:
    if passing_of(request.scope).visit is not None:
        raise NotAllowedError("you have an account and are logged in; log out to take an invitation for another one")
    shown = {"wrong": "", "at_fault": "", "name": "", "role": people.invited(at, token).role} | typed
    return page(request, "gate/invitation.html", status=422 if typed else 200, **shown)
