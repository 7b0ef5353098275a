"""Feeds: subscribed to by somebody, looked at when somebody asks, and on their own only at an interval that was switched on."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.desk.add import host_of
from vigil.desk.desk import Desk
from vigil.errors import InputError
from vigil.store import Feed

INTERVALS = (1, 6, 24, 168)
"""Hours between two looks that somebody may switch on; shorter ones would burden the sites and show the reader's hours."""


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed; ``every`` is in hours, None where it is looked at only when asked; ``last_import`` is the last look."""

    number: int
    address: str
    every: int | None
    last: str | None
    next: str | None
    last_import: int | None


def feeds(desk: Desk) -> tuple[FeedDocument, ...]:
    """Return the feeds that are subscribed to, newest first."""
    desk.ask("contributor")
    with desk.casebook.imports.look() as sent:
        return tuple(map(_document, sent.feeds.every()))


def subscribe(desk: Desk, address: str, every: int | None) -> int:
    """Subscribe to a feed, look at it now, and return the number of the import.

    Raises InputError and NotAllowedError; with an interval, which makes Vigil ask others unasked, it is an owner's.
    """
    desk.ask("contributor" if every is None else "owner")
    host_of(address)
    return desk.casebook.imports.subscribe(address.strip(), every=_interval(every), by=desk.viewer.name, now=desk.now())


def look_at(desk: Desk, number: int) -> int:
    """Look at a feed now and return the number of the import. Raises NotFoundError."""
    desk.ask("contributor")
    return desk.casebook.imports.look_at(number, by=desk.viewer.name, now=desk.now())


def set_interval(desk: Desk, number: int, every: int | None) -> None:
    """Switch the interval of a feed on or, with None, off. Raises NotFoundError, InputError or NotAllowedError."""
    desk.ask("owner")
    desk.casebook.imports.set_interval(number, _interval(every), now=desk.now())


def unsubscribe(desk: Desk, number: int) -> None:
    """End a subscription; what it brought stays. Raises NotFoundError."""
    desk.ask("contributor")
    desk.casebook.imports.unsubscribe(number)


def _interval(every: int | None) -> int | None:
    if every is not None and every not in INTERVALS:
        raise InputError(
            f"an interval of {every} hours is not offered; choose {', '.join(map(str, INTERVALS))} or none"
        )
    return every


def _document(feed: Feed) -> FeedDocument:
    return FeedDocument(feed.number, feed.address, feed.every, feed.last, feed.next, feed.last_import)
