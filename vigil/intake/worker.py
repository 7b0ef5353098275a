"""Who reads what is sent: one thread that reads, a few that ask for addresses, so that one that hangs holds nobody up.

All of them can be ended at any time: what is not finished is taken up again at the next start.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from vigil.errors import StoreError, VigilError
from vigil.ingest import Received, Refusal, receive
from vigil.intake.imports import Imports
from vigil.run import LIMITS, Surroundings
from vigil.store import Item

PATIENCE = 150.0
"""Seconds for one address, redirects and all. The fetcher itself gives up after 120; this holds where it hangs."""
ASKERS = 4
"""Addresses asked at once, each of another import."""
_LOOK = 60.0
"""Seconds after which a thread looks by itself whether something is to be done: a feed that is due, a disk with room again."""
_FAREWELL = 15.0
"""Seconds that the end waits for the report that is being read; reading it anew loses nothing."""


@dataclass(slots=True)
class _Coming:
    """An address that is being asked, in a thread that may hang."""

    over: bool = False
    brought: list[Received | Refusal] = field(default_factory=list)


class Worker:
    """Reads the imports of a casebook from ``start`` to ``close``."""

    def __init__(
        self, imports: Imports, around: Surroundings, *, patience: float = PATIENCE, askers: int = ASKERS
    ) -> None:
        self._imports = imports
        self._around = around
        self._patience = patience
        self._bell = imports.bell
        self._closing = False
        self._last = 0  # the import that was read from last; the others have their turn next
        self._asked: set[int] = set()
        self._threads = [threading.Thread(target=self._work, name="reading", daemon=True)]
        self._askers = [threading.Thread(target=self._ask_all, name="asking", daemon=True) for _ in range(askers)]

    def start(self) -> None:
        """Begin, with what the last run left over first."""
        self._threads[0].start()

    def close(self) -> None:
        """End every thread; the report that is being read may be finished."""
        with self._bell:
            self._closing = True
            self._bell.notify_all()
        for thread in (*self._threads, *self._askers):
            if thread.is_alive():
                thread.join(_FAREWELL)

    def _work(self) -> None:
        """Wait until no other program reads what is sent to this casebook, then read."""
        while not self._closing:
            with self._imports.incoming.held() as mine:
                if mine:
                    self._imports.bring_up_to_date()
                    for thread in self._askers:
                        thread.start()
                    self._read_all()
                    return
            self._rest(1.0)

    def _rest(self, seconds: float) -> None:
        with self._bell:
            self._bell.wait_for(lambda: self._closing, timeout=seconds)

    # Reading

    def _read_all(self) -> None:
        while (item := self._wait(self._next_to_read)) is not None:
            self._last = item.import_number
            try:
                self._imports.read(item, self._around, self._goes_on_reading)
            except Exception as error:  # noqa: BLE001 - the next report is to be read whatever this one does
                self._failed(item, error)

    def _next_to_read(self) -> Item | None:
        with self._imports.look() as sent:
            return sent.intake.next_to_read(self._last)

    def _goes_on_reading(self) -> bool:
        return self._goes_on(self._last)

    def _wait(self, find: Callable[[], Item | None]) -> Item | None:
        """Return the next thing to do; None at the end."""
        with self._bell:
            while not self._closing:
                try:
                    item = find()
                except VigilError:  # the casebook cannot be looked at now; it is tried again
                    item = None
                if item is not None:
                    return item
                self._bell.wait(_LOOK)
        return None

    def _goes_on(self, number: int) -> bool:
        return not self._closing and self._imports.is_open(number)

    def _failed(self, item: Item, error: Exception) -> None:
        """Put down what stands in the way: of the whole casebook, or of this one item."""
        try:
            if isinstance(error, StoreError):
                self._imports.halt(item.import_number, str(error))
            else:
                said = f"Vigil failed at it ({type(error).__name__}); it is kept, try it again after an update"
                self._imports.give_up(item, said, self._around.now())
        except Exception:  # noqa: BLE001 - nothing can be written at all
            self._rest(_LOOK)

    # Asking

    def _ask_all(self) -> None:
        while (item := self._wait(self._next_to_ask)) is not None:
            try:
                self._ask(item)
            except Exception as error:  # noqa: BLE001 - the next address is to be asked whatever this one does
                self._failed(item, error)
            finally:
                with self._bell:
                    self._asked.discard(item.import_number)
                    self._bell.notify_all()

    def _next_to_ask(self) -> Item | None:
        self._imports.begin_due(self._around.now())
        with self._imports.look() as sent:
            item = sent.intake.next_to_ask(self._asked)
        if item is not None:
            self._asked.add(item.import_number)
        return item

    def _ask(self, item: Item) -> None:
        coming = _Coming()
        threading.Thread(target=self._fetch, args=(item, coming), name="fetching", daemon=True).start()
        with self._bell:
            self._bell.wait_for(lambda: coming.over or not self._goes_on(item.import_number), timeout=self._patience)
            brought = coming.brought if coming.over else []
        if not self._goes_on(item.import_number):
            return
        if not brought:
            said = f"no answer within {self._patience:.0f} s; try again later, or save the page and give its file"
            self._imports.give_up(item, said, self._around.now())
        for each in brought:
            if isinstance(each, Refusal):
                self._imports.give_up(item, str(each.error), self._around.now())
            else:
                self._imports.arrived(item, each)

    def _fetch(self, item: Item, coming: _Coming) -> None:
        assert item.address is not None
        try:
            around = self._around.through(self._imports.setting("proxy"))
            brought = list(receive(item.address, limits=LIMITS, fetcher=around.fetcher))
        except Exception as error:  # noqa: BLE001 - whatever it is, the import is told
            said = VigilError(f"it could not be fetched ({type(error).__name__}); save the page and give its file")
            brought = [Refusal(item.name, said)]
        with self._bell:
            coming.brought, coming.over = brought, True
            self._bell.notify_all()
