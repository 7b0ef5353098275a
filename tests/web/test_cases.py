"""The list of cases, as a page and as JSON."""

import io
import zipfile

import pytest
from fastapi.testclient import TestClient

from tests.web.team import HOST
from vigil.casebook import Casebook
from vigil.desk import Desk, Hidden, Viewer
from vigil.desk.cases import AT_ONCE, CasesAsked, asked_for, cases, choices
from vigil.desk.exporting import export
from vigil.desk.notes import tag_cases
from vigil.errors import InputError, NotAllowedError, NotFoundError
from vigil.languages.typed import heard
from vigil.model.case import CaseLine
from vigil.model.codec import decode, encode
from vigil.store import NO_DAY, Filed, NewCase, Row, Sort, Sought

POST = {"origin": f"http://{HOST}"}
MUSAKHANULY, SAUYTBAY = "Musakhanuly", "Sauytbay"


def named(desk: Desk, name: str) -> str:
    """Return the id of the one case that the name finds."""
    (found,) = cases(desk, CasesAsked(q=name)).cases
    return found.id


def without(desk: Desk, *hidden: str) -> Desk:
    return Desk(desk.casebook, Viewer("reader", "reader", Hidden(frozenset(hidden))), desk.now)


@pytest.fixture
def many(casebook: Casebook) -> list[str]:
    """Ids of more cases than two pages hold, beside the samples, with many that sort alike."""
    with casebook.shelf(writing=True) as shelf:
        (first, *_) = shelf.list.page(Sought(), "name", None, 1)
        line = decode(CaseLine, first.line)
        made = []
        for n in range(2 * AT_ONCE + 7):
            case = f"{n:012x}"
            day = f"2031-01-{n % 4 + 1:02d}" if n % 3 else NO_DAY
            row = Row("Norland", "Sudland", "unknown", f"name {n % 5}", day, day, f"2030-01-0{n % 6 + 1}", n % 4, False)
            text = encode(CaseLine(case, *(getattr(line, name) for name in CaseLine.__slots__ if name != "id")))
            made.append(
                NewCase(
                    Filed(case, None, None, text),
                    anchors=(case,),
                    reports=(),
                    names=(),
                    people=(),
                    sides=(),
                    sounds=heard("Dana Orazkyzy"),
                    charges=(),
                    row=row,
                    words=(),
                )
            )
        shelf.files.put(made)
        return [case.filed.id for case in made]


def test_the_page_links_to_each_case(client: TestClient) -> None:
    listed = client.get("/api/v1/cases").json()["cases"]
    text = client.get("/cases").text
    assert listed
    assert all(f'href="/cases/{case["id"]}"' in text for case in listed)


def test_a_hidden_case_is_not_listed_counted_or_found(desk: Desk) -> None:
    hidden = named(desk, MUSAKHANULY)
    kept_from = without(desk, hidden)
    found = cases(kept_from)
    assert found.total == cases(desk).total - 1
    assert hidden not in {case.id for case in found.cases}
    assert not cases(kept_from, CasesAsked(q=MUSAKHANULY)).cases
    assert not cases(kept_from, CasesAsked(q=hidden)).cases
    assert {c.value: c.cases for c in choices(kept_from).host} == {"Kazakhstan": 1}


def test_a_missing_page_says_so_in_the_form_that_was_asked_for(client: TestClient) -> None:
    page, answer = client.get("/nothing"), client.get("/api/v1/nothing")
    assert (page.status_code, answer.status_code) == (404, 404)
    assert "<h1>" in page.text
    assert "error" in answer.json()


@pytest.mark.parametrize("words", ["Musakh", "musahan", "кас мус", "Мұсахан", "Qaster Musakhanuly", "قاس", "alim kas"])
def test_the_beginning_of_a_name_in_any_spelling_finds_the_case(desk: Desk, words: str) -> None:
    assert named(desk, words) == named(desk, MUSAKHANULY) != named(desk, SAUYTBAY)


@pytest.mark.parametrize("words", ["Xylophone", "...", "<script>", "%", "_", "Musakhanuly Sauytbay"])
def test_words_that_name_nobody_find_nothing(desk: Desk, words: str) -> None:
    assert cases(desk, CasesAsked(q=words)).cases == ()


def test_an_id_finds_its_case(desk: Desk) -> None:
    case = named(desk, SAUYTBAY)
    assert [found.id for found in cases(desk, CasesAsked(q=case)).cases] == [case]


@pytest.mark.parametrize("sort", ["news", "next", "name", "reports"])
def test_pages_follow_one_another_without_gap_or_repeat_in_every_order(desk: Desk, many: list[str], sort: Sort) -> None:
    seen, after = [], None
    for _ in range(4):
        page = cases(desk, CasesAsked(sort=sort), after=after)
        seen += [case.id for case in page.cases]
        after = page.next
        if after is None:
            break
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == page.total == len(many) + 2


def test_the_next_date_sorts_before_none_and_filters(desk: Desk, many: list[str]) -> None:
    asked = asked_for({"host": "Norland", "next_from": "2031-01-02", "next_to": "2031-01-03", "sort": "next"})
    between = cases(desk, asked)
    dated = cases(desk, CasesAsked(host="Norland", next="dated"))
    none = cases(desk, CasesAsked(host="Norland", next="none"))
    assert 0 < between.total < dated.total
    assert dated.total + none.total == cases(desk, CasesAsked(host="Norland")).total == len(many)


