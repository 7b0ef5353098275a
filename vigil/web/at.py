"""What a request has before it: the desk of whoever asks, and, in a team, their session."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request

from vigil.desk import Desk, Role, Viewer
from vigil.desk.team import Team, Visit
from vigil.errors import NotAllowedError, NotFoundError
from vigil.web.guard import SAFE
from vigil.web.passing import passing_of
from vigil.web.rendering import zone_of
from vigil.web.workbench import Workbench

STRANGER = Viewer("", "reader")
"""Whoever is not logged in; the pages that they see show nothing of the casebook."""


class ProofWantedError(Exception):
    """The password is wanted again before this is done."""


def viewer_of(request: Request) -> Viewer:
    """Return who asks: in a team whoever is logged in, else the one person at the workbench."""
    bench: Workbench = request.app.state.workbench
    if bench.team is None:
        return Viewer(bench.casebook.imports.setting("name") or bench.name)
    visit = passing_of(request.scope).visit
    return STRANGER if visit is None else visit.viewer


def desk_of(request: Request) -> Desk:
    """Return the casebook as the viewer who asks has it before them."""
    bench: Workbench = request.app.state.workbench
    return Desk(bench.casebook, viewer_of(request), bench.around.now, zone_of(request))


AtDesk = Annotated[Desk, Depends(desk_of)]
"""The parameter of every route that shows or does something."""


def team_of(request: Request) -> Team:
    """Return the people of the casebook. Raises NotFoundError where it is served to one person alone."""
    bench: Workbench = request.app.state.workbench
    if bench.team is None:
        raise NotFoundError("this is there when the workbench is started with: vigil serve --team")
    return bench.team


def visit_of(request: Request) -> Visit:
    """Return whose session asks."""
    visit = passing_of(request.scope).visit
    if visit is None:
        raise NotAllowedError("log in first")
    return visit


AtTeam = Annotated[Team, Depends(team_of)]
AtVisit = Annotated[Visit, Depends(visit_of)]


def needs(role: Role, *, proof: bool = False) -> Any:
    """Return what a route says in ``dependencies`` of the role that it needs.

    With ``proof`` the password is asked for again where it was not given within the last minutes. Every route that changes
    something says its role; one that does not is an owner's (see ``stated``).
    """

    async def asked(request: Request) -> None:
        viewer_of(request).ask(role)
        bench: Workbench = request.app.state.workbench
        if proof and bench.team is not None and not bench.team.is_proved(visit_of(request).session):
            raise ProofWantedError

    asked.role = role  # type: ignore[attr-defined]
    return Depends(asked)


def role_of(route: Any) -> Role | None:
    """Return the role that a route says it needs."""
    roles = [getattr(d.dependency, "role", None) for d in getattr(route, "dependencies", ())]
    return next((role for role in roles if role), None)


async def stated(request: Request) -> None:
    """Keep a route that changes something and says no role to owners."""
    if request.method not in SAFE and role_of(request.scope.get("route")) is None:
        viewer_of(request).ask("owner")


async def noted(request: Request) -> None:
    """Say that what a route does puts itself down in the trail."""
    passing_of(request.scope).noted = True
