"""The vocabulary as data: rows of ``vocab/*.toml``, checked when they are loaded."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event: its key, what it is in plain words, and the details it asks for with their allowed values."""

    key: str
    label: str
    means: str
    detail: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    court: bool = False
    """Whether it belongs to proceedings before a court or authority."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a speaker can ask of an authority."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How a person or case stands, in plain words. ``protection`` orders them: the least protected is the lowest."""

    key: str
    label: str
    protection: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A kind of change that new reports bring, in plain words."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class AlertRow:
    """What a reader of a case must not miss; ``{}`` in the message is filled in by the case."""

    key: str
    message: str


def rows(name: str) -> list[dict[str, object]]:
    """Return the rows of ``vocab/NAME.toml``: its tables, each with its name as ``key``."""
    raw = tomllib.loads(files("vigil.vocab").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return [{"key": key, **row} for key, row in raw.items()]


@cache
def event_types() -> dict[str, EventType]:
    """Return every type of event by its key, in the order of the reading guide."""
    return {r.key: r for r in TypeAdapter(list[EventType]).validate_python(rows("events"))}


@cache
def acts() -> dict[str, Act]:
    """Return every act that can be demanded, by its key."""
    return {r.key: r for r in TypeAdapter(list[Act]).validate_python(rows("acts"))}


@cache
def standings() -> dict[str, StandingRow]:
    """Return every standing by its key."""
    return {r.key: r for r in TypeAdapter(list[StandingRow]).validate_python(rows("standings"))}


@cache
def change_kinds() -> dict[str, ChangeRow]:
    """Return every kind of change by its key."""
    return {r.key: r for r in TypeAdapter(list[ChangeRow]).validate_python(rows("changes"))}


@cache
def alert_rows() -> dict[str, AlertRow]:
    """Return every alert by its code."""
    return {r.key: r for r in TypeAdapter(list[AlertRow]).validate_python(rows("alerts"))}
