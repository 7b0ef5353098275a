"""Words cut into the pieces that the encoder knows, by the rules of BERT's uncased word list, with their places.

The rules are those of Devlin et al. 2019 ("BERT: Pre-training of Deep Bidirectional Transformers"): lower case, no accents,
each mark by itself, then the longest known piece from the left. The library that does this best (``tokenizers``) brings a
client for downloading models with it, which has no place in a tool that promises to open no connection.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_RUN = re.compile(r"\S+")
_LONGEST = 100
"""Letters of the longest word that is cut; a longer one is unknown as a whole."""
_REMEMBERED = 20_000
"""Words whose pieces are kept at most; a report has some hundreds."""
_UNKNOWN = "[UNK]"
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})

Cut = tuple[int, int, int]
"""A piece: its id, and where it begins and ends."""


class WordPieces:
    """Cuts text into pieces of a word list, whose line numbers are the ids."""

    def __init__(self, words: Sequence[str]) -> None:
        self._ids = {word: number for number, word in enumerate(words)}
        self._unknown = self._ids[_UNKNOWN]
        self._known: dict[str, tuple[Cut, ...]] = {}

    def cut(self, text: str) -> Iterator[Cut]:
        """Give the pieces of ``text`` in order; offsets count code points of it, and no two pieces overlap."""
        for run in _RUN.finditer(text):
            word, at = run[0], run.start()
            pieces = self._known.get(word)
            if pieces is None:
                pieces = tuple(self._of_run(word))
                if len(self._known) < _REMEMBERED and len(word) < _LONGEST:
                    self._known[word] = pieces
            for number, start, end in pieces:
                yield number, start + at, end + at

    def _of_run(self, run: str) -> Iterator[Cut]:
        letters: list[str] = []
        places: list[int] = []
        for at, char in enumerate(run):
            if _is_mark(char):
                yield from self._of_word(letters, places)
                letters, places = [], []
                yield self._ids.get(char, self._unknown), at, at + 1
                continue
            for letter in _plain(char):
                letters.append(letter)
                places.append(at)
        yield from self._of_word(letters, places)

    def _of_word(self, letters: list[str], places: list[int]) -> Iterator[Cut]:
        if not letters:
            return
        word = "".join(letters)
        found: list[Cut] = []
        start = 0
        while start < len(word) <= _LONGEST:
            prefix = "##" if start else ""
            end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in self._ids), None)
            if end is None:
                break
            found.append((self._ids[prefix + word[start:end]], places[start], places[end - 1] + 1))
            start = end
        if start < len(word):
            yield self._unknown, places[0], places[-1] + 1
        else:
            yield from _apart(found)


def _apart(found: list[Cut]) -> Iterator[Cut]:
    """Give pieces so that none begins before the one before has ended: one letter may fold to several ("ŉ")."""
    last = 0
    for number, start, end in found:
        if end > last:
            yield number, max(start, last), end
            last = end


def _is_mark(char: str) -> bool:
    return char in _ASCII_MARKS or unicodedata.category(char).startswith("P") or 0x4E00 <= ord(char) <= 0x9FFF


def _plain(char: str) -> str:
    """Return a letter in lower case without its accents; nothing for what is not seen."""
    if char.isascii():
        return char.lower() if char.isprintable() else ""
    if unicodedata.category(char) in _UNSEEN:
        return ""
    parts = unicodedata.normalize("NFD", char.lower())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")
