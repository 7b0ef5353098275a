"""The pattern language: every element, inflection, and the way back to tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.analysis.patterns import Compiler, Line
from vigil.analysis.segment import Segmented, segment
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")
COMPILER = Compiler(ENGLISH)


def cut(words: str) -> Segmented:
    return segment(Story(words), ENGLISH)


def found(pattern: str, words: str) -> list[str]:
    text = cut(words)
    compiled = COMPILER.compile(pattern)
    return [
        text.story.text[text.tokens[f.first].span.start : text.tokens[f.last - 1].span.end]
        for f in Line(text.tokens).search(compiled)
    ]


@pytest.mark.parametrize(
    ("pattern", "words", "expected"),
    [
        ("custody", "He stays in custody.", ["custody"]),
        ("=arrest", "They arrest, arrested and are arresting.", ["arrest", "arrested", "arresting"]),
        ("+arrest", "They arrest, they arrested.", ["arrested"]),
        ("=take <who> away", "Police took the two men away.", ["took the two men away"]),
        ("=take <who> away", "Police took a look at it and ran away.", []),
        ("(red|blue) notice", "A Red Notice and a blue notice.", ["Red Notice", "blue notice"]),
        ("put [him] off", "It was put off; they put him off.", ["put off", "put him off"]),
        ("ordered ..2 deported", "The court ordered the man deported.", ["ordered the man deported"]),
        ("ordered ..2 deported", "The court ordered, then deported.", []),
        ("fled ^", "She fled Xinjiang, he fled home.", ["fled Xinjiang"]),
        ("~may", "She may go in May.", ["may"]),
        ("%month", "In January or june.", ["January", "june"]),
        ("sent to so-called camps", "sent to so-called “camps” there", ["sent to so-called “camps"]),
    ],
)
def test_each_element_matches_what_it_says(pattern: str, words: str, expected: list[str]) -> None:
    assert found(pattern, words) == expected


@pytest.mark.parametrize("pattern", ["(a|b", "a]", "put [him off"])
def test_brackets_that_do_not_match_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="brackets"):
        COMPILER.compile(pattern)


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no list 'nothing'"):
        COMPILER.compile("%nothing")


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("deport", {"deport", "deports", "deported", "deporting"}),
        ("flee", {"flee", "flees", "fled", "fleeing"}),
        ("drop", {"drop", "drops", "dropped", "dropping"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("snatch", {"snatch", "snatches", "snatched", "snatching"}),
        ("re-arrest", {"re-arrest", "re-arrests", "re-arrested", "re-arresting"}),
    ],
)
def test_verbs_are_inflected(base: str, forms: set[str]) -> None:
    assert set(COMPILER.inflector.forms(base).every) == forms


@given(st.text(alphabet="abc .,“”’'A\n", max_size=60))
def test_a_match_always_lies_on_tokens(words: str) -> None:
    text = cut(words)
    for sentence in text.sentences:
        tokens = text.sentence_tokens(sentence)
        for match in Line(tokens).search(COMPILER.compile("(a|b|c) [a] ..2 (b|c)")):
            assert 0 <= match.first < match.last <= len(tokens)
