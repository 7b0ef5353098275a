"""Runs of capitalised words, cut into pieces: titles, peoples, places, organisations, and names still to be judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vigil.analysis.name_data import MentionData, common, given_names, plain_title, strange, titles_of
from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.languages.places import Place, fold, lookup
from vigil.model.text import Span

PieceKind = Literal["title", "norp", "place", "org", "name"]

_PREFIXED = re.compile(r"(?:al|el|ad|as|ash|at|an|ar|az|ul|ud|bin|abu|d|l|o)[-‐‑'’][A-ZÀ-ÞÇĞİÖŞÜ]")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LARGEST = 5
_TWO = 2
_MOST_PARTICLES = 3
_QUOTES = frozenset("\"'“”‘’«»")
_SHORT_DAY = 4
_SHORT_NAME = 3
"""Letters up to which dictionaries have most names as a word too ("Lu", "Kim")."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of tokens ``[first, last)`` of the story with what it may be; ``place`` where the tables know it."""

    kind: PieceKind
    first: int
    last: int
    place: Place | None = None


def span_of(text: Segmented, first: int, last: int) -> Span:
    """Return the span of the tokens ``[first, last)``."""
    return Span(text.tokens[first].span.start, text.tokens[last - 1].span.end)


def pieces(text: Segmented, language: Language) -> list[Piece]:
    """Return the pieces of every run of capitals, in story order, without overlaps."""
    cutter = _Cutter(text, language)
    return [piece for sentence in text.sentences for piece in cutter.sentence(sentence.first, sentence.last)]


