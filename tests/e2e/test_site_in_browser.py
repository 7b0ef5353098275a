"""The exported page in a real browser: it fits, it can be worked by keyboard, and it asks nothing of the network."""

from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys

from vigil.exports.site import case_page
from vigil.model.case import Case


@pytest.fixture
def page(hostile_case: Case, tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(case_page(hostile_case), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_nothing_runs_out_of_the_window(browser: Chrome, page: str, width: int) -> None:
    # headless Chromium keeps its window at 500 px or more, so a narrow screen is set through the device's metrics
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_the_page_loads_nothing_but_itself_and_runs_no_script(browser: Chrome, page: str) -> None:
    browser.get(page)
    loaded = browser.execute_script("return performance.getEntriesByType('resource').length")
    assert loaded == 0
    assert browser.title.startswith("Aidos Example and Marat Sample")


def test_the_first_key_leads_past_the_head(browser: Chrome, page: str) -> None:
    browser.get(page)
    ActionChains(browser).send_keys(Keys.TAB).perform()
    focused = browser.switch_to.active_element
    assert focused.text.startswith("Skip to")
    assert focused.is_displayed()


def test_right_to_left_words_run_right_to_left(browser: Chrome, page: str) -> None:
    browser.get(page)
    script = "return [...document.querySelectorAll('blockquote')].map(q => getComputedStyle(q).direction)"
    assert set(browser.execute_script(script)) == {"ltr", "rtl"}
