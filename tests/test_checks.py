"""A finished value that breaks an invariant is neither saved nor exported, and the message says where it does."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from vigil.checks import check_case, check_reading, sound_part
from vigil.errors import CheckFailedError
from vigil.model.case import (
    Alert,
    Case,
    CaseDemand,
    CasePerson,
    Citation,
    Disagreement,
    Precedent,
    Source,
    TimelineEntry,
    Voice,
)
from vigil.model.reading import (
    DateMention,
    Demand,
    Event,
    Evidence,
    Figure,
    Mention,
    Person,
    Reading,
    Statement,
)
from vigil.model.report import Capture, Issue, Report, report_id
from vigil.model.text import Quote, Segment, SourceMap, Span, Story
from vigil.model.when import When

WRONG: Any = "wrong"
"""A word that stands in no vocabulary, typed so that it can be put anywhere."""

TEXT = "Aidos Example, 30, was put on trial on January 6. Dana Sample, who got asylum, said: do not return him to 12 camps."


def report_of(text: str) -> Report:
    capture = Capture(sha256(text.encode()).hexdigest(), "text/plain")
    return Report(report_id(capture), capture, Story(text, source_map=SourceMap((Segment(Span(0, 5), Span(2, 7)),))))


REPORT = report_of(TEXT)
OTHER = report_of(f"{TEXT} He is 31.")


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return REPORT.story.quote(Span(start, start + len(words)))


PERSON = Person(
    "p1", "Aidos Example", quote("Aidos Example"), "at_risk", age=30, evidence=(Evidence("age", quote("30")),)
)
EVENT = Event(
    "extradition_decision", ("p1", "two men"), quote("put on trial"), "happened", When("XXXX-01-06"), according_to="p2",
    detail={"outcome": "refused"},
)  # fmt: skip
STATEMENT = Statement("Dana Sample", quote("do not return him"), "demands", direct=False, speaker_id="p2")
DEMAND = Demand("Dana Sample", None, "no_return", quote("do not return him"))
FIGURE = Figure((10, 12), None, "camps", quote("12 camps"))
READING = Reading(
    REPORT.id,
    "test 1",
    people=(PERSON, Person("p2", "Dana Sample", quote("Dana Sample"), "precedent")),
    events=(EVENT,),
    statements=(STATEMENT,),
    demands=(DEMAND,),
    figures=(FIGURE,),
    dates=(DateMention(quote("January 6"), When("XXXX-01-06")),),
    mentions=(Mention(quote("Aidos Example"), "PER", "p1"),),
    issues=(Issue("warning", "analysis", "year-unknown", "the year is not said", Span(0, 5)),),
)


def test_a_sound_reading_passes() -> None:
    check_reading(REPORT, READING)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"report_id": OTHER.id}, "names another report"),
        ({"analyser": " "}, "reading.analyser is empty"),
        ({"people": (PERSON, PERSON)}, "two people have the id p1"),
        ({"people": (replace(PERSON, name=""),)}, r"people\[0\].name is empty"),
        ({"people": (replace(PERSON, also=("Aidos", "")),)}, r"people\[0\].also\[1\] is empty"),
        ({"people": (replace(PERSON, age=130),)}, r"people\[0\].age is not between 0 and 120"),
        ({"people": (replace(PERSON, age=-1),)}, r"people\[0\].age"),
        ({"people": (replace(PERSON, part=WRONG),)}, r"people\[0\].part is not in the vocabulary: 'wrong'"),
        ({"people": (replace(PERSON, quote=Quote(Span(0, 5), "Other")),)}, "quoted at 0-5 do not stand there"),
        ({"people": (replace(PERSON, evidence=(Evidence("shoe", quote("30")),)),)}, r"evidence\[0\].field .* 'shoe'"),
        ({"people": (replace(PERSON, evidence=(Evidence("age", Quote(Span(500, 502), "30")),)),)}, "quoted at 500-502"),
        ({"events": (replace(EVENT, type="party"),)}, r"events\[0\].type is not in the vocabulary: 'party'"),
        ({"events": (replace(EVENT, status=WRONG),)}, r"events\[0\].status"),
        ({"events": (replace(EVENT, who=("p9",)),)}, r"events\[0\].who is nobody in people: 'p9'"),
        ({"events": (replace(EVENT, who=("",)),)}, r"events\[0\].who\[0\] is empty"),
        ({"events": (replace(EVENT, according_to="p9"),)}, r"events\[0\].according_to is nobody"),
        ({"events": (replace(EVENT, place=""),)}, r"events\[0\].place is empty"),
        ({"events": (replace(EVENT, detail={"court": "x"}),)}, "detail has 'court', which extradition_decision"),
        ({"events": (replace(EVENT, detail={"outcome": "lost"}),)}, r"detail.outcome is not in the vocabulary: 'lost'"),
        ({"events": (replace(EVENT, detail={"outcome": True}),)}, r"detail.outcome is of the wrong kind"),
        ({"events": (replace(EVENT, type="adjournment", detail={"until": "soon"}),)}, "detail.until is not an EDTF date"),
        ({"events": (replace(EVENT, type="flight", detail={"to": ""}),)}, r"events\[0\].detail.to is empty"),
        (
            {"events": (replace(EVENT, type="border_crossing", detail={"irregular": "yes"}),)},
            "detail.irregular is of the wrong kind",
        ),
        ({"events": (replace(EVENT, trigger=Quote(Span(0, 0), "")),)}, "quoted at 0-0 do not stand"),
        ({"statements": (replace(STATEMENT, speaker_id="p7"),)}, r"statements\[0\].speaker_id is nobody"),
        ({"statements": (replace(STATEMENT, kind=WRONG),)}, r"statements\[0\].kind"),
        ({"statements": (replace(STATEMENT, rest=(Quote(Span(0, 2), "xx"),)),)}, "quoted at 0-2"),
        ({"demands": (replace(DEMAND, act="dance"),)}, r"demands\[0\].act is not in the vocabulary: 'dance'"),
        ({"figures": (replace(FIGURE, value=(12, 10)),)}, r"figures\[0\].value is a range that runs backward"),
        ({"figures": (replace(FIGURE, value=float("nan")),)}, r"figures\[0\].value is not a number"),
        ({"mentions": (Mention(quote("30"), "AGE"),)}, r"mentions\[0\].type"),
        ({"mentions": (Mention(quote("30"), "PER", "p5"),)}, r"mentions\[0\].person is nobody"),
        ({"issues": (Issue(WRONG, "analysis", "x", "y"),)}, r"issues\[0\].level"),
        ({"issues": (Issue("info", "analysis", "x", "y", Span(0, 900)),)}, r"issues\[0\].span leaves the story"),
    ],
)  # fmt: skip
def test_a_reading_that_breaks_an_invariant_does_not(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(CheckFailedError, match=said) as caught:
        check_reading(REPORT, replace(READING, **changed))
    assert "\n" not in str(caught.value)
    assert "Aidos" not in str(caught.value)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": OTHER.id}, "its id is not its capture's"),
        ({"capture": Capture("abc", "text/plain")}, "no SHA-256"),
        ({"story": Story("")}, "its story is empty"),
        ({"story": Story(f"{TEXT}\ud800")}, "its story holds half of a character"),
        ({"title": "\udc80"}, "title, publisher, byline or language holds half of a character"),
        ({"story": Story(TEXT, headline=Span(0, 999))}, "story.headline leaves the story"),
        ({"story": Story(TEXT, captions=(Span(0, 999),))}, r"story.captions\[0\] leaves the story"),
        ({"story": Story(TEXT, headings=(Span(0, 3), Span(0, 999)))}, r"story.headings\[1\] leaves the story"),
        ({"story": Story(TEXT, source_map=SourceMap((Segment(Span(0, 5), Span(0, 4)),)))}, "marked exact and differs"),
        ({"story": Story(TEXT, source_map=SourceMap((Segment(Span(0, 5), Span(0, 5)),) * 2))}, r"source_map\[1\] overlaps"),
        ({"issues": (Issue(WRONG, "story", "x", "y"),)}, r"issues\[0\].level"),
    ],
)  # fmt: skip
def test_a_report_that_breaks_an_invariant_does_not(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(CheckFailedError, match=said):
        check_reading(replace(REPORT, **changed), READING)


def test_the_message_counts_the_faults() -> None:
    broken = replace(READING, people=(replace(PERSON, age=130, part=WRONG),))
    with pytest.raises(CheckFailedError, match=r"\(and \d more\); please report this with the source"):
        check_reading(REPORT, broken)


CITATION = Citation(REPORT.id, quote("put on trial"))
AT_RISK = CasePerson(
    "Aidos Example", ("Aidos Example", "A. Example"), "at_risk", ((REPORT.id, "p1"),), age=30, status="at_risk",
    citations=(CITATION,),
)  # fmt: skip
BACKGROUND = CasePerson("Dana Sample", ("Dana Sample",), "precedent", ((REPORT.id, "p2"),))
ENTRY = TimelineEntry("hearing", ("Aidos Example",), "happened", (REPORT.id,), (CITATION,), detail={"court": "a court"})
GRANTED = TimelineEntry("asylum_decision", ("Dana Sample",), "happened", (REPORT.id,), (CITATION,))
FEARED = replace(ENTRY, type="return", status="feared", detail={})
ASKED = CaseDemand("Dana Sample", None, "no_return", None, "open", (REPORT.id,), (CITATION,))
DIFFERS = Disagreement("Aidos Example", "age", {"30": (REPORT.id,), "31": (OTHER.id,)})
PRECEDENT = Precedent(BACKGROUND, (GRANTED,), (REPORT.id,))
REPORTS = {report.id: report for report in (REPORT, OTHER)}
CASE = Case(
    id="0a",
    anchors=("0a", "1b"),
    people_at_risk=(AT_RISK,),
    others=(),
    host="Kazakhstan",
    origin="China",
    status="in_proceedings",
    next_date=None,
    timeline=(ENTRY,),
    feared=(FEARED,),
    voices=(Voice("Dana Sample", "demands", False, CITATION),),
    disagreements=(DIFFERS,),
    demands=(ASKED,),
    precedents=(PRECEDENT,),
    alerts=(Alert("hearing-near", "A hearing is near.", (REPORT.id,)),),
    sources=tuple(Source(r.id, None, None, None, "en", None, r.capture.sha256) for r in REPORTS.values()),
)


def test_a_sound_case_passes() -> None:
    check_case(CASE, REPORTS)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": "1b"}, "its id is not the least of its anchors"),
        ({"anchors": ()}, "its id is not the least of its anchors"),
        ({"status": WRONG}, "status is not in the vocabulary: 'wrong'"),
        ({"host": ""}, "case.host is empty"),
        ({"sources": CASE.sources[1:]}, "not among its sources"),
        ({"sources": (replace(CASE.sources[0], sha256="0" * 64), CASE.sources[1])}, r"sources\[0\].sha256"),
        ({"sources": (*CASE.sources, Source("f" * 16, None, None, None, None, None, "0"))}, "names the report ffff"),
        ({"people_at_risk": (replace(AT_RISK, name="Another"),)}, r"people_at_risk\[0\].name is not among its names"),
        ({"people_at_risk": (replace(AT_RISK, members=()),)}, "nobody in any report"),
        ({"people_at_risk": (replace(AT_RISK, members=(("f" * 16, "p1"),)),)}, r"people_at_risk\[0\].members"),
        ({"people_at_risk": (replace(AT_RISK, part="lawyer"),)}, r"people_at_risk\[0\] is not at risk"),
        ({"people_at_risk": (replace(AT_RISK, status=WRONG),)}, r"people_at_risk\[0\].status"),
        ({"people_at_risk": (replace(AT_RISK, age=200),)}, r"people_at_risk\[0\].age"),
        ({"timeline": (replace(ENTRY, status="feared"),)}, r"timeline\[0\] is feared, which is no part"),
        ({"feared": (ENTRY,)}, r"feared\[0\] is happened"),
        ({"timeline": (replace(ENTRY, type="party"),)}, r"timeline\[0\].type"),
        ({"timeline": (replace(ENTRY, reports=()),)}, r"timeline\[0\] names no report or no words"),
        ({"timeline": (replace(ENTRY, citations=()),)}, r"timeline\[0\] names no report or no words"),
        ({"timeline": (replace(ENTRY, reports=(OTHER.id,)),)}, r"timeline\[0\] quotes a report that it does not name"),
        ({"timeline": (replace(ENTRY, citations=(Citation(REPORT.id, Quote(Span(0, 3), "xxx")),)),)}, "at 0-3 do not stand"),
        ({"timeline": (ENTRY, GRANTED)}, r"timeline\[1\] belongs to a precedent"),
        ({"precedents": (replace(PRECEDENT, person=replace(BACKGROUND, members=AT_RISK.members)),)}, "is a person at risk"),
        ({"precedents": (replace(PRECEDENT, reports=("f" * 16,)),)}, r"precedents\[0\].reports"),
        ({"precedents": (replace(PRECEDENT, events=(replace(GRANTED, type="party"),)),)}, r"precedents\[0\].events\[0\]"),
        ({"disagreements": (replace(DIFFERS, values={"30": (REPORT.id,)}),)}, "fewer than two values"),
        ({"disagreements": (replace(DIFFERS, values={"30": (REPORT.id,), "31": ()}),)}, "a value that no report gives"),
        ({"disagreements": (replace(DIFFERS, values={"30": (REPORT.id,), "31": ("f" * 16,)}),)}, "not there"),
        ({"demands": (replace(ASKED, act="dance"),)}, r"demands\[0\].act"),
        ({"demands": (replace(ASKED, state=WRONG),)}, r"demands\[0\].state"),
        ({"demands": (replace(ASKED, decided_by="party"),)}, r"demands\[0\].decided_by"),
        ({"demands": (replace(ASKED, citations=()),)}, r"demands\[0\] names no report or no words"),
        ({"voices": (replace(CASE.voices[0], kind=WRONG),)}, r"voices\[0\].kind"),
        ({"alerts": (Alert("x", "y", ("f" * 16,)),)}, r"alerts\[0\].reports"),
    ],
)  # fmt: skip
def test_a_case_that_breaks_an_invariant_does_not(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(CheckFailedError, match=said) as caught:
        check_case(replace(CASE, **changed), REPORTS)
    assert "\n" not in str(caught.value)
    assert "Aidos" not in str(caught.value)


def test_a_person_of_two_parts_is_no_precedent_for_the_timeline() -> None:
    """Somebody told of as background who is also in the case is told of in its timeline."""
    also = replace(CASE, others=(replace(BACKGROUND, part="witness"),), timeline=(ENTRY, GRANTED))
    check_case(also, REPORTS)


def test_what_is_quoted_must_stand_in_the_report_it_names() -> None:
    voice = replace(CASE.voices[0], citation=replace(CITATION, report=OTHER.id))
    check_case(replace(CASE, voices=(voice,)), REPORTS)
    shorter = {REPORT.id: REPORT, OTHER.id: replace(OTHER, story=Story("Another story."))}
    with pytest.raises(CheckFailedError, match=f"quoted from the report {OTHER.id}"):
        check_case(replace(CASE, voices=(voice,)), shorter)


def test_only_what_is_not_sound_is_left_out_and_that_is_said() -> None:
    nobody = replace(DEMAND, by="")
    wrong = replace(EVENT, type="wrong")
    found = sound_part(REPORT, replace(READING, events=(wrong, EVENT), demands=(nobody,)))
    assert found.events == (EVENT,)
    assert found.demands == ()
    assert (found.statements, found.figures, found.people) == (READING.statements, READING.figures, READING.people)
    assert [issue.code for issue in found.issues] == ["year-unknown", "item-not-sound", "item-not-sound"]
    check_reading(REPORT, found)


def test_people_that_are_not_sound_leave_nothing_to_stand() -> None:
    with pytest.raises(CheckFailedError):
        sound_part(REPORT, replace(READING, people=(replace(PERSON, age=300),)))
