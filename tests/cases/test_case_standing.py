import pytest

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Row, item, only
from vigil.cases import build_cases
from vigil.model.case import Case


def stands(*rows: Row, published: str = "2030-06-01", text: str = "The case of Dana Orazkyzy.") -> Case:
    events = [{"who": ("p1",), "quote": "The case", **row} for row in rows]
    return only(build_cases([item("a", published, text, [{"id": "p1", "name": "Dana Orazkyzy"}], events)]))


HELD: Row = {"type": "detention", "date": "2030-01-01"}
ORDERED: Row = {"type": "deportation_decision", "date": "2030-02-01", "detail": {"outcome": "ordered"}}
GRANTED: Row = {"type": "asylum_decision", "date": "2030-03-01", "detail": {"outcome": "granted"}}
SENT_BACK: Row = {"type": "return", "date": "2030-04-01"}
FREED: Row = {"type": "release", "date": "2030-05-01"}
FLOWN: Row = {"type": "resettlement", "date": "2030-05-02"}


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ((), "unknown"),
        (({"type": "return", "status": "feared"},), "at_risk"),
        ((HELD,), "in_proceedings"),
        (({"type": "charge"},), "in_proceedings"),
        ((HELD, ORDERED), "ordered_removed"),
        ((HELD, ORDERED, GRANTED), "protected"),
        ((GRANTED, {"type": "asylum_decision", "date": "2030-04-01", "detail": {"outcome": "revoked"}}), "at_risk"),
        ((HELD, ORDERED, SENT_BACK), "returned"),
        ((SENT_BACK, FREED), "returned"),
        ((SENT_BACK, FREED, FLOWN), "resettled"),
        ((HELD, FREED), "released"),
        ((HELD, FREED, FLOWN), "resettled"),
        (
            (HELD, FREED, {"type": "extradition_decision", "status": "scheduled", "date": "2030-07-01"}),
            "in_proceedings",
        ),
        ((HELD, FREED, {"type": "verdict", "status": "scheduled", "date": "2030-07-01"}), "in_proceedings"),
        ((HELD, FREED, {"type": "extradition_decision", "status": "scheduled", "date": "2030-04-01"}), "released"),
        ((HELD, {"type": "return", "status": "did_not_happen"}), "in_proceedings"),
        ((HELD, {"type": "asylum_decision", "date": "2030-03-01", "detail": {"outcome": "refused"}}), "at_risk"),
    ],
)
def test_the_latest_decisive_event_tells(rows: tuple[Row, ...], status: str) -> None:
    case = stands(*rows)
    assert case.status == status
    assert case.people_at_risk[0].status == status


REFUSED: Row = {"type": "extradition_decision", "date": "2030-05-01", "detail": {"outcome": "refused"}}


@pytest.mark.parametrize("safe", [(FREED, "released"), (GRANTED, "protected")])
def test_a_refused_return_takes_no_safety_away(safe: tuple[Row, str]) -> None:
    assert stands(HELD, REFUSED).status == "at_risk"
    assert stands(HELD, safe[0], REFUSED).status == safe[1]


def test_who_was_sent_back_and_left_again_is_no_longer_there() -> None:
    sent: Row = {**SENT_BACK, "date": "2028-04-01", "detail": {"to": "China"}}
    left: Row = {"type": "border_crossing", "date": "2029-12-01", "detail": {"to": "Kazakhstan"}}
    assert stands(sent, left).status == "at_risk"
    assert stands(sent, left, HELD).status == "in_proceedings"
    assert stands(sent, {**left, "detail": {"to": "China"}}, HELD).status == "returned"
    assert stands(sent, {**left, "date": "2028-03-30"}, HELD).status == "returned"
    assert stands({**sent, "detail": {}}, left, HELD).status == "returned"
    assert stands(sent, {"type": "flight", "date": "2029-11"}, HELD).status == "in_proceedings"


def test_protection_before_the_arrest_is_not_the_last_word() -> None:
    early: Row = {"type": "asylum_decision", "date": "2028", "detail": {"outcome": "granted"}, "by": "Australia"}
    assert stands(early, HELD).status == "in_proceedings"


