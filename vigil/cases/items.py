"""The items of a reading as decisions name them: each found again by its place, also after a new analysis.

The subject of an item is its capture, place and kind and, since one sentence may tell two events, what kind of event,
demand or statement it is: ``SHA:120-180:event:detention``. Where even that is shared, the second has ``:2`` behind it.
A subject without these is about every item of its kind at the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from vigil.model.case import Place, place_of, subject_of
from vigil.model.reading import DateMention, Demand, Event, Figure, Person, Reading, Statement
from vigil.model.text import Span

Item: TypeAlias = Person | Event | Statement | Demand | Figure | DateMention

PARTS: dict[str, str] = {
    "person": "people",
    "event": "events",
    "statement": "statements",
    "demand": "demands",
    "figure": "figures",
    "date": "dates",
}
"""The part of a reading that holds the items of each kind."""

TYPES: dict[str, type[Item]] = {
    "person": Person,
    "event": Event,
    "statement": Statement,
    "demand": Demand,
    "figure": Figure,
    "date": DateMention,
}
_SORT = {"event": "type", "statement": "kind", "demand": "act"}
"""The field that tells items of one kind at one place apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item and its subject; ``read`` is false where a person added it, or a new analysis finds it no longer."""

    subject: str
    kind: str
    item: Item
    read: bool = True


def sort_of(kind: str, item: Item) -> str:
    """Return what kind of event, statement or demand it is, empty for other items."""
    return str(getattr(item, _SORT[kind])) if kind in _SORT else ""


def items_of(sha256: str, reading: Reading) -> tuple[Found, ...]:
    """Return every item of a reading with its subject."""
    found = []
    times: Counter[str] = Counter()
    for kind, part in PARTS.items():
        for item in getattr(reading, part):
            span, sort = item.quote.span, sort_of(kind, item)
            subject = subject_of(sha256, span.start, span.end, f"{kind}:{sort}" if sort else kind)
            times[subject] += 1
            number = f":{times[subject]}" if times[subject] > 1 else ""
            found.append(Found(subject + number, kind, item))
    return tuple(found)


def free_subject(taken: Iterable[str], sha256: str, span: Span, kind: str, sort: str) -> str:
    """Return the subject of a new item that none of ``taken`` has."""
    first = subject_of(sha256, span.start, span.end, f"{kind}:{sort}" if sort else kind)
    taken = set(taken)
    number = 2
    subject = first
    while subject in taken:
        subject, number = f"{first}:{number}", number + 1
    return subject


def meant_by(subject: str, items: Iterable[Found]) -> tuple[Found, ...]:
    """Return the items that a subject is about.

    That is the one of this subject, else every one of the kind at the place where the subject does not say which, else the
    only one at the place, else the only one of the same sort whose words meet those of the place: a new analysis may have
    cut them otherwise.
    """
    place = place_of(subject)
    if place is None:
        return ()
    alike = [found for found in items if found.kind == place.kind]
    exact = tuple(found for found in alike if found.subject == subject)
    if exact:
        return exact
    here = tuple(found for found in alike if found.item.quote.span == place.span)
    if here and (not place.sort or len(here) == 1):
        return here
    near = tuple(found for found in alike if _may_be(found, place))
    return near if len(near) == 1 else ()


def _may_be(found: Found, place: Place) -> bool:
    sort = place.sort.partition(":")[0]
    return found.item.quote.span.overlaps(place.span) and (not sort or sort_of(found.kind, found.item) == sort)
