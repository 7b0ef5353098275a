"""Dates in the words of a reader's language, with everything unknown said."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from babel.dates import format_date
from pydantic import TypeAdapter

from vigil.model.when import When


@dataclass(frozen=True, slots=True)
class DateWords:
    """``languages/TAG/spoken.toml``: patterns with ``{}`` where the date goes, and Babel's patterns for days and months."""

    no_date: str
    no_year: str
    about: str
    between: str
    since: str
    until: str
    decade: str
    century: str
    seasons: tuple[str, str, str, str]
    season: str
    at: str
    day_pattern: str
    month_pattern: str
    day_alone: str


@cache
def _words(tag: str) -> DateWords:
    text = files("vigil.languages").joinpath(tag, "spoken.toml").read_text(encoding="utf-8")
    return TypeAdapter(DateWords).validate_python(tomllib.loads(text))


def spoken_date(when: When | None, tag: str = "en") -> str:
    """Return a date as a reader says it: "21 January, year not given", "about May 2020", "1 to 14 October 2019"."""
    words = _words(tag)
    if when is None:
        return words.no_date
    if not when.is_interval:
        return _point(when.edtf, words, tag)
    left, right = when.edtf.split("/")
    if left in ("", ".."):
        return words.until.format(_point(right, words, tag))
    if right in ("", ".."):
        return words.since.format(_point(left, words, tag))
    return words.between.format(_point(left, words, tag), _point(right, words, tag))


def _point(edtf: str, words: DateWords, tag: str) -> str:
    bare = edtf.rstrip("~?%")
    day, _, clock = bare.partition("T")
    said = _day(day, words, tag)
    if clock:
        said = words.at.format(said, clock[:5])
    return words.about.format(said) if bare != edtf else said


def _day(text: str, words: DateWords, tag: str) -> str:
    parts = text.split("-")
    known = [p for p in parts if p != "XX"]
    if parts[0] == "XXXX":
        return _without_year(known, words, tag)
    if "X" in parts[0]:
        pattern = words.decade if re.fullmatch(r"\d{3}X", parts[0]) else words.century
        return pattern.format(parts[0].replace("X", "0"))
    year, month = int(parts[0]), int(known[1]) if len(known) > 1 else None
    if month is None:
        return f"{year:04d}"
    if month > 12:  # EDTF writes the seasons as months 21 to 24
        return words.season.format(words.seasons[month - 21], f"{year:04d}")
    day = int(known[2]) if len(known) == 3 else None
    return format_date(date(year, month, day or 1), words.day_pattern if day else words.month_pattern, locale=tag)


def _without_year(known: list[str], words: DateWords, tag: str) -> str:
    if len(known) == 1:
        return words.no_date
    day = int(known[2]) if len(known) == 3 else None
    said = format_date(date(2000, int(known[1]), day or 1), words.day_alone if day else "LLLL", locale=tag)
    return words.no_year.format(said)


def days_until(when: When, today: date) -> int | None:
    """Return the days from ``today`` to the first possible day of a date (negative when past); None where unknown."""
    if when.start is None:
        return None
    last = when.end - timedelta(1) if when.end is not None else when.start
    return (max(min(today, last), when.start) - today).days
