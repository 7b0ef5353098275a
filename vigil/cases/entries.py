"""Merged events as a case shows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from vigil.cases.corrections import corrected
from vigil.cases.tellings import Telling
from vigil.cases.timeline import Merged, given, taken_back
from vigil.model.case import Citation, Correction, TimelineEntry
from vigil.model.reading import Detail

Names = Callable[[Telling], tuple[str, ...]]
"""Gives the names of those an event happens to, as the case calls them."""


def entries_of(merged: Iterable[Merged], names: Names) -> tuple[TimelineEntry, ...]:
    """Return the entries of a timeline, in the order given."""
    merged = list(merged)
    denied = [m for m in merged if m.status == "did_not_happen"]
    return tuple(_entry(m, names, denied) for m in merged)


def _entry(merged: Merged, names: Names, denied: list[Merged]) -> TimelineEntry:
    """Return the entry: the most told date, the words of every report, and whose account it is where none tells it itself."""
    tellings = merged.tellings
    own_voice = any(t.event.according_to is None for t in tellings)
    speakers = [] if own_voice else [t.account.called(t.event.according_to) for t in tellings if t.event.according_to]
    return TimelineEntry(
        type=merged.type,
        who=tuple(dict.fromkeys(name for t in tellings for name in names(t))),
        status=merged.status,
        reports=merged.reports,
        citations=tuple(Citation(t.report, t.event.quote) for t in tellings),
        date=merged.date,
        by=_most((t.voice, t.by) for t in tellings),
        place=_most((t.voice, t.event.place) for t in tellings),
        according_to=tuple(dict.fromkeys(speakers)),
        detail=_details(tellings),
        corrections=(*_corrected_dates(tellings), *_corrected_status(merged, denied)),
    )


T = TypeVar("T", bound=Detail)


def _most(values: Iterable[tuple[str, T | None]]) -> T | None:
    """Return the value that most voices give, of those the first."""
    counted = Counter(v for _, v in dict.fromkeys(values) if v is not None and v != "")
    return counted.most_common(1)[0][0] if counted else None


def _details(tellings: Iterable[Telling]) -> dict[str, Detail]:
    values: dict[str, list[tuple[str, Detail]]] = defaultdict(list)
    for telling in tellings:
        for key, value in telling.event.detail.items():
            values[key].append((telling.voice, value))
    return {key: most for key, given in sorted(values.items()) if (most := _most(given)) is not None}


def _corrected_dates(tellings: Iterable[Telling]) -> tuple[Correction, ...]:
    """Return the dates that were taken back, each once, with the words of the report that gives another."""
    found: dict[tuple[str, str], Correction] = {}
    for old, new in taken_back(tellings):
        words = Citation(new.report, new.event.date_quote or new.event.quote)
        was, now = str(old.date), str(new.date)
        found.setdefault((was, now), Correction("date", was, now, words))
    return tuple(found.values())


def _corrected_status(merged: Merged, denied: list[Merged]) -> Iterator[Correction]:
    """Yield that what was told as happened did not, where every report that told it, or its outlet, says so later.

    The other way round is no correction: what had not happened yet may happen.
    """
    for other in denied if merged.status == "happened" else ():
        same = other.type == merged.type and other.who & merged.who
        if not same or (other.date and merged.date and not other.date.can_equal(merged.date)):
            continue
        told = {"happened": map(given, merged.tellings), "did_not_happen": map(given, other.tellings)}
        if corrected(told) == ("happened",):
            last = other.tellings[-1]
            yield Correction("status", "happened", "did_not_happen", Citation(last.report, last.event.quote))
