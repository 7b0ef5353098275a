"""Months and places of events."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from vigil.desk import Desk, Hidden, Viewer, calendar
from vigil.desk.map import places
from vigil.desk.map.projection import WORLD, projected


def every_case(desk: Desk) -> frozenset[str]:
    return frozenset(line.id for line in desk.casebook.listed())  # type: ignore[union-attr]  # the samples have no fault


def test_a_month_holds_its_days_and_what_is_known_to_the_month_only(desk: Desk) -> None:
    found = calendar.month(desk, "2018-08", past=True)
    days = {d.day: d.happenings for week in found.weeks for d in week}
    assert {"hearing", "sentence"} <= {h.type for h in days["2018-08-01"]}
    assert {h.date for h in found.beside} == {"2018-08"}
    assert (found.before, found.after) == ("2018-07", "2018-09")


def test_without_the_switch_only_what_was_scheduled_is_shown(desk: Desk) -> None:
    found = calendar.month(desk, "2018-08")
    assert {h.status for week in found.weeks for d in week for h in d.happenings} == {"scheduled"}


def test_weeks_begin_where_the_language_has_it(desk: Desk) -> None:
    assert calendar.month(desk, "2018-08").weeks[0][0].day == "2018-07-30"
    assert calendar.month(desk, "2018-08", first_weekday=6).weeks[0][0].day == "2018-07-29"


def test_nothing_of_a_hidden_case_stands_in_calendar_or_map(desk: Desk) -> None:
    blind = replace(desk, viewer=Viewer("reader", "reader", Hidden(every_case(desk))))
    found = calendar.month(blind, "2018-08", past=True)
    assert not any(d.happenings for week in found.weeks for d in week)
    seen = places.places(blind)
    assert (seen.places, seen.unknown) == ((), ())
    assert places.at_place(blind, "KZ:almaty").events == ()


def test_places_are_counted_and_lead_to_their_events(desk: Desk) -> None:
    found = {p.spot: p for p in places.places(desk).places}
    assert found["KZ:almaty"].city == "Almaty"
    assert found["CN"].city is None
    for spot, place in found.items():
        assert len(places.at_place(desk, spot).events) == place.events


def test_the_window_shows_every_place(desk: Desk) -> None:
    found = places.places(desk)
    x, y, width, height = found.window
    assert all(x <= p.x <= x + width and y <= p.y <= y + height for p in found.places)
    assert places.places(desk, world=True).window == (WORLD.x, WORLD.y, WORLD.width, WORLD.height)


def test_filters_by_case_type_and_time(desk: Desk) -> None:
    whole = sum(p.events for p in places.places(desk).places)
    by_case = [sum(p.events for p in places.places(desk, places.Filter(case=c)).places) for c in every_case(desk)]
    assert sum(by_case) == whole
    assert 0 < sum(p.events for p in places.places(desk, places.Filter(type="detention")).places) < whole
    in_2019 = places.places(desk, places.Filter(since="2019", until="2019"))
    assert all(
        e.first and e.first[:4] == "2019"
        for p in in_2019.places
        for e in places.at_place(desk, p.spot, places.Filter(since="2019", until="2019")).events
    )


def test_north_is_up_and_east_is_right() -> None:
    assert projected(50, 70)[1] < projected(40, 70)[1]
    assert projected(50, 70)[0] < projected(50, 80)[0]
    assert projected(0, -180)[0] == 0


def test_pages_open(client: TestClient) -> None:
    for path in (
        "/calendar",
        "/calendar?month=2018-08&past=true",
        "/map",
        "/map?type=detention&since=2019",
        "/map?type=",
        "/map/places/KZ:almaty",
    ):
        assert client.get(path).status_code == 200, path
        assert client.get(f"/api/v1{path}").status_code == 200, path


@pytest.mark.parametrize(
    "path", ["/calendar?month=2018-13", "/calendar?month=x", "/map?since=x", "/map?since=..%2F2019", "/map?type=x"]
)
def test_what_cannot_be_read_is_said(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422
    assert "error" in client.get(f"/api/v1{path}").json()


def test_the_same_list_stands_in_the_page_of_the_map(client: TestClient) -> None:
    text = client.get("/map").text
    for place in client.get("/api/v1/map").json()["places"]:
        address = f'href="/map/places/{place["spot"].replace(":", "%3A")}"'
        assert text.count(address) == 2, place
