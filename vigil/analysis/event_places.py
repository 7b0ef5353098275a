"""Where an event happened, as written: "the Almaty region", "Gomel station", "near the village of Shilikti"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vigil.analysis.clauses import Clause
from vigil.analysis.whereabouts import by_span
from vigil.languages import Language
from vigil.model.reading import Mention
from vigil.model.text import Span, Story

_MARKS = frozenset({"'s", "’s", "'", "’", "-"})


@dataclass(frozen=True, slots=True)
class PlaceData:
    """``languages/TAG/event_places.toml``."""

    before: frozenset[str]
    kept: frozenset[str]
    known: frozenset[str]
    facilities: frozenset[str]
    areas: frozenset[str]
    placeless: frozenset[str]
    sought: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: its words, and the words without what joins them ("near")."""

    text: str
    span: Span


class EventPlaces:
    """Finds the places of events in one story."""

    def __init__(self, story: Story, mentions: tuple[Mention, ...], language: Language) -> None:
        self.story = story
        self.names = by_span(m.quote for m in mentions if m.type == "LOC")
        self.data = language.table("event_places", PlaceData)

    def of(self, clause: Clause, kind: str) -> str | None:
        """Return the place after "in", "at" or "near" in the clause of an event of type ``kind``; None for none."""
        if kind in self.data.placeless:
            return None
        found = list(self._phrases(clause))
        after = [p for p in found if p.span.start >= clause.tokens[clause.last - 1].span.start]
        place = next(iter(after), None) or (found[-1] if found else None)
        return None if place is None else place.text

    def _phrases(self, clause: Clause) -> Iterator[Place]:
        for at in range(clause.start, clause.end - 1):
            if clause.tokens[at].lower not in self.data.before:
                continue
            if at > 0 and clause.tokens[at - 1].lower in self.data.sought:
                continue
            start = at if clause.tokens[at].lower in self.data.kept else at + 1
            end = self._end(clause, at + 1)
            if end is not None:
                span = clause.span(start, end)
                yield Place(" ".join(self.story.text[span.start : span.end].split()), span)

    def _end(self, clause: Clause, start: int) -> int | None:
        """Return where the noun phrase ends that begins at ``start``; None where it names no place."""
        tokens = clause.tokens
        at = self._phrase_end(clause, start)
        while at > start and not self._ends(clause, at - 1):
            at -= 1
        if at == start:
            return None
        if tokens[start].text[0].isdigit():
            return None
        phrase = clause.span(start, at)
        named = [q for q in self.names.overlapping(phrase) if q.span.start >= phrase.start]
        for quote in named:
            while at < len(tokens) and tokens[at - 1].span.end < quote.span.end:
                at += 1
        if not named and (at - start < 2 or tokens[start].lower not in self.data.known):
            return None  # "in prison", "in a cell"
        if self._goes_on(clause, at):
            return self._end(clause, at + 1) or at
        return at

    @staticmethod
    def _phrase_end(clause: Clause, start: int) -> int:
        """Return where the noun phrase must end at the latest: at a mark, a small word or a verb."""
        tokens, g = clause.tokens, clause.grammar
        at = start
        while at < len(tokens) and at - start < 9:
            token = tokens[at]
            small = g.auxiliaries | g.relatives | g.coordinators | (g.prepositions - {"of"}) | g.subjects | g.times
            if at > start and ((not token.is_word and token.text not in _MARKS) or token.lower in small - {"'s"}):
                break
            if at > start and tokens[at - 1].lower not in {"of"} | g.determiners and clause.is_finite(at):
                break
            at += 1
        return at

    def _ends(self, clause: Clause, at: int) -> bool:
        token = clause.tokens[at]
        if token.lower in self.data.facilities | self.data.areas:
            return True
        return bool(self.names.overlapping(token.span))

    def _goes_on(self, clause: Clause, at: int) -> bool:
        """Whether "in" and a name follow: "the airport in Casablanca"."""
        tokens = clause.tokens
        if at + 1 >= len(tokens) or tokens[at].lower != "in" or tokens[at - 1].lower in self.data.areas:
            return False
        if tokens[at - 1].lower not in self.data.facilities:
            return False
        reach = clause.span(at + 1, min(at + 3, len(tokens)))
        return any(q.span.start >= reach.start for q in self.names.overlapping(reach))
