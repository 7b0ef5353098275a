"""Which of the events found a report tells: what the rules and the encoder propose together is weighed once more as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import get_args

from vigil.analysis.choosing import Asked, Chooser, Facts
from vigil.analysis.encoder import Judge
from vigil.analysis.segment import Segmented
from vigil.model.reading import Event, Part, Status
from vigil.model.vocab import event_types

LEAST = 0.32
"""The chance at which an event stays: about half of the F1 that is reached, where keeping and dropping weigh the same."""

_NEAR = 100
"""Events on either side that one is held against."""
_ARRIVALS = ("border_crossing", "resettlement")
"""Types that the story settles rather than the words (``settling.py``): what the encoder gives one speaks for both."""


@dataclass(frozen=True)
class Worth:
    """Weighs the events of one story."""

    text: Segmented
    judge: Judge
    chooser: Chooser
    parts: Mapping[str, Part]

    def told(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Return the events whose chance to be told is large enough, in order."""
        rows = self.facts(events)
        return tuple(e for e, row in zip(events, rows, strict=True) if self._chance(e, row) >= LEAST)

    def _chance(self, event: Event, facts: Facts) -> float:
        trigger = event.trigger or event.quote
        return self.chooser.chances(Asked("told", event.type, trigger.span, {}, [event]), [facts])[0]

    def facts(self, events: Sequence[Event]) -> list[Facts]:
        """Return what speaks for and against each event."""
        types = Counter(e.type for e in events)
        seen: Counter[str] = Counter()
        rows: list[Facts] = []
        for number, event in enumerate(events):
            before, after = events[max(number - _NEAR, 0) : number], events[number + 1 : number + 1 + _NEAR]
            rows.append(
                {
                    **self._own(event),
                    "of_type": float(types[event.type]),
                    "before_of_type": float(seen[event.type]),
                    "events": float(len(events)),
                    "same_before": float(sum(_alike(event, e) for e in before)),
                    "same_after": float(sum(_alike(event, e) for e in after)),
                    "fuller": float(any(_alike(event, e) and e.date and not event.date for e in (*before, *after))),
                    "in_sentence": float(sum(e.quote.span.overlaps(event.quote.span) for e in (*before, *after))),
                }
            )
            seen[event.type] += 1
        return rows

    def _own(self, event: Event) -> dict[str, float]:
        words = (event.trigger or event.quote).span
        parts = [self.parts[w] for w in event.who if w in self.parts]
        shares = self.judge.judge("trigger", words)
        status = self.judge.judge("status", words)
        sentence = self.text.sentence_at(words.start)
        kind = self.text.paragraphs[sentence.paragraph].kind if sentence else "body"
        own = _ARRIVALS if event.type in _ARRIVALS else (event.type,)
        rest = [share for name, share in shares.items() if name != "O" and name not in own]
        return {
            "type": float(list(event_types()).index(event.type)),
            "status": float(get_args(Status).index(event.status)),
            "share": max(shares.get(kind, nan) for kind in own),
            "none": shares.get("O", nan),
            "other": max(rest, default=nan),
            "status_share": status.get(event.status, nan),
            "ruled": float(event.how.startswith("rule")),
            "who": float(len(event.who)),
            "people": float(len(parts)),
            "at_risk": float("at_risk" in parts),
            "precedent": float("precedent" in parts),
            "dated": float(event.date is not None),
            "day": float(event.date is not None and event.date.precision == "day"),
            "by": float(event.by is not None),
            "place": float(event.place is not None),
            "details": float(len(event.detail)),
            "reported": float(event.according_to is not None),
            "words": float(len(self.text.tokens_in(words))),
            "quoted": float(len(self.text.tokens_in(event.quote.span))),
            "at": words.start / max(len(self.text.story.text), 1),
            "body": float(kind == "body"),
        }


def _alike(one: Event, other: Event) -> bool:
    """Whether two events are of one type and share somebody, or say of nobody that it is them."""
    return one.type == other.type and (bool(set(one.who) & set(other.who)) or not one.who or not other.who)
