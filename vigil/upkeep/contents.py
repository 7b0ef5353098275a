"""What of a case is found on its own: what happens on which day and where, what reports disagree about, when it falls silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from vigil.cases.disagreements import mark_of
from vigil.cases.silence import worrying
from vigil.languages import Language, language
from vigil.languages.spots import spot_of
from vigil.model.case import Case, CaseLine, Disagreement, TimelineEntry
from vigil.model.codec import encode
from vigil.model.when import When
from vigil.store import NOWHERE, Contents, NewDisagreement, NewEntry

_MONTHS = 3
"""A date that leaves so many months possible stands in a calendar in each of them."""
_YEARS = 2
"""One that leaves more, beside each of so many years; one that leaves still more, in none."""


def contents_of(case: Case, line: CaseLine) -> Contents:
    """Return what is found of a case without opening its file."""
    languages = {s.report: s.language for s in case.sources}
    return Contents(
        entries=tuple(_entry(n, e, languages) for n, e in enumerate(case.timeline)),
        disagreements=tuple({d.mark: d for d in map(_disagreement, case.disagreements)}.values()),
        silences=tuple((first.isoformat(), until.isoformat()) for first, until in worrying(line.news)),
    )


def _entry(number: int, entry: TimelineEntry, languages: dict[str, str | None]) -> NewEntry:
    days = possible_days(entry.date)
    first, last = (None, None) if days is None else (days[0].isoformat(), days[1].isoformat())
    spoken = next((found for r in entry.reports if (found := language(languages.get(r))) is not None), None)
    return NewEntry(
        entry=number,
        type=entry.type,
        status=entry.status,
        first=first,
        last=last,
        months=() if days is None else months_of(*days),
        place=entry.place,
        spot=_spot(entry.place, spoken) if entry.place else None,
        told=encode(replace(entry, citations=(), corrections=())),
    )


def possible_days(when: When | None) -> tuple[date, date] | None:
    """Return the first and the last day that a date leaves possible; None where it is open, or without a year."""
    if when is None or when.start is None or when.end is None:
        return None
    return when.start, max(when.end - timedelta(days=1), when.start)


def months_of(first: date, last: date) -> tuple[str, ...]:
    """Return in which months ("2020-03"), or of a long stretch beside which years ("2020"), a calendar shows it."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MONTHS:
        ahead = (first.month - 1 + n for n in range(months))
        return tuple(f"{first.year + m // 12:04d}-{m % 12 + 1:02d}" for m in ahead)
    years = range(first.year, last.year + 1)
    return tuple(f"{year:04d}" for year in years) if len(years) <= _YEARS else ()


def _spot(place: str, spoken: Language | None) -> str:
    found = spot_of(place, spoken) if spoken is not None else None
    return NOWHERE if found is None else str(found)


def _disagreement(told: Disagreement) -> NewDisagreement:
    return NewDisagreement(mark_of(told), encode(replace(told, citations=()), in_order=True))
