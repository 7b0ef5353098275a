"""One event per thing that happened, however often it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vigil.model.reading import Event

_SPEAKERS_APART = frozenset({"demanded"})
_REMAND = "remand"
_FIRST, _LAST = 100, 200
"""Events of one type and status that a telling is compared with: the first of the story and the last before it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one clause tells it. ``sure`` is false where ``who`` is only taken from the centre of the story."""

    event: Event
    sure: bool
    weak: bool = False
    """Whether a bare noun, a headline or a caption tells it, which mostly repeats what a clause of the story tells."""
    named: bool = True
    """Whether ``who`` holds people of the cast."""


def merge(told: Iterable[Told]) -> tuple[Event, ...]:
    """Return the events told, each thing once and as fully as one telling has it, in the order they are first told."""
    kept: list[Told] = []
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for new in told:
        near = alike[new.event.type, new.event.status]
        match = next((n for n in (*near[:_FIRST], *near[_FIRST:][-_LAST:]) if same(kept[n], new)), None)
        if match is None:
            near.append(len(kept))
            kept.append(new)
        else:
            kept[match] = _fuller(kept[match], new)
    return tuple(t.event for t in kept)


def same(a: Told, b: Told) -> bool:
    """Whether two tellings can be of one thing: one type and status, nothing that differs, and people in common."""
    x, y = a.event, b.event
    if x.type != y.type or x.status != y.status:
        return False
    if x.type == "statement":
        return x.date == y.date and (x.by is None or y.by is None or bool(_words(x.by) & _words(y.by)))
    if x.status in _SPEAKERS_APART and x.according_to != y.according_to:
        return False
    if any(x.detail.get(k) != y.detail.get(k) for k in ("outcome",) if k in x.detail and k in y.detail):
        return False
    if (x.detail.get("place_kind") == _REMAND) != (y.detail.get("place_kind") == _REMAND) and not (a.weak or b.weak):
        return False
    return _dates_agree(x, y) and _people_agree(a, b)


def _words(name: str) -> set[str]:
    return {w.lower() for w in name.split() if w.lower() not in {"the", "of", "for", "a"}}


def _dates_agree(x: Event, y: Event) -> bool:
    return x.date is None or y.date is None or x.date.can_equal(y.date)


def _people_agree(a: Told, b: Told) -> bool:
    mine, theirs = set(a.event.who), set(b.event.who)
    if a.named != b.named and (a.weak or b.weak):  # "Journalist vanishes" over the story of somebody named
        return True
    if not mine or not theirs or not (a.sure and b.sure):
        return not mine or not theirs or bool(mine & theirs)
    return bool(mine & theirs)


def _fuller(old: Told, new: Told) -> Told:
    """Return the fuller of two tellings of one thing, with what only the other says."""
    best, rest = (new, old) if _rank(new) > _rank(old) else (old, new)
    event = best.event
    merged = event.date.merge(rest.event.date) if event.date and rest.event.date else event.date or rest.event.date
    return replace(
        best,
        event=replace(
            event,
            who=rest.event.who if rest.named and not best.named else event.who or rest.event.who,
            by=event.by or rest.event.by,
            place=event.place or rest.event.place,
            date=merged,
            date_quote=event.date_quote or rest.event.date_quote,
            detail={**rest.event.detail, **event.detail},
        ),
        sure=best.sure or rest.sure,
        named=best.named or rest.named,
        weak=best.weak and rest.weak,
    )


def _rank(told: Told) -> tuple[bool, bool, bool]:
    return (not told.weak, told.event.date is not None, told.sure)
