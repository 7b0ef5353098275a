"""Debian's Chromium, headless, with no network. Where it is not installed these tests are left out, and that is said."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
collect_ignore_glob = [] if BROWSER and DRIVER else ["test_*.py"]

if BROWSER and DRIVER:
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    @pytest.fixture
    def browser(tmp_path: Path) -> Iterator[Chrome]:
        options = ChromeOptions()
        options.binary_location = str(BROWSER)
        quiet = ("no-first-run", "disable-background-networking", "disable-component-update", "disable-sync")
        for flag in (
            "headless",
            "no-sandbox",
            "disable-gpu",
            "disable-quic",
            *quiet,
            f"user-data-dir={tmp_path}/profile",
        ):
            options.add_argument(f"--{flag}")
        driver = Chrome(options=options, service=Service(str(DRIVER)))
        try:
            yield driver
        finally:
            driver.quit()
