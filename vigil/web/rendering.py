"""From a document to a page, in the viewer's language."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date, format_time
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from vigil.exports.phrases import Phrases, inside
from vigil.languages.wording import LANGUAGES, RIGHT_TO_LEFT, translations
from vigil.model.team import ROLES
from vigil.model.vocab import event_types, standings
from vigil.web.passing import passing_of

LANGUAGE_COOKIE, THEME_COOKIE = "vigil_language", "vigil_theme"
ZONE_COOKIE, KEYS_COOKIE = "vigil_zone", "vigil_keys"
THEMES = ("auto", "light", "dark")


@cache
def environment(language: str) -> Environment:
    """Return the templates with their words in one of ``LANGUAGES``."""
    made = Environment(
        loader=PackageLoader("vigil.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    phrases = Phrases(language)
    made.filters["spoken"] = phrases.date
    made.filters["names"] = phrases.names
    made.filters["moment"] = _moment
    made.globals["phrases"] = phrases
    made.globals["inside"] = inside
    made.globals["event_types"] = event_types()
    made.globals["standings"] = standings()
    made.globals["languages"] = LANGUAGES
    made.globals["static"] = static
    made.globals["roles"] = ROLES
    return made


@pass_context
def _moment(context: Context, at: str) -> str:
    """Return a time (RFC 3339) in the language and time zone of the viewer."""
    here = datetime.fromisoformat(at).astimezone(zone_of(context["request"]))
    language = context["language"]
    return f"{format_date(here, 'medium', locale=language)}, {format_time(here, 'short', locale=language)}"


@cache
def static(name: str) -> str:
    """Return the address of a file of ``static/``; it changes with the file, so that browsers may keep it."""
    digest = hashlib.sha256((files("vigil.web") / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def language_of(request: Request) -> str:
    """Return the language that the viewer chose, else the first that their browser asks for, else English."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    asked = (part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    return next((code for code in (chosen, *asked) if code in LANGUAGES), "en")


def theme_of(request: Request) -> str:
    """Return light, dark, or auto: as the browser has it."""
    theme = request.cookies.get(THEME_COOKIE, "auto")
    return theme if theme in THEMES else "auto"


def zone_of(request: Request) -> ZoneInfo:
    """Return the time zone that the viewer chose, else UTC."""
    return zone_named(request.cookies.get(ZONE_COOKIE, "UTC")) or ZoneInfo("UTC")


def zone_named(name: str) -> ZoneInfo | None:
    """Return the time zone of a name such as Asia/Almaty, None where there is none."""
    return ZoneInfo(name) if name in zones() else None


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones of places, and UTC."""
    return frozenset(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")) | {"UTC"}


def has_keys(request: Request) -> bool:
    """Whether single keys do something on pages (WCAG 2.2, 2.1.4: they can be switched off)."""
    return request.cookies.get(KEYS_COOKIE) != "off"


def is_partial(request: Request) -> bool:
    """Whether htmx asks for a part of the page that it holds already; not so when somebody went back in the browser."""
    whole = ("hx-boosted", "hx-history-restore-request")
    return "hx-request" in request.headers and not any(name in request.headers for name in whole)


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a page from one of ``templates/``; ``context`` is what it shows."""
    language = language_of(request)
    viewer = request.app.state.viewer_of(request)
    text = (
        environment(language)
        .get_template(template)
        .render(
            **context,
            request=request,
            language=language,
            direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
            theme=theme_of(request),
            sections=[section for section in request.app.state.sections if viewer.may(section.role)],
            viewer=viewer,
            visit=passing_of(request.scope).visit,
            team=request.app.state.workbench.team,
        )
    )
    return HTMLResponse(text, status)
