"""What comes in wrong or misleading, and the plain answer to each."""

import json
from dataclasses import replace

import pytest

import vigil
from tests.cases.invented_cases import CROSSING, HEARING, Item, Row, item, only, quote
from tests.cases.known_people import log_of, proposals_in
from vigil.cases import build_cases
from vigil.cases.subjects import subject_of_person
from vigil.model.case import Case, Decision
from vigil.model.reading import Mention
from vigil.model.text import Span

AT = "2030-06-01T10:00:00+00:00"


def names(*cases: Case) -> list[list[str]]:
    return sorted(sorted(p.name for p in case.people_at_risk) for case in cases)


def held(key: str, published: str, *people: str, also: tuple[Row, ...] = ()) -> Item:
    """Return a report that people were arrested together on one day."""
    rows: list[Row] = [{"id": f"p{n}", "name": name} for n, name in enumerate(people, start=1)]
    who = tuple(str(row["id"]) for row in rows)
    text = f"Police arrested {', '.join(people)}. " + " ".join(str(row["name"]) for row in also)
    event = {"type": "detention", "who": who, "quote": "Police arrested", "date": "2030-01-01"}
    return item(key, published, text, [*rows, *also], [event])


def said(kind: str, one: Item, other: Item) -> Decision:
    subjects = [subject_of_person(report, reading.people[0]) for report, reading in (one, other)]
    return Decision(subjects[0], kind, json.dumps(subjects[1]), None, "somebody", AT)  # type: ignore[arg-type]


def test_the_same_report_under_two_addresses_is_one_person_and_one_event_of_two_sources() -> None:
    report, reading = CROSSING
    people = [{"id": "p1", "name": "Dana Orazkyzy", "age": 31}]
    events = [
        {"type": e.type, "who": e.who, "quote": e.quote.text, "date": str(e.date), "place": e.place, "status": e.status}
        for e in reading.events
        if e.date is not None
    ]
    again = item("crossing again", "2030-02-10", report.story.text, people, events)
    once, twice = only(build_cases([CROSSING])), only(build_cases([CROSSING, again]))
    assert [(e.type, e.date) for e in twice.timeline] == [(e.type, e.date) for e in once.timeline]
    assert len(twice.people_at_risk) == 1
    assert twice.disagreements == ()
    assert len(twice.sources) == 2


FORTY = [
    f"{given} {surname}"
    for given in ("Aibek", "Bolat", "Daur", "Erlan", "Farid", "Galym", "Hamza", "Ilyas")
    for surname in ("Tursunov", "Karimbek", "Zholdas", "Mamyrov", "Petrosh")
]


def test_forty_people_arrested_together_are_one_case_of_forty() -> None:
    alone = item(
        "alone",
        "2030-02-01",
        "Aibek Tursunov was freed.",
        [{"id": "p1", "name": "Aibek Tursunov"}],
        [{"type": "release", "who": ("p1",), "quote": "was freed", "date": "2030-02-01"}],
    )
    surname = item("surname", "2030-02-02", "Tursunov was freed.", [{"id": "p1", "name": "Tursunov"}])
    cases = build_cases([held("forty", "2030-01-02", *FORTY), alone, surname])
    assert names(*cases) == [sorted(FORTY), ["Tursunov"]]
    (freed,) = [p for case in cases for p in case.people_at_risk if p.status == "released"]
    assert freed.name == "Aibek Tursunov"


def test_a_list_of_forty_unrelated_arrests_is_forty_cases_and_its_company_links_nobody() -> None:
    text = "In brief.\n\n" + "\n\n".join(f"{name} was arrested." for name in FORTY)
    people: list[Row] = [{"id": f"p{n}", "name": name} for n, name in enumerate(FORTY)]
    events: list[Row] = [
        {"type": "detention", "who": (f"p{n}",), "quote": f"{name} was arrested", "date": f"2029-{n % 12 + 1:02}-01"}
        for n, name in enumerate(FORTY)
    ]
    first, later = (item(key, day, text, people, events) for key, day in (("one", "2030-01-02"), ("two", "2030-02-02")))
    cases = build_cases([first, later])
    assert len(cases) == 40
    assert {len(case.people_at_risk) for case in cases} == {1}
    assert {len(case.sources) for case in cases} == {2}
    assert proposals_in([first, later]) == ()


@pytest.mark.parametrize("brother", ["Bolat Orazuly", "Serikzhan Orazuly", "Sarik Orazuly"])
def test_two_brothers_in_one_report_stay_two_and_their_surname_alone_is_neither(brother: str) -> None:
    both = held("both", "2030-01-02", "Serik Orazuly", brother)
    surname = held("surname", "2030-01-05", "Orazuly")
    cases = build_cases([both, surname])
    assert names(*cases) == sorted([sorted(["Serik Orazuly", brother]), ["Orazuly"]])


