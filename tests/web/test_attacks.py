"""Attacks on the workbench, each as somebody would try it: none gets through."""

import io
import json
import re
import socket
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import anyio
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from starlette.routing import compile_path
from starlette.types import Message

from vigil.casebook import Casebook
from vigil.errors import VigilError
from vigil.web import make_app
from vigil.web.guard import COOKIE, Door
from vigil.web.kept import Kept, is_local, local_or, unpacked
from vigil.web.limits import FORM_BYTES, UPLOAD_BYTES, Body, SlowError, TooLargeError
from vigil.web.serving import check_origin, listen, serve_on
from vigil.web.workbench import Workbench

from .conftest import NOW, around
from .routes import Found, routes_of
from .team import HOST, PASSWORD, Office
from .team import office as open_office

MARK = "zqx"
SCRIPT = f"<script>alert('{MARK}')</script>"
IMAGE = f'"><img src=x onerror=alert("{MARK}")>'
TEXTS = (SCRIPT, IMAGE, f"javascript:alert('{MARK}')", f"{{{{7*7}}}}{MARK}", f"</textarea><svg onload=alert('{MARK}')>")
UNESCAPED = re.compile(rf"<(script|img|svg)[^>]*{MARK}|<script>alert|<svg onload|href=[\"']?javascript:|49{MARK}")

HOSTILE_REPORT = f"""<html><head><title>{SCRIPT.replace("<", "&lt;")} and Aidos Example</title>
<meta property="og:site_name" content="{IMAGE.replace('"', "&quot;")}"><link rel="canonical" href="javascript:alert('{MARK}')">
</head><body><article><h1>Kazakhstan: {SCRIPT.replace("<", "&lt;")} faces extradition</h1>
<p>Aidos Example{IMAGE.replace("<", "&lt;")}, 34, an asylum seeker from China, was detained in Almaty on 3 May 2019.</p>
<p>His lawyer, Nurlan {SCRIPT.replace("<", "&lt;")} Sample, said: "He will be tortured if he is returned to China
&lt;/textarea&gt;&lt;svg onload=alert('{MARK}')&gt;."</p>
<p>The court will hear Aidos Example's case on 21 May 2030. He faces extradition to China.</p></article></body></html>"""


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Casebook]:
    """A casebook of one report whose every text tries to break out."""
    page = tmp_path / f"{MARK}&<b>.html"
    page.write_text(HOSTILE_REPORT)
    with Casebook(tmp_path / "hostile", create=True) as opened:
        for step in opened.add([str(page)], published=None, around=around()):
            assert getattr(step.outcome, "report", None), step.outcome
        assert opened.cases()
        yield opened


@pytest.fixture
def under_attack(hostile: Casebook) -> Iterator[TestClient]:
    bench = Workbench(hostile, around(), Door(frozenset({HOST}), "the-session"), "the-key", SCRIPT)
    with TestClient(make_app(bench), base_url=f"http://{HOST}", follow_redirects=False) as asking:
        asking.cookies.set(COOKIE, "the-session")
        yield asking


def pages(app: Any, casebook: Casebook) -> Iterator[str]:
    """Yield an address of every page, with ids of what is there in each place that takes one, and what is not."""
    case = casebook.cases()[0]
    for found in routes_of(app):
        if "GET" in found.methods:
            yield from {found.path(value) for value in (case.id, case.sources[0].report, "1", "%3Cscript%3E" + MARK)}


