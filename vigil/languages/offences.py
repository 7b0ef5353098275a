"""What kind of offence a charge is, by its words: ``languages/TAG/offences.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vigil.languages import tables
from vigil.languages.names import fold


@dataclass(frozen=True, slots=True)
class Judged:
    """Words between a judgment and its offence."""

    verbs: tuple[str, ...]
    links: tuple[str, ...]
    ends: tuple[str, ...]
    not_offences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OffenceData:
    """``languages/TAG/offences.toml``: groups of beginnings of words by kind, and what a kind is called in English."""

    kinds: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    judged: Judged


@lru_cache(maxsize=4096)
def offence_kinds(offence: str) -> frozenset[str]:
    """Return the kinds of offence that the words name, in any language that has a table; empty where none is known."""
    words = re.split(r"[\s,;:()]+", fold(offence))
    return frozenset(
        kind
        for data in tables("offences", OffenceData)
        for kind, groups in data.kinds.items()
        if any(_names(words, g) for g in groups)
    )


def _names(words: list[str], group: str) -> bool:
    return all(any(word.startswith(start) for word in words) for start in fold(group).split())


def offence_label(kind: str) -> str:
    """Return what a kind of offence is called in plain English."""
    return next(data.labels[kind] for data in tables("offences", OffenceData) if kind in data.labels)


def offence_of_judgment(sentence: str) -> str | None:
    """Return the offence for which a sentence says somebody was convicted or sentenced, as written; None where it does not.

    "convicted him in his absence in 2014 of vandalising a police station" gives "vandalising a police station".
    """
    for data in tables("offences", OffenceData):
        found = _judgment(data.judged).search(sentence)
        if found and not any(w in found["offence"].lower() for w in data.judged.not_offences):
            return found["offence"].strip()
    return None


@cache
def _judgment(judged: Judged) -> re.Pattern[str]:
    verbs, links, ends = ("|".join(re.escape(w) for w in words) for words in (judged.verbs, judged.links, judged.ends))
    not_offence = "|".join(re.escape(w) for w in judged.not_offences)
    return re.compile(
        rf"\b(?:{verbs})\b[^.;:]*?\b(?:{links})\s+(?!(?:\w+\s+)?(?:{not_offence})\b)"
        rf"(?P<offence>[^.,;:()\u2013\u2014\n]+?)(?=\s+(?:{ends})\b|[.,;:()\u2013\u2014\n]|$)",
        re.IGNORECASE,
    )
