"""Who it can be that an event happens to, and what speaks for each: answers for a chooser."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.centre import Centre
from vigil.analysis.choosing import Facts
from vigil.analysis.encoder import Judge, Trigger
from vigil.analysis.people_data import PeopleData
from vigil.analysis.roles import Argument
from vigil.analysis.segment import Segmented, Sentence
from vigil.languages import Language
from vigil.model.reading import Part
from vigil.model.text import Span

_NEAREST = 8
"""People who are weighed one by one: those spoken of last."""
_GROUPS = 4
"""Groups of people that are weighed: those spoken of last."""
_SEEN = 60
"""References before the end of an event's sentence that are looked at."""
_RIVALS = 12
_FAR = 99.0
_NAMING = ("name", "noun", "group")
_KINDS = ("name", "pronoun", "possessive", "noun", "group")


@dataclass(frozen=True, slots=True)
class Whose:
    """An answer: people by id, or the words for somebody unnamed (no words where the report has none)."""

    ids: tuple[str, ...]
    phrase: str = ""

    @property
    def who(self) -> tuple[str, ...]:
        """What stands in the event."""
        return self.ids or ((self.phrase,) if self.phrase else ())


@dataclass(frozen=True, slots=True)
class Setting:
    """An event whose answers are weighed: its trigger and what the rules say."""

    trigger: Trigger
    sentence: Sentence
    argument: Argument | None
    ruled: Whose
    speakers: frozenset[str]
    """People whose statement holds it."""
    before: Sequence[tuple[str, ...]]
    """Whom what is told before it happens to, by the rules."""


