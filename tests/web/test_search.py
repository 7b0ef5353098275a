"""Search as a page: everything in its address, words that were looked for marked, nothing typed lost."""

from html import unescape

import pytest
from fastapi.testclient import TestClient

from vigil.desk.search import Place, Query
from vigil.web.sections.search import address_of, pieces


def test_both_spellings_of_a_place_are_found_and_one_when_exact(client: TestClient) -> None:
    either = client.get("/search?words=Zaysan").text
    assert "<mark>Zaysan</mark>" in either
    assert "<mark>Zaisan</mark>" in either
    exact = client.get("/search?words=Zaysan&exact=1").text
    assert "<mark>Zaysan</mark>" in exact
    assert "<mark>Zaisan</mark>" not in exact


def test_results_lead_to_cases_and_to_passages(client: TestClient) -> None:
    found = client.get("/api/v1/search?words=Kaster").json()
    text = unescape(client.get("/search?words=Kaster").text)
    assert found["people"]
    assert found["statements"]
    for person in found["people"]:
        assert f'href="/cases/{person["case"]}"' in text
    for result in (*found["stories"], *found["statements"], *found["events"]):
        start, end = result["place"]["item"]
        assert f'href="/reports/{result["place"]["report"]}?at={start}-{end}#at"' in text


def test_what_a_form_leaves_empty_leaves_the_address(client: TestClient) -> None:
    answer = client.get("/search?words=torture&in=&from=2020&kind=")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?words=torture&from=2020")


def test_the_address_holds_all_that_is_asked() -> None:
    query = Query("a b", "events", exact=True, since="2020", until="2021", type="hearing", place="Zaisan")
    assert address_of(query, "12") == (
        "/search?words=a+b&in=events&exact=1&from=2020&to=2021&type=hearing&place=Zaisan&after=12"
    )


def test_a_wrong_date_is_told_beside_its_field_and_nothing_is_lost(client: TestClient) -> None:
    answer = client.get("/search?words=torture&from=2020-02-31&speaker=Bek")
    assert answer.status_code == 422
    assert 'aria-invalid="true" aria-describedby="from-wrong"' in answer.text
    for typed in ("torture", "2020-02-31", "Bek"):
        assert f'value="{typed}"' in answer.text
    api = client.get("/api/v1/search?words=torture&from=2020-02-31")
    assert (api.status_code, "2020-02-31" in api.json()["error"]) == (422, True)


def test_while_somebody_types_only_the_results_come(client: TestClient) -> None:
    answer = client.get("/search?words=Kaster&in=&exact=", headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert "<mark>Kaster</mark>" in answer.text
    assert answer.headers["hx-push-url"] == "/search?words=Kaster"
    wrong = client.get("/search?words=a&from=x", headers={"hx-request": "true"})
    assert (wrong.status_code, "is no date" in wrong.text) == (200, True)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "%00", "%ff"])
def test_what_was_typed_is_shown_as_text(client: TestClient, words: str) -> None:
    text = client.get("/search", params={"words": words}).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "49" not in text.split('id="found"')[1]


def test_nothing_is_asked_and_nothing_found(client: TestClient) -> None:
    assert "Type a name" in client.get("/search").text
    assert "Nothing is found" in client.get("/search?words=xylophone").text
    assert "what you search in does not have" in client.get("/search?words=a&in=people&kind=denies").text


def test_pieces_are_the_whole_passage() -> None:
    place = Place("r", None, None, None, "one two three", 10, 23, ((14, 17),), (10, 23))
    assert list(pieces(place)) == [("one ", False), ("two", True), (" three", False)]
