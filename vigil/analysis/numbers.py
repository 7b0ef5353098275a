"""Numbers in words and digits: "1,140", "2.1m", "twenty-one", "two hundred thousand", "half a million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vigil.languages import Language


@dataclass(frozen=True, slots=True)
class NumberData:
    """``languages/TAG/numbers.toml``."""

    decimal_mark: str
    group_marks: tuple[str, ...]
    joiner: str
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    scales: dict[str, int]
    phrases: dict[str, int]


def number_data(language: Language) -> NumberData:
    """Return a language's number words."""
    return language.table("numbers", NumberData)


@lru_cache(maxsize=8)
def _digits(decimal: str, groups: tuple[str, ...]) -> re.Pattern[str]:
    marks = "".join(re.escape(g) for g in groups)
    return re.compile(rf"(\d{{1,3}}(?:[{marks}]\d{{3}})+|\d+)(?:{re.escape(decimal)}(\d+))?")


def digits_value(text: str, data: NumberData) -> int | float | None:
    """Return the value of a number in digits ("1,140", "2.5"); None where the text is no such number."""
    found = _digits(data.decimal_mark, data.group_marks).fullmatch(text)
    if found is None:
        return None
    whole = int(re.sub(r"\D", "", found[1]))
    return whole if found[2] is None else float(f"{whole}.{found[2]}")


def number_value(text: str, data: NumberData) -> int | float | None:
    """Return the value of a cardinal in digits, words or both; None where a word of it is no number.

    A whole number comes back as an int ("2.5 million" is 2500000).
    """
    plain = " ".join(text.lower().split())
    if plain in data.phrases:
        return data.phrases[plain]
    if (digits := digits_value(plain, data)) is not None:
        return digits
    total: int | float = 0
    group: int | float | None = None
    for word in re.split(r"[\s-]+", plain):
        if word == data.joiner and group is not None:
            continue
        value = data.cardinals.get(word, digits_value(word, data))
        if value is not None:
            group = value if group is None else group + value
        elif word in data.scales:
            scale = data.scales[word]
            if scale > 100:
                total += (1 if group is None else group) * scale
                group = 0
            else:
                group = (1 if group is None else group) * scale
        else:
            return None
    if group is None and not total:
        return None
    total += group or 0
    return int(total) if float(total).is_integer() else total


def ordinal_value(text: str, data: NumberData) -> int | None:
    """Return the value of an ordinal ("21st", "third", "twenty-first"); None for other words."""
    plain = "-".join(text.lower().split())
    if plain in data.ordinals:
        return data.ordinals[plain]
    found = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", plain)
    return int(found[1]) if found else None