def html_of(browser: TestClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code < 500, path
    return answer.text if "text/html" in answer.headers.get("content-type", "") else ""


# Scripting


def test_what_a_report_says_is_never_markup(under_attack: TestClient, hostile: Casebook) -> None:
    seen = ""
    for path in pages(under_attack.app, hostile):
        text = html_of(under_attack, path)
        assert not UNESCAPED.search(text), path
        seen += text
    assert "Aidos Example" in seen


@pytest.mark.parametrize("text", TEXTS)
def test_what_an_address_says_is_never_markup(under_attack: TestClient, text: str) -> None:
    for found in routes_of(cast("FastAPI", under_attack.app)):
        if "GET" not in found.methods:
            continue
        names = {p.name for p in getattr(getattr(found.route, "dependant", None), "query_params", [])}
        query = dict.fromkeys(names | {"words", "after", "next", "q", "case", "by", "kind", "said"}, text)
        answer = under_attack.get(found.path("x"), params=query)
        assert answer.status_code < 500, found.template
        if "text/html" in answer.headers.get("content-type", ""):
            assert not UNESCAPED.search(answer.text), found.template


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_of_a_team_write_is_never_markup(office: Office, text: str) -> None:
    office.browser()
    name = text[:60]
    owner = office.join(name, "owner")
    owner.post("/team/invitations", data={"role": "reader", "note": text})
    owner.post("/access", data={"case": text, "allowed": text})
    owner.post("/access", data={"case": office.casebook.cases()[0].id})
    office.browser().post("/login", data={"name": text, "password": text, "code": text})
    owner.get("/cases", headers={"user-agent": text})
    for path in ("/team", "/access", "/audit", "/account", "/cases", f"/audit?by={text}", f"/access?case={text}"):
        assert not UNESCAPED.search(html_of(owner, path)), path
    told = office.browser().post("/login", data={"name": text, "password": "x", "next": text, "kept": text})
    assert not UNESCAPED.search(told.text)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_kept_for_later_is_never_markup(office: Office, client: TestClient, text: str) -> None:
    client.cookies.clear()
    for browser in (office.browser(), client):
        answer = browser.post("/notes", data={"words": text, text: "x"}, params={"q": text})
        assert answer.status_code == 401
        assert not UNESCAPED.search(answer.text)


def test_no_page_holds_a_script_or_style_of_its_own(under_attack: TestClient, hostile: Casebook) -> None:
    for path in pages(under_attack.app, hostile):
        text = html_of(under_attack, path)
        assert not re.search(r"<script(?![^>]*\ssrc=\"/static/)", text), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text.replace(MARK, "")) or "&lt;" in text, (
            path
        )


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


# Sessions


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
            absent = "0" * len(hidden)
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


# What is sent


def sending(headers: dict[str, str], *chunks: bytes | float) -> Body:
    """Return a body that is sent in chunks, with waits of so many seconds between them."""
    left = list(chunks)

    async def receive() -> Message:
        if left and isinstance(left[0], float):
            await anyio.sleep(float(left.pop(0)))
        chunk = left.pop(0) if left else b""
        assert isinstance(chunk, bytes)
        return {"type": "http.request", "body": chunk, "more_body": bool(left)}

    return Body({"type": "http", "headers": Headers(headers).raw}, receive)


async def drained(body: Body) -> int:
    taken = 0
    while True:
        message = await body.receive()
        taken += len(message.get("body", b""))
        if not message.get("more_body"):
            return taken


@pytest.mark.anyio
async def test_a_body_that_is_too_large_is_not_read_on() -> None:
    assert await drained(sending({}, b"x" * FORM_BYTES)) == FORM_BYTES
    with pytest.raises(TooLargeError):
        await drained(sending({}, *[b"x" * 1_000_000] * 13))
    with pytest.raises(TooLargeError):
        await drained(sending({"content-length": str(FORM_BYTES + 1)}, b"x"))
    upload = {"content-type": "multipart/form-data; boundary=b", "content-length": str(UPLOAD_BYTES + 1)}
    with pytest.raises(TooLargeError):
        await drained(sending(upload, b"x"))


@pytest.mark.anyio
async def test_a_body_that_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vigil.web.limits.CHUNK_SECONDS", 0.05)
    monkeypatch.setattr("vigil.web.limits.WHOLE_SECONDS", 0.2)
    assert await drained(sending({}, b"x", 0.01, b"x")) == 2
    with pytest.raises(SlowError):
        await drained(sending({}, b"x", 1.0, b"x"))
    with pytest.raises(SlowError):
        await drained(sending({}, *cast("list[bytes | float]", [0.04, b"x"] * 20)))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_huge_form_is_refused_and_said(client: TestClient) -> None:
    answer = client.post("/again", content=b"kept=" + b"x" * FORM_BYTES)
    assert answer.status_code == 413
    assert "MB" in answer.text


