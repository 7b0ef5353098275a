"""The site: self-contained, the same bytes every time, and no text of a report is ever markup."""

from dataclasses import replace
from html.parser import HTMLParser

from vigil.exports import FORMATS
from vigil.exports.site import case_page, site
from vigil.model.beside import Beside
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


def test_text_of_a_report_is_never_markup(hostile_case: Case, hostile_beside: Beside) -> None:
    page = Page(case_page(hostile_case, hostile_beside))
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


def test_every_link_leads_to_a_place(hostile_case: Case, hostile_beside: Beside) -> None:
    page = Page(case_page(hostile_case, hostile_beside))
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


def test_what_stands_beside_a_case_is_on_its_page(hostile_case: Case, hostile_beside: Beside) -> None:
    text = " ".join(Page(case_page(hostile_case, hostile_beside)).said)
    for said in (
        "No news for 31 days",
        "10 January 2020, 31 days ago",
        "What changed",
        "1 report published on or after 1 January 2020.",
        "Earlier case files that are alike",
        "binds Kazakhstan since 1999",
        "Information for a lawyer, not advice",
        "corrected later",
        "First reported as 30 September 2019, corrected later",
        "Sources 1 and 2 carry the same text and count as one voice.",
        "How it ended: Extradition decision: refused",
    ):
        assert said in text


def test_a_case_without_obligations_says_why(hostile_case: Case) -> None:
    def said(case: Case) -> str:
        return " ".join(Page(case_page(replace(case, obligations=()))).said)

    assert "No fact of this case brings up an article" in said(hostile_case)
    assert "Fiji is not in the table of treaties yet" in said(replace(hostile_case, host="Fiji"))
    assert "The country they are in is not known" in said(replace(hostile_case, host=None))


def test_the_list_says_how_long_ago_the_last_news_was(hostile_case: Case, hostile_beside: Beside) -> None:
    other = replace(hostile_case, id="abcdefabcd", anchors=("abcdefabcd",))
    index = Page(site([hostile_case, other], {hostile_case.id: hostile_beside})["index.html"].decode()).said
    assert "too long" in index
    assert "10 January 2020, 31 days ago " in index
    assert "not known" in index


def test_every_format_is_registered_under_the_name_of_the_command() -> None:
    assert set(FORMATS) == {"site"}
