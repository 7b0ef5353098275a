"""What the words around a number make of it: a count, an age, a name, a measure, time spent in custody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigil.analysis.numbers import Number
from vigil.analysis.segment import Sentence, Token

_HOURS = 25
_FAR = 7
"""Words after a number within which the noun that it counts stands."""


@dataclass(frozen=True, slots=True)
class FigureData:
    """``languages/TAG/figures.toml``; the comments there say what each list is for."""

    small: int
    alone: int
    names: tuple[str, ...]
    measures: tuple[str, ...]
    modifiers: tuple[str, ...]
    adds: tuple[str, ...]
    rest: str
    parts: tuple[str, ...]
    of: str
    currency_before: tuple[str, ...]
    currency: tuple[str, ...]
    units_of_measure: tuple[str, ...]
    time_units: tuple[str, ...]
    time_verbs: tuple[str, ...]
    time_leads: tuple[str, ...]
    time_places: tuple[str, ...]
    time_not: tuple[str, ...]
    time_nouns: tuple[str, ...]
    short_units: tuple[str, ...]
    time_in: tuple[str, ...]
    fines: tuple[str, ...]
    plurals: tuple[str, ...]
    not_plurals: tuple[str, ...]
    same_plurals: tuple[str, ...]
    incidental: tuple[str, ...]
    known: tuple[str, ...]
    alone_before: tuple[str, ...]
    done: tuple[str, ...]
    done_endings: tuple[str, ...]
    done_words: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A number with the words before and after it in its sentence."""

    number: Number
    sentence: Sentence
    before: Sequence[Token]
    after: Sequence[Token]

    def word_before(self, back: int = 1) -> str:
        """Return the word so many places before the number, in lower case; empty where there is none."""
        return self.before[-back].lower if len(self.before) >= back else ""

    def word_after(self, on: int = 1) -> str:
        """Return the word so many places after the number, in lower case; empty where there is none."""
        return self.after[on - 1].lower if len(self.after) >= on else ""


def names_or_measures(place: Place, data: FigureData) -> bool:
    """Whether the number is part of a name, an hour, a distance or a year, or the mark of an item."""
    if _like_a_year(place) and not (place.after and _is_plural(place.after[0], data)):
        return True
    if _named(place, data) or _joined(place) or _hour(place):
        return True
    return _unit(place.after, data) in data.units_of_measure and not _is_time_unit(place, data)


def _named(place: Place, data: FigureData) -> bool:
    """Whether a word before the number makes it a name: "article 392", "No. 5"."""
    last = place.word_before()
    named = last in data.names or (last == "." and place.word_before(2) in data.names)
    return named and place.number.value is not None


def _joined(place: Place) -> bool:
    """Whether a mark joins the number to another ("3/7", "10:30", "16x9"), or it is the mark of an item ("4.")."""
    last, following = place.word_before(), place.word_after()
    if not place.before:
        return following in (".", ")", "/")
    if last == ":":
        return place.before[-1].span.end == place.number.span.start
    return following in ("/", ":", "°", "%", "#", "x") or last in ("/", "§", "#", "@", "x")


def _hour(place: Place) -> bool:
    """Whether it is an hour: "at seven", "at 10.20"."""
    value = place.number.value
    if not isinstance(value, (int, float)) or value >= _HOURS:
        return False
    return isinstance(value, float) or place.word_before() == "at"


def _is_time_unit(place: Place, data: FigureData) -> bool:
    return place.word_after() in data.time_units


def _unit(after: Sequence[Token], data: FigureData) -> str:
    """Return the first word after a number that says what it measures, without its plural s."""
    words = [t.lower for t in after[:3] if t.lower not in data.modifiers]
    if not words:
        return ""
    return words[0] if words[0] in data.units_of_measure else words[0].removesuffix("s")


def age(place: Place) -> bool:
    """Whether the number is an age: "Name, 37, ...", "Name (26)", "30-year-old"."""
    first, last = place.word_before(), place.word_after() or "."
    name = place.before[-2] if len(place.before) > 1 else None
    if first in (",", "(") and last in (",", ")", ";", ".") and name is not None:
        return name.capitalised or not name.is_word
    return last in "-‐‑" and place.word_after(2).startswith(("year", "yr"))


