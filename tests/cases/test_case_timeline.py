import pytest

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Item, Row, item, only, titles
from vigil.cases import build_cases
from vigil.model.case import Case, TimelineEntry


def one(key: str, published: str | None, **event: object) -> Item:
    text = f"Report {key}: something befell Dana Orazkyzy."
    row = {"who": ("p1",), "quote": "something befell"} | event
    return item(key, published, text, [{"id": "p1", "name": "Dana Orazkyzy", "ethnicity": "Kazakh"}], [row])


def entries(case: Case, kind: str) -> list[TimelineEntry]:
    return [e for e in case.timeline if e.type == kind]


def test_a_scheduled_hearing_that_took_place_is_one_entry() -> None:
    case = only(build_cases([CROSSING, HEARING, RULING]))
    hearings = entries(case, "hearing")
    assert [(str(e.date), e.status) for e in hearings] == [("2030-03-01", "happened"), ("2030-04-09", "happened")]
    assert titles(case, hearings[1].reports) == ["hearing", "ruling"]


def test_dates_that_cannot_be_equal_are_one_entry_and_a_disagreement() -> None:
    case = only(build_cases([CROSSING, HEARING, RULING]))
    (arrest,) = entries(case, "detention")
    assert titles(case, arrest.reports) == ["crossing", "hearing"]
    (apart,) = [d for d in case.disagreements if d.field == "date"]
    assert {k: titles(case, v) for k, v in apart.values.items()} == {
        "2030-02-05": ["crossing"],
        "2030-02-06": ["hearing"],
    }
    assert [c.quote.text for c in apart.citations] == ["arrested in Port Sud", "held since 6 February"]


def test_what_is_feared_stands_apart() -> None:
    case = only(build_cases([CROSSING]))
    assert [e.type for e in case.feared] == ["ill_treatment"]
    assert all(e.status != "feared" for e in case.timeline)


def test_every_entry_has_the_words_of_its_reports() -> None:
    case = only(build_cases([CROSSING, HEARING, RULING]))
    for entry in case.timeline:
        assert {c.report for c in entry.citations} == set(entry.reports)


@pytest.mark.parametrize(
    ("dates", "merged"),
    [
        (("2030-02-05", "2030-02"), "2030-02-05"),
        (("2030-02-01/2030-02-10", "2030-02-05"), "2030-02-05"),
        (("2030-02-05", None), "2030-02-05"),
        (("2030-02-05", "XXXX-02-05"), "2030-02-05"),
        ((None, None), None),
    ],
)
def test_dates_that_can_be_equal_merge(dates: tuple[str | None, str | None], merged: str | None) -> None:
    items = [one(str(n), f"2030-03-0{n + 1}", type="detention", date=d) for n, d in enumerate(dates)]
    (entry,) = entries(only(build_cases(items)), "detention")
    assert (str(entry.date) if entry.date else None) == merged
    assert len(entry.reports) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"type": "hearing", "date": "2030-02-05"}, {"type": "hearing", "date": "2030-02-06"}),
        (
            {"type": "asylum_decision", "detail": {"outcome": "granted"}},
            {"type": "asylum_decision", "detail": {"outcome": "refused"}},
        ),
        ({"type": "detention", "place": "China"}, {"type": "detention", "place": "Kazakhstan"}),
        (
            {"type": "asylum_application", "detail": {"to": "Sweden"}},
            {"type": "asylum_application", "detail": {"to": "Kazakhstan"}},
        ),
        (
            {"type": "statement", "by": "the embassy", "date": "2030-02-05"},
            {"type": "statement", "by": "Free Them Network", "date": "2030-02-05"},
        ),
        ({"type": "return", "status": "did_not_happen"}, {"type": "return", "date": "2030-02-05"}),
    ],
)
def test_what_cannot_be_one_event_stays_two(first: dict[str, object], second: dict[str, object]) -> None:
    items = [one("a", "2030-03-01", **first), one("b", "2030-03-02", **second)]
    assert len(only(build_cases(items)).timeline) == 2