@pytest.mark.parametrize("brother", ["Bolat Orazuly", "Serikzhan Orazuly"])
def test_two_brothers_in_two_reports_of_one_case_stay_two(brother: str) -> None:
    one = held("one", "2030-01-02", "Serik Orazuly", "Timur Bekuly", "Lev Gordin")
    other = held("other", "2030-01-03", brother, "Timur Bekuly", "Lev Gordin")
    case = only(build_cases([one, other]))
    assert names(case) == [sorted(["Serik Orazuly", brother, "Timur Bekuly", "Lev Gordin"])]


def test_one_lawyer_in_two_unrelated_cases_is_one_person_and_joins_them_not() -> None:
    lawyer: Row = {"id": "p9", "name": "Lev Gordin", "part": "lawyer"}
    one = held("one", "2030-01-02", "Dana Orazova", also=(lawyer,))
    other = held("other", "2031-01-02", "Pavel Chernov", also=(lawyer,))
    cases = build_cases([one, other])
    assert names(*cases) == [["Dana Orazova"], ["Pavel Chernov"]]
    assert [[p.name for p in case.others] for case in cases] == [["Lev Gordin"], ["Lev Gordin"]]


def test_one_name_at_risk_in_two_unrelated_cases_is_a_proposal_and_joins_them_not() -> None:
    def feared(key: str, day: str, to: str, beside: str) -> Item:
        people: list[Row] = [{"id": "p1", "name": "Sami Latif"}, {"id": "p2", "name": beside}]
        event = {
            "type": "return",
            "who": ("p1", "p2"),
            "quote": "may be sent",
            "status": "feared",
            "detail": {"to": to},
        }
        return item(key, day, f"Sami Latif and {beside} may be sent to {to}.", people, [event])

    items = [feared("one", "2020-01-02", "Egypt", "Timur Bekuly"), feared("other", "2030-01-02", "Chad", "Juan Perez")]
    assert names(*build_cases(items)) == [["Juan Perez", "Sami Latif"], ["Sami Latif", "Timur Bekuly"]]
    assert len(proposals_in(items)) == 1
    joined = only(build_cases(items, [said("same", *items)]))
    assert names(joined) == [["Juan Perez", "Sami Latif", "Timur Bekuly"]]


def test_a_name_that_is_also_a_country_tells_no_host() -> None:
    text = "Chad Orlov may be sent back to Belarus.\n\nHis friends say that Chad has asked for asylum."
    event = {
        "type": "return",
        "who": ("p1",),
        "quote": "may be sent back",
        "status": "feared",
        "detail": {"to": "Belarus"},
    }
    report, reading = item("chad", "2030-01-02", text, [{"id": "p1", "name": "Chad Orlov"}], [event])
    start = text.index("Chad has")
    misread = Mention(replace(quote(text, "Chad"), span=Span(start, start + 4)), "LOC")
    case = only(build_cases([(report, replace(reading, mentions=(misread,)))]))
    assert (case.host, case.origin) == (None, "Belarus")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Jordan Malikov was arrested in Norway on 3 March 2030. Malikov may be deported to Tajikistan.",
            "Jordan Malikov",
        ),
        ("Israel Tesfaye was detained in Sudan on 3 March 2030. He may be returned to Eritrea.", "Israel Tesfaye"),
    ],
)
def test_a_name_that_is_also_a_country_is_read_as_a_name(text: str, name: str) -> None:
    reading = vigil.read(text, published="2030-03-05")
    assert [p.name for p in reading.people] == [name]


def test_a_merge_that_a_person_splits_stays_split_when_reports_come() -> None:
    one, other = held("one", "2030-01-02", "Sami Latif"), held("other", "2030-01-03", "Sami Latif")
    assert len(build_cases([one, other])) == 1
    split = [said("apart", one, other)]
    assert len(build_cases([one, other], split)) == 2
    third = held("third", "2030-01-04", "Sami Latif")
    cases = build_cases([one, other, third], split)
    assert sorted(len(case.sources) for case in cases) == [1, 2]
    assert next(c for c in cases if len(c.sources) == 2).sources[0].title == "one"


def test_a_decision_about_a_removed_report_is_kept_and_changes_nothing() -> None:
    gone = held("gone", "2030-01-02", "Dana Oraz")
    decisions = [said("apart", CROSSING, gone)]
    assert build_cases([CROSSING, HEARING], decisions) == build_cases([CROSSING, HEARING])
    (logged,) = log_of([CROSSING, HEARING], decisions)
    assert logged.holds == "no longer found"
