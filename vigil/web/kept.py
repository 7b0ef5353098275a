"""What somebody sent while their session was locked or over: kept on the page that asks for the password, and done after it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

MOST_BYTES = 8_000_000
"""What is larger is not kept, and that is said: a page that holds it grows by a third."""

_GATES = ("/login", "/unlock", "/logout", "/again", "/lock", "/awake", "/invitation")
"""Pages that ask; what is sent to them is not kept."""

_LIFTED = ("type", "asgi", "http_version", "server", "client", "scheme", "root_path", "state", "extensions", "app")


@dataclass(frozen=True, slots=True)
class Kept:
    """A post: where to, with its query, of which media type, and its bytes."""

    target: str
    media_type: str
    body: bytes

    def packed(self) -> str:
        """Return it as text for a hidden field."""
        head = json.dumps([self.target, self.media_type]).encode()
        return base64.urlsafe_b64encode(head + b"\n" + self.body).decode()


def keep(scope: Scope, body: bytes) -> Kept | None:
    """Return a request to keep, None where it is not one that is done later."""
    path = scope["path"]
    if scope["method"] != "POST" or path.startswith(_GATES) or path.startswith("/api/"):
        return None
    query = scope["query_string"].decode("latin-1")
    raw = scope.get("raw_path", path.encode()).decode("latin-1")
    return Kept(f"{raw}?{query}" if query else raw, Headers(scope=scope).get("content-type", ""), body)


def unpacked(text: str) -> Kept | None:
    """Return what ``packed`` made, None where it is anything else, or goes to a page that it must not."""
    try:
        head, _, body = base64.b64decode(text.encode(), altchars=b"-_", validate=True).partition(b"\n")
        target, media_type = json.loads(head)
    except (ValueError, binascii.Error, TypeError):
        return None
    if not isinstance(target, str) or not isinstance(media_type, str) or not is_local(target):
        return None
    return None if target.startswith((*_GATES, "/api/")) else Kept(target, media_type, body)


def is_local(target: str) -> bool:
    """Whether a path, perhaps with a query, leads to this workbench and nowhere else, whatever a browser makes of it."""
    plain = target.isascii() and target.isprintable() and "\\" not in target and " " not in target
    return plain and target.startswith("/") and not target.startswith("//") and not urlsplit(target).netloc


def local_or(target: str | None, otherwise: str = "/") -> str:
    """Return where to go on to: what was asked for where that is a page of the workbench."""
    return target if target and is_local(target) and not target.startswith(_GATES) else otherwise


def fields(body: bytes) -> dict[str, str]:
    """Return the fields of a form; the last counts where one stands twice."""
    return dict(parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=50))


class Again(Response):
    """Does a kept post now, and answers as it does; ``cookie`` is the name and token of the session that does it."""

    def __init__(self, kept: Kept, cookie: tuple[str, str] | None, set_cookie: bytes | None = None) -> None:
        super().__init__()
        self._kept, self._cookie, self._set_cookie = kept, cookie, set_cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask the whole application anew, as the browser would have."""
        path, _, query = self._kept.target.partition("?")
        headers = MutableHeaders(raw=list(scope["headers"]))
        for name in [n for n in headers if n.startswith("hx-")]:
            del headers[name]
        headers["content-type"] = self._kept.media_type
        headers["content-length"] = str(len(self._kept.body))
        if self._cookie is not None:
            headers["cookie"] = "=".join(self._cookie)
        again = {key: scope[key] for key in _LIFTED if key in scope} | {
            "method": "POST",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": headers.raw,
        }

        given = False

        async def once() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": self._kept.body, "more_body": False}

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and self._set_cookie is not None:
                message["headers"] = [*message["headers"], (b"set-cookie", self._set_cookie)]
            await send(message)

        await scope["app"](again, once, with_cookie)
