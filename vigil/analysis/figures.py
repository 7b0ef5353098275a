"""Figures: quantities of people, places and things, with what is counted, as of when, and who gives them.

Reading guide, notes 13 and 26: ages, dates, penalties, money, times and distances are none, nor are counts whose members
are all named, nor counts by the way ("two officers"). Which small counts are by the way cannot be told from the number: below ``small``
a count is kept where it opens its clause or adds to others ("two more boats"), and dropped where it is of people or
things already told of ("the two", "her three sons").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigil.analysis.cast import Cast
from vigil.analysis.dates import Dates
from vigil.analysis.numbers import Number, find_numbers
from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.model.reading import Figure, Statement
from vigil.model.text import Span

_PHRASE = 14
"""Words of the longest phrase that is quoted for a figure."""
_CLAUSE_END = frozenset(',;:.!?—–()[]"“”')


@dataclass(frozen=True, slots=True)
class FigureData:
    """``languages/TAG/figures.toml``; the comments there say what each list is for."""

    names: tuple[str, ...]
    measures: tuple[str, ...]
    modifiers: tuple[str, ...]
    currency_before: tuple[str, ...]
    currency: tuple[str, ...]
    units_of_measure: tuple[str, ...]
    plurals: tuple[str, ...]
    not_plurals: tuple[str, ...]
    same_plurals: tuple[str, ...]
    incidental: tuple[str, ...]
    known: tuple[str, ...]
    alone_before: tuple[str, ...]
    small: int


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a number counts: the noun and the index after it."""

    unit: str
    last: int


def find_figures(
    text: Segmented, statements: tuple[Statement, ...], cast: Cast, dates: Dates, language: Language
) -> tuple[Figure, ...]:
    """Return the figures of a story, in order. ``by`` is the speaker's id, or words, of the statement a figure stands in."""
    data = language.table("figures", FigureData)
    figures: list[Figure] = []
    for number in find_numbers(text, language):
        if dates.speak_of_time(number.span):
            continue
        figure = _figure(text, number, statements, cast, dates, data)
        if figure is not None:
            figures.append(figure)
    return tuple(figures)


def _figure(
    text: Segmented, number: Number, statements: tuple[Statement, ...], cast: Cast, dates: Dates, data: FigureData
) -> Figure | None:
    before = [
        t
        for t in text.tokens[max(number.first - 6, 0) : number.first]
        if t.sentence == text.tokens[number.first].sentence
    ]
    sentence = text.sentences[text.tokens[number.first].sentence]
    after = text.tokens[number.last : sentence.last]
    if _names_or_measures(number, before, after, data) or _is_age(before, after):
        return None
    counted = _counted(after, data)
    if counted is None and not _stands_alone(number, after, data):
        return None
    if _by_the_way(number, before, after, counted, data) or _all_named(number, counted, text, cast):
        return None
    span = _phrase(text, number, before, after, data)
    dated = dates.for_trigger(text, number.span, sentence)
    statement = _statement_of(number.span, statements)
    return Figure(
        value=number.value,
        unit=counted.unit if counted else None,
        what=text.text_of(span),
        quote=text.story.quote(span),
        as_of=dated.value if dated else None,
        by=(statement.speaker_id or statement.speaker) if statement else None,
        how="counted" if counted else "alone",
    )


def _names_or_measures(number: Number, before: Sequence[Token], after: Sequence[Token], data: FigureData) -> bool:
    """Whether the number is part of a name, a time, a distance, money, or the mark of an item."""
    last = before[-1].lower if before else ""
    previous = before[-2].lower if len(before) > 1 else ""
    following = after[0].lower if after else ""
    if last in data.currency_before or (last == "." and previous in data.names) or following in data.currency:
        return True
    if last in data.names and not (last == "at" and previous in ("put", "numbers", "capped", "stands", "stood")):
        return number.value is not None and last != "at"
    if following in ("/", ":", "°", "%", "#") or last in ("/", "§", "#", "@"):
        return True
    if not before and following in (".", ")", "/"):
        return True  # the number of an item
    measured = [t.lower.rstrip("s") for t in after[:3] if t.lower not in data.modifiers][:1]
    return any(m in data.units_of_measure or f"{m}s" in data.units_of_measure for m in measured)


