"""Who may ask the workbench at all."""

import pytest
from fastapi.testclient import TestClient

from vigil.web import make_app
from vigil.web.guard import COOKIE
from vigil.web.workbench import Workbench

from .team import HOST


@pytest.fixture
def stranger(bench: Workbench) -> TestClient:
    return TestClient(make_app(bench), base_url=f"http://{HOST}", follow_redirects=False)


def test_without_the_session_nothing_is_shown(stranger: TestClient) -> None:
    for path in ("/", "/cases", "/api/v1/cases", "/api/openapi.json", "/nothing"):
        assert stranger.get(path).status_code == 401


def test_the_key_opens_a_session_once_it_is_right(stranger: TestClient) -> None:
    assert stranger.get("/start?key=wrong").status_code == 403
    answer = stranger.get("/start?key=the-key")
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert stranger.get("/cases").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8448", "127.0.0.1:9", ""])
def test_another_host_gets_no_page(client: TestClient, host: str) -> None:
    assert client.get("/cases", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
    ],
)
def test_another_site_cannot_post(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/cases", headers=headers).status_code == 403


def test_own_pages_can_post(client: TestClient) -> None:
    assert client.post("/cases", headers={"origin": f"http://{HOST}"}).status_code == 405


def test_a_program_can_bring_the_session_as_a_token(stranger: TestClient) -> None:
    assert stranger.get("/api/v1/cases", headers={"authorization": "Bearer the-session"}).status_code == 200
    assert stranger.get("/api/v1/cases", headers={"authorization": "Bearer other"}).status_code == 401
    stranger.cookies.set(COOKIE, "other")
    assert stranger.get("/api/v1/cases").status_code == 401


def test_every_answer_forbids_scripts_of_others(client: TestClient) -> None:
    for path in ("/cases", "/nothing", "/static/style.css", "/api/v1/cases"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
