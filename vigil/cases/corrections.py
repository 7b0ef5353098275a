"""Which values are corrected later: by a report that says so, or by a later report of the outlet that gave them.

An outlet that gives another value later stands by the later one; other outlets' values stay beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vigil.cases.material import Account
from vigil.languages import tables
from vigil.languages.names import fold
from vigil.model.text import Span

Reach = Literal["own", "any"]


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """``languages/TAG/corrections.toml``."""

    own: tuple[str, ...]
    any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A value as one report gives it, and where."""

    account: Account
    span: Span


@lru_cache(maxsize=4096)
def _reach(paragraph: str) -> Reach | None:
    """Return whom a paragraph corrects: its own outlet, anybody, or nobody."""
    words = paragraph.lower()
    for data in tables("corrections", CorrectionWords):
        if any(cue in words for cue in data.any):
            return "any"
        if any(cue in words for cue in data.own):
            return "own"
    return None


def corrects(later: Given, earlier: Given) -> bool:
    """Whether the one takes back the other, which differs from it."""
    if later.account.id == earlier.account.id or later.account.day < earlier.account.day:
        return False
    own = _outlet(later) is not None and _outlet(later) == _outlet(earlier)
    if own and later.account.day > earlier.account.day:
        return True
    reach = reach_of(later)
    return reach == "any" or (reach == "own" and own)


def reach_of(given: Given) -> Reach | None:
    """Return whom the paragraph of a value corrects."""
    text, at = given.account.report.story.text, given.span.start
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return _reach(text[start : end if end >= 0 else len(text)])


def _outlet(given: Given) -> str | None:
    publisher = given.account.report.publisher
    return fold(publisher) if publisher else None


class LastWords:
    """What may take back another value: the last word of each outlet, and whatever says that it corrects."""

    def __init__(self, given: Iterable[Given]) -> None:
        ordered = sorted(given, key=lambda g: (g.account.day, g.account.id, g.span.start))
        self._last = {_outlet(g): g for g in ordered if _outlet(g) is not None}
        self._outspoken = [g for g in ordered if reach_of(g) is not None]
        self._silent = [g for g in ordered if _outlet(g) is None]

    def correcting(self, earlier: Given) -> list[Given]:
        """Return what takes back an earlier value, which differs from these."""
        own = self._last.get(_outlet(earlier))
        return [g for g in (*([own] if own else []), *self._outspoken) if corrects(g, earlier)]

    @property
    def to_be_taken_back(self) -> list[Given]:
        """What must be taken back for the value to be: with the last word of an outlet all that it said before is."""
        return [*self._last.values(), *self._silent]


def corrected(values: Mapping[str, Iterable[Given]]) -> tuple[str, ...]:
    """Return the values that every report that gives them, or its outlet, has left for another; never all of them."""
    words = {value: LastWords(given) for value, given in values.items()}
    taken = tuple(
        value
        for value, own in words.items()
        if all(any(w.correcting(g) for other, w in words.items() if other != value) for g in own.to_be_taken_back)
    )
    return taken if len(taken) < len(values) else ()