def test_a_place_of_another_order_is_refused(client: TestClient) -> None:
    answer = client.get("/api/v1/cases", params={"sort": "reports", "after": "0909315fd0a1.x"})
    assert answer.status_code == 422
    assert "first page" in answer.json()["error"]


@pytest.mark.parametrize(
    "query", [{"next_from": "2020-02-31"}, {"sort": "size"}, {"standing": "lost"}, {"q": "x" * 201}]
)
def test_what_cannot_be_asked_for_is_said_with_what_was_typed(client: TestClient, query: dict[str, str]) -> None:
    with pytest.raises(InputError):
        asked_for(query)
    answer = client.get("/cases", params=query | {"q": query.get("q", "Dana")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f'value="{query.get("q", "Dana")}"' in answer.text


def test_an_address_with_empty_fields_becomes_short(client: TestClient) -> None:
    answer = client.get("/cases?q=&host=Kazakhstan&origin=&sort=")
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases?host=Kazakhstan")
    assert CasesAsked(host="Kazakhstan").query == "host=Kazakhstan"


def test_typing_gets_the_list_alone_and_the_address(client: TestClient) -> None:
    answer = client.get("/cases?q=Musakh&host=", headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert answer.headers["hx-push-url"] == "/cases?q=Musakh"
    back = client.get("/cases?q=Musakh", headers={"hx-request": "true", "hx-history-restore-request": "true"})
    assert "<html" in back.text


def test_selected_cases_are_tagged_and_found_by_the_tag(client: TestClient, desk: Desk) -> None:
    one, other = named(desk, MUSAKHANULY), named(desk, SAUYTBAY)
    answer = client.post("/cases/tags", data={"ids": [one, other], "tag": " urgent  now "}, headers=POST)
    assert answer.status_code == 303
    assert cases(desk, CasesAsked(tag="urgent now")).total == 2
    client.post("/cases/tags", data={"ids": [one], "tag": "urgent now", "off": "1"}, headers=POST)
    assert [case.id for case in cases(desk, CasesAsked(tag="urgent now")).cases] == [other]
    assert cases(without(desk, other), CasesAsked(tag="urgent now")).total == 0
    assert choices(without(desk, other)).tag == ()


def test_nothing_selected_keeps_what_was_typed(client: TestClient, desk: Desk) -> None:
    answer = client.post("/cases/tags", data={"tag": "urgent", "query": "host=Kazakhstan"}, headers=POST)
    assert answer.status_code == 422
    assert "no case is selected" in answer.text
    assert 'value="urgent"' in answer.text
    case = named(desk, SAUYTBAY)
    answer = client.post("/cases/tags", data={"ids": [case], "tag": "x" * 41}, headers=POST)
    assert f'value="{case}" checked' in answer.text


def test_a_hidden_case_can_be_neither_tagged_nor_taken_away(desk: Desk) -> None:
    hidden = named(desk, SAUYTBAY)
    editor = Desk(desk.casebook, Viewer("editor", "editor", Hidden(frozenset({hidden}))), desk.now)
    with pytest.raises(NotFoundError):
        tag_cases(editor, [named(desk, MUSAKHANULY), hidden], "urgent")
    assert choices(desk).tag == ()
    with pytest.raises(NotFoundError):
        export(editor, [hidden], "site")
    with pytest.raises(NotAllowedError):
        export(without(desk), [hidden], "site")


def test_export_gives_one_file_or_the_same_archive_each_time(client: TestClient, desk: Desk) -> None:
    one, other = named(desk, MUSAKHANULY), named(desk, SAUYTBAY)
    single = client.post("/cases/export", data={"ids": [one], "form": "site"}, headers=POST)
    assert single.headers["content-disposition"] == f'attachment; filename="vigil-{one}.html"'
    assert single.content.startswith(b"<!DOCTYPE html>")
    both = {"ids": [one, other], "form": "site"}
    first, again = (client.post("/cases/export", data=both, headers=POST).content for _ in range(2))
    assert first == again
    assert "index.html" in zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert client.post("/cases/export", data={"ids": [one], "form": "carving"}, headers=POST).status_code == 422


def test_a_filter_is_saved_found_again_and_deleted(client: TestClient, desk: Desk) -> None:
    made = client.post(
        "/cases/filters", data={"name": "Theirs & ours", "query": "host=Kazakhstan&after=x"}, headers=POST
    )
    assert made.headers["location"] == "/cases?host=Kazakhstan"
    assert "Theirs &amp; ours" in client.get("/cases").text
    again = client.post("/cases/filters", data={"name": "Theirs & ours", "query": "q=x"}, headers=POST)
    assert "already" in again.text
    (kept,) = client.get("/api/v1/filters").json()
    client.post(f"/cases/filters/{kept['number']}/delete", headers=POST)
    assert client.get("/api/v1/filters").json() == []
    assert client.delete(f"/api/v1/filters/{kept['number']}").status_code == 404


def test_markup_in_a_search_stays_text(client: TestClient) -> None:
    text = client.get("/cases", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text
