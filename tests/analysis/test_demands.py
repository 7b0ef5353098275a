from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.analysis.acts import wording
from vigil.analysis.attribution import find_attributions
from vigil.analysis.dates import find_dates
from vigil.analysis.demands import find_demands
from vigil.analysis.encoder import Marks
from vigil.analysis.mentions import find_mentions
from vigil.analysis.people import find_cast
from vigil.analysis.segment import segment
from vigil.analysis.speech import find_statements
from vigil.languages import Language
from vigil.model.reading import Demand
from vigil.model.text import Story
from vigil.model.vocab import acts

ENGLISH = Language("en")


def demands(story: str, publisher: str | None = None) -> tuple[Demand, ...]:
    text = segment(Story(story), ENGLISH)
    mentions = find_mentions(text, ENGLISH)
    marks = Marks(mentions, (), find_attributions(text, mentions, ENGLISH))
    cast = find_cast(text, mentions, None, ENGLISH)
    said = find_statements(text, marks, cast, find_dates(text, None, ENGLISH), ENGLISH, publisher=publisher)
    return find_demands(text, said, cast, ENGLISH, publisher=publisher)


def test_one_demand_for_each_part() -> None:
    story = (
        '"The government should immediately drop the charges of illegal crossing, halt these proceedings, and guarantee that the men '
        'will not be sent back to Norland," said Laura Brandt.'
    )
    assert [(d.act, d.by, d.quote.text) for d in demands(story)] == [
        ("drop_charges", "Laura Brandt", "immediately drop the charges of illegal crossing"),
        ("halt_proceedings", "Laura Brandt", "halt these proceedings"),
        ("no_return", "Laura Brandt", "guarantee that the men will not be sent back to Norland"),
    ]


def test_a_list_is_asked_of_whom_its_head_names() -> None:
    story = (
        "We call on the Government of Norland:\n\n1. not to return Merdan Orazov;\n\n2. to examine his case anew, and to grant him "
        "refugee status;\n\n3. to allow the UN refugee agency to see him."
    )
    found = demands(story, "Crossing Network")
    assert [d.act for d in found] == ["no_return", "other", "grant_protection", "allow_access"]
    assert {(d.by, d.of) for d in found} == {("Crossing Network", "the Government of Norland")}


@pytest.mark.parametrize(
    ("sentence", "act", "of"),
    [
        ("The group called on the authorities not to return the pair.", "no_return", "the authorities"),
        ("The Committee asked Kyrgyzstan to suspend the extradition.", "no_return", "Kyrgyzstan"),
        ("In an open letter, 40 lawmakers demanded his release.", "release", None),
        ("His lawyers want the court to hear a doctor.", "other", "the court"),
        ("The mission said that Orazov must be freed immediately.", "release", None),
        (
            "The Interior Ministry should say where he is, the lawyer added.",
            "disclose_whereabouts",
            "The Interior Ministry",
        ),
        ("The group urged the government to investigate his abduction.", "investigate", "the government"),
        ("The union is calling for the charges to be dropped.", "drop_charges", "the charges"),
        ("The group renewed its call for the release of Orazov.", "release", None),
        ('Supporters outside chanted: "Free Orazov!"', "release", None),
        ("The prosecutor asked the judge to keep Orazov in custody.", "other", "the judge"),
        ("The court told Georgia not to deport the brothers.", "no_return", "Georgia"),
    ],
)
def test_a_demand_its_act_and_whom_it_asks(sentence: str, act: str, of: str | None) -> None:
    assert [(d.act, d.of) for d in demands(sentence)] == [(act, of)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He asked for asylum in May.",
        "Norland asked Sudland to hand him over.",
        "She asked her husband to close the window.",
        "A woman, who asked not to be named, left.",
        "The release of the report was put off.",
        "Release date: Monday.",
        "The next review must be held by February.",
    ],
)
def test_nothing_is_demanded_of_an_authority(sentence: str) -> None:
    assert demands(sentence, "Crossing Network") == ()


def test_the_report_asks_in_its_own_voice() -> None:
    assert [(d.by, d.act) for d in demands("Let the men go home. It is late.", "Steppe News")] == [
        ("Steppe News", "release")
    ]
    assert demands("Let the men go home. It is late.") == ()


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("to quash the indictment", "drop_charges"),
        ("to end the extradition proceedings", "halt_proceedings"),
        ("to refrain from sending her back", "no_return"),
        ("to lift the deportation order", "no_return"),
        ("to let her go home", "release"),
        ("to grant him bail", "release"),
        ("to recognise them as refugees", "grant_protection"),
        ("to give the family a residence permit", "grant_protection"),
        ("to let a lawyer see him", "allow_access"),
        ("to give UNHCR access to the transit zone", "allow_access"),
        ("to bring those responsible to justice", "investigate"),
        ("to explain what happened to him", "disclose_whereabouts"),
        ("to end his solitary confinement", "end_ill_treatment"),
        ("to give him medical care", "end_ill_treatment"),
        ("to pay compensation", "other"),
        ("to let him leave for a third country", "other"),
        ("six years in a strict-regime colony", "other"),
    ],
)
def test_acts_by_their_wording(words: str, act: str) -> None:
    assert wording(ENGLISH).act_of(words) == act


def test_the_table_words_every_act() -> None:
    assert {rule.act for rule in wording(ENGLISH).rules} | {"other"} == set(acts())


WORDS = st.sampled_from(
    ["said", "that", "he", "They", "urged", "the court", '"', ",", ".", ":", "and", "Amnesty International", "asked", "to", "not",
     "return", "release", "him", "should", "must", "be freed", "Free", "the men", "We", "call on", "\n\n", "Norland", "1.", "Let",
     "the charges", "drop", "has been", "for", "their"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_demand_holds_its_words(story: str) -> None:
    found = demands(story, "Crossing Network")
    assert all(Story(story).holds(d.quote) for d in found)
    assert all(d.act in acts() for d in found)


def test_many_ways_of_asking() -> None:
    """At least nine in ten of the ways listed are read as the acts that they ask for, in any order."""
    rows = (Path(__file__).parent / "asking" / "ways.txt").read_text(encoding="utf-8").splitlines()
    right = []
    for row in (r for r in rows if not r.startswith("#")):
        wanted, _, story = row.partition("|")
        found = demands(story.strip().replace("\\n", "\n"), "Crossing Network")
        right.append(sorted(d.act for d in found) == sorted(a.strip() for a in wanted.split(",") if a.strip()))
    assert sum(right) >= 0.9 * len(right)
