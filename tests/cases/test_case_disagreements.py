import pytest

from tests.cases.invented_cases import Item, Row, item, only, titles
from vigil.cases import build_cases


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


def test_figures_of_one_thing_at_one_time() -> None:
    def counted(key: str, value: int, what: str = "people held with her") -> Item:
        row = {"value": value, "unit": "people", "what": what, "quote": "people held"}
        people = [{"id": "p1", "name": "Dana Orazkyzy"}]
        return item(key, "2030-02-06", f"Dana Orazkyzy is one of {value} people held.", people, figures=[row])

    (found,) = only(build_cases([counted("a", 40), counted("b", 55)])).disagreements
    assert (found.field, set(found.values)) == ("number", {"40", "55"})
    assert only(build_cases([counted("a", 40), counted("b", 55, "guards outside")])).disagreements == ()
