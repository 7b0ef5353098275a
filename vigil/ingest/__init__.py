"""Bytes in, pages out: files, folders, streams and addresses become captures, and captures become decoded pages.

The order in which it is used: ``receive`` a source, keep ``body`` in an ``Archive``, ``unpack`` it (a plain document is
its own only member), ``decode`` each member to a ``Page``. A new format is one module and one row of ``FORMATS``.
"""

from __future__ import annotations

from vigil.ingest.archive import Archive
from vigil.ingest.fetch import Fetcher
from vigil.ingest.formats import FORMATS, Format, decode, unpack
from vigil.ingest.received import Hints, Limits, Received, Refusal
from vigil.ingest.sources import Fetches, count, receive

__all__ = [
    "FORMATS",
    "Archive",
    "Fetcher",
    "Fetches",
    "Format",
    "Hints",
    "Limits",
    "Received",
    "Refusal",
    "count",
    "decode",
    "receive",
    "unpack",
]
