"""What a document file says of itself: its title and author, where they are more than what its software filled in."""

from __future__ import annotations

import re
from dataclasses import replace

from vigil.ingest.received import Hints, issue
from vigil.model.report import Issue

_WRITTEN_BY = re.compile(r"^Microsoft (?:Office )?(?:Word|PowerPoint) - ")
_FILE_NAME = re.compile(r"\.(?:docx?|rtf|odt|pdf|html?|indd|txt|tmp)$|^(?:untitled|document)\s*\d*$", re.IGNORECASE)


def from_properties(given: Hints, *, title: str | None, author: str | None) -> Hints:
    """Return what is given of a document, completed by its properties.

    A title that is the name of a file is none, and neither is an author of one word: it is the name of an account.
    """
    said = _WRITTEN_BY.sub("", _words(title))
    name = _words(author)
    return replace(
        given,
        title=given.title or (said if said and not _FILE_NAME.search(said) else None),
        byline=given.byline or (name if " " in name else None),
    )


def file_date(day: str) -> Issue:
    """Return the issue that tells when a file was made.

    It is not taken as the day of publication: a page printed to PDF, or a letter saved again, is years younger than what
    it says, and every date that is told by the day of the week would follow it.
    """
    said = f"the file was made on {day}; if the report was published that day, give it with --published"
    return issue("info", "date-of-file", said)


def _words(value: str | None) -> str:
    return " ".join(str(value or "").split())
