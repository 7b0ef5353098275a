"""HTML and plain text to pages."""

from __future__ import annotations

import re
from dataclasses import replace

from vigil.errors import InputError
from vigil.ingest.charset import decode_text
from vigil.ingest.received import Limits, Received, page_of
from vigil.model.report import Page

_DECLARED = re.compile(
    rb"<meta\b[^<>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^<>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_DECLARED_WITHIN = 16_384
"""Browsers look at 1,024 bytes; pages with long scripts first declare it later than that."""


def decode_html(received: Received, _limits: Limits) -> Page:
    """Return an HTML page as text, its markup untouched. Raises InputError where its character set cannot be told."""
    found = _DECLARED.search(received.body[:_DECLARED_WITHIN])
    inside = (found[1] or found[2]).decode("ascii", errors="replace") if found else None
    decoded = decode_text(received.body, declared=(received.charset, inside), html=True)
    return page_of(received, "html", decoded)


def decode_plain(received: Received, limits: Limits) -> Page:
    """Return a plain text with its line ends made one kind.

    Raises InputError where it is longer than any report, or its character set cannot be told.
    """
    if len(received.body) > limits.text_bytes:
        size, limit = len(received.body) / 1e6, limits.text_bytes / 1e6
        raise InputError(f"a text of {size:,.0f} MB, over the limit of {limit:,.0f} MB; give the report alone")
    decoded = decode_text(received.body, declared=(received.charset,))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return page_of(received, "plain", replace(decoded, text=text))
