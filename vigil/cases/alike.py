"""Earlier cases that are like one: what they have in common, in plain words, and how they ended."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from vigil.cases.names import compare_names
from vigil.languages import tables
from vigil.languages.names import fold
from vigil.languages.offences import offence_kinds, offence_label
from vigil.model.beside import Alike
from vigil.model.case import Case, CaseLine, TimelineEntry

_SAME_FORUM = 0.85
"""Names of courts and bodies as alike as this are one; the city in the name tells district courts apart."""


@dataclass(frozen=True, slots=True)
class InCommon:
    """What a thing in common is worth, from 0 to 1, and the words for it."""

    worth: float
    says: str


@dataclass(frozen=True, slots=True)
class AlikeData:
    """``vocab/alike.toml``."""

    enough: float
    shown: int
    endings: tuple[str, ...]
    host: InCommon
    origin: InCommon
    charge: InCommon
    forum: InCommon
    ethnicity: InCommon


@dataclass(frozen=True, slots=True)
class ForumWords:
    """``languages/TAG/forums.toml``."""

    generic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Traits:
    """What cases are compared by. ``charges`` are kinds of offence, ``forums`` courts and bodies by name."""

    host: str | None
    origin: str | None
    charges: frozenset[str]
    forums: frozenset[str]
    ethnicities: frozenset[str]


@cache
def alike_data() -> AlikeData:
    """Return what things in common are worth."""
    text = files("vigil.vocab").joinpath("alike.toml").read_text(encoding="utf-8")
    return TypeAdapter(AlikeData).validate_python(tomllib.loads(text))


def alike(mine: CaseLine, others: Iterable[CaseLine], opened: Callable[[str], Case]) -> tuple[Alike, ...]:
    """Return the case files that began before this one and are alike, the most alike first, then by id.

    None is without the same host or the same origin. ``opened`` gives the case file of an id: few are opened.
    """
    data = alike_data()
    found = []
    for other in others:
        same_side = (mine.host and other.host == mine.host) or (mine.origin and other.origin == mine.origin)
        if not same_side or other.id == mine.id or other.began >= mine.began:
            continue
        score, reasons = in_common(_traits(mine), _traits(other))
        if score >= data.enough:
            found.append((-score, other, reasons))
    nearest = sorted(found, key=lambda row: (row[0], row[1].id))[: data.shown]
    return tuple(
        Alike(other.id, other.people, round(-score, 2), reasons, other.status, ending(opened(other.id).timeline))
        for score, other, reasons in nearest
    )


def in_common(one: Traits, other: Traits) -> tuple[float, tuple[str, ...]]:
    """Return how far two cases are alike, from 0 to 1, and why."""
    data = alike_data()
    forums = {a for a in one.forums for b in other.forums if a == b or compare_names(a, b).score >= _SAME_FORUM}
    shared = (
        (data.host, {one.host} & {other.host} - {None}),
        (data.origin, {one.origin} & {other.origin} - {None}),
        (data.charge, {offence_label(k) for k in one.charges & other.charges}),
        (data.forum, forums),
        (data.ethnicity, one.ethnicities & other.ethnicities),
    )
    told = [(row, words) for row, words in shared if words]
    reasons = tuple(row.says.replace("{}", ", ".join(sorted(filter(None, words)))) for row, words in told)
    return min(sum(row.worth for row, _ in told), 1.0), reasons


def _traits(line: CaseLine) -> Traits:
    listed = (line.charges, line.forums, line.ethnicities)
    return Traits(line.host, line.origin, *map(frozenset, listed))


def charges_of(entries: Iterable[TimelineEntry]) -> frozenset[str]:
    """Return the kinds of offence that events name."""
    told = [o for e in entries if isinstance(o := e.detail.get("offence"), str)]
    return frozenset(kind for offence in told for kind in offence_kinds(offence))


def forums_of(entries: Iterable[TimelineEntry]) -> frozenset[str]:
    """Return the courts and bodies that events name, but for names that any court may have."""
    told = [e.detail.get(key) for e in entries for key in ("court", "body")]
    generic = {word for data in tables("forums", ForumWords) for word in data.generic}
    return frozenset(name for name in told if isinstance(name, str) and set(fold(name).split()) - generic)


def ending(entries: Iterable[TimelineEntry]) -> TimelineEntry | None:
    """Return the last of the events that decide how a case ends; None where none is told."""
    ended = [e for e in entries if e.type in alike_data().endings and e.status == "happened"]
    return ended[-1] if ended else None
