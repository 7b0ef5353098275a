"""The one codec of the values: JSON in and out through pydantic's ``TypeAdapter``, with nothing lost.

A date is its EDTF text. What is decoded is not trusted: ``vigil.checks`` holds every quote against its story.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def adapter(kind: Any) -> TypeAdapter[Any]:
    """Return the adapter between values of ``kind`` and what JSON has; each is made once."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def encode(value: object, *, in_order: bool = False) -> str:
    """Return the value as JSON text with sorted keys, the same for equal values.

    With ``in_order`` keys stand as the value has them: the values of a disagreement do, oldest report first.
    """
    plain = adapter(type(value)).dump_python(value, mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=not in_order, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """Return the value of ``kind`` that ``text`` encodes. Raises pydantic's ValidationError where it does not."""
    value: T = adapter(kind).validate_json(text)
    return value
