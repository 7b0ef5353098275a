"""Paragraphs, sentences and tokens of a story, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from vigil.languages import Language
from vigil.model.text import Span, Story

ParagraphKind = Literal["headline", "heading", "caption", "body"]

# Characters that stand inside words without being letters: combining marks (Latin, Cyrillic, Hebrew, Arabic), soft hyphen,
# zero-width space and joiners, which pasted pages hold in the middle of names.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
)
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}{_UNSEEN}])*"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}{_UNSEEN}])*"
_TOKEN = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])"  # U.S., e.g.
    r"|\d+(?:[.,:]\d+)+(?!(?:st|nd|rd|th)\b)(?=[^\W\d_])"  # the number of 1.2m
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W_])"  # 1,000  10:30  21st
    rf"|{_WORD}(?:['’]{_LETTERS}|[-‐‑]{_WORD})*"  # words, with inner apostrophes and hyphens
    rf"|\.\.\.|[^\w\s{_UNSEEN}]|_"
)
_UNSEEN_IN = re.compile(f"[{_UNSEEN}]")
_CLITIC = re.compile(r"^(.+?)(['’](?:s|ll|d|re|ve|m)|n['’]t)$", re.IGNORECASE)
_STOP = re.compile(
    r"(?<![.!?…])(?:[.!?…]++|[。！？])[\"'”’»)\]]*+(?=\s)"
)  # possessive: a line of full stops is read once
_LONGEST = 200
"""Tokens of the longest sentence: what has no stop for so long is cut, so that reading it takes bounded time. The longest
of 2,329 in the practice reports has 68."""
_PAUSES = frozenset(",;:–—")
_WINDOW = 60
"""Characters around a full stop that decide whether it ends its sentence."""
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
    """A paragraph, or a line of a list."""

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

    def token_from(self, offset: int) -> int:
        """Return the index of the first token that begins at ``offset`` or after it."""
        return bisect_left(self._token_starts, offset)

    def sentences_in(self, span: Span) -> Sequence[Sentence]:
        """Return the sentences that share a character with ``span``."""
        first = max(bisect_right(self._sentence_starts, span.start) - 1, 0)
        near = self.sentences[first : bisect_left(self._sentence_starts, span.end)]
        return near[1:] if near and near[0].span.end <= span.start else near

    def sentence_tokens(self, sentence: Sentence) -> Sequence[Token]:
        """Return the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def text_of(self, span: Span) -> str:
        """Return the story's words at ``span``."""
        return self.story.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class SegmentData:
    """``languages/TAG/segment.toml``; the comments there say what each list is for."""

    titles: tuple[str, ...]
    numbered: tuple[str, ...]
    never: tuple[str, ...]
    often: tuple[str, ...]
    dated: tuple[str, ...]
    starters: tuple[str, ...]
    speech: tuple[str, ...]


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
            for portion, pieces in _portions(story.text, part):
                first = len(tokens)
                tokens += _tokens(story.text, pieces, first, len(sentences), paragraph.index)
                sentences.append(Sentence(len(sentences), portion, paragraph.index, first, len(tokens)))
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


def _pieces(text: str, span: Span) -> list[Span]:
    """Return the places of the tokens of a sentence."""
    pieces: list[Span] = []
    for found in _TOKEN.finditer(text, span.start, span.end):
        start, end = found.span()
        clitic = _CLITIC.match(found[0])
        if clitic:
            middle = start + len(clitic[1])
            pieces += [Span(start, middle), Span(middle, end)]
        else:
            pieces.append(Span(start, end))
    return pieces


def _portions(text: str, sentence: Span) -> Iterator[tuple[Span, list[Span]]]:
    """Yield the sentence with its tokens; one that is too long in portions, which end in a pause or else are full."""
    pieces = _pieces(text, sentence)
    start, begin = 0, sentence.start
    while len(pieces) - start > _LONGEST:
        ends = range(start + _LONGEST, start + _LONGEST // 2, -1)
        end = next((n for n in ends if text[pieces[n - 1].start : pieces[n - 1].end] in _PAUSES), ends[0])
        yield Span(begin, pieces[end - 1].end), pieces[start:end]
        start, begin = end, pieces[end].start
    yield Span(begin, sentence.end), pieces[start:]


def _tokens(text: str, pieces: list[Span], first: int, sentence: int, paragraph: int) -> list[Token]:
    words = [text[p.start : p.end] for p in pieces]
    return [
        Token(first + n, span, word, folded(word), sentence, paragraph)
        for n, (span, word) in enumerate(zip(pieces, words, strict=True))
    ]


def folded(word: str) -> str:
    """Return a word or words for look-up: in small letters, straight apostrophes, without what is not seen."""
    return _UNSEEN_IN.sub("", word.lower().replace("’", "'"))


def _sentence_spans(text: str, span: Span, data: SegmentData) -> list[Span]:
    spans: list[Span] = []
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        if stop.end() < span.end and _ends(text, start, stop, span.end, data):
            spans.append(_trimmed(text, start, stop.end()))
            start = stop.end()
    rest = _trimmed(text, start, span.end)
    return [s for s in (*spans, rest) if len(s)]


def _ends(text: str, start: int, stop: re.Match[str], limit: int, data: SegmentData) -> bool:
    """Whether the mark at ``stop`` ends the sentence that begins at ``start``; only a window around it is looked at."""
    after = text[stop.end() : min(stop.end() + _WINDOW, limit)].lstrip()
    bare = after.lstrip(_OPENING)
    head = bare[:1]
    if head and head.islower():
        return False
    mark = text[stop.start()]
    if mark != ".":
        closed = len(stop[0].rstrip(_CLOSING)) < len(stop[0])
        return not (mark in "!?" and closed and (not head.isupper() or _speaks(bare, data)))
    before = text[max(start, stop.start() - _WINDOW) : stop.start()]
    last = re.search(r"[^\s\"'“‘«(\[]+\Z", before)
    return _ends_after(last[0] if last else "", len(before), bare, data)


def _ends_after(last: str, length: int, after: str, data: SegmentData) -> bool:
    """Whether a full stop ends a sentence after the word ``last``, with ``after`` to follow."""
    word = last.lower()
    found = re.match(r"[^\W\d_]+", after)
    starts = found is not None and found[0].lower() in data.starters
    if re.fullmatch(r"\(?(?:\d{1,2}|[a-z])\)?", word) and length <= len(word):
        return False  # the number of a list item
    if word in data.never or (word in data.titles and last[:1].isupper()):
        return False
    if word in data.numbered:
        return not after[:1].isdigit()
    if word in data.often or (word in data.dated and last[:1].isupper()):
        return starts
    if re.fullmatch(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]", word):  # an initial, or letters with full stops between
        return starts
    return True


def _speaks(after: str, data: SegmentData) -> bool:
    """Whether a speaker follows what was said: 'said', or one to three capitalised words and a verb of speech."""
    words = re.findall(r"[^\W\d_]+", after)[:4]
    verb = next((n for n, w in enumerate(words) if not w[0].isupper()), None)
    return verb is not None and verb > 0 and words[verb] in data.speech
