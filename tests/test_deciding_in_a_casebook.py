"""Decisions kept in a casebook hold whenever they are made: before reports come, between them, or after."""

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.invented_cases import CROSSING, HEARING, Item, item
from tests.cases.invented_namesakes import AT, LATIFS, A, B, C, D, decision, subject, undo
from vigil.casebook import Casebook
from vigil.cases import build_cases
from vigil.errors import DecisionError
from vigil.model.case import Decision

ITEMS = [*LATIFS, CROSSING, HEARING]
MADE = [
    decision("apart", A, B),
    decision("same", C, A),
    decision("apart", CROSSING, HEARING),
    decision("same", D, CROSSING),
]
TAKEN = [undo(MADE[0]), undo(MADE[3])]


def rank(step: Item | Decision) -> int:
    """Return the place of a decision among decisions; reports stand anywhere."""
    return [*MADE, *TAKEN].index(step) if isinstance(step, Decision) else -1


@settings(max_examples=8, deadline=None)
@given(st.permutations([*ITEMS, *MADE, *TAKEN]), st.sets(st.integers(0, 11)))
def test_any_order_of_adding_and_deciding_gives_the_same_case_files(
    steps: list[Item | Decision], looks: set[int]
) -> None:
    said = sorted((s for s in steps if isinstance(s, Decision)), key=rank)
    told = iter(said)
    with tempfile.TemporaryDirectory() as folder, Casebook(Path(folder) / "casebook", create=True) as book:
        for number, step in enumerate(steps):
            if isinstance(step, Decision):
                book.decide(next(told))  # decisions keep their order among themselves: the later word wins
            else:
                book._store.add(*step, at=AT)
            if number in looks:
                book.cases()
        assert book.cases() == build_cases(ITEMS, said)


def test_a_new_reading_keeps_what_was_decided() -> None:
    with tempfile.TemporaryDirectory() as folder, Casebook(Path(folder) / "casebook", create=True) as book:
        for each in LATIFS:
            book._store.add(*each, at=AT)
        book.decide(decision("apart", A, B))
        before = {len(case.sources) for case in book.cases()}
        report, reading = A
        book._store.replace_reading(type(reading)(report.id, "another", reading.people, reading.events), at=AT)
        assert {len(case.sources) for case in book.cases()} == before == {2}
        assert [logged.holds for logged in book.decisions()] == ["holds"]


def test_decisions_that_contradict_each_other_over_many_are_settled_wherever_one_looks_from() -> None:
    chain = [
        item(key, f"2030-01-{n:02d}", f"{name} was held.", [{"id": "p1", "name": name}])
        for n, (key, name) in enumerate(
            zip("vwxyz", ("Ana Berg", "Lev Orlin", "Sami Latif", "Pavel Chern", "Nur Oda"), strict=True), start=1
        )
    ]
    said = [decision("same", one, other) for one, other in pairwise(chain)]
    contrary = decision("apart", chain[0], chain[-1])
    with tempfile.TemporaryDirectory() as folder, Casebook(Path(folder) / "casebook", create=True) as book:
        for each in chain:
            book._store.add(*each, at=AT)
        for one in said:
            book.decide(one)
        assert [len(case.sources) for case in book.cases()] == [5]
        book.decide(contrary)
        cases = book.cases()
        assert cases == build_cases(chain, [*said, contrary])
        assert len(cases) == 2
        assert "decisions-contradict" in {alert.code for case in cases for alert in case.alerts}
        book.decide(undo(contrary))
        assert book.cases() == build_cases(chain, said)


def test_a_decision_that_does_not_fit_is_not_kept() -> None:
    with tempfile.TemporaryDirectory() as folder, Casebook(Path(folder) / "casebook", create=True) as book:
        book._store.add(*A, at=AT)
        before = book.cases()
        with pytest.raises(DecisionError):
            book.decide(Decision(subject(A), "correct", '{"shoe size": 43}', None, "somebody", AT))
        assert book.counts()["decisions"] == 0
        assert book.cases() == before


def test_a_decision_that_was_damaged_stops_nothing_and_is_reported() -> None:
    with tempfile.TemporaryDirectory() as folder, Casebook(Path(folder) / "casebook", create=True) as book:
        book._store.add(*A, at=AT)
        before = book.cases()
        for value in ("{", '{"shoe size": 43}'):
            book._store.decide(Decision(subject(A), "correct", value, None, "somebody", AT))
        book._store.decide(Decision(subject(A), "same", "{", None, "somebody", AT))
        assert book.cases() == before
        for each in (B, C, D):
            book._store.add(*each, at=AT)
        assert book.cases() == build_cases(LATIFS)
        faults = [issue for issue in book.verify() if issue.code == "decision-does-not-fit"]
        assert [f.message.split(": ")[-1] for f in faults] == ["vigil undo 1", "vigil undo 2", "vigil undo 3"]
        assert {logged.holds for logged in book.decisions()} == {"does not fit"}
        book.undo(1, by="somebody", at=AT)
        assert [f.code for f in book.verify() if f.stage == "cases"] == ["decision-does-not-fit"] * 2
