"""PDF files to pages: their text layer, lines put together to paragraphs. Scans are refused: OCR is not done here."""

from __future__ import annotations

import io
import logging

import pypdf

from vigil.errors import InputError
from vigil.ingest.pdf_layout import Line, LineReader, paragraphs, without_running_lines
from vigil.ingest.properties import file_date, from_properties
from vigil.ingest.received import Decoded, Hints, Limits, Received, issue, on_one_line, page_of
from vigil.model.report import Issue, Page

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its complaints about broken files are ours to tell

_LETTERS_OF_A_PAGE = 20
"""A page with fewer letters has no text layer: stamps and page numbers alone."""


def decode(received: Received, limits: Limits) -> Page:
    """Return the text layer of a PDF as plain text, one empty line between paragraphs.

    Raises InputError where it is broken, locked by a password, has too many pages, or no text layer.
    """
    pages, hints, issues = _read(received, limits)
    letters = [_letters(page) for page in pages]
    if sum(letters) < _LETTERS_OF_A_PAGE:
        raise InputError(
            "a PDF without a text layer (a scan); run OCR on it, for example ocrmypdf, and give the result"
        )
    bare = [str(number) for number, count in enumerate(letters, 1) if count < _LETTERS_OF_A_PAGE]
    if bare:
        issues.append(
            issue("warning", "pdf-page-without-text", f"no text on page {_some(bare)}; run OCR if it is a scan")
        )
    lines, running = without_running_lines(pages)
    if running:
        said = f"lines that run over the pages are left out: {on_one_line('; '.join(running), longest=500)}"
        issues.append(issue("info", "pdf-running-lines", said))
    return page_of(received, "plain", Decoded("\n\n".join(paragraphs(lines)), None, tuple(issues)), hints)


def _read(received: Received, limits: Limits) -> tuple[list[list[Line]], Hints, list[Issue]]:
    issues: list[Issue] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(received.body))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # pypdf raises anything from KeyError to RecursionError for a broken file
        raise InputError("a broken PDF; download it again, or print it to a new PDF") from error
    if locked:
        raise InputError("a PDF protected by a password; save it without one")
    if count > limits.pdf_pages:
        raise InputError(f"a PDF of {count:,} pages, over the limit of {limits.pdf_pages:,}; give a smaller part")
    pages = [_lines(reader, number, issues) for number in range(count)]
    return pages, _properties(reader, received.hints, issues), issues


def _lines(reader: pypdf.PdfReader, number: int, issues: list[Issue]) -> list[Line]:
    found = LineReader()
    try:
        reader.pages[number].extract_text(visitor_text=found.visit)
    except Exception as error:  # noqa: BLE001 - as above; the other pages are read all the same
        said = f"page {number + 1} cannot be read whole ({type(error).__name__}); read it in a PDF viewer"
        issues.append(issue("error", "pdf-page-broken", said))
    return found.lines()


def _properties(reader: pypdf.PdfReader, given: Hints, issues: list[Issue]) -> Hints:
    try:
        told = reader.metadata
        title, author = (told.title, told.author) if told else (None, None)
        written = (told.modification_date or told.creation_date) if told else None
    except Exception as error:  # noqa: BLE001 - as above; a text is worth more than its title
        issues.append(
            issue("info", "pdf-properties-broken", f"its title and date cannot be read ({type(error).__name__})")
        )
        return given
    if written is not None:
        issues.append(file_date(written.date().isoformat()))
    return from_properties(given, title=title, author=author)


def _letters(page: list[Line]) -> int:
    return sum(char.isalpha() for line in page for char in line.text)


def _some(numbers: list[str]) -> str:
    return ", ".join(numbers[:10]) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
