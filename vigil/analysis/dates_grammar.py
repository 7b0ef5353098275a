"""Where a story speaks of time: the rules of ``languages/TAG/dates*.toml`` laid over its tokens.

The rules are ours, not a date library's: a general parser (dateparser) takes any number for a date and has no notion of
the day last told, of the tense around it, or of leaving a year open, which is what decides in a report. The names of months and
weekdays stand in the table too, because which of them are also other words ("May", "Sun") has to stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vigil.analysis.dates_guards import Place, fits
from vigil.analysis.dates_tables import DateData, DateTables, RuleRow, date_tables
from vigil.analysis.numbers import NumberData, number_data
from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.model.text import Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to match."""

    row: RuleRow
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of time as it stands: which rule read it and the words in its places, in lower case."""

    span: Span
    kind: str
    parts: Mapping[str, str]
    row: RuleRow
    token: int
    """Index of its first token."""
    role: str | None = None
    """``until``, ``by``, ``since``, ``to``, ``for`` or None, by the word before it."""
    approximate: bool = False


@dataclass(frozen=True)
class Grammar:
    """A language's rules, compiled, and the words with which an expression can begin."""

    tables: DateTables
    numbers: NumberData
    rules: tuple[Rule, ...]
    starts: frozenset[str] = field(repr=False)

    @property
    def data(self) -> DateData:
        """The table of the language's own calendar."""
        return self.tables.dates


_GRAMMARS: dict[str, Grammar] = {}


def grammar_of(language: Language) -> Grammar:
    """Return the compiled rules of a language. Raises ValidationError or re.error where its table is wrong."""
    if language.tag not in _GRAMMARS:
        _GRAMMARS[language.tag] = _compile(date_tables(language), number_data(language))
    return _GRAMMARS[language.tag]


def _any(words: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in ordered)


def _fragments(tables: DateTables, numbers: NumberData) -> dict[str, str]:
    data, calendars = tables.dates, tables.calendars
    words = _any([*numbers.cardinals, *(s for s in numbers.scales if len(s) > 2)])
    ordinals = _any(numbers.ordinals)
    whole = [m for m in data.months if len(m) > 4 or m in ("may", "june", "july")]
    days = {n for n in data.weekdays if len(n) > 5}
    return {
        "month": f"(?:{_any(whole)})|(?:{_any([m for m in data.months if m not in whole])})\\b\\.?",
        "fullmonth": _any(whole),
        "weekday": _any(list(days)),
        "anyweekday": _any(data.weekdays),
        "season": _any(data.seasons),
        "unit": _any(data.units),
        "pod": _any(data.parts_of_day),
        "part": _any(data.parts),
        "nearday": _any(data.near_days),
        "near": _any(data.near),
        "far": _any(data.far),
        "shift": _any(data.shifts),
        "feast": _any(tables.feasts.feasts),
        "lunarmonth": _any(calendars.lunar),
        "solarmonth": _any(calendars.all_solar),
        "decade": _any(data.decades),
        "yearword": _any(data.yearwords),
        "year": r"(?:1[89]|20)\d\d(?!\d|,\d)",
        "count": rf"\d{{1,3}}(?:[.,]\d+)*|(?:{words})(?:[-\s](?:{words})){{0,6}}|{_any(data.counts)}",
        "ordinal": rf"\d{{1,3}}(?:st|nd|rd|th)|{ordinals}",
        "ordinalday": rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)|{ordinals}",
        "day": rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|,\d{{3}}(?!\d)|[.:]\d)|{ordinals}",
        **data.fragments,
        **calendars.fragments,
    }


_AFTER = 40
"""Characters after an expression that are looked at."""
_GROUP_OF = {"fullmonth": "month", "anyweekday": "weekday", "ordinalday": "day"}


def _expand(pattern: str, fragments: Mapping[str, str]) -> str:
    def place(match: re.Match[str]) -> str:
        name, number = match[1], match[2]
        return f"(?P<{_GROUP_OF.get(name, name)}{number}>{fragments[name]})"

    return re.sub(r"\{([a-z]+)(\d?)\}", place, pattern).replace(" ", r"\s+").replace(r"\s+?", r"\s*")


def _compile(tables: DateTables, numbers: NumberData) -> Grammar:
    fragments = _fragments(tables, numbers)
    data, calendars = tables.dates, tables.calendars
    rows = (*data.rules, *calendars.rules)
    rules = tuple(
        Rule(row, re.compile(f"(?:{_expand(row.pattern, fragments)})(?![^\\W_])", re.IGNORECASE)) for row in rows
    )
    first: set[str] = set()
    for table in (
        data.months, data.weekdays, data.seasons, data.units, data.hours, data.parts_of_day, data.parts, data.near_days,
        data.near, data.far, data.decades, data.counts, numbers.cardinals, numbers.ordinals, tables.feasts.feasts,
        calendars.lunar, calendars.all_solar,
    ):  # fmt: skip
        first |= {re.split(r"[\s'-]", word)[0] for word in table}
    for row in rows:  # a pattern's own words
        first |= set(re.findall(r"[a-z]+", re.sub(r"\{[a-z0-9]+\}|\(\?P<\w+>", " ", row.pattern)))
    return Grammar(tables, numbers, rules, frozenset(first))


def find_expressions(text: Segmented, grammar: Grammar) -> list[Found]:
    """Return the expressions of time of a story, in order and without overlaps."""
    found: list[Found] = []
    ends = [p.span.end for p in text.paragraphs]
    reached = 0
    for token in text.tokens:
        if token.span.start < reached or not _can_start(token, grammar):
            continue
        best = _longest(text, token, ends[token.paragraph], grammar)
        if best is not None:
            found.append(best)
            reached = best.span.end
    return found


def _can_start(token: Token, grammar: Grammar) -> bool:
    return token.text[0].isdigit() or token.lower.split("-")[0] in grammar.starts


def _longest(text: Segmented, token: Token, end: int, grammar: Grammar) -> Found | None:
    story, start = text.story.text, token.span.start
    best: tuple[int, Found] | None = None
    for rule in grammar.rules:
        match = rule.pattern.match(story, start, end)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        parts = {k: " ".join(v.lower().replace("’", "'").split()) for k, v in match.groupdict().items() if v}
        before = (
            text.tokens[token.index - 1].lower
            if token.index and text.tokens[token.index - 1].paragraph == token.paragraph
            else ""
        )
        if rule.row.after and before not in rule.row.after:
            continue
        after = story[match.end() : match.end() + _AFTER]
        if not fits(rule.row.kind, Place(match, match.groupdict(), before, after, grammar.tables)):
            continue
        best = (match.end(), Found(Span(start, match.end()), rule.row.kind, parts, rule.row, token.index,
                                   _role(before, grammar.data), before in grammar.data.approximate))  # fmt: skip
    return best[1] if best else None


def _role(before: str, data: DateData) -> str | None:
    return next((name for name, words in data.role.items() if before in words), None)
