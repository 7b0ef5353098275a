import pytest

from tests.cases.invented_cases import Row, item, only
from vigil.cases import build_cases
from vigil.model.case import Case

TEXT = (
    "Free Them Network asked Kazakhstan on 5 February not to return Dana Orazkyzy, and to drop the charges.\n\n"
    "Its director, Ann Lee, repeated it: do not send her back."
)


def case_of(*rows: Row, demand: Row | None = None) -> Case:
    people: list[Row] = [
        {"id": "p1", "name": "Dana Orazkyzy"},
        {"id": "p2", "name": "Ann Lee", "part": "advocate", "affiliation": "Free Them Network"},
    ]
    asked: Row = {"by": "Free Them Network", "of": "Kazakhstan", "act": "no_return", "quote": "not to return"}
    events: list[Row] = [{"who": ("p1",), "quote": "asked Kazakhstan", **row} for row in rows]
    held: Row = {
        "type": "detention",
        "who": ("p1",),
        "quote": "asked Kazakhstan",
        "date": "2030-02-01",
        "place": "Almaty",
    }
    said: Row = {
        "type": "statement",
        "who": ("p1",),
        "by": "Free Them Network",
        "quote": "Free Them Network asked",
        "date": "2030-02-05",
    }
    first = item("a", "2030-02-06", TEXT, people, [held, said], [{**asked, **(demand or {})}])
    later = item("b", "2030-09-01", TEXT, people, events)
    return only(build_cases([first, later]))


@pytest.mark.parametrize(
    ("act", "rows", "state"),
    [
        ("no_return", (), "open"),
        ("no_return", ({"type": "return", "date": "2030-03-01"},), "refused"),
        (
            "no_return",
            ({"type": "return", "date": "2030-01-01"}, {"type": "resettlement", "date": "2030-04-01"}),
            "met",
        ),
        (
            "no_return",
            ({"type": "extradition_decision", "date": "2030-03-01", "detail": {"outcome": "granted"}},),
            "refused",
        ),
        ("no_return", ({"type": "asylum_decision", "date": "2030-03-01", "detail": {"outcome": "granted"}},), "met"),
        ("drop_charges", ({"type": "charges_dropped", "date": "2030-03-01"},), "met"),
        ("drop_charges", ({"type": "verdict", "date": "2030-03-01", "detail": {"outcome": "convicted"}},), "refused"),
        ("drop_charges", ({"type": "verdict", "date": "2029-03-01", "detail": {"outcome": "convicted"}},), "open"),
        (
            "halt_proceedings",
            ({"type": "sentence", "date": "2030-03-01"}, {"type": "charges_dropped", "date": "2030-06-01"}),
            "refused",
        ),
        ("release", ({"type": "release", "date": "2030-03-01", "status": "did_not_happen"},), "refused"),
        ("release", ({"type": "release", "date": "2030-03-01"},), "met"),
        (
            "grant_protection",
            ({"type": "asylum_decision", "date": "2030-03-01", "by": "Sweden", "detail": {"outcome": "granted"}},),
            "open",
        ),
        (
            "grant_protection",
            ({"type": "resettlement", "date": "2030-03-01", "detail": {"to": "Kazakhstan"}},),
            "met",
        ),
        ("grant_protection", ({"type": "resettlement", "date": "2030-03-01", "detail": {"to": "Sweden"}},), "refused"),
        ("release", ({"type": "detention", "date": "2030-03-01", "detail": {"place_kind": "remand"}},), "refused"),
        ("release", ({"type": "sentence", "date": "2030-03-01", "detail": {"penalty": "six years"}},), "refused"),
        ("release", ({"type": "sentence", "date": "2030-03-01", "detail": {"penalty": "a year, suspended"}},), "open"),
        ("release", ({"type": "sentence", "date": "2030-03-01", "detail": {"penalty": "a large fine"}},), "open"),
        ("release", ({"type": "return", "date": "2030-01-02", "detail": {"to": "China"}},), "open"),
        ("no_return", ({"type": "release", "date": "2030-01-20"},), "open"),
        ("allow_access", ({"type": "return", "date": "2030-03-01"},), "refused"),
        ("investigate", ({"type": "release", "date": "2030-03-01"},), "open"),
    ],
)
def test_later_events_decide(act: str, rows: tuple[Row, ...], state: str) -> None:
    (demand,) = case_of(*rows, demand={"act": act}).demands
    assert demand.state == state
    assert (demand.decided_by is None) == (state == "open")


