"""Where a story speaks of time: the rules of ``languages/TAG/dates.toml`` laid over its tokens.

The rules are ours, not a date library's: a general parser (dateparser) takes any number for a date and has no notion of
the day last told, of the tense around it, or of leaving a year open, which is what decides in a report. The names of months and
weekdays stand in the table too, because which of them are also other words ("May", "Sun") has to stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vigil.analysis.numbers import NumberData, number_data
from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.model.text import Span


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as written: what it reads and its pattern."""

    pattern: str
    kind: str
    timex: str | None = None
    after: tuple[str, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Words that make a time lie ahead of its telling or behind it."""

    ahead: tuple[str, ...]
    ahead_phrases: tuple[str, ...]
    behind: tuple[str, ...]
    behind_endings: tuple[str, ...]
    present: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    modals: tuple[str, ...]
    infinitive: tuple[str, ...]
    implicative: tuple[str, ...]
    not_verbs: tuple[str, ...]
    possessives: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Words that open a clause of their own, and words that join two verbs in one clause."""

    determiners: tuple[str, ...]
    relatives: tuple[str, ...]
    openers: tuple[str, ...]
    joiners: tuple[str, ...]
    prepositions: tuple[str, ...]
    clause_verbs: tuple[str, ...]
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateData:
    """``languages/TAG/dates.toml``; the comments there say what each list is for."""

    capitalised: bool
    day_first: bool
    doubtful_months: tuple[str, ...]
    leads: tuple[str, ...]
    day_followers: tuple[str, ...]
    slash_leads: tuple[str, ...]
    articles: tuple[str, ...]
    not_before_year: tuple[str, ...]
    not_after_year: tuple[str, ...]
    approximate: tuple[str, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    season_codes: dict[str, str]
    units: dict[str, str]
    parts_of_day: dict[str, str]
    parts: dict[str, str]
    hours: dict[str, str]
    near_days: dict[str, int]
    near: dict[str, int]
    far: dict[str, int]
    shifts: dict[str, int]
    counts: dict[str, int]
    feasts: dict[str, str]
    decades: dict[str, int]
    yearwords: dict[str, str]
    role: dict[str, tuple[str, ...]]
    tense: TenseWords
    clause: ClauseWords
    rules: tuple[RuleRow, ...]
    fragments: dict[str, str]


@dataclass(frozen=True, slots=True)
class AnchorData:
    """``languages/TAG/dates_anchors.toml``."""

    families: tuple[tuple[str, ...], ...]

    def family(self, word: str) -> tuple[str, ...]:
        """Return the words that tell the same thing as ``word``; none where it is no event's."""
        return next((f for f in self.families if word in f), ())


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

    data: DateData
    numbers: NumberData
    rules: tuple[Rule, ...]
    anchors: AnchorData
    starts: frozenset[str] = field(repr=False)


_GRAMMARS: dict[str, Grammar] = {}


def grammar_of(language: Language) -> Grammar:
    """Return the compiled rules of a language. Raises ValidationError or re.error where its table is wrong."""
    if language.tag not in _GRAMMARS:
        _GRAMMARS[language.tag] = _compile(
            language.table("dates", DateData), language.table("dates_anchors", AnchorData), number_data(language)
        )
    return _GRAMMARS[language.tag]


def _any(words: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in ordered)


def _fragments(data: DateData, numbers: NumberData) -> dict[str, str]:
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
        "feast": _any(data.feasts),
        "decade": _any(data.decades),
        "yearword": _any(data.yearwords),
        "year": r"(?:1[89]|20)\d\d(?!\d|,\d)",
        "count": rf"\d{{1,3}}(?:[.,]\d+)*|(?:{words})(?:[-\s](?:{words})){{0,6}}|{_any(data.counts)}",
        "ordinal": rf"\d{{1,3}}(?:st|nd|rd|th)|{ordinals}",
        "ordinalday": rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)|{ordinals}",
        "day": rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|,\d{{3}}(?!\d)|[.:]\d)|{ordinals}",
        **data.fragments,
    }


