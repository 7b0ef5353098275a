"""Messages in MIME to the text in them: a page that a browser saved in one file (MHTML), or an e-mail with a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr

from vigil.errors import InputError
from vigil.ingest.received import Hints, Limits, Received, Refusal, on_one_line

_SAVED_PAGE = "Snapshot-Content-Location"
"""What Chromium and its kin write into a saved page; others give the page's address in Content-Location."""


def unpack(received: Received, _limits: Limits) -> Iterator[Received | Refusal]:
    """Yield the page or the letter: its HTML, or its plain text where it has no HTML.

    A saved page has the address and the time of saving as its retrieval. A letter has its subject, sender and day as
    hints. Attached files are not read: they are told of in a Refusal. Raises InputError where there is no text.
    """
    message = message_from_bytes(received.body, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("html", "plain"))
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes) or not body.strip():
        raise InputError("a message without a text; save the page or letter again, as HTML or text")
    charset = part.get_content_charset()
    address = _header(message, _SAVED_PAGE) or (_header(part, "Content-Location") if _is_saved(message) else None)
    title, day = _header(message, "Subject"), _moment(message)
    if address:
        at = day.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if day and day.tzinfo else None
        hints = Hints(title=title)
        yield Received.of(received.name, body, url=address, retrieved_at=at, hints=hints, charset=charset)
        return
    sender = parseaddr(_header(message, "From") or "")[0] or None
    hints = Hints(title=title, published=day.isoformat() if day else None, publisher=sender)
    yield Received.of(received.name, body, hints=hints, charset=charset)
    attached = [file.get_filename() or "a file without a name" for file in message.iter_attachments() if _is_file(file)]
    if attached:
        raise InputError(
            f"attached files are not read; save them and give them too: {on_one_line(', '.join(attached))}"
        )


def _is_saved(message: EmailMessage) -> bool:
    return message.get_content_type() == "multipart/related" and not message["To"]


def _is_file(part: MIMEPart) -> bool:
    return part.get_content_disposition() == "attachment"


def _header(message: MIMEPart, name: str) -> str | None:
    """Return a header on one line; None where there is none or it cannot be read."""
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError, TypeError):  # the standard library's parser on broken headers
        return None
    return re.sub(r"\s+", " ", str(value)).strip() or None if value is not None else None


def _moment(message: EmailMessage) -> datetime | None:
    try:
        found = message["Date"].datetime
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    return found if isinstance(found, datetime) else None
