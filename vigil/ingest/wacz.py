"""WACZ archives (a ZIP of WARC files with a list of the pages) to the pages in them."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import urldefrag

from vigil.errors import InputError
from vigil.ingest.received import NO_HINTS, Hints, Limits, Received, Refusal, on_one_line
from vigil.ingest.warc import unpack_parts
from vigil.ingest.zipped import BROKEN_ZIP, open_zip

_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")


def unpack(received: Received, limits: Limits) -> Iterator[Received | Refusal]:
    """Yield the pages that the archive lists, with their titles, or every document where it lists none.

    Frames and other parts that a crawl keeps beside the pages are passed over. A damaged archive gives what is whole and
    a Refusal. Raises InputError where it is broken, unpacks to more than the limits let in, or holds no document.
    """
    with open_zip(received.body, limits) as packed:
        titles = _titles(packed)

        def wanted(url: str) -> Hints | None:
            if not titles:
                return NO_HINTS
            address = _bare(url)
            return Hints(title=titles[address]) if address in titles else None

        yield from unpack_parts(received.name, _warcs(packed), limits, wanted)


def _warcs(packed: zipfile.ZipFile) -> Iterator[bytes]:
    names = [n for n in packed.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))]
    if not names:
        raise InputError("a WACZ file without a WARC in its archive folder; make it again")
    for name in names:
        yield _member(packed, name)


def _member(packed: zipfile.ZipFile, name: str) -> bytes:
    try:
        return packed.read(name)
    except (zlib.error, *BROKEN_ZIP) as error:
        raise InputError(f"damaged in its part {on_one_line(name)}; download it again") from error


def _titles(packed: zipfile.ZipFile) -> dict[str, str | None]:
    """Return the title of each page by its address; the first line of a list is its header, and a broken line is none."""
    titles: dict[str, str | None] = {}
    for name in _PAGES:
        if name not in packed.namelist():
            continue
        for line in _member(packed, name).decode("utf-8", errors="replace").splitlines():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict) and isinstance(row.get("url"), str):
                title = row.get("title")
                titles[_bare(row["url"])] = title if isinstance(title, str) and title.strip() else None
    return titles


def _bare(url: str) -> str:
    """Return an address as it is compared: without its fragment and a slash at its end."""
    return urldefrag(url).url.rstrip("/")