def _is_age(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the number is an age: "Name, 37, ..." or "Name (26)"; "30-year-old"."""
    marks = (before[-1].text if before else "", after[0].text if after else ".")
    name = before[-2] if len(before) > 1 else None
    if marks[0] in (",", "(") and marks[1] in (",", ")", ";", ".") and name is not None:
        return name.capitalised or name.text in ("'", "”", '"')
    return len(after) > 1 and after[0].text in "-‐‑" and after[1].lower.startswith(("year", "yr"))


def _counted(after: Sequence[Token], data: FigureData) -> _Counted | None:
    """Return the plural noun that ends the phrase after a number."""
    found: _Counted | None = None
    for index, token in enumerate(after[:7]):
        lower = token.lower
        if lower in data.modifiers:
            continue
        if not token.is_word or not token.text[0].isalpha():
            break
        if _is_plural(token, data):
            found = _Counted(token.text, index + 1)
            if index + 1 < len(after) and _is_plural(after[index + 1], data) and not after[index + 1].capitalised:
                continue
            break
        if lower in data.alone_before or lower.endswith(("ed", "ly")) and found:
            break
    return found


def _is_plural(token: Token, data: FigureData) -> bool:
    lower = token.lower
    if lower in data.plurals or lower in data.same_plurals:
        return True
    return (
        lower.endswith("s")
        and not lower.endswith(("ss", "'s", "ous", "us", "is"))
        and len(lower) > 3
        and lower not in data.not_plurals
    )


def _stands_alone(number: Number, after: Sequence[Token], data: FigureData) -> bool:
    """Whether a number counts what was told before: "Seven were let go"."""
    following = after[0].lower if after else "."
    large = isinstance(number.value, tuple) or (number.value is not None and number.value >= data.small)
    return large and (following in data.alone_before or following in _CLAUSE_END)


def _by_the_way(
    number: Number, before: Sequence[Token], after: Sequence[Token], counted: _Counted | None, data: FigureData
) -> bool:
    if number.value is None or isinstance(number.value, tuple) or number.value >= data.small:
        return number.value is None and counted is None
    if number.value < 2:
        return True
    if before and before[-1].lower in data.known:
        return True
    adds = any(t.lower in ("other", "others", "more") for t in after[:2])
    if adds:
        return False
    if counted is not None and counted.unit.lower() in data.incidental and not _opens(before):
        return True
    return not _opens(before)


def _opens(before: Sequence[Token]) -> bool:
    """Whether the number opens its sentence or clause."""
    return not before or before[-1].text in ',;:—–-"“(' or before[-1].lower in ("and", "when", "that", "least", "than")


def _all_named(number: Number, counted: _Counted | None, text: Segmented, cast: Cast) -> bool:
    """Whether every member is named: a reference to as many people as the number says."""
    reference = cast.at(number.span)
    return (
        counted is not None
        and reference is not None
        and isinstance(number.value, int)
        and len(reference.ids) == number.value
        and reference.span.overlaps(text.tokens[number.last - 1].span)
    )


def _phrase(text: Segmented, number: Number, before: Sequence[Token], after: Sequence[Token], data: FigureData) -> Span:
    """Return the number with its "more than" and what follows it up to the end of the clause."""
    start = number.span.start
    for token in reversed(before):
        if token.lower not in data.measures:
            break
        start = token.span.start
    end = number.span.end
    for token in after[:_PHRASE]:
        if token.text in _CLAUSE_END:
            break
        end = token.span.end
    return Span(start, end)


def _statement_of(span: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """Return the innermost statement whose words hold ``span``."""
    holding = [(len(q.span), n) for n, s in enumerate(statements) for q in (s.quote, *s.rest) if q.span.contains(span)]
    return statements[min(holding)[1]] if holding else None
