"""The settings: of the viewer, kept in their browser, and of the casebook, kept with it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel

from vigil.desk import settings
from vigil.errors import FetchRefusedError, InputError, StoreError, VigilError
from vigil.intake.backups import name_of
from vigil.languages.wording import LANGUAGES
from vigil.web.at import AtDesk, needs
from vigil.web.rendering import (
    KEYS_COOKIE,
    LANGUAGE_COOKIE,
    THEME_COOKIE,
    THEMES,
    ZONE_COOKIE,
    has_keys,
    page,
    zone_named,
    zone_of,
    zones,
)
from vigil.web.section import Section
from vigil.web.workbench import Workbench

section = Section("settings", "Settings", "/settings")
_ANYBODY = [needs("reader")]
_OWNER = [needs("owner")]
_YEAR = 365 * 24 * 3600


@section.pages.get("/settings")
def show(request: Request, desk: AtDesk, done: str = "") -> HTMLResponse:
    """Show all settings."""
    return _shown(request, desk, done=done)


def _shown(request: Request, desk: AtDesk, **changes: Any) -> HTMLResponse:
    """Show the settings; after an error with the field, the message, and what was typed."""
    told: dict[str, Any] = {"field": "", "message": "", "typed": "", "done": "", "status": 200} | changes
    bench: Workbench = request.app.state.workbench
    return page(
        request,
        "settings.html",
        kept=settings.settings(desk, bench.around),
        themes=THEMES,
        zone=str(zone_of(request)),
        zones=sorted(zones()),
        keys=has_keys(request),
        owner=desk.viewer.may("owner"),
        now=desk.at(),
        **told,
    )


def _refused(request: Request, desk: AtDesk, field: str, typed: str, error: VigilError) -> HTMLResponse:
    return _shown(request, desk, field=field, message=str(error), typed=typed, status=422)


def _saved(what: str) -> RedirectResponse:
    return RedirectResponse(f"/settings?done={what}#{what}", 303)


def _keep(answer: Response, cookie: str, value: str, *, scripts: bool = False) -> None:
    """Keep a choice of the viewer in their browser for a year; ``scripts``: those of the pages may read it."""
    answer.set_cookie(cookie, value, max_age=_YEAR, samesite="strict", httponly=not scripts)


@section.pages.post("/settings/name", dependencies=_OWNER)
def set_name(request: Request, desk: AtDesk, name: Annotated[str, Form()] = "") -> Response:
    """Keep the name that decisions bear."""
    try:
        settings.set_name(desk, name)
    except InputError as error:
        return _refused(request, desk, "name", name, error)
    return _saved("name")


@section.pages.post("/settings/look", dependencies=_ANYBODY)
def set_look(
    language: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
) -> Response:
    """Keep language and theme."""
    answer = _saved("look")
    if language in LANGUAGES:
        _keep(answer, LANGUAGE_COOKIE, language)
    if theme in THEMES:
        _keep(answer, THEME_COOKIE, theme)
    return answer


@section.pages.post("/settings/zone", dependencies=_ANYBODY)
def set_zone(request: Request, desk: AtDesk, zone: Annotated[str, Form()] = "") -> Response:
    """Keep the time zone."""
    if zone_named(zone.strip()) is None:
        error = InputError("no such time zone; choose one of the list, for example Asia/Almaty")
        return _refused(request, desk, "zone", zone, error)
    answer = _saved("zone")
    _keep(answer, ZONE_COOKIE, zone.strip())
    return answer


@section.pages.post("/settings/keys", dependencies=_ANYBODY)
def set_keys(keys: Annotated[Literal["on", "off"], Form()] = "off") -> Response:
    """Switch single keys on or off."""
    answer = _saved("keys")
    _keep(answer, KEYS_COOKIE, keys, scripts=True)
    return answer


@section.pages.post("/settings/proxy", dependencies=_OWNER)
def set_proxy(request: Request, desk: AtDesk, proxy: Annotated[str, Form()] = "") -> Response:
    """Keep the proxy."""
    try:
        settings.set_proxy(desk, proxy)
    except FetchRefusedError as error:
        return _refused(request, desk, "proxy", proxy, error)
    return _saved("proxy")


@section.pages.post("/settings/backup", dependencies=_OWNER)
def back_up(request: Request, desk: AtDesk, folder: Annotated[str, Form()] = "") -> Response:
    """Copy the casebook into a folder."""
    try:
        settings.back_up(desk, folder)
    except (InputError, StoreError) as error:
        return _refused(request, desk, "folder", folder, error)
    return _saved("backup")


@section.pages.post("/settings/backup.zip", dependencies=_OWNER)
def download(desk: AtDesk) -> Response:
    """Send the casebook as a ZIP file."""
    name = f"{name_of(desk.now())}.zip"
    return StreamingResponse(
        settings.zipped(desk),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class ProxyAsked(BaseModel):
    """Through what addresses are fetched; None: directly, or as the program was started."""

    proxy: str | None


@section.api.get("/settings")
def kept(request: Request, desk: AtDesk) -> settings.SettingsDocument:
    """Return the settings of the casebook."""
    bench: Workbench = request.app.state.workbench
    return settings.settings(desk, bench.around)


@section.api.put("/settings/proxy", dependencies=_OWNER)
def keep_proxy(request: Request, desk: AtDesk, asked: ProxyAsked) -> settings.SettingsDocument:
    """Keep the proxy, or take it away."""
    settings.set_proxy(desk, asked.proxy or "")
    return kept(request, desk)


@section.api.post(
    "/backups",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/zip": {}}}},
    dependencies=_OWNER,
)
def make_backup(desk: AtDesk) -> Response:
    """Return the whole casebook as a ZIP file."""
    return download(desk)
