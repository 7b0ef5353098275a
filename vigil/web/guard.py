"""What stands before every page: who may ask at all, and what a browser may do with the answer.

A page of another site that the same browser shows must neither read the workbench (DNS rebinding, shut out by the Host) nor
write to it (cross-site posts, shut out by cookie and Origin). See OWASP, "Cross-Site Request Forgery Prevention".
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "vigil_session"
OPEN_PATHS = ("/start", "/static/")
"""What is answered without a session: the start page, which gives one, and files that are the same for everybody."""

_SAFE = {"GET", "HEAD", "OPTIONS"}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CAPTURED_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'"
"""For what came from outside: no script, no request, no form, an origin of its own."""

_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",  # with no-referrer browsers send the Origin "null" with own forms
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Under which hosts the workbench answers ("127.0.0.1:8448"), and the session that may enter."""

    hosts: frozenset[str]
    session: str

    def knows(self, session: str | None) -> bool:
        """Whether this is the session, without telling by the time it takes how much of it is right."""
        return session is not None and hmac.compare_digest(session.encode(), self.session.encode())


class Guard:
    """An ASGI layer that refuses what does not come from the workbench's own pages, and sends the headers with the rest."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        answer = self._app if refusal is None else refusal

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await answer(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._door.hosts:
            return _refused(421, "This address is not the workbench's.")
        if scope["method"] not in _SAFE and not self._is_from_own_page(headers):
            return _refused(403, "A page of another site asked for this, so it was not done.")
        if scope["path"].startswith(OPEN_PATHS):
            return None
        session = cookie_parser(headers.get("cookie", "")).get(COOKIE) or _bearer(headers)
        if not self._door.knows(session):
            return _refused(
                401, "Open the workbench with the address that vigil serve printed: it holds the key to this session."
            )
        return None

    def _is_from_own_page(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:  # programs send none; a browser does with every post to another site
            return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        asked = urlsplit(origin)
        return asked.scheme in ("http", "https") and asked.netloc in self._door.hosts


def _bearer(headers: Headers) -> str | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else None


def _refused(status: int, why: str) -> HTMLResponse:
    page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Vigil</title><main><h1>Not here</h1><p>{why}</p></main></html>'
    return HTMLResponse(page, status)
