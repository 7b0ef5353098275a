from dataclasses import replace

import pytest

from tests.cases.invented_cases import Item, Row, item, only, quote, titles
from vigil.cases import build_cases
from vigil.model.case import Case
from vigil.model.reading import DateMention
from vigil.model.when import When


def aged(key: str, published: str, age: int) -> Item:
    return item(key, published, f"Dana Orazkyzy, {age}, waits.", [{"id": "p1", "name": "Dana Orazkyzy", "age": age}])


def told(key: str, **event: object) -> Item:
    text = f"Report {key}: something befell Dana Orazkyzy."
    row = {"who": ("p1",), "quote": "something befell", "date": "2030-02-05"} | event
    return item(key, f"2030-03-0{key}", text, [{"id": "p1", "name": "Dana Orazkyzy"}], [row])


def test_ages_that_differ_at_one_time() -> None:
    case = only(build_cases([aged("a", "2030-01-01", 30), aged("b", "2030-02-01", 31)]))
    (found,) = case.disagreements
    assert (found.about, found.field) == ("Dana Orazkyzy", "age")
    assert {k: titles(case, v) for k, v in found.values.items()} == {"30": ["a"], "31": ["b"]}


def test_a_birthday_is_no_disagreement() -> None:
    assert only(build_cases([aged("a", "2030-01-01", 30), aged("b", "2031-01-01", 31)])).disagreements == ()


@pytest.mark.parametrize(
    ("field", "first", "second", "values"),
    [
        ("date", {"type": "verdict"}, {"type": "verdict", "date": "2030-02-06"}, {"2030-02-05", "2030-02-06"}),
        (
            "penalty",
            {"type": "sentence", "detail": {"penalty": "ten years in prison"}},
            {"type": "sentence", "detail": {"penalty": "12 years"}},
            {"ten years in prison", "12 years"},
        ),
        (
            "outcome",
            {"type": "verdict", "detail": {"outcome": "convicted"}},
            {"type": "verdict", "detail": {"outcome": "acquitted"}},
            {"convicted", "acquitted"},
        ),
        ("status", {"type": "return"}, {"type": "return", "status": "did_not_happen"}, {"happened", "did_not_happen"}),
        (
            "judge",
            {"type": "hearing", "detail": {"judge": "Olga Stern"}},
            {"type": "hearing", "detail": {"judge": "Pavel Brandt"}},
            {"Olga Stern", "Pavel Brandt"},
        ),
    ],
)
def test_real_contradictions(field: str, first: dict[str, object], second: dict[str, object], values: set[str]) -> None:
    case = only(build_cases([told("1", **first), told("2", **second)]))
    found = [d for d in case.disagreements if d.field == field]
    assert [set(d.values) for d in found] == [values]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"type": "verdict", "date": "2030-02"}, {"type": "verdict", "date": "2030-02-06"}),
        (
            {"type": "sentence", "detail": {"penalty": "ten years"}},
            {"type": "sentence", "detail": {"penalty": "10 years in prison"}},
        ),
        (
            {"type": "hearing", "detail": {"judge": "Olga Stern"}},
            {"type": "hearing", "detail": {"judge": "Judge Stern"}},
        ),
    ],
)
def test_what_can_both_be_so_is_none(first: dict[str, object], second: dict[str, object]) -> None:
    assert only(build_cases([told("1", **first), told("2", **second)])).disagreements == ()


def test_reports_that_disagree_about_the_return_raise_an_alert() -> None:
    case = only(build_cases([told("1", type="return"), told("2", type="return", status="did_not_happen")]))
    assert "return-disputed" in {a.code for a in case.alerts}


def test_one_report_with_the_days_of_two_speakers() -> None:
    text = "Police say Dana Orazkyzy was held on 5 February; her wife says it was 4 February."
    rows = [
        {"type": "detention", "who": ("p1",), "quote": q, "date": d, "according_to": who}
        for q, d, who in (
            ("held on 5 February", "2030-02-05", "Police"),
            ("it was 4 February", "2030-02-04", "her wife"),
        )
    ]
    case = only(build_cases([item("a", "2030-02-06", text, [{"id": "p1", "name": "Dana Orazkyzy"}], rows)]))
    assert [(d.field, set(d.values)) for d in case.disagreements] == [("date", {"2030-02-04", "2030-02-05"})]


def test_arrest_and_custody_by_a_court_are_no_rival_accounts() -> None:
    text = "Dana Orazkyzy was held on 5 February. A court kept her in custody on 7 February, her lawyer said."
    row: Row = {"type": "detention", "who": ("p1",)}
    rows: list[Row] = [
        {**row, "quote": "was held", "date": "2030-02-05"},
        {
            **row,
            "quote": "kept her in custody",
            "date": "2030-02-07",
            "according_to": "her lawyer",
            "detail": {"place_kind": "remand"},
        },
    ]
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    assert only(build_cases([item("a", "2030-02-08", text, people, rows)])).disagreements == ()


def counted(key: str, value: int, what: str = "people held with her", as_of: str | None = None) -> Item:
    row: dict[str, object] = {"value": value, "unit": "people", "what": what, "quote": "people held"}
    if as_of:
        row["as_of"] = When(as_of)
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    return item(key, "2030-02-06", f"Dana Orazkyzy is one of {value} people held.", people, figures=[row])


