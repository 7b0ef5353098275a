"""What a request has before it: the desk of whoever asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from vigil.desk import Desk
from vigil.web.rendering import zone_of
from vigil.web.workbench import Workbench


def desk_of(request: Request) -> Desk:
    """Return the casebook as the viewer who asks has it before them."""
    bench: Workbench = request.app.state.workbench
    return Desk(bench.casebook, request.app.state.viewer_of(request), bench.around.now, zone_of(request))


AtDesk = Annotated[Desk, Depends(desk_of)]
"""The parameter of every route that shows or does something."""