def custody_time(place: Place, data: FigureData) -> bool:
    """Whether it is time that somebody actually spent in custody."""
    if place.word_after() not in data.time_units or not isinstance(place.number.value, (int, float)):
        return False
    before = [t.lower for t in place.before]
    if any(w in data.time_not for w in before):
        return False
    if any(w in data.time_verbs for w in before) or any(w in data.time_nouns for w in before[-2:]):
        return True
    after = place.after[1:6]
    where = any(t.lower in data.time_places for t in after)
    if place.word_after() in data.short_units and place.word_after(2) in data.time_in:
        where = where or (len(after) > 1 and after[1].capitalised)
    return where and (not before or before[-1] in data.time_leads)


def money(place: Place, data: FigureData) -> str | None:
    """Return the currency of a sum; None where it is no sum, or a fine."""
    last, following = place.word_before(), place.word_after()
    if any(t.lower in data.fines for t in (*place.before, *place.after[:3])):
        return None
    if following in data.currency:
        return place.after[0].text
    return place.before[-1].text if last in data.currency_before else None


def is_sum(place: Place, data: FigureData) -> bool:
    """Whether the number is a sum of money."""
    return place.word_before() in data.currency_before or place.word_after() in data.currency


def counted_noun(after: Sequence[Token], data: FigureData) -> str | None:
    """Return the plural noun that ends the phrase after a number; None where there is none."""
    rest: str | None = None
    for index, token in enumerate(after[:_FAR]):
        lower = token.lower
        if lower in data.modifiers:
            rest = token.text if lower == data.rest else rest
            continue
        if not token.is_word or not token.text[0].isalpha() or lower in data.alone_before or rest:
            break
        if _is_plural(token, data):
            following = after[index + 1] if index + 1 < len(after) else None
            if following is not None and _is_plural(following, data) and not following.capitalised:
                return following.text
            return token.text
    return rest


def _is_plural(token: Token, data: FigureData) -> bool:
    lower = token.lower
    if lower in data.plurals or lower in data.same_plurals:
        return True
    plain = lower.endswith("s") and not lower.endswith(("ss", "'s", "ous", "us", "is"))
    return plain and len(lower) > 3 and lower not in data.not_plurals  # "gas", "yes"


def _like_a_year(place: Place) -> bool:
    """Whether it is four digits without a group mark, as only years, codes and prices are written."""
    value = place.number.value
    return isinstance(value, int) and value < 10_000 and len(place.number.text) == 4 and place.number.text.isdigit()


def alone(place: Place, data: FigureData) -> bool:
    """Whether a number without a noun counts what was told before: "Seven were let go"."""
    value, following = place.number.value, place.word_after() or "."
    if value is None:
        return following in data.adds
    if place.word_before() in data.known:
        return False
    if following in data.alone_before:
        return isinstance(value, tuple) or value >= data.small or following == data.of
    large = isinstance(value, tuple) or value >= data.alone
    return large and not following[:1].isalpha()


def by_the_way(place: Place, noun: str | None, data: FigureData) -> bool:
    """Whether a count matters no further to the report."""
    value = place.number.value
    if value is None:  # "dozens of witnesses", "millions more"
        return noun is None and place.word_after() not in data.adds
    if noun is not None and noun.lower() in data.incidental:
        return True
    if isinstance(value, tuple) or value >= data.small:
        return False
    if value < 2 or place.word_before() in data.known:  # "one", "a"
        return True
    if any(t.lower in data.adds for t in place.after[:2]) or _takes_part(place, data):
        return False
    return not _undergoes(place.after, noun, data)


def _takes_part(place: Place, data: FigureData) -> bool:
    words = [place.word_after(n) for n in (1, 2, 3)]
    if place.word_before() == data.of or words[0] != data.of:
        return False
    return words[1] in data.parts or words[1] == "the"


def _undergoes(after: Sequence[Token], noun: str | None, data: FigureData) -> bool:
    """Whether something is done to those counted: "five men were taken away", "Three women found guilty"."""
    words = [t.lower for t in after[: _FAR + 3]]
    at = next((n for n, t in enumerate(after[: _FAR + 3]) if t.text == noun), None)
    if at is None:
        return False
    rest = words[at + 1 :]
    passive = any(
        w in data.done and any(_is_done(v, data) for v in rest[n + 1 : n + 4]) for n, w in enumerate(rest[:4])
    )
    return passive or (bool(rest) and _is_done(rest[0], data))


def _is_done(word: str, data: FigureData) -> bool:
    return word in data.done_words or (len(word) > 4 and word.endswith(data.done_endings))
