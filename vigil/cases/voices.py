"""Which reports carry one text: copies of one wire text are one voice, however many outlets print it.

Texts are compared by shingles (Broder 1997): runs of words, hashed. What counts is the share of the shorter text's
shingles that stand in the longer, so that a wire text with a paragraph more is still that text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from vigil.cases.material import Account
from vigil.languages.names import fold

_RUN = 5
"""Words of a shingle."""
_SAME = 0.5
"""Texts that share this much of the shorter are one. Of 133 annotated reports by different hands, many of them about one
event, no two share more than 0.04."""
_SHORT = 25
"""Texts with fewer shingles than this are not compared: a headline or a caption may stand in any report."""
_SAMPLE = 4
"""One shingle in so many is looked up to find what a text may copy; all are counted before it is said to."""


@dataclass(frozen=True, slots=True)
class _Text:
    report: str
    shingles: frozenset[int]

    @property
    def sample(self) -> list[int]:
        return [s for s in self.shingles if s % _SAMPLE == 0]

    def shares(self, other: _Text) -> float:
        return len(self.shingles & other.shingles) / min(len(self.shingles), len(other.shingles))


def voices_of(accounts: Iterable[Account]) -> Mapping[str, str]:
    """Return the voice of every report: the id of the oldest report that carries its text, its own where none does."""
    voices: dict[str, str] = {}
    first: dict[str, _Text] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: (a.day, a.id)):
        voices[account.id] = account.id
        text = _Text(account.id, _shingles(account.report.story.text))
        if len(text.shingles) < _SHORT:
            continue
        near = Counter(holder for shingle in text.sample for holder in holders.get(shingle, ()))
        alike = [(text.shares(first[holder]), holder) for holder in sorted(near)]
        share, holder = max(alike, default=(0.0, ""))
        if share >= _SAME:
            voices[account.id] = holder
            continue
        first[account.id] = text
        for shingle in text.sample:
            holders[shingle].append(account.id)
    return voices


def copies(voices: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of reports that carry one text, each with the oldest first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for report, voice in voices.items():
        groups[voice].append(report)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _shingles(text: str) -> frozenset[int]:
    words = fold(text).split()
    runs = (" ".join(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1))
    return frozenset(crc32(run.encode()) for run in runs)
