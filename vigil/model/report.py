"""What was received, what it was decoded to, and the report that a story makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vigil.model.text import Span, Story
from vigil.model.when import When

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read or is doubtful: a result, never a shrug.

    ``code`` is a stable kebab-case word for scripts, ``message`` one line for people that says what to do.
    """

    level: Level
    stage: str
    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """What was received: its SHA-256 (64 hex digits), media type, and where and when it came from over the network."""

    sha256: str
    media_type: str
    url: str | None = None
    retrieved_at: str | None = None
    """RFC 3339, UTC; None for a file, whose time of retrieval nobody knows."""


@dataclass(frozen=True, slots=True)
class Page:
    """A capture decoded to text, before anything is dropped from it.

    ``markup`` says whether ``text`` is HTML source or plain text (also the text layer of a PDF or DOCX). The hints are
    what the container says of it (a feed's item, a WARC record, a DOCX property), all unverified.
    """

    capture: Capture
    markup: Literal["html", "plain"]
    text: str
    charset: str | None = None
    title_hint: str | None = None
    published_hint: str | None = None
    publisher_hint: str | None = None
    byline_hint: str | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One published text: its story and what the page says of itself. Unknown is None.

    ``id`` is the first 16 hex digits of the capture's SHA-256. ``safety_notices`` are furniture that warns that reading
    or sharing the page is punishable somewhere.
    """

    id: str
    capture: Capture
    story: Story
    published: When | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    safety_notices: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def report_id(capture: Capture) -> str:
    """Return the id of the report that a capture makes: 16 hex digits, no word of the content."""
    return capture.sha256[:16]
