from collections.abc import Sequence
from itertools import permutations

from tests.cases.invented_cases import Item, Row, item, only
from vigil.cases import build_cases
from vigil.cases.alike import alike, forums_of
from vigil.cases.lines import line_of
from vigil.model.beside import Alike
from vigil.model.case import Case


def case_of(name: str, published: str, *, host: str, origin: str, offence: str = "", ending: Row | None = None) -> Item:
    text = f"{name} came over the border and is charged. {name} may be sent back, or set free."
    events: list[Row] = [
        {"type": "border_crossing", "who": ("p1",), "quote": "came over the border", "detail": {"to": host}},
        {"type": "return", "who": ("p1",), "quote": "sent back", "status": "feared", "detail": {"to": origin}},
    ]
    if offence:
        events.append({"type": "charge", "who": ("p1",), "quote": "is charged", "detail": {"offence": offence}})
    if ending:
        events.append({"who": ("p1",), "quote": "set free", "date": published} | dict(ending))
    return item(name, published, text, [{"id": "p1", "name": name}], events)


NEW = case_of("Dana Orazkyzy", "2030-05-01", host="Kazakhstan", origin="China", offence="illegal border crossing")
NEAR = case_of(
    "Olga Stern",
    "2029-01-01",
    host="Kazakhstan",
    origin="China",
    offence="illegally crossing the border",
    ending={"type": "release"},
)
HOST_ONLY = case_of("Pavel Brandt", "2029-02-01", host="Kazakhstan", origin="Tajikistan")
ROUTE = case_of("Timur Beknazar", "2029-03-01", host="Kazakhstan", origin="China")
LATER = case_of("Aliya Sarin", "2031-01-01", host="Kazakhstan", origin="China", offence="illegal border crossing")


def like(case: Case, cases: Sequence[Case]) -> tuple[Alike, ...]:
    return alike(line_of(case), map(line_of, cases), {c.id: c for c in cases}.__getitem__)


def named(cases: tuple[Case, ...], name: str) -> Case:
    return next(c for c in cases if c.people_at_risk[0].name == name)


def test_the_most_alike_of_the_earlier_cases_come_first_with_reasons_and_ending() -> None:
    cases = build_cases([NEW, NEAR, HOST_ONLY, ROUTE, LATER])
    found = like(named(cases, "Dana Orazkyzy"), cases)
    assert [a.people for a in found] == [("Olga Stern",), ("Timur Beknazar",)]
    assert found[0].reasons == (
        "in the same country: Kazakhstan",
        "may be, or was, returned to the same country: China",
        "accused of the same kind of offence: illegal entry",
    )
    assert found[0].status == "released"
    assert found[0].ended is not None
    assert found[0].ended.type == "release"
    assert found[1].ended is None


def test_the_order_of_cases_does_not_matter() -> None:
    cases = build_cases([NEW, NEAR, HOST_ONLY, ROUTE])
    mine = named(cases, "Dana Orazkyzy")
    assert all(like(mine, order) == like(mine, cases) for order in permutations(cases))


def test_a_case_is_not_like_itself() -> None:
    cases = build_cases([NEW])
    assert like(only(cases), cases) == ()


def test_a_name_that_any_court_may_have_is_no_forum() -> None:
    text = "Dana Orazkyzy stood before it."
    rows: list[Row] = [
        {"type": "hearing", "who": ("p1",), "quote": "stood", "detail": {"court": court}, "date": f"2030-01-0{n}"}
        for n, court in enumerate(("the Supreme Court", "the Port Sud City Court"), start=1)
    ]
    case = only(build_cases([item("a", "2030-02-01", text, [{"id": "p1", "name": "Dana Orazkyzy"}], rows)]))
    assert forums_of(case.timeline) == {"the Port Sud City Court"}


def test_a_precedent_says_why_it_is_alike_and_how_it_ended() -> None:
    text = (
        "Dana Orazkyzy came over the border into Kazakhstan and may be sent back to China.\n\n"
        "In 2018 Olga Stern came the same way; Kazakhstan handed her over to China on 3 May 2018."
    )
    people: list[Row] = [{"id": "p1", "name": "Dana Orazkyzy"}, {"id": "p2", "name": "Olga Stern", "part": "precedent"}]
    events: list[Row] = [
        {"type": "border_crossing", "who": ("p1",), "quote": "came over the border", "detail": {"to": "Kazakhstan"}},
        {"type": "return", "who": ("p1",), "quote": "sent back", "status": "feared", "detail": {"to": "China"}},
        {
            "type": "return",
            "who": ("p2",),
            "quote": "handed her over",
            "date": "2018-05-03",
            "by": "Kazakhstan",
            "detail": {"to": "China"},
        },
    ]
    (told,) = only(build_cases([item("a", "2030-02-01", text, people, events)])).precedents
    assert told.ended is not None
    assert (told.ended.type, str(told.ended.date)) == ("return", "2018-05-03")
    assert told.alike_because == (
        "in the same country: Kazakhstan",
        "may be, or was, returned to the same country: China",
    )
