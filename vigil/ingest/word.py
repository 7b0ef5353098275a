"""Word documents (DOCX) to pages: paragraphs, headings, tables, text boxes and notes in reading order."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from vigil.errors import InputError
from vigil.ingest.properties import file_date, from_properties
from vigil.ingest.received import Decoded, Hints, Limits, Received, page_of
from vigil.ingest.zipped import BROKEN_ZIP, open_zip
from vigil.model.report import Issue, Page

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_NOTES = ("footnotes", "endnotes")
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr"})
"""What is not text, or is struck out by a tracked change; what such a change puts in is read."""
_AS_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}ptab": "\t"}
_TEMPLATE_DAY = "2013-12-23"
"""The date that python-docx's own template leaves in every document made from it."""


def decode(received: Received, limits: Limits) -> Page:
    """Return a Word document as plain text, one empty line between paragraphs, cells of a row divided by tabs.

    Raises InputError where it is broken, empty, locked, or unpacks to more than the limits let in.
    """
    open_zip(received.body, limits).close()
    try:
        document = docx.Document(io.BytesIO(received.body))
        blocks = [*_blocks(document.element.body), *_notes(document)]
        hints, issues = _properties(document, received.hints)
    except (OpcError, etree.LxmlError, AttributeError, TypeError, zlib.error, *BROKEN_ZIP) as error:
        raise InputError(
            "a broken Word document, or one with macros; open it in Word and save it as DOCX or PDF"
        ) from error
    text = "\n\n".join(block for block in blocks if block)
    if not text:
        raise InputError("a Word document without text; if it holds pictures of pages, run OCR on it and give the text")
    return page_of(received, "plain", Decoded(text, None, issues), hints)


def _blocks(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield _text(child).strip()
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == f"{_W}tr":
            yield "\t".join(" ".join(filter(None, _blocks(cell))) for cell in _cells(child)).strip()
        elif child.tag == _CHOICE:
            yield from _blocks(child[0])
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _cells(child)


def _text(element: Any) -> str:
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _AS_TEXT:
            parts.append(_AS_TEXT[child.tag])
        elif child.tag == _CHOICE:
            parts.append(_text(child[0]))
        elif child.tag not in _SKIPPED and child.tag != f"{_W}txbxContent":
            parts.append(_text(child))
    return "".join(parts)


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in a paragraph; of two versions of one, the first."""
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag == _CHOICE:
            yield from _boxes(child[0])
        elif child.tag not in _SKIPPED:
            yield from _boxes(child)


def _notes(document: Any) -> Iterator[str]:
    """Yield footnotes, then endnotes; the two separator notes that Word keeps in each have a type and no text."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in _NOTES:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            yield from _blocks(root)


def _properties(document: Any, given: Hints) -> tuple[Hints, tuple[Issue, ...]]:
    told = document.core_properties
    hints = from_properties(given, title=told.title, author=told.author)
    written = told.modified or told.created
    if written is None or written.date().isoformat() == _TEMPLATE_DAY:
        return hints, ()
    return hints, (file_date(written.date().isoformat()),)
