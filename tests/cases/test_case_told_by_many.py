"""Three invented cases, each told in several reports: which differences are shown, which are none, and how each ends."""

from dataclasses import replace

import pytest

from tests.cases.invented_cases import Item, Row, item, only, quote, titles
from vigil.cases import build_cases
from vigil.model.case import Case
from vigil.model.reading import DateMention
from vigil.model.when import When


def differences(case: Case) -> dict[tuple[str, str], dict[str, list[str | None]]]:
    """Return what differs: by the first word of what it is about and the field, values with the titles of the reports."""
    return {
        (d.about.split(" of ")[0], d.field): {v: titles(case, r) for v, r in d.values.items()}
        for d in case.disagreements
    }


def blogger(age: int) -> Row:
    return {"id": "p1", "name": "Rustam Qalandarov", "age": age, "nationality": "Tajik"}


TAKEN = item(
    "wire",
    "2031-03-07",
    "Rustam Qalandarov, 34, a Tajik blogger, did not come home on 4 March: men drove him away from a tea house in Izmir, his wife"
    " Zulfiya says.\n\nGovernor Kemal Sert denied that Qalandarov had been abducted.",
    [blogger(34), {"id": "p2", "name": "Kemal Sert", "part": "official"}],
    [
        {
            "type": "disappearance",
            "who": ("p1",),
            "quote": "men drove him away",
            "date": "2031-03-04",
            "place": "a tea house in Izmir",
            "according_to": "Zulfiya",
        }
    ],
    statements=[
        {
            "speaker": "Kemal Sert",
            "speaker_id": "p2",
            "kind": "denies",
            "direct": False,
            "quote": "denied that Qalandarov had been abducted",
        }
    ],
)

APPEAL = item(
    "appeal",
    "2031-03-12",
    "Open Gates calls on Turkey to say where Rustam Qalandarov (35) is, not to hand him over, and to examine how he was seized"
    " in Ankara on 5 March.",
    [blogger(35)],
    [{"type": "disappearance", "who": ("p1",), "quote": "seized", "date": "2031-03-05", "place": "Ankara"}],
    [
        {"by": "Open Gates", "of": "Turkey", "act": act, "quote": words}
        for act, words in (
            ("disclose_whereabouts", "say where"),
            ("no_return", "not to hand him over"),
            ("investigate", "examine how he was seized"),
        )
    ],
)

FLOWN_OUT = item(
    "flown",
    "2031-03-25",
    "Rustam Qalandarov sits in a cell in Dushanbe. Relatives say he was put on a plane on 9 March. He came back by himself on 10"
    " March, the ministry says; on 11 March it locked him up in Dushanbe.\n\nOpen Gates wants Tajikistan to free him.",
    [blogger(34)],
    [
        {
            "type": "return",
            "who": ("p1",),
            "quote": "put on a plane on 9 March",
            "date": "2031-03-09",
            "according_to": "Relatives",
            "detail": {"to": "Tajikistan"},
        },
        {
            "type": "return",
            "who": ("p1",),
            "quote": "came back by himself on 10",
            "date": "2031-03-10",
            "according_to": "the ministry",
            "detail": {"to": "Tajikistan"},
        },
        {
            "type": "detention",
            "who": ("p1",),
            "quote": "locked him up",
            "date": "2031-03-11",
            "place": "Dushanbe",
        },
    ],
    [{"by": "Open Gates", "of": "Tajikistan", "act": "release", "quote": "free him"}],
)


def sentenced(key: str, day: str, years: str, court: str) -> Item:
    text = f"Report {key}: Rustam Qalandarov got {years} for extremism from the {court}."
    row: Row = {
        "type": "sentence",
        "who": ("p1",),
        "quote": f"got {years}",
        "date": day,
        "detail": {"penalty": years, "court": court, "offence": "extremism"},
    }
    return item(key, f"2031-07-0{key}", text, [{"id": "p1", "name": "Rustam Qalandarov"}], [row])


ABDUCTION = (
    TAKEN,
    APPEAL,
    FLOWN_OUT,
    sentenced("3", "2031-07-01", "nine years", "Dushanbe City Court"),
    sentenced("4", "2031-07-02", "seven years", "Supreme Court"),
)


def test_an_abduction_told_by_five() -> None:
    case = only(build_cases(ABDUCTION))
    assert differences(case) == {
        ("Rustam Qalandarov", "age"): {"34": ["wire", "flown"], "35": ["appeal"]},
        ("disappearance", "date"): {"2031-03-04": ["wire"], "2031-03-05": ["appeal"]},
        ("disappearance", "place"): {"a tea house in Izmir": ["wire"], "Ankara": ["appeal"]},
        ("disappearance", "status"): {"happened": ["wire", "appeal"], "denied by Kemal Sert": ["wire"]},
        ("return", "date"): {"2031-03-09": ["flown"], "2031-03-10": ["flown"]},
        ("sentence", "date"): {"2031-07-01": ["3"], "2031-07-02": ["4"]},
        ("sentence", "penalty"): {"nine years": ["3"], "seven years": ["4"]},
        ("sentence", "court"): {"Dushanbe City Court": ["3"], "Supreme Court": ["4"]},
    }
    assert (case.status, case.host, case.origin) == ("returned", "Turkey", "Tajikistan")


