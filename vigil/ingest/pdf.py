"""PDF files to pages: their text layer, lines put together to paragraphs. Scans are refused: OCR is not done here."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import pypdf

from vigil.errors import InputError
from vigil.ingest.received import Decoded, Hints, Limits, Received, issue, page_of
from vigil.ingest.word import file_date
from vigil.model.report import Issue, Page

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its complaints about broken files are ours to tell

_LETTERS_OF_A_PAGE = 20
"""A page with fewer letters has no text layer: stamps and page numbers alone."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SENTENCE_END = re.compile(r"[.!?…:;。][\"'”’»)\]]*\d*$")
_LIST_ITEM = re.compile(r"(?:[-–—•▪●*]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|§)\s")
_SHORT_LINE = 0.75
"""The share of the usual line length below which a line that ends a sentence ends its paragraph."""
_EDGE_LINES = 2
_RUNNING_SHARE = 0.5


def decode(received: Received, limits: Limits) -> Page:
    """Return the text layer of a PDF as plain text, one empty line between paragraphs.

    Raises InputError where it is broken, locked by a password, has too many pages, or no text layer.
    """
    pages, hints, issues = _read(received, limits)
    if sum(map(_letters, pages)) < _LETTERS_OF_A_PAGE:
        raise InputError(
            "a PDF without a text layer (a scan); run OCR on it, for example ocrmypdf, and give the result"
        )
    bare = [str(number) for number, text in enumerate(pages, 1) if _letters(text) < _LETTERS_OF_A_PAGE]
    if bare:
        issues.append(
            issue("warning", "pdf-page-without-text", f"no text on page {_some(bare)}; run OCR if it is a scan")
        )
    lines, running = _without_running_lines([text.split("\n") for text in pages])
    if running:
        said = f"lines that run over the pages are left out: {'; '.join(running)}"
        issues.append(issue("info", "pdf-running-lines", said))
    return page_of(received, "plain", Decoded("\n\n".join(_paragraphs(lines)), None, tuple(issues)), hints)


def _read(received: Received, limits: Limits) -> tuple[list[str], Hints, list[Issue]]:
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
    pages = [_text(reader, number, issues) for number in range(count)]
    return pages, _hints(reader, received.hints, issues), issues


def _text(reader: pypdf.PdfReader, number: int, issues: list[Issue]) -> str:
    try:
        return reader.pages[number].extract_text().translate(_LIGATURES)
    except Exception as error:  # noqa: BLE001 - as above; the other pages are read all the same
        said = f"page {number + 1} cannot be read ({type(error).__name__}); read it in a PDF viewer"
        issues.append(issue("error", "pdf-page-broken", said))
        return ""


def _hints(reader: pypdf.PdfReader, given: Hints, issues: list[Issue]) -> Hints:
    try:
        told = reader.metadata
        title, author = (told.title, told.author) if told else (None, None)
        written = (told.modification_date or told.creation_date) if told else None
    except Exception as error:  # noqa: BLE001 - as above; a text is worth more than its title
        issues.append(
            issue("info", "pdf-properties-broken", f"its title and date cannot be read ({type(error).__name__})")
        )
        return given
    published = given.published
    if published is None and written is not None:
        published = written.date().isoformat()
        issues.append(file_date(published))
    return Hints(given.title or _words(title), published, given.publisher, given.byline or _words(author))


def _words(value: str | None) -> str | None:
    return (" ".join(str(value).split()) or None) if value else None


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _some(numbers: list[str]) -> str:
    return ", ".join(numbers[:10]) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")


def _without_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Take headers, footers and page numbers from the edges of pages; return what is left, and each such line once."""
    stripped = [[line.strip() for line in page] for page in pages]
    filled = [[line for line in page if line] for page in stripped]
    seen = Counter(form for page in filled for form in {_form(line) for line in _edges(page)})
    running = {form for form, count in seen.items() if len(filled) >= 3 and count > _RUNNING_SHARE * len(filled)}
    out: dict[str, None] = {}
    kept = []
    for page, lines in zip(stripped, filled, strict=True):
        edges = {line for line in _edges(lines) if _form(line) in running}
        out.update(dict.fromkeys(sorted(edges, key=lines.index)))
        kept.append([line for line in page if line not in edges])
    first = {_form(line): line for line in reversed(out)}
    return kept, list(reversed(first.values()))


def _edges(lines: list[str]) -> list[str]:
    return lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _paragraphs(pages: list[list[str]]) -> Iterator[str]:
    """Yield paragraphs: lines joined until an empty line, or a short line that ends a sentence, or a list item."""
    lines = [line for page in pages for line in _trimmed(page)]
    words = set(re.findall(r"[\w-]+", " ".join(lines)))
    widths = [len(line) for line in lines if line]
    usual = median(sorted(widths)[len(widths) // 2 :]) if widths else 0
    open_lines: list[str] = []
    for line, following in pairwise([*lines, ""]):
        if line:
            open_lines.append(line)
        if open_lines and (not line or _ends(line, following, usual)):
            yield _joined(open_lines, words)
            open_lines = []


def _ends(line: str, following: str, usual: float) -> bool:
    if not following or _LIST_ITEM.match(following):
        return True
    return len(line) < _SHORT_LINE * usual and bool(_SENTENCE_END.search(line) or not following[0].islower())


def _trimmed(page: list[str]) -> list[str]:
    """Return the lines of a page without the empty ones at its end, over which a sentence may run on."""
    last = max((at for at, line in enumerate(page) if line), default=-1)
    return page[: last + 1]


def _joined(lines: list[str], words: set[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _hyphenless(text, line, words) or f"{text} {line}"
    return " ".join(text.split())


def _hyphenless(text: str, line: str, words: set[str]) -> str | None:
    """Return the two joined to one word where the first ends in a hyphen; the hyphen stays where the word has it elsewhere."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    first, second = re.search(r"(\w+)-$", text), re.match(r"\w+", line)
    if first is None or second is None or not first[1][-1].isalpha() or not line[0].islower():
        return None
    kept = f"{first[1]}-{second[0]}" in words and first[1] + second[0] not in words
    return (text if kept else text[:-1]) + line
