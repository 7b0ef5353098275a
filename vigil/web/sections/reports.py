"""The list of reports, and each report with everything that was found in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import HTMLResponse, Response

from vigil.desk.reports import captured, choosing, document, listing
from vigil.desk.reports.fields import KINDS
from vigil.web.at import AtDesk
from vigil.web.guard import CAPTURED_POLICY
from vigil.web.rendering import page
from vigil.web.section import Section
from vigil.web.sections import reviewing

section = Section("reports", "Reports", "/reports")
section.pages.include_router(reviewing.pages)
section.api.include_router(reviewing.api)

ReportId = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Before = Annotated[int | None, Query(ge=1, le=2**53)]
Asked = Annotated[str | None, Query(alias="at", pattern=r"^\d{1,9}-\d{1,9}$")]
"""Words of a story by their place: ``120-180``."""


@section.pages.get("/reports")
def list_reports(request: Request, desk: AtDesk, before: Before = None, reviewed: str | None = None) -> HTMLResponse:
    """Show one page of the list."""
    asked = {"yes": True, "no": False}.get(reviewed or "")
    return page(
        request, "reports.html", found=listing.reports(desk, before=before, reviewed=asked), reviewed=reviewed or ""
    )


@section.pages.get("/reports/{report_id}")
def show(request: Request, desk: AtDesk, report_id: ReportId, at: Asked = None, sure: float = 0.6) -> HTMLResponse:
    """Show one report."""
    found = document.opened(desk, report_id, asked=_asked(at))
    return page(request, "report.html", sure=sure, **reviewing.shown(desk, found))


@section.pages.get("/reports/{report_id}/captured")
def show_captured(request: Request, desk: AtDesk, report_id: ReportId, at: Asked = None) -> HTMLResponse:
    """Show the page as it was captured."""
    found = captured.captured(desk, report_id, asked=_asked(at))
    told = document.report(desk, report_id)
    return page(request, "report/captured.html", found=found, report=told, at=at, anchor=captured.AT)


@section.pages.get("/reports/{report_id}/captured/page")
def captured_page(desk: AtDesk, report_id: ReportId, at: Asked = None) -> Response:
    """Return the captured page itself, for a frame in which nothing of it can act."""
    found = captured.captured(desk, report_id, asked=_asked(at))
    media = "text/html" if found.markup == "html" else "text/plain"
    return Response(
        captured.page_of(found) if found.markup == "html" else found.before + found.words + found.after,
        media_type=f"{media}; charset=utf-8",
        headers={"Content-Security-Policy": CAPTURED_POLICY},
    )


@section.pages.get("/reports/{report_id}/source")
def source(request: Request, desk: AtDesk, report_id: ReportId) -> HTMLResponse:
    """Show what is to be known before the source is opened, then the link to it."""
    return page(request, "report/source.html", report=document.report(desk, report_id))


@section.pages.get("/reports/{report_id}/sure")
def show_sure(request: Request, desk: AtDesk, report_id: ReportId, c: reviewing.Confidence) -> HTMLResponse:
    """Show what would be confirmed."""
    items, seen = choosing.at_or_above(desk, report_id, c)
    told = document.report(desk, report_id)
    return page(request, "report/sure.html", report=told, items=items, seen=seen, sure=c, kinds=KINDS, message="")


@section.api.get("/reports")
def listed(desk: AtDesk, before: Before = None, reviewed: bool | None = None) -> listing.ReportsDocument:
    """Return one page of the list, the newest first; ``before`` is ``next`` of the page before it."""
    return listing.reports(desk, before=before, reviewed=reviewed)


@section.api.get("/reports/{report_id}")
def told(desk: AtDesk, report_id: ReportId) -> document.ReportDocument:
    """Return one report with everything that was found in it and decided about it."""
    return document.report(desk, report_id)


def _asked(at: str | None) -> tuple[int, int] | None:
    if at is None:
        return None
    start, end = at.split("-")
    return int(start), int(end)
