"""Which expression of time dates an event: the nearest in its clause, by what stands between the two."""

from __future__ import annotations

from collections.abc import Sequence

from vigil.analysis.dates_value import Dated
from vigil.analysis.segment import Segmented, Sentence, Token
from vigil.model.text import Span

_NO_DATE = frozenset({"vague", "duration", "decade", "century", "quarter"})
_RELATIVE = frozenset(
    "who which whom whose where when while after before because if since as that although though unless".split()
)
_LIMIT = 24


def attach(text: Segmented, expressions: Sequence[Dated], trigger: Span, sentence: Sentence) -> Dated | None:
    """Return the expression that dates what happens at ``trigger``; None rather than a doubtful one."""
    here = [e for e in expressions if sentence.span.contains(e.span) and e.kind not in _NO_DATE]
    ranked = sorted(
        (_cost(text, e, trigger, sentence, here), n) for n, e in enumerate(here) if e.role not in ("until", "to")
    )
    if ranked and ranked[0][0] <= _LIMIT:
        return here[ranked[0][1]]
    return None


def _cost(text: Segmented, dated: Dated, trigger: Span, sentence: Sentence, here: Sequence[Dated]) -> float:
    if dated.span.overlaps(trigger):
        return 0
    before = dated.span.end <= trigger.start
    between = (
        text.tokens_in(Span(dated.span.end, trigger.start) if before else Span(trigger.end, dated.span.start))
        if ((dated.span.end < trigger.start) if before else (trigger.end < dated.span.start))
        else ()
    )
    cost = sum(_weight(t) for t in between)
    cost += 10 * sum(1 for e in here if e is not dated and any(e.span.contains(t.span) for t in between))
    if before and dated.span.start - sentence.span.start < 12:
        cost *= 0.5
    return cost


def _weight(token: Token) -> float:
    if token.text in ";—–()":
        return 8
    if token.text in ",:":
        return 3
    if token.lower in ("and", "but", "or"):
        return 3
    if token.lower in _RELATIVE:
        return 6
    return 1