def numbers_of(*told: Item) -> list[list[str]]:
    return [list(d.values) for d in only(build_cases(told)).disagreements if d.field == "number"]


def test_figures_of_one_thing_at_one_time() -> None:
    (values,) = numbers_of(counted("a", 40), counted("b", 55), counted("c", 55), counted("d", 60))
    assert sorted(values) == ["40", "55", "60"]
    assert numbers_of(counted("a", 40), counted("b", 55, "guards outside")) == []
    assert numbers_of(counted("a", 40, as_of="2029"), counted("b", 55, as_of="2030")) == []


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ((40, "more than 40 people held"), (55, "people held"), False),
        ((60, "more than 60 people held"), (55, "people held"), True),
        ((50, "about 50 people held"), (53, "people held"), False),
        ((50, "about 50 people held"), (80, "people held"), True),
        ((60, "fewer than 60 people held"), (55, "people held"), False),
        ((40, "at most 40 people held"), (55, "at least 55 people held"), True),
    ],
)
def test_numbers_are_as_exact_as_they_are_said_to_be(
    first: tuple[int, str], second: tuple[int, str], *, differ: bool
) -> None:
    assert bool(numbers_of(counted("a", *first), counted("b", *second))) is differ


def custody(words: str, *, speaker: str = "p2", part: str = "official") -> Case:
    text = f"Dana Orazkyzy was arrested on 5 February. Olga Stern said of Orazkyzy that {words}."
    people: list[Row] = [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Olga Stern", "part": part}]
    event: Row = {"type": "detention", "who": ("p1",), "quote": "was arrested", "date": "2030-02-05"}
    statement: Row = {"speaker": "Olga Stern", "speaker_id": speaker, "kind": "denies", "direct": False, "quote": words}
    return only(build_cases([item("a", "2030-03-01", text, people, [event], statements=[statement])]))


def test_an_official_denial_stands_beside_the_account() -> None:
    (found,) = custody("nobody was under arrest").disagreements
    assert (found.field, list(found.values)) == ("status", ["happened", "denied by Olga Stern"])
    assert found.citations[-1].quote.text == "nobody was under arrest"


@pytest.mark.parametrize(("words", "part"), [("nobody was under arrest", "lawyer"), ("prices would rise", "official")])
def test_other_denials_are_none(words: str, part: str) -> None:
    assert custody(words, part=part).disagreements == ()


def test_an_account_by_which_it_did_not_happen_is_a_denial() -> None:
    text = "Dana Orazkyzy was arrested. The official Olga Stern said that she was not held."
    people: list[Row] = [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Olga Stern", "part": "official"}]
    row: dict[str, object] = {"type": "detention", "who": ("p1",)}
    denied = row | {"quote": "was not held", "status": "did_not_happen", "according_to": "p2"}
    case = only(build_cases([item("a", "2030-03-01", text, people, [row | {"quote": "was arrested"}, denied])]))
    assert [list(d.values) for d in case.disagreements] == [["happened", "denied by Olga Stern"]]


def judged(key: str, words: str) -> Item:
    text = f"Report {key}: Dana Orazkyzy was {words}."
    row: Row = {"type": "sentence", "who": ("p1",), "quote": "was", "date": "2030-02-05"}
    return item(key, f"2030-03-0{key}", text, [{"id": "p1", "name": "Dana Orazkyzy"}], [row])


def test_offences_of_two_kinds_for_one_judgment() -> None:
    first, second = (
        judged("1", "jailed for ten years over an arson attack"),
        judged("2", "sentenced for theft and fraud"),
    )
    (found,) = only(build_cases([first, second])).disagreements
    assert (found.field, list(found.values)) == ("offence", ["an arson attack", "theft and fraud"])
    alike = judged("2", "sentenced to ten years in prison for a fire-bombing")
    assert only(build_cases([first, alike])).disagreements == ()


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        ("Almaty", "the city of Astana", ["Almaty", "the city of Astana"]),
        ("Almaty", "the airport", []),
        ("Almaty", "a court in Almaty", []),
    ],
)
def test_two_towns_are_two_places(first: str, second: str, values: list[str]) -> None:
    case = only(build_cases([told("1", type="verdict", place=first), told("2", type="verdict", place=second)]))
    assert [list(d.values) for d in case.disagreements if d.field == "place"] == ([values] if values else [])


def crossed(words: str, *mentions: tuple[str, str]) -> Case:
    text = f"Dana Orazkyzy crossed on 3 February 2030 {words}"
    row: Row = {"type": "border_crossing", "who": ("p1",), "quote": "crossed on 3 February 2030", "date": "2030-02-03"}
    report, reading = item("a", "2030-03-01", text, [{"id": "p1", "name": "Dana Orazkyzy"}], [row])
    dates = tuple(DateMention(quote(text, said), When(value)) for said, value in mentions)
    return only(build_cases([(report, replace(reading, dates=dates))]))


def test_a_date_that_a_report_says_others_give() -> None:
    case = crossed("(the Coast has it as 6 February), she said.", ("6 February", "2030-02-06"))
    (found,) = case.disagreements
    assert (found.field, list(found.values)) == ("date", ["2030-02-03", "2030-02-06"])


@pytest.mark.parametrize("words", ["and was arrested on 6 February.", "and asked for papers by 6 February."])
def test_a_date_of_something_else_is_no_rival(words: str) -> None:
    assert crossed(words, ("6 February", "2030-02-06")).disagreements == ()