@pytest.mark.parametrize(("until", "release"), [(3, "open"), (5, "refused")])
def test_what_became_of_the_demands_about_an_abduction(until: int, release: str) -> None:
    found = {d.act: d.state for d in only(build_cases(ABDUCTION[:until])).demands}
    assert found == {
        "disclose_whereabouts": "met",
        "no_return": "refused",
        "investigate": "open",
        "release": release,
    }


def nurse(key: str, published: str, text: str, *events: Row, age: int | None = None, **more: object) -> Item:
    person: Row = {"id": "p1", "name": "Selma Yıldırova", "age": age, "ethnicity": "Uyghur", **more}
    return item(key, published, text, [person], [{"who": ("p1",), **e} for e in events])


QUIET = (
    nurse(
        "first",
        "2032-01-20",
        "Selma Yıldırova, 40, was stopped at the airport in Tbilisi in mid-January. A court hears her on 2 February.",
        {"type": "detention", "quote": "stopped", "date": "2032-01-11/2032-01-20", "place": "the airport in Tbilisi"},
        {"type": "hearing", "quote": "hears her", "date": "2032-02-02", "status": "scheduled"},
        age=40,
    ),
    nurse(
        "second",
        "2032-02-03",
        "Selma Yıldırova was detained in Tbilisi on 14 January, and again by the city court yesterday. It put the case off to 9"
        " February.",
        {"type": "detention", "quote": "detained", "date": "2032-01-14", "place": "Tbilisi"},
        {"type": "detention", "quote": "again", "date": "2032-02-02", "detail": {"place_kind": "remand"}},
        {"type": "hearing", "quote": "city court", "date": "2032-02-02", "detail": {"court": "Tbilisi City Court"}},
        {"type": "adjournment", "quote": "put the case off", "date": "2032-02-02", "detail": {"until": "2032-02-09"}},
        ethnicity="Uighur",
    ),
    nurse(
        "third",
        "2032-11-02",
        "Selma Yıldırova, 41, free since October, was held for a day in Tbilisi on 30 October. In January the highest court had"
        " let Georgia keep her; the Supreme Court ruled on 20 September that she stays.",
        {"type": "release", "quote": "free since October", "date": "2032-10"},
        {"type": "detention", "quote": "held for a day", "date": "2032-10-30", "place": "Tbilisi"},
        {
            "type": "extradition_decision",
            "quote": "ruled on 20 September",
            "date": "2032-09-20",
            "detail": {"outcome": "refused", "court": "Supreme Court"},
        },
        age=41,
    ),
    nurse(
        "fourth",
        "2032-12-20",
        "Georgia's highest court refused to extradite Selma Yıldırova in September, and she left the cells on 4 October.",
        {
            "type": "extradition_decision",
            "quote": "refused",
            "date": "2032-09",
            "detail": {"outcome": "refused", "court": "Georgia's highest court"},
        },
        {"type": "release", "quote": "left the cells", "date": "2032-10-04"},
    ),
)


def test_what_can_all_be_so_is_no_difference() -> None:
    case = only(build_cases(QUIET))
    assert differences(case) == {}
    assert [e.type for e in case.timeline].count("detention") == 3
    assert case.next_date is None


def one_each(first: Row, second: Row, *, published: str = "2033-06-0{}", **person: tuple[str, str]) -> Case:
    text = "Report {}: it befell Timur Saparbek."
    people = [{k: v[n] for k, v in person.items()} for n in (0, 1)]
    return only(
        build_cases(
            item(
                str(n),
                published.format(n),
                text.format(n),
                [{"id": "p1", "name": "Timur Saparbek", **people[n - 1]}],
                [{"who": ("p1",), "quote": "it befell", **row}],
            )
            for n, row in ((1, first), (2, second))
        )
    )


