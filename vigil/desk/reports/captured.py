"""The page of a report as it was captured: as text, and as a page in which words are marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vigil.desk.desk import Desk
from vigil.desk.reports.document import told
from vigil.model.text import Span

AT = "vigil-at"
"""The anchor of the words that were asked for."""


@dataclass(frozen=True, slots=True)
class CapturedDocument:
    """A captured page, decoded: the text before, in, and after the words asked for; all is in ``before`` where none are."""

    report: str
    sha256: str
    media_type: str
    markup: Literal["html", "plain"]
    before: str
    words: str
    after: str


def captured(desk: Desk, report_id: str, *, asked: tuple[int, int] | None = None) -> CapturedDocument:
    """Return the page of a report, with the words at ``asked`` of its story found in it.

    Raises NotFoundError, and StoreError where the capture is no longer what was received.
    """
    report = told(desk, report_id).read
    page = desk.casebook.review.captured(report)
    place = None
    if asked is not None and 0 <= asked[0] < asked[1]:
        place = report.story.source_map.locate(Span(*asked))
    start, end = (place.start, place.end) if place else (len(page.text), len(page.text))
    text = page.text
    capture = report.capture
    return CapturedDocument(
        report.id, capture.sha256, capture.media_type, page.markup, text[:start], text[start:end], text[end:]
    )


def page_of(document: CapturedDocument) -> str:
    """Return the HTML of a captured page, as it was but for an anchor at the words asked for, and a mark where no tag parts them."""
    words = document.words
    if words and not {"<", ">"} & set(words):
        words = f'<mark id="{AT}">{words}</mark>'
    elif words:
        words = f'<a id="{AT}"></a>{words}'
    return document.before + words + document.after
