"""Who may ask the workbench at all."""

import pytest
from fastapi.testclient import TestClient

from vigil.errors import StoreError
from vigil.web import make_app
from vigil.web.guard import COOKIE
from vigil.web.workbench import Workbench

from .team import HOST, Office


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


def test_a_program_is_refused_as_json(client: TestClient, stranger: TestClient) -> None:
    for answer, status in (
        (stranger.get("/api/v1/cases"), 401),
        (client.get("/api/v1/cases", headers={"host": "evil.example"}), 421),
        (client.post("/api/v1/filters", headers={"origin": "http://evil.example"}), 403),
    ):
        assert answer.status_code == status
        assert list(answer.json()) == ["error"]
        assert answer.headers["content-security-policy"]


def test_a_database_that_fails_at_the_door_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = office.join("Olim Example", "owner")

    def failing(_self: object, _token: str | None) -> None:
        raise StoreError("the disk is full; make room and try again")

    monkeypatch.setattr("vigil.desk.team.Team.visit", failing)
    assert browser.get("/api/v1/cases").json() == {"error": "the disk is full; make room and try again"}
    answer = browser.get("/cases")
    assert answer.status_code == 503
    assert "make room" in answer.text


def test_pages_are_packed_and_archives_are_not(client: TestClient) -> None:
    page = client.get("/cases", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["content-security-policy"]
    assert int(page.headers["content-length"]) < min(50_000, len(page.text.encode()) / 2)
    assert "content-encoding" not in client.get("/cases", headers={"accept-encoding": "identity"}).headers
    archive = client.post("/settings/backup.zip", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in archive.headers
    assert archive.headers["content-disposition"].startswith("attachment")
    assert archive.content.startswith(b"PK")
