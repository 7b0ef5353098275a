"""Names of people, organisations, places, peoples, and titles: by capitals, tables, and what stands around them.

A capitalised word is judged over the whole story: what its best occurrence shows holds for the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from vigil.analysis.runs import MentionData, Piece, TitleData, common, pieces, span_of
from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.languages.places import fold, lookup
from vigil.model.reading import Mention

_ENOUGH = 2.0
"""The score from which words are taken for a person's name."""
_PARTS = re.compile(r"[^\W_]+")
_AGE = re.compile(r"1?\d{1,2}")
_TYPES = {"norp": "NORP", "place": "LOC", "org": "ORG", "title": "TITLE"}


def find_mentions(text: Segmented, language: Language) -> tuple[Mention, ...]:
    """Return the names of a story in story order: type PER, ORG, LOC, NORP or TITLE, without overlaps."""
    judge = _Judge(text, language)
    return judge.mentions()


def name_key(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name folded for comparison, parted at hyphens and apostrophes ("al-Araibi" is two)."""
    return tuple(part for word in words for part in _PARTS.findall(fold(word)))


class _Judge:
    """Scores each name over all its occurrences."""

    def __init__(self, text: Segmented, language: Language) -> None:
        self.text = text
        self.language = language
        self.tokens = text.tokens
        self.data = language.table("mentions", MentionData)
        roles = language.table("titles", TitleData)
        self.roles = frozenset(w for words in roles.roles.values() for phrase in words for w in [phrase.split()[-1]])
        self.kin = frozenset((*roles.kin.male, *roles.kin.female, *roles.kin.either))
        self.pieces = pieces(text, language)
        self.title_case = frozenset(p.index for p in text.paragraphs if self._is_title_case(p.index))

    def mentions(self) -> tuple[Mention, ...]:
        """Return what the pieces are after judging."""
        titled = {p.last for p in self.pieces if p.kind == "title"}
        scores: dict[tuple[str, ...], list[float]] = defaultdict(list)
        for piece in self.pieces:
            if piece.kind == "name" or (piece.kind in ("place", "norp") and self._after_title(piece.first, titled)):
                scores[self._key(piece)].append(self._score(piece, titled))
        people = {key for key, marks in scores.items() if _total(marks) >= _ENOUGH}
        parts = {part for key in people if len(key) > 1 for part in key if len(part) > 1}
        found: list[Mention] = []
        for piece in self.pieces:
            kind = self._type(piece, people, parts, scores)
            if kind is not None:
                found.append(Mention(self.text.story.quote(span_of(self.text, piece.first, piece.last)), kind))
        return tuple(found)

    def _type(
        self, piece: Piece, people: set[tuple[str, ...]], parts: set[str], scores: dict[tuple[str, ...], list[float]]
    ) -> str | None:
        key = self._key(piece)
        if key in people:
            return "PER"
        if piece.kind != "name":
            if len(key) == 1 and key[0] in parts and piece.place is not None and piece.place.kind == "city":
                return "PER"
            return _TYPES[piece.kind]
        if all(part in parts for part in key):
            return "PER"
        if _total(scores[key]) <= -1:
            return "LOC"
        return None

    def _key(self, piece: Piece) -> tuple[str, ...]:
        return name_key([t.text for t in self.tokens[piece.first : piece.last]])

    def _is_title_case(self, paragraph: int) -> bool:
        """Whether a line has capitals throughout, so that they show no name."""
        words = [t for t in self.tokens if t.paragraph == paragraph and t.text[:1].isalpha() and len(t.text) > 3]
        return len(words) >= 4 and sum(t.capitalised for t in words) >= 0.8 * len(words)

    def _after_title(self, first: int, titled: set[int]) -> bool:
        return first in titled or (first - 1 in titled and self.tokens[first - 1].text == ".")

    def _score(self, piece: Piece, titled: set[int]) -> float:
        """Return how much this occurrence speaks for a person (2 and more) or against one (below 0)."""
        first, last = piece.first, piece.last
        words = [t.text for t in self.tokens[first:last]]
        if self._after_title(first, titled):
            return 4.0
        score = self._shape(words)
        if self.tokens[first].paragraph in self.title_case:
            return min(score, 0.0) if len(words) > 3 else 0.0
        return score + self._left(first) + self._right(first, last)

    def _shape(self, words: list[str]) -> float:
        real = [w for w in words if len(w) > 1]
        unknown = sum(not common(w, self.language.tag) for w in real)
        if len(words) > 5:
            return -1.0
        if len(real) >= 2:
            return 1.2 + 0.8 * min(unknown, 1)
        if len(words) >= 2:  # an initial and a name
            return 2.0
        return 0.4 if unknown else -0.3

    def _left(self, first: int) -> float:
        if first == 0 or self.tokens[first - 1].sentence != self.tokens[first].sentence:
            return 0.0
        before = self.tokens[first - 1]
        if before.text in (",", "(") and first > 1:
            role = self.tokens[first - 2]
            return 1.6 if role.lower in self.kin or role.lower in self.roles else 0.0
        if before.lower in self.kin or before.lower in self.roles:
            return 2.5
        if before.lower in self.data.speech:
            return 1.6
        if before.lower in self.data.introduces:
            return 0.8
        if before.lower == "the":
            return -2.0
        if before.lower in self.data.place_before:
            return -1.6
        return 0.0

    def _right(self, first: int, last: int) -> float:
        sentence = self.tokens[first].sentence
        after = [t for t in self.tokens[last : last + 5] if t.sentence == sentence]
        texts = [t.lower for t in after] + [""] * 5
        if texts[0] in (",", "(") and _AGE.fullmatch(texts[1]) and texts[2] in (",", ")", "."):
            return 3.0
        if texts[0] == "," and texts[1] == "aged":
            return 3.0
        if texts[0] in self.data.speech:
            return 1.6
        if texts[0] == "," and self._role_within(last + 1, sentence):
            return 1.6
        if texts[0] == "," and texts[1] == "who":
            return 1.6
        if texts[0] in ("'s", "'") and (texts[1] in self.kin or texts[1] in self.roles):
            return 2.0
        if texts[0] in self.data.personal:
            return 1.0
        if texts[0] in self.data.place_after:
            return -2.0
        if texts[0] == "," and after[1:2] and lookup(after[1].text, self.language) is not None:
            return -1.5
        return 0.0

    def _role_within(self, at: int, sentence: int) -> bool:
        """Whether an apposition at ``at`` names a role ("a fourth-year engineering student")."""
        ahead = [t for t in self.tokens[at : at + 7] if t.sentence == sentence]
        if (
            not ahead
            or ahead[0].lower not in ("a", "an", "the", "his", "her", "their", "one", "another", "its", "who", "whose")
            and ahead[0].lower not in self.roles
        ):
            return False
        for token in ahead:
            if token.text in (",", ".", ";"):
                return False
            if token.lower in self.roles or token.lower in self.kin:
                return True
        return False


def _total(marks: list[float]) -> float:
    """Return the score of a name over its occurrences: the best one, helped a little by others, held back by bad ones."""
    good = sorted((m for m in marks if m > 0), reverse=True)
    bad = [m for m in marks if m < 0]
    total = good[0] + min(0.25 * sum(good[1:]), 1.2) if good else 0.0
    return total + (min(bad) if bad and len(bad) >= len(good) else 0.0)
