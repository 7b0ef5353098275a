"""The part that each person plays in a story: at risk, official, lawyer, precedent and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.discourse import Scene, cast_part
from vigil.analysis.runs import TitleData
from vigil.analysis.segment import Segmented, Sentence
from vigil.languages import Language
from vigil.model.reading import Event, Evidence, Part, Person, Statement
from vigil.model.text import Span

_RETURNING = frozenset(
    ("return", "extradition_request", "extradition_decision", "deportation_decision", "asylum_application")
    + ("asylum_decision", "interim_measure", "flight", "border_crossing", "resettlement", "notice", "disappearance")
)
_STORY_WORDS = 0.8
"""From so many words about return, less those about other things, a story is about return (tried on annotated ones)."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """How a person is told of: what decides between at risk and precedent."""

    concern: float
    lead: bool
    place: float
    """Where the person is first named: 0 at the beginning of the story, 1 at its end."""
    paragraphs: int
    topic: float
    cue: float
    past: bool
    """Whether the years beside the person all lie before the latest of the story."""
    listed: bool


def assign_parts(
    text: Segmented, cast: Cast, events: tuple[Event, ...], statements: tuple[Statement, ...], language: Language
) -> tuple[Person, ...]:
    """Return the people of ``cast`` with their parts, each shown by its words where words show it.

    Works without events and statements too. Somebody is at risk only where the story tells of return and of them, and
    not as an earlier, later or parallel case (guide, note 12).
    """
    return _Assigner(text, cast, events, statements, language).people()


class _Assigner:
    """Judges each person of one story."""

    def __init__(
        self,
        text: Segmented,
        cast: Cast,
        events: tuple[Event, ...],
        statements: tuple[Statement, ...],
        language: Language,
    ) -> None:
        self.text = text
        self.cast = cast
        self.events = events
        self.speakers = {s.speaker_id for s in statements if s.speaker_id}
        self.scene = Scene(text, cast, language)
        self.scene.learn(cast.people)
        self.data = self.scene.data
        titles = language.table("titles", TitleData)
        self.kin = frozenset((*titles.kin.male, *titles.kin.female, *titles.kin.either))
        self.lower = [text.text_of(s.span).lower() for s in text.sentences]

    def people(self) -> tuple[Person, ...]:
        """Return the people with their parts."""
        judged: dict[str, tuple[Part, Evidence | None]] = {p.id: self._judge(p) for p in self.cast.people}
        found: list[Person] = []
        for person in self.cast.people:
            part, evidence = judged[person.id]
            shown = (*person.evidence, evidence) if evidence is not None else person.evidence
            found.append(replace(person, part=part, evidence=shown))
        return tuple(found)

    @cached_property
    def returning(self) -> bool:
        """Whether the story is about people who face return, not sport, culture, trade or plain crime."""
        risk, story = self.data.risk, self.text.story.text.lower()
        ours = sum(story.count(w) for w in risk.returning) + 0.5 * sum(story.count(w) for w in risk.around)
        theirs = sum(len(re.findall(rf"\b{w}", story)) for w in risk.elsewhere)
        return ours - 0.7 * theirs >= _STORY_WORDS

    @cached_property
    def latest_year(self) -> int | None:
        """The latest year that the story names."""
        years = [int(y) for y in _YEAR.findall(self.text.story.text)]
        return max(years, default=None)

    def _judge(self, person: Person) -> tuple[Part, Evidence | None]:
        role, evidence = self._role(person)
        told = self._told(person)
        if role in ("lawyer", "official") and not (
            told.topic >= 0.9 and told.concern >= 2 and self._may_be_at_risk(person)
        ):
            return role, evidence
        if role == "family" and not self._undergoes(person):
            return role, evidence
        if role in ("advocate", "journalist", "witness") and (told.concern < 2 or not self._undergoes(person)):
            return role, evidence
        if not self.returning or told.concern <= 0 or self.scene.people[person.id].outsider:
            return (role or "other"), evidence
        part: Part = "precedent" if self._background(told) > 0 else "at_risk"
        return part, None

    def _role(self, person: Person) -> tuple[Part | None, Evidence | None]:
        """Return the part that the words beside the name give."""
        best: tuple[Part | None, Evidence | None] = (None, None)
        for description in self.scene.descriptions:
            if person.id not in description.ids or not description.head:
                continue
            head = description.head.lower().replace(".", "")
            kin = head in self.kin and description.kind != "title"
            part: Part | None = "family" if kin else cast_part(self.scene.parts.get(head, ""))
            if part is not None and (best[0] is None or best[0] == "family"):
                quote = self.text.story.quote(description.words or description.span)
                best = (part, Evidence("part", quote))
        if best[0] is None and person.affiliation is not None:
            return self.scene.body_part(person.affiliation), None
        return best

    def _may_be_at_risk(self, person: Person) -> bool:
        return any(
            d.head.lower() in self.data.concerned.too or d.head.lower().startswith(("ex-", "former"))
            for d in self.scene.descriptions
            if person.id in d.ids
        )

    def _references(self, person: Person) -> list[Reference]:
        return [r for r in self.cast.references if person.id in r.ids]

    def _sentences(self, person: Person) -> list[Sentence]:
        found = {s.index: s for r in self._references(person) if (s := self.text.sentence_at(r.span.start)) is not None}
        return [found[n] for n in sorted(found)]

    def _undergoes(self, person: Person) -> bool:
        """Whether something is done to the person: an event, or "was deported" after a word for them."""
        if any(person.id in e.who for e in self.events):
            return True
        for reference in self._references(person):
            after = self.text.tokens_in(
                Span(reference.span.end, min(reference.span.end + 90, len(self.text.story.text)))
            )
            sentence = self.text.sentence_at(reference.span.start)
            words = [t.lower for t in after[:12] if sentence is not None and t.sentence == sentence.index]
            for a, b in zip(words, words[1:], strict=False):
                if a in ("was", "were", "been", "be", "is", "are", "being") and b in self.data.risk.undergone:
                    return True
        return False

    def _told(self, person: Person) -> _Told:
        sentences = self._sentences(person)
        concern = 0.0
        for sentence in sentences:
            lower = self.lower[sentence.index]
            concern += any(w in lower for w in self.data.risk.returning)
            concern += 0.5 * any(w in lower for w in (*self.data.risk.custody, *self.data.risk.around))
        concern += sum(1.0 if e.type in _RETURNING else 0.5 for e in self.events if person.id in e.who)
        names = [r for r in self.scene.names if person.id in r.ids]
        first = names[0].span.start if names else person.quote.span.start
        paragraphs = len({self.text.tokens_in(r.span)[0].paragraph for r in names})
        lead = first < self._lead_end()
        years = [int(y) for s in sentences for y in _YEAR.findall(self.lower[s.index])]
        past = bool(years) and self.latest_year is not None and max(years) < self.latest_year
        group = next((g for g in self.scene.lists.values() if any(person.id in r.ids for r in g)), ())
        listed = any(i != person.id and self._first(i) < self._lead_end() for r in group for i in r.ids)
        return _Told(
            concern,
            lead,
            first / max(1, len(self.text.story.text)),
            paragraphs,
            self.scene.people[person.id].topic,
            self._cue(first),
            past,
            listed,
        )

    def _first(self, person: str) -> int:
        return min((r.span.start for r in self.scene.names if person in r.ids), default=10**9)

    @cached_property
    def _lead_place(self) -> int:
        bodies = [p for p in self.text.paragraphs if len(p.span) > 60]
        return bodies[min(2, len(bodies) - 1)].span.end if bodies else 0

    def _lead_end(self) -> int:
        return self._lead_place

    def _cue(self, offset: int) -> float:
        """Return how much the sentence of the first name, and the one before, say that the case is background."""
        sentence = self.text.sentence_at(offset)
        if sentence is None:
            return 0.0
        here = self.lower[sentence.index]
        before = self.lower[sentence.index - 1] if sentence.index else ""
        strong = any(c in here or c in before for c in self.data.background.strong)
        weak = any(re.search(rf"\b{re.escape(c)}\b", here) for c in self.data.background.weak)
        return 1.0 * strong + 0.4 * weak

    def _background(self, told: _Told) -> float:
        """Return how much speaks for a precedent (above 0) or for somebody at risk (below)."""
        score = -0.6
        score += 0.5 if told.place > 0.5 else 0.0
        score += 0.4 if told.paragraphs <= 1 else -0.4
        score += told.cue
        score += 0.4 if told.past else 0.0
        score -= 1.0 if told.lead else 0.0
        score -= 1.0 if told.listed else 0.0
        score -= 0.6 if told.topic > 0.6 else 0.0
        return score
