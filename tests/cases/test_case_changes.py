from collections.abc import Sequence
from datetime import date

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Item, item, only, titles
from vigil.cases import build_cases
from vigil.cases.changes import changes
from vigil.model.beside import Change, Changes
from vigil.model.case import Case

SINCE = date(2030, 3, 1)


def built(items: Sequence[Item]) -> Case:
    return only(build_cases(items))


def compared(old: Sequence[Item], new: Sequence[Item]) -> Changes:
    return changes(built(old), built([*old, *new]), SINCE, by="published")


def of(told: Changes, kind: str) -> list[Change]:
    return [c for c in told.changes if c.kind == kind]


def test_the_same_case_has_no_changes() -> None:
    told = compared([CROSSING, HEARING], [])
    assert (told.reports, told.changes) == ((), ())


def test_a_hearing_brings_events_a_spelling_a_date_and_a_disagreement() -> None:
    told = compared([CROSSING], [HEARING])
    assert titles(built([CROSSING, HEARING]), told.reports) == ["hearing"]
    assert [(c.was, c.now) for c in of(told, "next_date")] == [(None, "9 April 2030")]
    assert "Dana Oraz" in [c.now for c in of(told, "spelling")]
    assert {c.about.partition(" of ")[0] for c in of(told, "event")} == {"hearing", "adjournment"}
    (new,) = [c for c in of(told, "disagreement") if c.about.endswith(": date")]
    assert new.now == "5 February 2030; 6 February 2030"
    assert {c.quote.text for c in new.citations} >= {"held since 6 February"}


def test_a_scheduled_hearing_that_was_held_changes_its_status_and_the_standing() -> None:
    told = compared([CROSSING, HEARING], [RULING])
    (held,) = of(told, "event_status")
    assert (held.was, held.now) == ("scheduled", "happened")
    assert ("standing", "in proceedings", "released") in {(c.about, c.was, c.now) for c in of(told, "standing")}
    assert [(c.was, c.now) for c in of(told, "next_date")] == [("9 April 2030", None)]


def test_a_demand_that_was_met_says_by_what() -> None:
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    row = {"by": "Open Doors", "of": "the court", "act": "release", "quote": "to free Orazkyzy"}
    asked = item(
        "asked", "2030-02-12", "Open Doors asked the court to free Orazkyzy. Dana Orazkyzy waits.", people, (), [row]
    )
    told = compared([CROSSING, asked], [RULING])
    assert [(c.was, c.now) for c in of(told, "demand_state")] == [("open", "met (release)")]


def test_a_case_without_earlier_reports_is_new() -> None:
    now = built([CROSSING])
    told = changes(None, now, SINCE, by="added")
    assert [c.kind for c in told.changes] == ["new_case"]
    assert told.reports == tuple(s.report for s in now.sources)
