"""Take the pictures of the workbench's pages in ``docs/pages``: ``make pages``, with Debian's chromium."""

from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from vigil.casebook import Casebook
from vigil.run import Surroundings
from vigil.web.serving import listen, serve_on

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pages"
NOW = datetime(2020, 11, 2, 9, tzinfo=UTC)
"""A day soon after the last of the sample reports."""

PAGES = {
    "today": "/",
    "cases": "/cases",
    "people": "/people/all",
    "search": "/search?words=torture",
    "calendar": "/calendar?month=2020-01&past=true",
    "map": "/map",
    "add": "/add",
}
LINKED = {"case": ("/cases", "tbody a"), "report": ("/reports", "main a[href^='/reports/']")}
"""Pages that another leads to: that one, and which link."""
WINDOW = {"width": 1280, "height": 800}


@contextmanager
def workbench(folder: Path) -> Iterator[str]:
    """Serve a workbench over the sample reports, and give the address that opens it."""
    around = Surroundings(lambda: NOW, io.BytesIO())
    with Casebook(folder, create=True) as casebook, listen("127.0.0.1", 0) as listening:
        list(casebook.add([str(ROOT / "samples")], published=None, around=around))
        address, server = serve_on(listening, casebook, around, "you", key="key", session="session")
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        yield address
        server.should_exit = True
        serving.join()


def main() -> None:
    """Take every picture, in light and in dark."""
    FOLDER.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        workbench(Path(folder) / "casebook") as address,
        sync_playwright() as playwright,
    ):
        home = address.split("/start", maxsplit=1)[0]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]  # a mapping of its two sizes
        page.goto(address)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for name, path in PAGES.items():
                page.goto(home + path)
                page.screenshot(path=FOLDER / f"{name}{'-dark' if theme == 'dark' else ''}.png")
            for name, (path, link) in LINKED.items():
                page.goto(home + path)
                page.goto(home + str(page.locator(link).first.get_attribute("href")))
                page.screenshot(path=FOLDER / f"{name}{'-dark' if theme == 'dark' else ''}.png")
        browser.close()


if __name__ == "__main__":
    main()
