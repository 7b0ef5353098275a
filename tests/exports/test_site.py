"""The site: self-contained, the same bytes every time, and no text of a report is ever markup."""

from dataclasses import replace
from html.parser import HTMLParser

from vigil.exports import FORMATS
from vigil.exports.site import case_page, site
from vigil.model.case import Case


class Page(HTMLParser):
    """Every element and attribute of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_text_of_a_report_is_never_markup(hostile_case: Case) -> None:
    page = Page(case_page(hostile_case))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object", "link", "form"}
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert any("onerror=alert(1)" in said for said in page.said)


def test_a_page_asks_nothing_of_anywhere(hostile_case: Case) -> None:
    page = Page(case_page(hostile_case, index="index.html"))
    addresses = [a[key] for _, a in page.elements for key in ("href", "src", "action", "data") if key in a]
    assert addresses
    assert all(a is not None and (a.startswith("#") or a == "index.html") for a in addresses)
    assert "url(" not in case_page(hostile_case)
    assert "@import" not in case_page(hostile_case)


def test_the_same_cases_give_the_same_bytes(hostile_case: Case) -> None:
    assert site([hostile_case]) == site([hostile_case])


def test_every_link_leads_to_a_place(hostile_case: Case) -> None:
    page = Page(case_page(hostile_case))
    places = {a.get("id") for _, a in page.elements}
    assert all(str(a["href"])[1:] in places for tag, a in page.elements if tag == "a")


def test_several_cases_have_an_index_and_a_page_each(hostile_case: Case) -> None:
    other = replace(hostile_case, id="abcdefabcd", anchors=("abcdefabcd",))
    pages = site([hostile_case, other])
    assert set(pages) == {"index.html", "case-0123456789.html", "case-abcdefabcd.html"}
    assert b'href="case-abcdefabcd.html"' in pages["index.html"]


def test_nothing_unknown_is_left_unsaid(hostile_case: Case) -> None:
    text = " ".join(Page(case_page(hostile_case)).said)
    assert "21 January, year not given" in text
    assert "did not happen" in text
    assert "Publisher not known" in text
    assert "no person has reviewed" in text


def test_every_format_is_registered_under_the_name_of_the_command() -> None:
    assert set(FORMATS) == {"site"}
