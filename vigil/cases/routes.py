"""Which country might return somebody, and to which."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from vigil.cases.material import Account
from vigil.languages import Language
from vigil.languages.names import fold
from vigil.model.reading import Demand, Event
from vigil.model.text import Span

_LOOK = 60
"""Characters that are looked at before and after a country."""

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
    words: dict[str, float]


@dataclass(frozen=True, slots=True)
class RouteWords:
    """``languages/TAG/routes.toml``: words around a country that tell where somebody comes from."""

    returns: tuple[str, ...]
    to: tuple[str, ...]
    before: tuple[str, ...]
    from_: Annotated[tuple[str, ...], Field(alias="from")]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Votes:
    """Weights by country for each side, and how often a country is named at all."""

    host: Counter[str]
    origin: Counter[str]
    named: Counter[str]

    def winners(self) -> tuple[str | None, str | None]:
        """Return (host, origin): the heaviest of each, never one country for both; None where nothing tells.

        Where no event tells the host it is the country named most beside a known origin, if one is.
        """
        origin = _heaviest(self.origin, None)
        host = _heaviest(self.host, origin)
        if host is None and origin is not None:
            host = _heaviest(self.named, origin)
        return host, origin


def _heaviest(votes: Counter[str], but: str | None) -> str | None:
    left = [(weight, country) for country, weight in votes.items() if weight > 0 and country != but]
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
    return Votes(Counter(), Counter(), Counter())


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


def count_words(votes: Votes, account: Account, concerns: Callable[[Span], bool]) -> None:
    """Add what the words around countries and peoples say, where a stretch of the story concerns the case.

    A country that is also a word of somebody's name in the report ("Chad", "Georgia") counts only for words around it.
    """
    data, text = route_data(), account.report.story.text
    names = {word for p in account.reading.people for form in (p.name, *p.also) for word in fold(form).split()}
    before, after = _word_patterns(account.language)
    for mention in account.reading.mentions:
        country = account.country(mention.quote.text) if mention.type in ("LOC", "NORP") else None
        span = mention.quote.span
        if country is None or not concerns(span):
            continue
        votes.named[country] += fold(mention.quote.text) not in names
        cue = None
        if mention.type == "LOC":
            lead = text[max(0, span.start - _LOOK) : span.start]
            cue = next((name for name, pattern in before.items() if pattern.search(lead)), None)
        elif after.match(text[span.end : span.end + _LOOK]):
            cue = "after"
        if cue is not None:
            side = votes.host if cue == "returns_from" else votes.origin
            side[country] += data.words[cue]  # type: ignore[assignment]


@cache
def _word_patterns(spoken: Language) -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    words = spoken.table("routes", RouteWords)

    def either(options: tuple[str, ...]) -> str:
        return "|".join(re.escape(o) for o in sorted(options, key=len, reverse=True))

    returns = either(words.returns)
    before = {
        "returns_from": rf"\b(?:{returns})\w*\b[^.;:!?]{{0,20}}?\b(?:{either(words.from_)})\s+(?:the\s+)?$",
        "returns": rf"\b(?:{returns})\w*\b[^.;:!?]{{0,30}}?\b(?:{either(words.to)})\s+$",
        "before": rf"\b(?:{either(words.before)})\s+(?:the\s+)?$",
        "from": rf"\b(?:{either(words.from_)})\s+(?:the\s+)?$",
    }
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in before.items()}
    return compiled, re.compile(rf"\s+(?:{either(words.after)})\b", re.IGNORECASE)


def _field(account: Account, event: Event, name: str) -> object:
    if name == "by":
        return account.called(event.by) if event.by else None
    return event.place if name == "place" else event.detail.get(name)
