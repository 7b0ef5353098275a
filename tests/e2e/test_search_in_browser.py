"""A newcomer finds who said what, with the keyboard alone, and comes back to it by its address."""

from playwright.sync_api import Page, expect

from vigil.web.sections import SECTIONS


def test_search_by_keyboard_as_you_type(page: Page, workbench: str) -> None:
    page.goto(workbench)
    home = workbench.split("/start", maxsplit=1)[0]
    page.goto(f"{home}/search")
    page.locator("#words").focus()
    page.keyboard.type("Zaysan")
    expect(page.locator("#found mark").first).to_be_visible()
    expect(page).to_have_url(f"{home}/search?words=Zaysan")
    expect(page.locator("#tally")).to_contain_text("Stories: 3")
    assert page.locator("mark", has_text="Zaisan").count() > 0
    page.locator("input[name=exact]").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{home}/search?words=Zaysan&exact=1")
    expect(page.locator("mark", has_text="Zaisan")).to_have_count(0)
    page.reload()
    assert page.locator("#words").input_value() == "Zaysan"
    assert page.locator("input[name=exact]").is_checked()
    first = page.locator("#found a").first
    first.focus()
    assert "?at=" in (first.get_attribute("href") or "")


def test_filters_narrow_and_are_kept_in_the_form(page: Page, workbench: str) -> None:
    page.goto(workbench)
    home = workbench.split("/start", maxsplit=1)[0]
    page.goto(f"{home}/search?words=torture")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator("#kind").focus()
    page.keyboard.type("accuses")
    page.keyboard.press("Tab")
    expect(page).to_have_url(f"{home}/search?words=torture&kind=accuses")
    expect(page.locator("#found h2")).to_have_text(["Statements 1"])


def test_without_javascript_it_is_the_same(page: Page, workbench: str) -> None:
    assert "/search" in [section.path for section in SECTIONS]
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(workbench)
    home = workbench.split("/start", maxsplit=1)[0]
    plain.goto(f"{home}/cases")
    plain.locator("#find").fill("Kaster")
    plain.keyboard.press("Enter")
    plain.get_by_role("radio", name="People").check()
    plain.get_by_role("button", name="Search", exact=True).press("Enter")
    expect(plain).to_have_url(f"{home}/search?words=Kaster&in=people")
    expect(plain.locator("#found h3")).to_have_count(1)
    context.close()
