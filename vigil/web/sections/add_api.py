"""Adding reports, as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from vigil.desk import add, feeds
from vigil.desk.add import Only
from vigil.web.at import AtDesk, needs
from vigil.web.sections.add import Before, Number, section
from vigil.web.uploads import read_form

api = section.api
_CONTRIBUTOR = [needs("contributor")]
_OWNER = [needs("owner")]

FORM_WITH_FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "published": {"type": "string"},
                    },
                    "required": ["files"],
                }
            }
        },
    }
}


@dataclass(frozen=True, slots=True)
class TextAsked:
    """A text to read; ``published`` is EDTF, where it is known."""

    text: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class AddressesAsked:
    """Addresses to fetch, now."""

    addresses: list[str]
    published: str | None = None


Hours = Literal[1, 6, 24, 168]


@dataclass(frozen=True, slots=True)
class FeedAsked:
    """A feed to subscribe to and fetch now; ``every`` so many hours it is fetched again, None: only when asked."""

    address: str
    every: Hours | None = None


@dataclass(frozen=True, slots=True)
class IntervalAsked:
    """Every how many hours a feed is fetched; None: only when asked."""

    every: Hours | None


@api.get("/imports")
def listed(desk: AtDesk, before: Before = None) -> add.ImportsDocument:
    """Return the imports; ``before`` is ``next`` of the page before."""
    return add.imports(desk, before=before)


@api.post("/imports/text", status_code=201, dependencies=_CONTRIBUTOR)
def send_text(desk: AtDesk, asked: TextAsked) -> add.ImportPageDocument:
    """Begin an import of a text."""
    return add.import_page(desk, add.add_text(desk, asked.text, asked.published))


@api.post("/imports/addresses", status_code=201, dependencies=_CONTRIBUTOR)
def send_addresses(desk: AtDesk, asked: AddressesAsked) -> add.ImportPageDocument:
    """Begin an import that fetches pages."""
    return add.import_page(desk, add.add_addresses(desk, asked.addresses, asked.published))


@api.post("/imports/files", status_code=201, openapi_extra=FORM_WITH_FILES, dependencies=_CONTRIBUTOR)
async def send_files(request: Request, desk: AtDesk) -> add.ImportPageDocument:
    """Begin an import of files."""
    sent = await read_form(request, desk)
    return add.import_page(desk, add.add_files(desk, sent.files, sent.text("published")))


@api.get("/imports/{number}")
def one(desk: AtDesk, number: Number, only: Only | None = None, before: Before = None) -> add.ImportPageDocument:
    """Return an import with what came of it; ``before`` is ``next`` of the page before."""
    return add.import_page(desk, number, only=only, before=before)


@api.post("/imports/{number}/stop", dependencies=_CONTRIBUTOR)
def stop(desk: AtDesk, number: Number) -> add.ImportPageDocument:
    """Stop an import."""
    add.stop(desk, number)
    return add.import_page(desk, number)


@api.post("/imports/{number}/resume", dependencies=_CONTRIBUTOR)
def resume(desk: AtDesk, number: Number) -> add.ImportPageDocument:
    """Take a stopped import up again."""
    add.resume(desk, number)
    return add.import_page(desk, number)


@api.post("/imports/{number}/retry", dependencies=_CONTRIBUTOR)
def retry(desk: AtDesk, number: Number) -> add.ImportPageDocument:
    """Try again what could not be read."""
    add.retry(desk, number)
    return add.import_page(desk, number)


@api.get("/feeds", dependencies=_CONTRIBUTOR)
def subscribed(desk: AtDesk) -> tuple[feeds.FeedDocument, ...]:
    """Return the feeds that are subscribed to."""
    return feeds.feeds(desk)


@api.post("/feeds", status_code=201, dependencies=_CONTRIBUTOR)
def subscribe(desk: AtDesk, asked: FeedAsked) -> add.ImportPageDocument:
    """Subscribe to a feed and return the import that looks at it."""
    return add.import_page(desk, feeds.subscribe(desk, asked.address, asked.every))


@api.post("/feeds/{number}/look", status_code=201, dependencies=_CONTRIBUTOR)
def look(desk: AtDesk, number: Number) -> add.ImportPageDocument:
    """Look at a feed now and return the import that does."""
    return add.import_page(desk, feeds.look_at(desk, number))


@api.put("/feeds/{number}", dependencies=_OWNER)
def set_interval(desk: AtDesk, number: Number, asked: IntervalAsked) -> tuple[feeds.FeedDocument, ...]:
    """Switch the interval of a feed on or off."""
    feeds.set_interval(desk, number, asked.every)
    return feeds.feeds(desk)


@api.delete("/feeds/{number}", status_code=204, dependencies=_CONTRIBUTOR)
def unsubscribe(desk: AtDesk, number: Number) -> None:
    """End a subscription; what it brought stays."""
    feeds.unsubscribe(desk, number)
