"""Figures of one thing at one time that reports give differently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf

from vigil.cases.corrections import Given, corrected
from vigil.cases.material import Account
from vigil.cases.tellings import share_words
from vigil.cases.together import Part
from vigil.languages import tables
from vigil.languages.names import fold
from vigil.model.case import Citation, Disagreement
from vigil.model.reading import Figure

_ABOUT = 0.1
"""A number said to be about right may be off by this share of it."""
_SAME_TIME = 31
"""Days: figures as of the days of their reports are of one time where the reports are no further apart."""


@dataclass(frozen=True, slots=True)
class BoundWords:
    """``languages/TAG/bounds.toml``."""

    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    account: Account
    figure: Figure
    low: float
    high: float

    def differs(self, low: float, high: float) -> bool:
        """Whether a number in that span cannot be so where this one is, as exact as they are said to be."""
        return self.high < low or high < self.low


@dataclass(slots=True)
class _Thing:
    """One thing that is counted: what reports say of it, the first of them first."""

    counts: list[_Count] = field(default_factory=list)


def numbers(parts: Iterable[Part]) -> list[Disagreement]:
    """Return what is counted in two reports or more with numbers that cannot both be so."""
    things: dict[str, list[_Thing]] = defaultdict(list)
    for part in parts:
        for figure in part.account.reading.figures:
            count = _count(part.account, figure)
            if count is None or not part.concerns(figure.quote.span):
                continue
            known = things[fold(figure.unit or "")]
            home = next((t for t in known if _same_thing(t.counts[0], count)), None)
            if home is None:
                known.append(home := _Thing())
            home.counts.append(count)
    return [d for known in things.values() for thing in known if (d := _disagreement(thing)) is not None]


def _count(account: Account, figure: Figure) -> _Count | None:
    value = figure.value
    if not isinstance(value, int | float):
        return None
    bound = _bound(figure.what) or _bound(figure.quote.text)
    low = value * (1 - _ABOUT) if bound == "about" else -inf if bound == "at_most" else value
    high = value * (1 + _ABOUT) if bound == "about" else inf if bound == "at_least" else value
    return _Count(account, figure, low, high)


@lru_cache(maxsize=4096)
def _bound(words: str) -> str | None:
    """Return how exact a number is said to be by the words at its beginning."""
    said = words.lower()
    for data in tables("bounds", BoundWords):
        for name in ("at_least", "at_most", "about"):
            if any(re.search(rf"^(?:\W|\w+\s)?{re.escape(w)}\b", said) for w in getattr(data, name)):
                return name
    return None


def _same_thing(one: _Count, other: _Count) -> bool:
    return _same_time(one, other) and share_words(one.figure.what, other.figure.what)


def _same_time(one: _Count, other: _Count) -> bool:
    mine, theirs = one.figure.as_of, other.figure.as_of
    if mine is None or theirs is None:
        return mine is theirs
    if mine.can_equal(theirs):
        return True
    if mine != one.account.published or theirs != other.account.published or mine.start is None or theirs.start is None:
        return False
    return abs((mine.start - theirs.start).days) <= _SAME_TIME


def _disagreement(thing: _Thing) -> Disagreement | None:
    told: dict[tuple[float, float], set[str]] = defaultdict(set)
    for count in thing.counts:
        told[count.low, count.high].add(count.account.id)
    rivals = [c for c in thing.counts if any(c.differs(*span) and told[span] - {c.account.id} for span in told)]
    values: dict[str, list[Given]] = defaultdict(list)
    for count in rivals:
        values[str(count.figure.value)].append(Given(count.account, count.figure.quote.span))
    if len(values) < 2:
        return None
    return Disagreement(
        about=rivals[0].figure.what,
        field="number",
        values={value: tuple(dict.fromkeys(g.account.id for g in given)) for value, given in values.items()},
        citations=tuple(Citation(c.account.id, c.figure.quote) for c in rivals),
        corrected=corrected(values),
    )
