"""Whether what looks like a time is one, by the words around it and its capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vigil.analysis.dates_tables import DateTables

_NAMED = frozenset({"month", "weekday", "feast", "lunarmonth", "solarmonth"})
"""What is written with a capital."""
_OPENINGS = frozenset({"", "(", "[", "/", ",", "-", "–", "—", ":", "•", "*"})
"""Marks after which a date may stand without a word that leads to it."""
_MONTH = 30
_YEAR = 360
_STYLES = range(10, 15)
"""Days between the Julian and our date of one day, eleven to thirteen, in months of thirty."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a rule matched, by its groups, with the word before and the characters after."""

    match: re.Match[str]
    groups: Mapping[str, str | None]
    before: str
    after: str
    tables: DateTables


def fits(kind: str, place: Place) -> bool:
    """Whether the words around and the capitals allow the reading."""
    named = (v for k, v in place.groups.items() if v and k.rstrip("2") in _NAMED)
    if place.tables.dates.capitalised and not all(v[0].isupper() for v in named):
        return False
    guard = _GUARDS.get(kind)
    return guard is None or guard(place)


def _month(place: Place) -> bool:
    """Whether a month alone is no other word ("May", "March")."""
    data = place.tables.dates
    doubtful = not place.groups.get("year") and place.match[0].lower() in data.doubtful_months
    return not doubtful or place.before in data.leads


def _slash_day(place: Place) -> bool:
    """Whether "27/2" is a day and no fraction or quantity ("4.6 million")."""
    data = place.tables.dates
    word = re.match(r"\s*([^\W\d_]+|%)", place.after)
    counted = word is not None and word[1].lower() in data.measures
    return place.before in data.slash_leads and not counted


def _day(place: Place) -> bool:
    """Whether "the 20th" is a day: in digits, or of a month, and before no noun."""
    of_month = " of " in place.match[0].lower()
    if not of_month and not place.match["day"][0].isdigit():  # "the second", "the first": of anything
        return False
    return of_month or _no_noun(place)


def _no_noun(place: Place) -> bool:
    """Whether what follows is no noun that the number before it would count."""
    word = re.match(r"\s+([^\W\d_]+)", place.after)
    return word is None or word[1].lower() in place.tables.dates.day_followers


def _weekday_day(place: Place) -> bool:
    """Whether "Friday, the fourth" is a day of a month."""
    return place.match["day"][0].isdigit() or _day(place)


def _season_alone(place: Place) -> bool:
    """Whether "the fall" is a season: before no noun, and not of anything."""
    return _no_noun(place) and not re.match(r"\s+of\b", place.after)


def _year(place: Place) -> bool:
    """Whether four digits are a year and no count, number of an article or part of a name."""
    data, after = place.tables.dates, place.after
    word = re.match(r"\s*([^\W\d_]+|[%$€£-]\w)", after)
    following = word[1] if word else ""
    counted = following.lower() in data.not_after_year
    named = following[:1].isupper() and place.before in data.articles  # "the 1951 Convention"
    joined = place.before == "/" or after[:2] in ("-y", "/0", "/1")
    return not (counted or named or joined or place.before in data.not_before_year)


def _hijra(place: Place) -> bool:
    """Whether "1398/10/30" is a date and no number of a file."""
    return place.before not in place.tables.dates.not_before_year


def _other_month(place: Place) -> bool:
    """Whether a month of another calendar is one: with its year, or with a day after such a word as stands before dates."""
    data, calendars = place.tables.dates, place.tables.calendars
    if place.groups.get("lunaryear") or place.groups.get("solaryear"):
        return True
    led = place.before in data.slash_leads or place.before in _OPENINGS
    month = place.groups.get("lunarmonth") or place.groups.get("solarmonth") or ""
    name = " ".join(month.lower().replace("’", "'").split())
    if place.groups.get("day"):
        return name not in calendars.solar_with_year and (led or place.before in data.articles) and _no_noun(place)
    return name in calendars.alone and (led or place.before in data.leads) and not place.after.lstrip()[:1].isupper()


def _both_styles(place: Place) -> bool:
    """Whether two days are one in the Julian and in our calendar; two of one month may be a span of days as well."""
    if not place.groups.get("month2"):
        return True
    months = place.tables.dates.months
    first, second = (
        months[place.match[f"month{n}"].lower().rstrip(".")] * _MONTH
        + int(re.sub(r"\D", "", place.match[f"day{n}"]) or 0)
        for n in ("", "2")
    )
    return (second - first) % _YEAR in _STYLES


_GUARDS: dict[str, Callable[[Place], bool]] = {
    "month": _month,
    "slash_day": _slash_day,
    "day": _day,
    "weekday_day": _weekday_day,
    "season_alone": _season_alone,
    "year": _year,
    "hijra": _hijra,
    "lunar": _other_month,
    "solar": _other_month,
    "both_styles": _both_styles,
}
"""By kind of rule."""
