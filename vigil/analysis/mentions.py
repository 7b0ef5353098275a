"""Names of people, organisations, places, peoples, and titles: by capitals, tables, and what stands around them.

A capitalised word is judged over the whole story: what its best occurrence shows holds for the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from vigil.analysis.name_data import MentionData, TitleData, common, given_names, strange
from vigil.analysis.runs import Piece, pieces, span_of
from vigil.analysis.segment import Paragraph, Segmented, Token
from vigil.languages import Language
from vigil.languages.places import fold, lookup
from vigil.model.reading import Mention

_ENOUGH = 2.0
"""The score from which words are taken for a person's name."""
_PARTS = re.compile(r"[^\W_]+")
_AGE = re.compile(r"1?\d{1,2}")
_TYPES = {"norp": "NORP", "place": "LOC", "org": "ORG", "title": "TITLE"}

Key = tuple[str, ...]


def find_mentions(text: Segmented, language: Language) -> tuple[Mention, ...]:
    """Return the names of a story in story order: type PER, ORG, LOC, NORP or TITLE, without overlaps."""
    return _Judge(text, language).mentions()


def name_key(words: Sequence[str]) -> Key:
    """Return the words of a name folded for comparison, parted at hyphens and apostrophes ("al-Araibi" is two)."""
    return tuple(part for word in words for part in _PARTS.findall(fold(word)))


