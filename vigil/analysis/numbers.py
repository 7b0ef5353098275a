"""Numbers in words and digits: "1,140", "2.1m", "twenty-one", "two hundred thousand", "half a million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.model.text import Span

_HUNDRED = 100
_LONGEST = 9
"""Words of the longest number that is looked for ("two hundred and fifty-three thousand four hundred and one")."""


@dataclass(frozen=True)
class NumberData:
    """``languages/TAG/numbers.toml``."""

    decimal_mark: str
    group_marks: tuple[str, ...]
    joiner: str
    of: str
    range_leads: tuple[str, ...]
    range_marks: tuple[str, ...]
    vague: tuple[str, ...]
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    scales: dict[str, int]
    phrases: dict[str, int]

    @cached_property
    def openers(self) -> frozenset[str]:
        """The words that a number can begin with."""
        phrases = {_first(phrase) for phrase in self.phrases}
        return frozenset({*self.cardinals, *self.scales, *phrases})


def _first(words: str) -> str:
    return re.split(r"[\s-]", words, maxsplit=1)[0]


def number_data(language: Language) -> NumberData:
    """Return a language's number words."""
    return language.table("numbers", NumberData)


_LONGEST_DIGITS = 20
"""Characters of the longest number in digits; what is longer is an identifier or no number at all."""


@lru_cache(maxsize=8)
def _digits(decimal: str, groups: tuple[str, ...]) -> re.Pattern[str]:
    marks = "".join(re.escape(g) for g in groups)
    return re.compile(rf"(\d{{1,3}}(?:[{marks}]\d{{3}})+|\d+)(?:{re.escape(decimal)}(\d+))?")


def digits_value(text: str, data: NumberData) -> int | float | None:
    """Return the value of a number in digits ("1,140", "2.5"); None where the text is no such number."""
    found = _digits(data.decimal_mark, data.group_marks).fullmatch(text) if len(text) <= _LONGEST_DIGITS else None
    if found is None:
        return None
    whole = int(re.sub(r"\D", "", found[1]))
    return whole if found[2] is None else float(f"{whole}.{found[2]}")


def number_value(text: str, data: NumberData) -> int | float | None:
    """Return the value of a cardinal in digits, words or both; None where a word of it is no number.

    A whole number comes back as an int ("2.5 million" is 2500000).
    """
    plain = " ".join(text.lower().split())
    if plain in data.phrases:
        return data.phrases[plain]
    if (digits := digits_value(plain, data)) is not None:
        return digits
    total: int | float = 0
    group: int | float | None = None
    words = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", plain)  # "2m"
    before = ""
    for word in re.split(r"[\s-]+", words):
        value = data.cardinals.get(word, digits_value(word, data))
        if word == data.joiner and before in data.scales:
            pass
        elif value is not None and _can_follow(value, group):
            group = value if group is None else group + value
        elif word in data.scales and before and before != data.joiner:
            scale = data.scales[word]
            if scale > _HUNDRED:
                total += (1 if group is None else group) * scale
                group = 0
            else:
                group = (1 if group is None else group) * scale
        else:
            return None
        before = word
    if (group is None and not total) or before == data.joiner:
        return None
    total += group or 0
    return int(total) if float(total).is_integer() else total


def _can_follow(value: float, group: float | None) -> bool:
    """Whether a word of this value adds to what was read: "hundred one", "twenty one", but not "two three"."""
    if not group:
        return group is None or value < _HUNDRED * 10
    if group % _HUNDRED == 0:
        return value < _HUNDRED
    return group % 10 == 0 and group % _HUNDRED >= 20 and 0 < value < 10


def ordinal_value(text: str, data: NumberData) -> int | None:
    """Return the value of an ordinal ("21st", "third", "twenty-first"); None for other words."""
    plain = "-".join(text.lower().split())
    if plain in data.ordinals:
        return data.ordinals[plain]
    found = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", plain)
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands, over the half-open run of tokens ``first`` to ``last``.

    ``value`` is a pair for a range ("between 20 and 30", "10-15") and None for "dozens", "hundreds of thousands".
    """

    span: Span
    text: str
    value: int | float | tuple[int | float, int | float] | None
    first: int
    last: int


def find_numbers(text: Segmented, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a story, in order and without overlaps; ordinals are none."""
    data = number_data(language)
    found: list[Number] = []
    for sentence in text.sentences:
        tokens = text.sentence_tokens(sentence)
        index = 0
        while index < len(tokens):
            number = _range_at(tokens, index, data) or _number_at(tokens, index, data)
            if number is None:
                index += 1
                continue
            value, last = number
            span = Span(tokens[index].span.start, tokens[last - 1].span.end)
            found.append(Number(span, text.text_of(span), value, sentence.first + index, sentence.first + last))
            index = last
    return tuple(found)


Value = int | float | tuple[int | float, int | float] | None


def _number_at(tokens: Sequence[Token], index: int, data: NumberData) -> tuple[Value, int] | None:
    """Return the value of the longest number that begins at ``index`` and the index after it."""
    if tokens[index].lower in data.vague:
        last = index + 1
        while last + 1 < len(tokens) and tokens[last].lower == data.of and tokens[last + 1].lower in data.vague:
            last += 2
        return None, last
    if not _can_begin(tokens[index].lower, data):
        return None
    for last in range(min(index + _LONGEST, len(tokens)), index, -1):
        words = [t.lower for t in tokens[index:last]]
        if words[-1] == data.joiner or not _close(tokens[index:last]):
            continue
        value = number_value(" ".join(words), data)
        if value is not None:
            return value, last
    return None


def _can_begin(word: str, data: NumberData) -> bool:
    """Whether a number can begin with a word: nearly all others are passed over without trying how far they go."""
    return any(c.isdigit() for c in word) or _first(word) in data.openers


def _close(tokens: Sequence[Token]) -> bool:
    """Whether the words can be one number: nothing but digits, words of number and their marks between."""
    return all(t.is_word for t in tokens)


def _range_at(tokens: Sequence[Token], index: int, data: NumberData) -> tuple[Value, int] | None:
    lead = tokens[index].lower in data.range_leads
    first = _number_at(tokens, index + lead, data) if index + lead < len(tokens) else None
    if first is None or first[1] + 1 >= len(tokens):
        return None
    between = tokens[first[1]].lower
    if between not in data.range_marks and not (lead and between == data.joiner):
        return None
    second = _number_at(tokens, first[1] + 1, data)
    if second is None or not isinstance(first[0], (int, float)) or not isinstance(second[0], (int, float)):
        return None
    low, high = first[0], second[0]
    scale = next((s for s in (1_000_000, 1_000) if high >= s > low and low < 1000), 1)  # "2 to 3 million"
    low = low * scale if scale > 1 and any(t.lower in data.scales for t in tokens[first[1] : second[1]]) else low
    return ((low, high), second[1]) if low < high else None
