"""What is made of what the encoder sees: triggers, speech, names, and its say beside the rules."""

from dataclasses import replace

import pytest

from tests.analysis.sights import ENGLISH, made
from vigil.analysis.confidence import Curve
from vigil.analysis.encoder import Attribution, Trigger
from vigil.analysis.grammar import grammar
from vigil.analysis.judged import heavier, judged_status, phrase
from vigil.analysis.learned_mentions import choose_mentions
from vigil.analysis.learned_speech import choose_said, find_said
from vigil.analysis.learned_triggers import choose_triggers
from vigil.analysis.mentions import find_mentions
from vigil.analysis.segment import segment
from vigil.analysis.triggers import find_triggers
from vigil.model.text import Span, Story

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
    for share, kept in ((0.001, 0), (0.4, 1)):
        text, seen = made(words, {"arrested": {"trigger": ("detention", share)}})
        assert len(choose_triggers(text, find_triggers(text, ENGLISH), seen)) == kept


def test_what_the_encoder_wavers_about_is_one_event_beside_that_of_the_tables() -> None:
    words = "He was arrested on Monday."
    for share, kinds in ((0.45, ["detention"]), (0.9, ["detention", "verdict"])):
        text, seen = made(words, {"arrested": {"trigger": ("verdict", share)}})
        seen.tags["trigger"][:, 1] = 0.1  # what the tables take for a detention stays
        assert [t.type for t in choose_triggers(text, find_triggers(text, ENGLISH), seen)] == kinds


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
    (said,) = choose_said(text, (ruled,), seen, wide=True)
    assert (said.source, said.cue, said.how) == (Span(0, 2), Span(3, 7), "that:say")


def test_names_of_a_story_about_something_else_are_the_encoders() -> None:
    text, seen = made(
        "French diver Mara Lund left Old Harbour.",
        {
            "Mara": {"mention": ("PER", 0.9)},
            "Lund": {"mention": ("PER", 0.9)},
            "Old Harbour": {"mention": ("LOC", 0.9)},
        },
    )
    found = [(m.type, m.quote.text) for m in choose_mentions(text, find_mentions(text, ENGLISH), seen)]
    assert found == [("NORP", "French"), ("PER", "Mara Lund"), ("LOC", "Old Harbour")]


def test_rules_weigh_beside_shares_and_decide_without() -> None:
    assert heavier("a", {"a": 0.3, "b": 0.5}, ("a", "b"), 0.3) == "a"
    assert heavier("a", {"a": 0.1, "b": 0.9}, ("a", "b"), 0.3) == "b"
    assert heavier("a", {}, ("a", "b"), 0.3) == "a"


def test_the_encoder_gives_no_status_to_what_the_rules_take_for_no_event() -> None:
    trigger = Trigger(Span(0, 1), "return", "triggers_border:1", statuses={"happened": 1.0})
    assert judged_status(None, trigger, frozenset()) is None
    assert judged_status("feared", Trigger(Span(0, 1), "return", "x"), frozenset()) == "feared"


def test_nobody_was_sent_back_on_the_encoders_word_alone_unless_it_is_sure() -> None:
    doubtful = Trigger(Span(0, 1), "return", "encoder", score=0.9, statuses={"happened": 0.8, "feared": 0.2})
    assert judged_status(None, doubtful, frozenset({"return"})) is None
    assert (
        judged_status(None, replace(doubtful, score=0.99, statuses={"happened": 0.99}), frozenset({"return"}))
        == "happened"
    )
    ruled = replace(doubtful, how="triggers_border:1")
    assert judged_status("feared", ruled, frozenset({"return"})) == "feared"
    assert judged_status("happened", ruled, frozenset({"return"})) == "happened"


def test_confidence_grows_with_what_speaks_for_an_item() -> None:
    curve = Curve(-2.0, {"type": 4.0})
    assert curve.at({"type": 0.0}) < curve.at({"type": 0.5}) == 0.5 < curve.at({"type": 1.0})


def test_words_pointed_to_are_a_noun_phrase_with_its_article() -> None:
    text = segment(Story("He was held by the border service and by 50 men."), ENGLISH)
    for words, whole in (("service", "the border service"), ("50", None), ("men", "men")):
        start = text.story.text.index(words)
        found = phrase(text, Span(start, start + len(words)), grammar(ENGLISH))
        assert (found and text.text_of(found)) == whole
