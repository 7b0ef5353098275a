"""Where a sentence asks for something: verbs and nouns of asking, and other ways to word it, by ``languages/TAG/asking.toml``.

What is found here counts only where the words asked for an act that is known; see ``demands.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vigil.languages import Language
from vigil.model.text import Span

_LONGEST_NAME = 12
"""Words of the longest name of somebody who asks."""


@dataclass(frozen=True, slots=True)
class AskingData:
    """``languages/TAG/asking.toml``. ``frames`` are patterns in which {verbs}, {nouns} and the like stand for the lists.

    ``sure`` are frames in which something is asked even where no act is known; ``heads`` end above a list.
    """

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    ends: tuple[str, ...]
    orders: tuple[str, ...]
    deeds: tuple[str, ...]
    heads: str
    items: str
    not_asking: tuple[str, ...]
    name_ends: tuple[str, ...]
    frames: dict[str, str]
    sure: dict[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that ask for something, and the words for who asks it; None where the sentence has none."""

    what: Span
    by: Span | None
    how: str
    of: Span | None = None
    sure: bool = False


@dataclass(frozen=True)
class Asking:
    """The table, ready to read sentences with."""

    frames: tuple[tuple[str, re.Pattern[str], bool], ...]
    heads: re.Pattern[str]
    items: re.Pattern[str]
    ends: re.Pattern[str]
    denied: re.Pattern[str]
    name: re.Pattern[str]

    def wishes(self, words: str, start: int) -> Iterator[Wish]:
        """Give what a sentence that begins at ``start`` asks for, in the order of the frames."""
        for how, pattern, sure in self.frames:
            for match in pattern.finditer(words):
                if self.denied.search(words[: match.start("ask")]):
                    continue
                what = self._ended(words, match.start("what"))
                if words[what.start : what.end].strip():
                    of = Span(*match.span("of")) if "of" in pattern.groupindex and match["of"] else None
                    by = self._by(words, match, start)
                    yield Wish(_moved(what, start), by, how, None if of is None else _moved(of, start), sure)

    def _ended(self, words: str, begin: int) -> Span:
        """Return the words asked up to where another clause begins."""
        end = self.ends.search(words, begin + 1)
        stop = end.start() if end is not None else len(words)
        return Span(begin, begin + len(words[begin:stop].rstrip(" \n.,;:!?\"'”’")))

    def _by(self, words: str, match: re.Match[str], start: int) -> Span | None:
        """Return who asks: the pattern's own group, or the words of the clause before the verb."""
        if "by" in match.re.groupindex and match["by"]:
            return _moved(Span(*match.span("by")), start)
        found = self.name.search(words[: match.start("ask")])
        if found is None or not found["name"].strip() or len(found["name"].split()) > _LONGEST_NAME:
            return None
        return _moved(Span(*found.span("name")), start)


def _moved(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)


@lru_cache(maxsize=8)
def asking(language: Language) -> Asking:
    """Return how ``language`` asks."""
    data = language.table("asking", AskingData)
    lists = {key: "|".join(getattr(data, key)) for key in ("verbs", "nouns", "orders", "deeds")}
    frames = tuple(
        (how, re.compile(pattern.format_map(lists), re.IGNORECASE), sure)
        for table, sure in ((data.sure, True), (data.frames, False))
        for how, pattern in table.items()
    )
    return Asking(
        frames,
        re.compile(data.heads.format_map(lists), re.IGNORECASE),
        re.compile(data.items.format_map(lists), re.IGNORECASE),
        re.compile("|".join(data.ends)),
        re.compile("(?:" + "|".join(data.not_asking) + r")\s*$", re.IGNORECASE),
        re.compile(
            "(?:^|"
            + "|".join(data.name_ends)
            + r")(?P<name>[\w'’.&-]+(?: [\w'’.&-]+){0,11}?)"
            + r"(?: (?:has|have|had|is|are|was|were|also|been|again|\w+ly|would|will|now|then|once|more))* ?$"
        ),
    )
