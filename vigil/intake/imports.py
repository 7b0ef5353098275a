"""Imports: what somebody sent, what is to be read of it, and what came of it. All of it outlives a stop of the program."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from vigil import upkeep
from vigil.errors import InputError, NotFoundError, StoreError, VigilError
from vigil.ingest import Archive, Received
from vigil.intake.adding import Added, Adding
from vigil.intake.incoming import Arriving, Incoming
from vigil.model.when import When
from vigil.run import LIMITS, Failed, Surroundings
from vigil.store import Feed, Import, Item, NewImport, NewItem, OutcomeKind, Sent, Setting, Store, Work

TRIES = 3
"""So often at most a file is begun that ends the program each time while it is read."""
_WHOLE = -1
"""The part that stands for an item as a whole."""


class Imports:
    """The imports of a casebook. Whoever waits for work is woken by ``bell``."""

    def __init__(self, store: Store, archive: Archive, casebook: Path) -> None:
        self._store = store
        self._archive = archive
        self._adding = Adding(store, archive)
        self.incoming = Incoming(casebook)
        self.bell = threading.Condition()

    @contextmanager
    def look(self) -> Iterator[Sent]:
        """Look at imports, feeds and settings, as they are now."""
        with self._store.sent() as sent:
            yield sent

    @contextmanager
    def _change(self) -> Iterator[Work]:
        with self._store.work() as work:
            yield work
        self.ring()

    def ring(self) -> None:
        """Wake whoever waits."""
        with self.bell:
            self.bell.notify_all()

    # What a person asks for

    def arrive(self) -> Arriving:
        """Return a file on its way in, up to the limit of one file."""
        return self.incoming.begin(LIMITS.file_bytes)

    def begin(self, new: NewImport, things: Sequence[NewItem]) -> int:
        """Begin an import of what is kept in ``incoming`` or stands at addresses, and return its number."""
        with self._change() as work:
            return work.sent.intake.begin(new, things)

    def get(self, number: int) -> Import:
        """Return an import. Raises NotFoundError where there is none of that number."""
        with self.look() as sent:
            found = sent.intake.get(number)
        if found is None:
            raise NotFoundError(f"no import {number} in this casebook; see the list of imports")
        return found

    def is_open(self, number: int) -> bool:
        """Whether an import is to go on."""
        return self.get(number).state == "open"

    def stop(self, number: int) -> None:
        """Stop an import: what is read stays, what is not can be taken up again."""
        with self._change() as work:
            work.sent.intake.stop(number)

    def resume(self, number: int) -> None:
        """Take a stopped import up again."""
        with self._change() as work:
            work.sent.intake.resume(number)

    def retry(self, number: int) -> None:
        """Try again whatever of an import could not be read."""
        with self._change() as work:
            work.sent.intake.retry(number)

    def setting(self, key: Setting) -> str | None:
        """Return a setting of the casebook, None where it was not made."""
        with self.look() as sent:
            return sent.settings.get(key)

    def put_setting(self, key: Setting, value: str | None) -> None:
        """Make a setting; None takes it away."""
        with self._change() as work:
            work.sent.settings.put(key, value)

    # Feeds

    def subscribe(self, address: str, *, every: int | None, by: str, now: datetime) -> int:
        """Keep a feed and look at it now; return the number of the import. ``every`` is in hours."""
        with self._change() as work:
            number = work.sent.feeds.subscribe(address, by=by, at=stamp(now))
            work.sent.feeds.set_interval(number, every, following=None)
            return self._look_at(work.sent, self._feed(work.sent, number), by, now)

    def look_at(self, number: int, *, by: str, now: datetime) -> int:
        """Look at a feed now and return the number of the import. Raises NotFoundError."""
        with self._change() as work:
            return self._look_at(work.sent, self._feed(work.sent, number), by, now)

    def set_interval(self, number: int, every: int | None, *, now: datetime) -> None:
        """Look at a feed every so many hours from now on, or, with None, only when asked. Raises NotFoundError."""
        with self._change() as work:
            self._feed(work.sent, number)
            work.sent.feeds.set_interval(number, every, following=_following(now, every))

    def unsubscribe(self, number: int) -> None:
        """End a subscription; what it brought stays. Raises NotFoundError."""
        with self._change() as work:
            self._feed(work.sent, number)
            work.sent.feeds.remove(number)

    def begin_due(self, now: datetime) -> None:
        """Begin a look at each feed whose time has come."""
        with self.look() as sent:
            due = sent.feeds.due(stamp(now))
        if due:
            with self._store.work() as work:
                for feed in work.sent.feeds.due(stamp(now)):
                    self._look_at(work.sent, feed, feed.by, now)

    def _feed(self, sent: Sent, number: int) -> Feed:
        found = sent.feeds.get(number)
        if found is None:
            raise NotFoundError("this feed is not subscribed to any more; see the list of feeds")
        return found

    def _look_at(self, sent: Sent, feed: Feed, by: str, now: datetime) -> int:
        """Begin an import of a feed; where the one before still goes on, return that."""
        before = None if feed.last_import is None else sent.intake.get(feed.last_import)
        if before is not None and before.state == "open":
            number = before.number
        elif before is not None and before.state == "stopped":
            sent.intake.resume(before.number)
            number = before.number
        else:
            new = NewImport("feed", feed.address, by, stamp(now), feed=feed.number)
            number = sent.intake.begin(new, [NewItem(feed.address, address=feed.address)])
        sent.feeds.looked(feed.number, number, at=stamp(now), following=_following(now, feed.every))
        return number

    # What the worker does

    def bring_up_to_date(self) -> None:
        """Make ready for reading: the case files as they should be, nothing left over in ``incoming``."""
        for _ in upkeep.bring_up_to_date(self._store):
            pass
        self.incoming.clear(self._needed)

    def read(self, item: Item, around: Surroundings, goes_on: Callable[[], bool]) -> None:
        """Read what was sent. Where ``goes_on`` says no the rest of it is left for the next time.

        Raises StoreError where the casebook cannot be written; what was read until then stays.
        """
        with self._store.work() as work:
            found = work.sent.intake.get(item.import_number)
            noted = work.sent.intake.parts_noted(item.number)
            work.sent.intake.try_once(item.number)
        assert found is not None
        if item.tries >= TRIES:
            said = f"Vigil ended {TRIES} times while it read this; give it in another form, for example as plain text"
            self.give_up(item, said, around.now())
            return
        try:
            received = self._received(item)
        except StoreError:
            raise
        except VigilError as error:
            self.give_up(item, str(error), around.now())
            return
        published = None if found.published is None else When(found.published)

        def note(work: Work, part: int, added: Added) -> None:
            kind: OutcomeKind = "added" if added.new else "known"
            work.sent.intake.note(found.number, item.number, part, added.name, kind, report=added.report)

        for part, outcome in self._adding.parts(received, published, around, skip=noted, note=note):
            if isinstance(outcome, Failed):
                with self._store.work() as work:
                    said = str(outcome.error)
                    work.sent.intake.note(found.number, item.number, part, outcome.name, "failed", message=said)
            if not goes_on():
                return
        self._over(item, around.now())

    def _received(self, item: Item) -> Received:
        assert item.sha256 is not None
        body = self._body(item.sha256)
        if item.came is None:
            return Received.of(item.name, body)
        record = None if item.record is None else self.incoming.read(item.record)
        return Received.of(item.name, body, warc=record, **json.loads(item.came))

    def _body(self, digest: str) -> bytes:
        """Return what was sent; where another import of the same bytes was read meanwhile they are a capture already."""
        try:
            return self.incoming.read(digest)
        except InputError:
            if not self._archive.has(digest):
                raise
            return self._archive.read(digest)

    def arrived(self, item: Item, received: Received) -> None:
        """Keep what stands at an item's address; it is read next."""
        digest = self.incoming.keep(received.body)
        record = None if received.warc is None else self.incoming.keep(received.warc)
        capture = received.capture
        came = {"url": capture.url, "retrieved_at": capture.retrieved_at, "charset": received.charset}
        with self._change() as work:
            work.sent.intake.arrived(item.number, sha256=digest, record=record, came=json.dumps(came))

    def give_up(self, item: Item, why: str, now: datetime) -> None:
        """Put down why an item cannot be read; it can be tried again."""
        with self._change() as work:
            intake = work.sent.intake
            if _WHOLE not in intake.parts_noted(item.number):
                intake.note(item.import_number, item.number, _WHOLE, item.name, "failed", message=why)
            intake.over(item.import_number, item.number, stamp(now))

    def halt(self, number: int, why: str) -> None:
        """Stop an import for a fault that is not its own, such as a full disk."""
        with self._change() as work:
            work.sent.intake.stop(number, why)

    def _over(self, item: Item, now: datetime) -> None:
        with self._change() as work:
            work.sent.intake.over(item.import_number, item.number, stamp(now))
        hashes = {digest for digest in (item.sha256, item.record) if digest is not None}
        for digest in hashes - self._needed(hashes):
            self.incoming.drop(digest)

    def _needed(self, hashes: set[str]) -> frozenset[str]:
        with self.look() as sent:
            return sent.intake.needed(hashes)


def stamp(now: datetime) -> str:
    """Return a time as it is kept (RFC 3339)."""
    return now.isoformat(timespec="seconds")


def _following(now: datetime, every: int | None) -> str | None:
    return None if every is None else stamp(now + timedelta(hours=every))
