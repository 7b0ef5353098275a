"""Times counted from another: "two days later", "the day after his arrest", "two weeks before the raid of 3 May".

What is counted from, in this order: a date that stands with it ("after the raid of 3 May"); the day on which the story has told the
event that is named ("after his arrest"); the day last told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from vigil.analysis.dates_calendar import Point, point_of
from vigil.analysis.dates_grammar import Found
from vigil.analysis.dates_resolve import Reader, Resolver, Value, binds_right
from vigil.analysis.dates_tense import Tense
from vigil.analysis.segment import Token
from vigil.model.text import Span
from vigil.model.when import When

Place = tuple[Span, Point]
"""A time of the story: its words and the point that they mean."""
_PHRASE = 12
"""Tokens of the longest phrase that names what is counted from and when that was."""
_NAME = 6
"""Tokens in which the event that is counted from is named."""
_MARKS = frozenset(",;:()–—.")
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_FARTHEST = 1000
_SEARCHED = 60
"""Sentences above and below in which the event that is counted from is looked for."""
_UNDATED = frozenset({"shift", "far", "same_day", "duration", "vague", "decade", "century"})
"""Kinds that are no fixed point to count from."""


def _shift(at: Resolver, found: Found, tense: Tense | None) -> Value:
    """Read "two days later", "the day before", "a year earlier than his arrest" from what it counts from."""
    unit = at.data.units.get(found.parts.get("unit", ""), "day")
    count = at.count(found.parts.get("count", "a"))
    sign = at.data.shifts[found.parts["shift"]]
    if count is None:
        return Value(None, "open")
    shift = int(count) * sign
    if not binds_right(at.text, found, at.data):
        return _from_told(at, found, unit, shift)
    phrase = _phrase(at, found)
    above = range(at.sentence, max(at.sentence - _SEARCHED, -1), -1)
    told = [(n, at.history[n]) for n in above if n in at.history]
    fixed = _with_date(at, phrase, unit, shift, tense) or _from_event(at, found, phrase, (unit, shift), told)
    if fixed is not None:
        return fixed
    if at.told is not None and at.told.sentence == at.sentence:
        # "they were deported on 5 July two days after a court found ...": the day of what follows, counted back
        return moved(at.told_point(), unit, -shift)
    below = range(at.sentence + 1, at.sentence + _SEARCHED)
    told = [(n, at.below[n]) for n in below if n in at.below]
    return _from_event(at, found, phrase, (unit, shift), told) or moved(at.told_point(), unit, shift)


def _from_told(at: Resolver, found: Found, unit: str, shift: int) -> Value:
    value = moved(at.told_point(), unit, shift)
    if (
        value.edtf is None
        and at.told is None
        and at.year is not None
        and unit == "year"
        and found.parts["shift"] != "after"
    ):
        return replace(moved(Point(at.year), unit, shift), anchor="published")  # "24 cases (a year earlier: 22)"
    return value


def _phrase(at: Resolver, found: Found) -> Sequence[Token]:
    """Return the words after "two days after", up to a mark or the end of the sentence."""
    first = found.token + len(at.text.tokens_in(found.span))
    tokens = at.text.tokens[first : first + _PHRASE]
    end = next((n for n, t in enumerate(tokens) if t.text in _MARKS or t.sentence != at.sentence), len(tokens))
    return tokens[:end]


def _with_date(at: Resolver, phrase: Sequence[Token], unit: str, shift: int, tense: Tense | None) -> Value | None:
    """Count from the date in the phrase itself ("after his arrest on 3 May")."""
    date = at.following
    if date is None or date.kind in _UNDATED or date.role in ("until", "to"):
        return None
    inside = [t for t in phrase if t.index <= date.token]
    if not inside or inside[-1].index != date.token:
        return None
    told = at.peek(date, "behind" if tense is None else tense)
    value = moved(_edge(told, after=shift > 0), unit, shift)
    if value.edtf is None:
        return None
    mark = "~" if told.edtf is not None and told.edtf.endswith("~") else ""
    counted = Span(phrase[0].span.start, date.span.end)
    return replace(value, edtf=value.edtf + mark, anchor=told.anchor, counted_from=counted, fixed_by=date.span)


def _edge(told: Value, *, after: bool) -> Point | None:
    """Return the last day of a time that lasts, for what comes after it, and the first for what comes before."""
    if told.edtf is None or "/" not in told.edtf:
        return told.point
    when = When(told.edtf)
    edge = (when.end - timedelta(1) if when.end else None) if after else when.start
    return point_of(edge) if edge is not None else told.point


def _from_event(
    at: Resolver, found: Found, phrase: Sequence[Token], by: tuple[str, int], story: Sequence[tuple[int, list[Place]]]
) -> Value | None:
    """Count from the day on which the story (nearest sentence first) tells the event that the phrase names."""
    for token in phrase[:_NAME]:
        family = at.grammar.tables.anchors.family(token.lower)
        if not family:
            continue
        told = _told_with(at, family, found, story)
        value = moved(told, *by) if told is not None else Value(None, "open")
        if value.edtf is None:
            return None
        return replace(value, counted_from=Span(phrase[0].span.start, token.span.end))
    return None


def _told_with(
    at: Resolver, family: Sequence[str], found: Found, story: Sequence[tuple[int, list[Place]]]
) -> Point | None:
    """Return the point of the first sentence of ``story`` that tells such an event and its time; the nearest to its word."""
    for sentence, told in story:
        tokens = at.text.sentence_tokens(at.text.sentences[sentence])
        words = [t for t in tokens if t.lower in family and (t.index < found.token or sentence > at.sentence)]
        if words:
            word = words[-1].span
            return min(told, key=lambda row: max(row[0].start - word.end, word.start - row[0].end))[1]
    return None


def moved(told: Point | None, unit: str, shift: int) -> Value:
    """Return the point so many units from ``told``; a value without a date where that is not known so exactly."""
    if told is None:
        return Value(None, "open")
    days = _DAYS.get(unit)
    point: Point | None = None
    if days is not None and abs(shift) < _FARTHEST:
        point = told.plus(shift * days)
        if point is None and told.month is None and told.year is not None and shift * days < 100:
            point = told if shift > 0 else None  # "five weeks later" told of a year alone
    elif unit == "month" and told.month is not None:
        point = told.plus_months(shift)
    elif unit == "year" and told.year is not None and 0 < told.year + shift < 9000:
        point = Point(told.year + shift)
    return Value(point.edtf, "told", point) if point else Value(None, "open")


ANCHORED: dict[str, Reader] = {"shift": _shift}
"""Readers by kind of rule."""
