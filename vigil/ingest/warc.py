"""WARC archives (ISO 28500) to the documents in them; of a cut or damaged file, the good records."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from vigil.errors import InputError
from vigil.ingest import sniff
from vigil.ingest.http_body import body_of
from vigil.ingest.received import NO_HINTS, Hints, Limits, Received, Refusal, counted, on_one_line

logging.getLogger("warcio").addHandler(logging.NullHandler())

_DOCUMENTS = frozenset({sniff.HTML, sniff.PLAIN, sniff.PDF, sniff.DOCX})
_MAYBE = re.compile(r"text/html|application/xhtml|text/plain|application/pdf|officedocument|octet-stream|^$")
"""Declared types that are looked into. Scripts, styles, pictures, data and feeds of a crawl are not reports."""
_NOT_REPORTS = re.compile(r"^https?://[^/]+/(?:robots|ads|humans|security|llms)\.txt$|/\.well-known/", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_GZIP_MEMBER = b"\x1f\x8b\x08"
_RECORD_START = re.compile(rb"WARC/1\.[01]\r?\n")
_BLOCK = 65_536
_BROKEN_RECORDS = 100
"""After so many broken records in one file the search for good ones ends."""
_BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError, IndexError)
"""What warcio raises for a record that is none; AttributeError where a response names no address."""


@dataclass(frozen=True, slots=True)
class _Record:
    """What is used of a record: ``headers`` are those of HTTP, or none for a resource record."""

    kind: str
    url: str
    date: str | None
    media_type: str
    status: str
    headers: dict[str, str]
    payload: bytes


class _Reader(ArchiveIterator):  # type: ignore[misc]
    """warcio's reader. It writes its complaint about a wrong length to stderr: an empty one, for ``err_count`` tells it."""

    INC_RECORD = ""


Wanted = Callable[[str], Hints | None]
"""Whether the page at an address is wanted, and what the archive says of it."""


def unpack(received: Received, limits: Limits) -> Iterator[Received | Refusal]:
    """Yield the documents (HTML, text, PDF, DOCX) of the response and resource records, in file order.

    Requests, metadata, revisits, redirects, errors and page parts are passed over. A damaged archive gives its good
    records and a Refusal that says what is missing. Raises InputError where it holds no document at all.
    """
    yield from unpack_parts(received.name, [received.body], limits, lambda _url: NO_HINTS)


def unpack_parts(name: str, bodies: Iterable[bytes], limits: Limits, wanted: Wanted) -> Iterator[Received | Refusal]:
    """Yield the documents of several WARC files as those of one archive; see ``unpack``."""
    documents = records = damaged = 0
    for body in bodies:
        for record in _records(body, limits):
            records += 1
            if records > limits.members:
                raise InputError(f"more than {limits.members:,} records; the rest is not read, give a smaller part")
            if record is None:
                damaged += 1
                continue
            found = _document(name, record, limits, wanted)
            documents += isinstance(found, Received)
            if found is not None:
                yield found
    if damaged:
        raise InputError(
            f"cut or damaged: {counted(documents, 'document')} read, {counted(damaged, 'part')} lost; download it again"
        )
    if not documents:
        raise InputError("an archive without a page, text, PDF or DOCX in it; crawl the report's own page")


def _document(name: str, record: _Record, limits: Limits, wanted: Wanted) -> Received | Refusal | None:
    """Return the record as a document; None where it is not one, or not wanted."""
    is_answer = record.kind == "response" and record.status.startswith("2")
    if not is_answer and record.kind not in ("resource", "conversion"):
        return None
    hints = wanted(record.url)
    if hints is None or not _MAYBE.search(record.media_type) or _NOT_REPORTS.search(record.url):
        return None
    label = f"{name}: {on_one_line(record.url)}"
    try:
        body = body_of(
            record.payload,
            content_encoding=record.headers.get("content-encoding"),
            chunked=record.headers.get("transfer-encoding", "").lower() == "chunked",
            limit=limits.file_bytes,
        )
        if not body.strip():
            return None
        charset = charset_of(record.media_type)
        found = Received.of(label, body, url=record.url, retrieved_at=record.date, hints=hints, charset=charset)
    except InputError as error:
        return Refusal(label, error) if "html" in record.media_type else None
    return found if found.capture.media_type in _DOCUMENTS else None