class _Judge:
    """Scores each name over all its occurrences."""

    def __init__(self, text: Segmented, language: Language) -> None:
        self.text = text
        self.language = language
        self.tokens = text.tokens
        self.data = language.table("mentions", MentionData)
        titles = language.table("titles", TitleData)
        self.kin = frozenset((*titles.kin.male, *titles.kin.female, *titles.kin.either))
        self.roles = self.kin | {phrase.split()[-1] for words in titles.roles.values() for phrase in words}
        self.given = given_names(language)
        self.pieces = pieces(text, language)
        self.shouted = frozenset(p.index for p in text.paragraphs if self._all_capitals(p))
        self.loud = 2 * len(self.shouted) > len(text.paragraphs)  # a story in capitals, in which no line tells more
        self.titled = {p.last for p in self.pieces if p.kind == "title"}

    def mentions(self) -> tuple[Mention, ...]:
        """Return what the pieces are after judging."""
        scores: dict[Key, list[float]] = defaultdict(list)
        for piece in self.pieces:
            if piece.kind == "name" or (piece.kind in ("place", "norp") and self._after_title(piece.first)):
                scores[self._key(piece)].append(self._score(piece))
        totals = {key: _total(marks) for key, marks in scores.items()}
        self._spread(totals)
        people = {key for key, total in totals.items() if total >= _ENOUGH}
        parts = {part for key in people if len(key) > 1 for part in key if len(part) > 1}
        found: list[Mention] = []
        for piece in self.pieces:
            kind = self._type(piece, people, parts, totals)
            if kind is not None:
                span = span_of(self.text, piece.first, piece.last)
                initial = len("".join(self._key(piece))) == 1
                if kind == "PER" and initial and self._after_title(piece.first):
                    span = found.pop().quote.span.cover(span)  # "Ms A." has no other name
                found.append(Mention(self.text.story.quote(span), kind))
        return tuple(found)

    def _spread(self, totals: dict[Key, float]) -> None:
        """Let names that stand in one list with a person's be persons' too ("Farid and Jamshid")."""
        pairs = [(self._key(a), self._key(b)) for a, b in pairwise(self.pieces) if self._listed(a, b)]
        for a, b in pairs:
            if a in totals and b in totals and min(totals[a], totals[b]) >= 0:
                totals[a], totals[b] = totals[a] + 0.8, totals[b] + 0.8
        for _ in range(2):
            for a, b in (*pairs, *((y, x) for x, y in reversed(pairs))):
                if totals.get(a, 0.0) >= _ENOUGH and 0.2 <= totals.get(b, -1.0) < _ENOUGH:
                    totals[b] = _ENOUGH

    def _listed(self, a: Piece, b: Piece) -> bool:
        between = [t.lower for t in self.tokens[a.last : b.first]]
        return bool(between) and len(between) <= 2 and all(w in (",", "and", "&", "or") for w in between)

    def _type(self, piece: Piece, people: set[Key], parts: set[str], totals: dict[Key, float]) -> str | None:
        key = self._key(piece)
        if key in people:
            return "PER"
        if piece.kind != "name":
            city = piece.place is not None and piece.place.kind == "city"
            return "PER" if city and len(key) == 1 and key[0] in parts else _TYPES[piece.kind]
        if key and all(part in parts for part in key):
            return "PER"
        return "LOC" if totals[key] <= -1 else None

    def _key(self, piece: Piece) -> Key:
        return name_key([t.text for t in self.tokens[piece.first : piece.last]])

    def _all_capitals(self, paragraph: Paragraph) -> bool:
        """Whether a line has capitals throughout and mostly common words, so that they show no name."""
        words = [t for t in self.text.tokens_in(paragraph.span) if t.text[:1].isalpha() and len(t.text) > 3]
        capitals = [t for t in words if t.capitalised]
        usual = sum(common(t.text, self.language) for t in capitals)
        return len(words) >= 4 and len(capitals) >= 0.8 * len(words) and usual > 0.65 * len(capitals)

    def _after_title(self, first: int) -> bool:
        return first in self.titled or (first - 1 in self.titled and self.tokens[first - 1].text == ".")

    def _score(self, piece: Piece) -> float:
        """Return how much this occurrence speaks for a person (2 and more) or against one (below 0)."""
        first, last = piece.first, piece.last
        words = [t.text for t in self.tokens[first:last]]
        if self._after_title(first):
            return 4.0
        if self.tokens[first].paragraph in self.shouted and not self.loud:
            return 0.0
        return self._shape(words, first) + self._left(first, len(words)) + self._right(first, last)

    def _shape(self, words: list[str], first: int) -> float:
        real = [w for w in words if len(w) > 1]
        unknown = max((strange(w, self.language) for w in real), default=0.0)
        if len(words) > 6 or (not unknown and all(w.isupper() for w in real) and real):
            return -1.0
        given = any(fold(part) in self.given for w in real for part in w.split("-"))
        if len(real) >= 2:
            plain = common(real[-1], self.language)
            return 2.0 if given else 0.9 + (0.5 if plain else 1.1) * unknown
        if len(words) >= 2:  # an initial and a name
            return 2.0
        if given:
            return 1.0
        if self._is_role_word(words[0].lower()):
            return -2.0
        opens = self.text.sentences[self.tokens[first].sentence].first == first
        return 0.4 if unknown == 1 else 0.1 if unknown else -0.7 if opens else -0.3

    def _role(self, token: Token) -> bool:
        """Whether a small-letter word says what somebody is: by the lists, else by its ending."""
        word = token.lower
        if self._is_role_word(word):
            return True
        return (
            token.text.islower()
            and len(word) > 4
            and word.endswith(self.data.agents)
            and word not in self.data.not_agents
            and common(word, self.language)
        )

    def _is_role_word(self, word: str) -> bool:
        return word in self.roles or (word.endswith("s") and word[:-1] in self.roles)

    def _left(self, first: int, size: int) -> float:
        """Return what the words before a name say: the first cue that holds decides."""
        if first == 0 or self.tokens[first - 1].sentence != self.tokens[first].sentence:
            return 0.0
        before = self.tokens[first - 1]
        lead = self.tokens[first - 2] if first > 1 else before
        data, word, alone = self.data, before.lower, size == 1
        cues: tuple[tuple[bool, float], ...] = (
            (before.text in (",", "("), 1.6 if self._role(lead) else 0.0),
            (word in data.called_things or (word == "of" and lead.lower in data.called_things), -2.5),
            (self._role(before), 2.5),
            (word in data.speech or word in data.objects, 1.6),
            (word in data.names, 0.0 if lead.lower in data.called_things else 2.0),
            (word in ("v", "v."), 2.0),
            (word in data.introduces, 1.2),
            (word == "and" and lead.lower in data.objects, 1.6),
            (word == "the", -2.0),
            (word == "to" and lead.lower == "according", 1.6),
            (word == "to", -0.8 if alone else 0.0),
            (word in data.inside or (word in data.place_before and alone), -1.6),
            (word in data.place_before, -0.4),
            (before.text.islower() and word not in data.neutral, 0.4),
        )
        return next((score for holds, score in cues if holds), 0.0)

    def _right(self, first: int, last: int) -> float:
        """Return what the words after a name say: the first cue that holds decides."""
        sentence = self.tokens[first].sentence
        after = [t for t in self.tokens[last : last + 5] if t.sentence == sentence]
        texts = [t.lower for t in after] + [""] * 5
        word, opens = texts[0], self.text.sentences[sentence].first == first
        plays_for = len(after) > 1 and self._role(after[0]) and after[1].capitalised
        cues: tuple[tuple[bool, float], ...] = (
            (word in (",", "("), self._after_mark(last, sentence, texts, alone=last - first == 1) if after else 0.0),
            (word == ":" and opens, 2.0 if self._labels(first, last) else 0.0),
            (word in ("v", "v."), 2.0),
            (word in self.data.speech, 1.6),
            (word in ("'s", "’s", "'", "’"), 2.0 if texts[1] in self.roles else 0.6),
            (word in self.data.personal, 1.0),
            (word in self.data.place_after, -2.0),
            (plays_for, -3.0),  # "Trabzon Sahil winger Emre Delibalta"
        )
        return next((score for holds, score in cues if holds), 0.0)

    def _labels(self, first: int, last: int) -> bool:
        """Whether a name before a colon labels a speaker, being no common word and not the headline's."""
        words = [t.text for t in self.tokens[first:last]]
        named = any(strange(w, self.language) or fold(w) in self.given for w in words)
        return named and self.tokens[first].paragraph > 0

    def _after_mark(self, last: int, sentence: int, texts: list[str], *, alone: bool) -> float:
        """Judge by what follows a comma or bracket: an age, a role, a relative clause, the country of a town."""
        if (_AGE.fullmatch(texts[1]) and texts[2] in (",", ")", ".", ";", "and")) or texts[1] == "aged":
            return 3.0
        if self._pseudonym(last):
            return 3.0
        if texts[1] == "who" or self._role_within(last + 1, sentence):
            return 1.6
        place = lookup(self.tokens[last + 1].text, self.language) if texts[1] else None
        if place is None:
            return 0.0
        if place.kind in ("adjective", "group"):
            return 1.6
        return -1.5 if alone and texts[0] == "," else 0.0

    def _pseudonym(self, last: int) -> bool:
        """Whether "(not his real name)" follows."""
        start = self.tokens[last].span.end
        after = self.text.story.text[start : start + 40].lower().lstrip()
        return after.startswith(self.data.pseudonyms)

    def _role_within(self, at: int, sentence: int) -> bool:
        """Whether an apposition at ``at`` names a role ("a fourth-year engineering student") or a people."""
        ahead = [t for t in self.tokens[at : at + 7] if t.sentence == sentence]
        if not ahead or (ahead[0].lower not in self.data.articles and not self._role(ahead[0])):
            return False
        for token in ahead:
            if token.text in (",", ".", ";"):
                return False
            if self._role(token):
                return True
            place = lookup(token.text, self.language) if token.capitalised else None
            if place is not None and place.kind in ("adjective", "group"):
                return True
        return False


def _total(marks: list[float]) -> float:
    """Return the score of a name over its occurrences: the best one, helped a little by others, held back by bad ones."""
    good = sorted((m for m in marks if m > 0), reverse=True)
    bad = [m for m in marks if m < 0]
    total = good[0] + min(0.25 * sum(good[1:]), 1.2) if good else 0.0
    return total + (min(bad) if bad and len(bad) >= len(good) else 0.0)
