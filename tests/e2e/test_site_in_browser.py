"""The exported page in a real browser: it fits, it can be worked by keyboard, and it asks nothing of the network."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from vigil.exports.site import case_page
from vigil.model.case import Case


@pytest.fixture
def address(hostile_case: Case, tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(case_page(hostile_case), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_nothing_runs_out_of_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_loads_nothing_but_itself_and_runs_no_script(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    assert page.title().startswith("Aidos Example and Marat Sample")


def test_the_first_key_leads_past_the_head(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text().startswith("Skip to")
    assert focused.is_visible()


def test_right_to_left_words_run_right_to_left(page: Page, address: str) -> None:
    page.goto(address)
    directions = page.evaluate("[...document.querySelectorAll('blockquote')].map(q => getComputedStyle(q).direction)")
    assert set(directions) == {"ltr", "rtl"}
