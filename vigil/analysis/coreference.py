"""Which person a pronoun or noun phrase speaks of; left open where two answers are possible."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from vigil.analysis.cast import Reference, ReferenceKind
from vigil.analysis.discourse import Answer, Scene, clearest
from vigil.analysis.entities import Entity
from vigil.analysis.nominals import Nominals
from vigil.analysis.phrases import Phrase, Pronoun, span_of_phrase
from vigil.model.text import Span

_MARGIN = 0.25
"""Where the second candidate comes this near to the first, the pronoun is left open."""
_REPORTED = 1.0
_REPORTED_SELF = 0.4
_SPEAKS = 1.2
_OUTSIDER_SPEAKS = 0.7
_GENDER = 0.7
_UNNAMED = 0.4
_NAMED_GROUP, _OTHER_GROUP = 0.5, -0.2
_OFTEN = 3
_TITLE_LINES = 2
_SURELY = 1.0
"""By how much somebody must lead before a pronoun tells their gender."""
_CLAUSE_LENGTH = 8
_FEW = 3
_FAR = 12
"""Sentences after which a group is out of mind."""

Item = Reference | Phrase | Pronoun


def resolve(scene: Scene) -> tuple[Reference, ...]:
    """Return the names of a scene with pronouns and noun phrases added, in story order."""
    return _Resolver(scene).references()


class _Resolver:
    """Reads the story once, from front to back."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.nominals = Nominals(scene)
        self.apposed = {d.phrase.first: d for d in scene.descriptions if d.phrase is not None}
        self.narrator = self._narrator()

    def references(self) -> tuple[Reference, ...]:
        """Return every reference in story order."""
        scene = self.scene
        items: list[tuple[int, int, Item]] = [(scene.first_tokens[n.span.start], 0, n) for n in scene.names]
        items += [(p.first, 2, p) for p in scene.phrases]
        items += [(p.token, 1, p) for p in scene.pronouns]
        found: list[Reference] = []
        for first, _, item in sorted(items, key=lambda i: (i[0], i[1])):
            if isinstance(item, Reference):
                found.append(self._name(item, first))
            elif isinstance(item, Pronoun):
                found.append(self._pronoun(item))
            else:
                found.append(self._phrase(item))
        return tuple(sorted(found, key=lambda r: (r.span.start, -r.span.end)))

    def _name(self, name: Reference, first: int) -> Reference:
        scene = self.scene
        for person in name.ids if len(name.ids) == 1 else ():
            entity = scene.people[person]
            scene.note(entity, first)
            self._kin_pair(entity, first)
        group = scene.lists.get(name.span.start)
        if group is not None:
            scene.group(tuple(dict.fromkeys(i for r in group for i in r.ids)), first)
        elif len(name.ids) > 1:
            scene.group(name.ids, first)
        return name

    def _kin_pair(self, entity: Entity, first: int) -> None:
        """Keep "his brother X" as a pair of brothers that may be spoken of together."""
        for description in self.scene.described(entity.ids[0]):
            phrase = description.phrase
            if phrase is None or phrase.owner is None or description.ids != entity.ids:
                continue
            owner = self.scene.resolved.get(phrase.owner)
            if phrase.last <= first and owner is not None and len(owner.ids) == 1 and phrase.head in self.nominals.kin:
                pair = Entity((*owner.ids, *entity.ids), 2, heads={phrase.head, *phrase.words})
                pair.topic = (owner.topic + entity.topic) / 2
                pair.touch(first, self.tokens[first].sentence, self.tokens[first].paragraph, subject=False)
                self.scene.kin.append(pair)
                return

    def _phrase(self, phrase: Phrase) -> Reference:
        span = span_of_phrase(self.scene.text, phrase)
        kind: ReferenceKind = "noun" if phrase.count == 1 else "group"
        description = self.apposed.get(phrase.first) or self.scene.opened.get(phrase.first)
        if description is not None:
            return Reference(span, self.scene.text.text_of(span), kind, description.ids)
        answer = self.nominals.meant(phrase)
        if answer.entity is not None:
            self.scene.note(answer.entity, phrase.first)
        return _reference(span, self.scene.text.text_of(span), kind, answer)

    def _pronoun(self, pronoun: Pronoun) -> Reference:
        token = self.tokens[pronoun.token]
        kind: ReferenceKind = "possessive" if pronoun.case == "possessive" else "pronoun"
        if pronoun.person == 1:
            answer = Answer(self._me(token.span.start))
        else:
            answer = self._they(pronoun) if pronoun.many else self._one(pronoun)
        if answer.entity is not None and pronoun.person != 1:
            self.scene.note(answer.entity, pronoun.token)
        return _reference(token.span, token.text, kind, answer)

    def _me(self, offset: int) -> Entity | None:
        """Return who says "I": the speaker, or outside quotations and transcripts the story's narrator."""
        speaker = self.scene.speaker_of(offset)
        if speaker is not None or self.scene.quotation_at(offset) is not None:
            return speaker
        return self.narrator

    def _narrator(self) -> Entity | None:
        """Return the person who tells the story as "I": "I am X", "I, X,", or a letter's signature alone on a line."""
        scene = self.scene
        for name in scene.names:
            first = scene.first_tokens[name.span.start]
            before = [t.lower for t in self.tokens[max(0, first - 3) : first]]
            told = before[-2:] in (["i", "am"], ["i", "'m"], ["i", ","]) or before == ["my", "name", "is"]
            if told and len(name.ids) == 1 and scene.quotation_at(name.span.start) is None:
                return scene.people[name.ids[0]]
        return self._signature() or self._in_title()

    def _in_title(self) -> Entity | None:
        """Return whom the first lines name, where the rest says "I" outside quotations ("Affidavit of X")."""
        scene = self.scene
        own = [
            p for p in scene.pronouns if p.person == 1 and scene.quotation_at(self.tokens[p.token].span.start) is None
        ]
        if len(own) < _OFTEN:
            return None
        first = [n for n in scene.names if self.tokens[scene.first_tokens[n.span.start]].paragraph < _TITLE_LINES]
        people = {i for n in first for i in n.ids}
        return scene.people[people.pop()] if len(people) == 1 else None

    def _signature(self) -> Entity | None:
        scene = self.scene
        for name in reversed(scene.names):
            token = self.tokens[scene.first_tokens[name.span.start]]
            paragraph = scene.text.paragraphs[token.paragraph]
            if token.paragraph < len(scene.text.paragraphs) - 4:
                return None
            if (
                len(name.ids) == 1
                and paragraph.span.start == name.span.start
                and len(paragraph.span) - len(name.span) < 3
            ):
                return scene.people[name.ids[0]]
        return None

    def _one(self, pronoun: Pronoun) -> Answer:
        scene = self.scene
        token = self.tokens[pronoun.token]
        barred, speaker = self._barred(pronoun), scene.speaker_of(token.span.start)
        scored: list[tuple[float, Entity]] = []
        talkers = self._talkers(token.paragraph)
        for entity in (*scene.minded.people(), *scene.unnamed):
            if entity in talkers:
                continue
            if entity.count != 1 or entity.last < 0 or entity.gender not in (None, pronoun.gender):
                continue
            if entity is not barred and entity is not speaker:
                scored.append((self._score(entity, pronoun), entity))
        answer = clearest(scored, _MARGIN) if scored else self._ahead(pronoun)
        meant = answer.entity
        if meant is not None and meant.gender is None:
            rivals = [score for score, e in scored if e is not meant and e.gender == pronoun.gender]
            mine = next((score for score, e in scored if e is meant), _SURELY)
            if all(mine - score >= _SURELY for score in rivals):
                meant.gender = pronoun.gender
        return answer

    def _talkers(self, paragraph: int) -> frozenset[Entity]:
        """Return those who talk to each other where a transcript has more than one: none of them is "he" there."""
        return self._labelled if paragraph in self.scene.labels and len(self._labelled) > 1 else frozenset()

    @cached_property
    def _labelled(self) -> frozenset[Entity]:
        return frozenset(self.scene.people[i] for i in self.scene.labels.values())

    def _score(self, entity: Entity, pronoun: Pronoun) -> float:
        token = self.tokens[pronoun.token]
        score = entity.salience(token.sentence, token.paragraph)
        if entity.gender == pronoun.gender:
            score += _GENDER
        if pronoun.case == "subject" and self.scene.speaks(pronoun.token):
            return (
                score
                + (_SPEAKS if entity is self.scene.last_speaker else 0.0)
                + (_OUTSIDER_SPEAKS if entity.outsider else 0.0)
            )
        if entity is self._reporter(pronoun.token):
            score += -_REPORTED if entity.outsider else _REPORTED_SELF
        return score if entity.ids else score - _UNNAMED

    def _ahead(self, pronoun: Pronoun) -> Answer:
        """Answer a pronoun before any name: the one person whom the story is about, if only one fits."""
        everybody = self.scene.people.values()
        fitting = list(islice((e for e in everybody if e.gender in (None, pronoun.gender) and not e.outsider), 2))
        return Answer(fitting[0]) if len(fitting) == 1 else Answer(None)

    def _barred(self, pronoun: Pronoun) -> Entity | None:
        """Return the subject of the pronoun's own clause, which an object pronoun cannot mean."""
        if pronoun.case != "object":
            return None
        sentence = self.tokens[pronoun.token].sentence
        for at in range(pronoun.token - 1, max(pronoun.token - _CLAUSE_LENGTH, 0) - 1, -1):
            if self.tokens[at].sentence != sentence or self.tokens[at].lower in self.scene.data.words.clause:
                return None
            entity = self.scene.resolved.get(at)
            if entity is not None and self.scene.is_subject(at):
                return entity
        return None

    def _reporter(self, index: int) -> Entity | None:
        """Return who says what ``index`` stands in, where the sentence has a verb of speech."""
        scene = self.scene
        sentence = scene.text.sentences[self.tokens[index].sentence]
        for at in range(index - 1, sentence.first - 1, -1):
            if self.tokens[at].lower in scene.speech:
                for near in range(at - 1, max(sentence.first, at - 8) - 1, -1):
                    if near in scene.resolved:
                        return scene.resolved[near]
                return scene.resolved.get(at + 1)
        for at in range(index + 1, sentence.last):  # "..., his lawyer said"
            if self.tokens[at].lower in scene.speech:
                return scene.named_beside(at)
        return None

    def _they(self, pronoun: Pronoun) -> Answer:
        scene = self.scene
        token = self.tokens[pronoun.token]
        barred = self._barred(pronoun)
        scored: list[tuple[float, Entity]] = []
        for entity in (*scene.groups, *scene.unnamed):
            if entity.count == 1 or entity.last < 0 or entity is barred or token.sentence - entity.sentence > _FAR:
                continue
            known = _NAMED_GROUP if entity.ids and not entity.outsider else _OTHER_GROUP
            scored.append((self._score(entity, pronoun) + known, entity))
        central = scene.central()
        if not any(e.ids for _, e in scored) and 1 < len(central) <= _FEW:
            group = scene.group(tuple(e.ids[0] for e in central), None)
            group.touch(max(e.last for e in central), max(e.sentence for e in central), token.paragraph, subject=False)
            scored.append((self._score(group, pronoun) + _NAMED_GROUP, group))
        return clearest(scored, _MARGIN)


def _reference(span: Span, text: str, kind: ReferenceKind, answer: Answer) -> Reference:
    ids = answer.entity.ids if answer.entity is not None else ()
    return Reference(span, text, kind, ids, open=answer.open)
