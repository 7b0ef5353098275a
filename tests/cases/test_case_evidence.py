from tests.cases.invented_cases import HEARING, RULING, Item, Row, item, only, quote
from tests.cases.test_case_standing import FLOWN, HELD, SENT_BACK, stands
from vigil.cases import build_cases
from vigil.model.case import Case
from vigil.model.reading import Evidence


def alert_codes(case: Case) -> set[str]:
    return {a.code for a in case.alerts}


def told_beside(words: str) -> Case:
    text = f"Dana Orazkyzy was held on 1 January.\n\nSami Latif is the example that all recall. {words}"
    people = [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Sami Latif", "part": "precedent"}]
    rows: list[Row] = [
        {"type": "detention", "who": ("p1",), "quote": "was held", "date": "2030-01-01"},
        {"type": "resettlement", "who": ("p1",), "quote": words, "date": "2030-02-01"},
    ]
    return only(build_cases([item("a", "2030-03-01", text, people, rows)]))


def test_words_beside_the_name_of_another_settle_nothing() -> None:
    case = told_beside("Ostland took him in.")
    assert case.status == "in_proceedings"
    assert "outcome-unsure" in alert_codes(case)


def test_words_that_name_the_person_settle_it() -> None:
    case = told_beside("Dana Orazkyzy was flown to Ostland.")
    assert case.status == "resettled"
    assert "outcome-unsure" not in alert_codes(case)


def test_a_return_that_is_denied_for_the_same_time_is_left_open() -> None:
    denied: Row = {**SENT_BACK, "status": "did_not_happen"}
    case = stands(HELD, SENT_BACK, denied)
    assert case.status == "in_proceedings"
    assert "outcome-unsure" in alert_codes(case)


def test_a_denied_return_of_somebody_who_sits_in_a_prison_over_there_is_believed() -> None:
    sent: Row = {**SENT_BACK, "detail": {"to": "China"}}
    denied: Row = {**sent, "status": "did_not_happen"}
    over_there: Row = {"type": "detention", "date": "2030-04-03", "place": "Beijing"}
    assert stands(HELD, sent, denied, over_there).status == "returned"
    assert stands(HELD, sent, denied, {**over_there, "place": "Almaty"}).status == "in_proceedings"
    assert stands(HELD, sent, denied, {**over_there, "date": "2030-02-03"}).status == "in_proceedings"


def test_a_second_name_of_the_same_person_is_nobody_else() -> None:
    text = "Timur Bekov is free.\n\nThe courts wrote Timour Bekoff. Two days later, on 3 May, he landed in Ostland."
    people = [{"id": "p1", "name": "Timur Bekov"}, {"id": "p2", "name": "Timour Bekoff"}]
    rows: list[Row] = [
        {"type": "release", "who": ("p1",), "quote": "is free", "date": "2030-05-01"},
        {"type": "resettlement", "who": ("p1",), "quote": "he landed in Ostland", "date": "2030-05-03"},
    ]
    case = only(build_cases([item("a", "2030-06-01", text, people, rows)]))
    assert [p.status for p in case.people_at_risk] == ["resettled"]
    assert "outcome-unsure" not in alert_codes(case)


def test_a_return_that_is_not_taken_for_sure_is_no_alarm_and_decides_no_demand() -> None:
    text = "Later: Dana Orazkyzy was sent back. Not so."
    row: Row = {"type": "return", "who": ("p1",), "date": "2030-04-01"}
    told: list[Row] = [{**row, "quote": "Later"}, {**row, "quote": "Not so", "status": "did_not_happen"}]
    asked: Row = {"by": "Ann Lee", "of": None, "act": "no_return", "quote": "not be sent back"}
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    first = item("a", "2030-03-01", "Dana Orazkyzy should not be sent back, Ann Lee asked.", people, (), [asked])
    case = only(build_cases([first, item("b", "2030-06-01", text, people, told)]))
    assert {"returned", "outcome-unsure"} & alert_codes(case) == {"outcome-unsure"}
    assert [d.state for d in case.demands] == ["open"]


def test_a_return_that_failed_before_it_came_about_is_one() -> None:
    failed: Row = {"type": "return", "date": "2030-03-01", "status": "did_not_happen"}
    assert stands(HELD, failed, SENT_BACK).status == "returned"
    assert stands(HELD, {**FLOWN, "status": "did_not_happen", "date": "2030-04-01"}, FLOWN).status == "resettled"


def test_background_of_one_report_is_company_where_the_same_happens_to_both() -> None:
    text = "Dana Oraz waits. She and Timur Bekuly told the press in March that they had fled."
    people = [{"id": "p1", "name": "Dana Oraz"}, {"id": "p2", "name": "Timur Bekuly", "part": "precedent"}]
    spoke: Row = {"type": "press_conference", "who": ("p1", "p2"), "quote": "told the press", "date": "2030-03"}
    wire = item("wire", "2030-03-20", text, people, [spoke])

    def note(key: str) -> Row:
        return {"type": "detention", "who": ("p1",), "quote": "was held", "date": f"2030-03-0{key}"}

    notes = [
        item(k, f"2030-03-2{k}", "Timur Bekuly was held.", [{"id": "p1", "name": "Timur Bekuly"}], [note(k)])
        for k in ("1", "2")
    ]
    case = only(build_cases([wire, *notes, HEARING, RULING]))
    assert {p.name for p in case.people_at_risk} == {"Dana Oraz", "Timur Bekuly"}
    assert case.precedents == ()


def test_a_name_in_brackets_in_its_own_script_is_the_same_person() -> None:
    text = "Timur Bekov (Тимур Беков) was sent back on 1 April."
    people = [{"id": "p1", "name": "Timur Bekov"}, {"id": "p2", "name": "Тимур Беков", "part": "other"}]
    rows = [{"type": "return", "who": ("p1", "p2"), "quote": "was sent back", "date": "2030-04-01"}]
    (person,) = only(build_cases([item("a", "2030-04-02", text, people, rows)])).people_at_risk
    assert set(person.names) >= {"Timur Bekov", "Тимур Беков"}


def test_citations_show_what_is_said_and_few_of_them() -> None:
    def told(key: str, age: int | None) -> Item:
        words = f"{age}-year-old" if age else "waiting"
        text = f"Report {key}: Dana Orazkyzy is {words}, an ethnic Sudlander."
        evidence = [Evidence("ethnicity", quote(text, "ethnic Sudlander"))] if age else []
        evidence += [Evidence("age", quote(text, words))] if age else []
        return item(key, f"2030-03-0{key}", text, [{"id": "p1", "name": "Dana Orazkyzy", "evidence": tuple(evidence)}])

    def cited(*items: Item) -> list[str]:
        return [c.quote.text for c in only(build_cases(items)).people_at_risk[0].citations]

    assert cited(told("1", None)) == ["Dana Orazkyzy"]
    assert cited(told("1", None), told("2", 31)) == ["ethnic Sudlander", "31-year-old"]
    many = cited(*(told(str(n), 31) for n in range(1, 8)))
    assert many == ["ethnic Sudlander"] * 6


def test_a_length_told_beside_an_undated_decision_ends_the_dated_one() -> None:
    text = "Dana Orazkyzy was recognised on 1 March. The status is good for one year."
    people = [{"id": "p1", "name": "Dana Orazkyzy"}]
    row: Row = {"type": "asylum_decision", "who": ("p1",)}
    rows = [
        {**row, "quote": "was recognised", "date": "2030-03-01", "detail": {"outcome": "granted"}},
        {**row, "quote": "The status is good", "detail": {"outcome": "temporary"}},
    ]
    assert str(only(build_cases([item("a", "2030-03-04", text, people, rows)])).next_date) == "2031-03-01"
