"""Small files of every format, made in memory. Names and cases in them are invented."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import docx
import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from vigil.errors import InputError
from vigil.ingest import Limits, Received, Refusal, unpack

STORY = "A court in Testville put off the hearing of Arman Tester to 21 January. His lawyer asked for his release."
HTML = f"<!DOCTYPE html><html><head><title>Hearing</title></head><body><article><p>{STORY}</p></article></body></html>"
LIMITS = Limits()


def pdf(
    pages: Iterable[Iterable[str]], *, properties: dict[str, str] | None = None, password: str | None = None
) -> bytes:
    """Return a PDF with one line of text for each string; a page without strings has no text layer."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(width=612, height=792)
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if properties:
        writer.add_metadata(properties)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(document: Any) -> bytes:
    """Return a python-docx document as the bytes of its file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def simple_word(*paragraphs: str) -> bytes:
    """Return a Word file of plain paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return word(document)


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    return out.getvalue()


def warc(*records: tuple[str, str, str, bytes], gzipped: bool = False) -> bytes:
    """Return a WARC file of (record type, URL, content type, body); a type may carry a status: ``response 404``."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped, warc_version="WARC/1.1")
    for kind, url, content_type, body in records:
        name, _, status = kind.partition(" ")
        headers = None
        if name in ("response", "revisit"):
            headers = StatusAndHeaders(status or "200 OK", [("Content-Type", content_type)], protocol="HTTP/1.1")
        elif name == "request":
            headers = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
        record = writer.create_warc_record(
            url,
            name,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=headers,
            warc_content_type="" if headers else content_type,
            warc_headers_dict={"WARC-Date": "2020-01-10T08:30:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def page(number: int, text: str = STORY) -> bytes:
    """Return an HTML page that differs from its fellows by its number."""
    return f"<html><head><title>Page {number}</title></head><body><p>{text} Page {number}.</p></body></html>".encode()


def wacz(archive: bytes, pages: list[dict[str, str]] | None = None) -> bytes:
    """Return a WACZ file around one WARC file."""
    members = {"datapackage.json": b'{"profile": "data-package"}', "archive/data.warc.gz": archive}
    if pages is not None:
        lines = [json.dumps({"format": "json-pages-1.0", "id": "pages"}), *map(json.dumps, pages)]
        members["pages/pages.jsonl"] = "\n".join(lines).encode()
    return zipped(members, method=zipfile.ZIP_STORED)


def members(body: bytes, limits: Limits = LIMITS) -> tuple[list[Received], list[Refusal]]:
    """Return what ``body`` unpacks to: the documents, and what was refused."""
    found = list(unpack(Received.of("made", body), limits))
    return [f for f in found if isinstance(f, Received)], [f for f in found if isinstance(f, Refusal)]


def packed(body: bytes) -> bytes:
    """Return ``body`` as a gzip file of one member."""
    return gzip.compress(body, mtime=0)


def refused(action: Callable[[], object]) -> str | None:
    """Return the line with which ``action`` is refused, None where it is not; any other error goes through."""
    try:
        action()
    except InputError as error:
        return str(error)
    return None
