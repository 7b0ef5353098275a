"""Journeys to safety that reports tell under another word: "he landed in the United States" (docs/guide.md, note 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from vigil.cases.standing import standing_data
from vigil.cases.tellings import Telling


def as_resettlements(tellings: Iterable[Telling], sides: frozenset[str]) -> list[Telling]:
    """Return the tellings, journeys to a third country after all that is decided in the host told as resettlements.

    ``sides`` are host and origin; where one is unknown nothing is changed, since the country reached may be it.
    """
    tellings = list(tellings)
    if len(sides) < 2:
        return tellings
    settled: dict[str, str] = defaultdict(str)
    for telling in tellings:
        if telling.event.status == "happened" and telling.event.type in standing_data().settles and telling.date:
            start = telling.date.start.isoformat() if telling.date.start else ""
            for identity in telling.who:
                settled[identity] = max(settled[identity], start)
    return [_resettled(t) if _reaches_safety(t, sides, settled) else t for t in tellings]


def _reaches_safety(telling: Telling, sides: frozenset[str], settled: dict[str, str]) -> bool:
    event, date = telling.event, telling.date
    if event.type not in standing_data().journeys or event.status != "happened" or date is None or date.start is None:
        return False
    reached = telling.detail_countries["to"] or telling.place_country
    if reached is None or reached in sides or not telling.who:
        return False
    return all("" < settled.get(identity, "") <= date.start.isoformat() for identity in telling.who)


def _resettled(telling: Telling) -> Telling:
    detail = {key: value for key, value in telling.event.detail.items() if key == "to"}
    return replace(telling, event=replace(telling.event, type="resettlement", detail=detail))
