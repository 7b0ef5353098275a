"""What is made of what the encoder sees: triggers, speech, names, and its say beside the rules."""

import pytest

from tests.analysis.sights import ENGLISH, made
from vigil.analysis.confidence import Curve
from vigil.analysis.encoder import UNJUDGED, Attribution, Trigger
from vigil.analysis.judged import heavier, is_said, judged_status
from vigil.analysis.learned_mentions import choose_mentions
from vigil.analysis.learned_speech import choose_said, find_said
from vigil.analysis.learned_triggers import choose_triggers
from vigil.analysis.mentions import find_mentions
from vigil.analysis.triggers import find_triggers
from vigil.model.text import Span

PICKED = "Officers carted the baker off to the cells on Monday."


def test_words_that_no_table_knows_are_a_trigger_with_status_and_links() -> None:
    text, seen = made(
        PICKED,
        {
            "carted the baker off": {
                "trigger": ("detention", 0.9),
                "status": ("happened", 0.9),
                "outcome": ("remand", 0.1),
            }
        },
        {"carted the baker off": {"who": "the baker", "date": "Monday"}},
    )
    (trigger,) = choose_triggers(text, (), seen)
    assert (trigger.type, text.text_of(trigger.span), trigger.how) == ("detention", "carted the baker off", "encoder")
    assert trigger.statuses["happened"] == pytest.approx(0.9)
    who, by = trigger.links["who"], trigger.links["by"]
    assert who.span is not None
    assert text.text_of(who.span) == "the baker"
    assert by.span is None
    assert trigger.detail == {}


def test_a_trigger_of_the_tables_stays_where_the_encoder_gives_its_type_a_share() -> None:
    words = "He was arrested on Monday."
    for share, kept in ((0.01, 0), (0.4, 1)):
        text, seen = made(words, {"arrested": {"trigger": ("detention", share)}})
        assert len(choose_triggers(text, find_triggers(text, ENGLISH), seen)) == kept


def test_an_outcome_that_is_seen_becomes_a_detail() -> None:
    text, seen = made(
        "The bench saw nothing in it.", {"saw nothing": {"trigger": ("verdict", 0.8), "outcome": ("acquitted", 0.7)}}
    )
    assert choose_triggers(text, (), seen)[0].detail == {"outcome": "acquitted"}


def test_speech_split_around_its_speaker_is_one_attribution() -> None:
    text, seen = made(
        '"It is a lie," the envoy said, "and he is free."',
        {
            "It is a lie": {"content": ("content", 0.9)},
            "and he is free": {"content": ("content", 0.9)},
            "the envoy": {"source": ("source", 0.9)},
            "said": {"cue": ("cue", 0.9)},
        },
        {
            "It is a lie": {"source": "the envoy", "cue": "said"},
            "and he is free": {"source": "the envoy", "cue": "said"},
        },
    )
    (said,) = find_said(text, seen)
    assert [text.text_of(c) for c in said.content] == ["It is a lie", "and he is free"]
    assert said.source is not None
    assert text.text_of(said.source) == "the envoy"
    assert said.cue is not None
    assert text.text_of(said.cue) == "said"
    assert said.direct


def test_what_is_said_ends_with_its_paragraph() -> None:
    text, seen = made("One thing\n\nanother thing", {"One thing\n\nanother thing": {"content": ("content", 0.9)}})
    assert [text.text_of(s.content[0]) for s in find_said(text, seen)] == ["One thing", "another thing"]


def test_an_attribution_of_the_rules_lends_its_source() -> None:
    text, seen = made("He said it is over.", {"it is over": {"content": ("content", 0.9)}})
    start = text.story.text.index("it is")
    ruled = Attribution((Span(start, start + 10),), Span(0, 2), Span(3, 7), direct=False, how="that:say")
    (said,) = choose_said(text, (ruled,), seen)
    assert (said.source, said.cue, said.how) == (Span(0, 2), Span(3, 7), "that:say")


def test_places_are_the_encoders_and_people_those_of_the_rules() -> None:
    text, seen = made(
        "Farid Karimov's brother Rustam Karimov left Old Harbour.",
        {"Old Harbour": {"mention": ("LOC", 0.9)}, "Farid Karimov's": {"mention": ("ORG", 0.9)}},
    )
    found = [(m.type, m.quote.text) for m in choose_mentions(text, find_mentions(text, ENGLISH), seen)]
    assert found == [("PER", "Farid Karimov"), ("PER", "Rustam Karimov"), ("LOC", "Old Harbour")]


def test_rules_weigh_beside_shares_and_decide_without() -> None:
    assert heavier("a", {"a": 0.3, "b": 0.5}, ("a", "b"), 0.3) == "a"
    assert heavier("a", {"a": 0.1, "b": 0.9}, ("a", "b"), 0.3) == "b"
    assert heavier("a", {}, ("a", "b"), 0.3) == "a"
    assert is_said(UNJUDGED, Span(0, 1))


def test_the_encoder_gives_no_status_to_what_the_rules_take_for_no_event() -> None:
    trigger = Trigger(Span(0, 1), "return", "triggers_border:1", statuses={"happened": 1.0})
    assert judged_status(None, trigger) is None
    assert judged_status("feared", Trigger(Span(0, 1), "return", "x")) == "feared"


def test_confidence_grows_with_what_speaks_for_an_item() -> None:
    curve = Curve(-2.0, {"type": 4.0})
    assert curve.at({"type": 0.0}) < curve.at({"type": 0.5}) == 0.5 < curve.at({"type": 1.0})
