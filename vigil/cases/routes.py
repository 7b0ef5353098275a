"""Which country might return somebody, and to which."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from vigil.cases.material import Account
from vigil.model.reading import Demand, Event

Side = Literal["host", "origin"]


@dataclass(frozen=True, slots=True)
class Clue:
    """A field of a type of event that tells a side's country; ``weight`` may be negative. ``status`` limits it."""

    type: str
    field: str
    side: Side
    weight: float
    status: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteData:
    """``vocab/routes.toml``."""

    clues: tuple[Clue, ...]
    demanded_of: float
    acts_of_host: frozenset[str]
    nationality: float
    mention: float


@dataclass(frozen=True, slots=True)
class Votes:
    """Weights by country for each side."""

    host: Counter[str]
    origin: Counter[str]

    def winners(self) -> tuple[str | None, str | None]:
        """Return (host, origin): the heaviest of each, never one country for both; None where nothing tells."""
        origin = _heaviest(self.origin, {})
        host = _heaviest(self.host, {origin: 1.0} if origin else {})
        return host, origin


def _heaviest(votes: Counter[str], without: dict[str, float]) -> str | None:
    left = [(weight, country) for country, weight in votes.items() if weight > 0 and country not in without]
    return min(left, key=lambda row: (-row[0], row[1]))[1] if left else None


@cache
def route_data() -> RouteData:
    """Return what tells host and origin."""
    text = files("vigil.vocab").joinpath("routes.toml").read_text(encoding="utf-8")
    return TypeAdapter(RouteData).validate_python(tomllib.loads(text))


@cache
def _clues() -> dict[str, tuple[Clue, ...]]:
    found: dict[str, tuple[Clue, ...]] = {}
    for clue in route_data().clues:
        found[clue.type] = (*found.get(clue.type, ()), clue)
    return found


def no_votes() -> Votes:
    """Return votes with nothing in them."""
    return Votes(Counter(), Counter())


def count(
    votes: Votes, account: Account, people: Iterable[str], events: Iterable[Event], demands: Iterable[Demand]
) -> None:
    """Add what a report tells by these people (ids), events and demands to ``votes``."""
    data = route_data()
    for event in events:
        for clue in _clues().get(event.type, ()):
            if clue.status and event.status not in clue.status:
                continue
            country = account.country(_field(account, event, clue.field))
            if country is not None:
                (votes.host if clue.side == "host" else votes.origin)[country] += clue.weight  # type: ignore[assignment]
    for demand in demands:
        country = account.country(demand.of)
        if country is not None and demand.act in data.acts_of_host:
            votes.host[country] += data.demanded_of  # type: ignore[assignment]
    for person in people:
        country = account.country(account.people[person].nationality)
        if country is not None:
            votes.origin[country] += data.nationality  # type: ignore[assignment]


def count_mentions(votes: Votes, account: Account) -> None:
    """Add the countries that a report mentions, each lightly: they decide only where no event does."""
    for mention in account.reading.mentions:
        country = account.country(mention.quote.text) if mention.type == "LOC" else None
        if country is not None:
            votes.host[country] += route_data().mention  # type: ignore[assignment]


def _field(account: Account, event: Event, name: str) -> object:
    if name == "by":
        return account.called(event.by) if event.by else None
    return event.place if name == "place" else event.detail.get(name)