class _Cutter:
    """Finds runs in sentences and cuts them."""

    def __init__(self, text: Segmented, language: Language) -> None:
        self.tokens = text.tokens
        self.text = text
        self.language = language
        self.data = language.table("mentions", MentionData)
        self.titles = titles_of(language)
        self.known = frozenset(tuple(fold(k).split()) for k in self.data.known)
        self.blocked = self.data.months | self.data.days
        self.given = given_names(language)
        self.shouted = frozenset(s.index for s in text.sentences if _shouted(text.sentence_tokens(s)))
        self.pairs = Counter((a.text, b.text) for a, b in pairwise(text.tokens) if not _opens(text, a))
        self.lower_words = frozenset(t.text for t in text.tokens if t.text.islower())

    def sentence(self, first: int, last: int) -> list[Piece]:
        """Return the pieces of the tokens ``[first, last)``."""
        found: list[Piece] = []
        at = first
        while at < last:
            if not self._begins(at):
                at += 1
                continue
            end = self._run_end(at, last)
            found += self._cut(at, end, first)
            at = end
        return found

    def _begins(self, at: int) -> bool:
        token = self.tokens[at]
        if not self._namelike(at):
            return False
        initial = len(token.text) == 1 and self._next_text(at) == "." and self._next_text(at + 1)[:1].isupper()
        return initial or plain_title(token.text) in self.titles or not self._never(at)

    def _next_text(self, at: int) -> str:
        return self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""

    def _never(self, at: int) -> bool:
        """Whether a word is never a name, in capitals or not; some are, beside another name inside a sentence."""
        word = self.tokens[at].text
        if word in self.data.also_names and not _opens(self.text, self.tokens[at]):
            beside = (self.tokens[n] for n in (at - 1, at + 1) if 0 <= n < len(self.tokens))
            return not any(t.capitalised and strange(t.text, self.language) for t in beside)
        return word in self.data.never or (len(word) > 1 and word.isupper() and word.title() in self.data.never)

    def _run_end(self, first: int, last: int) -> int:
        """Return where the run that begins at ``first`` ends."""
        at = first + 1
        while at < last:
            step = self._step(first, at, last)
            if not step:
                break
            at += step
        while at < last and self.tokens[at].text in self.data.after:
            at += 1
        if at < last and self.tokens[at].text == "." and self._final_initial(first, at):
            at += 1  # "Ikhlas B."
        return at

    def _final_initial(self, first: int, at: int) -> bool:
        before = self.tokens[at - 1]
        return (
            len(before.text) == 1
            and before.text.isupper()
            and before.span.end == self.tokens[at].span.start
            and at - first > 1
        )

    def _step(self, first: int, at: int, last: int) -> int:
        """Return how many tokens from ``at`` on still belong to the run; 0 where it ends."""
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.span.start - before.span.end > 1:
            return 0
        if token.text == ".":
            initial = _INITIALS.fullmatch(before.text) or plain_title(before.text) in self.titles
            return 1 if initial and at + 1 < last and self._namelike(at + 1) else 0
        if self._namelike(at) or token.text in self.data.after:
            return 1
        if token.text in _QUOTES and self._nickname(at, last):
            return 4
        if at + 1 >= last:
            return 0
        particles = self._particles(at, last)
        return particles or self._joint(first, at, last)

    def _particles(self, at: int, last: int) -> int:
        """Return how many tokens "bin", "van der" and the name after them take; 0 where no name follows."""
        skip = 0
        while at + skip < last and self.tokens[at + skip].lower in self.data.particles and skip < _MOST_PARTICLES:
            skip += 1
        return skip + 1 if skip and at + skip < last and self._namelike(at + skip) else 0

    def _namelike(self, at: int) -> bool:
        token = self.tokens[at]
        if token.text == "I" or (token.text in self.blocked and not self._first_name(at)):
            return False
        if not token.capitalised:
            return bool(_PREFIXED.match(token.text))
        if len(token.text) == 1:
            return True
        if token.text.isupper() and token.sentence in self.shouted:
            return self._named_in_capitals(at)
        return not self._never(at) or plain_title(token.text) in self.titles

    def _named_in_capitals(self, at: int) -> bool:
        """Whether a word of a line in capitals belongs to a name: its longest part is one that no dictionary has."""
        token = self.tokens[at]
        if token.lower in self.data.speech:
            return False
        pairs = (self.tokens[at : at + 2], self.tokens[max(at - 1, 0) : at + 1])
        placed = any(lookup(" ".join(t.text for t in words), self.language) for words in ((token,), *pairs))
        if placed or fold(token.text) in self.given:
            return True
        longest = max(re.split(r"[-‐‑]", token.text), key=len)
        return strange(longest, self.language) >= (1.0 if len(longest) > _SHORT_NAME else 0.5)

    def _nickname(self, at: int, last: int) -> bool:
        """Whether a quoted name stands inside a name ("Alexander "Sasha" Petrov")."""
        quoted = at + 3 < last and self.tokens[at + 2].text in _QUOTES
        return quoted and self._namelike(at + 1) and self._namelike(at + 3)

    def _first_name(self, at: int) -> bool:
        """Whether "Jan", "April" or "Thu" belongs to a name: no number beside it, and an uncommon word."""
        if self.tokens[at].text in self.data.days and len(self.tokens[at].text) > _SHORT_DAY:
            return False
        before, after = (self.tokens[n] if 0 <= n < len(self.tokens) else None for n in (at - 1, at + 1))
        if after is not None and after.text[:1].isdigit():
            return False
        if before is not None and (before.text[:1].isdigit() or before.lower in self.data.dated):
            return False
        return any(t is not None and self._uncommon(t) for t in (before, after))

    def _uncommon(self, token: Token) -> bool:
        """Whether a capitalised word is no common word, day or place."""
        if not token.capitalised or token.text in self.blocked or not strange(token.text, self.language):
            return False
        return lookup(token.text, self.language) is None

    def _joint(self, first: int, at: int, last: int) -> int:
        """Step over "of", "for the", "and", "'s" or an ordinal inside the name of an organisation."""
        token = self.tokens[at]
        head = any(
            self.tokens[i].text.rstrip("s").title() in self._heads or self.tokens[i].text in self._heads
            for i in range(first, at)
        )
        if _ORDINAL.fullmatch(token.text):
            return 1 if self._org_ahead(at + 1, last) else 0
        if token.text in ("'s", "’s"):
            return (
                1 if self._org_ahead(at + 1, last) and not head and at - first == 1 and self._is_office(at + 1) else 0
            )
        if not head:
            return 0
        if token.lower in ("of", "for", "against", "on", "to"):
            skip = 2 if self.tokens[at + 1].lower == "the" else 1
            return skip + 1 if at + skip < last and self._namelike(at + skip) else 0
        if (
            token.lower in ("and", "&")
            and self._org_ahead(at + 1, last)
            and "of" in {self.tokens[i].lower for i in range(first, at)}
        ):
            return 2
        return 0

    @property
    def _heads(self) -> frozenset[str]:
        return self.data.organisation

    def _is_office(self, at: int) -> bool:
        return self.tokens[at].text in self.data.organisation

    def _org_ahead(self, at: int, last: int) -> bool:
        while at < last and self._namelike(at):
            if self.tokens[at].text in self.data.organisation:
                return True
            at += 1
        return False

    def _cut(self, first: int, last: int, sentence_first: int) -> list[Piece]:
        """Cut the run ``[first, last)``."""
        if first == sentence_first and last - first > 1:
            first = self._drop_opening(first)
        found: list[Piece] = []
        rest = first
        at = first
        while at < last:
            size = self._longest(at, last, self.titles)
            if size and (at + size < last or not found) and not self._inside_org(first, last, at):
                found += self._plain(rest, at)
                joined = bool(found) and found[-1].kind == "title" and found[-1].last == at
                begin = found.pop().first if joined else at  # "Deputy Foreign Minister"
                found.append(Piece("title", begin, at + size))
                at += size
                while at < last and self.tokens[at].text == ".":
                    at += 1
                rest = at
            else:
                at += 1
        tail = self._plain(rest, last)
        if (
            found
            and found[-1].kind == "title"
            and len(tail) == 1
            and tail[0].kind == "org"
            and tail[0].last - tail[0].first == 1
        ):
            tail = [Piece("name", tail[0].first, tail[0].last)]  # "Mr ANSELL"
        return found + tail

    def _drop_opening(self, first: int) -> int:
        """Leave out a first word that is only capitalised because the sentence begins ("Yesterday Orazov")."""
        word, after = self.tokens[first].text, self.tokens[first + 1]
        if plain_title(word) in self.titles or word in self.data.organisation or fold(word) in self.given:
            return first
        if lookup(word, self.language) is not None or not after.capitalised or word.isupper():
            return first
        if word.lower() in self.lower_words:
            return first + 1
        opens = word.lower() in self.data.openers or word.endswith(self.data.opening_ends)
        alone = opens and not common(after.text, self.language) and not self.pairs[word, after.text]
        return first + 1 if alone else first

    def _inside_org(self, first: int, last: int, at: int) -> bool:
        """Whether a title word belongs to an organisation's name ("Attorney General's Office")."""
        after = [t.text for t in self.tokens[at:last]]
        return any(w in ("of", "for", "'s", "’s") for w in after[1:4]) or (
            after[-1] in self.data.organisation and last - first > 1
        )

    def _longest(self, at: int, last: int, table: frozenset[str]) -> int:
        for size in range(min(_LARGEST, last - at), 0, -1):
            words = " ".join(t.text for t in self.tokens[at : at + size])
            if plain_title(words) in table:
                return size
        return 0

    def _plain(self, first: int, last: int) -> list[Piece]:
        """Cut what holds no title: organisations whole, else peoples and places off the front, the rest a name."""
        while first < last and self.tokens[first].text == ".":
            first += 1
        while last - first > 1 and self.tokens[last - 1].text in self.data.post_nominals:
            last -= 1
        if first >= last:
            return []
        words = [t.text for t in self.tokens[first:last]]
        place = lookup(" ".join(words), self.language)
        if place is not None:
            return [Piece("norp" if place.kind in ("adjective", "group") else "place", first, last, place)]
        whole = self._whole(words)
        if whole is not None:
            return [Piece(whole, first, last)]
        for size in range(min(_LARGEST, last - first - 1), 0, -1):
            place = lookup(" ".join(words[:size]), self.language)
            own = size == 1 and words[0] in self.data.people_names and strange(words[1], self.language) > 0
            if place is not None and place.kind in ("adjective", "group", "country") and not own:
                kind: PieceKind = "place" if place.kind == "country" else "norp"
                return [Piece(kind, first, first + size, place), *self._plain(first + size, last)]
        return [Piece("name", first, last)]

    def _whole(self, words: list[str]) -> PieceKind | None:
        """Return what a run is that is not cut further; None where it may be."""
        if len(words) == _TWO and fold(words[0]) in self.given and lookup(words[0], self.language) is None:
            return "name"  # "Rachel Cross", "Kate Hill"
        if self._organisation(words):
            return "org"
        placed = len(words) > 1 and (words[-1] in self.data.place or words[0] in self.data.place_first)
        return "place" if placed else None

    def _organisation(self, words: Sequence[str]) -> bool:
        if tuple(fold(w) for w in words) in self.known:
            return True
        if len(words) == 1:
            word = words[0]
            letters = re.sub(r"[^\w]", "", word)
            return letters.isupper() and 2 <= len(letters) <= 6 and "." not in word and not common(word, self.language)
        named = [w for n, w in enumerate(words) if n or w not in self.data.only_late]
        return any(w in self.data.organisation or w.title() in self.data.organisation for w in named)


def _opens(text: Segmented, token: Token) -> bool:
    return text.sentences[token.sentence].first == token.index


def _shouted(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is in capitals throughout."""
    words = [t.text for t in tokens if t.text[:1].isalpha() and len(t.text) > 1]
    return len(words) > 1 and all(w.isupper() for w in words)