def test_who_was_sent_back_before_it_was_asked_was_not_kept() -> None:
    (demand,) = case_of({"type": "return", "date": "2030-01-02", "detail": {"to": "China"}}).demands
    assert (demand.state, demand.decided_by) == ("refused", None)


def test_a_demand_knows_its_day_and_words() -> None:
    (demand,) = case_of().demands
    assert str(demand.first_asked) == "2030-02-05"
    assert [c.quote.text for c in demand.citations] == ["not to return"]


def test_a_body_and_its_director_make_one_demand() -> None:
    people: list[Row] = [
        {"id": "p1", "name": "Dana Orazkyzy"},
        {"id": "p2", "name": "Ann Lee", "part": "advocate", "affiliation": "Free Them Network"},
    ]
    asked: list[Row] = [
        {"by": "Free Them Network", "of": "Kazakhstan", "act": "no_return", "quote": "not to return"},
        {"by": "Ann Lee", "of": "the Kazakh authorities", "act": "no_return", "quote": "do not send her back"},
        {"by": "Free Them Network", "of": "Kazakhstan", "act": "drop_charges", "quote": "to drop the charges"},
    ]
    events: list[Row] = [{"type": "detention", "who": ("p1",), "quote": "asked", "place": "Almaty"}]
    case = only(build_cases([item("a", "2030-02-06", TEXT, people, events, asked)]))
    assert [(d.by, d.act, len(d.citations)) for d in case.demands] == [
        ("Free Them Network", "no_return", 2),
        ("Free Them Network", "drop_charges", 1),
    ]


def test_what_is_asked_for_a_precedent_is_not_this_case() -> None:
    text = "Dana Orazkyzy was held.\n\nThe Committee had asked Kazakhstan not to remove Pavel Chernov in 2020."
    people: list[Row] = [
        {"id": "p1", "name": "Dana Orazkyzy"},
        {"id": "p2", "name": "Pavel Chernov", "part": "precedent"},
    ]
    asked: list[Row] = [
        {
            "by": "the Committee",
            "of": "Kazakhstan",
            "act": "no_return",
            "quote": "asked Kazakhstan not to remove Pavel Chernov",
        }
    ]
    assert only(build_cases([item("a", "2030-02-06", text, people, (), asked)])).demands == ()


def test_a_prosecutor_who_asks_for_what_the_court_refuses() -> None:
    text = "Prosecutor Ivan Stone asked the court to expel Dana Orazkyzy. The court in Almaty refused."
    people: list[Row] = [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Ivan Stone", "part": "official"}]
    events: list[Row] = [
        {
            "type": "deportation_decision",
            "who": ("p1",),
            "quote": "asked the court to expel",
            "status": "demanded",
            "according_to": "p2",
            "date": "2030-03-01",
            "detail": {"outcome": "ordered"},
        },
        {
            "type": "deportation_decision",
            "who": ("p1",),
            "quote": "refused",
            "date": "2030-03-01",
            "place": "Almaty",
            "detail": {"outcome": "refused"},
        },
    ]
    asked: list[Row] = [{"by": "Ivan Stone", "of": "the court", "act": "other", "quote": "asked the court to expel"}]
    (demand,) = only(build_cases([item("a", "2030-03-02", text, people, events, asked)])).demands
    assert (demand.state, demand.decided_by) == ("refused", "deportation_decision")


@pytest.mark.parametrize(
    ("words", "outcome", "state"),
    [
        ("to order her expulsion", "refused", "refused"),
        ("to order her expulsion", "ordered", "met"),
        ("to rule against her expulsion", "refused", "open"),
    ],
)
def test_who_asks_for_a_return_is_judged_the_other_way_round(words: str, outcome: str, state: str) -> None:
    text = f"On 1 March the prosecutor asked the court {words}. On 5 March the court ruled on Dana Orazkyzy."
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    ruling = {"type": "deportation_decision", "who": ("p1",), "quote": "the court ruled", "date": "2030-03-05"}
    asked = {"by": "the prosecutor", "of": "the court", "act": "other", "quote": words}
    case = only(
        build_cases([item("a", "2030-03-06", text, people, [ruling | {"detail": {"outcome": outcome}}], [asked])])
    )
    assert [d.state for d in case.demands] == [state]
