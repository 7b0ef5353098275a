"""Who has been spoken of so far in a story, and how much each is in the reader's mind."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, replace
from typing import get_args

from vigil.analysis.cast import Cast, Reference, by_person
from vigil.analysis.descriptions import Description, describe, genders, name_lists
from vigil.analysis.entities import REMEMBERED, Entity, InMind
from vigil.analysis.name_data import MentionData, TitleData
from vigil.analysis.people_data import PeopleData
from vigil.analysis.phrases import Phrases
from vigil.analysis.segment import Segmented
from vigil.analysis.whereabouts import Whereabouts
from vigil.languages import Language
from vigil.languages.places import Place
from vigil.model.reading import Part, Person
from vigil.model.text import Span

_OPENING, _CLOSING, _PLAIN = "“«„", "”»", '"'

_OUTSIDE = 0.3
_FIRST_LINES = 4
_TALKS = 0.75
"""Share of somebody's names beside verbs of speech from which they are taken for a speaker only."""


def people_of(places: tuple[Place, ...]) -> set[str]:
    """Return the canonical words of peoples."""
    return {p.canonical for p in places if p.canonical}


def quotations(text: Segmented) -> tuple[Span, ...]:
    """Return the spans inside quotation marks, marks included, paragraph by paragraph.

    A quotation left open runs to the end of its paragraph.
    """
    found: list[Span] = []
    story = text.story.text
    for paragraph in text.paragraphs:
        start: int | None = None
        for at in range(paragraph.span.start, paragraph.span.end):
            mark = story[at]
            if start is None and (mark in _OPENING or mark == _PLAIN):
                start = at
            elif start is not None and (mark in _CLOSING or (mark == _PLAIN and story[start] == _PLAIN)):
                found.append(Span(start, at + 1))
                start = None
        if start is not None:
            found.append(Span(start, paragraph.span.end))
    return tuple(found)


