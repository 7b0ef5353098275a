"""Whom a noun phrase speaks of: "the nurse", "two ethnic Kazakhs", "both men", "his client"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from vigil.analysis.discourse import Answer, Scene, clearest, people_of
from vigil.analysis.entities import Entity
from vigil.analysis.name_data import TitleData
from vigil.analysis.phrases import Phrase

_MARGIN = 0.25
_LEAD_TOKENS = 140
"""How far from "a Karakalpak nurse" her name may stand."""
_PROTAGONIST = 0.8


class Nominals:
    """Answers noun phrases on a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = scene.data.words
        titles = scene.language.table("titles", TitleData)
        self.kin = frozenset((*titles.kin.male, *titles.kin.female, *titles.kin.either))

    def meant(self, phrase: Phrase) -> Answer:
        """Return whom the phrase speaks of; a new unnamed entity where it is somebody without a name."""
        other = bool(self.words.others & set(phrase.words))
        if phrase.opening == "bare" and phrase.count == 1 and phrase.head in self.scene.parts:
            answer = self._definite_one(phrase)  # "Counsel submitted that ..."
        elif phrase.opening in ("a", "bare", "number"):
            answer = self._introduced(phrase, other=other)
        elif other:
            answer = self._new(phrase)
        elif phrase.opening in ("owner", "name"):
            answer = self._owned(phrase)
        elif phrase.count == 1:
            answer = self._definite_one(phrase)
        else:
            answer = self._definite_many(phrase)
        if answer.entity is not None and answer.entity.ids and phrase.head:
            answer.entity.heads |= {phrase.head, *phrase.words}
            answer.entity.peoples |= people_of(phrase.peoples)
        return answer

    def _new(self, phrase: Phrase) -> Answer:
        """Add an unnamed entity."""
        entity = Entity((), phrase.count, phrase.gender, {phrase.head, *phrase.words}, people_of(phrase.peoples))
        entity.outsider = phrase.head in self.scene.parts
        self.scene.unnamed.append(entity)
        return Answer(entity)

    def _introduced(self, phrase: Phrase, *, other: bool) -> Answer:
        """Answer "a Karakalpak nurse", "two ethnic Kazakhs": people who are named soon after, else new ones."""
        outside = phrase.head in self.scene.parts and phrase.head not in self.scene.data.concerned.too
        if other or outside or (phrase.head in self.kin and phrase.count == 1):
            return self._new(phrase)
        found = self._named_soon(phrase) if phrase.count == 1 else self._list_near(phrase)
        return Answer(found) if found is not None else self._new(phrase)

    def _named_soon(self, phrase: Phrase) -> Entity | None:
        if self._first_named is None:
            return None
        first, entity = self._first_named
        near = phrase.first <= first <= phrase.last + _LEAD_TOKENS
        return entity if near and self._fits(entity, phrase) else None

    @cached_property
    def _first_named(self) -> tuple[int, Entity] | None:
        """The first whom the story names who is no outsider, and at which token."""
        people = self.scene.people
        named = (n for n in self.scene.names if n.ids and not people[n.ids[0]].outsider)
        return next(((self.scene.first_tokens[n.span.start], people[n.ids[0]]) for n in named), None)

    def _list_near(self, phrase: Phrase) -> Entity | None:
        scene = self.scene
        nearest = bisect_left(self._list_starts, phrase.first - _LEAD_TOKENS)
        for first in self._list_starts[nearest : bisect_right(self._list_starts, phrase.last + _LEAD_TOKENS)]:
            group = scene.lists[scene.tokens[first].span.start]
            ids = tuple(dict.fromkeys(i for r in group for i in r.ids))
            if len(ids) == phrase.count and not all(scene.people[i].outsider for i in ids):
                return scene.group(ids, None)
        return None

    @cached_property
    def _list_starts(self) -> list[int]:
        """At which tokens the lists of names begin, in order."""
        return sorted(self.scene.first_tokens[start] for start in self.scene.lists)

    def _fits(self, entity: Entity, phrase: Phrase) -> bool:
        if phrase.gender is not None and entity.gender not in (None, phrase.gender):
            return False
        peoples = people_of(phrase.peoples)
        return not peoples or not entity.peoples or bool(peoples & entity.peoples)

    def _matches(self, entity: Entity, head: str) -> bool:
        """Whether a noun says what somebody is known to be, itself or as a wider word."""
        return head in entity.heads or any(h in entity.heads for h in self.scene.data.wider.get(head, ()))

    def _definite_one(self, phrase: Phrase) -> Answer:
        """Answer "the nurse", "the 30-year-old", "the applicant", "the husband"."""
        scene, head = self.scene, phrase.head
        seen = [e for e in scene.minded.people() if self._fits(e, phrase)]
        aged = [e for e in seen if phrase.age is not None and scene.cast.by_id[e.ids[0]].age == phrase.age]
        if len(aged) == 1:
            return Answer(aged[0])
        spouse = self._spouse(phrase)
        if spouse is not None:
            return Answer(spouse)
        told = [e for e in seen if head and self._matches(e, head)]
        if told:
            return self._clearest(told, phrase)
        same = [e for e in scene.unnamed if e.count == 1 and head and self._matches(e, head)]
        if same:
            return Answer(same[-1])
        if phrase.age is not None or self._is_trade(head):
            fresh = [e for e in scene.central() if self._fits(e, phrase) and self._untold(e, phrase)]
            fresh = [e for e in fresh if e.topic >= _PROTAGONIST or phrase.age is not None]
            if fresh:
                return self._clearest(fresh, phrase)
        general = head in scene.data.concerned.one or head in self.words.plain or head in scene.data.nouns.either
        told = [e for e in seen if not e.outsider] if general else []
        return self._clearest(told, phrase) if told else self._new(phrase)

    def _is_trade(self, head: str) -> bool:
        titles = self.scene.language.table("titles", TitleData)
        return head in titles.roles["none"] or head in self.scene.data.concerned.too

    def _untold(self, entity: Entity, phrase: Phrase) -> bool:
        """Whether nothing that the story says of somebody speaks against the phrase: no other trade, no other age."""
        age = self.scene.cast.by_id[entity.ids[0]].age
        if phrase.age is not None:
            return age in (None, phrase.age)
        return not any(self._is_trade(h) for h in entity.heads)

    def _spouse(self, phrase: Phrase) -> Entity | None:
        """Return "the husband" of a couple that the story names."""
        if phrase.head not in ("husband", "wife"):
            return None
        for group in reversed(self.scene.groups):
            if group.count != 2 or not (group.heads & self.words.spouses):
                continue
            members = [self.scene.people[i] for i in group.ids]
            fitting = [m for m in members if m.gender == phrase.gender]
            if len(fitting) == 1:
                return fitting[0]
            unlike = [m for m in members if m.gender not in (None, phrase.gender)]
            return next(m for m in members if m not in unlike) if len(unlike) == 1 else None
        return None

    def _clearest(self, entities: list[Entity], phrase: Phrase) -> Answer:
        token = self.scene.tokens[phrase.first]
        return clearest([(e.salience(token.sentence, token.paragraph), e) for e in entities], _MARGIN)

    def _definite_many(self, phrase: Phrase) -> Answer:
        """Answer "the two", "both men", "the brothers", "the defendants"."""
        scene = self.scene
        if phrase.head in scene.parts:
            return self._new(phrase)
        groups = [g for g in (*scene.groups, *self._kin_pairs(phrase)) if self._may_be(g, phrase)]
        if not groups:
            together = self._together(phrase)
            groups = [together] if together is not None else []
        same = [e for e in scene.unnamed if e.count != 1 and phrase.head and phrase.head in e.heads]
        if same and (not groups or max(g.last for g in groups) < same[-1].last):
            return Answer(same[-1])
        if not groups:
            return self._new(phrase)
        token = scene.tokens[phrase.first]
        best = max(groups, key=lambda g: (g.salience(token.sentence, token.paragraph), g.last))
        if best not in scene.groups:
            scene.groups.append(best)
        return Answer(best)

    def _may_be(self, group: Entity, phrase: Phrase) -> bool:
        if group.outsider or phrase.count not in (None, group.count):
            return False
        return phrase.gender is None or group.gender in (None, phrase.gender)

    def _kin_pairs(self, phrase: Phrase) -> list[Entity]:
        return [k for k in self.scene.kin if phrase.head in k.heads or (phrase.pair and phrase.head != "couple")]

    def _together(self, phrase: Phrase) -> Entity | None:
        """Return the people at the centre of the story as a group, where they are as many as the phrase says."""
        seen = [e for e in self.scene.central() if phrase.gender is None or e.gender in (None, phrase.gender)]
        if phrase.count is not None and len(seen) == phrase.count:
            return self.scene.group(tuple(e.ids[0] for e in seen), None)
        return None

    def _owned(self, phrase: Phrase) -> Answer:
        """Answer "his client", "her husband", "their lawyer"."""
        scene = self.scene
        if phrase.head == "client":
            return self._client(phrase)
        owner = scene.resolved.get(phrase.owner) if phrase.owner is not None else None
        seen = [e for e in scene.minded.people() if e is not owner]
        told = [e for e in seen if phrase.count == 1 and self._matches(e, phrase.head) and self._fits(e, phrase)]
        if len(told) == 1:
            return Answer(told[0])
        spouse = self._spouse(phrase)
        if spouse is not None:
            return Answer(spouse)
        same = [e for e in scene.unnamed if e.count == phrase.count and phrase.head in e.heads]
        return Answer(same[-1]) if same else self._new(phrase)

    def _client(self, phrase: Phrase) -> Answer:
        scene = self.scene
        central = scene.central()
        if phrase.count == 1:
            return self._clearest(central, phrase) if central else self._new(phrase)
        groups = [g for g in scene.groups if not g.outsider]
        return Answer(max(groups, key=lambda g: g.last)) if groups else self._new(phrase)
