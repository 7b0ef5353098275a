"""Who has been spoken of so far in a story, and how much each is in the reader's mind."""

from __future__ import annotations

from dataclasses import dataclass, field

from vigil.analysis.phrases import Gender
from vigil.analysis.segment import Segmented
from vigil.languages.places import Place
from vigil.model.text import Span

_OPENING, _CLOSING = "“«„", "”»"
_PLAIN = '"'

# Weights found by trying on annotated reports: which person a pronoun speaks of.
_SAME_SENTENCE, _ONE_BACK, _TWO_BACK, _THREE_BACK, _FARTHER = 2.0, 1.7, 1.2, 0.8, 0.3
_SUBJECT = 0.7
_TOPIC = 1.4
_NEW_PARAGRAPH = 0.2


@dataclass(eq=False)
class Entity:
    """A person or group of people in the story; ``ids`` are empty where they are unnamed.

    ``count`` is 1, a number, or None for an unnumbered plural. ``topic`` (0 to 1) is how much the story is about them,
    ``outsider`` marks who speaks or decides about others: officials, lawyers, advocates, journalists.
    """

    ids: tuple[str, ...]
    count: int | None
    gender: Gender | None = None
    heads: set[str] = field(default_factory=set)
    peoples: set[str] = field(default_factory=set)
    topic: float = 0.0
    outsider: bool = False
    last: int = -1
    sentence: int = -1
    paragraph: int = -1
    subject: bool = False

    def touch(self, token: int, sentence: int, paragraph: int, *, subject: bool) -> None:
        """Note a mention at ``token``."""
        self.subject = subject or (self.subject and self.sentence == sentence)
        self.last, self.sentence, self.paragraph = token, sentence, paragraph

    def salience(self, sentence: int, paragraph: int) -> float:
        """Return how much they are in mind at a sentence; the higher the likelier a pronoun means them."""
        back = sentence - self.sentence
        near = {0: _SAME_SENTENCE, 1: _ONE_BACK, 2: _TWO_BACK, 3: _THREE_BACK}.get(back, _FARTHER)
        if self.paragraph != paragraph:
            near -= _NEW_PARAGRAPH
        return near + (_SUBJECT if self.subject and back <= 1 else 0.0) + _TOPIC * self.topic


def people_of(places: tuple[Place, ...]) -> set[str]:
    """Return the canonical words of peoples."""
    return {p.canonical for p in places if p.canonical}


def quotations(text: Segmented) -> tuple[Span, ...]:
    """Return the spans inside quotation marks, marks included, paragraph by paragraph.

    A quotation left open runs to the end of its paragraph.
    """
    found: list[Span] = []
    story = text.story.text
    for paragraph in text.paragraphs:
        start: int | None = None
        for at in range(paragraph.span.start, paragraph.span.end):
            mark = story[at]
            if start is None and (mark in _OPENING or mark == _PLAIN):
                start = at
            elif start is not None and (mark in _CLOSING or (mark == _PLAIN and story[start] == _PLAIN)):
                found.append(Span(start, at + 1))
                start = None
        if start is not None:
            found.append(Span(start, paragraph.span.end))
    return tuple(found)
