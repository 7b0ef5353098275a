"""Treaties that may bind a state, from ``vocab/treaties.toml`` and ``vocab/parties.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from vigil.model.vocab import rows


@dataclass(frozen=True, slots=True)
class Article:
    """An article that matters here, what it says in one plain line, and the facts that bring it up (keys of grounds)."""

    number: str
    says: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty with its source. ``between``: it binds only where host and origin are both party."""

    key: str
    name: str
    source: str
    articles: tuple[Article, ...]
    between: bool = False
    tell_absence: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Whether a state is party: since and until which year, None where that is not known or it still is."""

    is_party: bool
    since: int | None = None
    until: int | None = None


@cache
def treaties() -> tuple[Treaty, ...]:
    """Return the treaties in the order in which a case shows them."""
    return tuple(TypeAdapter(list[Treaty]).validate_python(rows("treaties")))


@cache
def parties() -> dict[str, dict[str, Party]]:
    """Return what is known of every covered state, by its English name and the treaty's key."""
    text = files("vigil.vocab").joinpath("parties.toml").read_text(encoding="utf-8")
    table = TypeAdapter(dict[str, dict[str, bool | int | tuple[int, int]]]).validate_python(tomllib.loads(text))
    return {state: {key: _party(value) for key, value in known.items()} for state, known in table.items()}


def _party(value: bool | int | tuple[int, int]) -> Party:
    if isinstance(value, bool):
        return Party(value)
    return Party(True, *value) if isinstance(value, tuple) else Party(True, value)
