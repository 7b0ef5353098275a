"""Every page of the workbench in a real browser: it fits, it can be used by everybody, and it asks only itself."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from vigil.web.sections import SECTIONS

WIDTHS = (360, 1280, 2560)
PATHS = [
    *(section.path for section in SECTIONS),
    "/add/confirm?address=https://news.example/page",
    "/add/confirm-feed?feed=news.example&every=24",
    "/today/disagreements",
    "/people/all",
    "/people?who=Alimuly",
    "/calendar?month=2018-08&past=true",
    "/map/places/KZ:almaty",
    "/search?words=Kaster",
    "/search?words=torture&in=statements&from=soon",
]
"""The first page of each section, and others that look otherwise."""

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def test_pages_can_be_used_by_everybody(page: Page, workbench: str) -> None:
    page.goto(workbench)
    home = workbench.split("/start", maxsplit=1)[0]
    found = []
    for path in PATHS:
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.goto(home + path)
            violations = Axe().run(page, options=RULES).response["violations"]
            found += [f"{path} {theme}: {v['id']} {v['nodes'][0]['html'][:200]}" for v in violations]
    assert found == []


def test_nothing_runs_out_of_the_window(page: Page, workbench: str) -> None:
    page.goto(workbench)
    home = workbench.split("/start", maxsplit=1)[0]
    for path in PATHS:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(home + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"


def test_pages_ask_nobody_but_the_workbench(page: Page, workbench: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(workbench)
    home = workbench.split("/start", maxsplit=1)[0]
    for path in PATHS:
        page.goto(home + path)
    assert [url for url in asked if not url.startswith(home)] == []
