"""The page about the JSON interface."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from vigil.web.api_docs import api_docs
from vigil.web.rendering import page
from vigil.web.section import Section

section = Section("api", "JSON interface", "/api/docs", menu=False)


@section.pages.get("/api/docs")
def show(request: Request) -> HTMLResponse:
    """Show every operation with what it takes and returns."""
    home = str(request.base_url).rstrip("/")
    labels = {s.key: s.label for s in request.app.state.sections}
    return page(
        request,
        "api.html",
        docs=api_docs(request.app.openapi(), home),
        home=home,
        labels=labels,
        document=request.app.openapi_url,
    )
