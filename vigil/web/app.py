"""The workbench as an ASGI application."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from vigil import __version__
from vigil.desk import Viewer
from vigil.errors import ConflictError, NotAllowedError, NotFoundError, StoreError, VigilError
from vigil.web.guard import COOKIE, Guard
from vigil.web.rendering import page
from vigil.web.section import ERRORS
from vigil.web.sections import SECTIONS
from vigil.web.workbench import Workbench

API = "/api/v1"

_STATUS: tuple[tuple[type[VigilError], int], ...] = (
    (NotFoundError, 404),
    (NotAllowedError, 403),
    (ConflictError, 409),
    (StoreError, 503),
    (VigilError, 422),
)
"""The first kind that an error is decides the status."""


def make_app(bench: Workbench) -> FastAPI:
    """Return the workbench over ``bench``; its door is the outermost layer."""
    app = FastAPI(title="Vigil", version=__version__, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.state.workbench = bench
    app.state.sections = [s for s in SECTIONS if s.menu]
    owner = Viewer(bench.name)
    app.state.viewer_of = lambda _request: owner
    for section in SECTIONS:
        app.include_router(section.pages)
        app.include_router(section.api, prefix=API, tags=[section.key], responses=ERRORS)
    app.mount("/static", StaticFiles(directory=str(files("vigil.web") / "static")), name="static")
    app.add_api_route("/start", _start, include_in_schema=False)
    app.add_exception_handler(VigilError, _said)
    app.add_exception_handler(HTTPException, _said)
    app.add_exception_handler(RequestValidationError, _said)
    app.add_middleware(Guard, door=bench.door)
    return app


def _start(request: Request, key: str) -> Response:
    """Give whoever has the key a session, and show the first page."""
    bench: Workbench = request.app.state.workbench
    if not bench.opens(key):
        return page(
            request,
            "error.html",
            status=403,
            title="This key does not fit",
            message="Start the workbench again with: vigil serve",
        )
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, bench.door.session, httponly=True, samesite="strict")
    return answer


def _said(request: Request, error: Exception) -> Response:
    """Say what went wrong, in the form that was asked for, and what to do about it."""
    status, message = _told(error)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message}, status)
    title = {404: "Nothing is there", 403: "Not allowed", 409: "Somebody was faster"}.get(status, "That did not work")
    return page(request, "error.html", status=status, title=title, message=message)


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, VigilError):
        return next(status for kind, status in _STATUS if isinstance(error, kind)), str(error)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return 422, f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}"
    assert isinstance(error, HTTPException)
    return error.status_code, str(error.detail)
