"""When a story says that things happened: every expression of time with its value, and the one that dates an event."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from vigil.analysis.dates_absolute import ABSOLUTE
from vigil.analysis.dates_anchored import ANCHORED
from vigil.analysis.dates_attach import Attacher
from vigil.analysis.dates_feasts import FEASTS
from vigil.analysis.dates_grammar import Found, find_expressions, grammar_of
from vigil.analysis.dates_other_calendars import OTHER_CALENDARS
from vigil.analysis.dates_relative import RELATIVE
from vigil.analysis.dates_resolve import Resolver, Value, binds_right
from vigil.analysis.dates_tense import Tense
from vigil.analysis.dates_value import Dated
from vigil.analysis.segment import Segmented, Sentence
from vigil.languages import Language
from vigil.model.reading import DateMention
from vigil.model.text import Span
from vigil.model.when import When

_LONGEST = 80
"""Characters of the longest expression of time that is looked back for."""

_LIST = 5
"""Expressions of the longest list that shares one year."""
_JOINER = 6
"""Characters between two of a list (", ", " and ")."""

__all__ = ["Dated", "Dates", "find_dates"]


@dataclass(frozen=True)
class Dates:
    """The expressions of time of a story, in order and without overlaps, and ``mentions`` for the reading."""

    mentions: tuple[DateMention, ...]
    expressions: tuple[Dated, ...]
    attacher: Attacher
    published: When | None = None
    durations: tuple[Span, ...] = ()
    """Stretches that tell how long, not when: "two years", "14 months"."""

    def within(self, span: Span) -> tuple[Dated, ...]:
        """Return the expressions that begin inside ``span``."""
        return self.attacher.within(span)

    def tells_when(self, span: Span) -> bool:
        """Whether ``span`` shares words with an expression of time."""
        near = self.within(Span(max(span.start - _LONGEST, 0), span.end))
        return any(e.span.overlaps(span) for e in near)

    def tells_how_long(self, span: Span) -> bool:
        """Whether ``span`` shares words with a duration ("14 months")."""
        first = bisect_left(self.durations, Span(max(span.start - _LONGEST, 0), span.start))
        return any(
            d.overlaps(span) for d in self.durations[first : bisect_left(self.durations, Span(span.end, span.end))]
        )

    def for_trigger(self, text: Segmented, trigger: Span, sentence: Sentence, *, session: bool = False) -> Dated | None:
        """Return the expression that dates what happens at ``trigger``; None rather than a doubtful one.

        "Until X" and "to X" never date the event beside them: see ``put_off_to``. With ``session`` (what a court does, or
        what is done before it) the day of the session told just before is taken where the sentence has none.
        """
        assert text is self.attacher.text
        dated = self.attacher.of(trigger, sentence)
        return self.attacher.of_session(trigger, sentence) if dated is None and session else dated

    def told_before(self, span: Span) -> Dated | None:
        """Return the last time told as past before ``span`` in its paragraph or the sentence before; None where there is none."""
        return self.attacher.told_before(span)

    def put_off_to(self, trigger: Span, sentence: Sentence) -> Dated | None:
        """Return the date "until" or "to" which something at ``trigger`` is put off; None where none follows it."""
        for dated in self.within(Span(trigger.start, max(sentence.span.end, trigger.start))):
            if dated.role in ("until", "to", "for") and dated.value is not None:
                return dated
        return None


def find_dates(text: Segmented, published: When | None, language: Language) -> Dates:
    """Return the expressions of time of a story and their values.

    ``published`` anchors what is told from the day of publication; without it nothing gets a year that the text does not
    give. An expression that nothing settles has the value None.
    """
    grammar = grammar_of(language)
    readers = {**ABSOLUTE, **RELATIVE, **ANCHORED, **FEASTS, **OTHER_CALENDARS}
    found = find_expressions(text, grammar)
    resolver = Resolver(text, grammar, published, readers)
    read = _read(resolver, text, found)
    if any(binds_right(text, item, grammar.data) for item in found):  # "two days after his arrest", which is told below
        read = _read(Resolver(text, grammar, published, readers, below=resolver.history), text, found)
    expressions: list[Dated] = []
    mentions: list[DateMention] = []
    durations: list[Span] = []
    fixing: dict[Span, Span] = {}
    for item, (value, tense) in zip(found, read, strict=True):
        if value.fixed_by is not None and value.counted_from is not None:
            fixing[value.fixed_by] = value.counted_from
        when = _when(item, value)
        dated = Dated(
            item.span,
            item.kind,
            when,
            value.anchor,
            item.role,
            tense == "ahead",
            value.timex,
            value.counted_from is None and binds_right(text, item, grammar.data),
            value.counted_from,
            fixing.get(item.span),
        )
        if item.kind == "duration":
            durations.append(item.span)
        else:
            expressions.append(dated)
        unsettled = item.kind == "shift" and when is None  # "two years before his arrest" tells how long
        if not item.row.quiet and not unsettled:
            mentions.append(DateMention(text.story.quote(item.span), when, value.timex))
    attacher = Attacher(text, grammar.data, tuple(expressions), str(published) if published else None)
    return Dates(tuple(mentions), tuple(expressions), attacher, published, tuple(durations))


def _read(resolver: Resolver, text: Segmented, found: list[Found]) -> list[tuple[Value, Tense | None]]:
    return [
        resolver.read(item, _next(text, found, index), _year_after(text, found, index))
        for index, item in enumerate(found)
    ]


def _when(item: Found, value: Value) -> When | None:
    """Return the date that an expression means, approximate where a word before it says so."""
    if value.edtf is None:
        return None
    marked = item.approximate and not value.edtf.endswith("~") and "/" not in value.edtf
    return When(value.edtf + "~" if marked else value.edtf)


def _next(text: Segmented, found: list[Found], index: int) -> Found | None:
    """Return the next expression of the same sentence."""
    following = found[index + 1] if index + 1 < len(found) else None
    if following is None or text.tokens[following.token].sentence != text.tokens[found[index].token].sentence:
        return None
    return following


def _year_after(text: Segmented, found: list[Found], index: int) -> Found | None:
    """Return the next expression of the sentence, past months and days of one list ("in March, April and May 2019")."""
    sentence = text.tokens[found[index].token].sentence
    for earlier, item in pairwise(found[index : index + _LIST]):
        if text.tokens[item.token].sentence != sentence:
            return None
        listed = item.kind in ("date", "month") and item.span.start - earlier.span.end <= _JOINER
        if not listed or "year" in item.parts:
            return item
    return None
