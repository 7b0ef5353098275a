"""Paragraphs, sentences and tokens of a story, with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from vigil.languages import Language
from vigil.model.text import Span, Story

ParagraphKind = Literal["headline", "heading", "caption", "body"]

_TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+\.?"  # U.S., e.g.
    r"|\d+(?:[.,:]\d+)+(?!(?:st|nd|rd|th)\b)(?=[^\W\d_])"  # the number of 1.2m
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W_])"  # 1,000  10:30  21st
    r"|[^\W_]+(?:['’][^\W\d_]+|[-‐‑][^\W_]+)*"  # words, with inner apostrophes and hyphens
    r"|\.\.\.|[^\w\s]|_"
)
_CLITIC = re.compile(r"^(.+?)(['’](?:s|ll|d|re|ve|m)|n['’]t)$", re.IGNORECASE)
_OPENING = "\"'“‘«([„"
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark. ``lower`` is folded for look-up; ``index`` counts over the whole story."""

    index: int
    span: Span
    text: str
    lower: str
    sentence: int
    paragraph: int

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit."""
        return any(c.isalnum() for c in self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``first`` and ``last`` are the half-open run of its tokens."""

    index: int
    span: Span
    paragraph: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a line of a list; ``number`` is the item's mark where it has one ("1.", "(a)")."""

    index: int
    span: Span
    kind: ParagraphKind


@dataclass(frozen=True)
class Segmented:
    """A story cut up. Spans are into ``story.text``."""

    story: Story
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.span.start for t in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that begins at or before ``offset``; None before the first."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 else None

    def tokens_in(self, span: Span) -> Sequence[Token]:
        """Return the tokens that begin inside ``span``."""
        first = bisect_right(self._token_starts, span.start - 1)
        return self.tokens[first : bisect_right(self._token_starts, span.end - 1)]

    def sentence_tokens(self, sentence: Sentence) -> Sequence[Token]:
        """Return the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def text_of(self, span: Span) -> str:
        """Return the story's words at ``span``."""
        return self.story.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class SegmentData:
    """``languages/TAG/segment.toml``."""

    abbreviations: tuple[str, ...]
    starters: tuple[str, ...]


def segment(story: Story, language: Language) -> Segmented:
    """Cut a story into paragraphs (divided by line ends), sentences and tokens. Clitics ('s, n't) are tokens."""
    data = language.table("segment", SegmentData)
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for line in re.finditer(r"[^\n]+", story.text):
        span = _trimmed(story.text, line.start(), line.end())
        if not len(span):
            continue
        paragraph = Paragraph(len(paragraphs), span, _kind(story, span))
        paragraphs.append(paragraph)
        for part in _sentence_spans(story.text, span, data):
            first = len(tokens)
            tokens += _tokens(story.text, part, first, len(sentences), paragraph.index)
            sentences.append(Sentence(len(sentences), part, paragraph.index, first, len(tokens)))
    return Segmented(story, tuple(paragraphs), tuple(sentences), tuple(tokens))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _kind(story: Story, span: Span) -> ParagraphKind:
    if story.headline is not None and story.headline.overlaps(span):
        return "headline"
    if any(c.overlaps(span) for c in story.captions):
        return "caption"
    if any(h.overlaps(span) for h in story.headings):
        return "heading"
    return "body"


def _tokens(text: str, span: Span, first: int, sentence: int, paragraph: int) -> list[Token]:
    pieces: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text, span.start, span.end):
        start, end = found.span()
        clitic = _CLITIC.match(found[0])
        if clitic:
            middle = start + len(clitic[1])
            pieces += [(start, middle), (middle, end)]
        else:
            pieces.append((start, end))
    return [
        Token(first + n, Span(a, b), text[a:b], text[a:b].lower().replace("’", "'"), sentence, paragraph)
        for n, (a, b) in enumerate(pieces)
    ]


def _sentence_spans(text: str, span: Span, data: SegmentData) -> list[Span]:
    spans: list[Span] = []
    start = span.start
    for stop in re.finditer(r"(?:[.!?…]+|[。！？])[\"'”’»)\]]*(?=\s+)", text[span.start : span.end]):
        end = span.start + stop.end()
        if end <= start or not _ends(text[start : span.end], span.start + stop.start() - start, end - start, data):
            continue
        spans.append(_trimmed(text, start, end))
        start = end
    rest = _trimmed(text, start, span.end)
    return [s for s in (*spans, rest) if len(s)]


def _ends(text: str, stop: int, end: int, data: SegmentData) -> bool:
    """Whether the mark at ``stop`` (closing quotes up to ``end``) ends the sentence that ``text`` begins with."""
    after = text[end:].lstrip()
    head = after.lstrip(_OPENING)[:1]
    if head and head.islower():
        return False
    if text[stop] != ".":
        return not (text[stop] in "!?" and end > stop + 1 and not head.isupper())
    word_match = re.search(r"[^\s\"'“‘«(\[]+$", text[:stop])
    word = word_match[0].lower() if word_match else ""
    if re.fullmatch(r"\(?(?:\d{1,2}|[a-z])\)?", word) and stop <= len(word) + 1:
        return False  # the number of a list item
    if word in data.abbreviations:
        return False
    if re.fullmatch(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]", word):  # an initial, or letters with full stops between
        next_word = re.match(r"[^\W\d_]+", after.lstrip(_OPENING))
        return next_word is not None and next_word[0].lower() in data.starters
    return True
