"""The list of cases, as a page and as JSON."""

from fastapi.testclient import TestClient

from vigil.desk import Desk, Hidden, Viewer
from vigil.desk.cases import cases


def test_the_page_links_to_each_case(client: TestClient) -> None:
    listed = client.get("/api/v1/cases").json()["cases"]
    text = client.get("/cases").text
    assert listed
    assert all(f'href="/cases/{case["id"]}"' in text for case in listed)


def test_a_hidden_case_is_not_listed(desk: Desk) -> None:
    first, *others = cases(desk).cases
    kept_from = Desk(desk.casebook, Viewer("reader", "reader", Hidden(frozenset({first.id}))), desk.now)
    assert cases(kept_from).cases == tuple(others)


def test_a_missing_page_says_so_in_the_form_that_was_asked_for(client: TestClient) -> None:
    page, answer = client.get("/nothing"), client.get("/api/v1/nothing")
    assert (page.status_code, answer.status_code) == (404, 404)
    assert "<h1>" in page.text
    assert "error" in answer.json()
