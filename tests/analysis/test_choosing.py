"""Questions about an event whose answers are weighed: who it happens to, when, and whether it is told at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.analysis.analyse import analyse
from vigil.analysis.choosing import AS_RULED, Asked, Chooser, Facts, Question, best
from vigil.analysis.dates import Dated
from vigil.analysis.encoder import Marks
from vigil.analysis.learned import LearnedProposer
from vigil.analysis.rules import RuleProposer
from vigil.analysis.segment import Segmented
from vigil.analysis.trees import TREES, grove
from vigil.analysis.whom import Whose
from vigil.languages import Language
from vigil.model.reading import Reading
from vigil.model.report import Capture, Report
from vigil.model.text import Story
from vigil.model.when import When

ENGLISH = Language("en")
TOLD = """Police in Almaty arrested Maral Ataeva on 2 March 2021. Her brother, Serdar Ataev, was questioned on 4 March.

He was deported to Turkmenistan on 9 March. Two women who had shared their flat were released."""


@dataclass
class _By:
    """A chooser that takes the answers to one question which a test names, and keeps what it was asked."""

    question: Question = "who"
    wanted: Callable[[Asked, object], bool] = lambda *_: False
    heard: list[tuple[Asked, list[Facts]]] = field(default_factory=list)

    def chances(self, asked: Asked, answers: Sequence[Facts]) -> Sequence[float]:
        self.heard.append((asked, list(answers)))
        ruled = AS_RULED.chances(asked, answers)
        if asked.question != self.question:
            return ruled
        chosen = [2.0 if self.wanted(asked, answer) else 0.0 for answer in asked.answers]
        return chosen if any(chosen) or self.question == "told" else ruled


@dataclass(frozen=True)
class _Proposer:
    chooser: Chooser
    name: str = "rules, chosen"

    def mark(self, text: Segmented) -> Marks:
        return replace(RuleProposer(ENGLISH).mark(text), chooser=self.chooser)


def read(words: str, chooser: Chooser) -> Reading:
    report = Report(
        "0" * 16, Capture("0" * 64, "text/plain"), Story(words), published=When("2021-03-12"), language="en"
    )
    return analyse(report, _Proposer(chooser))


def named(reading: Reading, kind: str) -> set[str]:
    names = {p.id: p.name for p in reading.people}
    return {names.get(w, w) for e in reading.events if e.type == kind for w in e.who}


def test_without_a_chooser_the_rules_answer() -> None:
    assert read(TOLD, AS_RULED).events == read(TOLD, _By()).events
    assert named(read(TOLD, AS_RULED), "detention") == {"Maral Ataeva"}


def test_the_chosen_person_stands_in_the_event() -> None:
    def sister(asked: Asked, answer: object) -> bool:
        return asked.type == "return" and answer == Whose(("p1",))

    assert named(read(TOLD, _By("who", sister)), "return") == {"Maral Ataeva"}
    assert named(read(TOLD, _By("who", sister)), "detention") == {"Maral Ataeva"}


def test_everybody_spoken_of_so_far_is_an_answer_and_nobody_named_too() -> None:
    chooser = _By()
    read(TOLD, chooser)
    (asked,) = [a for a, _ in chooser.heard if a.question == "who" and a.type == "return"]
    answers = [a for a in asked.answers if isinstance(a, Whose)]
    assert {a.ids for a in answers} >= {("p1",), ("p2",), ()}
    assert len({frozenset(a.ids) for a in answers}) == len(answers)


def test_the_chosen_day_dates_the_event_and_none_is_an_answer() -> None:
    def questioning(asked: Asked, answer: object) -> bool:
        return asked.type == "return" and isinstance(answer, Dated) and str(answer.value) == "2021-03-04"

    def undated(asked: Asked, answer: object) -> bool:
        return asked.type == "return" and answer is None

    for wanted, date in ((questioning, When("2021-03-04")), (undated, None)):
        assert [e.date for e in read(TOLD, _By("date", wanted)).events if e.type == "return"] == [date]


def test_what_has_no_chance_is_not_told() -> None:
    kept = read(TOLD, _By("told", lambda asked, _: asked.type != "return"))
    assert {e.type for e in kept.events} == {e.type for e in read(TOLD, AS_RULED).events} - {"return"}


@pytest.mark.parametrize("question", get_args(Question))
def test_the_trees_that_ship_look_only_at_facts_that_are_given(question: Question) -> None:
    chooser = _By()
    read(TOLD, chooser)
    rows = [
        {**asked.facts, **facts} for asked, answers in chooser.heard for facts in answers if asked.question == question
    ]
    assert rows
    assert set(grove(question).facts) == set(rows[0])


def test_a_pronoun_of_the_other_gender_speaks_against() -> None:
    chooser = _By()
    read(TOLD, chooser)
    (asked, rows) = next((a, r) for a, r in chooser.heard if a.question == "who" and a.type == "return")
    agrees = {a.ids: row["agrees"] for a, row in zip(asked.answers, rows, strict=True) if isinstance(a, Whose)}
    assert agrees[("p2",)] == 1


@given(st.lists(st.floats(0, 1), min_size=1))
def test_the_best_answer_is_the_first_of_the_likeliest(chances: list[float]) -> None:
    assert best(chances) == chances.index(max(chances))


def test_the_trees_give_a_chance_to_every_answer() -> None:
    seen: list[Sequence[float]] = []

    class Listening:
        def chances(self, asked: Asked, answers: Sequence[Facts]) -> Sequence[float]:
            seen.append(TREES.chances(asked, answers))
            return AS_RULED.chances(asked, answers)

    chooser = Listening()
    read(TOLD, chooser)
    assert seen
    assert all(0 <= chance <= 1 for chances in seen for chance in chances)


def test_the_encoder_reads_with_the_trees() -> None:
    text = LearnedProposer(ENGLISH)
    report = Report("0" * 16, Capture("0" * 64, "text/plain"), Story(TOLD), language="en")
    assert analyse(report, text).events
