"""What speaks for and against the part of a person beside what the rules weigh, and how far a chooser's word goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import nan

from vigil.analysis.cast import Cast
from vigil.analysis.choosing import Facts, best
from vigil.analysis.discourse import Scene
from vigil.analysis.encoder import Judge
from vigil.model.reading import Event, Part, Person

CASES: tuple[Part, ...] = ("at_risk", "precedent")
"""Parts of those whose own case a report tells."""
_RULED = 0.15
"""What the part of the rules counts for beside its chance."""
_SURE = 0.9
"""Chance from which somebody is at risk whom the rules see beside the case, or has a role in it and is not at risk: one who is so
wrongly mixes cases up."""
_NEVER = 2.0
"""No chance takes somebody without a role out of the story's case: whoever is missed is nobody's case."""
_LOOKED_AT = 20
"""Names of a person that the encoder is asked about at most."""


class PartFacts:
    """Counts over one story."""

    def __init__(self, scene: Scene, cast: Cast, events: tuple[Event, ...], judge: Judge) -> None:
        self.scene = scene
        self.cast = cast
        self.events = events
        self.judge = judge

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(i for r in self.cast.references if r.kind == "name" for i in r.ids)

    @cached_property
    def _own(self) -> dict[str, list[Event]]:
        own: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for who in dict.fromkeys(event.who):
                own[who].append(event)
        return own

    @cached_property
    def _acts(self) -> Counter[str | None]:
        return Counter(event.by for event in self.events)

    @cached_property
    def _names(self) -> int:
        return sum(self._named.values())

    @cached_property
    def _order(self) -> dict[str, int]:
        return {p.id: n for n, p in enumerate(self.cast.people)}

    def of(self, person: Person, parts: Mapping[str, Part], at_risk: int) -> Facts:
        """Return what is counted of a person; ``parts`` are those of everybody by the rules, ``at_risk`` how many are so."""
        own = self._own.get(person.id, [])
        with_others = [e for e in own if any(parts.get(w) == "at_risk" for w in e.who if w != person.id)]
        past = [e for e in own if e.status == "happened"]
        return {
            "outsider": float(self.scene.people[person.id].outsider),
            "order": float(self._order[person.id]),
            "people": float(len(self.cast.people)),
            "at_risk_people": float(at_risk),
            "others_at_risk": float(at_risk - (parts.get(person.id) == "at_risk")),
            "named": self._named[person.id] / max(self._names, 1),
            "names": float(self._named[person.id]),
            "own_events": float(len(own)),
            "events_share": len(own) / max(len(self.events), 1),
            "types": float(len({e.type for e in own})),
            "past_share": len(past) / len(own) if own else nan,
            "with_others": len(with_others) / len(own) if own else nan,
            "acts": float(self._acts[person.id]),
            "aged": float(person.age is not None),
            "titled": float(person.title is not None),
            "affiliated": float(person.affiliation is not None),
            "from_somewhere": float(person.ethnicity is not None or person.nationality is not None),
        }

    def shares(self, person: Person) -> Mapping[str, float]:
        """Return the encoder's mean share of each part over the person's names; nothing where no encoder has read them."""
        spans = [r.span for r in self.scene.names_of(person.id)][:_LOOKED_AT]
        return self.judge.judge("part", *spans) if spans else {}

    @staticmethod
    def answer(part: Part, shares: Mapping[str, float]) -> dict[str, float]:
        """Return what speaks for one part."""
        at_risk, precedent = shares.get("at_risk", nan), shares.get("precedent", nan)
        aside = 1 - at_risk - precedent - shares.get("O", 0.0)
        own = {"at_risk": at_risk, "precedent": precedent}.get(part, aside)
        kind = {"at_risk": 0.0, "precedent": 1.0}.get(part, 2.0)
        return {"answer": kind, "seen": own, "seen_at_risk": at_risk, "seen_precedent": precedent, "seen_aside": aside}


def likeliest(answers: Sequence[Part], chances: Sequence[float]) -> int:
    """Return the place of the part with the best chance, where that of the rules, the first, counts for more."""
    ruled, *others = zip(answers, chances, strict=True)
    weighed = [chance if chance >= _least(ruled[0], part) else 0.0 for part, chance in others]
    return best([ruled[1] + _RULED, *weighed])


def _least(ruled: Part, part: Part) -> float:
    """Return the chance that a part must have to take the place of that of the rules."""
    if part == "at_risk":
        return 0.0 if ruled == "precedent" else _SURE
    if ruled == "at_risk" and part not in CASES:
        return _NEVER if part == "other" else _SURE
    return 0.0
