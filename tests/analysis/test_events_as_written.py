"""Who does it, where, and the words that show it, as the text has them."""

from __future__ import annotations

import pytest

from vigil.analysis.analyse import analyse
from vigil.model.reading import Event
from vigil.model.report import Capture, Report
from vigil.model.text import Story
from vigil.model.when import When

OPENING = "Farid Nazari, 34, an Afghan engineer, fled Kabul in 2019. "


def first(words: str, kind: str) -> Event:
    report = Report(
        id="0" * 16,
        capture=Capture("0" * 64, "text/plain"),
        story=Story(OPENING + words),
        published=When("2021-03-05"),
        language="en",
    )
    return next(e for e in analyse(report).events if e.type == kind)


@pytest.mark.parametrize(
    ("words", "kind", "by"),
    [
        (
            "On March 2, 2021, a court in Bangkok sentenced Nazari to two years in prison.",
            "sentence",
            "a court in Bangkok",
        ),
        (
            "Nazari was arrested by officers of the security service on Monday.",
            "detention",
            "officers of the security service",
        ),
        ("They arrested Nazari on Monday.", "detention", None),
    ],
)
def test_who_does_it_is_a_whole_noun_phrase_or_nobody(words: str, kind: str, by: str | None) -> None:
    assert first(words, kind).by == by


def test_a_place_is_given_as_written() -> None:
    assert first("Nazari was detained in the Almaty region on Monday.", "detention").place == "the Almaty region"


def test_the_evidence_is_a_clause_with_its_subject_and_day() -> None:
    words = "On Monday, police in Bangkok arrested Nazari"
    assert first(f"{words}. He slept.", "detention").quote.text == words


def test_what_is_to_come_is_not_read_as_done() -> None:
    assert first("Nazari will be killed, his lawyer fears.", "death").status == "feared"
