"""Types that the story settles: journeys, decisions on a request, statements on a stated day."""

from __future__ import annotations

import pytest

from vigil.analysis.analyse import analyse
from vigil.model.reading import Event
from vigil.model.report import Capture, Report
from vigil.model.text import Story
from vigil.model.when import When


def events(words: str) -> tuple[Event, ...]:
    capture = Capture("0" * 64, "text/plain")
    return analyse(Report("0" * 16, capture, Story(words), published=When("2023-08-09"), language="en")).events


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Maral Ataeva was flown to Ashgabat on Monday.", "return"),
        ("Maral Ataeva flew to Sweden on Monday. Sweden has granted her asylum.", "resettlement"),
        ("Maral Ataeva flew to Georgia on Monday. She was arrested there.", "border_crossing"),
    ],
)
def test_a_journey_is_what_the_story_makes_of_it(words: str, kind: str) -> None:
    assert kind in {e.type for e in events(words)}


def test_a_request_turned_down_is_the_request_last_told_of() -> None:
    found = events(
        "In July Russia asked for the extradition of Maksim Denisov. A court turned the request down in August."
    )
    assert ("extradition_decision", "refused") in {(e.type, e.detail.get("outcome")) for e in found}


def test_an_office_that_speaks_on_a_stated_day_makes_a_statement() -> None:
    found = events(
        "Maral Ataeva was arrested in May. The foreign ministry said on Monday that it knew of no such case."
    )
    (said,) = [e for e in found if e.type == "statement"]
    assert (str(said.date), said.by) == ("2023-08-07", "The foreign ministry")


def test_what_an_office_says_on_no_day_is_no_event() -> None:
    found = events("Maral Ataeva was arrested in May. The foreign ministry said that it knew of no such case.")
    assert not [e for e in found if e.type == "statement"]
