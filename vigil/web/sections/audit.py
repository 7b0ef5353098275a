"""Who did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from vigil.desk.team import trail
from vigil.web.at import AtTeam, needs, noted
from vigil.web.rendering import page
from vigil.web.section import Section

section = Section("audit", "Audit", "/audit", role="owner", team=True)
section.pages.dependencies.append(Depends(noted))
section.api.dependencies.append(Depends(noted))
_OWNER = [needs("owner")]
After = Annotated[str | None, Query(max_length=64)]
By = Annotated[str | None, Query(max_length=80)]
Kind = Annotated[str | None, Query(max_length=40)]


@section.pages.get("/audit", dependencies=_OWNER)
def show(request: Request, at: AtTeam, after: After = None, by: By = None, kind: Kind = None) -> Response:
    """Show one page of the trail."""
    found = trail.trail(at, after=after, by=by, kind=kind)
    return page(
        request, "audit.html", found=found, by=by or "", kind=kind or "", kinds=trail.KINDS, names=trail.names(at)
    )


@section.api.get("/audit", dependencies=_OWNER)
def listed(at: AtTeam, after: After = None, by: By = None, kind: Kind = None) -> trail.TrailDocument:
    """Return one page of the trail; ``after`` is ``next`` of the page before it."""
    return trail.trail(at, after=after, by=by, kind=kind)
