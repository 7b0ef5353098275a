"""Parts of a name that are two words, or one: "Abd al-Rahman" and "Abdurrahman", "Najm al-Din", "Abu Bakr"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from vigil.languages import name_tables

SERVANT, GOD, FAITH, PARENT = "abd", "ula", "din", "abu"
"""How the common part of a compound is written once it is joined."""


_LONGEST_CHILD = 4
"""Words behind "Abu" that can be the child's name: "Abd al-Aziz", articles apart."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One part: which of the words it is made of ([start, end)), its plain form, and whether it is a kunya."""

    start: int
    end: int
    plain: str
    kunya: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    servant: re.Pattern[str]
    faith: re.Pattern[str]
    parent: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = name_tables.compounds()
    return _Patterns(*map(re.compile, (table.servant_joined, table.faith_joined, table.parent_joined)))


@lru_cache(maxsize=65536)
def one_form(word: str) -> str:
    """Return a folded word that is a compound with its common part written one way; any other word as it is."""
    patterns = _patterns()
    found = patterns.servant.fullmatch(word)
    if found:
        return SERVANT + (found["rest"] or found["bare"])
    found = patterns.faith.fullmatch(word)
    if found:
        return (found["rest"] or found["bare"]) + FAITH
    return word


def join(words: Sequence[str]) -> list[Joined]:
    """Return the parts of a name from its folded words without articles and links: compounds are one part."""
    table = name_tables.compounds()
    made: list[Joined] = []
    at = 0
    while at < len(words):
        word, following = words[at], words[at + 1] if at + 1 < len(words) else None
        if following and word in table.servant:
            made.append(Joined(at, at + 2, SERVANT + ("lah" if following in table.god else following)))
        elif following and word in table.parent:
            child = join(words[at + 1 : at + _LONGEST_CHILD])[0]
            made.append(Joined(at, at + 1 + child.end, PARENT + child.plain, kunya=True))
        elif made and word in table.god | table.faith:
            before = made.pop()
            made.append(
                Joined(before.start, at + 1, before.plain + (GOD if word in table.god else FAITH), before.kunya)
            )
        elif made and word in table.child:
            before = made.pop()
            made.append(Joined(before.start, at + 1, before.plain + word, before.kunya))
        else:
            parent = _patterns().parent.fullmatch(word)
            plain = PARENT + parent["rest"] if parent else one_form(word)
            made.append(Joined(at, at + 1, plain, parent is not None))
        at = made[-1].end
    return made
