"""The name of an item inside its report, as addresses and anchors have it: ``event-120-180-detention``."""

from __future__ import annotations

import re

from vigil.errors import NotFoundError

PATTERN = r"[a-z]+-\d{1,9}-\d{1,9}(-[a-z_]+)?(-\d{1,4})?"
_KEY = re.compile(r"([a-z]+)-(\d{1,9}-\d{1,9})(?:-([a-z_]+))?(?:-(\d{1,4}))?")


def key_of(subject: str) -> str:
    """Return the key of the item that is the subject of decisions."""
    _, place, kind, *sort = subject.split(":")
    return "-".join((kind, place, *sort))


def subject_at(sha256: str, key: str) -> str:
    """Return the subject that a key means in the report of a capture. Raises NotFoundError for what is no key."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise NotFoundError(f"no item is called {key!r}")
    kind, place, *sort = found.groups()
    return ":".join((sha256, place, kind, *(part for part in sort if part)))
