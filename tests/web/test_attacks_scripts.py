"""Attacks with text that a browser might run, from reports, addresses and people: none is ever markup."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.samples import around
from vigil.casebook import Casebook
from vigil.web import make_app
from vigil.web.guard import CAPTURED_POLICY, COOKIE, Door
from vigil.web.workbench import Workbench

from .routes import routes_of
from .team import HOST, Office

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
    if answer.headers["content-security-policy"] == CAPTURED_POLICY:  # a frame that runs nothing and asks nobody
        return ""
    return answer.text if "text/html" in answer.headers.get("content-type", "") else ""


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
        if found.template.endswith("/captured/page") and kind != "text/plain":
            assert "sandbox" in policy, found.template
            assert "script-src" not in policy, found.template
