"""Case files that a casebook keeps are those that all its reports and decisions make together, whatever was done when."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Item, item
from tests.upkeep.casebooks import AT, OFFICIAL, add, built, casebook, decide, invented, kept, known, limits, reread
from vigil import upkeep
from vigil.cases import related
from vigil.cases.build import build_case
from vigil.cases.files import Bundle
from vigil.model.case import Case, Decision, subject_of
from vigil.model.codec import decode
from vigil.store import Store, open_store
from vigil.upkeep import progress

LIMITS = pytest.mark.parametrize("numbers", [(50, 30, 2000), (2, 1, 2000), (3, 2, 2)], ids=str)
"""When a name is common, a word familiar, a context crowded: as they are, and so low that a handful of reports passes them."""


@LIMITS
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_kept_is_what_all_together_make(numbers: tuple[int, int, int], data: st.DataObject) -> None:
    with limits(*numbers), casebook() as store:
        for number in range(data.draw(st.integers(2, 6))):
            add(store, data.draw(invented(str(number))))
            if data.draw(st.booleans()):
                data.draw(st.composite(lambda draw: reread(draw, store))())
            for _ in range(data.draw(st.integers(0, 2))):
                data.draw(st.composite(lambda draw: decide(draw, store))())
            assert kept(store) == built(store)
        assert list(upkeep.differing(store)) == []
        before = known(store)
        store.start_anew(progress.rules())
        assert known(store) == before


@LIMITS
@settings(max_examples=40, deadline=None)
@given(
    made=st.integers(2, 6).flatmap(lambda count: st.tuples(*(invented(str(n)) for n in range(count)))),
    chance=st.randoms(use_true_random=False),
)
def test_any_order_of_adding_gives_the_same_case_files(
    numbers: tuple[int, int, int], made: tuple[Item, ...], chance: Random
) -> None:
    with limits(*numbers), casebook() as one, casebook() as other:
        for each in made:
            add(one, each)
        shuffled = list(made)
        chance.shuffle(shuffled)
        for each in shuffled:
            add(other, each)
        assert kept(one) == kept(other)
        assert known(one) == known(other)


def people_of(store: Store) -> list[list[str]]:
    with store.filed() as filed:
        cases = [decode(Case, found.case or "") for found in filed.cases()]
    return sorted([p.name for p in case.people_at_risk] for case in cases)


def subject(made: Item, number: int = 0) -> str:
    span = made[1].people[number].quote.span
    return subject_of(made[0].capture.sha256, span.start, span.end, "person")


def test_a_merge_is_followed_at_once_and_so_is_the_split_after_it() -> None:
    stranger = item("stranger", "2030-05-01", "Aisha Nurlan was held.", [{"id": "p1", "name": "Aisha Nurlan"}])
    with casebook() as store:
        for each in (CROSSING, HEARING, stranger):
            add(store, each)
        before = kept(store)
        assert len(before) == 2
        store.decide(Decision(subject(CROSSING), "same", json.dumps(subject(stranger)), None, "somebody", AT))
        assert len(kept(store)) == 1
        store.decide(Decision(subject(CROSSING), "undo", None, None, "somebody", AT))
        assert kept(store) == before
        store.decide(Decision(subject(HEARING), "apart", json.dumps(subject(CROSSING)), None, "somebody", AT))
        assert len(kept(store)) == 3


def test_one_more_report_changes_its_own_case_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    other = item(
        "other", "2030-02-11", f"Bek Islamov was held, {OFFICIAL} said.",
        [{"id": "p1", "name": "Bek Islamov"}, {"id": "p2", "name": OFFICIAL, "part": "official"}],
    )  # fmt: skip
    told = item("told", "2030-06-01", f"Dana Oraz is free, {OFFICIAL} said.", [
        {"id": "p1", "name": "Dana Oraz"}, {"id": "p2", "name": OFFICIAL, "part": "official"},
    ])  # fmt: skip
    made: list[frozenset[str]] = []
    with casebook() as store:
        for each in (CROSSING, HEARING, other):
            add(store, each)

        def counted(bundle: Bundle, case: frozenset[str]) -> Case:
            made.append(case)
            return build_case(bundle, case)

        monkeypatch.setattr("vigil.upkeep.filing.build_case", counted)
        add(store, told)
        assert len(made) == 1
        assert people_of(store) == [["Bek Islamov"], ["Dana Oraz"]]


def test_namesakes_of_a_very_common_name_stay_apart_and_the_case_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "COMMON", 3)
    monkeypatch.setattr(related, "FAMILIAR", 3)
    text = "Bek Islamov was held.\n\nNobody else was."
    made = [item(str(n), f"2030-01-{n + 1:02d}", text, [{"id": "p1", "name": "Bek Islamov"}]) for n in range(6)]
    names = [f"{given} Islamov" for given in ("Lev", "Sami", "Dana", "Nur")]
    names += [f"Bek {surname}" for surname in ("Latif", "Gordin", "Oraz", "Zhumov")]
    others = [
        item(name, "2030-03-01", f"{name} left.", [{"id": "p1", "name": name, "part": "other"}]) for name in names
    ]
    with casebook() as store:
        for each in made[:3]:
            add(store, each)
        assert len(kept(store)) == 1
        for each in (*others, *made[3:]):
            add(store, each)
        assert len(kept(store)) == 6
        with store.filed() as filed:
            cases = [decode(Case, found.case or "") for found in filed.cases()]
        assert all("name-common" in {a.code for a in case.alerts} for case in cases)
        assert kept(store) == built(store)


def test_a_name_that_hardly_anybody_shares_links_however_often_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "COMMON", 3)
    text = "Bek Islamov was held."
    with casebook() as store:
        for n in range(8):
            add(store, item(str(n), f"2030-01-{n + 1:02d}", text, [{"id": "p1", "name": "Bek Islamov"}]))
        assert len(kept(store)) == 1


def test_an_official_whom_a_few_of_many_reports_misread_makes_no_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "COMMON", 3)
    text = f"{OFFICIAL} spoke."
    with casebook() as store:
        for n in range(9):
            part = "at_risk" if n == 4 else "official"
            add(store, item(str(n), "2030-01-01", text, [{"id": "p1", "name": OFFICIAL, "part": part}]))
        assert kept(store) == built(store) == {}


def test_other_rules_make_everything_anew_and_it_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_AT_ONCE", 1)
    with open_store(tmp_path, create=True) as store:
        list(upkeep.bring_up_to_date(store))
        for each in (CROSSING, HEARING, RULING):
            add(store, each)
        before = kept(store)
        monkeypatch.setattr(progress, "rules", lambda: "other rules")
        steps = upkeep.bring_up_to_date(store)
        first = next(steps)
        assert first[1] == 3
        steps.close()  # type: ignore[attr-defined]  # as Ctrl-C does
        assert store.waiting() > 0
    with open_store(tmp_path, create=False) as store:
        steps_left = list(upkeep.bring_up_to_date(store))
        assert steps_left[-1][0] == steps_left[-1][1]
        assert store.waiting() == 0
        assert kept(store) == before
        assert list(upkeep.bring_up_to_date(store)) == []


def test_a_case_file_that_is_not_what_its_reports_say_is_found_and_made_anew() -> None:
    with casebook() as store:
        add(store, CROSSING)
        assert list(upkeep.differing(store)) == []
        with store._writing() as connection:
            connection.exec_driver_sql("UPDATE cases SET \"case\" = replace(\"case\", 'Orazkyzy', 'Orazkyzi')")
        assert list(upkeep.differing(store)) == list(built(store))
        assert kept(store) == built(store)
