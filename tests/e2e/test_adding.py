"""A newcomer adds reports, by hand and by keyboard alone, and is told what came of each."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_every_page import RULES, WIDTHS

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = (
    "Aidos Example, an ethnic Kazakh from Testland, was detained in Testville on 3 February 2030 and may be deported, "
    "his lawyer Dana Placeholder said. A hearing is due on 21 March 2030."
)
DONE_IN = 60_000


def home(workbench: str) -> str:
    return workbench.split("/start", maxsplit=1)[0]


def opened(page: Page, workbench: str, path: str) -> None:
    page.goto(workbench)
    page.goto(home(workbench) + path)


def is_done(page: Page) -> None:
    expect(page.locator("#progress strong").first).to_have_text("Done", timeout=DONE_IN)


def test_a_newcomer_pastes_a_report_and_is_told_when_it_is_there_already(page: Page, workbench: str) -> None:
    opened(page, workbench, "/add")
    for became in ("new", "there already"):
        page.goto(home(workbench) + "/add")
        page.get_by_label("The text of one report").fill(TEXT)
        page.get_by_role("button", name="Add the text").click()
        is_done(page)
        expect(page.locator(".outcomes .chip")).to_have_text(became)
    expect(page.locator(".outcomes a")).to_have_attribute("href", re.compile(r"^/reports/[0-9a-f]{16}$"))
    page.locator(".outcomes a").click()
    expect(page).to_have_url(re.compile(r"/reports/[0-9a-f]{16}$"))


def test_a_broken_file_among_good_ones_is_said_and_the_rest_is_read(page: Page, workbench: str, tmp_path: Path) -> None:
    broken, new = tmp_path / "broken.docx", tmp_path / "new.txt"
    broken.write_bytes(b"PK\x03\x04 broken")
    new.write_text(TEXT)
    good = [str(path) for path in sorted(SAMPLES.rglob("*")) if path.is_file()]
    opened(page, workbench, "/add")
    page.get_by_label("Files", exact=True).set_input_files([good[0], str(broken), *good[1:], str(new)])
    expect(page.locator("#upload-said")).to_have_text(f"{len(good) + 2} files chosen")
    page.get_by_role("button", name="Add the files").click()
    is_done(page)
    expect(page.locator("#told")).to_contain_text(f"1 new, {len(good)} there already, 1 not read")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert Axe().run(page, options=RULES).response["violations"] == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="1 not read").click()
    expect(page.locator(".outcomes li")).to_have_count(1)
    expect(page.locator(".outcomes .why")).to_contain_text("save it again")


def test_a_file_is_dropped(page: Page, workbench: str) -> None:
    opened(page, workbench, "/add")
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
            document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
        }""",
        TEXT,
    )
    expect(page.locator("#upload-said")).to_have_text("1 file chosen")
    page.get_by_role("button", name="Add the files").click()
    is_done(page)
    expect(page.locator(".outcomes a")).to_have_text("dropped.txt")


def test_without_scripts_the_same_can_be_done(chromium: Browser, workbench: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    opened(page, workbench, "/add")
    page.get_by_label("A folder with all in it").set_input_files(str(SAMPLES / "zaisan"))
    page.get_by_role("button", name="Add the files").click()
    expect(page).to_have_url(re.compile(r"/add/1$"))
    is_done(page)  # the page loads itself anew until then
    expect(page.locator(".outcomes .chip")).to_have_text(["there already"] * 4)
    context.close()


def test_everything_can_be_done_by_keyboard(page: Page, workbench: str) -> None:
    opened(page, workbench, "/add")
    reach(page, "#text")
    page.keyboard.insert_text(TEXT)
    reach(page, "#text-published")
    page.keyboard.insert_text("2030-02-31")
    page.keyboard.press("Enter")
    expect(page.locator("#text-published-wrong")).to_contain_text("2030-02-31")
    expect(page.locator("#text")).to_have_value(TEXT)
    expect(page.locator("#text-published")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("2030-02-03")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_done(page)
    reach(page, ".outcomes a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/"))


def reach(page: Page, wanted: str) -> None:
    """Go on with Tab until the element has the focus."""
    for _ in range(60):
        if page.locator(f"{wanted}:focus").count():
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} is not reached with Tab")


def test_an_address_is_confirmed_before_it_is_asked(page: Page, workbench: str) -> None:
    opened(page, workbench, "/add")
    page.get_by_label("The text of one report").fill("https://news.example/page")
    page.get_by_role("button", name="Add the text").click()
    expect(page.get_by_role("main")).to_contain_text("news.example will be asked for this page, once.")
    page.get_by_role("link", name="No, ask nobody").click()
    expect(page).to_have_url(re.compile(r"/add$"))
    page.go_back()
    page.get_by_role("button", name="Yes, fetch it").click()
    is_done(page)
    expect(page.locator(".outcomes .why")).to_contain_text("save the page and give its file")


def test_colours_are_chosen_and_a_wrong_proxy_is_kept_in_its_field(page: Page, workbench: str) -> None:
    opened(page, workbench, "/settings")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Save language and colours").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    field = page.get_by_label("Addresses are fetched through")
    field.fill("tor")
    page.get_by_role("button", name="Save the proxy").click()
    expect(field).to_have_value("tor")
    expect(field).to_be_focused()
    expect(page.locator("#proxy-wrong")).to_contain_text("socks5h://127.0.0.1:9050")


def test_a_backup_is_downloaded(page: Page, workbench: str, tmp_path: Path) -> None:
    opened(page, workbench, "/settings")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download as a ZIP file").click()
    assert coming.value.suggested_filename == "vigil-backup-2030-03-10-0900.zip"
    coming.value.save_as(tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_size > 10_000
