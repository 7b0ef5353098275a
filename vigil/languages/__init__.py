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


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag, with its tables."""

    tag: str

    def table(self, name: str, kind: type[T]) -> T:
        """Return ``languages/TAG/NAME.toml`` as a ``kind`` (a dataclass). Raises ValidationError where it does not fit."""
        value: T = _table(self.tag, name, kind)
        return value


@cache
def _table(tag: str, name: str, kind: type[Any]) -> Any:
    raw = tomllib.loads(files("vigil.languages").joinpath(tag, f"{name}.toml").read_text(encoding="utf-8"))
    return TypeAdapter(kind).validate_python(raw)


def language(tag: str | None) -> Language | None:
    """Return the language that reports tagged ``tag`` are read in; None where there is none yet."""
    if tag is None:
        return None
    primary = tag.lower().replace("_", "-").split("-")[0]
    return Language(primary) if primary in READ_LANGUAGES else None
