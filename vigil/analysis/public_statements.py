"""Statements that are events: what an organisation or official says in public on a stated day (guide, notes 6 and 24)."""

from __future__ import annotations

from collections.abc import Iterator

from vigil.analysis.clauses import Clause, clause_of
from vigil.analysis.dates import Dated, Dates
from vigil.analysis.grammar import grammar
from vigil.analysis.roles import Roles
from vigil.analysis.segment import Segmented
from vigil.analysis.whereabouts import Whereabouts
from vigil.languages import Language
from vigil.model.reading import Event, Statement
from vigil.model.text import Span

_BESIDE = 6
"""Words at most between a verb of saying and the day that dates it."""
_DAYS = 31
"""A statement whose date leaves more days possible is not one of a stated day."""


def public_statements(
    *,
    text: Segmented,
    statements: tuple[Statement, ...],
    dates: Dates,
    roles: Roles,
    concerned: tuple[str, ...],
    taken: tuple[Span, ...],
    language: Language,
) -> Iterator[Event]:
    """Yield an event for each dated statement by an organisation or official about ``concerned``.

    What a commission or court decides by speaking ("rejected", "asked Rabat not to") is in ``taken``: the words that
    name other events.
    """
    others = Whereabouts(taken, lambda span: (span,))
    for statement in statements:
        if statement.cue is None or not _is_public(statement, roles, concerned):
            continue
        if others.overlapping(statement.cue.span) or _is_general(text, statement, roles):
            continue
        dated = _day_of(text, statement, dates, language)
        if dated is None or dated.value is None:
            continue
        span = statement.cue.span
        if statement.speaker_quote is not None:
            span = span.cover(statement.speaker_quote.span)
        yield Event(
            type="statement",
            who=concerned,
            quote=text.story.quote(span.cover(dated.span)),
            status="happened",
            date=dated.value,
            by=statement.speaker_id or statement.speaker,
            trigger=statement.cue,
            date_quote=text.story.quote(dated.span),
            how="rule statement",
        )


def _day_of(text: Segmented, statement: Statement, dates: Dates, language: Language) -> Dated | None:
    """Return the date of the saying itself: beside its verb and outside of what is said."""
    assert statement.cue is not None
    cue = statement.cue.span
    sentence = text.sentence_at(cue.start)
    if sentence is None or not sentence.span.contains(cue):
        return None
    clause = clause_of(text, sentence, cue, grammar(language))
    head = clause.tokens[clause.first].lower
    if clause.infinitive or head.endswith("ing") or any(w in clause.grammar.negations for w in clause.group_words):
        return None
    said = (statement.quote, *statement.rest)
    beside = [
        d
        for d in dates.within(sentence.span)
        if d.role not in {"until", "to", "by", "since"} and not any(q.span.overlaps(d.span) for q in said)
    ]
    near = [d for d in beside if _is_day(d) and _dates_the_cue(clause, d.span)]
    return min(near, key=lambda d: abs(d.span.start - cue.end), default=None)


def _dates_the_cue(clause: Clause, span: Span) -> bool:
    """Whether an expression at ``span`` stands before the verb in its clause, or right after it."""
    at = clause.position(span.start)
    if at < clause.first:
        return clause.owns(span)
    between = clause.tokens[clause.last : at]
    return len(between) <= _BESIDE and all(t.is_word for t in between)


def _is_general(text: Segmented, statement: Statement, roles: Roles) -> bool:
    """Whether it is about a population rather than about somebody."""
    words = {t.lower for t in text.tokens_in(statement.quote.span)}
    return statement.kind == "estimates" or bool(words & roles.data.multitudes - {"many", "most"})


def _is_day(dated: Dated) -> bool:
    return dated.value is not None and dated.value.days is not None and dated.value.days <= _DAYS


def _is_public(statement: Statement, roles: Roles, concerned: tuple[str, ...]) -> bool:
    """Whether the speaker is an organisation or office, or somebody who speaks for one."""
    if statement.speaker_id is not None:
        person = roles.cast.by_id.get(statement.speaker_id)
        if person is None or person.id in concerned:
            return False
        words = {w.lower() for w in (person.title or "").split()}
        return not words & roles.data.private
    words = {w.lower().strip(".,") for w in statement.speaker.split()}
    if words & roles.data.private:
        return False
    return (
        bool(words & roles.data.officers)
        or any(w[:1].isupper() for w in statement.speaker.split()[1:])
        or (statement.speaker[:1].isupper() and len(words) == 1 and not words & roles.data.pronouns)
    )
