"""Pages of a list: each is asked for with the key of the last thing on the page before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from vigil.errors import InputError

T = TypeVar("T")

_DIVIDER = "_"


def key_of(parts: Iterable[str | int]) -> str:
    """Return a key as text that may stand in an address."""
    return _DIVIDER.join(map(str, parts))


def parts_of(key: str, number: int) -> list[str]:
    """Return so many parts of a key. Raises InputError for a text that is no key of the list."""
    parts = key.split(_DIVIDER)
    if len(parts) != number:
        raise _no_key(key)
    return parts


def number_of(text: str) -> int:
    """Return a part that is a number. Raises InputError where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _no_key(text)
    return int(text)


def _no_key(text: str) -> InputError:
    return InputError(f"after: {text!r} is no place in this list; begin again with its first page")


def page_of(found: Sequence[T], limit: int) -> tuple[tuple[T, ...], T | None]:
    """Return the page of a list that was asked for with one more than ``limit``, and its last thing where more follow."""
    shown = tuple(found[:limit])
    return shown, shown[-1] if len(found) > limit else None
