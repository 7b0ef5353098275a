"""Language data: one folder a language, one TOML table a subject, read into the dataclass that its user states."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

READ_LANGUAGES = ("en",)
"""Languages whose reports are read. Others are kept, listed and searchable, and their reading is empty."""


_TABLES: dict[Any, Any] = {}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag, with its tables."""

    tag: str

    def table(self, name: str, kind: type[T]) -> T:
        """Return ``languages/TAG/NAME.toml`` as a ``kind`` (a dataclass). Raises ValidationError where it does not fit."""
        key = (self.tag, name, kind)
        if key not in _TABLES:
            path = files("vigil.languages").joinpath(self.tag, f"{name}.toml")
            _TABLES[key] = TypeAdapter(kind).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
        value: T = _TABLES[key]
        return value


def tables(name: str, kind: type[T]) -> tuple[T, ...]:
    """Return ``NAME.toml`` of every language that has one, for words that are looked for in a text of any language."""
    return tuple(Language(tag).table(name, kind) for tag in _having(name))


@cache
def _having(name: str) -> tuple[str, ...]:
    root = files("vigil.languages")
    return tuple(tag for tag in READ_LANGUAGES if root.joinpath(tag, f"{name}.toml").is_file())


def language(tag: str | None) -> Language | None:
    """Return the language that reports tagged ``tag`` are read in; None where there is none yet."""
    if tag is None:
        return None
    primary = tag.lower().replace("_", "-").split("-")[0]
    return Language(primary) if primary in READ_LANGUAGES else None
