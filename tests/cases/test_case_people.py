from itertools import permutations

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Item, Row, item, only, titles
from vigil.cases import build_cases

DIGEST = item(
    "digest",
    "2030-05-01",
    "In brief.\n\nDana Orazkyzy was freed on 9 April.\n\nIn another case, Pavel Chernov was deported to Norland on 20 April.",
    [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Pavel Chernov"}],
    [
        {"type": "release", "who": ("p1",), "quote": "was freed", "date": "2030-04-09"},
        {"type": "return", "who": ("p2",), "quote": "was deported to Norland", "date": "2030-04-20"},
    ],
)

BACKGROUND = item(
    "background",
    "2030-06-01",
    "Sami Latif was arrested on 30 May.\n\nHis lawyers recall Dana Orazkyzy, whom a court refused to hand over.",
    [{"id": "p1", "name": "Sami Latif"}, {"id": "p2", "name": "Dana Orazkyzy", "part": "precedent"}],
    [
        {"type": "detention", "who": ("p1",), "quote": "was arrested", "date": "2030-05-30"},
        {"type": "extradition_decision", "who": ("p2",), "quote": "a court refused", "detail": {"outcome": "refused"}},
    ],
)


def test_one_person_under_several_spellings_is_one_case() -> None:
    case = only(build_cases([CROSSING, HEARING, RULING]))
    (person,) = case.people_at_risk
    assert person.name == "Dana Orazkyzy"
    assert set(person.names) == {"Dana Orazkyzy", "Dana Oraz", "Orazkyzy"}
    assert len(person.members) == 3
    assert any("Oraz" in reason for reason in person.linked_because)


def test_the_order_of_reports_changes_nothing() -> None:
    items = [CROSSING, HEARING, RULING, DIGEST, BACKGROUND]
    wanted = build_cases(items)
    assert all(build_cases(order) == wanted for order in permutations(items))


def test_a_digest_joins_nobody() -> None:
    cases = build_cases([CROSSING, RULING, DIGEST])
    assert sorted(len(c.sources) for c in cases) == [1, 3]
    assert {p.name for c in cases for p in c.people_at_risk} == {"Dana Orazkyzy", "Pavel Chernov"}
    dana = next(c for c in cases if len(c.sources) == 3)
    assert not any(e.type == "return" for e in dana.timeline)


def test_a_precedent_is_one_person_and_joins_no_cases() -> None:
    cases = build_cases([CROSSING, BACKGROUND])
    assert len(cases) == 2
    latif = next(c for c in cases if c.people_at_risk[0].name == "Sami Latif")
    assert [p.person.name for p in latif.precedents] == ["Dana Orazkyzy"]
    assert [e.type for e in latif.precedents[0].events] == ["extradition_decision"]
    dana = next(c for c in cases if c is not latif)
    assert len(dana.sources) == 1
    assert [a.code for a in dana.alerts if a.code == "told-elsewhere"] == ["told-elsewhere"]


def test_people_told_together_are_one_case() -> None:
    pair = item(
        "pair",
        "2030-01-10",
        "Bek Islamov and Nur Islamova were arrested on 8 January.\n\nHe was charged.",
        [{"id": "p1", "name": "Bek Islamov"}, {"id": "p2", "name": "Nur Islamova"}],
        [
            {"type": "detention", "who": ("p1", "p2"), "quote": "were arrested", "date": "2030-01-08"},
            {"type": "charge", "who": ("p1",), "quote": "was charged"},
        ],
    )
    assert len(only(build_cases([pair])).people_at_risk) == 2


def test_one_report_that_tells_two_apart_keeps_them_apart() -> None:
    brothers = item(
        "brothers",
        "2030-01-10",
        "Samir Hasan, 24, was freed.\n\nSameer Hassan, 50, was held. Nur Islamov and Nur Islamova wait.",
        [
            {"id": "p1", "name": "Samir Hasan", "age": 24},
            {"id": "p2", "name": "Sameer Hassan", "age": 50},
            {"id": "p3", "name": "Nur Islamov"},
            {"id": "p4", "name": "Nur Islamova"},
        ],
    )
    assert len(build_cases([brothers])) == 4


def test_one_report_that_quotes_another_spelling_has_one_person() -> None:
    told = item(
        "told",
        "2030-01-10",
        "Tilek Sabarikuly was freed. Papers abroad wrote of Tilek Sabarak.",
        [{"id": "p1", "name": "Tilek Sabarikuly"}, {"id": "p2", "name": "Tilek Sabarak"}],
        [{"type": "release", "who": ("p1",), "quote": "was freed"}],
    )
    people = only(build_cases([told])).people_at_risk
    assert [set(p.names) for p in people] == [{"Tilek Sabarikuly", "Tilek Sabarak"}]


def test_one_report_that_spells_a_name_twice_or_cuts_it_short_has_one_person() -> None:
    spelled = item(
        "spelled",
        "2030-01-10",
        "KARIM, Yusuf: held. Yusuf Kareem Latif was charged. Kareem waits.",
        [
            {"id": "p1", "name": "KARIM, Yusuf"},
            {"id": "p2", "name": "Yusuf Kareem Latif"},
            {"id": "p3", "name": "Kareem", "quote": "Kareem waits"},
        ],
    )
    assert len(only(build_cases([spelled])).people_at_risk) == 1


def test_a_report_that_knows_two_names_joins_those_of_one_that_does_not() -> None:
    knows = item(
        "knows",
        "2030-01-02",
        "Yusuf Karim, whose papers say Josef Kahn, was held.",
        [{"id": "p1", "name": "Yusuf Karim", "also": ("Josef Kahn",)}],
    )
    does_not = item(
        "does not",
        "2030-01-01",
        "Yusuf Karim was held. Josef Kahn has a lawyer.",
        [{"id": "p1", "name": "Yusuf Karim"}, {"id": "p2", "name": "Josef Kahn", "part": "other"}],
    )
    case = only(build_cases([knows, does_not]))
    assert len(case.people_at_risk[0].members) == 3


def test_far_ages_and_other_countries_keep_namesakes_apart() -> None:
    def namesake(key: str, age: int, to: str) -> Item:
        text = f"Ali Hasan, {age}, may be sent to {to}."
        return item(
            key,
            "2030-01-01",
            text,
            [{"id": "p1", "name": "Ali Hasan", "age": age}],
            [{"type": "return", "who": ("p1",), "quote": "may be sent", "status": "feared", "detail": {"to": to}}],
        )

    assert len(build_cases([namesake("a", 24, "China"), namesake("b", 61, "Bahrain")])) == 2
    assert len(build_cases([namesake("a", 24, "China"), namesake("b", 25, "China")])) == 1


def test_ages_far_apart_are_a_disagreement_where_company_and_countries_are_shared() -> None:
    def told(key: str, name: str, age: int) -> Item:
        people: list[Row] = [
            {"id": "p1", "name": name, "age": age},
            {"id": "p2", "name": "Timur Bekuly"},
            {"id": "p3", "name": "Lev Gordin", "part": "lawyer"},
        ]
        text = f"{name}, {age}, and Timur Bekuly may be sent to China, Lev Gordin said."
        who = ("p1", "p2")
        row = {"type": "return", "who": who, "quote": "may be sent", "status": "feared", "detail": {"to": "China"}}
        return item(key, f"2030-01-0{key}", text, people, [row])

    case = only(build_cases([told("1", "Qamar Aqbay", 36), told("2", "Kamar Akbay", 43)]))
    assert len(case.people_at_risk) == 2
    assert [(d.field, set(d.values)) for d in case.disagreements] == [("age", {"36", "43"})]


def test_a_surname_alone_joins_nobody_over_reports() -> None:
    surname = item("surname", "2030-02-11", "Orazkyzy was held.", [{"id": "p1", "name": "Orazkyzy"}])
    assert len(build_cases([CROSSING, surname])) == 2


def test_somebody_whom_other_reports_call_a_lawyer_is_not_at_risk() -> None:
    def lawyer(key: str, part: str) -> Item:
        people = [
            {"id": "p1", "name": "Dana Orazkyzy"},
            {"id": "p2", "name": "Lev Gordin", "part": part},
        ]
        return item(key, "2030-03-01", "Dana Orazkyzy waits, Lev Gordin said.", people)

    case = only(build_cases([lawyer("a", "lawyer"), lawyer("b", "lawyer"), lawyer("c", "at_risk")]))
    assert [p.name for p in case.people_at_risk] == ["Dana Orazkyzy"]
    assert [(p.name, p.part) for p in case.others] == [("Lev Gordin", "lawyer")]


def test_somebody_to_whom_nothing_happens_stays_unless_a_report_doubts_it() -> None:
    def told(key: str, part: str) -> Item:
        people = [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Timur Bekuly", "part": part}]
        rows = [{"type": "detention", "who": ("p1",), "quote": "was held", "date": "2030-02-28"}]
        return item(key, "2030-03-01", "Dana Orazkyzy was held. Timur Bekuly waits.", people, rows)

    def names(*items: Item) -> set[str]:
        return {p.name for c in build_cases(items) for p in c.people_at_risk}

    assert names(told("a", "at_risk")) == {"Dana Orazkyzy", "Timur Bekuly"}
    assert names(told("a", "at_risk"), told("b", "family")) == {"Dana Orazkyzy"}


def test_ids_hold_no_name_and_every_anchor_stays() -> None:
    before = only(build_cases([CROSSING]))
    after = only(build_cases([CROSSING, HEARING, RULING]))
    assert before.id in after.anchors
    assert after.id == min(after.anchors)
    assert all(set(a) <= set("0123456789abcdef") for a in after.anchors)


def test_sources_stand_by_date() -> None:
    case = only(build_cases([RULING, HEARING, CROSSING]))
    assert titles(case, [s.report for s in case.sources]) == ["crossing", "hearing", "ruling"]
