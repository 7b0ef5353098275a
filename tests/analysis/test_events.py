"""Events of whole stories: who, by whom, when, where, according to whom, and with which words."""

from __future__ import annotations

import pytest

from vigil.analysis.analyse import analyse
from vigil.model.reading import Event, Reading
from vigil.model.report import Capture, Report
from vigil.model.text import Story
from vigil.model.vocab import event_types
from vigil.model.when import When

NAZARI = """Afghan engineer before Thai court

BANGKOK, March 5, 2021 - Farid Nazari, 34, an Afghan engineer, was arrested at a Bangkok hotel on February 20. He fled Kabul in 2019 and applied for asylum in Thailand in January.

On Wednesday he went on trial in the Southern Criminal Court. The judge adjourned the hearing until April 2.

Nazari could be deported to Afghanistan, his lawyer, Suda Chaiyo, said. If returned, he would be tortured, she said.

In a statement on Thursday, Harbour Rights Watch called on Thailand to release Nazari.

In 2018 a court in Chiang Mai refused to extradite Olim Rahmon, a Tajik journalist. Rahmon was later granted asylum in Norway.
"""


def read(words: str, published: str | None = "2021-03-05") -> Reading:
    report = Report(
        id="0" * 16,
        capture=Capture("0" * 64, "text/plain"),
        story=Story(words),
        published=When(published) if published else None,
        language="en",
    )
    return analyse(report)


def one(reading: Reading, kind: str, **wanted: object) -> Event:
    found = [e for e in reading.events if e.type == kind and all(getattr(e, k) == v for k, v in wanted.items())]
    assert len(found) == 1, [(e.type, e.status, str(e.date), e.quote.text) for e in reading.events]
    return found[0]


@pytest.fixture(scope="module")
def nazari() -> Reading:
    return read(NAZARI)


def names(reading: Reading, event: Event) -> list[str]:
    by_id = {p.id: p.name for p in reading.people}
    return [by_id.get(w, w) for w in event.who]


@pytest.mark.parametrize(
    ("kind", "status", "date", "who"),
    [
        ("detention", "happened", "2021-02-20", "Farid Nazari"),
        ("flight", "happened", "2019", "Farid Nazari"),
        ("adjournment", "happened", "2021-03-03", "Farid Nazari"),
        ("return", "feared", None, "Farid Nazari"),
        ("ill_treatment", "feared", None, "Farid Nazari"),
        ("release", "demanded", "2021-03-04", "Farid Nazari"),
        ("extradition_decision", "happened", "2018", "Olim Rahmon"),
        ("asylum_decision", "happened", None, "Olim Rahmon"),
    ],
)
def test_who_when_and_status(nazari: Reading, kind: str, status: str, date: str | None, who: str) -> None:
    event = one(nazari, kind)
    assert (event.status, str(event.date) if event.date else None, names(nazari, event)) == (status, date, [who])


def test_an_adjournment_sets_the_next_hearing(nazari: Reading) -> None:
    assert one(nazari, "adjournment").detail == {"until": "2021-04-02"}
    assert str(one(nazari, "hearing", status="scheduled").date) == "2021-04-02"


def test_a_precedent_is_not_filed_under_the_people_at_risk(nazari: Reading) -> None:
    mine = {p.id for p in nazari.people if p.name == "Farid Nazari"}
    told = [e for e in nazari.events if e.type in {"extradition_decision", "asylum_decision"}]
    assert told
    assert not any(set(e.who) & mine for e in told)


def test_a_fear_is_according_to_the_one_who_tells_it(nazari: Reading) -> None:
    speaker = one(nazari, "return").according_to
    assert speaker in {p.id for p in nazari.people if p.name == "Suda Chaiyo"} | {"Suda Chaiyo"}


def test_every_event_has_its_words_within_one_sentence(nazari: Reading) -> None:
    for event in nazari.events:
        assert event.type in event_types()
        for quote in (event.quote, event.trigger, event.date_quote):
            assert quote is None or NAZARI[quote.span.start : quote.span.end] == quote.text
        assert "\n" not in event.quote.text


def test_two_people_together_are_one_event() -> None:
    reading = read("Ali Hasanov, 30, and Murad Aliyev, 25, crossed the border into Georgia in October.")
    event = one(reading, "border_crossing")
    assert names(reading, event) == ["Ali Hasanov", "Murad Aliyev"]


def test_populations_are_no_events() -> None:
    reading = read(
        "More than a million people have been detained in camps. Thousands of refugees were deported last year."
    )
    assert reading.events == ()


def test_without_a_date_of_publication_no_year_is_added() -> None:
    reading = read("Farid Nazari was arrested on January 6 in Bangkok.", published=None)
    assert str(one(reading, "detention").date) == "XXXX-01-06"


def test_a_story_of_another_field_has_no_events() -> None:
    reading = read(
        "The league suspended the striker. The referee sent him off in the match, and the club will appeal. The coach said "
        "the goal stood. The team plays the final of the cup on Sunday; fans and players were held up at the stadium."
    )
    assert reading.events == ()


def test_a_trigger_inside_a_name_is_none() -> None:
    reading = read("Amnesty International wrote to Farid Nazari on Monday.")
    assert not [e for e in reading.events if e.type == "release"]
