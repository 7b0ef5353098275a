"""Dates that a report gives beside its own as what others say: "on 1 October (Amnesty International has it as 6 October)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vigil.cases.tellings import Telling
from vigil.cases.timeline import Merged
from vigil.languages import tables
from vigil.model.reading import DateMention
from vigil.model.when import When

_BEHIND = 240
"""Another's date stands at most so many characters behind the event; in the reports at hand within two sentences."""
_LEAD = 70
"""So many characters before a date are looked at for words that give it to others."""
_FAR = 366
"""Days: a date further off is not of the same event."""


@dataclass(frozen=True, slots=True)
class RivalWords:
    """``languages/TAG/rivals.toml``: patterns that stand right before a date which others give."""

    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RivalDate:
    """A date that a report says others give for an event, in whose words."""

    telling: Telling
    mention: DateMention
    value: When


def rival_dates(entry: Merged) -> Iterator[RivalDate]:
    """Yield what reports say others give as the date of an entry, in their order."""
    for telling in entry.tellings:
        date, reading = telling.date, telling.account.reading
        if date is None or date.start is None or telling.event.status != "happened":
            continue
        text, end = telling.account.report.story.text, telling.event.quote.span.end
        taken = {e.date_quote.span for e in reading.events if e.date_quote is not None}
        for mention in reading.dates:
            at, value = mention.quote.span.start, mention.value
            if not end <= at <= end + _BEHIND or "\n" in text[end:at] or mention.quote.span in taken:
                continue
            if (
                value is None
                or value.start is None
                or value.can_equal(date)
                or abs((value.start - date.start).days) > _FAR
            ):
                continue
            if not _another_between(telling, at) and _lead().search(text[max(end, at - _LEAD) : at]):
                yield RivalDate(telling, mention, value)


def open_dates(entry: Merged) -> Iterator[tuple[RivalDate, ...]]:
    """Yield, of a report that leaves open when an entry was, the days that it says others give: two or more that differ.

    "When did they walk free? The agency has written May. Their lawyer said it was 22 June."
    """
    for telling in entry.tellings:
        if telling.event.status != "happened" or not (telling.date is None or telling.date.is_interval):
            continue
        text, span = telling.account.report.story.text, telling.event.quote.span
        found: list[RivalDate] = []
        for mention in telling.account.reading.dates:
            at, value = mention.quote.span.start, mention.value
            if not span.start <= at <= span.end + _BEHIND or "\n" in text[span.start : at] or value is None:
                continue
            if value.yearless or not _lead().search(text[max(span.start, at - _LEAD) : at]):
                continue
            if _another_between(telling, at) or any(value.can_equal(r.value) for r in found):
                continue
            found.append(RivalDate(telling, mention, value))
        if len(found) > 1:
            yield tuple(found)


def _another_between(telling: Telling, at: int) -> bool:
    """Whether another dated event is told between the event and the place: the date may be that one's."""
    end = telling.event.quote.span.end
    return any(
        end <= e.quote.span.start < at and e.date is not None and e.type != telling.event.type
        for e in telling.account.reading.events
    )


@cache
def _lead() -> re.Pattern[str]:
    patterns = "|".join(p for data in tables("rivals", RivalWords) for p in data.before)
    return re.compile(rf"\b(?:{patterns})\s+(?:the\s+)?$", re.IGNORECASE)
