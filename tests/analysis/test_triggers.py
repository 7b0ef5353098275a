"""Words that name events: types, details, what is left out, and that every type has words."""

from __future__ import annotations

import pytest

from vigil.analysis.segment import segment
from vigil.analysis.triggers import find_triggers, lexicon
from vigil.languages import Language
from vigil.model.text import Story
from vigil.model.vocab import event_types

ENGLISH = Language("en")


def types(words: str) -> list[str]:
    return [t.type for t in find_triggers(segment(Story(words), ENGLISH), ENGLISH)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Police picked her up at the station.", ["detention"]),
        ("He was taken into custody on Monday.", ["detention"]),
        ("The hearing was pushed back to 3 May.", ["adjournment"]),
        ("They bundled him onto a plane at dawn.", ["return"]),
        ("The court refused to extradite the engineer.", ["extradition_decision"]),
        ("A judge declined to deport her.", ["deportation_decision"]),
        ("She was granted asylum in Sweden.", ["asylum_decision"]),
        ("Her request for asylum was turned down.", ["asylum_decision"]),
        ("He applied for refugee status in March.", ["asylum_application"]),
        ("Interpol cancelled the red notice.", ["notice"]),
        ("They went on trial in Zaisan.", ["hearing"]),
        ("He was found guilty and sentenced to six years.", ["verdict", "sentence"]),
        ("Prosecutors dropped the charges.", ["charges_dropped"]),
        ("The brothers fled Turkmenistan in 2020.", ["flight"]),
        ("He was handed over to Tajikistan.", ["return"]),
        ("Nothing has been heard from him since.", ["disappearance"]),
        ("Guards beat him with a hose.", ["ill_treatment"]),
        ("The UN Committee against Torture asked Morocco to suspend it.", ["interim_measure"]),
    ],
)
def test_usual_wordings_name_their_event(words: str, expected: list[str]) -> None:
    assert types(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "An arrest warrant hangs on the wall.",
        "The group released a statement.",
        "Article 3 of the Convention against Torture is clear.",
        "The deportation centre is an hour away.",
        "The extradition treaty is old.",
        "She is free to speak.",
    ],
)
def test_words_that_name_nothing_are_left_out(words: str) -> None:
    assert [t for t in types(words) if t != "statement"] == []


def test_the_outcome_comes_with_the_words() -> None:
    text = segment(Story("A court in Almaty refused to extradite her."), ENGLISH)
    (trigger,) = find_triggers(text, ENGLISH)
    assert trigger.detail == {"outcome": "refused"}
    assert text.text_of(trigger.span).startswith("refused to extradite")


def test_every_type_of_event_has_words_and_every_row_is_a_type() -> None:
    rows = lexicon(ENGLISH).rows.values()
    assert {r.type for r in rows} - {"none"} == set(event_types())
    for row in rows:
        if row.type != "none" and "outcome" in row.detail:
            assert row.detail["outcome"] in event_types()[row.type].outcomes


def test_triggers_do_not_overlap_and_stand_in_order() -> None:
    words = (
        "Police arrested and charged him; a judge ordered him held, then he was deported, jailed and never seen again."
    )
    triggers = find_triggers(segment(Story(words), ENGLISH), ENGLISH)
    ends = [0, *(t.span.end for t in triggers)]
    assert all(t.span.start >= end for t, end in zip(triggers, ends, strict=False))
