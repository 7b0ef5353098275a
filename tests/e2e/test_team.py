"""A team in a real browser: an invitation, a second factor, a case that is kept from somebody, and a lock that loses nothing."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page
from pyotp import TOTP

from tests.e2e.test_every_page import RULES, WIDTHS
from vigil.casebook import Casebook
from vigil.desk.team import Team
from vigil.run import Surroundings
from vigil.web.serving import listen, serve_team_on

PASSWORD = "copper lantern window tide"


class Clock:
    """The time, and what the tests add to it."""

    ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(tz=UTC) + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(read_once: Path, tmp_path: Path, clock: Clock) -> Iterator[tuple[str, str]]:
    """The address of a workbench for a team, and the invitation of its first owner."""
    folder = tmp_path / "casebook"
    shutil.copytree(read_once, folder)
    with Casebook(folder) as opened, listen("127.0.0.1", 0) as listening:
        team = Team(opened.team(), clock, os.urandom, timedelta(minutes=10))
        address, invitation, server = serve_team_on(listening, opened, Surroundings(clock), team, origin=None)
        assert invitation
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        yield address.removesuffix("/login"), invitation
        server.should_exit = True
        serving.join()


def join(page: Page, invitation: str, name: str, clock: Clock) -> str:
    """Make an account as a person does, and return the seed of its codes."""
    page.set_default_timeout(8000)
    page.goto(invitation)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/code")
    seed = page.locator(".seed").inner_text().replace(" ", "")
    page.get_by_label("Type the six digits").fill(TOTP(seed).at(clock()))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="go on").click()
    return seed


@pytest.fixture
def second(chromium: Browser) -> Iterator[Page]:
    """The browser of somebody else."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def invite(page: Page, home: str, role: str) -> str:
    page.goto(f"{home}/team")
    page.get_by_label("For whom").fill("Rano Sample")
    page.get_by_label("Role", exact=True).select_option(role)
    page.get_by_role("button", name="Make an invitation").click()
    return page.locator("code.link").inner_text()


def test_an_owner_invites_somebody_who_logs_in_and_sees_no_hidden_case(
    page: Page, second: Page, office: tuple[str, str], clock: Clock
) -> None:
    home, invitation = office
    join(page, invitation, "Olim Example", clock)
    page.goto(f"{home}/cases")
    hidden = page.locator("tbody th a").first
    name, address = hidden.inner_text(), hidden.get_attribute("href")
    page.goto(f"{home}/access")
    page.get_by_label("Case", exact=True).fill((address or "").rsplit("/", 1)[1])
    page.get_by_role("button", name="Keep it to them").click()
    assert page.locator("tbody th").first.inner_text() == name
    link = invite(page, home, "reviewer")

    seed = join(second, link, "Rano Sample", clock)
    second.goto(f"{home}/account")
    second.get_by_role("button", name="Log out", exact=True).click()
    clock.ahead += timedelta(seconds=60)
    second.goto(f"{home}/cases?after=0")
    second.get_by_label("Name").fill("rano sample")
    second.get_by_label("Password").fill(PASSWORD)
    second.get_by_label("Code").fill(TOTP(seed).at(clock()))
    second.keyboard.press("Enter")
    second.wait_for_url("**/cases?after=0")
    second.goto(f"{home}/cases")
    assert name not in second.content()
    assert second.locator("tbody th").count() > 0
    second.goto(f"{home}{address}")
    assert name not in second.content()
    second.goto(f"{home}/audit")
    assert "needs the role owner" in second.content()
    page.goto(f"{home}/audit?by=Rano+Sample")
    assert re.search(r"joined", page.locator("tbody").inner_text())


def test_a_lock_loses_nothing_with_script(page: Page, office: tuple[str, str], clock: Clock) -> None:
    home, invitation = office
    join(page, invitation, "Olim Example", clock)
    page.clock.install(time=clock())
    page.goto(f"{home}/team")
    page.get_by_label("For whom").fill("half a wo")
    clock.ahead += timedelta(minutes=11)
    page.clock.run_for(11 * 60 * 1000)
    page.get_by_label("Password of Olim Example").wait_for()
    assert not page.get_by_role("heading", name="Invite somebody").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#lock").is_visible()
    page.get_by_label("Password of Olim Example").fill("a wrong one entirely")
    page.keyboard.press("Enter")
    page.get_by_text("the password is not right").wait_for()
    page.get_by_label("Password of Olim Example").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#lock").wait_for(state="hidden")
    assert page.get_by_label("For whom").input_value() == "half a wo"
    page.get_by_role("button", name="Make an invitation").click()
    page.locator("code.link").wait_for()


def test_a_lock_loses_nothing_without_script(chromium: Browser, office: tuple[str, str], clock: Clock) -> None:
    home, invitation = office
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    join(page, invitation, "Olim Example", clock)
    page.goto(f"{home}/team")
    page.get_by_label("For whom").fill("Rano <Sample>")
    clock.ahead += timedelta(minutes=11)
    page.get_by_role("button", name="Make an invitation").click()
    assert page.get_by_role("heading", name="Your password, please").is_visible()
    page.get_by_label("Password of Olim Example").fill(PASSWORD)
    page.keyboard.press("Enter")
    assert "/invitation/" in page.locator("code.link").inner_text()
    assert "Rano <Sample>" in page.locator("main").inner_text()
    context.close()


def test_pages_of_a_team_can_be_used_by_everybody(
    page: Page, chromium: Browser, office: tuple[str, str], clock: Clock
) -> None:
    home, invitation = office
    found: list[str] = []

    def look() -> None:
        page.wait_for_load_state()  # a click waits for the page, not for its style
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            violations = Axe().run(page, options=RULES).response["violations"]
            found.extend(f"{page.url} {theme}: {v['id']} {v['nodes'][0]['html'][:200]}" for v in violations)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{page.url} at {width} runs out of the window")

    page.goto(f"{home}/login")
    look()
    page.set_default_timeout(8000)
    page.goto(invitation)
    look()
    seed = join(page, invitation, "Olim Example", clock)
    page.goto(f"{home}/account/code")
    look()
    for path in ("/account", "/audit", "/access"):
        page.goto(f"{home}{path}")
        look()
    link = invite(page, home, "editor")
    look()
    other = chromium.new_context()
    join(other.new_page(), link, "Rano Sample", clock)
    other.close()
    page.goto(f"{home}/team")
    look()
    page.goto(f"{home}/account")
    page.get_by_role("button", name="Make new recovery codes").click()
    page.locator(".codes").wait_for()
    look()
    page.goto(f"{home}/account")
    page.get_by_role("button", name="Lock").click()
    page.wait_for_url("**/unlock")
    look()
    assert seed
    assert found == []


def test_what_is_written_into_every_field_runs_nowhere(page: Page, office: tuple[str, str], clock: Clock) -> None:
    home, invitation = office
    ran: list[str] = []

    def asked(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", asked)
    page.on("console", lambda message: ran.extend(re.findall("^ran-by-attack$", message.text)))
    attack = "\"><img src=x onerror=console.log('ran-by-attack')><svg onload=alert(1)>"
    join(page, invitation, attack[:70], clock)
    page.goto(f"{home}/team")
    page.get_by_label("For whom").fill(attack)
    page.get_by_role("button", name="Make an invitation").click()
    for path in ("/team", "/access?case=", "/audit?by=", "/cases?after=", "/account?said="):
        page.goto(f"{home}{path}{attack if '=' in path else ''}")
        assert page.locator("main img, main svg[onload]").count() == 0
    assert ran == []
