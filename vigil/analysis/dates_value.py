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
