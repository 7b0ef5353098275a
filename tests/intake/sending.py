"""Invented reports, and workbenches' workers to read them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from vigil.casebook import Casebook
from vigil.ingest import Fetches, Received
from vigil.intake import Imports, Worker
from vigil.run import Surroundings
from vigil.store import Import, NewImport, NewItem, Outcome

NOW = datetime(2030, 3, 10, 9, tzinfo=UTC)
LONG = 60.0
"""Seconds after which a test fails instead of waiting on."""


def report(name: str) -> bytes:
    return f"{name} Example was detained in Testville on 2 March 2030 and may be deported, a lawyer said.".encode()


def feed(*names: str) -> bytes:
    items = "".join(
        f"<item><title>{n}</title><link>https://news.example/{n}</link><description>{report(n).decode()}</description></item>"
        for n in names
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title>'
    return f"{head}{items}</channel></rss>".encode()


class Canned:
    """A network that answers from a table; what stands there as an error is raised."""

    def __init__(self, **pages: bytes | Exception) -> None:
        self.pages, self.asked = pages, []  # type: tuple[dict[str, bytes | Exception], list[str]]

    def fetch(self, url: str) -> Received:
        self.asked.append(url)
        found = self.pages[url.rpartition("/")[2]]
        if isinstance(found, Exception):
            raise found
        return Received.of(url, found, url=url, retrieved_at="2030-03-10T09:00:00Z", warc=b"WARC record of " + found)


class Hanging:
    """A network that never answers, until it is let go."""

    def __init__(self) -> None:
        self.asked, self.go = threading.Event(), threading.Event()

    def fetch(self, url: str) -> Received:
        self.asked.set()
        self.go.wait(LONG)
        return Received.of(url, report("Late"), url=url)


def around(fetcher: Fetches | None = None, now: datetime = NOW) -> Surroundings:
    return Surroundings(lambda: now, fetcher=fetcher)


@contextmanager
def working(casebook: Casebook, here: Surroundings | None = None, **changes: Any) -> Iterator[Worker]:
    worker = Worker(casebook.imports, here or around(), **changes)
    worker.start()
    try:
        yield worker
    finally:
        worker.close()


def send(casebook: Casebook, **files: bytes) -> int:
    things = [NewItem(name, sha256=casebook.imports.incoming.keep(body)) for name, body in files.items()]
    return casebook.imports.begin(NewImport("files", "files", "tester", NOW.isoformat()), things)


def ask(casebook: Casebook, *addresses: str) -> int:
    things = [NewItem(address, address=address) for address in addresses]
    return casebook.imports.begin(NewImport("addresses", addresses[0], "tester", NOW.isoformat()), things)


def until(imports: Imports, number: int, state: str = "done") -> Import:
    def is_so() -> bool:
        with imports.look() as sent:
            found = sent.intake.get(number)
        return found is not None and found.state == state

    with imports.bell:
        assert imports.bell.wait_for(is_so, LONG), imports.get(number)
    return imports.get(number)


def outcomes(casebook: Casebook, number: int) -> list[Outcome]:
    """What came of an import, oldest first."""
    with casebook.imports.look() as sent:
        return list(reversed(sent.intake.outcomes(number, kind=None, before=None, limit=1000)))


def told(casebook: Casebook, number: int) -> list[tuple[str, str]]:
    return [(o.name, o.kind) for o in outcomes(casebook, number)]
