"""From a document to a page, in the viewer's language."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from importlib.resources import files
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from vigil.exports import phrases
from vigil.languages.spoken import SPOKEN, spoken_date
from vigil.model.vocab import event_types, standings
from vigil.model.when import When
from vigil.web.wording import LANGUAGES, RIGHT_TO_LEFT, translations

LANGUAGE_COOKIE, THEME_COOKIE = "vigil_language", "vigil_theme"
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
    made.filters["spoken"] = spoken_date
    made.filters["names"] = phrases.names
    made.filters["dated"] = partial(_dated, language)
    made.globals["phrases"] = phrases
    made.globals["event_types"] = event_types()
    made.globals["standings"] = standings()
    made.globals["languages"] = LANGUAGES
    made.globals["static"] = static
    return made


def _dated(language: str, edtf: str) -> str:
    """Return a date (EDTF) as it is said."""
    return spoken_date(When(edtf), language if language in SPOKEN else "en")


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


def is_partial(request: Request) -> bool:
    """Whether htmx asks for a part of the page that it holds already."""
    return "hx-request" in request.headers and "hx-boosted" not in request.headers


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a page from one of ``templates/``; ``context`` is what it shows."""
    language = language_of(request)
    text = (
        environment(language)
        .get_template(template)
        .render(
            **context,
            request=request,
            language=language,
            direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
            theme=theme_of(request),
            sections=request.app.state.sections,
            viewer=request.app.state.viewer_of(request),
        )
    )
    return HTMLResponse(text, status)
