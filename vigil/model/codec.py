"""The one codec of the values: JSON in and out through pydantic's ``TypeAdapter``, with nothing lost.

A date is its EDTF text. What is decoded is not trusted: ``vigil.checks`` holds every quote against its story.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def encode(value: object) -> str:
    """Return the value as JSON text with sorted keys, the same for equal values."""
    plain = _adapter(type(value)).dump_python(value, mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """Return the value of ``kind`` that ``text`` encodes. Raises pydantic's ValidationError where it does not."""
    value: T = _adapter(kind).validate_json(text)
    return value
