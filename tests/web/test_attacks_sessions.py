"""Attacks on sessions and roles, and on what is hidden from somebody: none gets through."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.samples import NOW
from vigil.casebook import Casebook
from vigil.web import make_app
from vigil.web.kept import Kept, unpacked
from vigil.web.workbench import Workbench

from .routes import routes_of
from .team import HOST, PASSWORD, Office
from .team import office as open_office


def test_a_session_brought_along_is_never_taken(office: Office) -> None:
    office.join("Olim Example", "owner")
    office.clock.pass_(minutes=1)
    browser = office.browser()
    browser.cookies.set("vigil_session", "f" * 64, domain="127.0.0.1")
    form = {"name": "Olim Example", "password": PASSWORD, "code": office.code("Olim Example")}
    given = browser.post("/login", data=form).headers["set-cookie"]
    assert "f" * 64 not in given
    planted = office.browser()
    planted.cookies.set("vigil_session", "f" * 64)
    assert planted.get("/cases").status_code == 303


def test_tokens_passwords_and_codes_are_not_kept_as_they_are(office: Office) -> None:
    owner = office.join("Olim Example", "owner")
    token = owner.cookies["vigil_session"]
    kept = b"".join(path.read_bytes() for path in office.casebook.folder.rglob("*") if path.is_file())
    for secret in (token, PASSWORD, *office.codes["Olim Example"]):
        assert secret.encode() not in kept


def test_cookies_cannot_be_read_or_brought_by_others(casebook: Casebook) -> None:
    with open_office(casebook, NOW, origin="https://vigil.example.org") as office:
        browser = office.browser()
        form = {"name": "Olim Example", "password": PASSWORD, "again": PASSWORD}
        headers = {"origin": "https://vigil.example.org"}
        answer = browser.post(office.invitation("owner"), data=form, headers=headers)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-vigil_session=")
        assert {"HttpOnly", "SameSite=strict", "Secure", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert answer.headers["strict-transport-security"]
        plain = browser.post("/logout", headers={"origin": "http://vigil.example.org"})
        assert plain.status_code == 403


def test_the_key_works_in_one_browser(bench: Workbench) -> None:
    app = make_app(bench)
    first, second = (TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) for _ in range(2))
    assert first.get("/start?key=the-key").status_code == 303
    answer = second.get("/start?key=the-key")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "used already" in answer.text
    assert "vigil serve" in answer.text
    assert first.get("/start?key=the-key").headers["location"] == "/"


def test_a_wrong_key_uses_nothing_up(bench: Workbench) -> None:
    browser = TestClient(make_app(bench), base_url=f"http://{HOST}", follow_redirects=False)
    assert browser.get("/start?key=wrong").status_code == 403
    assert browser.get("/start?key=the-key").status_code == 303


def test_nobody_gives_themselves_a_role(office: Office) -> None:
    owner, reader = office.join("Olim Example", "owner"), office.join("Rano Sample", "reader")
    own = next(a["id"] for a in owner.get("/api/v1/team").json()["accounts"] if a["name"] == "Rano Sample")
    for role in ("owner", "editor"):
        assert reader.post(f"/team/{own}/role", data={"role": role}).status_code == 403
        assert reader.post("/team/invitations", data={"role": role}).status_code == 403
    reader.post("/account/password", data={"password": PASSWORD + "x", "again": PASSWORD + "x", "role": "owner"})
    form = {"name": "Third Sample", "password": PASSWORD, "again": PASSWORD, "role": "owner"}
    office.browser().post(office.invitation("reader"), data=form)
    roles = {a["name"]: a["role"] for a in owner.get("/api/v1/team").json()["accounts"]}
    assert roles == {"Olim Example": "owner", "Rano Sample": "reader", "Third Sample": "reader"}


def test_what_is_kept_gives_nobody_more_than_they_have(office: Office) -> None:
    office.join("Olim Example", "owner")
    reader = office.join("Rano Sample", "reader")
    packed = Kept("/team/invitations", "application/x-www-form-urlencoded", b"role=owner").packed()
    assert reader.post("/unlock", data={"password": PASSWORD, "kept": packed}).status_code == 403
    assert office.browser().post("/unlock", data={"password": PASSWORD, "kept": packed}).status_code == 401


@pytest.mark.parametrize(
    "text", ["", "x", "====", urlsafe_b64encode(b"[1]\n").decode(), urlsafe_b64encode(b"{}").decode(), "é"]
)
def test_what_was_not_kept_here_is_nothing(office: Office, text: str) -> None:
    assert unpacked(text) is None
    owner = office.join("Olim Example", "owner")
    assert owner.post("/unlock", data={"password": PASSWORD, "kept": text}).headers["location"] == "/"


# What is hidden


def test_a_hidden_case_and_one_that_is_not_there_are_the_same(office: Office) -> None:
    owner, reader = office.join("Olim Example", "owner"), office.join("Rano Sample", "reader")
    case = office.casebook.cases()[0]
    owner.post("/access", data={"case": case.id})
    alone = office.team.access.hidden(next(a for a in office_accounts(office) if a.name == "Rano Sample")).reports
    for found in routes_of(office.app):
        if "GET" not in found.methods or "{" not in found.template or "invitation" in found.template:
            continue
        for hidden in (case.id, *sorted(alone)):
            absent = "f" * len(hidden)  # of the form of an id, no number
            one, other = reader.get(found.path(hidden)), reader.get(found.path(absent))
            assert one.status_code == other.status_code, found.template
            assert one.text.replace(hidden, "") == other.text.replace(absent, ""), found.template


def test_no_page_tells_of_a_hidden_case(office: Office) -> None:
    owner, reader = office.join("Olim Example", "owner"), office.join("Rano Sample", "reader")
    every = office.casebook.cases()
    for case in every:
        owner.post("/access", data={"case": case.id})
    names = [person.name for case in every for person in case.people_at_risk]
    for found in routes_of(office.app):
        if "GET" in found.methods and "{" not in found.template:
            text = reader.get(found.template).text
            told = [word for word in (*names, *(case.id for case in every)) if word in text]
            assert told == [], found.template


def office_accounts(office: Office) -> Any:
    with office.team.store.looking() as rows:
        return rows.accounts()