REFUGEE: Row = {"type": "asylum_decision", "date": "2031", "by": "Sweden", "detail": {"outcome": "granted"}}
SENT: Row = {"type": "return", "date": "2033-05-02", "detail": {"to": "China"}}
SESSION: Row = {"type": "hearing", "date": "2033-06-20", "status": "scheduled"}
PUT_OFF: Row = {"type": "adjournment", "date": "2033-05-30", "detail": {"until": "2033-06-20"}}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (REFUGEE, {**REFUGEE, "date": "2032-03"}, {("asylum decision", "date"): ["2031", "2032-03"]}),
        (REFUGEE, {**REFUGEE, "date": "2032-03", "detail": {"outcome": "temporary"}}, {}),
        (SENT, {**SENT, "detail": {"to": "Kyrgyzstan"}}, {("return", "to"): ["China", "Kyrgyzstan"]}),
        (SENT, {**SENT, "detail": {}}, {}),
        (SESSION, {**SESSION, "date": "2033-06-21"}, {("hearing", "date"): ["2033-06-20", "2033-06-21"]}),
        (SESSION, {**SESSION, "date": "2033-07-20"}, {}),
        (
            PUT_OFF,
            {**PUT_OFF, "detail": {"until": "2033-06-27"}},
            {("adjournment", "until"): ["2033-06-20", "2033-06-27"]},
        ),
        (PUT_OFF, {**PUT_OFF, "detail": {"until": "2033-06"}}, {}),
    ],
)
def test_one_thing_told_in_two_ways(first: Row, second: Row, found: dict[tuple[str, str], list[str]]) -> None:
    assert {k: list(v) for k, v in differences(one_each(first, second)).items()} == found


HELD: Row = {"type": "detention", "date": "2033-05-02", "place": "Almaty"}


@pytest.mark.parametrize(
    ("second", "published", "values"),
    [
        ({"date": "2033-05-20"}, "2033-06-0{}", ["2033-05-02", "2033-05-20"]),
        ({"date": "2033-05-20"}, "2033-05-1{}", []),  # the first came out before the second day
        ({"date": "2033-05-20", "place": "Astana"}, "2033-06-0{}", []),
        ({"date": "2033-05-20", "detail": {"place_kind": "remand"}}, "2033-06-0{}", []),
        ({"date": "2032-05-20"}, "2033-06-0{}", []),
    ],
)
def test_two_days_of_one_arrest_are_told_by_reports_that_could_know_both(
    second: Row, published: str, values: list[str]
) -> None:
    case = one_each(HELD, {**HELD, **second}, published=published)
    assert [v for d in case.disagreements for v in d.values] == values


def test_countries_and_peoples_that_reports_give_somebody() -> None:
    assert differences(one_each(HELD, HELD, nationality=("Chinese", "China"), ethnicity=("Uyghur", "Uighur"))) == {}
    assert differences(one_each(HELD, HELD, nationality=("Chinese", "Kazakh"), ethnicity=("Uyghur", "Kazakh"))) == {
        ("Timur Saparbek", "nationality"): {"Chinese": ["1"], "Kazakh": ["2"]},
        ("Timur Saparbek", "ethnicity"): {"Uyghur": ["1"], "Kazakh": ["2"]},
    }


def test_days_between_which_a_report_leaves_it_open() -> None:
    def told(words: str) -> Case:
        text = f"Timur Saparbek is out. When he left prison is not clear: {words}"
        report, reading = item(
            "a",
            "2033-08-01",
            text,
            [{"id": "p1", "name": "Timur Saparbek"}],
            [{"type": "release", "who": ("p1",), "quote": "When he left prison"}],
        )
        days = (("3 July", "2033-07-03"), ("5 July", "2033-07-05"))
        dates = tuple(DateMention(quote(text, said), When(value)) for said, value in days)
        return only(build_cases([(report, replace(reading, dates=dates))]))

    (found,) = told("the agency gave 3 July, his sister says it was 5 July.").disagreements
    assert (found.field, list(found.values)) == ("date", ["2033-07-03", "2033-07-05"])
    assert told("he wrote on 3 July and rang on 5 July.").disagreements == ()


def test_a_state_denies_what_was_done_on_its_own_ground() -> None:
    text = (
        "Timur Saparbek was locked up in Beijing in 2031. He was arrested in Almaty on 2 May 2033.\n\n"
        "Kazakh minister Aidos Tore says that Saparbek is not under arrest."
    )
    people: list[Row] = [
        {"id": "p1", "name": "Timur Saparbek"},
        {"id": "p2", "name": "Aidos Tore", "part": "official", "title": "Kazakh minister"},
    ]
    rows: list[Row] = [
        {"type": "detention", "who": ("p1",), "quote": "arrested in Almaty", "date": "2033-05-02", "place": "Almaty"},
        {"type": "detention", "who": ("p1",), "quote": "locked up", "date": "2031", "place": "Beijing"},
    ]
    words = "is not under arrest"
    denied: Row = {"speaker": "Aidos Tore", "speaker_id": "p2", "kind": "denies", "direct": False, "quote": words}
    (found,) = only(build_cases([item("a", "2033-05-03", text, people, rows, statements=[denied])])).disagreements
    assert found.about.endswith("2 May 2033")
    elsewhere = only(build_cases([item("a", "2033-05-03", text, people, rows[1:], statements=[denied])]))
    assert elsewhere.disagreements == ()
