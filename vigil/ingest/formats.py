"""The registry of formats: one row a media type, each decoded to a page or unpacked to its members."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vigil.errors import InputError
from vigil.ingest import feed, mail, markup, pdf, sniff, wacz, warc, word
from vigil.ingest.received import Limits, Received, Refusal
from vigil.model.report import Page

Decode = Callable[[Received, Limits], Page]
Unpack = Callable[[Received, Limits], Iterator[Received | Refusal]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that is read. ``decode`` reads a document to a page, ``unpack`` a container to its members."""

    label: str
    media_type: str
    decode: Decode | None = None
    unpack: Unpack | None = None


FORMATS = (
    Format("HTML page", sniff.HTML, decode=markup.decode_html),
    Format("plain text", sniff.PLAIN, decode=markup.decode_plain),
    Format("PDF with a text layer", sniff.PDF, decode=pdf.decode),
    Format("Word document (DOCX)", sniff.DOCX, decode=word.decode),
    Format("RSS feed", sniff.RSS, unpack=feed.unpack),
    Format("Atom feed", sniff.ATOM, unpack=feed.unpack),
    Format("WARC archive", sniff.WARC, unpack=warc.unpack),
    Format("WACZ archive", sniff.WACZ, unpack=wacz.unpack),
    Format("page saved in one file (MHTML), or e-mail", sniff.MESSAGE, unpack=mail.unpack),
)
_BY_MEDIA_TYPE = {row.media_type: row for row in FORMATS}


def unpack(received: Received, limits: Limits) -> Iterator[Received | Refusal]:
    """Yield the documents in ``received``: itself where it is one, else the members of the feed or archive that it is."""
    row = _BY_MEDIA_TYPE[received.capture.media_type]
    if row.unpack is None:
        yield received
        return
    try:
        yield from row.unpack(received, limits)
    except InputError as error:
        yield Refusal(received.name, error)


def decode(received: Received, limits: Limits) -> Page:
    """Return the page that a document decodes to. Raises InputError where it cannot be read, and for a container."""
    row = _BY_MEDIA_TYPE[received.capture.media_type]
    if row.decode is None:
        raise InputError(f"{row.label}: unpack it first, then decode each member")
    return row.decode(received, limits)
