"""What a report or an article teaches: its text, and for each head what is marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from vigil.analysis.pieces import CONTEXT, LIMIT, Window, windows
from vigil.analysis.segment import segment
from vigil.analysis.wordpieces import WordPieces
from vigil.languages import Language
from vigil.model.reading import Kind, Part, Status
from vigil.model.text import Span, Story
from vigil.model.vocab import acts, event_types

IGNORE = -100
"""The label of a piece that a head learns nothing from."""

Tagging = Literal["bio", "io"]

ROLES = ("who", "by", "place", "date", "source", "cue", "person")
"""Links: from a trigger to who, by, place and date, and to wherever the people concerned are named; from what is said to its
source and its cue."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head that gives each piece one label. ``labels`` hold O and, for ``bio``, B- and I- of each kind."""

    name: str
    tagging: Tagging
    kinds: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels in the order of the head's output."""
        if self.tagging == "io":
            return ("O", *self.kinds)
        return ("O", *(f"{mark}-{kind}" for kind in self.kinds for mark in "BI"))


PARTS: tuple[str, ...] = get_args(Part)
STATUSES: tuple[str, ...] = get_args(Status)
KINDS: tuple[str, ...] = get_args(Kind)
ACTS = tuple(acts())
OUTCOMES = (
    *dict.fromkeys(outcome for kind in event_types().values() for outcome in kind.outcomes),
    "remand",
)
"""Outcomes of events, and custody ordered by a court (guide, note 1)."""


def heads() -> tuple[Head, ...]:
    """Return every head, in the order of the encoder's outputs."""
    return (
        Head("mention", "bio", ("PER", "ORG", "LOC")),
        Head("source", "bio", ("source",)),
        Head("cue", "bio", ("cue",)),
        Head("content", "bio", ("content",)),
        Head("trigger", "io", tuple(event_types())),
        Head("status", "io", STATUSES),
        Head("kind", "io", KINDS),
        Head("act", "io", ACTS),
        Head("part", "io", PARTS),
        Head("outcome", "io", OUTCOMES),
        Head("other", "io", OTHER_TRIGGERS),
    )


OTHER_TRIGGERS = (
    "Conflict.Attack",
    "Life.Die",
    "Life.Injure",
    "Contact.Contact",
    "Movement.Transportation",
    "Justice.ArrestJailDetain",
    "Justice.ChargeIndict",
    "Justice.InvestigateCrime",
    "Justice.Sentence",
    "Justice.Convict",
    "Justice.TrialHearing",
    "Justice.ReleaseParole",
    "Justice.Acquit",
    "Conflict.Demonstrate",
    "Contact.RequestCommand",
    "Contact.ThreatenCoerce",
)
"""Types of WikiEvents that its annotators marked beside ours: taught first, by a head of their own, and not shipped."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch that a head labels."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Layer:
    """What is marked for one head. ``outside`` says whether what is not marked is known to be nothing."""

    marked: list[Marked] = field(default_factory=list)
    ignored: list[tuple[int, int]] = field(default_factory=list)
    outside: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """From every piece of ``start..end`` to one of ``ends``; to nothing where ``ends`` is empty."""

    role: str
    start: int
    end: int
    ends: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Example:
    """A text and what is marked in it, by name of the head."""

    name: str
    text: str
    layers: dict[str, Layer]
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Taught:
    """A window with its labels: for each head one a piece, and links as (role, piece, pieces linked to).

    Pieces count from 1, as 0 is the opening mark, which stands for "nothing".
    """

    window: Window
    labels: dict[str, list[int]]
    links: list[tuple[int, int, tuple[int, ...]]]


def taught(
    example: Example, cutter: WordPieces, language: Language, *, limit: int = LIMIT, context: int = CONTEXT
) -> list[Taught]:
    """Return the windows of an example with their labels."""
    text = segment(Story(example.text), language)
    cut = windows(text, cutter, limit=limit, context=context)
    return [
        Taught(w, {h.name: _labels(w, h, example.layers.get(h.name)) for h in heads()}, _links(w, example.links))
        for w in cut
    ]


def _labels(window: Window, head: Head, layer: Layer | None) -> list[int]:
    if layer is None:
        return [IGNORE] * len(window.pieces)
    number = {label: n for n, label in enumerate(head.labels)}
    out = [0 if layer.outside else IGNORE] * len(window.pieces)
    spans = [p.span for p in window.pieces]
    for start, end in layer.ignored:
        for n in _covered(spans, start, end):
            out[n] = IGNORE
    for mark in layer.marked:
        for n in _covered(spans, mark.start, mark.end):
            if head.tagging == "io":
                out[n] = number[mark.kind]
            else:
                opens = spans[n].start <= mark.start < spans[n].end
                out[n] = number[f"{'B' if opens else 'I'}-{mark.kind}"]
    return out


def _covered(spans: Sequence[Span], start: int, end: int) -> list[int]:
    return [n for n, s in enumerate(spans) if s.start < end and start < s.end]


def _links(window: Window, links: list[Link]) -> list[tuple[int, int, tuple[int, ...]]]:
    spans = [p.span for p in window.pieces]
    out: list[tuple[int, int, tuple[int, ...]]] = []
    for link in links:
        tails = _covered(spans, link.start, link.end)
        found = tuple(n + 1 for start, end in link.ends for n in _covered(spans, start, end))
        if link.ends and not found:
            continue  # what it links to lies in another window
        out += [(ROLES.index(link.role), n + 1, found or (0,)) for n in tails]
    return out
