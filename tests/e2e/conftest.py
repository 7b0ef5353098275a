"""Debian's Chromium, headless, with no network. Where it is not installed these tests are left out, and that is said."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.samples import around
from vigil.casebook import Casebook
from vigil.web.serving import listen, serve_on

CHROMIUM = shutil.which("chromium")
collect_ignore_glob = [] if CHROMIUM else ["test_*.py"]
QUIET = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of one file: Playwright keeps an event loop running, beside which no other can run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that has seen nothing before."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def workbench(read_once: Path, tmp_path: Path) -> Iterator[str]:
    """The address that opens a workbench over the sample reports."""
    folder = tmp_path / "casebook"
    shutil.copytree(read_once, folder)
    with Casebook(folder) as opened, listen("127.0.0.1", 0) as listening:
        address, server = serve_on(listening, opened, around(), "tester", key="the-key", session="the-session")
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        yield address
        server.should_exit = True
        serving.join()
