"""What the encoder says of an event beside the rules: its status, and where who, by, place and date stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, get_args

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.dates import Dated, Dates
from vigil.analysis.encoder import Judge, Trigger
from vigil.analysis.grammar import Grammar
from vigil.analysis.roles import Argument
from vigil.analysis.segment import Segmented
from vigil.model.reading import Kind, Status
from vigil.model.text import Span

RULE = 0.35
"""What the status of the rules weighs beside the encoder's shares, which sum to 1."""
CERTAIN = 0.97
"""Share from which the encoder alone is believed that something happened which people act on."""
_ARTICLE = 3
"""Words at most between an article and what the encoder points to."""
SURE = 0.5
"""Share at which what the encoder points to is believed."""
_RULE_KIND = 0.2

Label = TypeVar("Label", bound=str)


def judged_status(ruled: Status | None, trigger: Trigger, acted_on: frozenset[str]) -> Status | None:
    """Return the status that rules and encoder together give an event; the rules' alone where no encoder has read it.

    What people act on (somebody was sent back, is free, is safe) has not happened on the encoder's word alone unless it is sure.
    """
    if not trigger.statuses:
        return ruled
    if ruled is None and trigger.how != "encoder":
        return None
    weighed = {s: share + RULE * (s == ruled) for s, share in trigger.statuses.items()}
    best = max(weighed, key=lambda s: weighed[s])
    if best == "happened" and trigger.type in acted_on:
        if trigger.how == "encoder" and min(trigger.score, trigger.statuses[best]) < CERTAIN:
            return None
        if ruled is not None and ruled != "happened" and trigger.statuses[best] < CERTAIN:
            return ruled
    return best


def heavier(ruled: Label, shares: Mapping[str, float], labels: Iterable[Label], rule: float) -> Label:
    """Return the label with the largest share, where that of the rules weighs ``rule`` more; the rules' without shares."""
    if not shares:
        return ruled
    return max(labels, key=lambda label: shares.get(label, 0.0) + rule * (label == ruled))


def judged_kind(ruled: Kind, judge: Judge, content: Span) -> Kind:
    """Return the kind of a statement."""
    return heavier(ruled, judge.judge("kind", content), get_args(Kind), _RULE_KIND)


def judged_who(ruled: Argument | None, trigger: Trigger, cast: Cast) -> Argument | None:
    """Return whom the event happens to: the people that the encoder points to, else those of the rules."""
    span = pointed(trigger, "who")
    if span is None:
        return ruled
    found = references(cast, span)
    ids = tuple(dict.fromkeys(i for r in found for i in r.ids))
    if not ids or (ruled is not None and set(ids) <= set(ruled.ids)):
        return ruled
    return Argument(ids, found[0].text, span)


def references(cast: Cast, span: Span) -> list[Reference]:
    """Return the references that share words with ``span``; possessives inside it say whose, not who."""
    near = [r for r in cast.references if r.span.overlaps(span)]
    whole = [r for r in near if r.kind != "possessive"]
    return whole or near


def judged_date(ruled: Dated | None, trigger: Trigger, dates: Dates) -> Dated | None:
    """Return what dates the event: the expression of the rules, else the one that the encoder points to."""
    span = pointed(trigger, "date")
    if span is None or ruled is not None:
        return ruled
    found = [d for d in dates.expressions if d.span.overlaps(span)]
    return found[0] if found else ruled


def pointed(trigger: Trigger, role: str) -> Span | None:
    """Return the words that the encoder points to by ``role``; None where it points to nothing, or is not sure."""
    link = trigger.links.get(role)
    return link.span if link is not None and link.score >= SURE else None


def phrase(text: Segmented, span: Span, words: Grammar) -> Span | None:
    """Return the words grown to the article that opens their noun phrase; None where they are a number or a pronoun alone."""
    tokens = text.tokens_in(span)
    if not tokens or all(t.text.isdigit() for t in tokens):
        return None
    if len(tokens) == 1 and tokens[0].lower in words.subjects | words.objects:
        return None
    sentence = text.sentences[tokens[0].sentence]
    first = tokens[0].index
    for at in range(first - 1, max(first - 1 - _ARTICLE, sentence.first - 1), -1):
        token = text.tokens[at]
        if token.lower in words.determiners:
            return Span(token.span.start, span.end)
        if not token.is_word or token.lower in words.prepositions | words.auxiliaries | words.coordinators:
            break
    return span
