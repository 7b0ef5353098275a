"""What the encoder says of an event beside the rules: its status, and where who, by, place and date stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, get_args

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.dates import Dated, Dates
from vigil.analysis.encoder import Judge, Trigger
from vigil.analysis.roles import Argument
from vigil.model.reading import Kind, Part, Status
from vigil.model.text import Span
from vigil.model.vocab import acts

RULE = 0.35
"""What the status of the rules weighs beside the encoder's shares, which sum to 1."""
SURE = 0.5
"""Share at which what the encoder points to is believed."""
# Chosen on the validation part of ``training/parts.py``; there, what lies around each number differs little.
_RULE_KIND = 0.2
_RULE_ACT = 0.4
_RULE_PART = 0.35
_STATED = 0.3
_ASKED = 0.1

Label = TypeVar("Label", bound=str)


def judged_status(ruled: Status | None, trigger: Trigger) -> Status | None:
    """Return the status that rules and encoder together give an event; the rules' alone where no encoder has read it."""
    if not trigger.statuses:
        return ruled
    if ruled is None and trigger.how != "encoder":
        return None
    weighed = {s: share + RULE * (s == ruled) for s, share in trigger.statuses.items()}
    return max(weighed, key=lambda s: weighed[s])


def heavier(ruled: Label, shares: Mapping[str, float], labels: Iterable[Label], rule: float) -> Label:
    """Return the label with the largest share, where that of the rules weighs ``rule`` more; the rules' without shares."""
    if not shares:
        return ruled
    return max(labels, key=lambda label: shares.get(label, 0.0) + rule * (label == ruled))


def judged_kind(ruled: Kind, judge: Judge, content: Span) -> Kind:
    """Return the kind of a statement."""
    return heavier(ruled, judge.judge("kind", content), get_args(Kind), _RULE_KIND)


def is_said(judge: Judge, content: Span) -> bool:
    """Whether the encoder takes words for a statement of the guide's, and not for a wish, a plan or a belief."""
    shares = judge.judge("kind", content)
    return not shares or 1 - shares["O"] >= _STATED


def judged_act(ruled: str, judge: Judge, part: Span) -> str:
    """Return the act that words ask for."""
    return heavier(ruled, judge.judge("act", part), tuple(acts()), _RULE_ACT)


def is_asked(judge: Judge, part: Span) -> bool:
    """Whether the encoder takes words for a demand."""
    shares = judge.judge("act", part)
    return not shares or 1 - shares["O"] >= _ASKED


def judged_part(ruled: Part, judge: Judge, names: Sequence[Span]) -> Part:
    """Return the part that somebody plays, from every place of the name."""
    return heavier(ruled, judge.judge("part", *names), get_args(Part), _RULE_PART)


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
    """Return what dates the event: the expression that the encoder points to, else that of the rules."""
    span = pointed(trigger, "date")
    if span is None:
        return ruled
    found = [d for d in dates.expressions if d.span.overlaps(span)]
    return found[0] if found else ruled


def pointed(trigger: Trigger, role: str) -> Span | None:
    """Return the words that the encoder points to by ``role``; None where it points to nothing, or is not sure."""
    link = trigger.links.get(role)
    return link.span if link is not None and link.score >= SURE else None
