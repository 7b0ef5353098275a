import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Item, only
from tests.cases.known_people import log_of
from vigil.cases import build_cases
from vigil.cases.decisions import decide
from vigil.model.case import Decision, subject_of

ITEMS = [CROSSING, HEARING, RULING]


def on(item: Item, part: str, number: int) -> str:
    report, reading = item
    kinds = {"people": "person", "events": "event"}
    span = getattr(reading, part)[number].quote.span
    return subject_of(report.capture.sha256, span.start, span.end, kinds[part])


def decided(kind: str, subject: str, value: object = None) -> Decision:
    text = None if value is None else json.dumps(value)
    return Decision(subject, kind, text, None, "someone", "2030-01-01T00:00:00Z")  # type: ignore[arg-type]


def test_no_decisions_change_nothing() -> None:
    assert build_cases(ITEMS, []) == build_cases(ITEMS)


def test_confirming_changes_nothing() -> None:
    assert build_cases(ITEMS, [decided("confirm", on(CROSSING, "events", 0))]) == build_cases(ITEMS)


def test_a_correction_takes_effect_and_the_last_one_counts() -> None:
    subject = on(CROSSING, "people", 0)
    case = only(
        build_cases(ITEMS, [decided("correct", subject, {"age": 40}), decided("correct", subject, {"age": 32})])
    )
    assert not [d for d in case.disagreements if d.field == "age"]
    assert case.people_at_risk[0].age == 32


def test_a_date_is_corrected_as_edtf() -> None:
    case = only(build_cases(ITEMS, [decided("correct", on(HEARING, "events", 3), {"date": "2030-02-05"})]))
    assert not [d for d in case.disagreements if d.field == "date"]


def test_the_report_itself_is_corrected_at_no_place() -> None:
    subject = subject_of(CROSSING[0].capture.sha256, 0, 0, "report")
    case = only(build_cases(ITEMS, [decided("correct", subject, {"published": "2030-02-11"})]))
    assert str(case.sources[0].published) == "2030-02-11"


def test_a_rejected_event_is_gone() -> None:
    case = only(build_cases(ITEMS, [decided("reject", on(RULING, "events", 2))]))
    assert "release" not in {e.type for e in case.timeline}


def test_a_rejected_person_stays_as_words() -> None:
    report, reading = CROSSING
    other = replace(reading.people[0], id="p2", name="Port Sud", quote=reading.events[1].quote)
    both = replace(reading, people=(*reading.people, other), events=(replace(reading.events[1], who=("p1", "p2")),))
    case = only(build_cases([(report, both)], [decided("reject", on((report, both), "people", 1))]))
    assert [p.name for p in case.people_at_risk] == ["Dana Orazkyzy"]
    assert case.timeline[0].who == ("Dana Orazkyzy", "Port Sud")


def test_apart_splits_and_same_joins() -> None:
    crossing, hearing = on(CROSSING, "people", 0), on(HEARING, "people", 0)
    apart = decided("apart", crossing, hearing)
    assert len(build_cases([CROSSING, HEARING], [apart])) == 2
    assert len(build_cases([CROSSING, HEARING], [apart, decided("same", crossing, hearing)])) == 1
    renamed = (HEARING[0], replace(HEARING[1], people=(replace(HEARING[1].people[0], name="Someone Else"),)))
    assert len(build_cases([CROSSING, renamed])) == 2
    assert len(build_cases([CROSSING, renamed], [decided("same", crossing, hearing)])) == 1


DECISIONS = [
    decided("reject", on(RULING, "events", 2)),
    decided("correct", on(CROSSING, "people", 0), {"age": 32}),
    decided("apart", on(CROSSING, "people", 0), on(HEARING, "people", 0)),
    decided("confirm", on(HEARING, "events", 0)),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(DECISIONS), max_size=6))
def test_undoing_all_gives_what_the_machine_read(made: list[Decision]) -> None:
    undone = [decided("undo", d.subject) for d in reversed(made)]
    assert build_cases(ITEMS, [*made, *undone]) == build_cases(ITEMS)


def test_undo_takes_back_the_kind_it_names() -> None:
    subject = on(CROSSING, "people", 0)
    made = [decided("correct", subject, {"age": 32}), decided("confirm", subject), decided("undo", subject, "correct")]
    assert only(build_cases(ITEMS, made)).people_at_risk[0].age == 32
    assert [d.field for d in only(build_cases(ITEMS, made)).disagreements] == [
        d.field for d in only(build_cases(ITEMS)).disagreements
    ]


def test_a_decision_on_what_is_no_longer_read_is_kept_and_changes_nothing() -> None:
    assert build_cases(ITEMS, [decided("reject", "0" * 64 + ":5-9:event")]) == build_cases(ITEMS)


@pytest.mark.parametrize(
    "value", ['{"age": "old"}', '{"shoe": 44}', '{"quote": "other words"}', "[]", "{", '{"part": "hero"}', "[" * 10_000]
)
def test_a_correction_that_does_not_fit_changes_nothing_and_is_named_while_the_others_hold(value: str) -> None:
    right = decided("correct", on(CROSSING, "people", 0), {"age": 32})
    wrong = replace(right, value=value)
    assert build_cases(ITEMS, [right, wrong]) == build_cases(ITEMS, [wrong, right]) == build_cases(ITEMS, [right])
    assert set(decide(ITEMS, {1: right, 7: wrong}).faults) == {7}
    assert [logged.holds for logged in log_of(ITEMS, [right, wrong])] == ["holds", "does not fit"]


@pytest.mark.parametrize("value", ['{"what": "words"}', '{"shoe": 44}', '{"type": 7, "who": []}', "[]", "{", None])
def test_what_is_added_and_does_not_fit_changes_nothing_and_is_named(value: str | None) -> None:
    right = decided("correct", on(CROSSING, "people", 0), {"age": 32})
    wrong = replace(decided("add", subject_of(CROSSING[0].capture.sha256, 0, 4, "event:detention")), value=value)
    assert build_cases(ITEMS, [right, wrong]) == build_cases(ITEMS, [right])
    assert set(decide(ITEMS, {1: right, 2: wrong}).faults) == {2}
    assert [logged.holds for logged in log_of(ITEMS, [right, wrong])] == ["holds", "does not fit"]


def test_what_is_added_holds_in_the_log() -> None:
    added = decided(
        "add",
        subject_of(CROSSING[0].capture.sha256, 0, 4, "event:release"),
        {"type": "release", "who": [on(CROSSING, "people", 0)], "status": "happened"},
    )
    assert build_cases(ITEMS, [added]) != build_cases(ITEMS)
    assert [logged.holds for logged in log_of(ITEMS, [added])] == ["holds"]


@pytest.mark.parametrize("value", ["{", "[]", "7", None])
@pytest.mark.parametrize("kind", ["same", "apart"])
def test_a_decision_about_nobody_else_changes_nothing_and_is_named(kind: str, value: str | None) -> None:
    wrong = replace(decided(kind, on(CROSSING, "people", 0)), value=value)
    assert build_cases(ITEMS, [wrong]) == build_cases(ITEMS)
    assert set(decide(ITEMS, {1: wrong}).faults) == {1}


def test_an_undo_that_cannot_be_read_takes_nothing_back() -> None:
    right = decided("correct", on(CROSSING, "people", 0), {"age": 32})
    wrong = replace(decided("undo", right.subject), value="{")
    assert build_cases(ITEMS, [right, wrong]) == build_cases(ITEMS, [right])
    assert set(decide(ITEMS, {1: right, 2: wrong}).faults) == {2}
