"""Somebody, or a group, that a story speaks of, and who of them is in the reader's mind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from vigil.analysis.people_data import Gender

# How much a mention so many sentences back, a subject, and being what the story is about weigh against each other:
# found by trying values on annotated reports.
_NEAR = (2.0, 1.7, 1.2, 0.8)
_FARTHER = 0.3
_SUBJECT = 0.7
_TOPIC = 1.4
_NEW_PARAGRAPH = 0.2
REMEMBERED = 100
"""People, groups and unnamed people each who were spoken of last and can be meant by a pronoun: with all of a report of
100,000 words, reading took minutes."""
_TOLD_OF = 20
"""People told of most, who can be meant wherever they were spoken of last."""


@dataclass(eq=False)
class Entity:
    """A person or group of people in the story; ``ids`` are empty where they are unnamed.

    ``count`` is 1, a number, or None for an unnumbered plural. ``topic`` (0 to 1) is how much the story is about them,
    ``outsider`` marks who speaks or decides about others: officials, lawyers, advocates, journalists.
    """

    ids: tuple[str, ...]
    count: int | None
    gender: Gender | None = None
    heads: set[str] = field(default_factory=set)
    peoples: set[str] = field(default_factory=set)
    topic: float = 0.0
    outsider: bool = False
    last: int = -1
    sentence: int = -1
    paragraph: int = -1
    subject: bool = False

    def touch(self, token: int, sentence: int, paragraph: int, *, subject: bool) -> None:
        """Note a mention at ``token``."""
        self.subject = subject or (self.subject and self.sentence == sentence)
        self.last, self.sentence, self.paragraph = token, sentence, paragraph

    def salience(self, sentence: int, paragraph: int) -> float:
        """Return how much they are in mind at a sentence; the higher the likelier a pronoun means them."""
        back = sentence - self.sentence
        near = _NEAR[back] if 0 <= back < len(_NEAR) else _FARTHER
        if self.paragraph != paragraph:
            near -= _NEW_PARAGRAPH
        return near + (_SUBJECT if self.subject and back <= 1 else 0.0) + _TOPIC * self.topic


class InMind:
    """The people spoken of so far who can be meant: those spoken of last, and those told of most."""

    def __init__(self, people: Mapping[str, Entity]) -> None:
        self._people = people
        self._spoken: dict[str, None] = {}

    def note(self, entity: Entity) -> None:
        """Note that somebody is spoken of; groups and unnamed people are none of the people."""
        if len(entity.ids) == 1 and self._people[entity.ids[0]] is entity:
            self._spoken.pop(entity.ids[0], None)
            self._spoken[entity.ids[0]] = None

    def people(self) -> list[Entity]:
        """Return them in the order of the cast."""
        near = list(islice(reversed(self._spoken), REMEMBERED))
        often = (i for i in self._told_of if i in self._spoken)
        return [self._people[i] for i in sorted({*near, *often}, key=self._order.__getitem__)]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {person: n for n, person in enumerate(self._people)}

    @cached_property
    def _told_of(self) -> list[str]:
        return sorted(self._people, key=lambda i: self._people[i].topic, reverse=True)[:_TOLD_OF]
