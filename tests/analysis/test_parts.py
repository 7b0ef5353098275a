"""Which part each person plays; a wrong "at risk" is the worst mistake."""

import pytest

from vigil.analysis.mentions import find_mentions
from vigil.analysis.parts import assign_parts
from vigil.analysis.people import find_cast
from vigil.analysis.segment import segment
from vigil.languages import Language
from vigil.model.reading import Event
from vigil.model.text import Span, Story

ENGLISH = Language("en")

STORY = (
    "Kazakhstan Tries Asylum Seekers From China\n\n"
    "Two ethnic Kazakhs face deportation to China after they crossed the border in October.\n\n"
    "Qaster Musakhanuly, 30, and Murager Alimuly, 25, were arrested in Almaty. They went on trial on January 6.\n\n"
    '"They must not be sent back," said Laura Mills, a researcher at Human Rights Watch.\n\n'
    "Their lawyer, Lyazzat Akhatova, asked Judge Shynar Ospanova for time. Alimuly's sister, Gulnar Alimqyzy, wept.\n\n"
    "In August 2018 a court refused to extradite Sairagul Sauytbay, a teacher who was wanted in China on the same "
    "charges. She was later granted asylum in Sweden.\n"
)


def parts(text: str, events: tuple[Event, ...] = ()) -> dict[str, str]:
    segmented = segment(Story(text), ENGLISH)
    cast = find_cast(segmented, find_mentions(segmented, ENGLISH), None, ENGLISH)
    return {p.name: p.part for p in assign_parts(segmented, cast, events, (), ENGLISH)}


def test_parts_without_events() -> None:
    assert parts(STORY) == {
        "Qaster Musakhanuly": "at_risk",
        "Murager Alimuly": "at_risk",
        "Laura Mills": "advocate",
        "Lyazzat Akhatova": "lawyer",
        "Shynar Ospanova": "official",
        "Gulnar Alimqyzy": "family",
        "Sairagul Sauytbay": "precedent",
    }


def test_events_of_an_earlier_case_do_not_make_its_person_at_risk() -> None:
    story = Story(STORY)
    start = STORY.index("refused to extradite")
    quote = story.quote(Span(start, start + len("refused to extradite Sairagul Sauytbay")))
    refusal = Event("extradition_decision", ("p6",), quote, "happened")
    assert parts(STORY, (refusal,))["Sairagul Sauytbay"] == "precedent"


def test_nobody_is_at_risk_in_a_story_about_sport() -> None:
    text = (
        "Winger Emre Delibalta was found guilty by the league and sent back to the dressing room. "
        "The striker will miss the final of the tournament, his coach, Ivica Radmanic, said."
    )
    assert "at_risk" not in parts(text).values()


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("One of his lawyers, Natalia Prylutska, was barred.", "lawyer"),
        ("He is represented by Natalia Prylutska.", "lawyer"),
        ("Natalia Prylutska, who is defending him, said so.", "lawyer"),
        ("Interior Minister Natalia Prylutska said he would be returned.", "official"),
        ("Natalia Prylutska, a spokeswoman for the Border Guard, said no.", "official"),
        ("Natalia Prylutska, Europe director at Amnesty International, warned of torture.", "advocate"),
        ("His sister, Natalia Prylutska, said he had been beaten.", "family"),
        ("In 2009 Poland extradited another activist, Natalia Prylutska, who was jailed for years.", "precedent"),
        ("He met Natalia Prylutska in Warsaw.", "other"),
    ],
)
def test_a_part_told_in_one_sentence(sentence: str, part: str) -> None:
    lead = (
        "Tajik blogger Sharof Gadoev-Rahim, 41, faces extradition from Poland. He was detained in Warsaw in 2021.\n\n"
    )
    found = parts(lead + sentence)
    assert found["Sharof Gadoev-Rahim"] == "at_risk"
    assert found["Natalia Prylutska"] == part


def test_a_part_from_a_role_has_its_words() -> None:
    segmented = segment(Story(STORY), ENGLISH)
    cast = find_cast(segmented, find_mentions(segmented, ENGLISH), None, ENGLISH)
    people = assign_parts(segmented, cast, (), (), ENGLISH)
    lawyer = next(p for p in people if p.name == "Lyazzat Akhatova")
    assert [e.quote.text for e in lawyer.evidence if e.field == "part"] == ["Their lawyer"]
