"""What happened, and what is only planned, feared, asked for or denied."""

from __future__ import annotations

import pytest

from vigil.analysis.clauses import clause_of
from vigil.analysis.grammar import grammar
from vigil.analysis.segment import segment
from vigil.analysis.status import asks, status_cues, status_of
from vigil.analysis.triggers import find_triggers, lexicon
from vigil.languages import Language
from vigil.model.reading import Status
from vigil.model.text import Story

ENGLISH = Language("en")
CUES = status_cues(ENGLISH)


def statuses(words: str) -> dict[str, Status | None]:
    text = segment(Story(words), ENGLISH)
    out: dict[str, Status | None] = {}
    for trigger in find_triggers(text, ENGLISH):
        sentence = text.sentence_at(trigger.span.start)
        assert sentence is not None
        clause = clause_of(text, sentence, trigger.span, grammar(ENGLISH))
        row = lexicon(ENGLISH).row(trigger.how)
        out[trigger.type] = status_of(clause, row, trigger.type, CUES, asked=asks(text, sentence, CUES))
    return out


@pytest.mark.parametrize(
    ("words", "kind", "status"),
    [
        ("He was deported on Friday.", "return", "happened"),
        ("Court jails blogger for five years.", "sentence", "happened"),
        ("He was not deported.", "return", "did_not_happen"),
        ("I couldn't bear the torture anymore.", "ill_treatment", "happened"),
        ("She could not endure her detention.", "detention", "happened"),
        ("Nobody was handed over to China.", "return", "did_not_happen"),
        ("The minister denied that he had been deported.", "return", "did_not_happen"),
        ("She may be deported within days.", "return", "feared"),
        ("His friends fear that he will be extradited to China.", "return", "feared"),
        ("If returned, he would be tortured.", "ill_treatment", "feared"),
        ("She is at risk of deportation.", "return", "feared"),
        ("The trial is due to open on 4 May.", "hearing", "scheduled"),
        ("He will be released tomorrow.", "release", "scheduled"),
        ("Lawyers called for his immediate release.", "release", "demanded"),
        ("The government should drop the charges.", "charges_dropped", "demanded"),
        ("The group urged Kazakhstan to grant her asylum.", "asylum_decision", "demanded"),
        ("The group urged Kazakhstan not to deport her.", "return", None),
        ("A judge refused him bail.", "release", "did_not_happen"),
        ("Bail was denied.", "release", "did_not_happen"),
        ("He was freed in May.", "release", "happened"),
        ("We do not know where he is.", "disappearance", "happened"),
        ("He'd be tortured within the hour.", "ill_treatment", "feared"),
        ("Extraditing him would breach the Convention.", "return", "feared"),
        ("She is not at risk of deportation.", "return", None),
        ("A blogger whom Turkey wanted to send home walked free.", "release", "happened"),
    ],
)
def test_the_words_around_a_trigger_set_its_status(words: str, kind: str, status: Status | None) -> None:
    assert statuses(words)[kind] == status


def test_what_governs_one_verb_does_not_govern_the_next_clause() -> None:
    found = statuses("The court refused to free him, and guards beat him in his cell.")
    assert found["ill_treatment"] == "happened"


def test_an_auxiliary_is_shared_by_verbs_after_and() -> None:
    found = statuses("In China he would be detained and tortured.")
    assert found == {"detention": "feared", "ill_treatment": "feared"}


def test_items_of_a_list_of_demands_are_asked_for() -> None:
    found = statuses(
        "We call on the Government of Thailand:\n1. to release Farid Nazari;\n2. not to deport his brother."
    )
    assert found["release"] == "demanded"
    assert found["return"] is None


def test_a_month_is_not_a_chance() -> None:
    assert statuses("On 22 May officers arrested her.")["detention"] == "happened"
