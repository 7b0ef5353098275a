"""How much, how slowly and how often somebody may send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

import anyio
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

FORM_BYTES = 12_000_000
"""A form that holds a story of 100,000 words in Cyrillic, each letter of which is six bytes in a form, with room."""

UPLOAD_BYTES = 500_000_000
"""Files of one upload together: ten of the largest that are read."""

CHUNK_SECONDS, WHOLE_SECONDS = 20, 600
"""How long a client may keep silent in the middle of what it sends, and how long all of it may take."""


class TooLargeError(Exception):
    """More is sent than is taken."""

    status = 413


class SlowError(Exception):
    """What is sent comes too slowly."""

    status = 408


class Body:
    """What a request brings, within the limits; once it was read whole it can be read again."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        headers = Headers(scope=scope)
        self.is_upload = headers.get("content-type", "").startswith("multipart/form-data")
        self.most = UPLOAD_BYTES if self.is_upload else FORM_BYTES
        self.told = int(length) if (length := headers.get("content-length", "")).isdigit() else None
        self._receive = receive
        self._taken = 0
        self._ended = False
        self._until: float | None = None
        self._whole: bytes | None = None
        self._given = False

    async def receive(self) -> Message:
        """Return the next message. Raises TooLargeError and SlowError."""
        if self._whole is not None and not self._given:
            self._given = True
            return {"type": "http.request", "body": self._whole, "more_body": False}
        if self._ended:
            return await self._receive()
        self._check()
        message = await self._next()
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            self._check()
            self._ended = not message.get("more_body", False)
        else:
            self._ended = True
        return message

    async def _next(self) -> Message:
        now = anyio.current_time()
        self._until = self._until or now + WHOLE_SECONDS
        try:
            with anyio.fail_after(max(0.0, min(CHUNK_SECONDS, self._until - now))):
                return await self._receive()
        except TimeoutError:
            raise SlowError("This came too slowly. Try again; nothing was done.") from None

    def _check(self) -> None:
        if max(self._taken, self.told or 0) > self.most:
            raise TooLargeError(
                f"This is larger than {self.most // 1_000_000} MB. Send less at once; nothing was done."
            )

    async def whole(self, most: int) -> bytes | None:
        """Return all of it where it is no longer than ``most``, None where it may be; the first time decides."""
        if self._whole is not None:
            return self._whole
        if self.told is None or self.told > most or self._taken:
            return None
        parts = []
        while not self._ended:
            parts.append((await self.receive()).get("body", b""))
        self._whole = b"".join(parts)
        return self._whole


@dataclass(slots=True)
class Buckets:
    """So many requests at once from one sender, and so many a second after that (a token bucket)."""

    now: Callable[[], datetime]
    burst: int
    a_second: float
    _left: dict[str, tuple[float, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def takes(self, sender: str) -> bool:
        """Count one request; False where it is one too many."""
        with self._lock:
            now = self.now()
            if len(self._left) > 10_000:  # all that are full again hold nothing
                self._left = {s: v for s, v in self._left.items() if self._filled(v, now) < self.burst}
            left = self._filled(self._left.get(sender, (float(self.burst), now)), now)
            self._left[sender] = (max(left - 1, 0.0), now)
            return left >= 1

    def _filled(self, kept: tuple[float, datetime], now: datetime) -> float:
        left, at = kept
        return min(float(self.burst), left + (now - at).total_seconds() * self.a_second)
