"""What in a story bears on a person: words of return and custody, and the events that happen to them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import pairwise

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.discourse import Scene
from vigil.analysis.patterns import one_of
from vigil.analysis.segment import Sentence
from vigil.model.reading import Event, Person
from vigil.model.text import Span

RETURNING = frozenset(
    {"return", "extradition_request", "extradition_decision", "deportation_decision", "asylum_application"}
    | {"asylum_decision", "interim_measure", "flight", "border_crossing", "resettlement", "notice", "disappearance"}
)
"""Types of events that belong to a case of return."""
_SPEAKING = frozenset(("statement", "protest", "press_conference", "testimony"))
_SEVERAL = 2
_REACH = 5
"""How many words before a reference may bear on it, and half of how many after."""
_STORY_WORDS = 0.8
"""From so many words about return, less those about other things, a story is about return (tried on annotated ones)."""


class Concern:
    """Judges what bears on the people of a scene; ``cast`` holds every reference to them."""

    def __init__(self, scene: Scene, cast: Cast, events: tuple[Event, ...]) -> None:
        self.scene = scene
        self.text = scene.text
        self.data = scene.data
        self.cast = cast
        self.events = events
        self.lower = [self.text.text_of(s.span).lower() for s in self.text.sentences]

    @cached_property
    def returning(self) -> bool:
        """Whether the story is about people who face return, not sport, culture, trade or plain crime."""
        risk, story = self.data.risk, self.text.story.text.lower()
        ours = sum(story.count(w) for w in risk.returning) + 0.5 * sum(story.count(w) for w in risk.around)
        theirs = sum(len(re.findall(rf"\b{w}", story)) for w in risk.elsewhere)
        return ours - 0.7 * theirs >= _STORY_WORDS

    def sentences(self, person: Person) -> list[Sentence]:
        """Return the sentences that speak of a person."""
        found = {s.index: s for r in self.cast.of(person.id) if (s := self.text.sentence_at(r.span.start)) is not None}
        return [found[n] for n in sorted(found)]

    def own_events(self, person: Person) -> list[Event]:
        """Return what happens to the person, where the words of the event speak of them."""
        return self._own_events.get(person.id, [])

    @cached_property
    def _own_events(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            spoken = {i for r in self.cast.overlapping(event.quote.span) for i in r.ids}
            for who in dict.fromkeys(event.who) if event.type not in _SPEAKING else ():
                if who in spoken:
                    found[who].append(event)
        return found

    def hits(self, person: Person) -> int:
        """Return how often words of the field, or kinds of events, bear on the person itself."""
        own = self.own_events(person)
        types = {e.type for e in own}
        named = any(e.type in RETURNING and self._is_named(person, e.quote.span) for e in own)
        hits = len(types) if len(types) >= _SEVERAL else int(named)
        return hits + sum(self._bears(r) for r in self.cast.of(person.id))

    def _is_named(self, person: Person, span: Span) -> bool:
        return any(r.kind == "name" and person.id in r.ids for r in self.cast.overlapping(span))

    def shares(self, person: Person) -> bool:
        """Whether the same is said of the person and somebody else together: "both face deportation"."""
        return any(r.kind == "group" and len(r.ids) > 1 and self._bears(r) for r in self.cast.of(person.id))

    def _bears(self, reference: Reference) -> bool:
        """Whether words of the field stand right before or after a reference and bear on who is meant."""
        risk = self.data.risk
        tokens = self.text.tokens_in(reference.span)
        first, last = tokens[0].index, tokens[-1].index
        sentence = self.text.sentences[tokens[0].sentence]
        first = self.scene.opening_of(first)
        before = [t.lower for t in self.text.tokens[max(sentence.first, first - _REACH) : first]]
        after = self._clause([t.lower for t in self.text.tokens[last + 1 : min(sentence.last, last + 1 + 2 * _REACH)]])
        if reference.kind == "possessive":
            return bool(risk.theirs & set(after[:3]))
        if after[:1] in (["'s"], ["’s"], ["'"]):
            return bool(risk.theirs & set(after[1:4]))
        near = 4 if before[-1:] == [","] else 2  # "freed another athlete, X"
        done = any(w.startswith(risk.verbs) for w in before[-near:])
        theirs = before[-1:] in (["of"], ["against"], ["for"]) and bool(risk.theirs & set(before))
        whom = "whom" in after[:2] and any(w.startswith(risk.verbs) for w in after)
        undergone = any(a in self.data.words.be and b in risk.undergone for a, b in pairwise(after))
        acts = self._acts.match(" ".join(after[:_REACH]))
        return done or theirs or whom or undergone or acts is not None

    @cached_property
    def _acts(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\S+ )?(?:\S+ )?{one_of(self.data.risk.acts)}\b")

    def undergoes(self, person: Person, participles: frozenset[str], *, names_only: bool = False) -> bool:
        """Whether something is done to the person: an event, or "was deported" after words for them."""
        types = {e.type for e in self.own_events(person)}
        if len(types & RETURNING if names_only else types) >= _SEVERAL:
            return True
        for reference in self.cast.of(person.id):
            if names_only and reference.kind != "name":
                continue
            after = self.text.tokens_in(
                Span(reference.span.end, min(reference.span.end + 90, len(self.text.story.text)))
            )
            sentence = self.text.sentence_at(reference.span.start)
            words = self._clause([t.lower for t in after[:12] if sentence is not None and t.sentence == sentence.index])
            if any(a in self.data.words.be and b in participles for a, b in pairwise(words)):
                return True
        return False

    def _clause(self, words: list[str]) -> list[str]:
        """Return the words up to where somebody else is spoken of: a verb of speech, a pronoun, "that"."""
        stops = self.data.words.breaks | self.scene.speech
        ends = (n for n, word in enumerate(words) if word in stops)
        return words[: next(ends, len(words))]

    def concern(self, person: Person, first: int) -> float:
        """Return how much the sentences about a person, and the paragraph of the first name, tell of return and custody."""
        risk = self.data.risk
        concern = 0.0
        for sentence in self.sentences(person):
            lower = self.lower[sentence.index]
            concern += any(w in lower for w in risk.returning)
            concern += 0.5 * any(w in lower for w in (*risk.custody, *risk.around))
        concern += sum(1.0 if e.type in RETURNING else 0.5 for e in self.own_events(person))
        sentence_there = self.text.sentence_at(first)
        if sentence_there is not None and not self.scene.people[person.id].outsider:
            concern += 0.25 * (sentence_there.paragraph in self._told_in)
        concern += sum(0.5 for p in self._turns.get(person.id, ()) if self._says_i(p))
        return concern

    @cached_property
    def _told_in(self) -> frozenset[int]:
        """The paragraphs that tell of return or custody."""
        words = (*self.data.risk.returning, *self.data.risk.custody)
        told = ((p.index, self.text.text_of(p.span).lower()) for p in self.text.paragraphs)
        return frozenset(index for index, paragraph in told if any(w in paragraph for w in words))

    @cached_property
    def _turns(self) -> dict[str, list[int]]:
        """The paragraphs of a transcript by who speaks them."""
        found: dict[str, list[int]] = defaultdict(list)
        for paragraph, who in self.scene.labels.items():
            found[who].append(paragraph)
        return found

    def _says_i(self, paragraph: int) -> bool:
        """Whether a paragraph of a transcript tells of the speaker's own custody or flight."""
        words = {t.lower for t in self.text.tokens_in(self.text.paragraphs[paragraph].span)}
        lower = self.text.text_of(self.text.paragraphs[paragraph].span).lower()
        risk = self.data.risk
        return bool(words & {"i", "me", "us", "we"}) and any(w in lower for w in (*risk.returning, *risk.custody))
