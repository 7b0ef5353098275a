import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.analysis.attribution import find_attributions
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")


def read(story: str) -> list[tuple[str | None, str | None, list[str]]]:
    text = segment(Story(story), ENGLISH)
    return [
        (
            text.text_of(a.source) if a.source else None,
            text.text_of(a.cue) if a.cue else None,
            [text.text_of(c) for c in a.content],
        )
        for a in find_attributions(text, (), ENGLISH)
    ]


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("Officials said the man had left.", "Officials", "said", "the man had left"),
        ("On Monday the lawyer said that nobody came.", "the lawyer", "said", "nobody came"),
        ("The court has also ruled on Friday that he may stay.", "The court", "has also ruled", "he may stay"),
        (
            '"They are tired," said Olga Brandt, a lawyer for the two.',
            "Olga Brandt, a lawyer for the two",
            "said",
            "They are tired,",
        ),
        (
            "No ruling was made, said Olga Brandt, who represents them.",
            "Olga Brandt, who represents them",
            "said",
            "No ruling was made",
        ),
        (
            "Olga Brandt, a lawyer who went along, said it was late.",
            "Olga Brandt, a lawyer who went along",
            "said",
            "it was late",
        ),
        (
            "The papers have not come, his lawyer, Olga Brandt, told Steppe News.",
            "his lawyer, Olga Brandt",
            "told",
            "The papers have not come",
        ),
        ("He told reporters by telephone that the door was shut.", "He", "told", "the door was shut"),
        ("She told them he would come.", "She", "told", "he would come"),
        ("According to the police, three men were held.", "the police", "According to", "three men were held"),
        ("Three men were held, according to the police.", "the police", "according to", "Three men were held"),
        ("Some 200 people are held there by her account.", "her", "by her account", "Some 200 people are held there"),
        ("The ministry denies that the sites are camps.", "The ministry", "denies", "the sites are camps"),
        ("The commander denies having heard it.", "The commander", "denies", "having heard it"),
        (
            "The group accused Norland of wrongly prosecuting the pair.",
            "The group",
            "accused",
            "wrongly prosecuting the pair",
        ),
        ("The group called on Norland not to return the pair.", "The group", "called on", "not to return the pair"),
        ("We urge Norland, if it holds him, to let him go.", "We", "urge", "to let him go"),
        ("Colleagues have vowed to fill the bench.", "Colleagues", "have vowed", "to fill the bench"),
        ("He used to say that rain is cheap.", "He", "used to say", "rain is cheap"),
        ("The town was told by two men that the bridge is shut.", "two men", "was told", "the bridge is shut"),
        ("Historians put the number of dead at nearly 900.", "Historians", "put", "the number of dead at nearly 900"),
        ('Her team called it "a kidnapping".', "Her team", "called", 'it "a kidnapping"'),
        (
            'A third was less sure: "They will wait till nobody looks."',
            "A third",
            None,
            "They will wait till nobody looks.",
        ),
        (
            "BANGKOK, Nov 10 (Agency) - Two men were driven off, their lawyer said.",
            "their lawyer",
            "said",
            "Two men were driven off",
        ),
        ("The experts* today urged Norland to wait.", "The experts", "urged", "to wait"),
    ],
)
def test_who_says_what(sentence: str, source: str | None, cue: str | None, content: str) -> None:
    assert (source, cue, [content]) in [(s, c, list(parts)) for s, c, parts in read(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The claims of the city were refused by the court.",
        "Her calls went to a wanted man.",
        "The officer would not say anything.",
        'They were held in "reeducation camps" near the town.',
        "He was accused of theft.",
        "The report was printed on Monday.",
    ],
)
def test_nobody_says_anything(sentence: str) -> None:
    assert read(sentence) == []


def test_speech_that_its_speaker_splits_has_two_parts() -> None:
    assert read('"We wait," she said. "We have time."') == [("she", "said", ["We wait,", "We have time."])]


def test_an_aside_in_a_clause_leaves_it_in_one_piece() -> None:
    assert read("The day, he said, is a public holiday.") == [("he", "said", ["The day, he said, is a public holiday"])]


def test_nested_speech_is_two() -> None:
    found = read("His lawyer said that officials told him that he would be sent away.")
    assert [(s, parts) for s, _, parts in found] == [
        ("His lawyer", ["officials told him that he would be sent away"]),
        ("officials", ["he would be sent away"]),
    ]


def test_two_verbs_share_a_subject() -> None:
    found = read("Norland says the sites are schools and denies that anyone is harmed.")
    assert found == [
        ("Norland", "says", ["the sites are schools"]),
        ("Norland", "denies", ["anyone is harmed"]),
    ]


def test_a_participle_takes_the_subject_of_its_sentence() -> None:
    found = read("The mission condemned the arrest, adding that it was late.")
    assert ("The mission", "adding", ["it was late"]) in found


def test_a_list_of_demands_gives_one_each() -> None:
    found = read(
        "We call on the Government:\n\n1. not to return her;\n\n2. to examine the case; and\n\n3. to let her go.\n\nThank you."
    )
    assert [parts for _, _, parts in found] == [["not to return her"], ["to examine the case"], ["to let her go"]]


def test_the_turns_of_a_transcript_go_to_their_labels() -> None:
    found = read("BRANDT: He left in May.\n\nHOST: And then?\n\nBRANDT: Then they took him.\n\nHOST: When?")
    assert [(s, parts) for s, _, parts in found] == [
        ("BRANDT", ["He left in May."]),
        ("BRANDT", ["Then they took him."]),
    ]


def test_a_quotation_over_paragraphs_is_one_speech() -> None:
    found = read('The mayor wrote: "We are few.\n\n"We shall stay."')
    assert found == [("The mayor", "wrote", ["We are few.", "We shall stay."])]


WORDS = st.sampled_from(
    ["said", "says", "that", "he", "They", "told", "the", "court", '"', "“", "”", ",", ".", ";", ":", "and", "Amnesty", "asked",
     "to", "not", "who", "accused", "of", "'", "(", ")", "denies", "A", "according to", "adding", "by", "call on", "\n\n", "-", "1.",
     "was", "Monday", "In", "put", "at", "900", "should", "be", "freed", "'s", "saying", "lawyer"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_every_span_lies_inside_the_story(story: str) -> None:
    text = segment(Story(story), ENGLISH)
    for found in find_attributions(text, (), ENGLISH):
        for span in (*found.content, found.source, found.cue):
            assert span is None or (0 <= span.start < span.end <= len(story))
        if found.direct:
            assert all(text.text_of(c)[0] not in '"“«' and text.text_of(c)[-1] not in "”»" for c in found.content)


@pytest.mark.parametrize("unit", ["he said ", "a, ", '"a ', "and who said, ", "x", ";", "told him to "])
def test_a_long_line_without_an_end_is_read(unit: str) -> None:
    text = segment(Story((unit * 20_000)[:12_000]), ENGLISH)
    found = find_attributions(text, (), ENGLISH)
    assert all(c.end <= len(text.story.text) for a in found for c in a.content)
