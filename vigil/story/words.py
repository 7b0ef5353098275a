"""The vocabulary of page furniture, and how a line is compared with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vigil.languages import Language

_EDGE = re.compile(r"^[\W_]+|(?<![\W_])[\W_]+$")  # looked for where marks begin alone, not at each of them


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """``languages/TAG/furniture.toml``: what lines that are not story say. The table says what each list holds."""

    whole: frozenset[str]
    labels: frozenset[str]
    opens: tuple[str, ...]
    holds: tuple[str, ...]
    closes: tuple[str, ...]
    menu: frozenset[str]
    date_line: frozenset[str]
    dated_marks: tuple[str, ...]
    outlet: frozenset[str]
    self_description: tuple[str, ...]
    notice_law: tuple[str, ...]
    notice_deed: tuple[str, ...]
    notice_penalty: tuple[str, ...]
    notice_reader: tuple[str, ...]
    notice_plaque: tuple[str, ...]
    address: frozenset[str]


@lru_cache(maxsize=1)
def furniture_words() -> FurnitureWords:
    """Return the tables of all languages in one: a page's furniture is often in another language than its story."""
    english, others = (Language(tag).table("furniture", FurnitureWords) for tag in ("en", "any"))
    return FurnitureWords(
        whole=english.whole | others.whole,
        labels=english.labels | others.labels,
        menu=english.menu | others.menu,
        date_line=english.date_line | others.date_line,
        outlet=english.outlet | others.outlet,
        opens=english.opens + others.opens,
        holds=english.holds + others.holds,
        closes=english.closes + others.closes,
        dated_marks=english.dated_marks + others.dated_marks,
        self_description=english.self_description + others.self_description,
        notice_law=english.notice_law + others.notice_law,
        notice_deed=english.notice_deed + others.notice_deed,
        notice_penalty=english.notice_penalty + others.notice_penalty,
        notice_reader=english.notice_reader + others.notice_reader,
        notice_plaque=english.notice_plaque + others.notice_plaque,
        address=english.address | others.address,
    )


def fold(text: str) -> str:
    """Return a line as the vocabulary writes it: lower case, plain quotes, single spaces."""
    return " ".join(text.lower().replace("’", "'").replace("‘", "'").split())


def bare(text: str) -> str:
    """Return a folded line without marks at either end."""
    return _EDGE.sub("", fold(text))
