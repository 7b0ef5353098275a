"""The list of cases and a case in a real browser, worked by keyboard alone."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import RULES, WIDTHS

NAME = "Musakhanuly"


def home(workbench: str) -> str:
    return workbench.split("/start", maxsplit=1)[0]


def tab_to(page: Page, wanted: str) -> None:
    """Go on with Tab until what ``wanted`` selects has the focus."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def open_case(page: Page, workbench: str) -> None:
    page.goto(workbench)
    page.goto(f"{home(workbench)}/cases")
    tab_to(page, "#f-q")
    page.keyboard.type("мусахан")
    expect(page.locator(".list tbody tr")).to_have_count(1)
    assert page.url.endswith("q=%D0%BC%D1%83%D1%81%D0%B0%D1%85%D0%B0%D0%BD")
    tab_to(page, ".list tbody th a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f]{12}$"))


def test_somebody_finds_a_case_and_follows_its_words(page: Page, workbench: str) -> None:
    open_case(page, workbench)
    assert NAME in page.locator("h1").inner_text()
    tab_to(page, "#timeline blockquote a")
    link = page.evaluate("document.activeElement.getAttribute('href')")
    assert re.fullmatch(r"/reports/[0-9a-f]{16}\?at=\d+-\d+#at", link)
    page.go_back()
    expect(page.locator(".list tbody tr")).to_have_count(1)
    assert page.locator("#f-q").input_value() == "мусахан"


def test_somebody_writes_a_note_and_a_tag(page: Page, workbench: str) -> None:
    open_case(page, workbench)
    tab_to(page, "#tag")
    page.keyboard.type("for court")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#tags$"))
    assert page.locator("#tags .tagged a").inner_text() == "for court"
    tab_to(page, "#note")
    page.keyboard.type("Ask the lawyer\nwhether the papers were renewed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#notes$"))
    assert page.locator("#notes .words").inner_text() == "Ask the lawyer\nwhether the papers were renewed"
    page.goto(f"{home(workbench)}/cases?tag=for+court")
    assert page.locator(".list tbody tr").count() == 1


def test_all_are_selected_saved_and_taken_away(page: Page, workbench: str, tmp_path: Path) -> None:
    page.goto(workbench)
    page.goto(f"{home(workbench)}/cases?host=Kazakhstan")
    tab_to(page, ".keep summary")
    page.keyboard.press("Enter")
    tab_to(page, "#s-name")
    page.keyboard.type("Kazakhstan")
    page.keyboard.press("Enter")
    page.wait_for_selector(".saved a[aria-current]")
    tab_to(page, "[data-every]")
    page.keyboard.press("Enter")
    assert page.locator("input[name=ids]:checked").count() == 2
    tab_to(page, "[formaction='/cases/export']")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "vigil-site.zip"


def test_what_is_new_is_shown_without_leaving_the_page(page: Page, workbench: str) -> None:
    open_case(page, workbench)
    page.fill("#since-day", "2020-10-01")
    tab_to(page, "#since button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#changes")
    assert page.locator(".entry.new").count() > 0
    assert "since=2020-10-01" in page.url


def test_parts_that_are_asked_for_come_when_they_are_opened(page: Page, workbench: str) -> None:
    open_case(page, workbench)
    page.locator("#like > summary").press("Enter")
    expect(page.locator("#alike")).to_contain_text("How it ended")
    page.locator("[href$='/parts/said']").press("Enter")
    expect(page.locator("#part-said > ol > li").nth(20)).to_be_visible()


def test_a_case_fits_and_can_be_used_by_everybody(page: Page, workbench: str) -> None:
    open_case(page, workbench)
    address = page.url
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [f"{theme}: {v['id']} {v['nodes'][0]['html'][:200]}" for v in violations] == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for path in (address, f"{address}?since=2020-10-01", f"{address}/parts/log", f"{address}/parts/disagreements"):
            page.goto(path)
            for direction in ("ltr", "rtl"):
                page.evaluate("direction => { document.documentElement.dir = direction }", direction)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} {direction} at {width}"
