"""RSS and Atom feeds to their items: each item with a text becomes a small page of its own.

The page repeats in its head what the feed says of the item (title, link, date, author, publisher), so that the capture of an
item can be read without the feed. The feed itself is kept as it was received.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any
from xml.sax import SAXException

import feedparser
from lxml import etree

from vigil.errors import InputError
from vigil.ingest.received import Hints, Limits, Received, Refusal, counted, on_one_line

_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_TAIL = 2_000
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*+>(?:\s++|<!--(?:[^-]|-(?!->))*+-->)*+\Z", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def unpack(received: Received, limits: Limits) -> Iterator[Received | Refusal]:
    """Yield each item that has a text as an HTML page, in the order of the feed, with the item's link as its address.

    Items of a title alone are told of in one Refusal, a feed that breaks off in another. Raises InputError where it is
    not a feed, defines entities (no feed needs them: they are how a small file unpacks to gigabytes), or is empty.
    """
    if _ENTITY.search(_narrow(received.body)):
        raise InputError("a feed that defines XML entities; it was not opened")
    if _is_too_deep(received.body):
        raise InputError("a feed of elements within elements without end; it was not opened")
    feed = feedparser.parse(io.BytesIO(received.body), resolve_relative_uris=False, sanitize_html=False)
    entries = feed.entries
    if not entries:
        raise InputError("a feed without items, or not a feed; give the address of the page instead")
    if len(entries) > limits.feed_items:
        said = f"{len(entries):,} items, of which the first {limits.feed_items:,} are read; split the feed"
        yield Refusal(received.name, InputError(said))
    bare = 0
    for number, entry in enumerate(entries[: limits.feed_items], 1):
        page = _item(received, number, entry, feed.feed)
        if page is None:
            bare += 1
        else:
            yield page
    if bare:
        said = f"{counted(bare, 'item')} without a text, only a title; give the addresses of the pages instead"
        yield Refusal(received.name, InputError(said))
    if isinstance(feed.get("bozo_exception"), SAXException) and not _CLOSED.search(_narrow(received.body)[-_TAIL:]):
        said = (
            f"a feed that breaks off; {counted(len(entries), 'item')} before that are read, get it again for the rest"
        )
        yield Refusal(received.name, InputError(said))


def _is_too_deep(body: bytes) -> bool:
    """Whether its elements nest deeper than libxml2 lets them (256): feedparser's time grows with the square of that."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    with suppress(etree.XMLSyntaxError):
        etree.fromstring(body, parser)
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _narrow(body: bytes) -> bytes:
    """Return a feed so that its ASCII can be searched, UTF-16 or not."""
    return body.replace(b"\x00", b"")


def _item(received: Received, number: int, entry: Any, feed: Any) -> Received | None:
    content = _content(entry)
    if not content.strip():
        return None
    link = entry.get("link") or None
    hints = Hints(
        title=_plain(entry.get("title")),
        published=_date(entry.get("published") or entry.get("updated")),
        publisher=_plain((entry.get("source") or {}).get("title") or feed.get("title")),
        byline=_plain(entry.get("author")),
    )
    page = _page(content, link, hints, feed.get("language"))
    name = f"{received.name}: {on_one_line(link) if link else f'item {number}'}"
    return Received.of(name, page.encode(), url=link, retrieved_at=received.capture.retrieved_at, hints=hints)


def _content(entry: Any) -> str:
    """Return the fullest text of an item as HTML."""
    parts: list[Any] = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    longest = max(parts, key=lambda part: len(part.get("value") or ""))
    value: str = longest.get("value") or ""
    if longest.get("type") == "text/plain" and not _TAG.search(value):
        return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in value.split("\n\n") if part.strip())
    return value


def _page(content: str, link: str | None, hints: Hints, language: str | None) -> str:
    metas = [
        f'<link rel="canonical" href="{escape(link)}">' if link else "",
        _meta("article:published_time", hints.published),
        _meta("og:site_name", hints.publisher),
        _meta("author", hints.byline),
    ]
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">' if language else "<html>",
        '<head><meta charset="utf-8">',
        f"<title>{escape(hints.title, quote=False)}</title>" if hints.title else "",
        *metas,
        "</head>",
        "<body><article>",
        f"<h1>{escape(hints.title, quote=False)}</h1>" if hints.title else "",
        content,
        "</article></body>",
        "</html>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _meta(name: str, value: str | None) -> str:
    key = "property" if ":" in name else "name"
    return f'<meta {key}="{name}" content="{escape(value)}">' if value else ""


def _plain(value: str | None) -> str | None:
    return " ".join(unescape(_TAG.sub("", value)).split()) or None if value else None


def _date(value: str | None) -> str | None:
    """Return a feed's date as ISO 8601 in its own time zone, so that the day is the publisher's; other text as it is."""
    if not value:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value.strip()).isoformat()
        except (ValueError, TypeError):
            continue
    return value.strip()
