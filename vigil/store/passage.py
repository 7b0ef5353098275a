"""The passage of a story that shows best what was searched for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigil.model.text import Span
from vigil.store.query import Term
from vigil.store.words import Word, keys_of, plain_words, written_words

LONGEST = 280
"""Characters of a passage at most: three lines of a terminal."""

_LEAD = 60
"""Characters before the first word that was found, where the paragraph is cut."""


_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    span: Span
    term: int


class Finder:
    """Finds the passages of many stories for one query; what a piece of text holds is worked out once."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._forms = tuple((number, *form) for number, term in enumerate(terms) for form in term.forms)
        self._keys = {key: number for number, term in enumerate(terms) for key in term.keys}
        self._number = len(terms)
        self._known: dict[str, tuple[_Found, ...]] = {}

    def passage(self, story: str) -> tuple[Span, tuple[Span, ...]]:
        """Return the span of the passage that holds the most terms, the earliest of equals, and the words found in it.

        A passage lies within one paragraph. Without any term in the story it is the story's beginning.
        """
        found = sorted(self._found(story))
        first = max(range(len(found)), key=lambda i: (_held(story, found, i), -i), default=None)
        if first is None:
            return _cut(story, _paragraph(story, 0), 0), ()
        passage = _cut(story, _paragraph(story, found[first].span.start), found[first].span.start)
        return passage, _apart(f.span for f in found if passage.contains(f.span))

    def holds_all(self, words: str) -> bool:
        """Whether every term is found in a few words."""
        return len({found.term for found in self._found(words)}) == self._number

    def _found(self, story: str) -> Iterator[_Found]:
        phrases = [form for form in self._forms if len(form[1]) > 1]
        if self._keys or len(phrases) < len(self._forms):
            yield from self._words(story)
        if phrases:
            words = list(plain_words(story))
            for number, form, prefix in phrases:
                yield from (_Found(span, number) for span in _places(words, form, prefix=prefix))

    def _words(self, story: str) -> Iterator[_Found]:
        for chunk in _CHUNK.finditer(story):
            held = self._known.get(chunk[0])
            if held is None:
                held = self._known[chunk[0]] = tuple(self._in_chunk(chunk[0]))
            for each in held:
                at = chunk.start()
                yield _Found(Span(at + each.span.start, at + each.span.end), each.term)

    def _in_chunk(self, chunk: str) -> Iterator[_Found]:
        words = list(plain_words(chunk))
        for number, form, prefix in self._forms:
            if len(form) == 1:
                yield from (_Found(span, number) for span in _places(words, form, prefix=prefix))
        for written, start, end in written_words(chunk):
            yield from (_Found(Span(start, end), self._keys[key]) for key in keys_of(written) if key in self._keys)


def _held(story: str, found: Sequence[_Found], first: int) -> int:
    """How many different terms a passage holds that begins at the ``first`` of the words found."""
    end = min(_paragraph(story, found[first].span.start).end, found[first].span.start + LONGEST - _LEAD)
    last = bisect_left(found, end, lo=first, key=lambda f: f.span.end)
    return len({f.term for f in found[first : max(last, first + 1)]})


def _paragraph(story: str, offset: int) -> Span:
    start = story.rfind("\n\n", 0, offset)
    end = story.find("\n\n", offset)
    return Span(0 if start < 0 else start + 2, len(story) if end < 0 else end)


def _cut(story: str, paragraph: Span, at: int) -> Span:
    """Cut at most ``LONGEST`` characters around ``at`` from the paragraph, between words."""
    if len(paragraph) <= LONGEST:
        return paragraph
    start = min(max(paragraph.start, at - _LEAD), paragraph.end - LONGEST)
    end = start + LONGEST
    if start > paragraph.start:
        space = story.find(" ", start - 1, at)
        start = start if space < 0 else space + 1
    if end < paragraph.end:
        space = story.rfind(" ", at, end + 1)
        end = end if space < 0 else space
    return Span(start, end)


def _places(words: Sequence[Word], form: Sequence[str], *, prefix: bool) -> Iterator[Span]:
    *head, last = form
    for at, (word, start, end) in enumerate(words):
        if not (word.startswith(last) if prefix else word == last) or at < len(head):
            continue
        before = words[at - len(head) : at]
        if [each for each, _, _ in before] == head:
            yield Span(before[0][1] if before else start, end)


def _apart(spans: Iterator[Span]) -> tuple[Span, ...]:
    """Join spans that overlap, in order."""
    joint: list[Span] = []
    for span in spans:
        if joint and joint[-1].overlaps(span):
            joint[-1] = joint[-1].cover(span)
        else:
            joint.append(span)
    return tuple(joint)
