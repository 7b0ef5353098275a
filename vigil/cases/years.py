"""Years that one report leaves open and another gives (docs/guide.md, notes 19 and 23)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from vigil.cases.tellings import Telling
from vigil.cases.timeline import merge
from vigil.errors import DateError
from vigil.model.when import When

_HALF_YEAR = timedelta(days=183)


def settle_years(tellings: Iterable[Telling]) -> list[Telling]:
    """Return the tellings with open years filled in where the same event has its year in another report.

    What then stays open in a report of which other days are settled takes the year that puts it nearest the last of
    them; without any, it stays open.
    """
    tellings = list(tellings)
    if not any(t.date is not None and t.date.yearless for t in tellings):
        return tellings
    known: dict[int, When] = {}
    anchors: dict[str, list[date]] = defaultdict(list)
    for entry in merge(tellings):
        settled = entry.date
        if settled is None or settled.yearless or settled.start is None:
            continue
        for telling in entry.tellings:
            if telling.date is not None and telling.date.yearless:
                known[id(telling)] = _with_year(telling.date, settled.start.year)
                anchors[telling.report].append(settled.start)
    return [_settled(t, known, anchors) for t in tellings]


def _settled(telling: Telling, known: dict[int, When], anchors: dict[str, list[date]]) -> Telling:
    if telling.date is None or not telling.date.yearless:
        return telling
    when = known.get(id(telling))
    if when is None and anchors[telling.report]:
        last = max(anchors[telling.report])
        years = (_with_year(telling.date, last.year + step) for step in (-1, 0, 1))
        near = [w for w in years if w.start is not None and abs(w.start - last) < _HALF_YEAR]
        when = near[0] if len(near) == 1 else None
    return telling if when is None else replace(telling, event=replace(telling.event, date=when))


def _with_year(when: When, year: int) -> When:
    try:
        return when.with_year(year)
    except DateError:  # 29 February
        return when
