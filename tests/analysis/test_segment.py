"""Paragraphs, sentences and tokens."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.analysis.segment import Segmented, segment
from vigil.languages import Language
from vigil.model.text import Span, Story

ENGLISH = Language("en")
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
PIECES = st.sampled_from(
    [
        "He", "was", "held", "Mr.", "U.S.", "Jan.", "no.", "5", "1,140", "2.1m", "10:30", ".", "?", "!", "...", "…", "\n", "\n\n", " ", " ", " ", '"', "”", "’s", "don't",
        "(a)", "30-year-old", "Ma\u200brat", "Cafe\u0301", "😀", "Қасым", "حكيم", "-", "—", "\t", "\u2028", ",", "e.g.", "۳",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=120))


def cut(text: str) -> Segmented:
    """Cut a story without a headline."""
    return segment(Story(text), ENGLISH)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    found = cut(text)
    return [text[s.span.start : s.span.end] for s in found.sentences]


@given(TEXTS)
@settings(max_examples=200)
def test_spans_lie_inside_in_order_and_apart(text: str) -> None:
    found = cut(text)
    for items in (found.paragraphs, found.sentences, found.tokens):
        spans = [i.span for i in items]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert [i.index for i in items] == list(range(len(items)))
    for sentence in found.sentences:
        assert found.paragraphs[sentence.paragraph].span.contains(sentence.span)
        inside = found.sentence_tokens(sentence)
        assert all(sentence.span.contains(t.span) and t.sentence == sentence.index for t in inside)
    assert all(t.text == text[t.span.start : t.span.end] for t in found.tokens)


@given(TEXTS)
@settings(max_examples=200)
def test_tokens_cover_all_that_is_seen(text: str) -> None:
    covered = {i for t in cut(text).tokens for i in range(t.span.start, t.span.end)}
    assert {i for i, c in enumerate(text) if not c.isspace() and c not in UNSEEN} <= covered


@given(TEXTS, st.integers(0, 130), st.integers(0, 40))
def test_look_ups_agree_with_a_scan(text: str, start: int, length: int) -> None:
    found = cut(text)
    span = Span(start, start + length)
    assert list(found.tokens_in(span)) == [t for t in found.tokens if span.start <= t.span.start < span.end]
    before = [s for s in found.sentences if s.span.start <= start]
    assert found.sentence_at(start) == (before[-1] if before else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Orynbek spoke to Dr. Sadykova. They left.", ["Mr. Orynbek spoke to Dr. Sadykova.", "They left."]),
        ("He fled to the U.S. in May. The U.S. He knew.", ["He fled to the U.S. in May.", "The U.S.", "He knew."]),
        ("Charged under art. 392. He said no. Then he sat. Nobody came.", ["Charged under art. 392.", "He said no.", "Then he sat.", "Nobody came."]),
        ("They met on Jan. 5 at 5 p.m. on Sunday. Born in Dec. The rest is known.", ["They met on Jan. 5 at 5 p.m. on Sunday.", "Born in Dec.", "The rest is known."]),
        ('"Stop!" Zhao said. "Why?" He left.', ['"Stop!" Zhao said.', '"Why?"', "He left."]),
        ('"Where is he?" asked his wife. "Gone."', ['"Where is he?" asked his wife.', '"Gone."']),
        ("1. Opening. The trial began.", ["1. Opening.", "The trial began."]),
        ("J. K. Akhmetov and A.B. Li signed. Both left.", ["J. K. Akhmetov and A.B. Li signed.", "Both left."]),
        ("He waited… then went. And so on... Nobody came.", ["He waited… then went.", "And so on...", "Nobody came."]),
        ("NO ONE CAME. THE COURT SAT", ["NO ONE CAME.", "THE COURT SAT"]),
        ("One line\nAnother line", ["One line", "Another line"]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don’t", ["do", "n’t"]),
        ("Monday's", ["Monday", "'s"]),
        ("A$2.1m", ["A", "$", "2.1", "m"]),
        ("1,140 at 10:30", ["1,140", "at", "10:30"]),
        ("the 21st", ["the", "21st"]),
        ("ex-fighters U.S.", ["ex-fighters", "U.S."]),
        ("Cafe\u0301", ["Cafe\u0301"]),
        ("Ma\u200brat", ["Ma\u200brat"]),
        ("16x9 4pm", ["16x9", "4pm"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [t.text for t in cut(text).tokens] == expected


def test_what_is_not_seen_does_not_change_a_word() -> None:
    assert [t.lower for t in cut("Ma\u200brat c\u00adamp don’t").tokens] == ["marat", "camp", "do", "n't"]


def test_kinds_of_paragraph() -> None:
    text = "Two held\n\nA caption.\n\nBackground\n\nThey fled."
    story = Story(text, headline=Span(0, 8), captions=(Span(10, 20),), headings=(Span(22, 32),))
    assert [p.kind for p in segment(story, ENGLISH).paragraphs] == ["headline", "caption", "heading", "body"]


@pytest.mark.parametrize(
    "piece", ["word ", "a.b. ", "He was held. ", ".", "? ", "x", "1,", "😀", "\u200b", "No. ", "\n", "-", "'"]
)
def test_long_lines_are_read(piece: str) -> None:
    """A line of 50,000 characters: quadratic reading of one of these takes minutes."""
    text = piece * (50_000 // len(piece))
    found = cut(text)
    assert all(t.span.end <= len(text) for t in found.tokens[-1:])
    assert bool(found.tokens) == bool(text.strip("\n\u200b"))
