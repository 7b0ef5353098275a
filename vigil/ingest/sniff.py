"""What kind of file it is, told by its content; a name says nothing."""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
import zlib

from vigil.errors import InputError

HTML = "text/html"
PLAIN = "text/plain"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
WARC = "application/warc"
WACZ = "application/wacz"
MESSAGE = "message/rfc822"

_HEAD = 65_536
"""How many bytes are looked at."""
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 12, 13, 27}) + b"\x7f"
"""Bytes that text does not hold: C0 controls without backspace, tab, line ends, form feed and escape (ISO-2022-JP)."""
_CONTROL_SHARE = 0.01
"""Random bytes hold 11 % of them; a text with a few stray ones is still a text."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; the longer ones first, because UTF-32's begins with UTF-16's."""

_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file; save it as DOCX or PDF"),
    (b"{\\rtf", "an RTF file; save it as DOCX or PDF"),
    (b"\x89PNG", "a picture; run OCR on it and give the text"),
    (b"\xff\xd8\xff", "a picture; run OCR on it and give the text"),
    (b"GIF8", "a picture; run OCR on it and give the text"),
    (b"II*\x00", "a scanned picture; run OCR on it and give the text"),
    (b"MM\x00*", "a scanned picture; run OCR on it and give the text"),
    (b"7z\xbc\xaf", "a packed archive; unpack it and give the folder"),
    (b"Rar!", "a packed archive; unpack it and give the folder"),
    (b"BZh", "a packed archive; unpack it and give the folder"),
    (b"\xfd7zXZ", "a packed archive; unpack it and give the folder"),
    (b"SQLite format 3", "a database, not a report"),
)

_PROLOGUE = r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->)*+"
"""What stands before the first element of a page or feed: XML declarations, style sheets, comments."""
_HTML_START = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"<(?:html|head|body|article|main|div|p|br|h[1-6]|span|table|ul|a\s+href)\b[^<>]*>", re.IGNORECASE
)
_TAGS_OF_A_FRAGMENT = 3
_DOCTYPE = r"(?:<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)?"
_FEED_ROOT = re.compile(_PROLOGUE + _DOCTYPE + _PROLOGUE + r"<(?:\w+:)?(?P<root>rss|feed|RDF)\b")
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*+\r?\n(?:[ \t][^\r\n]*+\r?\n)*+){2,}+\r?\n")
_MIME = re.compile(rb"^MIME-Version:\s*1", re.IGNORECASE | re.MULTILINE)
"""What tells a message from a text that somebody pasted with its "From:" and "Subject:" lines."""
_XML_START = re.compile(r"\s*<\?xml\b")


def media_type(body: bytes) -> str:
    """Return the media type of ``body``. Raises InputError where it is empty or of a kind that is not read."""
    if not body.strip():
        raise InputError("an empty file; save the page again")
    for magic, what in _REFUSED:
        if body.startswith(magic):
            raise InputError(what)
    if body.startswith(b"WARC/"):
        return WARC
    if b"%PDF-" in body[:1024] and not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return PDF
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(body)
    if body.startswith(b"\x1f\x8b"):
        return _gzipped(body)
    return _text(body)


def wide_charset(body: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where a byte order mark, or zeros at every second byte, say so; None for all else."""
    for mark, charset in BOMS[1:]:
        if body.startswith(mark):
            return charset
    head = body[:_HEAD]
    if len(head) < 8 or 0 not in head:
        return None
    even, odd = head[::2], head[1::2]
    if odd.count(0) > 0.4 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return None


def _zipped(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise InputError("a broken DOCX or WACZ file; download or save it again") from error
    if "word/document.xml" in names:
        return DOCX
    if "datapackage.json" in names or any(n.startswith("archive/") and ".warc" in n for n in names):
        return WACZ
    if "[Content_Types].xml" in names:
        raise InputError("an Office file without a text document; save it as DOCX or PDF")
    if "mimetype" in names:
        raise InputError("an OpenDocument or EPUB file; save it as DOCX or PDF")
    raise InputError("a ZIP file; unpack it and give the folder")


def _gzipped(body: bytes) -> str:
    try:
        head = zlib.decompressobj(31).decompress(body[:_HEAD], 64)
    except zlib.error as error:
        raise InputError("a broken gzip file; download it again") from error
    if head.startswith(b"WARC/"):
        return WARC
    raise InputError("a gzip file; unpack it and give what is in it")


def _text(body: bytes) -> str:
    headers = _HEADERS.match(body.lstrip()[:_HEAD])
    if headers and _MIME.search(headers[0]):
        return MESSAGE
    wide = wide_charset(body)
    if wide is None and _is_binary(body):
        raise InputError("not a text, whatever its name says; give HTML, text, PDF, DOCX, a feed, WARC or WACZ")
    head = body[:_HEAD].decode(wide or "utf-8", errors="ignore").lstrip("\ufeff")
    if _HTML_START.match(head):
        return HTML
    feed = _FEED_ROOT.match(head)
    if feed:
        return ATOM if feed["root"] == "feed" else RSS
    tags = len(_HTML_TAG.findall(head))
    if _XML_START.match(head) and not tags:
        raise InputError("XML, but neither a feed nor a page; give the page itself")
    if tags >= _TAGS_OF_A_FRAGMENT or (tags and head.lstrip().startswith("<")):
        return HTML
    if _is_json(head, whole=len(body) <= _HEAD):
        raise InputError("JSON data, not a report; give the report itself")
    return PLAIN


def _is_binary(body: bytes) -> bool:
    for part in (body[:_HEAD], body[-_HEAD:]):
        controls = len(part) - len(part.translate(None, _CONTROLS))
        if controls > _CONTROL_SHARE * len(part) or 0 in part:
            return True
    return False


def _is_json(head: str, *, whole: bool) -> bool:
    """Whether it is JSON, or JSON Lines; of a longer file the first line alone is asked."""
    start = head.lstrip()
    if not start.startswith(("{", "[")):
        return False
    for candidate in (head if whole else "", start.partition("\n")[0]):
        try:
            if isinstance(json.loads(candidate), dict | list):
                return True
        except (ValueError, RecursionError):
            continue
    return not whole and bool(re.match(r"[\[{]\s*[\"{\[]", start))
