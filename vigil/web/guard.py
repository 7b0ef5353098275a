"""What stands before every page: who may ask at all, and what a browser may do with the answer.

A page of another site that the same browser shows must neither read the workbench (DNS rebinding, shut out by the Host) nor
write to it (cross-site posts, shut out by cookie and Origin). See OWASP, "Cross-Site Request Forgery Prevention".
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vigil.errors import StoreError
from vigil.web.limits import Body, SlowError, TooLargeError
from vigil.web.refusal import refused

COOKIE = "vigil_session"
OPEN_PATHS = ("/start", "/static/")
"""What is answered without a session: the start page, which gives one, and files that are the same for everybody."""

SAFE = {"GET", "HEAD", "OPTIONS"}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CAPTURED_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'"
"""For what came from outside: no script, no request, no form, an origin of its own."""

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",  # with no-referrer browsers send the Origin "null" with own forms
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_SECURE = {"Strict-Transport-Security": "max-age=31536000"}


@dataclass(frozen=True, slots=True)
class Door:
    """Under which hosts the workbench answers ("127.0.0.1:8448"), and the session that may enter where there is no team.

    ``origin`` is the address that people use where a proxy stands before it ("https://vigil.example.org").
    """

    hosts: frozenset[str]
    session: str
    origin: str | None = None

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it over TLS."""
        return self.origin is not None and self.origin.startswith("https://")

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; over TLS no other host and no page without TLS can set one of that name."""
        return f"__Host-{COOKIE}" if self.is_secure else COOKIE

    def knows(self, session: str | None) -> bool:
        """Whether this is the session, without telling by the time it takes how much of it is right."""
        return session is not None and hmac.compare_digest(session.encode(), self.session.encode())

    def token_in(self, headers: Headers) -> str | None:
        """Return the token that a request brings, as a cookie or, from a program, in its own header."""
        return cookie_parser(headers.get("cookie", "")).get(self.cookie) or _bearer(headers)

    def is_own(self, origin: str) -> bool:
        """Whether a page of this origin is the workbench's."""
        if self.origin is not None and origin == self.origin:
            return True
        asked = urlsplit(origin)
        return not self.is_secure and asked.scheme == "http" and asked.netloc in self.hosts


class Entrance(Protocol):
    """Knows who may come in."""

    async def admit(self, scope: Scope, body: Body) -> Response | None:
        """Return what is answered to somebody who may not, None to whom it is open."""

    async def leaving(self, scope: Scope, start: Message) -> None:
        """Look at the beginning of an answer before it goes out."""


class Guard:
    """An ASGI layer that refuses what does not come from the workbench's own pages, and sends the headers with the rest."""

    def __init__(self, app: ASGIApp, door: Door, entrance: Entrance) -> None:
        self._app, self._door, self._entrance = app, door, entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (_HEADERS | (_SECURE if self._door.is_secure else {})).items():
                    headers.setdefault(name, value)
                await self._entrance.leaving(scope, message)
                started = True
            await send(message)

        body = Body(scope, receive)
        try:
            refusal = self._refusal(scope) or await self._entrance.admit(scope, body)
            await (refusal or self._app)(scope, body.receive, with_headers)
        except (TooLargeError, SlowError) as error:
            if not started:
                await refused(scope, error.status, str(error))(scope, receive, with_headers)
        except StoreError as error:  # of the session, before the application could say it
            if started:
                raise
            await refused(scope, 503, str(error))(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1 or headers["host"] not in self._door.hosts:
            return refused(scope, 421, "This address is not the workbench's.")
        if scope["method"] not in SAFE and not self._is_from_own_page(headers):
            return refused(scope, 403, "A page of another site asked for this, so it was not done.")
        return None

    def _is_from_own_page(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:  # programs send none; a browser does with every post to another site
            return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        if (
            origin == "null"
        ):  # what a browser makes of its own page's where an extension or a setting keeps the referrer back;
            return (
                headers.get("sec-fetch-site") == "same-origin"
            )  # no script can set this header (fetch.spec.whatwg.org)
        return self._door.is_own(origin)


def _bearer(headers: Headers) -> str | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else None
