"""Words in quotation marks: where each quotation opens and closes, whatever marks a report uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vigil.analysis.segment import Segmented
from vigil.model.text import Span

_CLOSING = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "'": "'"}
"""Closing marks of each opening one. A straight mark is its own pair; „ is closed by “ or ”."""
_SINGLE = "'‘"
_ENDS = ".!?,…"
_LONGEST_TERM = 3
"""Up to so many words that end in no mark of their own are a term or scare quote wherever they stand."""
_REACH = 1000
"""How far a single mark looks for its partner: one that stands alone is an apostrophe."""
_TWO_OPEN = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?:''|``)(?=\S)", re.MULTILINE)
_TWO = re.compile(r"''(?!')")
_BLANK = "\u2060"
"""Stands for the second of two apostrophes: a word joiner, which is neither space nor letter."""
_RETRIES = 3
"""How often a paragraph is read again after an opening mark that nothing closes."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. ``outer`` takes in the marks, ``inner`` does not.

    ``resumed`` says that the quotation goes on from the paragraph before, which its speaker left open.
    """

    outer: Span
    inner: Span
    resumed: bool = False


def find_quotations(text: Segmented) -> tuple[Quotation, ...]:
    """Return the outermost quotations in story order; each lies inside one paragraph.

    A paragraph whose quotation is left open and taken up by an opening mark in the next one is quoted to its end. An
    opening mark that nothing closes is otherwise no quotation.
    """
    story = _plain_marks(text.story.text)
    found: list[Quotation] = []
    running = ""
    for index, paragraph in enumerate(text.paragraphs):
        following = text.paragraphs[index + 1].span.start if index + 1 < len(text.paragraphs) else None
        opened, running = running, ""
        start = paragraph.span.start
        for _ in range(_RETRIES):
            pairs, left_open = _pairs(story, Span(start, paragraph.span.end))
            found += [
                _quotation(story, a, b, b - 1, resumed=a == paragraph.span.start and story[a] == opened)
                for a, b in pairs
            ]
            if left_open is None:
                break
            if following is not None and story[following] == story[left_open]:
                running = story[left_open]
                end = paragraph.span.end
                resumed = left_open == paragraph.span.start and running == opened
                found.append(_quotation(story, left_open, end, end, resumed=resumed))
                break
            start = left_open + 1
    return tuple(_apart([q for q in found if len(q.inner)]))


def _apart(found: list[Quotation]) -> Iterator[Quotation]:
    """Give the quotations that begin after the one before has ended."""
    end = 0
    for quotation in found:
        if quotation.outer.start >= end:
            end = quotation.outer.end
            yield quotation


def is_speech(text: Segmented, quotation: Quotation) -> bool:
    """Whether the quoted words can stand alone as speech; a short term without a mark of its own cannot."""
    words = text.text_of(quotation.inner)
    return words[-1] in _ENDS or len(words.split()) > _LONGEST_TERM


def _quotation(story: str, start: int, end: int, inner_end: int, *, resumed: bool) -> Quotation:
    first, last = start + 1, inner_end
    while first < last and story[first].isspace():
        first += 1
    while last > first and story[last - 1].isspace():
        last -= 1
    outer = Span(start - (story[start - 1 : start] == _BLANK), end + (story[end : end + 1] == _BLANK))
    return Quotation(outer, Span(first, last), resumed)


def _plain_marks(story: str) -> str:
    """Return the story with marks written as two apostrophes as straight double ones, every place kept."""
    opened = _TWO_OPEN.sub(_BLANK + '"', story)
    return _TWO.sub('"' + _BLANK, opened)


def _pairs(story: str, span: Span) -> tuple[list[tuple[int, int]], int | None]:
    """Return the outermost pairs as (opening mark, after the closing mark), and the opening mark left without partner."""
    pairs: list[tuple[int, int]] = []
    opening = span.start
    depth: list[str] = []
    for position in range(span.start, span.end):
        mark = story[position]
        level = _closes(story, position, span, depth)
        if level is not None:
            del depth[level:]
            if not depth:
                pairs.append((opening, position + 1))
        elif mark in _CLOSING and _CLOSING[mark] not in depth and _can_open(story, position, span, outermost=not depth):
            if not depth:
                opening = position
            depth.append(_CLOSING[mark])
    return pairs, opening if depth else None


def _closes(story: str, position: int, span: Span, depth: list[str]) -> int | None:
    """Return which open level the mark at ``position`` closes; marks left open inside that level are dropped."""
    mark = story[position]
    level = next((n for n in range(len(depth) - 1, -1, -1) if mark in depth[n]), None)
    return level if level is not None and _can_close(story, position, span) else None


def _can_open(story: str, position: int, span: Span, *, outermost: bool) -> bool:
    mark = story[position]
    if mark in "“«„":
        return True
    before = story[position - 1] if position > span.start else " "
    after = story[position + 1] if position + 1 < span.end else " "
    if before.isalnum() or before in ".,;!?)" or after.isspace() or (mark in _SINGLE and after.isdigit()):
        return False
    return mark not in _SINGLE or not outermost or _partner(story, position, span)


def _can_close(story: str, position: int, span: Span) -> bool:
    before = story[position - 1] if position > span.start else " "
    after = story[position + 1] if position + 1 < span.end else " "
    if story[position] in "'’":
        return not before.isspace() and not after.isalnum()
    return story[position] != '"' or not before.isspace() or not after.isalnum()


def _partner(story: str, position: int, span: Span) -> bool:
    """Whether a single mark is closed further on."""
    closing = _CLOSING[story[position]]
    end = min(span.end, position + _REACH)
    after = story.find(closing, position + 2, end)
    while after >= 0:
        if _can_close(story, after, span):
            return True
        after = story.find(closing, after + 1, end)
    return False