class Scene:
    """The people of a story with what is known of them, and who was last spoken of while it is read front to back."""

    def __init__(self, text: Segmented, cast: Cast, language: Language) -> None:
        self.text = text
        self.tokens = text.tokens
        self.cast = cast
        self.language = language
        self.data = language.table("people", PeopleData)
        self.speech = language.table("mentions", MentionData).speech
        self.parts = _parts(language)
        self.names = tuple(sorted((r for r in cast.references if r.kind == "name"), key=lambda r: r.span.start))
        self.first_tokens = {r.span.start: text.tokens_in(r.span)[0].index for r in self.names}
        self.last_tokens = {r.span.start: text.tokens_in(r.span)[-1].index for r in self.names}
        finder = Phrases(text, language, frozenset(t.index for r in self.names for t in text.tokens_in(r.span)))
        self.phrases = finder.phrases()
        self.pronouns = finder.pronouns()
        self.descriptions = describe(text, self.names, cast.mentions, self.phrases, language)
        self.opened = {
            self._token_at(d.words): d for d in self.descriptions if d.kind in ("before", "title") and d.words
        }
        self._described = _by_person(self.descriptions)
        self._descriptions = Whereabouts(self.descriptions, lambda description: (description.span,))
        self.lists = {g[0].span.start: g for g in name_lists(text, self.names) if len(g) > 1}
        self._names_of = by_person(self.names)
        self._lists_of = self._memberships()
        self.heads = self._list_heads()
        self.quotes = quotations(text)
        self._quote_starts = [q.start for q in self.quotes]
        self.labels = self._labels()
        self._speaking = self._beside_verbs()
        self._openers = self._covered()
        self.people = self._entities()
        self.minded = InMind(self.people)
        self.groups: deque[Entity] = deque(maxlen=REMEMBERED)
        self.kin: deque[Entity] = deque(maxlen=REMEMBERED)
        """Pairs that "his brother X" makes, until they are spoken of together."""
        self.unnamed: deque[Entity] = deque(maxlen=REMEMBERED)
        self.last_speaker: Entity | None = None
        self.resolved: dict[int, Entity] = {}

    def names_of(self, person: str) -> list[Reference]:
        """Return the names of a person."""
        return self._names_of.get(person, [])

    def described(self, person: str) -> list[Description]:
        """Return what is said of a person beside their names."""
        return self._described.get(person, [])

    def descriptions_at(self, span: Span, person: str) -> list[Description]:
        """Return what is said of a person beside the name at ``span``."""
        return [d for d in self._descriptions.overlapping(span) if person in d.ids]

    def lists_of(self, person: str) -> list[tuple[Reference, ...]]:
        """Return the lists of names that a person stands in."""
        return self._lists_of.get(person, [])

    def _memberships(self) -> dict[str, list[tuple[Reference, ...]]]:
        found: dict[str, list[tuple[Reference, ...]]] = defaultdict(list)
        for group in self.lists.values():
            for person in dict.fromkeys(i for r in group for i in r.ids):
                found[person].append(group)
        return found

    def _beside_verbs(self) -> dict[int, str]:
        """Return who is named right before or after each token."""
        named = [n for n in self.names if n.ids]
        after = {self.last_tokens[n.span.start] + 1: n.ids[0] for n in reversed(named)}
        before = {self.first_tokens[n.span.start] - 1: n.ids[0] for n in reversed(named)}
        return {**before, **after}

    def _covered(self) -> dict[int, int]:
        """Return where the title or description opens that each token stands in."""
        found: dict[int, int] = {}
        for opener, description in self.opened.items():
            for at in range(opener + 1, self.text.token_from(description.span.end)):
                found.setdefault(at, opener)
        return found

    def _list_heads(self) -> dict[int, int]:
        """Return the first token of each list of names by the first tokens of the names after its first."""
        lists = [[self.first_tokens[name.span.start] for name in group] for group in self.lists.values()]
        return {first: firsts[0] for firsts in lists for first in firsts[1:]}

    def _token_at(self, span: Span) -> int:
        return self.text.tokens_in(span)[0].index

    def _labels(self) -> dict[int, str]:
        """Return who speaks each paragraph of a transcript: the name before its first colon."""
        found: dict[int, str] = {}
        for name in self.names:
            last = self.last_tokens[name.span.start]
            token = self.tokens[self.first_tokens[name.span.start]]
            opens = self.text.story.text[self.text.paragraphs[token.paragraph].span.start : name.span.start]
            if (
                len(name.ids) == 1
                and last + 1 < len(self.tokens)
                and self.tokens[last + 1].text == ":"
                and len(opens) < 16
            ):
                found[token.paragraph] = name.ids[0]
        return found

    def _entities(self) -> dict[str, Entity]:
        """Return an entity for each person, with what the whole story says of them."""
        forms = {p.id: [p.name, *p.also] for p in self.cast.people}
        known = genders(self.descriptions, forms, self.language)
        counts = Counter(i for r in self.names for i in r.ids)
        lead = self.text.paragraphs[min(3, len(self.text.paragraphs) - 1)].span.end if self.text.paragraphs else 0
        labelled = set(self.labels.values()) if len(set(self.labels.values())) > 1 else set[str]()
        people: dict[str, Entity] = {}
        for person in self.cast.people:
            entity = Entity((person.id,), 1, known.get(person.id))
            for d in self.described(person.id):
                self._learn(entity, d)
            entity.outsider |= person.id in labelled or self._byline(person.quote.span) or self._talks(person.id)
            weight = counts[person.id] + (2 if person.quote.span.start < lead else 0)
            entity.topic = weight * (_OUTSIDE if entity.outsider else 1.0)
            people[person.id] = entity
        most = max((e.topic for e in people.values()), default=1.0) or 1.0
        for entity in people.values():
            entity.topic /= most
        return people

    def learn(self, people: tuple[Person, ...]) -> None:
        """Take the people with what the story says of them; who speaks for a body is an outsider."""
        self.cast = replace(self.cast, people=people)
        for person in people:
            entity = self.people[person.id]
            if (
                person.affiliation is not None
                and not entity.outsider
                and self.body_part(person.affiliation) is not None
            ):
                entity.outsider = True
                entity.topic *= _OUTSIDE

    def body_part(self, body: str) -> Part | None:
        """Return the part of who speaks for a body by its name: "advocate" for a rights group."""
        words = set(body.lower().replace("’", "'").split())
        scored = [(len(words & cues), part) for part, cues in self.data.bodies.items()]
        most, part = max(scored, key=lambda s: s[0])
        return cast_part(part) if most else None

    def part_of(self, head: str) -> Part | None:
        """Return the part that a noun or title gives, by its last words ("Deputy Foreign Minister" is a minister)."""
        words = head.lower().replace(".", "").split()
        names = (" ".join(words[n:]) for n in range(len(words)))
        return next((cast_part(self.parts[name]) for name in names if name in self.parts), None)

    def _learn(self, entity: Entity, description: Description) -> None:
        head = description.head.lower()
        if head:
            entity.heads.add(head)
        if description.phrase is not None:
            entity.heads |= set(description.phrase.words)
            entity.peoples |= people_of(description.phrase.peoples)
        outside = self.part_of(head) not in (None, "witness")
        entity.outsider |= outside and (head not in self.data.concerned.too or description.kind == "title")

    def _talks(self, person: str) -> bool:
        """Whether somebody is named almost only as a speaker."""
        named = [self.first_tokens[r.span.start] for r in self.names_of(person) if r.ids == (person,)]
        return len(named) > 1 and sum(self.speaks(first) for first in named) >= _TALKS * len(named)

    def _byline(self, span: Span) -> bool:
        """Whether a name is that of the author: after "By" in the first lines, or before a handle ("X @y")."""
        first = self.text.tokens_in(span)[0].index
        token = self.tokens[first]
        if self.text.story.text[span.end : span.end + 2] == " @":
            return True
        before = self.tokens[first - 1] if first else None
        if before is None or before.paragraph != token.paragraph or before.lower not in self.data.words.by:
            return False
        line = self.text.paragraphs[token.paragraph].span
        return not before.text.islower() or (token.paragraph < _FIRST_LINES and line.end - span.end < 3)

    def note(self, entity: Entity, first: int) -> None:
        """Note that what begins at the token ``first`` speaks of ``entity``."""
        token = self.tokens[first]
        entity.touch(first, token.sentence, token.paragraph, subject=self.is_subject(first))
        self.resolved[first] = entity
        self.minded.note(entity)
        if self.speaks(first):
            self.last_speaker = entity

    def is_subject(self, first: int) -> bool:
        """Whether what begins at ``first`` opens its sentence or a clause (titles and appositions left aside)."""
        first = self.opening_of(self.heads.get(first, first))
        if first == 0 or self.tokens[first - 1].sentence != self.tokens[first].sentence:
            return True
        return self.tokens[first - 1].lower in self.data.words.clause

    def opening_of(self, first: int) -> int:
        """Return where the title or description before a name opens; ``first`` where there is none."""
        return self._openers.get(first, first)

    def speaks(self, first: int) -> bool:
        """Whether a verb of speech stands beside what begins at ``first``."""
        token = self.tokens[first]
        if first and self.tokens[first - 1].lower in self.speech and self.tokens[first - 1].sentence == token.sentence:
            return True
        end = self.last_tokens.get(token.span.start, first) + 1
        after = self.tokens[end] if end < len(self.tokens) else None
        return after is not None and after.lower in self.speech and after.sentence == token.sentence

    def group(self, ids: tuple[str, ...], first: int | None) -> Entity:
        """Return the group of these people, made if new, and note its mention at ``first``."""
        for group in self.groups:
            if set(group.ids) == set(ids):
                break
        else:
            members = [self.people[i] for i in ids]
            topic = sum(m.topic for m in members) / len(members)
            group = Entity(ids, len(ids), topic=topic, outsider=all(m.outsider for m in members))
            known = {m.gender for m in members if m.gender is not None}
            group.gender = known.pop() if len(known) == 1 else None
            for member in members:
                group.heads |= member.heads
                group.peoples |= member.peoples
            self.groups.append(group)
        if first is not None:
            self.note(group, first)
        return group

    def central(self) -> list[Entity]:
        """Return the people spoken of so far who are no outsiders."""
        return [e for e in self.minded.people() if not e.outsider]

    def named_beside(self, verb: int) -> Entity | None:
        """Return the person whose name stands right before or after the verb at ``verb``."""
        person = self._speaking.get(verb)
        return None if person is None else self.people[person]

    def quotation_at(self, offset: int) -> Span | None:
        """Return the quotation that ``offset`` stands in."""
        n = bisect_right(self._quote_starts, offset) - 1
        return self.quotes[n] if n >= 0 and offset < self.quotes[n].end else None

    def speaker_of(self, offset: int) -> Entity | None:
        """Return who speaks at ``offset``: the speaker of its quotation, or of its paragraph in a transcript."""
        quote = self.quotation_at(offset)
        if quote is None:
            sentence = self.text.sentence_at(offset)
            label = self.labels.get(sentence.paragraph) if sentence is not None else None
            return self.people[label] if label is not None else None
        after = self.text.tokens_in(Span(quote.end, min(quote.end + 60, len(self.text.story.text))))
        paragraph = self.tokens[self.text.token_from(quote.start)].paragraph
        for token in after[:6]:
            if token.lower in self.speech and token.paragraph == paragraph:
                return self.named_beside(token.index) or self._pronoun_beside(token.index)
        before = self.text.tokens_in(Span(max(0, quote.start - 60), quote.start))
        for token in reversed(before[-8:]):
            if token.lower in self.speech and token.paragraph == paragraph:
                return self.named_beside(token.index) or self.resolved.get(token.index - 1)
        return None

    def _pronoun_beside(self, verb: int) -> Entity | None:
        """Return the last speaker where "he said" follows the quotation."""
        beside = {self.tokens[n].lower for n in (verb - 1, verb + 1) if 0 <= n < len(self.tokens)}
        return self.last_speaker if beside & self.data.pronouns.subject else None


def _by_person(descriptions: list[Description]) -> dict[str, list[Description]]:
    found: dict[str, list[Description]] = defaultdict(list)
    for description in descriptions:
        for person in dict.fromkeys(description.ids):
            found[person].append(description)
    return found


def cast_part(name: str) -> Part | None:
    """Return ``name`` as a part where it is one."""
    return next((part for part in get_args(Part) if part == name), None)


def _parts(language: Language) -> dict[str, str]:
    """Return nouns and titles by the part that they give."""
    titles = language.table("titles", TitleData)
    table = {word.lower(): part for part, words in titles.roles.items() for word in words if part != "none"}
    table.update({word.lower().replace(".", ""): "official" for word in titles.ranks.words})
    return table


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom words speak of: ``entity`` is None where nobody fits, or, ``open``, where two do."""

    entity: Entity | None
    open: bool = False


def clearest(scored: list[tuple[float, Entity]], margin: float) -> Answer:
    """Return the best of scored entities; open where the second comes within ``margin``."""
    ranked = sorted(scored, key=lambda s: s[0], reverse=True)
    if not ranked:
        return Answer(None)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin and (ranked[0][1].ids or ranked[1][1].ids):
        return Answer(None, open=True)
    return Answer(ranked[0][1])
