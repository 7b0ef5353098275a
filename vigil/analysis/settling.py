"""What words mean that leave it open: journeys, and decisions on "the request", by what else the story tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vigil.analysis.cast import Cast
from vigil.analysis.clauses import clause_of
from vigil.analysis.encoder import Judge, Trigger
from vigil.analysis.grammar import grammar
from vigil.analysis.segment import Segmented
from vigil.analysis.whereabouts import by_span
from vigil.languages import Language
from vigil.model.text import Span

_SAFE = 0.4
"""The encoder's share at which a landing is safety reached, where the tables say so too."""
_BACK = 2
"""Sentences back at most to the request that a decision answers."""


@dataclass(frozen=True, slots=True)
class SettlingData:
    """``languages/TAG/settling.toml``."""

    journeys: frozenset[str]
    carried: frozenset[str]
    landing: frozenset[str]
    away: frozenset[str]
    resettling: frozenset[str]
    requests: frozenset[str]
    protection: frozenset[str]
    bodies: frozenset[str]


def settle(text: Segmented, triggers: Sequence[Trigger], cast: Cast, language: Language, judge: Judge) -> list[Trigger]:
    """Return the triggers, those whose words leave their type open as the type that the story, or the encoder, gives them."""
    settler = _Settler(text, cast, language, judge)
    refuges = settler.refuges(triggers)
    settled: list[Trigger] = []
    for trigger in triggers:
        kind = settler.journey(trigger, refuges) or settler.decision(trigger, settled) or trigger.type
        settled.append(replace(trigger, type=kind))
    return settled


class _Settler:
    def __init__(self, text: Segmented, cast: Cast, language: Language, judge: Judge) -> None:
        self.text = text
        self.judge = judge
        self.language = language
        self.data = language.table("settling", SettlingData)
        self.places = by_span(m.quote for m in cast.mentions if m.type == "LOC")

    def refuges(self, triggers: Sequence[Trigger]) -> set[str]:
        """Return the places that the story names beside asylum granted or resettlement."""
        found: set[str] = set()
        for trigger in triggers:
            sentence = self.text.sentence_at(trigger.span.start)
            granted = trigger.type == "asylum_decision" and trigger.detail.get("outcome") == "granted"
            if sentence is not None and (granted or self._words(trigger.span) & self.data.resettling):
                found.update(q.text for q in self.places.inside(sentence.span))
        return found

    def journey(self, trigger: Trigger, refuges: set[str]) -> str | None:
        """Return what a journey is: who "was flown" was sent; who flies to a refuge is safe; others cross a border."""
        words = self._words(trigger.span)
        if trigger.type not in {"border_crossing", "resettlement"} or not words & self.data.journeys:
            return None
        if words & self.data.carried and self._is_passive(trigger):
            return "return"
        reach = Span(trigger.span.start, trigger.span.end + 2)
        goals = {q.text for q in self.places.overlapping(reach)}
        if goals and goals <= refuges and not words & self.data.away:
            return "resettlement"
        if not words & self.data.landing:
            return None
        share = self.judge.judge("trigger", trigger.span).get("resettlement", 0.0)
        both = trigger.type == "resettlement" and trigger.how != "encoder" and share >= _SAFE
        return "resettlement" if both else "border_crossing"

    def decision(self, trigger: Trigger, before: Sequence[Trigger]) -> str | None:
        """Return what a decision is about: "turned the request down" answers the request last told of."""
        sentence = self.text.sentence_at(trigger.span.start)
        if sentence is None:
            return None
        words = self._words(trigger.span)
        if trigger.type == "deportation_decision" and trigger.detail.get("outcome") == "refused":
            return "interim_measure" if self._words(sentence.span) & self.data.bodies else None
        if trigger.type != "asylum_decision" or not words & self.data.requests or words & self.data.protection:
            return None
        for earlier in reversed(before):
            told = self.text.sentence_at(earlier.span.start)
            if told is None or sentence.index - told.index > _BACK:
                return None
            if earlier.type in {"extradition_request", "asylum_application"}:
                return "extradition_decision" if earlier.type == "extradition_request" else None
        return None

    def _words(self, span: Span) -> set[str]:
        return {t.lower for t in self.text.tokens_in(span)}

    def _is_passive(self, trigger: Trigger) -> bool:
        sentence = self.text.sentence_at(trigger.span.start)
        if sentence is None:
            return False
        return clause_of(self.text, sentence, trigger.span, grammar(self.language)).passive