def test_an_undated_telling_that_fits_two_events_joins_neither() -> None:
    items = [
        one("a", "2030-03-01", type="detention", date="2029-01-05"),
        one("b", "2030-03-02", type="detention", date="2030-02-20"),
        one("c", "2030-03-03", type="detention"),
    ]
    assert len(only(build_cases(items)).timeline) == 3


def test_one_report_tells_two_hearings() -> None:
    text = "Dana Orazkyzy stood before two courts on 5 February: the first court, then the second court."
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    rows = [
        {"type": "hearing", "who": ("p1",), "quote": f"the {n} court", "date": "2030-02-05", "place": n}
        for n in ("first", "second")
    ]
    assert len(only(build_cases([item("a", "2030-02-06", text, people, rows)])).timeline) == 2


def test_two_who_testify_apart_in_one_report_and_together_in_another() -> None:
    people = [{"id": "p1", "name": "Bek Islamov"}, {"id": "p2", "name": "Nur Islamova"}]
    text = "Bek Islamov and Nur Islamova were held. He testified. She testified too."
    held: Row = {"type": "detention", "who": ("p1", "p2"), "quote": "were held", "date": "2030-01-01"}
    apart: list[Row] = [
        {"type": "testimony", "who": ("p1",), "quote": "He testified"},
        {"type": "testimony", "who": ("p2",), "quote": "She testified too"},
    ]
    both: list[Row] = [{"type": "testimony", "who": ("p1", "p2"), "quote": "He testified"}]
    case = only(
        build_cases(
            [
                item("a", "2030-01-02", text, people, [held, *apart]),
                item("b", "2030-01-03", text, people, [held, *both]),
            ]
        )
    )
    (entry,) = entries(case, "testimony")
    assert set(entry.who) == {"Bek Islamov", "Nur Islamova"}


def test_a_year_left_open_is_filled_in_from_another_report() -> None:
    open_year = item(
        "open",
        None,
        "The trial of Dana Orazkyzy opened on March 1. Free Them Network spoke out on March 4.",
        [{"id": "p1", "name": "Dana Orazkyzy"}],
        [
            {"type": "hearing", "who": ("p1",), "quote": "opened", "date": "XXXX-03-01"},
            {
                "type": "statement",
                "who": ("p1",),
                "quote": "spoke out",
                "date": "XXXX-03-04",
                "by": "Free Them Network",
            },
        ],
    )
    case = only(build_cases([open_year, HEARING]))
    assert [(e.type, str(e.date)) for e in case.timeline if len(e.reports) == 2] == [("hearing", "2030-03-01")]
    assert [str(e.date) for e in entries(case, "statement")] == ["2030-03-04"]
    alone = only(build_cases([open_year]))
    assert {str(e.date) for e in alone.timeline} == {"XXXX-03-01", "XXXX-03-04"}
    assert "year-open" in {a.code for a in alone.alerts}


def test_oldest_first_with_the_undated_in_their_place() -> None:
    flight = one("flight", "2030-02-11", type="flight", detail={"from": "Norland"})
    kinds = [e.type for e in only(build_cases([RULING, HEARING, CROSSING, flight])).timeline]
    assert kinds.index("flight") < kinds.index("border_crossing") < kinds.index("detention") < kinds.index("release")


def test_what_a_named_lawyer_says_to_the_press_belongs_to_the_case() -> None:
    text = "Dana Orazkyzy waits. Her lawyer Lev Gordin spoke to the press on 4 March and was fined."
    people = [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Lev Gordin", "part": "lawyer"}]
    rows = [
        {"type": "press_conference", "who": ("p2",), "quote": "spoke to the press", "date": "2030-03-04"},
        {"type": "sentence", "who": ("p2",), "quote": "was fined"},
    ]
    case = only(build_cases([item("a", "2030-03-05", text, people, rows)]))
    assert [(e.type, e.who) for e in case.timeline] == [("press_conference", ("Lev Gordin",))]
