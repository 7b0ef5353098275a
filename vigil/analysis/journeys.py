"""What a journey is: sent back, safe in a country of refuge, or only across a border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigil.analysis.cast import Cast
from vigil.analysis.clauses import clause_of
from vigil.analysis.encoder import Trigger
from vigil.analysis.grammar import grammar
from vigil.analysis.roles import RoleData
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.text import Span


def settle_journeys(text: Segmented, triggers: Sequence[Trigger], cast: Cast, language: Language) -> list[Trigger]:
    """Return the triggers with each flight, landing and departure as what the story makes of it.

    Who "was flown" somewhere was sent there. Who flies to a place where the story tells of asylum granted or of
    resettlement is safe there, who lands anywhere else has crossed a border.
    """
    data = language.table("roles", RoleData)
    places = [m.quote for m in cast.mentions if m.type == "LOC"]
    refuges: set[str] = set()
    for trigger in triggers:
        sentence = text.sentence_at(trigger.span.start)
        words = {t.lower for t in text.tokens_in(trigger.span)}
        granted = trigger.type == "asylum_decision" and trigger.detail.get("outcome") == "granted"
        if sentence is not None and (granted or words & data.resettling):
            refuges.update(q.text for q in places if sentence.span.contains(q.span))
    settled = []
    for trigger in triggers:
        words = {t.lower for t in text.tokens_in(trigger.span)}
        kind = trigger.type
        if kind in {"border_crossing", "resettlement"} and words & data.journeys:
            reach = Span(trigger.span.start, trigger.span.end + 2)
            goals = {q.text for q in places if q.span.overlaps(reach)}
            if words & data.carried and _is_passive(text, trigger, language):
                kind = "return"
            elif goals and goals <= refuges:
                kind = "resettlement"
            elif words & data.landing:
                kind = "border_crossing"
        settled.append(replace(trigger, type=kind))
    return settled


def _is_passive(text: Segmented, trigger: Trigger, language: Language) -> bool:
    sentence = text.sentence_at(trigger.span.start)
    return sentence is not None and clause_of(text, sentence, trigger.span, grammar(language)).passive