def charset_of(content_type: str) -> str | None:
    """Return the charset that a Content-Type header declares."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def _records(body: bytes, limits: Limits) -> Iterator[_Record | None]:
    """Yield each whole record, and None for each part that is none."""
    if not body.startswith(b"\x1f\x8b"):
        yield from _stream(body)
        return
    for part, whole in _members(body, limits.unpacked_bytes):
        found = list(_stream(part))
        yield from found
        if not whole and None not in found:
            yield None


def _members(body: bytes, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Yield the members of a gzip file unpacked, each with whether it is whole; behind a broken one, on from the next.

    Raises InputError where one unpacks to more than ``limit`` bytes.
    """
    start = 0
    while 0 <= start < len(body):
        machine, part, at = zlib.decompressobj(31), bytearray(), start
        try:
            while at < len(body) and not machine.eof:
                part += machine.decompress(body[at : at + _BLOCK], limit + 1 - len(part))
                at = min(at + _BLOCK, len(body))
                if len(part) > limit:
                    raise InputError(f"unpacks to more than {limit / 1e6:,.0f} MB; give a smaller part")
        except zlib.error:
            pass
        yield bytes(part), machine.eof
        start = at - len(machine.unused_data) if machine.eof else body.find(_GZIP_MEMBER, start + 1)


def _stream(data: bytes) -> Iterator[_Record | None]:
    """Yield the records of an unpacked WARC file. Behind a broken one, go on from the next that begins."""
    start = 0
    for _ in range(_BROKEN_RECORDS):
        broken: int | None = None
        for record, at in _until_broken(data[start:]):
            yield record
            broken = at if record is None else None
        following = None if broken is None else _RECORD_START.search(data, start + broken + 1)
        if following is None:
            return
        start = following.start()


def _until_broken(data: bytes) -> Iterator[tuple[_Record | None, int]]:
    """Yield each record with the offset at which it begins; None in place of the first that is cut or overlong.

    Whether a record is as long as it says shows only when the next is read, so each is held back for one step.
    """
    reader = _Reader(io.BytesIO(data))
    held: tuple[_Record, int] | None = None
    while True:
        try:
            record = next(reader, None)
            payload = record.raw_stream.read() if record else b""
        except _BROKEN:
            if held is not None and not reader.err_count:
                yield held
                held = None
            yield None, held[1] if held else reader.offset
            return
        if held is not None:
            yield (None if reader.err_count else held[0]), held[1]
            if reader.err_count:
                return
        if record is None:
            return
        if getattr(record.raw_stream, "limit", 0):
            yield None, reader.offset
            return
        held = _record(record, payload), reader.offset


def _record(record: Any, payload: bytes) -> _Record:
    http = record.http_headers
    headers = {name.lower(): value for name, value in http.headers} if http else {}
    told = record.rec_headers.get_header
    return _Record(
        kind=record.rec_type,
        url=told("WARC-Target-URI") or told("uri") or "",
        date=_moment(told("WARC-Date") or told("archive-date")),
        media_type=(headers.get("content-type", "") if http else record.content_type) or "",
        status=http.get_statuscode() if http else "",
        headers=headers,
        payload=payload,
    )


def _moment(value: str | None) -> str | None:
    """Return the date of a record as RFC 3339 in UTC; None where it is none."""
    for read in (datetime.fromisoformat, lambda text: datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)):
        try:
            found = read(value or "")
        except ValueError:
            continue
        zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None
