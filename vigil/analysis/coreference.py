"""Which person a pronoun or noun phrase speaks of; left open where two answers are possible."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from vigil.analysis.cast import Cast, Reference, ReferenceKind
from vigil.analysis.descriptions import describe, genders, name_lists
from vigil.analysis.discourse import Entity, people_of, quotations
from vigil.analysis.phrases import PeopleData, Phrase, Phrases, Pronoun, span_of_phrase
from vigil.analysis.runs import MentionData, TitleData
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.text import Span

_MARGIN = 0.25
"""Where the second candidate comes this near to the first, the pronoun is left open."""
_REPORTED = 1.0
_SPEAKS = 1.2
_LEAD_TOKENS = 140
"""How far after "a Karakalpak nurse" in the lead her name may follow."""
_CLAUSE = frozenset(
    (
        ",",
        "that",
        "and",
        "but",
        "when",
        "while",
        "because",
        "if",
        "as",
        "where",
        "after",
        "before",
        "until",
        "which",
        ":",
        ";",
        "whether",
        "since",
        "although",
        "though",
        "what",
        "how",
        "or",
        "so",
        "then",
        "than",
        "-",
        "–",
        "—",
        "(",
        ")",
        '"',
        "“",
        "”",
        "‘",
    )
)
_OTHERS = frozenset(
    (
        "other",
        "others",
        "more",
        "another",
        "second",
        "third",
        "fourth",
        "fifth",
        "further",
        "fellow",
        "additional",
        "different",
        "unidentified",
    )
)

Item = Reference | Phrase | Pronoun


@dataclass(frozen=True, slots=True)
class _Answer:
    """Whom words speak of: ``entity`` is None where two answers are possible."""

    entity: Entity | None
    open: bool = False


def resolve(text: Segmented, cast: Cast, language: Language) -> tuple[Reference, ...]:
    """Return the names of ``cast`` with pronouns and noun phrases added, in story order."""
    return _Resolver(text, cast, language).references()


class _Resolver:
    """Reads the story once, from front to back."""

    def __init__(self, text: Segmented, cast: Cast, language: Language) -> None:
        self.text = text
        self.tokens = text.tokens
        self.cast = cast
        self.language = language
        self.data = language.table("people", PeopleData)
        self.speech = language.table("mentions", MentionData).speech
        self.names = tuple(r for r in cast.references if r.kind == "name")
        taken = frozenset(t.index for r in self.names for t in text.tokens_in(r.span))
        finder = Phrases(text, language, taken)
        self.phrases = finder.phrases()
        self.pronouns = finder.pronouns()
        self.descriptions = describe(text, self.names, cast.mentions, self.phrases, language)
        self.apposed = frozenset(d.phrase.first for d in self.descriptions if d.phrase is not None)
        self.quotes = quotations(text)
        self.people = self._entities()
        self.groups: list[Entity] = []
        self.unnamed: list[Entity] = []
        self.lists = {g[0].span.start: g for g in name_lists(text, self.names) if len(g) > 1}
        self.last_speaker: Entity | None = None
        self.resolved: dict[int, Entity] = {}

    @cached_property
    def parts(self) -> dict[str, str]:
        """Nouns and titles by the part that they give."""
        titles = self.language.table("titles", TitleData)
        table = {word.lower(): part for part, words in titles.roles.items() for word in words if part != "none"}
        table.update({word.lower(): "official" for word in titles.ranks.words})
        return table

    def _entities(self) -> dict[str, Entity]:
        """Return an entity for each person, with what the whole story says of them."""
        forms = {p.id: [p.name, *p.also] for p in self.cast.people}
        known = genders(self.descriptions, forms, self.language)
        counts = Counter(i for r in self.names for i in r.ids)
        lead = self.text.paragraphs[min(3, len(self.text.paragraphs) - 1)].span.end if self.text.paragraphs else 0
        people: dict[str, Entity] = {}
        for person in self.cast.people:
            entity = Entity((person.id,), 1, known.get(person.id))
            for d in self.descriptions:
                if person.id in d.ids:
                    entity.heads |= (
                        {d.head.lower(), *(w for w in (d.phrase.words if d.phrase else ()))} if d.head else set()
                    )
                    entity.peoples |= people_of(d.phrase.peoples) if d.phrase else set()
                    entity.outsider |= d.head.lower() in self.parts and self.parts[d.head.lower()] != "witness"
            weight = counts[person.id] + (2 if person.quote.span.start < lead else 0)
            entity.topic = weight * (0.3 if entity.outsider else 1.0)
            people[person.id] = entity
        most = max((e.topic for e in people.values()), default=1.0) or 1.0
        for entity in people.values():
            entity.topic /= most
        return people

    def references(self) -> tuple[Reference, ...]:
        """Return every reference in story order."""
        items: list[tuple[int, int, Item]] = []
        for name in self.names:
            first = self.text.tokens_in(name.span)[0].index
            items.append((first, 0, name))
        items += [(p.first, 1, p) for p in self.phrases if p.first not in self.apposed]
        items += [(p.token, 2, p) for p in self.pronouns]
        found: list[Reference] = []
        for first, _, item in sorted(items, key=lambda i: (i[0], i[1])):
            if isinstance(item, Reference):
                found.append(self._name(item, first))
            elif isinstance(item, Phrase):
                found.append(self._phrase(item))
            else:
                found.append(self._pronoun(item))
        return tuple(sorted(found, key=lambda r: (r.span.start, -r.span.end)))

    def _note(self, entity: Entity, first: int) -> None:
        token = self.tokens[first]
        entity.touch(first, token.sentence, token.paragraph, subject=self._is_subject(first))
        self.resolved[first] = entity
        if self._speaks(first):
            self.last_speaker = entity

    def _is_subject(self, first: int) -> bool:
        """Whether what begins at ``first`` opens its sentence or a clause (titles and appositions left aside)."""
        for description in self.descriptions:
            if (
                description.kind in ("before", "title")
                and description.span.start < self.tokens[first].span.start < description.span.end
            ):
                first = self.text.tokens_in(description.span)[0].index
                break
        if first == 0 or self.tokens[first - 1].sentence != self.tokens[first].sentence:
            return True
        return self.tokens[first - 1].lower in _CLAUSE

    def _speaks(self, first: int) -> bool:
        """Whether a verb of speech stands beside what begins at ``first``."""
        token = self.tokens[first]
        if (
            first > 0
            and self.tokens[first - 1].lower in self.speech
            and self.tokens[first - 1].sentence == token.sentence
        ):
            return True
        span = Span(token.span.start, token.span.end)
        owner = next((r for r in self.names if r.span.start == span.start), None)
        end = self.text.tokens_in(owner.span)[-1].index + 1 if owner else first + 1
        return (
            end < len(self.tokens)
            and self.tokens[end].lower in self.speech
            and self.tokens[end].sentence == token.sentence
        )

    def _name(self, name: Reference, first: int) -> Reference:
        for person in name.ids:
            self._note(self.people[person], first)
        group = self.lists.get(name.span.start)
        if group is not None:
            ids = tuple(dict.fromkeys(i for r in group for i in r.ids))
            self._group(ids, first)
        return name

    def _group(self, ids: tuple[str, ...], first: int) -> Entity:
        """Return the group of these people, made if new, and note its mention."""
        for group in self.groups:
            if set(group.ids) == set(ids):
                break
        else:
            members = [self.people[i] for i in ids]
            group = Entity(
                ids,
                len(ids),
                topic=sum(m.topic for m in members) / len(members),
                outsider=all(m.outsider for m in members),
            )
            known = {m.gender for m in members}
            group.gender = known.pop() if len(known) == 1 else None
            for member in members:
                group.heads |= member.heads
                group.peoples |= member.peoples
            self.groups.append(group)
        self._note(group, first)
        return group

    # Pronouns

    def _pronoun(self, pronoun: Pronoun) -> Reference:
        token = self.tokens[pronoun.token]
        kind: ReferenceKind = "possessive" if pronoun.case == "possessive" else "pronoun"
        answer = self._they(pronoun) if pronoun.many else self._one(pronoun)
        if answer.entity is not None:
            self._note(answer.entity, pronoun.token)
        return _reference(token.span, token.text, kind, answer)

    def _one(self, pronoun: Pronoun) -> _Answer:
        token = self.tokens[pronoun.token]
        candidates = [e for e in (*self.people.values(), *self.unnamed) if e.count == 1 and e.last >= 0]
        fitting = [e for e in candidates if e.gender in (None, pronoun.gender)]
        barred = self._barred(pronoun)
        speaker = self._speaker_of(token.span.start)
        scored: list[tuple[float, int, Entity]] = []
        for n, entity in enumerate(fitting):
            if entity is barred or entity is speaker:
                continue
            scored.append((self._score(entity, pronoun, speaker), -n, entity))
        if not scored:
            return self._ahead(pronoun)
        return self._best(scored, pronoun)

    def _score(self, entity: Entity, pronoun: Pronoun, speaker: Entity | None) -> float:
        token = self.tokens[pronoun.token]
        score = entity.salience(token.sentence, token.paragraph)
        if entity.gender == pronoun.gender:
            score += 0.4
        if pronoun.case == "subject" and self._speaks(pronoun.token):
            return score + (_SPEAKS if entity is self.last_speaker else 0.0) + (0.7 if entity.outsider else 0.0)
        reporter = self._reporter(pronoun.token)
        if entity is reporter:
            score += -_REPORTED if entity.outsider else 0.4
        if not entity.ids:
            score -= 0.4
        del speaker
        return score

    def _best(self, scored: list[tuple[float, int, Entity]], pronoun: Pronoun) -> _Answer:
        scored.sort(key=lambda s: (s[0], s[1]), reverse=True)
        best = scored[0]
        if len(scored) > 1 and best[0] - scored[1][0] < _MARGIN and (best[2].ids or scored[1][2].ids):
            return _Answer(None, open=True)
        if best[2].gender is None and best[2].count == 1:
            best[2].gender = pronoun.gender
        return _Answer(best[2])

    def _ahead(self, pronoun: Pronoun) -> _Answer:
        """Answer a pronoun before any name: the one person whom the story is about, if only one fits."""
        fitting = [e for e in self.people.values() if e.gender in (None, pronoun.gender) and e.topic >= 0.9]
        return _Answer(fitting[0]) if len(fitting) == 1 and len(self.people) == 1 else _Answer(None)

    def _barred(self, pronoun: Pronoun) -> Entity | None:
        """Return the subject of the pronoun's own clause, which an object pronoun cannot mean."""
        if pronoun.case != "object":
            return None
        token = self.tokens[pronoun.token]
        at = pronoun.token - 1
        while at >= 0 and self.tokens[at].sentence == token.sentence:
            if self.tokens[at].lower in ("that", "who", "which", ":", '"', "“", "to") and self.tokens[at].lower != "to":
                return None
            entity = self.resolved.get(at)
            if entity is not None and self._is_subject(at):
                return entity
            at -= 1
        return None

    def _reporter(self, index: int) -> Entity | None:
        """Return who says what ``index`` stands in, where a verb of speech precedes it in the sentence."""
        sentence = self.text.sentences[self.tokens[index].sentence]
        for at in range(index - 1, sentence.first - 1, -1):
            if self.tokens[at].lower in self.speech:
                for near in range(at - 1, max(sentence.first, at - 8) - 1, -1):
                    if near in self.resolved:
                        return self.resolved[near]
                return self.resolved.get(at + 1)
        for at in range(index + 1, sentence.last):  # "..., his lawyer said"
            if self.tokens[at].lower in self.speech:
                return self._named_beside(at)
        return None

    def _named_beside(self, verb: int) -> Entity | None:
        for name in self.names:
            indices = self.text.tokens_in(name.span)
            if name.ids and (indices[0].index == verb + 1 or indices[-1].index == verb - 1):
                return self.people[name.ids[0]]
        return None

    def _speaker_of(self, offset: int) -> Entity | None:
        """Return the named speaker of the quotation that ``offset`` stands in."""
        n = bisect_right([q.start for q in self.quotes], offset) - 1
        if n < 0 or offset >= self.quotes[n].end:
            return None
        after = self.text.tokens_in(Span(self.quotes[n].end, min(self.quotes[n].end + 60, len(self.text.story.text))))
        for token in after[:6]:
            if token.lower in self.speech and token.paragraph == after[0].paragraph:
                return self._named_beside(token.index) or self.last_speaker
        before = self.text.tokens_in(Span(max(0, self.quotes[n].start - 60), self.quotes[n].start))
        for token in reversed(before[-8:]):
            if token.lower in self.speech:
                return self._named_beside(token.index) or self.resolved.get(token.index - 1)
        return None

    def _they(self, pronoun: Pronoun) -> _Answer:
        token = self.tokens[pronoun.token]
        barred = self._barred(pronoun)
        candidates = [e for e in (*self.groups, *self.unnamed) if e.count != 1 and e.last >= 0 and e is not barred]
        scored = [
            (self._score(e, pronoun, None) + (0.5 if e.ids and not e.outsider else -0.2), -n, e)
            for n, e in enumerate(candidates)
            if token.sentence - e.sentence <= 12
        ]
        if not scored:
            return _Answer(None)
        return self._best(scored, pronoun)

    # Noun phrases

    def _phrase(self, phrase: Phrase) -> Reference:
        span = span_of_phrase(self.text, phrase)
        kind: ReferenceKind = "noun" if phrase.count == 1 else "group"
        answer = self._meant(phrase)
        if answer.entity is not None:
            self._note(answer.entity, phrase.first)
        return _reference(span, self.text.text_of(span), kind, answer)

    def _meant(self, phrase: Phrase) -> _Answer:
        other = bool(_OTHERS & set(phrase.words))
        if phrase.opening in ("a", "bare", "number"):
            return self._introduced(phrase, other=other)
        if other:
            return self._new(phrase)
        if phrase.opening in ("owner", "name"):
            return self._owned(phrase)
        return self._definite_one(phrase) if phrase.count == 1 else self._definite_many(phrase)

    def _new(self, phrase: Phrase) -> _Answer:
        """Add an unnamed entity."""
        entity = Entity((), phrase.count, phrase.gender, {phrase.head, *phrase.words}, people_of(phrase.peoples))
        entity.outsider = phrase.head in self.parts
        entity.topic = 0.0
        self.unnamed.append(entity)
        return _Answer(entity)

    def _introduced(self, phrase: Phrase, *, other: bool) -> _Answer:
        """Answer "a Karakalpak nurse", "two ethnic Kazakhs": people who are named soon after, else new ones."""
        if other or phrase.head in self.parts:
            return self._new(phrase)
        if phrase.count == 1:
            found = self._named_soon(phrase)
        else:
            found = self._list_near(phrase)
        return _Answer(found) if found is not None else self._new(phrase)

    def _named_soon(self, phrase: Phrase) -> Entity | None:
        if any(e.last >= 0 and not e.outsider for e in self.people.values()):
            return None
        for name in self.names:
            first = self.text.tokens_in(name.span)[0].index
            if first < phrase.first:
                continue
            if first - phrase.last > _LEAD_TOKENS or not name.ids:
                return None
            entity = self.people[name.ids[0]]
            if entity.outsider or not self._fits(entity, phrase):
                continue
            return entity
        return None

    def _list_near(self, phrase: Phrase) -> Entity | None:
        for start, group in sorted(self.lists.items()):
            ids = tuple(dict.fromkeys(i for r in group for i in r.ids))
            if len(ids) != phrase.count or all(self.people[i].outsider for i in ids):
                continue
            first = self.text.tokens_in(group[0].span)[0].index
            if phrase.first - _LEAD_TOKENS <= first <= phrase.last + _LEAD_TOKENS:
                del start
                return self._group(ids, phrase.first)
        return None

    def _fits(self, entity: Entity, phrase: Phrase) -> bool:
        if phrase.gender is not None and entity.gender not in (None, phrase.gender):
            return False
        peoples = people_of(phrase.peoples)
        return not peoples or not entity.peoples or bool(peoples & entity.peoples)

    def _matches(self, entity: Entity, head: str) -> bool:
        """Whether a noun says what somebody is known to be, itself or as a wider word."""
        return head in entity.heads or any(h in entity.heads for h in self.data.wider.get(head, ()))

    def _definite_one(self, phrase: Phrase) -> _Answer:
        """Answer "the nurse", "the 30-year-old", "the applicant"."""
        seen = [e for e in self.people.values() if e.last >= 0 and self._fits(e, phrase)]
        if phrase.age is not None:
            aged = [e for e in seen if self.cast.by_id[e.ids[0]].age == phrase.age]
            if len(aged) == 1:
                return _Answer(aged[0])
        told = [e for e in seen if phrase.head and self._matches(e, phrase.head)]
        if not told and phrase.head:
            same = [e for e in self.unnamed if e.count == 1 and phrase.head in e.heads]
            if same:
                return _Answer(same[-1])
        if not told and (
            phrase.head in self.data.concerned.one
            or phrase.head in ("man", "woman", "boy", "girl", "youth", "")
            or phrase.head in self.data.nouns.either
        ):
            told = [e for e in seen if not e.outsider]
        if not told:
            return self._new(phrase)
        return self._salient(told, phrase)

    def _salient(self, entities: list[Entity], phrase: Phrase) -> _Answer:
        token = self.tokens[phrase.first]
        scored = sorted(
            ((e.salience(token.sentence, token.paragraph), -n, e) for n, e in enumerate(entities)),
            key=lambda s: s[:2],
            reverse=True,
        )
        if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
            return _Answer(None, open=True)
        return _Answer(scored[0][2])

    def _definite_many(self, phrase: Phrase) -> _Answer:
        """Answer "the two", "both men", "the brothers", "the defendants"."""
        if phrase.head in self.parts:
            return self._new(phrase)
        token = self.tokens[phrase.first]
        groups = [
            g
            for g in self.groups
            if phrase.count in (None, g.count) and not g.outsider and self._gender_fits(g, phrase)
        ]
        if phrase.count is not None or not groups:
            more = self._together(phrase)
            if more is not None and not groups:
                return _Answer(more)
        same = [e for e in self.unnamed if e.count != 1 and phrase.head and phrase.head in e.heads]
        if same and (not groups or max(g.last for g in groups) < same[-1].last):
            return _Answer(same[-1])
        if groups:
            return _Answer(max(groups, key=lambda g: (g.salience(token.sentence, token.paragraph), g.last)))
        return self._new(phrase)

    def _gender_fits(self, group: Entity, phrase: Phrase) -> bool:
        return phrase.gender is None or group.gender in (None, phrase.gender)

    def _together(self, phrase: Phrase) -> Entity | None:
        """Return the people at the centre of the story as a group, where they are as many as the phrase says."""
        seen = [e for e in self.people.values() if e.last >= 0 and not e.outsider and self._gender_fits(e, phrase)]
        if phrase.count is None:
            return None
        if len(seen) == phrase.count:
            return self._group(tuple(e.ids[0] for e in seen), phrase.first)
        return None

    def _owned(self, phrase: Phrase) -> _Answer:
        """Answer "his client", "her husband", "their lawyer"."""
        seen = [e for e in self.people.values() if e.last >= 0]
        if phrase.head == "client":
            if phrase.count == 1:
                central = [e for e in seen if not e.outsider]
                return self._salient(central, phrase) if central else self._new(phrase)
            groups = [g for g in self.groups if not g.outsider]
            return _Answer(groups[-1]) if groups else self._new(phrase)
        told = [e for e in seen if phrase.count == 1 and self._matches(e, phrase.head)]
        if len(told) == 1:
            return _Answer(told[0])
        same = [e for e in self.unnamed if e.count == phrase.count and phrase.head in e.heads]
        return _Answer(same[-1]) if same else self._new(phrase)


def _reference(span: Span, text: str, kind: ReferenceKind, answer: _Answer) -> Reference:
    ids = answer.entity.ids if answer.entity is not None else ()
    return Reference(span, text, kind, ids, open=answer.open)
