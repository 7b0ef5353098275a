"""Pronouns and noun phrases that speak of people, before anybody knows of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from vigil.analysis.name_data import MentionData, common
from vigil.analysis.people_data import Gender, PeopleData, noun_gender, person_nouns
from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.languages.places import Place, lookup
from vigil.model.text import Span

Opening = Literal["the", "a", "these", "owner", "both", "number", "bare", "name"]

_YEARS_OLD = re.compile(r"years?[-‐‑]olds?", re.IGNORECASE)
_LONGEST = 8
_LARGEST_GROUP = 12
_SHORTEST_AGENT = 5
_MODIFIER_ENDS = frozenset((",", ".", ";", ":", "(", ")", '"', "“", "”", "-", "–", "—", "?", "!", "…"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase about people, tokens ``[first, last)``. ``head`` is its noun in the singular.

    ``count`` is how many people it speaks of: 1, a number, or None for an unnumbered plural. ``owner`` is the token of
    the possessive that opens it, if any.
    """

    first: int
    last: int
    head: str
    count: int | None
    opening: Opening
    peoples: tuple[Place, ...] = ()
    age: int | None = None
    words: tuple[str, ...] = ()
    gender: Gender | None = None
    owner: int | None = None
    pair: bool = False


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun. ``gender`` is None for the plural and the first person."""

    token: int
    gender: Gender | None
    many: bool
    case: Literal["subject", "object", "possessive", "reflexive"]
    person: Literal[1, 3] = 3


@dataclass(slots=True)
class _Draft:
    """A noun phrase while it is read; ``best`` is the longest that ends well so far."""

    kind: Opening
    first: int
    owner: int | None
    count: int | None = None
    age: int | None = None
    peoples: list[Place] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    best: Phrase | None = None

    def close(self, at: int, head: str, count: int | None, gender: Gender | None, *, pair: bool = False) -> None:
        """End the phrase after the token ``at``."""
        peoples, words = tuple(self.peoples), tuple(self.words)
        self.best = Phrase(
            self.first, at + 1, head, count, self.kind, peoples, self.age, words, gender, self.owner, pair
        )


class Phrases:
    """Finds the pronouns and noun phrases of a story; ``names`` are the token indices that names of people take."""

    def __init__(self, text: Segmented, language: Language, names: frozenset[int]) -> None:
        self.text = text
        self.tokens = text.tokens
        self.language = language
        self.names = names
        self.data = language.table("people", PeopleData)
        self.mentions = language.table("mentions", MentionData)
        self.nouns = person_nouns(language)
        self.headline = {p.index for p in text.paragraphs if p.kind == "headline"} or {0}

    def pronouns(self) -> list[Pronoun]:
        """Return the pronouns of the third person and "I", "me", "my" in story order."""
        table, found = self.data.pronouns, list[Pronoun]()
        for token in self.tokens:
            word = token.lower
            if word in table.me and (word != "i" or token.text == "I"):
                found.append(Pronoun(token.index, None, False, "possessive" if word == "my" else "subject", 1))
                continue
            gender: Gender | None = "male" if word in table.male else "female" if word in table.female else None
            if gender is None and word not in table.many:
                continue
            if token.text.isupper() and len(token.text) > 2 and word not in table.subject:
                continue
            found.append(Pronoun(token.index, gender, word in table.many, self._case(token)))
        return found

    def _case(self, token: Token) -> Literal["subject", "object", "possessive", "reflexive"]:
        table, word = self.data.pronouns, token.lower
        if word in table.subject:
            return "subject"
        if word in table.reflexive:
            return "reflexive"
        if word in table.object:
            return "object"
        if word != "her":
            return "possessive"
        after = self._next(token.index)
        return (
            "object"
            if after is None or not after.is_word or after.lower in table.after_object or after.text[:1].isdigit()
            else "possessive"
        )

    def _next(self, index: int) -> Token | None:
        sentence = self.tokens[index].sentence
        return (
            self.tokens[index + 1]
            if index + 1 < len(self.tokens) and self.tokens[index + 1].sentence == sentence
            else None
        )

    def phrases(self) -> list[Phrase]:
        """Return the noun phrases in story order, without overlaps."""
        found: list[Phrase] = []
        at = 0
        while at < len(self.tokens):
            phrase = self._phrase(at) if at not in self.names else None
            if phrase is None:
                at += 1
            else:
                found.append(phrase)
                at = phrase.last
        return found

    def _opening(self, at: int) -> tuple[Opening, int] | None:
        """Return how a phrase opens at ``at`` and how many tokens that takes."""
        word, table = self.tokens[at].lower, self.data.determiners
        for name in ("the", "a", "these", "owner", "both"):
            if word in getattr(table, name):
                return name, 1
        if (word in self.data.numbers and word != "one") or re.fullmatch(r"[2-9]|[1-9]\d", word):
            return "number", 0
        if word in ("'s", "’s", "'") and at and (at - 1 in self.names or self.tokens[at - 1].capitalised):
            return "name", 1
        starts = (
            at == 0
            or self.tokens[at - 1].sentence != self.tokens[at].sentence
            or self.tokens[at - 1].text in (",", ":")
        )
        opens = self.tokens[at].capitalised and word in self.nouns
        if starts and (self.tokens[at].paragraph in self.headline or opens):
            return "bare", 0
        return None

    def _phrase(self, at: int) -> Phrase | None:
        opening = self._opening(at)
        if opening is None:
            return None
        kind, skip = opening
        first = at + (1 if kind == "name" else 0)
        return self._scan(kind, first, at + skip, at)

    def _scan(self, kind: Opening, first: int, start: int, opener: int) -> Phrase | None:
        """Read modifiers from ``start`` on and end at the last noun for a person."""
        sentence = self.tokens[opener].sentence
        draft = _Draft(kind, first, self._owner(kind, opener))
        at = start
        end = min(len(self.tokens), start + _LONGEST)
        while at < end and self.tokens[at].sentence == sentence and at not in self.names:
            taken = self._years_old(draft, at) or self._take(draft, at, start)
            if not taken:
                break
            draft.words.append(self.tokens[at].lower)
            at += taken
        both = self.tokens[opener].lower == "both"
        if draft.best is None and both and self._closes(opener):
            return Phrase(first, opener + 1, "", 2, "both")
        if draft.best is not None and both and draft.best.count is None:
            return replace(draft.best, count=2)
        return draft.best

    def _years_old(self, draft: _Draft, at: int) -> int:
        """Take "30-year-old", which is three tokens; 0 where there is none."""
        words = [t.text for t in self.tokens[at : at + 3]]
        if len(words) < 3 or not words[0].isdigit() or words[1] not in "-‐‑" or not _YEARS_OLD.fullmatch(words[2]):
            return 0
        draft.age = int(words[0])
        if self._closes(at + 2):
            draft.close(at + 2, "", 1, None)
        return 3

    def _take(self, draft: _Draft, at: int, start: int) -> int:
        """Return how many tokens from ``at`` on belong to the phrase; 0 where it has ended before."""
        token = self.tokens[at]
        if token.text in _MODIFIER_ENDS or (at > start and self._determines(token.lower)):
            return 0
        number = self._number(token)
        if number is None:
            return self._take_word(draft, token, at, start)
        if draft.best is not None:
            return 0
        draft.count = number
        spelled = draft.kind != "number" or token.text.isalpha()
        if self._closes(at) and draft.kind not in {"owner", "bare"} and number <= _LARGEST_GROUP and spelled:
            draft.close(at, "", number, None)
        return 1

    def _take_word(self, draft: _Draft, token: Token, at: int, start: int) -> int:
        noun = self._noun(token, draft.count) or self._agent(token, draft)
        pair = self._people_of_two(at)
        if pair is not None:
            draft.peoples.append(pair)
            draft.words.append(self.tokens[at + 1].lower)
            return 2
        place = lookup(token.text, self.language) if token.capitalised else None
        if noun is not None and not self._describes_thing(at):
            head, many = noun
            if draft.best is not None and "and" in draft.words and many:
                return 0
            draft.close(
                at,
                head,
                self._count(head, many, draft),
                noun_gender(head, self.language),
                pair=head in self.data.nouns.pair,
            )
        elif place is not None and place.kind in ("adjective", "group"):
            draft.peoples.append(place)
            many = token.lower.endswith("s") and not token.lower.endswith("ss")
            if (
                draft.best is None
                and draft.kind not in {"owner", "bare"}
                and self._closes(at)
                and (many or draft.kind in ("the", "a"))
            ):
                draft.close(at, "", draft.count if many else 1, None)
        elif not self._modifier(token, at, start):
            return 0
        return 1

    def _agent(self, token: Token, draft: _Draft) -> tuple[str, bool] | None:
        """Return a word that says by its ending what somebody does, after an age or a people ("a Bahraini cyclist")."""
        word = token.lower
        told = bool(draft.peoples) or draft.age is not None
        ends = word.endswith(self.mentions.agents) and word not in self.mentions.not_agents
        fits = told and ends and token.text.islower() and len(word) > _SHORTEST_AGENT and common(word, self.language)
        return (word, False) if fits else None

    def _people_of_two(self, at: int) -> Place | None:
        """Return a people of two words that a noun follows ("Ahwazi Arab brothers", "a Sri Lankan teacher")."""
        after = self._next(at)
        if after is None or not self.tokens[at].capitalised or not after.capitalised or self._closes(at + 1):
            return None
        place = lookup(f"{self.tokens[at].text} {after.text}", self.language)
        return place if place is not None and place.kind in ("adjective", "group") else None

    def _count(self, head: str, many: bool, draft: _Draft) -> int | None:
        nouns = self.data.nouns
        if head in nouns.pair:
            return 2
        if head in nouns.trio:
            return 3
        return None if head in nouns.collective else draft.count if many else 1

    def _number(self, token: Token) -> int | None:
        if re.fullmatch(r"[2-9]|[1-9]\d", token.text):
            return int(token.text)
        number = self.data.numbers.get(token.lower)
        return number if number is not None and number > 1 else None

    def _determines(self, word: str) -> bool:
        table = self.data.determiners
        return word in table.the or word in table.a or word in table.these or word in table.owner or word in table.both

    def _owner(self, kind: Opening, opener: int) -> int | None:
        if kind == "owner":
            return opener
        return opener - 1 if kind == "name" and opener - 1 in self.names else None

    def _noun(self, token: Token, count: int | None) -> tuple[str, bool] | None:
        """Return the singular of a noun for people and whether it stands in the plural."""
        word, nouns = token.lower, self.data.nouns
        if word in nouns.pair or word in nouns.trio or word in nouns.collective:
            return word, True
        if word in nouns.many:
            singular = {"men": "man", "women": "woman", "people": "person", "children": "child", "families": "family"}
            same = word in ("accused", "co-accused")
            return (word if same else singular.get(word, word[:-1])), not same or (count or 0) > 1
        if word in self.nouns:
            return word, False
        ends = [(word[:-3] + "man", "men"), (word[:-3] + "y", "ies"), (word[:-2], "es"), (word[:-1], "s")]
        for singular_form, end in ends:
            if word.endswith(end) and singular_form in self.nouns:
                return singular_form, True
        return None

    def _describes_thing(self, at: int) -> bool:
        """Whether the noun only describes a thing or another person ("refugee agency", "lawyer friend")."""
        after = self._next(at)
        if after is None:
            return False
        if after.lower in self.data.nouns.things:
            return True
        return (
            after.text in ("'s", "’s", "'")
            and at + 2 < len(self.tokens)
            and self.tokens[at + 2].lower in ("office", "offices")
        )

    def _modifier(self, token: Token, at: int, start: int) -> bool:
        """Whether a word may stand before the noun: no verb, preposition, pronoun or conjunction."""
        word = token.lower
        if not token.is_word or at + 1 >= len(self.tokens):
            return False
        if word == "and" and at > start:
            return True
        if word in self.data.units.words:
            return False
        table = self.data.pronouns
        return not (
            word in self.mentions.personal
            or word in self.mentions.speech
            or word in table.after_object - {"free", "first", "last", "two", "three"}
            or word in table.subject
            or word in table.possessive
        )

    def _closes(self, at: int) -> bool:
        """Whether a phrase without a noun of its own may end at ``at``: no noun follows."""
        after = self._next(at)
        if after is None:
            return True
        if after.text in _MODIFIER_ENDS or after.text in ("'s", "’s"):
            return True
        return (
            after.lower in self.mentions.personal
            or after.lower in self.mentions.speech
            or after.lower in self.data.pronouns.after_object
            or after.lower
            in (
                "are",
                "have",
                "say",
                "who",
                "claim",
                "themselves",
                "now",
                "then",
                "never",
                "also",
                "may",
                "might",
                "must",
                "should",
                "face",
                "can",
                "do",
                "were",
                "went",
                "fled",
                "crossed",
                "want",
                "remain",
                "said",
            )
        )


def span_of_phrase(text: Segmented, phrase: Phrase) -> Span:
    """Return the span of a phrase."""
    return Span(text.tokens[phrase.first].span.start, text.tokens[phrase.last - 1].span.end)
