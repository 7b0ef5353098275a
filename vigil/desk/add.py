"""Adding reports: imports of text, files and addresses, how far each is, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from vigil.desk.desk import Desk
from vigil.errors import InputError, NotFoundError
from vigil.ingest import Received
from vigil.ingest.received import on_one_line
from vigil.ingest.sources import left_out, too_large
from vigil.model.when import When
from vigil.run import LIMITS
from vigil.store import Import, Kind, NewImport, NewItem, Outcome

AT_ONCE = 50
"""Imports, or outcomes, of a page."""
ADDRESSES = 200
"""Addresses of one import."""
_ADDRESS = re.compile(r"https?://\S+|[^\s/@:]+\.[^\s/@:.]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
"""An address, or what a browser would take for one: a host name alone, with or without a path."""

Became = Literal["added", "known", "failed", "received"]
"""A new report; one that was there already; nothing, with a message; what the viewer may not know more of."""
Only = Literal["added", "known", "failed"]


@dataclass(frozen=True, slots=True)
class ImportDocument:
    """An import: ``done`` of ``items`` files or addresses are over; the reports in them are counted by what they became."""

    number: int
    kind: Kind
    label: str
    by: str
    at: str
    published: str | None
    state: Literal["open", "stopped", "done"]
    trouble: str | None
    items: int
    done: int
    added: int
    known: int
    failed: int
    received: int
    ended: str | None


@dataclass(frozen=True, slots=True)
class OutcomeDocument:
    """What one report became; ``report`` is its id, ``message`` what to do where it could not be read."""

    name: str
    became: Became
    report: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class ImportPageDocument:
    """An import with what came of it, newest first; ``next`` is what to ask for before, None at the end."""

    of: ImportDocument
    outcomes: tuple[OutcomeDocument, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class ImportsDocument:
    """The imports that go on or are stopped, and one page of those that are done, newest first."""

    going: tuple[ImportDocument, ...]
    ended: tuple[ImportDocument, ...]
    next: int | None


def imports(desk: Desk, *, before: int | None = None) -> ImportsDocument:
    """Return the imports; those of others only to an owner."""
    with desk.casebook.imports.look() as sent:
        going = sent.intake.open(by=_whose(desk))
        ended = sent.intake.ended(by=_whose(desk), before=before, limit=AT_ONCE + 1)
    more = ended[AT_ONCE - 1].number if len(ended) > AT_ONCE else None
    return ImportsDocument(
        tuple(_document(desk, i) for i in going), tuple(_document(desk, i) for i in ended[:AT_ONCE]), more
    )


def import_page(
    desk: Desk, number: int, *, only: Only | None = None, before: int | None = None, limit: int = AT_ONCE
) -> ImportPageDocument:
    """Return an import with what came of it. Raises NotFoundError where it is not there for the viewer."""
    found = _mine(desk, number)
    with desk.casebook.imports.look() as sent:
        outcomes = sent.intake.outcomes(number, kind=only, before=before, limit=limit + 1)
    more = outcomes[limit - 1].number if len(outcomes) > limit else None
    hidden = desk.viewer.hidden.reports
    shown = (o for o in outcomes[:limit] if only is None or o.report not in hidden)
    return ImportPageDocument(_document(desk, found), tuple(_outcome(desk, o) for o in shown), more)


def add_text(desk: Desk, text: str, published: str | None) -> int:
    """Begin an import of a pasted text and return its number. Raises InputError or DateError, with nothing kept."""
    desk.ask("contributor")
    day = _day(published)
    body = text.replace("\r\n", "\n").strip().encode("utf-8", "replace")
    if not body:
        raise InputError("nothing to read yet; paste the text of a report, or its address")
    if len(body) > LIMITS.text_bytes:
        raise InputError(too_large(LIMITS.text_bytes, len(body)))
    Received.of("text", body)  # says what it is, where it is nothing that is read
    words = on_one_line(" ".join(text.split()), longest=60)
    return _begin(desk, "text", words, day, [NewItem(f"“{words}”", sha256=desk.casebook.imports.incoming.keep(body))])


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the addresses that a text is made of, one a line; nothing where it is anything but addresses."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(_ADDRESS.fullmatch(line) for line in lines):
        return ()
    found = [line if "://" in line else f"https://{line}" for line in lines]
    return tuple(dict.fromkeys(found))


def host_of(address: str) -> str:
    """Return which host an address asks. Raises InputError where it is no address of a page."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError as error:
        raise InputError("not an address; copy it from the browser's address bar") from error
    if parts.scheme not in ("http", "https") or not host or len(address) > 4_000 or not address.isprintable():
        raise InputError("not an address of a page; copy it from the browser's address bar, with https://")
    if "@" in parts.netloc:
        raise InputError("the address holds a password; save the page in a browser and give its file")
    return host


