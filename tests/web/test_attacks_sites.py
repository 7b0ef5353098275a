"""Attacks from other sites and by made-up addresses, headers and methods: none gets through."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.routing import compile_path

from vigil.web.kept import Kept, is_local, local_or, unpacked

from .routes import Found, routes_of
from .team import HOST, PASSWORD, Office

# Sites and hosts


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://{HOST}.evil.example"},
        {"origin": f"https://{HOST}"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": f"http://evil.example@{HOST}x"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_changes_nothing(office: Office, headers: dict[str, str]) -> None:
    owner = office.join("Olim Example", "owner")
    for found in routes_of(office.app):
        for method in found.changes:
            answer = owner.request(method, found.path(), headers=headers)
            assert answer.status_code == 403, found.template
            assert "another site" in answer.text
    assert owner.get("/cases").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{HOST[-4:]}", "localhost", f"{HOST}.", f"{HOST}@evil", ""]
)
def test_another_name_for_this_machine_gets_nothing(client: TestClient, host: str) -> None:
    for path in ("/cases", "/api/v1/cases", "/static/style.css", "/start?key=the-key"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers


def test_what_a_proxy_says_is_not_believed(office: Office) -> None:
    office.join("Olim Example", "owner")
    forged = {"x-forwarded-for": "10.1.2.3", "x-forwarded-host": "evil.example", "forwarded": "for=10.1.2.3"}
    waits = 0
    for n in range(22):
        form = {"name": f"Guess {n}", "password": "x", "code": "1"}
        answer = office.browser().post("/login", data=form, headers=forged | {"x-forwarded-for": f"10.1.2.{n}"})
        waits += answer.status_code == 429
    assert waits == 2
    assert "evil.example" not in office.browser().get("/login", headers=forged).text


# Paths, redirects, headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/....//app.py",
        "/static/%2fetc%2fpasswd",
        "/static//etc/passwd",
        "/static/..\\app.py",
        "/static/style.css%00.html",
        "/cases/..%2f..%2fvigil.db",
        "/cases/%2fetc%2fpasswd",
        "/reports/..%2f..%2fvigil.db",
        "/reports/..%2fvigil.db/captured",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (303, 307, 400, 404, 405, 422), path
    assert "root:" not in answer.text
    assert "SQLite" not in answer.text
    assert "def make_app" not in answer.text


ELSEWHERE = (
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "/\t/evil.example", "/%0d%0aset-cookie:x=1\r\nx: y", "\r\nlocation: //evil.example", " //evil.example", "evil.example",
    "http:/evil.example", "/login?next=//evil.example", "",
)  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_redirect_leads_elsewhere(office: Office, target: str) -> None:
    assert local_or(target) == "/"
    owner = office.join("Olim Example", "owner")
    assert owner.get("/login", params={"next": target}).headers["location"] == "/"
    _, answer = office.login("Olim Example", next=target)
    assert answer.headers["location"] == "/"
    assert owner.post("/unlock", data={"password": PASSWORD, "next": target}).headers["location"] == "/"
    packed = Kept(target, "application/x-www-form-urlencoded", b"").packed()
    assert unpacked(packed) is None


def test_a_path_that_looks_like_another_site_stays_here(office: Office) -> None:
    answer = office.browser().get("//evil.example/cases")
    assert answer.headers["location"].startswith("/login?next=")
    assert not is_local("//evil.example/cases")


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "%0d%0a", "\u560d\u560a"])
def test_no_header_is_smuggled_in(office: Office, break_: str) -> None:
    owner = office.join("Olim Example", "owner")
    smuggled = f"/cases{break_}set-cookie: stolen=1"
    answers = [
        owner.get("/login", params={"next": smuggled}),
        office.browser().get("/cases", params={"after": smuggled}),
        office.login("Olim Example", next=smuggled)[1],
        owner.get(f"/cases?after=x{'%0d%0aset-cookie:%20stolen=1'}"),
    ]
    for answer in answers:
        assert "stolen" not in answer.headers.get("set-cookie", "")
        assert "\n" not in answer.headers.get("location", "")


# Headers and methods


def test_every_answer_can_be_framed_by_nobody_and_is_kept_by_nobody(office: Office, client: TestClient) -> None:
    owner = office.join("Olim Example", "owner")
    for browser in (owner, office.browser(), client):
        for path in ("/", "/cases", "/login", "/team", "/nothing", "/api/v1/cases", "/invitation/x", "/static/nothing"):
            headers = browser.get(path).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "default-src 'none'" in headers["content-security-policy"]
            assert headers["cache-control"] == "no-store"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cross-origin-opener-policy"] == "same-origin"


def test_no_way_to_ask_means_another(office: Office) -> None:
    owner = office.join("Olim Example", "owner")
    before = accounts(owner)
    for found in routes_of(office.app):
        for method in sorted(
            {"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"} - found.methods - others(office, found)
        ):
            office.clock.pass_(seconds=0.1)  # so that none is refused for coming too often
            answer = owner.request(method, found.path())
            assert answer.status_code in (404, 405), f"{method} {found.template}"
    for override in ({"x-http-method-override": "POST"}, {"x-method-override": "DELETE"}):
        owner.get("/logout", headers=override)
    owner.post("/cases?_method=DELETE", data={"_method": "DELETE"})
    assert accounts(owner) == before


def accounts(owner: TestClient) -> Any:
    """Return who has an account and who is invited, without when each was last there."""
    told = owner.get("/api/v1/team").json()
    return told | {"accounts": [account | {"last_seen": None} for account in told["accounts"]]}


def others(office: Office, found: Found) -> set[str]:
    """Return the methods of every route that the address of one reaches."""
    return {
        m
        for other in routes_of(office.app)
        if compile_path(other.template)[0].match(found.path())
        for m in other.methods
    }


def test_a_get_changes_nothing(office: Office) -> None:
    owner = office.join("Olim Example", "owner")
    owner.get("/account/code")  # offers a seed, which counts for nothing until it is confirmed

    def state() -> str:
        with office.team.store.looking() as rows:
            found = rows.trail(after=None, by=None, kind=None, limit=500).deeds
            return json.dumps([str(rows.accounts()), str(found), str(rows.access.restrictions())])

    before = state()
    for found in routes_of(office.app):
        if "GET" in found.methods:
            owner.get(found.path())
    assert state() == before
    assert owner.get("/cases").status_code == 200
