"""The words that show an event, so that they can be read alone: its subject, its verb and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from vigil.analysis.clauses import Clause
from vigil.analysis.dates import Dates
from vigil.model.text import Span

_SUBJECT = 14
"""Words at most of a subject before its verb."""
_SHARED = 26
"""Words at most between a subject and the last of the verbs that share it."""
_QUOTED = 10
"""Words at most of a quotation that is part of a clause."""
_OPENING = frozenset('"“«')
_CLOSING = frozenset('"”»')
_TRAIL = frozenset({",", ";", ":", "—", "–", "-", "("})


def evidence(clause: Clause, arguments: Sequence[Span], dates: Dates, dated: Span | None) -> Span:
    """Return the stretch of the sentence that shows the event of ``clause``.

    It runs from the subject through the end of the clause, and holds those of ``arguments`` (whom it happens to, who does
    it) that stand in reach; it begins and ends at no word inside an expression of time or a quotation.
    """
    first, last = _subject(clause), max(clause.end, clause.last)
    for span in arguments:
        at, end = clause.position(span.start), clause.position(span.end - 1) + 1
        if end <= clause.group and clause.group - at <= _SHARED:
            first = min(first, at)
        elif at >= clause.group and end - last <= _SUBJECT and at < len(clause.tokens):
            last = max(last, min(end, len(clause.tokens)))
    if dated is not None:
        at, end = clause.position(dated.start), clause.position(dated.end - 1) + 1
        if 0 <= at - last <= 4:
            last = min(end, len(clause.tokens))
    last = _with_quoted(clause, last)
    first, last = _whole_dates(clause, first, last, dates)
    return clause.span(*_trimmed(clause, *_outside_quotations(clause, first, last)))


def _subject(clause: Clause) -> int:
    """Return where the subject of the verb group begins: the clause, less the conjunction that opens it."""
    at, g = clause.start, clause.grammar
    if clause.group - at > _SUBJECT:
        return clause.group
    while at < clause.group and (not clause.tokens[at].is_word or clause.tokens[at].lower in g.coordinators):
        at += 1
    if at < clause.group and clause.tokens[at].lower in g.relatives:
        at = _antecedent(clause, at)
    return at


def _antecedent(clause: Clause, relative: int) -> int:
    """Return where the noun phrase begins of which a relative clause tells."""
    g = clause.grammar
    at = relative - 1 if relative > 0 and clause.tokens[relative - 1].text == "," else relative
    low = max(at - 7, 0)
    start = at
    while start > low:
        token = clause.tokens[start - 1]
        if (
            not token.is_word
            or clause.is_finite(start - 1)
            or token.lower in g.relatives | g.subordinators | g.prepositions
        ):
            break
        start -= 1
        if token.lower in g.determiners:
            break
    return start if start < at else relative


def _with_quoted(clause: Clause, last: int) -> int:
    """Return the end, behind a short quotation that what it follows needs: stands accused of "extremism"."""
    tokens = clause.tokens
    if last >= len(tokens) or tokens[last].text not in _OPENING:
        return last
    closing = next((n for n in range(last + 1, min(last + _QUOTED, len(tokens))) if tokens[n].text in _CLOSING), None)
    return last if closing is None else closing + 1


def _whole_dates(clause: Clause, first: int, last: int, dates: Dates) -> tuple[int, int]:
    """Return the stretch, widened over expressions of time that it cuts."""
    sentence = clause.span(0, len(clause.tokens))
    for found in dates.within(sentence):
        start = clause.position(found.span.start)
        end = min(clause.position(found.span.end - 1) + 1, len(clause.tokens))
        if start < first < end:
            first = start
        if start == first > 0 and clause.tokens[first - 1].lower in clause.grammar.prepositions:
            first -= 1
        if start < last < end:
            last = end
    return first, last


def _outside_quotations(clause: Clause, first: int, last: int) -> tuple[int, int]:
    """Return the stretch, widened to the marks of a quotation that it cuts where they are near."""
    tokens = clause.tokens
    depth = 0
    for at in range(first, last):
        if tokens[at].text == '"':
            depth = 1 - depth
        elif tokens[at].text in _OPENING:
            depth += 1
        elif tokens[at].text in _CLOSING:
            depth -= 1
    if depth > 0:
        closing = next((n for n in range(last, min(last + 3, len(tokens))) if tokens[n].text in _CLOSING), None)
        if closing is not None:
            return first, closing + 1
        marks = [n for n in range(first, last) if tokens[n].text in _OPENING]
        inside = marks[-1] + 1
        if inside <= clause.group:
            return inside, last
    if depth < 0:
        opening = next((n for n in range(first - 1, max(first - 4, -1), -1) if tokens[n].text in _OPENING), None)
        if opening is not None:
            return opening, last
    return first, last


def _trimmed(clause: Clause, first: int, last: int) -> tuple[int, int]:
    """Return the stretch without marks, conjunctions and prepositions left over at its ends."""
    tokens, g = clause.tokens, clause.grammar
    opens = g.coordinators | (g.subordinators - g.relatives - g.determiners)
    while first < clause.group and (
        tokens[first].text in _TRAIL or (tokens[first].lower in opens and tokens[first].lower not in g.prepositions)
    ):
        first += 1
    while last > clause.last and (
        tokens[last - 1].text in _TRAIL or tokens[last - 1].lower in g.coordinators | g.relatives - {"that"}
    ):
        last -= 1
    return first, last
