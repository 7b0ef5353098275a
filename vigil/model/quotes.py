"""Every quote that a value holds, however deep: what checks hold against the stories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from vigil.model.text import Quote


def quotes_in(value: object) -> Iterator[Quote]:
    """Yield the quotes in ``value`` (a dataclass, tuple or mapping of values) in the order of its fields."""
    if isinstance(value, Quote):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from quotes_in(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from quotes_in(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from quotes_in(each)
