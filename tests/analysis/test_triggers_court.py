"""Words of court proceedings: what charges, hearings, judgments and appeals are called, and what only sounds so."""

from __future__ import annotations

import pytest

from vigil.analysis.segment import segment
from vigil.analysis.triggers import find_triggers
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")
FAMILY = {"charge", "hearing", "adjournment", "verdict", "sentence", "appeal", "charges_dropped"}


def types(words: str) -> set[str]:
    return {t.type for t in find_triggers(segment(Story(words), ENGLISH), ENGLISH)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Prosecutors opened a criminal case against the tailor.", "charge"),
        ("She was named a suspect in May.", "charge"),
        ("The indictment lists arson and theft.", "charge"),
        ("Odil is wanted at home on terrorism charges.", "charge"),
        ("They filed an indictment against the cook.", "charge"),
        ("He was charged under article 159 of the criminal code.", "charge"),
        ("The ministry called him a dangerous extremist.", "charge"),
        ("She faces trumped-up charges.", "charge"),
        ("The tailor appeared before a magistrate.", "hearing"),
        ("The Osh court will hear the case on Friday.", "hearing"),
        ("He stood trial in Baku.", "hearing"),
        ("The bail hearing lasted an hour.", "hearing"),
        ("The trial is set for 3 March.", "hearing"),
        ("The bench sat for twenty minutes.", "hearing"),
        ("His appeal comes up on Monday.", "hearing"),
        ("She was brought before a judge in handcuffs.", "hearing"),
        ("The case was stood over until Friday.", "adjournment"),
        ("The judge put off the session again.", "adjournment"),
        ("The lawyers asked for a continuance.", "adjournment"),
        ("The trial was rescheduled.", "adjournment"),
        ("The case was adjourned sine die.", "adjournment"),
        ("The jury found the cook guilty.", "verdict"),
        ("He was convicted in absentia of theft.", "verdict"),
        ("Court clears two bakers.", "verdict"),
        ("The bench acquitted her.", "verdict"),
        ("The court handed him six years.", "sentence"),
        ("She was jailed for nine months.", "sentence"),
        ("The tailor: life.", "sentence"),
        ("He could face the death penalty.", "sentence"),
        ("Prosecutors want twelve years.", "sentence"),
        ("He received a suspended sentence.", "sentence"),
        ("She was fined 300 roubles.", "sentence"),
        ("They lodged a cassation complaint.", "appeal"),
        ("He won leave to challenge the order.", "appeal"),
        ("The lawyer went to the Constitutional Court.", "appeal"),
        ("The Supreme Court dismissed her appeal.", "appeal"),
        ("The ruling was left unchanged.", "appeal"),
        ("The bench quashed the conviction.", "appeal"),
        ("The term was cut on appeal.", "appeal"),
        ("The case was sent back for retrial.", "appeal"),
        ("She applied for judicial review.", "appeal"),
        ("Prosecutors have closed the criminal case against Odil.", "charges_dropped"),
        ("Tashkent withdrew its request for his extradition.", "charges_dropped"),
        ("The charge of theft was quietly discontinued.", "charges_dropped"),
        ("The state decided not to prosecute.", "charges_dropped"),
        ("The case against her collapsed.", "charges_dropped"),
        ("He is no longer wanted.", "charges_dropped"),
    ],
)
def test_it_is_named(words: str, expected: str) -> None:
    assert expected in types(words)


@pytest.mark.parametrize(
    "words",
    [
        "Her appeal to voters is wide.",
        "The bank charged a fee.",
        "A clinical trial begins in May.",
        "He is hard of hearing.",
        "She is in charge of the kitchen.",
        "He spoke with conviction.",
        "Everyone here is fine.",
        "The committee hearing was a farce.",
        "They were sitting in the kitchen.",
        "The concert was postponed.",
        "He finished the first sentence of the letter.",
        "We do not want for the best of it.",
        "The Court of Appeal stands on the hill.",
        "Parliament cut income taxes.",
    ],
)
def test_what_only_sounds_so_is_not(words: str) -> None:
    assert not types(words) & FAMILY
