"""Which words name an event: what the tables and the encoder propose, as the encoder judges it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from vigil.analysis.encoder import Link, Trigger
from vigil.analysis.segment import Segmented
from vigil.analysis.sight import Sight, runs_of, touched
from vigil.model.reading import Detail, Status
from vigil.model.text import Span
from vigil.model.vocab import event_types

KEPT = 0.005
"""Share that the encoder must give the type of a trigger from the tables."""
FOUND = 0.4
"""Share at which words that no table knows are a trigger, which is weighed once more as a whole (``worth.py``)."""
_ALONE = 0.8
"""Share at which they are one beside another on the same words: one decision that the encoder wavers about is not two."""
_EDGE = 0.2
"""Share at which a piece beside them is part of it."""
_SAID = 0.5
"""Share at which an outcome is said."""
_ROLES = ("who", "by", "place", "date")


def choose_triggers(text: Segmented, proposed: Sequence[Trigger], seen: Sight) -> tuple[Trigger, ...]:
    """Return the triggers of a story in order, each with the encoder's score, statuses and links."""
    kept: list[Trigger] = []
    for trigger in proposed:
        pieces = seen.within(trigger.span)
        column = seen.labels["trigger"].index(trigger.type)
        score = float(seen.tags["trigger"][pieces, column].max()) if len(pieces) else 0.0
        if score >= KEPT:
            kept.append(_told(text, replace(trigger, score=score), seen))
    for span, kind, score in sorted(_runs(text, seen), key=lambda run: -run[2]):
        rivals = [t for t in kept if t.span.overlaps(span)]
        if not any(t.type == kind for t in rivals) and (score >= _ALONE or not rivals):
            kept.append(_told(text, Trigger(span, kind, "encoder", score=score), seen))
    return tuple(sorted(kept, key=lambda t: (t.span, t.type)))


def _runs(text: Segmented, seen: Sight) -> Iterator[tuple[Span, str, float]]:
    """Give runs of pieces that the encoder takes for a trigger of one type, grown to whole words."""
    table = seen.tags["trigger"]
    for column, kind in enumerate(seen.labels["trigger"]):
        if column == 0:
            continue
        shares = table[:, column]
        for run in runs_of(shares, _EDGE, lambda _: False):
            best = float(shares[run].max())
            if best >= FOUND:
                yield _whole(text, Span(seen.spans[run.start].start, seen.spans[run.stop - 1].end)), kind, best


def _whole(text: Segmented, span: Span) -> Span:
    """Return the span grown to whole words."""
    tokens = touched(text, span)
    return Span(tokens[0].span.start, tokens[-1].span.end) if tokens else span


def _worded(text: Segmented, link: Link) -> Link:
    return link if link.span is None else Link(_whole(text, link.span), link.score)


def _told(text: Segmented, trigger: Trigger, seen: Sight) -> Trigger:
    """Return a trigger with what the encoder says of it."""
    pieces = list(seen.within(trigger.span))
    if not pieces:
        return trigger
    shares = seen.shares("status", pieces)
    shares.pop("O")
    statuses = {cast("Status", name): share for name, share in shares.items()}
    links = {role: _worded(text, seen.link(role, pieces)) for role in _ROLES}
    return replace(trigger, statuses=statuses, links=links, detail=_detail(trigger, seen, pieces))


def _detail(trigger: Trigger, seen: Sight, pieces: Sequence[int]) -> dict[str, Detail]:
    """Return the details of a trigger, with the outcome that the encoder sees where the tables give none."""
    row = event_types()[trigger.type]
    allowed = [o for o in row.outcomes if o] or (["remand"] if trigger.type == "detention" else [])
    if trigger.how != "encoder" or not allowed:
        return trigger.detail
    shares = seen.shares("outcome", pieces)
    best = max(allowed, key=lambda o: shares[o])
    if shares[best] < _SAID:
        return trigger.detail
    key = "place_kind" if best == "remand" else "outcome"
    return {**trigger.detail, key: best}
