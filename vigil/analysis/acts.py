"""What is asked for, by its wording: the acts of ``vocab/acts.toml`` as a language words them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vigil.languages import Language


@dataclass(frozen=True, slots=True)
class ActRow:
    """One way to word an act: a phrase, or a verb with a thing; ``negated`` wants a negation as well.

    Where one of ``unless`` stands the row does not fit.
    """

    act: str
    phrases: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    negated: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemandData:
    """``languages/TAG/demands.toml``."""

    ought: tuple[str, ...]
    negations: tuple[str, ...]
    begins: tuple[str, ...]
    authorities: frozenset[str]
    private: frozenset[str]
    idle: tuple[str, ...]
    bodies: frozenset[str]
    surrender: tuple[str, ...]
    itself: frozenset[str]
    own: frozenset[str]
    first: frozenset[str]
    articles: frozenset[str]
    imperative_objects: frozenset[str]
    addressee: str
    imperative: str
    passive_ought: str
    subjunctive: str
    has_been_asked: str
    noun: str
    acts: tuple[ActRow, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    act: str
    phrases: re.Pattern[str] | None
    verbs: re.Pattern[str] | None
    things: re.Pattern[str] | None
    negated: bool
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Wording:
    """The table, ready to look words up in."""

    data: DemandData
    rules: tuple[_Rule, ...]
    negation: re.Pattern[str]
    ought: re.Pattern[str]
    idle: re.Pattern[str]
    surrender: re.Pattern[str]
    joint: re.Pattern[str]

    def act_of(self, words: str) -> str:
        """Return the act that ``words`` ask for; ``other`` where no row fits."""
        plain = words.lower().replace("’", "'")
        for rule in self.rules:
            if rule.negated and not self.negation.search(plain):
                continue
            if rule.unless is not None and rule.unless.search(plain):
                continue
            if rule.phrases is not None and rule.phrases.search(plain):
                return rule.act
            if (
                rule.verbs is not None
                and rule.things is not None
                and rule.verbs.search(plain)
                and rule.things.search(plain)
            ):
                return rule.act
        return "other"


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for any of the phrases; a star inside a word is any ending, a star alone is one to six words."""
    if not phrases:
        return None
    parts = [
        " ".join(
            r"(?:[\w'-]+\s){0,5}[\w'-]+" if word == "*" else re.escape(word).replace(r"\*", r"[\w-]*")
            for word in p.split()
        )
        for p in phrases
    ]
    return re.compile(r"(?<![\w'-])(?:" + "|".join(parts) + r")(?![\w-])")


def _found(phrases: tuple[str, ...]) -> re.Pattern[str]:
    pattern = _pattern(phrases)
    assert pattern is not None
    return pattern


@lru_cache(maxsize=8)
def wording(language: Language) -> Wording:
    """Return how ``language`` words what is asked."""
    data = language.table("demands", DemandData)
    rules = tuple(
        _Rule(r.act, _pattern(r.phrases), _pattern(r.verbs), _pattern(r.things), r.negated, _pattern(r.unless))
        for r in data.acts
    )
    begins = "|".join(sorted(map(re.escape, data.begins), key=len, reverse=True))
    joint = re.compile(
        r"(?:[;,]\s+(?:and\s+)?|\s+and\s+)(?=(?:(?:not\s+)?to\s+\w|that\s+\w|(?:for|on)\s+[\w\s]{1,40}\sto\s)"
        r"|(?:immediately\s+|also\s+)?(?:" + begins + r")\b)",
        re.IGNORECASE,
    )
    return Wording(
        data,
        rules,
        _found((*data.negations, "*n't")),
        _found(data.ought),
        _found(data.idle),
        _found(data.surrender),
        joint,
    )