def test_a_case_has_the_least_protected() -> None:
    people = [{"id": "p1", "name": "Bek Islamov"}, {"id": "p2", "name": "Nur Islamova"}]
    rows = [
        {"type": "detention", "who": ("p1", "p2"), "quote": "were held", "date": "2030-01-01"},
        {"type": "return", "who": ("p1",), "quote": "sent back", "date": "2030-02-01"},
        {"type": "release", "who": ("p2",), "quote": "let go", "date": "2030-02-01"},
    ]
    text = "Bek Islamov and Nur Islamova were held. He was sent back, she was let go."
    case = only(build_cases([item("a", "2030-02-02", text, people, rows)]))
    assert case.status == "returned"
    assert {p.name: p.status for p in case.people_at_risk} == {"Bek Islamov": "returned", "Nur Islamova": "released"}


def test_the_next_date_is_the_next_after_the_last_report() -> None:
    assert str(only(build_cases([CROSSING, HEARING])).next_date) == "2030-04-09"
    assert only(build_cases([CROSSING, HEARING, RULING])).next_date is None
    late: Row = {"type": "hearing", "date": "2030-07-01", "status": "scheduled"}
    assert str(stands(HELD, late).next_date) == "2030-07-01"
    assert stands(HELD, late, published="2030-07-02").next_date is None
    assert str(stands(HELD, FREED, late).next_date) == "2030-07-01"
    assert stands(HELD, FLOWN, late).next_date is None


def test_protection_for_a_time_has_an_end() -> None:
    text = "The case of Dana Orazkyzy. Refugee papers are good for one year."
    case = stands({"type": "asylum_decision", "date": "2030-03-01", "detail": {"outcome": "temporary"}}, text=text)
    assert (case.status, str(case.next_date)) == ("protected", "2031-03-01")


def test_news_without_a_day_outweighs_what_was_known() -> None:
    text = (
        "She is home: Australia took Dana Orazkyzy in. " + "Some background follows here. " * 20 + "She had been held."
    )
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    news = {"type": "resettlement", "who": ("p1",), "quote": "She is home", "detail": {"to": "Australia"}}
    held = {"type": "detention", "who": ("p1",), "quote": "had been held", "date": "2030-01-01"}
    assert only(build_cases([item("a", "2030-06-01", text, people, [news, held])])).status == "resettled"


def test_nobody_is_sent_back_on_a_word_that_says_neither_when_nor_where_to() -> None:
    vague: Row = {"type": "return"}
    assert stands(HELD, vague).status == "in_proceedings"
    assert stands(HELD, {**vague, "detail": {"to": "China"}}).status == "returned"
    assert stands(HELD, {**vague, "date": "2030-02"}).status == "returned"


def test_whoever_lands_in_a_third_country_is_resettled_whatever_the_word() -> None:
    crossed: Row = {"type": "border_crossing", "detail": {"from": "China", "to": "Kazakhstan"}, "date": "2029-12-01"}
    landed: Row = {"type": "border_crossing", "detail": {"to": "Sweden"}, "date": "2030-05-03"}
    held: Row = {**HELD, "place": "Almaty"}
    assert stands(crossed, held, FREED, landed).status == "resettled"
    assert stands(crossed, {**landed, "date": "2029-12-30"}, held).status == "in_proceedings"


def test_host_and_origin_come_from_the_route() -> None:
    case = stands(
        {"type": "border_crossing", "detail": {"from": "China", "to": "Kazakhstan"}, "date": "2030-01-01"},
        {"type": "detention", "place": "Almaty", "date": "2030-01-02"},
        {"type": "return", "status": "feared", "detail": {"to": "China"}},
        {"type": "resettlement", "detail": {"to": "Sweden"}, "date": "2030-03-01"},
    )
    assert (case.host, case.origin) == ("Kazakhstan", "China")
    unknown = stands(HELD)
    assert (unknown.host, unknown.origin) == (None, None)
