"""Who is spoken of, and which words speak of whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from vigil.analysis.whereabouts import Whereabouts
from vigil.model.reading import Mention, Person
from vigil.model.text import Span
from vigil.model.when import When

ReferenceKind = Literal["name", "pronoun", "possessive", "noun", "group"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of somebody: a name, a pronoun ("he", "their"), a noun phrase ("the 30-year-old", "two men").

    ``ids`` are the people meant. They are empty where nobody is named ("a spokeswoman"), and where two answers are
    possible; then ``open`` is true.
    """

    span: Span
    text: str
    kind: ReferenceKind
    ids: tuple[str, ...]
    open: bool = False


def by_person(references: Iterable[Reference]) -> dict[str, list[Reference]]:
    """Return references by the id of each person they speak of, in the order given."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        for person in dict.fromkeys(reference.ids):
            found[person].append(reference)
    return found


@dataclass(frozen=True)
class Cast:
    """The people of a story and every reference to people, in story order, without overlaps except possessives."""

    people: tuple[Person, ...]
    references: tuple[Reference, ...]
    mentions: tuple[Mention, ...]
    published: When | None = None
    """The day of publication: cases told as background lie before it."""
    genders: Mapping[str, str] = field(default_factory=dict)
    """What the story tells of the gender of people, by id: male or female."""
    outsiders: frozenset[str] = frozenset()
    """People who speak or decide about others: officials, lawyers, advocates, journalists."""

    @cached_property
    def _starts(self) -> list[int]:
        return [r.span.start for r in self.references]

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """People by id."""
        return {p.id: p for p in self.people}

    @cached_property
    def _by_person(self) -> dict[str, list[Reference]]:
        return by_person(self.references)

    @cached_property
    def _places(self) -> Whereabouts[Reference]:
        return Whereabouts(self.references, lambda reference: (reference.span,))

    def of(self, person: str) -> list[Reference]:
        """Return every reference to a person."""
        return self._by_person.get(person, [])

    def overlapping(self, span: Span) -> list[Reference]:
        """Return the references that share a character with ``span``."""
        return self._places.overlapping(span)

    def within(self, span: Span) -> tuple[Reference, ...]:
        """Return the references that begin inside ``span``."""
        return self.references[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def at(self, span: Span) -> Reference | None:
        """Return the reference that overlaps ``span`` the most; None where none does."""
        near = self.overlapping(span)
        return max(near, key=lambda r: min(r.span.end, span.end) - max(r.span.start, span.start), default=None)

    def last_before(self, offset: int) -> Reference | None:
        """Return the last reference with somebody in it that ends at or before ``offset``."""
        return next((r for r in reversed(self.references) if r.span.end <= offset and r.ids), None)