_GROUP_OF = {"fullmonth": "month", "anyweekday": "weekday", "ordinalday": "day"}


def _expand(pattern: str, fragments: Mapping[str, str]) -> str:
    def place(match: re.Match[str]) -> str:
        name, number = match[1], match[2]
        return f"(?P<{_GROUP_OF.get(name, name)}{number}>{fragments[name]})"

    return re.sub(r"\{([a-z]+)(\d?)\}", place, pattern).replace(" ", r"\s+").replace(r"\s+?", r"\s*")


def _compile(data: DateData, anchors: AnchorData, numbers: NumberData) -> Grammar:
    fragments = _fragments(data, numbers)
    rules = tuple(
        Rule(row, re.compile(f"(?:{_expand(row.pattern, fragments)})(?![^\\W_])", re.IGNORECASE)) for row in data.rules
    )
    first: set[str] = set()
    for table in (
        data.months, data.weekdays, data.seasons, data.units, data.hours, data.parts_of_day, data.parts, data.near_days, data.near,
        data.far, data.feasts, data.decades, data.counts, numbers.cardinals, numbers.ordinals,
    ):  # fmt: skip
        first |= {re.split(r"[\s']", word)[0] for word in table}
    for row in data.rules:  # a pattern's own words
        first |= set(re.findall(r"[a-z]+", re.sub(r"\{[a-z0-9]+\}|\(\?P<\w+>", " ", row.pattern)))
    return Grammar(data, numbers, rules, anchors, frozenset(first))


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
        if not _fits(match, before, text, rule.row.kind, grammar.data):
            continue
        best = (match.end(), Found(Span(start, match.end()), rule.row.kind, parts, rule.row, token.index,
                                   _role(before, grammar.data), before in grammar.data.approximate))  # fmt: skip
    return best[1] if best else None


def _role(before: str, data: DateData) -> str | None:
    return next((name for name, words in data.role.items() if before in words), None)


def _fits(match: re.Match[str], before: str, text: Segmented, kind: str, data: DateData) -> bool:
    """Whether the words around and the capitals allow the reading."""
    groups = match.groupdict()
    named = (v for k, v in groups.items() if v and k.rstrip("2") in ("month", "weekday"))
    if data.capitalised and not all(v[0].isupper() for v in named):
        return False
    after = text.story.text[match.end() : match.end() + 40]
    if kind == "month" and not groups.get("year") and match[0].lower() in data.doubtful_months:
        return before in data.leads
    if kind == "slash_day":
        return before in data.slash_leads and not _is_counted(after, data)
    if kind == "day" or (kind == "weekday_day" and not match["day"][0].isdigit()):
        return _is_day(match, after, data)
    return kind != "year" or _is_year(before, after, data)


def _is_day(match: re.Match[str], after: str, data: DateData) -> bool:
    """Whether "the 20th" is a day: in digits, or of a month, and before no noun."""
    of_month = " of " in match[0].lower()
    if not of_month and not match["day"][0].isdigit():  # "the second", "the first": of anything
        return False
    word = re.match(r"\s+([^\W\d_]+)", after)
    return of_month or word is None or word[1].lower() in data.day_followers


def _is_counted(after: str, data: DateData) -> bool:
    """Whether a word follows that a number counts ("4.6 million")."""
    word = re.match(r"\s*([^\W\d_]+|%)", after)
    return word is not None and word[1].lower() in data.not_after_year


def _is_year(before: str, after: str, data: DateData) -> bool:
    """Whether four digits are a year and no count, number of an article or part of a name."""
    word = re.match(r"\s*([^\W\d_]+|[%$€£-]\w)", after)
    following = word[1] if word else ""
    counted = following.lower() in data.not_after_year
    named = following[:1].isupper() and before in data.articles  # "the 1951 Convention"
    joined = before == "/" or after[:2] in ("-y", "/0", "/1")
    return not (counted or named or joined or before in data.not_before_year)
