"""Dates as pages print them, in the languages whose month names the Unicode CLDR gives, to days or months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from vigil.errors import DateError
from vigil.model.text import Span
from vigil.model.when import When

_ISO = re.compile(
    r"(?<![\d/])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<cy>(?:19|20)\d\d)\s?[年년]\s?(?P<cm>\d{1,2})\s?[月월]\s?(?P<cd>\d{1,2})\s?[日일]"
)
_NUMERIC = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y>(?:19|20)\d\d)(?!\d)")
_ORDINAL = r"(?:st|nd|rd|th|º|ª|er|\.|-го|-е)?"
_TO_MONTH = r"(?:\s*\.?\s*|\s+(?:of|de|di|day of)\s+|-)"
_OF = r"(?:\s+|\s*[,.]\s*|\s+(?:of|de|del|di|da|den)\s+|-)"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the text that was searched."""

    span: Span
    when: When


@dataclass(frozen=True, slots=True)
class _Months:
    """Month names of some languages, as one pattern; ``numbers`` gives the month by its folded name."""

    numbers: dict[str, int]
    pattern: re.Pattern[str]


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().rstrip(".")


@lru_cache(maxsize=64)
def _months(tags: tuple[str, ...]) -> _Months:
    numbers: dict[str, int] = {"sept": 9}
    for tag in tags:
        try:
            locale = Locale.parse(tag.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    folded = _fold(name)
                    if len(folded) > 2 and not folded.isdigit():
                        numbers.setdefault(folded, number)
    names = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
    month = rf"(?P<{{}}>{names})(?![^\W\d_])\.?"
    day_first = (
        rf"(?<![\d.:/])(?P<d1>\d{{1,2}}){_ORDINAL}{_TO_MONTH}{month.format('m1')}{_OF}(?P<y1>(?:19|20)\d\d)(?!\d)"
    )
    month_first = (
        rf"(?<!\w){month.format('m2')}\s*(?P<d2>\d{{1,2}}){_ORDINAL}(?:\s*,\s*|\s+)(?P<y2>(?:19|20)\d\d)(?!\d)"
    )
    year_first = rf"(?<!\d)(?P<y4>(?:19|20)\d\d)[\s.,]+{month.format('m4')}\s*(?P<d4>\d{{1,2}})(?!\d)"
    month_only = rf"(?<!\w){month.format('m3')}{_OF}(?P<y3>(?:19|20)\d\d)(?!\d)"
    pattern = re.compile(f"{day_first}|{month_first}|{year_first}|{month_only}", re.IGNORECASE)
    return _Months(numbers, pattern)


def dates_in(text: str, language: str | None) -> list[FoundDate]:
    """Return the dates with a year that ``text`` prints, in order.

    English month names are always read, and those of ``language`` (BCP 47). A date in figures whose day and month could
    change places (01/02/2020) is left out unless the language and its country settle the order.
    """
    if not any(c.isdigit() for c in text):
        return []
    tags = ("en",) if language is None or language.startswith("en") else ("en", language)
    found = [*_named(text, _months(tags)), *_iso(text), *_numeric(text, language)]
    found.sort(key=lambda date: (date.span.start, -date.span.end))
    kept: list[FoundDate] = []
    for date in found:
        if not kept or date.span.start >= kept[-1].span.end:
            kept.append(date)
    return kept


def _date(span: Span, year: int, month: int, day: int | None) -> Iterator[FoundDate]:
    text = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")
    try:
        yield FoundDate(span, When(text))
    except DateError:
        return


def _named(text: str, months: _Months) -> Iterator[FoundDate]:
    for match in months.pattern.finditer(text):
        for n in ("1", "2", "4", "3"):
            if match[f"m{n}"]:
                month = months.numbers.get(_fold(match[f"m{n}"]))
                day = int(match[f"d{n}"]) if n != "3" else None
                if month is not None:
                    yield from _date(Span(*match.span()), int(match[f"y{n}"]), month, day)


def _iso(text: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        year, month, day = match["y"] or match["cy"], match["m"] or match["cm"], match["d"] or match["cd"]
        if 1 <= int(month) <= 12:
            yield from _date(Span(*match.span()), int(year), int(month), int(day))


def _numeric(text: str, language: str | None) -> Iterator[FoundDate]:
    for match in _NUMERIC.finditer(text):
        first, second = int(match["a"]), int(match["b"])
        day_first = _day_first(first, second, match["sep"], language)
        if day_first is not None:
            day, month = (first, second) if day_first else (second, first)
            if 1 <= month <= 12:
                yield from _date(Span(*match.span()), int(match["y"]), month, day)


def _day_first(first: int, second: int, separator: str, language: str | None) -> bool | None:
    """Whether the day stands first; None where it cannot be told. English alone does not tell: its countries differ."""
    if first == second or first > 12 or second > 12:
        return second <= 12
    if separator == ".":
        return True
    if language is None or "-" not in language.replace("_", "-"):
        return None if language in (None, "en") else True
    try:
        short = str(Locale.parse(language.replace("-", "_")).date_formats["short"].pattern)
    except (UnknownLocaleError, ValueError):
        return None
    return short.find("d") < short.find("M")
