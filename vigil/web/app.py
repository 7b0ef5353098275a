"""The workbench as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from vigil import __version__
from vigil.errors import ConflictError, NotAllowedError, NotFoundError, StoreError, VigilError
from vigil.intake import Worker
from vigil.web.at import ProofWantedError, needs, stated, viewer_of
from vigil.web.entrance import LocalEntrance, TeamEntrance, asking
from vigil.web.guard import Guard
from vigil.web.kept import Again, fields, keep, unpacked
from vigil.web.passing import passing_of
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
    app = FastAPI(
        title="Vigil",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_reading,
        dependencies=[Depends(stated)],
    )
    sections = [section for section in SECTIONS if bench.team is not None or not section.team]
    app.state.workbench = bench
    app.state.sections = [section for section in sections if section.menu]
    app.state.viewer_of = viewer_of
    for section in sections:
        app.include_router(section.pages)
        app.include_router(section.api, prefix=API, tags=[section.key], responses=ERRORS)
    app.mount("/static", StaticFiles(directory=str(files("vigil.web") / "static")), name="static")
    if bench.team is None:
        app.add_api_route("/start", _start, include_in_schema=False)
        app.add_api_route("/again", _again, methods=["POST"], include_in_schema=False, dependencies=[needs("reader")])
    app.add_exception_handler(VigilError, _said)
    app.add_exception_handler(HTTPException, _said)
    app.add_exception_handler(RequestValidationError, _said)
    app.add_exception_handler(ProofWantedError, _ask)
    entrance = LocalEntrance(bench.door) if bench.team is None else TeamEntrance(bench.team, bench.door)
    # What is packed tells by its length what is alike in it (BREACH, breachattack.com). Nothing can be guessed so here: no page
    # holds a token against cross-site posts, and another site's requests come without the session's SameSite=Strict cookie.
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    app.add_middleware(Guard, door=bench.door, entrance=entrance)
    return app


@asynccontextmanager
async def _reading(app: FastAPI) -> AsyncIterator[None]:
    """Read what is sent to the casebook for as long as the workbench runs, what was left over from the last time first."""
    bench: Workbench = app.state.workbench
    worker = Worker(bench.casebook.imports, bench.around)
    worker.start()
    try:
        yield
    finally:
        await run_in_threadpool(worker.close)


def _start(request: Request, key: str) -> Response:
    """Give whoever has the key a session, once, and show the first page."""
    bench: Workbench = request.app.state.workbench
    if bench.door.knows(bench.door.token_in(request.headers)):
        return RedirectResponse("/", 303)
    if not bench.opens(key):
        return _closed(request, "This key does not fit", "Start the workbench again with: vigil serve")
    if not bench.uses_key():
        return _closed(
            request,
            "This key was used already",
            "It opens the workbench in one browser. To use another one, stop the workbench and start it again with: vigil serve",
        )
    answer = RedirectResponse("/", 303)
    answer.set_cookie(bench.door.cookie, bench.door.session, httponly=True, samesite="strict")
    return answer


def _closed(request: Request, title: str, message: str) -> Response:
    return page(request, "error.html", status=403, title=title, message=message)


async def _again(request: Request) -> Response:
    """Do what was kept while no session was open."""
    kept = unpacked(fields(await request.body()).get("kept", ""))
    return RedirectResponse("/", 303) if kept is None else Again(kept, None)


def _ask(request: Request, _error: Exception) -> Response:
    """Ask for the password before something is done that is not for whoever sits down at an open browser."""
    passing = passing_of(request.scope)
    passing.noted = True
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "give your password again at /unlock, then ask again"}, 401)
    body = passing.body
    return asking(request, "unlock", None if body is None else keep(request.scope, body), lost=body is None)


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
