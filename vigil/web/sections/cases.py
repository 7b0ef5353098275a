"""The list of cases."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from vigil.desk import cases
from vigil.web.at import AtDesk
from vigil.web.rendering import page
from vigil.web.section import Section

section = Section("cases", "Cases", "/cases")


@section.pages.get("/cases")
def show(request: Request, desk: AtDesk, after: str | None = None) -> HTMLResponse:
    """Show one page of the list."""
    return page(request, "cases.html", found=cases.cases(desk, after=after))


@section.api.get("/cases")
def listed(desk: AtDesk, after: str | None = None) -> cases.CasesDocument:
    """Return one page of the list; ``after`` is ``next`` of the page before it."""
    return cases.cases(desk, after=after)
