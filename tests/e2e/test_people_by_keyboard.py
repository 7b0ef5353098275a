"""A proposal decided and taken back with nothing but the keyboard."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.cases.test_case_proposals import told
from tests.samples import NOW
from tests.upkeep.casebooks import add
from vigil.casebook import Casebook
from vigil.run import Surroundings
from vigil.web.serving import listen, serve_on

from .test_every_page import RULES


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[str]:
    """The address of a workbench in which two may be one person."""
    with Casebook(tmp_path / "pair", create=True) as opened, listen("127.0.0.1", 0) as listening:
        for made in (told("a", "Sami Latif", to="Egypt"), told("bb", "Sami Latif", to="Chad")):
            add(opened._store, made)
        around = Surroundings(lambda: NOW, io.BytesIO())
        address, server = serve_on(listening, opened, around, "tester", key="the-key", session="the-session")
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        yield address
        server.should_exit = True
        serving.join()


def press(page: Page, words: str) -> None:
    """Go on with Tab to the link or button that says the words, and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip().startswith(words):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never came to {words!r}")


def test_a_proposal_is_decided_and_taken_back_by_keyboard(page: Page, workbench: str) -> None:
    page.goto(workbench)
    press(page, "People")
    press(page, "Sami Latif · Sami Latif")
    assert Axe().run(page, options=RULES).response["violations"] == []
    press(page, "They are one person")
    page.wait_for_url("**/people/decisions/1")
    assert "are one person" in page.locator(".notice").inner_text()
    assert Axe().run(page, options=RULES).response["violations"] == []
    press(page, "Undo")
    page.wait_for_url("**/people/decisions/2")
    assert "Taken back" in page.locator(".notice").inner_text()
    press(page, "Next proposal")
    assert page.locator("h1").inner_text() == "Are they one person?"
