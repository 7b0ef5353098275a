import pytest

from tests.cases.invented_cases import Row, item, only
from vigil.cases import build_cases
from vigil.model.case import Case


def flown(to: str, date: str, *, released: bool = True) -> Case:
    text = f"Dana Orazkyzy was held in Almaty, may be sent back to China, was set free and landed in {to}."
    events: list[Row] = [
        {"type": "return", "who": ("p1",), "quote": "sent back", "status": "feared", "detail": {"to": "China"}},
        {
            "type": "border_crossing",
            "who": ("p1",),
            "quote": "landed",
            "date": date,
            "detail": {"from": "Kazakhstan", "to": to},
        },
    ]
    if released:
        held: Row = {"type": "detention", "who": ("p1",), "quote": "was held", "date": "2030-02-01", "place": "Almaty"}
        events += [
            held,
            {"type": "release", "who": ("p1",), "quote": "set free", "date": "2030-03-01", "place": "Almaty"},
        ]
    return only(build_cases([item("a", "2030-04-01", text, [{"id": "p1", "name": "Dana Orazkyzy"}], events)]))


def test_who_lands_in_a_third_country_in_the_end_is_resettled() -> None:
    case = flown("Sweden", "2030-03-05")
    (entry,) = [e for e in case.timeline if e.type == "resettlement"]
    assert (entry.status, str(entry.date), entry.detail) == ("happened", "2030-03-05", {"to": "Sweden"})
    assert entry.citations[0].quote.text == "landed"
    assert case.status == "resettled"


@pytest.mark.parametrize(
    ("to", "date", "released"),
    [
        ("Sweden", "2030-01-05", True),  # before what the host did: on the way
        ("China", "2030-03-05", True),  # the origin
        ("Kazakhstan", "2030-03-05", True),  # the host
        ("Sweden", "2030-03-05", False),  # nothing was decided before
    ],
)
def test_other_journeys_stay_what_they_are(to: str, date: str, *, released: bool) -> None:
    case = flown(to, date, released=released)
    assert "resettlement" not in {e.type for e in case.timeline}
