import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.analysis.attribution import find_attributions
from vigil.analysis.dates import find_dates
from vigil.analysis.encoder import Marks
from vigil.analysis.mentions import find_mentions
from vigil.analysis.people import find_cast
from vigil.analysis.segment import segment
from vigil.analysis.speakers import full_names
from vigil.analysis.speech import find_statements
from vigil.languages import Language
from vigil.model.reading import Statement
from vigil.model.text import Story

ENGLISH = Language("en")


def statements(story: str, publisher: str | None = None) -> tuple[Statement, ...]:
    text = segment(Story(story), ENGLISH)
    mentions = find_mentions(text, ENGLISH)
    marks = Marks(mentions, (), find_attributions(text, mentions, ENGLISH))
    cast = find_cast(text, mentions, None, ENGLISH)
    return find_statements(text, marks, cast, find_dates(text, None, ENGLISH), ENGLISH, publisher=publisher)


def speakers(story: str, publisher: str | None = None) -> list[tuple[str, str]]:
    return [(s.speaker, s.quote.text) for s in statements(story, publisher)]


def test_a_speaker_is_the_person_with_the_affiliation() -> None:
    (found,) = statements('"They must not be sent back," said Laura Brandt, a researcher at Human Rights Watch.')
    assert (found.speaker, found.speaker_id) == ("Laura Brandt", "p1")
    assert found.speaker_quote is not None
    assert found.speaker_quote.text == "Laura Brandt, a researcher at Human Rights Watch"
    assert found.cue is not None
    assert found.cue.text == "said"
    assert found.direct
    assert found.quote.text == "They must not be sent back"


def test_a_pronoun_is_whoever_spoke_last() -> None:
    story = 'Officials had no comment. "The door was shut," said Laura Brandt, a lawyer. She added that nobody came.'
    assert speakers(story)[-1] == ("Laura Brandt", "nobody came")


def test_it_is_the_body_that_spoke_last() -> None:
    story = "The ministry said nobody was held. It added that the sites are schools."
    assert speakers(story) == [("The ministry", "nobody was held"), ("The ministry", "the sites are schools")]


def test_they_are_the_many_who_spoke_last() -> None:
    story = "Four experts called on Norland not to extradite him. They said that no court had looked at the risk."
    assert [who for who, _ in speakers(story)] == ["Four experts", "Four experts"]


def test_we_is_the_publisher() -> None:
    assert speakers("We ask Norland to release her.", "Crossing Network")[0][0] == "Crossing Network"
    assert speakers("We ask Norland to release her.")[0][0] == "We"


def test_a_short_form_is_written_in_full() -> None:
    story = "Human Rights Watch (HRW) has accused Norland of beating prisoners. HRW said the camps must be closed."
    assert [who for who, _ in speakers(story)] == ["Human Rights Watch", "Human Rights Watch"]


def test_short_forms_by_their_initials() -> None:
    text = segment(Story("The Office of the High Commissioner (OHC) and the Steppe Border Guard (SBG) met."), ENGLISH)
    small = frozenset({"of", "the"})
    assert full_names(text, small) == {"OHC": "Office of the High Commissioner", "SBG": "Steppe Border Guard"}


def test_a_lawyer_of_somebody_is_not_the_client() -> None:
    found = speakers("Merdan Orazov was held. Orazov's lawyer said that the papers were lost.")
    assert found == [("Orazov's lawyer", "the papers were lost")]


def test_a_speaker_split_in_two_keeps_the_rest() -> None:
    (found,) = statements('"We wait," said Laura Brandt. "We have time."')
    assert found.quote.text == "We wait"
    assert [q.text for q in found.rest] == ["We have time."]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The ministry denies that the facilities are camps.", "denies"),
        ("The group said that the guards had beaten the two men.", "accuses"),
        ("His lawyer said that he would be tortured in Norland.", "warns"),
        ("She told the court that she had worked there.", "testifies"),
        ("The ministry said that no such person had been detained.", "denies"),
        ("An official promised to look into it.", "promises"),
        ("The group said the government should free him.", "demands"),
        ("Officials estimate that 500 people are held.", "estimates"),
        ("The lawyer said that the file was on the desk.", "asserts"),
    ],
)
def test_what_a_statement_does(sentence: str, kind: str) -> None:
    assert [s.kind for s in statements(sentence)] == [kind]


def test_a_denial_is_quoted_without_its_negation() -> None:
    (found,) = statements("Norland denies that the facilities are internment camps.")
    assert found.quote.text == "the facilities are internment camps"
    assert not found.direct


@pytest.mark.parametrize(
    "sentence",
    [
        "He asked for asylum in May.",
        "The commission rejected her application for refugee status.",
        "A woman, who asked not to be named, left.",
        "Norland asked Sudland to extradite him.",
    ],
)
def test_applications_and_requests_of_states_are_no_statements(sentence: str) -> None:
    assert statements(sentence) == ()


WORDS = st.sampled_from(
    ["said", "says", "that", "he", "They", "told", "the court", '"', ",", ".", ":", "and", "Amnesty International", "asked", "to",
     "not", "Laura Brandt", "accused", "of", "denies", "It", "according to", "adding", "by her account", "We", "call on", "\n\n",
     "lawyer", "Norland", "should", "be freed", "in January 2020", "the group", "1."]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_statement_holds_its_words(story: str) -> None:
    text = Story(story)
    found = statements(story, "Crossing Network")
    for statement in found:
        quotes = (statement.quote, statement.speaker_quote, statement.cue, *statement.rest)
        assert all(q is None or text.holds(q) for q in quotes)
        assert statement.speaker
    assert list(found) == sorted(found, key=lambda s: (s.quote.span, s.speaker))