class Candidates:
    """Finds and weighs the answers in one story."""

    def __init__(  # noqa: PLR0917  # one argument for each earlier stage of the reading
        self,
        text: Segmented,
        cast: Cast,
        centre: Centre,
        judge: Judge,
        parts: Mapping[str, Part],
        language: Language,
    ) -> None:
        self.pronouns = language.table("people", PeopleData).pronouns
        self.text = text
        self.cast = cast
        self.centre = centre
        self.judge = judge
        self.parts = parts

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(i for r in self.cast.references for i in r.ids)

    @cached_property
    def _sentences(self) -> tuple[int, ...]:
        """The sentence of each reference."""
        found = (self.text.sentence_at(r.span.start) for r in self.cast.references)
        return tuple(s.index if s is not None else -1 for s in found)

    @cached_property
    def _named(self) -> int:
        return max(sum(self._counts.values()), 1)

    @cached_property
    def _happened(self) -> int:
        return max(sum(self._happens.values()), 1)

    @cached_property
    def _told(self) -> int:
        return max(sum(self.centre.groups.values()), 1)

    @cached_property
    def _at_risk(self) -> int:
        return sum(part == "at_risk" for part in self.parts.values())

    @cached_property
    def _happens(self) -> Counter[str]:
        happens: Counter[str] = Counter()
        for group, times in self.centre.groups.items():
            happens.update(dict.fromkeys(group, times))
        return happens

    def of(self, setting: Setting) -> list[Whose]:
        """Return the answers, first that of the rules; the last stands for somebody whom nobody names."""
        known = [r for _, r in self._near(setting.sentence) if r.ids]
        recent = [r.ids for r in reversed(known)]
        found = [setting.ruled.ids, setting.argument.ids if setting.argument else (), self.centre.leading]
        found += [ids for ids in dict.fromkeys(recent) if len(ids) > 1][:_GROUPS]
        found += [(i,) for i in list(dict.fromkeys(i for ids in recent for i in ids))[:_NEAREST]]
        people = dict.fromkeys(tuple(sorted(ids, key=self._order.__getitem__)) for ids in found if ids)
        first = setting.ruled
        answers = [first, *(Whose(ids) for ids in people if set(ids) != set(first.ids))]
        if first.ids:
            answers.append(Whose((), self._words(setting)))
        return answers

    @cached_property
    def _order(self) -> dict[str, int]:
        return {p.id: n for n, p in enumerate(self.cast.people)}

    def _near(self, sentence: Sentence) -> list[tuple[int, Reference]]:
        """Return the last references that begin before the end of a sentence, each with the sentence it stands in."""
        end = bisect_left(self._starts, sentence.span.end)
        places = range(max(end - _SEEN, 0), end)
        return [(self._sentences[n], self.cast.references[n]) for n in places]

    @cached_property
    def _starts(self) -> list[int]:
        return [r.span.start for r in self.cast.references]

    def _words(self, setting: Setting) -> str:
        """Return the words for somebody unnamed: those that the verb takes, or that the encoder points to."""
        argument = setting.argument
        if argument is not None and argument.phrase and not argument.ids and not argument.thing and not argument.open:
            return argument.phrase
        link = setting.trigger.links.get("who")
        if link is None or link.span is None:
            return ""
        near = [r for r in self.cast.overlapping(link.span) if not r.ids and r.kind in {"noun", "group"}]
        return near[0].text if near else ""

    def facts(self, setting: Setting, answers: Sequence[Whose]) -> list[Facts]:
        """Return what speaks for and against each answer, beside what holds for the event as a whole."""
        near = self._near(setting.sentence)
        places = [r.span for _, r in near]
        pointed = self.judge.points("who", setting.trigger.span, places)
        by = self.judge.points("by", setting.trigger.span, places)
        person = self.judge.points("person", setting.trigger.span, places)
        rows = [
            {**self._facts(setting, answer, near, pointed[1], by[1]), **self._meant(answer, near, person)}
            for answer in answers
        ]
        _over(rows, "meant")
        _over(rows, "pointed")
        latest = sorted(row["sentences"] for row in rows)
        for row, answer in zip(rows, answers, strict=True):
            row["nothing"] = pointed[0]
            row["elsewhere"] = 1 - pointed[0] - sum(pointed[1])
            row["sentences_over"] = row["sentences"] - latest[0]
            row["ruled"] = float(answer == setting.ruled)
        return list(rows)

    def _facts(
        self,
        setting: Setting,
        answer: Whose,
        near: Sequence[tuple[int, Reference]],
        pointed: Sequence[float],
        by: Sequence[float],
    ) -> dict[str, float]:
        mine = set(answer.ids)
        own = [n for n, (_, r) in enumerate(near) if _speaks_of(r, mine)]
        last = max((near[n][0] for n in own), default=-1)
        size = max(len(mine), 1)
        parts = [self.parts.get(i) for i in answer.ids]
        return {
            "size": float(len(mine)),
            "order": min((float(self._order[i]) for i in mine), default=nan),
            "named": sum(self._counts[i] for i in mine) / size / self._named,
            "pointed": sum(pointed[n] for n in own) if pointed else nan,
            "by": sum(by[n] for n in own) if by else nan,
            "sentences": float(setting.sentence.index - last) if last >= 0 else _FAR,
            "at_risk": sum(p == "at_risk" for p in parts) / size,
            "precedent": sum(p == "precedent" for p in parts) / size,
            "bystander": sum(p not in {"at_risk", "precedent", "other"} for p in parts) / size,
            "outsider": sum(i in self.cast.outsiders for i in answer.ids) / size,
            "speaks": float(bool(mine & setting.speakers)),
            "agrees": self._agrees(setting, answer),
            "pointed_name": sum(pointed[n] for n in own if near[n][1].kind in _NAMING) if pointed else nan,
            **self._ruled(setting, mine),
            **self._beside(setting, mine, [r for _, r in near]),
            **self._spoken_of(setting, mine, near),
        }

    @staticmethod
    def _meant(
        answer: Whose, near: Sequence[tuple[int, Reference]], person: tuple[float, Sequence[float]]
    ) -> dict[str, float]:
        """Return how much the encoder takes the event for theirs by their names: of several people the least."""
        nobody, shares = person
        if not shares:
            return {"meant": nan, "meant_nobody": nan}
        each = [sum(shares[n] for n, (_, r) in enumerate(near) if r.ids == (i,)) for i in answer.ids]
        return {"meant": min(each) * len(each) if each else nobody, "meant_nobody": nobody}

    def _agrees(self, setting: Setting, answer: Whose) -> float:
        """Return whether a pronoun that the verb takes fits the answer; nan where there is none, or where nobody knows."""
        word = setting.argument.phrase.lower() if setting.argument is not None else ""
        if word in self.pronouns.many:
            return float(len(answer.ids) > 1)
        gender = "male" if word in self.pronouns.male else "female" if word in self.pronouns.female else None
        if gender is None or not answer.ids:
            return nan
        known = [g for i in answer.ids if (g := self.cast.genders.get(i)) is not None]
        return float(len(answer.ids) == 1 and known[0] == gender) if known else nan

    def _spoken_of(self, setting: Setting, mine: set[str], near: Sequence[tuple[int, Reference]]) -> dict[str, float]:
        """Return how an answer was last named, and how its paragraph speaks of it before the trigger."""
        start = setting.trigger.span.start
        named = [(s, r) for s, r in near if r.kind in _NAMING and r.span.end <= start and _speaks_of(r, mine)]
        paragraph = self.text.paragraphs[setting.sentence.paragraph].span.start
        here = [r for _, r in near if paragraph <= r.span.start and r.span.end <= start and r.ids]
        own = [r for r in here if _speaks_of(r, mine)]
        where = self.text.sentences[named[-1][0]].span.start if named else 0
        return {
            "named_sentences": float(setting.sentence.index - named[-1][0]) if named else _FAR,
            "named_at": self._words_between(where, named[-1][1].span.start) if named else nan,
            "in_paragraph": len(own) / len(here) if here else nan,
            "opens_paragraph": float(bool(here) and bool(own) and here[0] is own[0]),
        }

    def _ruled(self, setting: Setting, mine: set[str]) -> dict[str, float]:
        """Return how an answer stands to what the rules say of this event and of those before it."""
        argument = set(setting.argument.ids) if setting.argument else set()
        leading = set(self.centre.leading)
        before = [set(ids) for ids in setting.before[-2:]]
        size = max(len(mine), 1)
        groups = self.centre.groups
        return {
            "argument": float(bool(mine) and argument == mine),
            "in_argument": float(bool(mine & argument)),
            "leading": float(bool(mine) and mine == leading),
            "in_leading": float(bool(mine) and mine <= leading),
            "happens": sum(self._happens[i] for i in mine) / size / self._happened,
            "group": groups[tuple(sorted(mine))] / self._told,
            "last": float(bool(before) and before[-1] == mine),
            "in_last": float(bool(before) and bool(before[-1] & mine)),
            "before_last": float(len(before) > 1 and before[0] == mine),
        }

    def _beside(self, setting: Setting, mine: set[str], near: Sequence[Reference]) -> dict[str, float]:
        """Return what of an answer stands beside the trigger in its sentence."""
        start, end = setting.trigger.span.start, setting.trigger.span.end
        here = [r for r in near[-_RIVALS:] if r.span.start >= setting.sentence.span.start]
        left = next((r for r in reversed(here) if r.span.end <= start and _speaks_of(r, mine)), None)
        right = next((r for r in here if r.span.start >= end and _speaks_of(r, mine)), None)
        rivals = [r for r in here if r.span.end <= start and (left is None or r.span.start >= left.span.end)]
        return {
            "left": self._words_between(left.span.end, start) if left else nan,
            "left_kind": float(_KINDS.index(left.kind)) if left else nan,
            "right": self._words_between(end, right.span.start) if right else nan,
            "right_kind": float(_KINDS.index(right.kind)) if right else nan,
            "rivals": float(len(rivals)),
        }

    def _words_between(self, start: int, end: int) -> float:
        return float(len(self.text.tokens_in(Span(start, end)))) if end > start else 0.0

    def common(self, setting: Setting) -> Facts:
        """Return what holds for the event, whatever the answer."""
        argument = setting.argument
        kind = 0.0
        if argument is not None:
            kind = 1.0 if argument.thing else 2.0 if argument.open else 3.0 if not argument.ids else 4.0
        return {
            "argument_kind": kind,
            "place": setting.trigger.span.start / max(len(self.text.story.text), 1),
            "people": float(len(self.cast.people)),
            "people_at_risk": float(self._at_risk),
            "reported": float(bool(setting.speakers)),
            "score": setting.trigger.score,
        }


def _over(rows: Sequence[dict[str, float]], fact: str) -> None:
    """Add by how much each row has more of a fact than the best of the others."""
    for n, row in enumerate(rows):
        rest = [other[fact] for m, other in enumerate(rows) if m != n]
        row[f"{fact}_over"] = row[fact] - max(rest, default=0.0)


def _speaks_of(reference: Reference, people: set[str]) -> bool:
    """Whether a reference speaks of some of ``people`` and nobody else; of nobody named where there are none."""
    if not people:
        return not reference.ids and reference.kind != "possessive"
    return bool(reference.ids) and set(reference.ids) <= people
