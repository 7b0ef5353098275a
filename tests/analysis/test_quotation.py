from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.analysis.quotation import find_quotations, is_speech
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")
MARKS = "\"'“”‘’«»„`"


def quoted(story: str) -> list[str]:
    text = segment(Story(story), ENGLISH)
    return [text.text_of(q.inner) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("story", "inner"),
    [
        ('"We wait," she said.', ["We wait,"]),
        ("“We wait,” she said.", ["We wait,"]),
        ("« Nous attendons », she said.", ["Nous attendons"]),
        ("„Wir warten“, she said.", ["Wir warten"]),
        ("''We wait,'' she said.", ["We wait,"]),
        ("'We wait,' she said.", ["We wait,"]),
        ("‘We don’t wait,’ she said.", ["We don’t wait,"]),
        ("The experts' names and the judge's chair.", []),
        ("In the '90s they 'ran' away.", ["ran"]),
        ("He called it \"a 'small' mistake\" twice.", ["a 'small' mistake"]),
        ('An inch is 1" and no more is said.', []),
        ('He said "they left and never closed the mark.', []),
        ('"One," she said. "Two."', ["One,", "Two."]),
    ],
)
def test_quotations_in_any_marks(story: str, inner: list[str]) -> None:
    assert quoted(story) == inner


def test_a_quotation_that_each_paragraph_opens_again_goes_on() -> None:
    text = segment(Story('She wrote: "First part.\n\n"Second part."\n\nNothing more.'), ENGLISH)
    found = find_quotations(text)
    assert [text.text_of(q.inner) for q in found] == ["First part.", "Second part."]
    assert [q.resumed for q in found] == [False, True]


@pytest.mark.parametrize(
    ("story", "speech"), [('"reeducation camps" exist', False), ('"No!" exists', True), ('"we are not a taxi" x', True)]
)
def test_a_term_is_no_speech(story: str, speech: bool) -> None:
    text = segment(Story(story), ENGLISH)
    assert is_speech(text, find_quotations(text)[0]) is speech


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*MARKS, "''", " ", "\n\n", "a", "don't", ".", ",", "It"]), max_size=40).map("".join))
def test_quotations_lie_apart_inside_their_paragraphs(story: str) -> None:
    text = segment(Story(story), ENGLISH)
    found = find_quotations(text)
    for quotation in found:
        assert quotation.outer.contains(quotation.inner)
        assert any(p.span.contains(quotation.inner) for p in text.paragraphs)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
