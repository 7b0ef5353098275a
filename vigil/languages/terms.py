"""Lengths of time in words: "five months and 24 days", "good for one year"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vigil.languages import Language
from vigil.model.when import When


@dataclass(frozen=True, slots=True)
class _Validity:
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermData:
    """``languages/TAG/terms.toml``."""

    one: tuple[str, ...]
    half: tuple[str, ...]
    spared: frozenset[str]
    units: dict[str, tuple[str, ...]]
    validity: _Validity


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What is used of ``languages/TAG/numbers.toml``."""

    cardinals: dict[str, int]


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: a number of units (``day``, ``week``, ``month``, ``year``)."""

    number: float
    unit: str


def terms(text: str, language: Language) -> tuple[Term, ...]:
    """Return the lengths of time in a text, in order."""
    _, numbers, units = _tables(language)
    return tuple(
        Term(
            numbers.get(hit["number"].lower(), 0.0) or float(hit["number"].replace(",", "")), units[hit["unit"].lower()]
        )
        for hit in re.finditer(_pattern(numbers, units), text, re.IGNORECASE)
    )


def to_be_served(penalty: str, language: Language) -> bool:
    """Whether a penalty is a term in custody that is still to be served, as far as its words tell."""
    spared = _tables(language)[0].spared
    return bool(terms(penalty, language)) and not spared & set(re.findall(r"\w+", penalty.lower()))


def valid_until(text: str, since: When, language: Language) -> When | None:
    """Return the day on which a status of ``since`` ends where the text says how long it is good for; None where not."""
    data, numbers, units = _tables(language)
    cues = "|".join(re.escape(c) for c in sorted(data.validity.cues, key=len, reverse=True))
    hit = re.search(rf"\b(?:{cues})\s+({_pattern(numbers, units)})", text, re.IGNORECASE)
    if hit is None or since.start is None or since.precision not in ("day", "time"):
        return None
    term = terms(hit[1], language)[0]
    return When.of(_after(since.start, term))


def _tables(language: Language) -> tuple[TermData, dict[str, float], dict[str, str]]:
    data = language.table("terms", TermData)
    numbers: dict[str, float] = {w: float(n) for w, n in language.table("numbers", NumberWords).cardinals.items()}
    numbers |= dict.fromkeys(data.one, 1.0) | dict.fromkeys(data.half, 0.5)
    return data, numbers, {form: unit for unit, forms in data.units.items() for form in forms}


def _pattern(numbers: dict[str, float], units: dict[str, str]) -> str:
    number = "|".join(re.escape(w) for w in sorted(numbers, key=len, reverse=True))
    unit = "|".join(re.escape(w) for w in sorted(units, key=len, reverse=True))
    return rf"\b(?P<number>{number}|\d[\d,.]*)[\s-]+(?P<unit>{unit})\b"


def _after(day: date, term: Term) -> date:
    if term.unit in ("day", "week"):
        return day + timedelta(days=round(term.number * (7 if term.unit == "week" else 1)))
    months = day.month - 1 + round(term.number * (12 if term.unit == "year" else 1))
    year, month = day.year + months // 12, months % 12 + 1
    first = date(year, month, 1)
    last = (date(year + month // 12, month % 12 + 1, 1) - first).days
    return first + timedelta(days=min(day.day, last) - 1)