def add_addresses(desk: Desk, addresses: Sequence[str], published: str | None) -> int:
    """Begin an import that fetches pages, and return its number. Raises InputError or DateError."""
    desk.ask("contributor")
    day = _day(published)
    given = [a.strip() for a in addresses if a.strip()]
    if not given:
        raise InputError("no address; copy one from the browser's address bar")
    if len(given) > ADDRESSES:
        raise InputError(f"more than {ADDRESSES} addresses; give them in several parts")
    for address in given:
        host_of(address)
    label = given[0] if len(given) == 1 else f"{given[0]} +{len(given) - 1}"
    things = [NewItem(on_one_line(a), address=a) for a in dict.fromkeys(given)]
    return _begin(desk, "addresses", on_one_line(label), day, things)


def add_files(desk: Desk, files: Sequence[NewItem], published: str | None) -> int:
    """Begin an import of files that are in ``incoming`` and return its number. Raises InputError or DateError.

    Hidden files and the parts of saved pages are passed over.
    """
    desk.ask("contributor")
    day = _day(published)
    passed_over = left_out([f.name for f in files])
    kept = [f for f in files if f.name not in passed_over]
    if not kept:
        raise InputError("no file to read; choose one or more, or a folder that holds reports")
    folders = {f.name.partition("/")[0] for f in kept if "/" in f.name}
    label = kept[0].name if len(kept) == 1 else f"{next(iter(folders))}/" if len(folders) == 1 else kept[0].name
    return _begin(desk, "files", label if len(kept) == 1 or folders else f"{label} +{len(kept) - 1}", day, kept)


def stop(desk: Desk, number: int) -> None:
    """Stop an import; what is read stays. Raises NotFoundError."""
    _mine(desk, number)
    desk.casebook.imports.stop(number)


def resume(desk: Desk, number: int) -> None:
    """Take a stopped import up again. Raises NotFoundError."""
    _mine(desk, number)
    desk.casebook.imports.resume(number)


def retry(desk: Desk, number: int) -> None:
    """Try again what could not be read. Raises NotFoundError."""
    _mine(desk, number)
    desk.casebook.imports.retry(number)


def day_of(published: str | None) -> When | None:
    """Return the day that somebody wrote into a form, None for nothing. Raises DateError."""
    return When(published.strip()) if published and published.strip() else None


def _day(published: str | None) -> str | None:
    day = day_of(published)
    return None if day is None else str(day)


def _begin(desk: Desk, kind: Kind, label: str, published: str | None, things: Sequence[NewItem]) -> int:
    new = NewImport(kind, label, desk.viewer.name, desk.at(), published)
    return desk.casebook.imports.begin(new, things)


def _whose(desk: Desk) -> str | None:
    desk.ask("contributor")
    return None if desk.viewer.may("owner") else desk.viewer.name


def _mine(desk: Desk, number: int) -> Import:
    whose = _whose(desk)
    found = desk.casebook.imports.get(number)
    if whose not in (None, found.by):
        raise NotFoundError(f"no import {number} in this casebook; see the list of imports")
    return found


def _document(desk: Desk, found: Import) -> ImportDocument:
    with desk.casebook.imports.look() as sent:
        unseen = sent.intake.count_of(found.number, desk.viewer.hidden.reports)
    return ImportDocument(
        number=found.number,
        kind=found.kind,
        label=found.label,
        by=found.by,
        at=found.at,
        published=found.published,
        state=found.state,
        trouble=found.trouble,
        items=found.items,
        done=found.done,
        added=found.added - unseen.get("added", 0),
        known=found.known - unseen.get("known", 0),
        failed=found.failed,
        received=sum(unseen.values()),
        ended=found.ended,
    )


def _outcome(desk: Desk, found: Outcome) -> OutcomeDocument:
    if found.report in desk.viewer.hidden.reports:
        return OutcomeDocument(found.name, "received", None, None)
    return OutcomeDocument(found.name, found.kind, found.report, found.message)
