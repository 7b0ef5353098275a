"""An expression of time with its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vigil.model.text import Span
from vigil.model.when import When

Anchor = Literal["text", "told", "context", "published", "open"]


@dataclass(frozen=True, slots=True)
class Dated:
    """Words for a time and what they mean.

    ``kind`` is the rule's ("date", "month", "weekday", "shift" ...); ``anchor`` tells what settled the value: the words
    themselves, the day last told, a year close by, or the day of publication. ``role`` is ``until``, ``by``, ``since``,
    ``to`` or None by the word before it; ``ahead`` is true where the sentence tells it as still to come.
    """

    span: Span
    kind: str
    value: When | None
    anchor: Anchor
    role: str | None = None
    ahead: bool = False
    timex: str | None = None
    binds_right: bool = False
    """Whether it dates only what follows it ("two days after a court found ...")."""
    counted_from: Span | None = None
    """The words that name what it counts from ("two days after his arrest"), of which it dates nothing."""
    only: Span | None = None
    """The words outside of which it dates nothing, as the date in "two days after his arrest on 3 May"."""

    def can_date(self, trigger: Span) -> bool:
        """Whether it can date what happens at ``trigger``."""
        counted = self.counted_from is not None and self.counted_from.overlaps(trigger)
        return not counted and (self.only is None or self.only.overlaps(trigger))
