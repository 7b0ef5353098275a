"""What ingest takes and gives: one thing received, one thing refused, and how much is let in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from vigil.errors import VigilError
from vigil.ingest.sniff import media_type
from vigil.model.report import Capture, Issue, Level, Page


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is let in. A source over a limit is refused with one line that names the limit, and nothing of it is kept.

    A long court judgment is under 5 MB as PDF and a news page under 3 MB, so the limits stand an order of magnitude
    above what people send and below what fills a laptop's memory.
    """

    file_bytes: int = 50_000_000
    """Size of one file, one body over HTTP, or one member of an archive."""
    text_bytes: int = 10_000_000
    """Size of a plain text: more than any book. Pages are let in up to the size of a file, for they carry pictures."""
    unpacked_bytes: int = 400_000_000
    """Size of everything in a ZIP or gzip file once it is unpacked."""
    ratio: int = 100
    """How many times larger than its file the unpacked content may be; Word's XML stays under 30."""
    ratio_from_bytes: int = 10_000_000
    """Unpacked content below this size is harmless whatever its ratio."""
    members: int = 10_000
    """Files in a ZIP file, or records in a WARC file."""
    pdf_pages: int = 2_000
    feed_items: int = 1_000
    folder_files: int = 100_000


@dataclass(frozen=True, slots=True)
class Hints:
    """What a container says of one of its members, all unverified. ``published`` is ISO 8601 where it could be read."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    byline: str | None = None


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the character set that its bytes are in, and what is to be known about how it was read."""

    text: str
    charset: str | None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """One thing received, unchanged. ``name`` is what a person sees in messages: the path or URL as it was given.

    ``charset`` is what the transport declared (an HTTP header), ``warc`` the WARC record of what came over HTTP.
    """

    name: str
    capture: Capture
    body: bytes
    hints: Hints = NO_HINTS
    charset: str | None = None
    warc: bytes | None = None

    @classmethod
    def of(
        cls,
        name: str,
        body: bytes,
        *,
        url: str | None = None,
        retrieved_at: str | None = None,
        hints: Hints = NO_HINTS,
        charset: str | None = None,
        warc: bytes | None = None,
    ) -> Received:
        """Return ``body`` as a thing received; its content tells the media type. Raises InputError as ``media_type``."""
        capture = Capture(sha256_of(body), media_type(body), url, retrieved_at)
        return cls(name, capture, body, hints, charset, warc)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be read, and why: an error line is ``name: error``. The rest of its source is read."""

    name: str
    error: VigilError


def page_of(received: Received, markup: Literal["html", "plain"], decoded: Decoded, hints: Hints | None = None) -> Page:
    """Return the page that ``received`` was decoded to, with ``hints`` or, where there are none, its own."""
    told = hints or received.hints
    return Page(
        received.capture,
        markup,
        decoded.text,
        decoded.charset,
        title_hint=told.title,
        published_hint=told.published,
        publisher_hint=told.publisher,
        byline_hint=told.byline,
        issues=decoded.issues,
    )


def sha256_of(body: bytes) -> str:
    """Return the SHA-256 of ``body`` as 64 hex digits."""
    return hashlib.sha256(body).hexdigest()


def issue(level: Level, code: str, message: str) -> Issue:
    """Return an issue of this stage."""
    return Issue(level=level, stage="ingest", code=code, message=message)


def counted(number: int, thing: str) -> str:
    """Return a number of things in words: ``1 document``, ``1,200 documents``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def on_one_line(text: str, *, longest: int = 200) -> str:
    """Return text of a stranger as it can stand in a message: no line ends or terminal controls, not without end."""
    plain = "".join(char if char.isprintable() else " " for char in text[: longest + 1])
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
