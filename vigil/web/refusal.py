"""The plain answer to whoever may not come in; nothing of the workbench stands in it."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope


def refused(scope: Scope, status: int, why: str, *, kept: str | None = None) -> Response:
    """Return the page; ``kept`` is what was sent, packed, to send again once the workbench is open.

    Whoever asks the JSON interface gets the same as JSON.
    """
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": why}, status)
    again = (
        ""
        if kept is None
        else "<p>What you sent is kept on this page. Open the workbench in another tab, then send it again here.</p>"
        f'<form method="post" action="/again"><input type="hidden" name="kept" value="{escape(kept)}">'
        "<button>Send it again</button></form>"
    )
    page = (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Vigil</title><main><h1>Not here</h1><p>{escape(why)}</p>{again}</main></html>"
    )
    return HTMLResponse(page, status)
