"""One event per thing: what is merged, what stays apart, and what the merged event keeps."""

from __future__ import annotations

from typing import Any

import pytest

from vigil.analysis.merging import Told, merge
from vigil.model.reading import Event
from vigil.model.text import Quote, Span
from vigil.model.when import When


def told(
    kind: str = "detention", *, who: tuple[str, ...] = ("p1",), sure: bool = True, weak: bool = False, **more: Any
) -> Told:
    date = more.pop("date", None)
    values: dict[str, Any] = {"status": "happened", "date": When(date) if date else None, **more}
    return Told(Event(kind, who, Quote(Span(0, 5), "words"), **values), sure, weak)


def test_one_arrest_told_twice_is_one_event_with_the_fuller_date() -> None:
    (event,) = merge([told(), told(date="2020-01-06", place="Almaty")])
    assert (str(event.date), event.place) == ("2020-01-06", "Almaty")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (told(date="2020-01-06"), told(date="2020-01-21")),
        (told(who=("p1",)), told(who=("p2",))),
        (told(), told(detail={"place_kind": "remand"})),
        (told(), told(status="feared")),
        (told("appeal", detail={"outcome": "filed"}), told("appeal", detail={"outcome": "upheld"})),
        (told("release", status="demanded", according_to="A"), told("release", status="demanded", according_to="B")),
        (
            told("statement", by="Amnesty International", date="2020-01-06"),
            told("statement", by="UNHCR", date="2020-01-06"),
        ),
    ],
)
def test_things_that_differ_stay_apart(first: Told, second: Told) -> None:
    assert len(merge([first, second])) == 2


def test_a_fear_told_by_two_speakers_is_one_event() -> None:
    fears = [told("return", status="feared", according_to=name) for name in ("A", "B")]
    assert len(merge(fears)) == 1


def test_a_bare_noun_repeats_what_a_clause_tells() -> None:
    (event,) = merge([told(weak=True, who=()), told(date="2020-01-06", detail={"place_kind": "remand"})])
    assert event.who == ("p1",)


def test_merging_keeps_the_order_of_first_telling() -> None:
    kinds = [e.type for e in merge([told("flight"), told("detention"), told("flight", date="2019")])]
    assert kinds == ["flight", "detention"]
