"""Months with hearings."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from babel import Locale
from babel.dates import format_skeleton, get_day_names
from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from vigil.desk import calendar
from vigil.web.at import AtDesk
from vigil.web.rendering import language_of, page
from vigil.web.section import Section

section = Section("calendar", "Calendar", "/calendar")

Month = Annotated[
    str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}$", description="A month as 2020-03; this one by default.")
]
Past = Annotated[bool, Query(description="Whether also what happened is shown, not only what is ahead.")]


@section.pages.get("/calendar")
def show(request: Request, desk: AtDesk, month: Month = None, past: Past = False) -> HTMLResponse:
    """Show a month as a table and as a list."""
    language = Locale.parse(language_of(request))
    found = calendar.month(desk, month, past=past, first_weekday=language.first_week_day)
    days = get_day_names("abbreviated", context="stand-alone", locale=language)
    order = [(language.first_week_day + n) % 7 for n in range(7)]

    def called(key: str) -> str:
        return str(format_skeleton("yMMMM", date.fromisoformat(f"{key}-01"), locale=language))

    return page(request, "calendar.html", found=found, past=past, weekdays=[days[n] for n in order], called=called)


@section.api.get("/calendar")
def listed(desk: AtDesk, month: Month = None, past: Past = False) -> calendar.MonthDocument:
    """Return a month; weeks begin on Monday."""
    return calendar.month(desk, month, past=past)
