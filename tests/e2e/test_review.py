"""Review of a report with the keyboard alone, and what needs a script: keys, marks, selected words."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_every_page import RULES, WIDTHS

PAGE = "/reports/0cb3efe94d6858b6"
DEEPER = (
    PAGE,
    f"{PAGE}?at=70-128#at",
    f"{PAGE}/captured?at=70-128",
    f"{PAGE}/source",
    f"{PAGE}/sure?c=0.5",
    f"{PAGE}/add?kind=event&start=70&end=79",
    f"{PAGE}/items/report",
)


def opened(page: Page, workbench: str, path: str = PAGE) -> str:
    page.goto(workbench)
    home = workbench.split("/start", maxsplit=1)[0]
    page.goto(home + path)
    return home


def test_deeper_pages_can_be_used_by_everybody(page: Page, workbench: str) -> None:
    home = opened(page, workbench)
    found = []
    for path in DEEPER:
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.goto(home + path)
            violations = Axe().run(page, options=RULES).response["violations"]
            found += [f"{path} {theme}: {v['id']} {v['nodes'][0]['html'][:200]}" for v in violations]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(home + path)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{path} runs out of a window of {width}")
    assert found == []


def test_a_report_is_reviewed_with_the_keyboard_alone(page: Page, workbench: str) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    opened(page, workbench)
    keys = page.keyboard
    keys.press("?")
    expect(page.locator("#keys")).to_be_visible()
    keys.press("Escape")
    keys.press("j")
    first = page.locator("li.item").nth(0)
    expect(first).to_be_focused()
    keys.press("a")
    expect(first).to_have_class(re.compile("confirmed"))
    expect(page.locator("#done")).to_contain_text("1 of")
    keys.press("j")
    second = page.locator("li.item").nth(1)
    expect(second).to_be_focused()
    keys.press("x")
    expect(second).to_have_class(re.compile("rejected"))
    keys.press("u")
    expect(second).to_have_class(re.compile("open"))
    expect(page.locator("#log li")).to_have_count(3)
    event = page.locator("li.item.event").first
    for _ in range(60):
        keys.press("j")
        if "event" in (page.locator("li.item.here").get_attribute("class") or "").split():
            break
    keys.press("e")
    expect(event.locator("form.edit :is(select, input:not([type=hidden]))").first).to_be_focused()
    event.locator("input[name='f.date']").focus()
    keys.press("Control+a")
    keys.type("2020-02-31")
    keys.press("Enter")
    expect(event.locator(".wrong")).to_contain_text("No such day")
    expect(event.locator("input[name='f.date']")).to_be_focused()
    keys.press("Control+a")
    keys.type("2018-08-02")
    keys.press("Enter")
    expect(event).to_have_class(re.compile("corrected"))
    expect(event).to_contain_text("2 August 2018")
    done = page.locator("button:has-text('Mark as reviewed')")
    done.focus()
    keys.press("Enter")
    expect(page.locator("#report")).to_contain_text("by tester")
    assert wrong == []


def test_a_mark_finds_its_item_and_a_quote_its_page(page: Page, workbench: str) -> None:
    opened(page, workbench)
    page.locator("#story .m.event").first.click()
    expect(page.locator("li.item.event").first).to_be_focused()
    page.locator("li.item.event").first.get_by_role("link", name="in the page as captured").click()
    expect(page.locator("mark#at")).to_contain_text("The trial of Sayragul Sauytbay")
    expect(page.frame_locator("iframe").locator("#vigil-at")).to_be_visible()


def test_selected_words_of_two_items_and_two_paragraphs_are_added(page: Page, workbench: str) -> None:
    opened(page, workbench)
    page.evaluate(
        """() => { const all = document.querySelectorAll('#story p'); const range = document.createRange();
        range.setStart(all[1].querySelectorAll('.m')[0].firstChild, 4); range.setEnd(all[2].firstChild, 9);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.locator(".pick").click()
    words = page.locator("form.edit blockquote")
    expect(words).to_contain_text("trial of Sayragul Sauytbay was meant")
    expect(words).to_contain_text("The glass")
    page.locator("#f-type").select_option("hearing")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("li.item.added")).to_be_focused()


def test_without_scripts_all_of_it_works(chromium: Browser, workbench: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    home = opened(page, workbench)
    event = page.locator("li.item.event").first
    event.get_by_role("button", name="Reject").click()
    expect(event).to_contain_text("Rejected")
    event.get_by_role("button", name="Undo").click()
    event.get_by_role("link", name="Correct").click()
    page.get_by_label("Where").fill("Port Sud")
    page.get_by_role("button", name="Save the correction").click()
    expect(event).to_contain_text("Port Sud")
    page.goto(f"{home}{PAGE}/add?kind=person")
    page.get_by_label("Its words").fill("Wali Islam")
    page.get_by_role("button", name="Find the words").click()
    expect(page.locator("input[name='f.name']")).to_have_value("Wali Islam")
    context.close()