def test_a_reader_uploads_nothing(office: Office) -> None:
    office.join("Olim Example", "owner")
    reader = office.join("Rano Sample", "reader")
    assert reader.post("/add", files={"f": io.BytesIO(b"x")}).status_code == 403


def test_too_much_at_once_waits(office: Office) -> None:
    owner = office.join("Olim Example", "owner")
    said = [owner.post("/awake").status_code for _ in range(620)]
    assert said[:500] == [204] * 500
    assert said[-1] == 429
    office.clock.pass_(seconds=2)
    assert owner.post("/awake").status_code == 204


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
    before = owner.get("/api/v1/team").json()
    for found in routes_of(office.app):
        for method in sorted(
            {"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"} - found.methods - others(office, found)
        ):
            answer = owner.request(method, found.path())
            assert answer.status_code in (404, 405), f"{method} {found.template}"
    for override in ({"x-http-method-override": "POST"}, {"x-method-override": "DELETE"}):
        owner.get("/logout", headers=override)
    owner.post("/cases?_method=DELETE", data={"_method": "DELETE"})
    assert owner.get("/api/v1/team").json() == before


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


def test_an_upload_is_text_when_it_comes_back(client: TestClient, casebook: Casebook) -> None:
    """What was captured is never served as something that a browser runs, whichever route it is that serves it."""
    report = casebook.cases()[0].sources[0].report
    for found in routes_of(cast("FastAPI", client.app)):
        if "GET" not in found.methods or "{" not in found.template:
            continue
        answer = client.get(found.path(report))
        kind = answer.headers.get("content-type", "").split(";")[0]
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy or "sandbox" in policy, found.template
        assert "unsafe" not in policy
        if "captured" in found.template and kind in ("text/html", "image/svg+xml", "application/xhtml+xml"):
            assert "sandbox" in policy, found.template


def test_a_client_that_never_ends_its_headers_is_not_waited_for(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vigil.web.serving.HEADER_SECONDS", 0.3)
    with listen("127.0.0.1", 0) as listening:
        _, server = serve_on(listening, casebook, around(), "tester", key="the-key", session="the-session")
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        try:
            with socket.create_connection(listening.getsockname()[:2], timeout=10) as slow:
                slow.sendall(b"GET / HTTP/1.1\r\nHost: 127")
                assert slow.recv(100) == b""  # closed by the other end
            with socket.create_connection(listening.getsockname()[:2], timeout=10) as doubled:
                doubled.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1\r\n\r\n")
                assert doubled.recv(100).startswith(b"HTTP/1.1 4")
        finally:
            server.should_exit = True
            serving.join()


@pytest.mark.parametrize(
    ("host", "origin", "why"),
    [
        ("0.0.0.0", None, "in the open"),
        ("192.168.1.5", None, "in the open"),
        ("vigil.example.org", None, "in the open"),
        ("127.0.0.1", "http://vigil.example.org", "not an origin"),
        ("127.0.0.1", "https://vigil.example.org/", "not an origin"),
        ("127.0.0.1", "https://a@vigil.example.org", "not an origin"),
        ("127.0.0.1", "vigil.example.org", "not an origin"),
    ],
)
def test_passwords_do_not_travel_in_the_open(host: str, origin: str | None, why: str) -> None:
    with pytest.raises(VigilError, match=why):
        check_origin(host, origin)


def test_this_machine_and_a_proxy_with_tls_are_good() -> None:
    for host, origin in (
        ("127.0.0.1", None),
        ("::1", None),
        ("localhost", None),
        ("0.0.0.0", "https://vigil.example.org:8443"),
    ):
        check_origin(host, origin)
