"""A report on its page: what was found, what a person decides about it, and what stays of that."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.store.invented import made_report, reading_of
from vigil.casebook import Casebook
from vigil.desk import Desk, Hidden, Viewer
from vigil.desk.cases import CasesAsked, cases
from vigil.desk.reports import choosing, document, listing
from vigil.desk.reports.choosing import DecidedMeanwhileError
from vigil.desk.reports.marks import Marked, paragraphs
from vigil.errors import ConflictError, DecisionError, NotAllowedError, NotFoundError
from vigil.model.text import Span
from vigil.store import open_store

REPORT = "b68ac4e98eaf463c"


def item(client: TestClient, key: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = client.get(f"/api/v1/reports/{REPORT}").json()["items"]
    return next(i for i in found if i["key"] == key)


def of_kind(client: TestClient, kind: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = client.get(f"/api/v1/reports/{REPORT}").json()["items"]
    return next(i for i in found if i["kind"] == kind)


def decide(client: TestClient, act: str, one: dict[str, Any]) -> Any:
    return client.post(f"/reports/{REPORT}/decide", data={"do": f"{act} {one['key']} {one['seen']}"})


def edited(client: TestClient, key: str) -> dict[str, list[str]]:
    """What the form of an item sends when nothing is changed in it."""
    page = client.get(f"/reports/{REPORT}/items/{key}").text
    form = page[page.index('<form class="edit"') :].replace("&#39;", "'").replace("&amp;", "&")
    typed: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input (?:id="[^"]*" |type="hidden" )name="([^"]+)" value="([^"]*)"', form):
        typed.setdefault(name, []).append(value)
    for name, value in re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]*)" checked', form):
        typed.setdefault(name, []).append(value)
    for name, body in re.findall(r'<select id="[^"]*" name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        typed[name] = re.findall(r'value="([^"]*)" selected', body) or [""]
    for name, value in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)<', form):
        typed[name] = [value]
    return typed


def test_the_story_stands_word_for_word_with_each_item_marked(client: TestClient) -> None:
    told = client.get(f"/api/v1/reports/{REPORT}").json()
    page = client.get(f"/reports/{REPORT}").text
    shown = re.findall(r'<p id="par-\d+" data-at="(\d+)"[^>]*>(.*?)</p>', page, re.DOTALL)
    for start, inside in shown:
        plain = re.sub("<[^>]*>", "", inside).replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
        assert told["text"][int(start) : int(start) + len(plain)] == plain
    assert sum(1 for _ in shown) == told["text"].count("\n\n") + 1
    for one in told["items"]:
        assert f'<li id="{one["key"]}"' in page
        assert re.search(rf'data-i="[^"]*\b{one["key"]}(?![\w-])', page), one["key"]
        assert f'id="at-{one["spans"][0][0]}"' in page


def test_words_asked_for_are_marked_once_as_the_anchor(client: TestClient) -> None:
    told = client.get(f"/api/v1/reports/{REPORT}").json()
    page = client.get(f"/reports/{REPORT}?at=101-285").text
    marks = re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)
    words = re.sub("<[^>]*>", "", "".join(marks)).replace("&#39;", "'")
    assert words == told["text"][101:285]
    assert page.count('id="at"') == 1


def test_overlapping_items_share_their_words() -> None:
    items = [Marked("a", "event", (Span(0, 9),)), Marked("b", "date", (Span(5, 15),))]
    (one, two) = paragraphs("They left on\n\nMonday", (), items, None)
    assert [(run.text, set(run.items)) for run in one.runs] == [("They ", {"a"}), ("left", {"a", "b"}), (" on", {"b"})]
    assert [(run.text, run.items, run.starts) for run in two.runs] == [("M", ("b",), ()), ("onday", (), ())]


def test_confirm_reject_and_undo_come_back_to_the_item(client: TestClient) -> None:
    one = of_kind(client, "event")
    answer = decide(client, "reject", one)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/{REPORT}#{one['key']}")
    assert item(client, one["key"])["state"] == "rejected"
    decide(client, "confirm", item(client, one["key"]))
    assert item(client, one["key"])["state"] == "confirmed"
    decide(client, "undo", item(client, one["key"]))
    after = item(client, one["key"])
    assert after["state"] == "open"
    assert decide(client, "undo", after).status_code == 422


def test_a_decision_about_one_event_leaves_another_of_the_same_words(client: TestClient) -> None:
    for line in client.get("/api/v1/reports").json()["reports"]:
        found = client.get(f"/api/v1/reports/{line['id']}").json()["items"]
        events = [i for i in found if i["kind"] == "event"]
        shared = [(a, b) for a in events for b in events if a["spans"] == b["spans"] and a["key"] < b["key"]]
        for one, other in shared:
            data = {"act": "reject", "item": one["key"], "seen": one["seen"]}
            after = client.post(f"/api/v1/reports/{line['id']}/decisions", json=data).json()["items"]
            states = {i["key"]: i["state"] for i in after}
            assert (states[one["key"]], states[other["key"]]) == ("rejected", "open")
            return
    pytest.fail("no sample has two events of the same words")


def test_an_impossible_date_is_told_and_nothing_typed_is_lost(client: TestClient) -> None:
    key = of_kind(client, "event")["key"]
    typed = edited(client, key) | {"f.date": ["2020-02-31"], "f.place": ["Port <b>Sud</b>"]}
    answer = client.post(f"/reports/{REPORT}/items/{key}", data=typed)
    assert answer.status_code == 422
    assert "No such day: &#39;2020-02-31&#39;" in answer.text
    assert 'value="2020-02-31"' in answer.text
    assert "Port &lt;b&gt;Sud&lt;/b&gt;" in answer.text
    assert item(client, key)["state"] == "open"


def test_what_was_typed_is_text_wherever_it_is_said_again(client: TestClient) -> None:
    key = of_kind(client, "event")["key"]
    for typed in ("<script>alert(1)</script>", "100%s", "%(x)s", "2020-01-21%d", "{{ 7 * 7 }}"):
        data = edited(client, key) | {"f.date": [typed], "f.place": [typed]}
        answer = client.post(f"/reports/{REPORT}/items/{key}", data=data)
        assert answer.status_code == 422
        assert "<script>alert" not in answer.text
    data = edited(client, key) | {"f.place": ["<script>alert(1)</script> 5%s"]}
    client.post(f"/reports/{REPORT}/items/{key}", data=data)
    page = client.get(f"/reports/{REPORT}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 5%s" in page
    assert "<script>alert" not in page


def test_a_form_sent_unchanged_changes_nothing_and_a_date_alone_changes_alone(client: TestClient) -> None:
    for kind in ("person", "event", "statement", "demand", "figure", "date"):
        key = of_kind(client, kind)["key"]
        assert client.post(f"/reports/{REPORT}/items/{key}", data=edited(client, key)).status_code == 303
        assert item(client, key)["state"] == "open", kind
    key = of_kind(client, "event")["key"]
    client.post(f"/reports/{REPORT}/items/{key}", data=edited(client, key) | {"f.date": ["2019-10-13"]})
    after = item(client, key)
    assert (after["state"], after["fields"]["date"]) == ("corrected", "2019-10-13")
    assert [f["field"] for f in after["facts"] if f["changed"]] == ["date"]


def test_the_second_of_two_people_sees_the_first_ones_decision(client: TestClient) -> None:
    key = of_kind(client, "event")["key"]
    typed = edited(client, key) | {"f.place": ["Port Sud"]}
    decide(client, "reject", item(client, key))
    answer = client.post(f"/reports/{REPORT}/items/{key}", data=typed)
    assert answer.status_code == 409
    assert "rejected" in answer.text
    assert 'value="Port Sud"' in answer.text
    assert item(client, key)["state"] == "rejected"
    again = {name: values for name, values in typed.items() if name != "seen"}
    found = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert found
    client.post(f"/reports/{REPORT}/items/{key}", data=again | {"seen": [found[1]]})
    after = item(client, key)
    assert (after["state"], after["fields"]["place"]) == ("corrected", "Port Sud")


def test_an_item_is_added_by_its_words_and_taken_back(client: TestClient) -> None:
    text = client.get(f"/api/v1/reports/{REPORT}").json()["text"]
    start = text.index("\n\n") - 9
    end = text.index(" ", start + 20)
    words = text[start:end]
    page = client.get(f"/reports/{REPORT}/add", params={"kind": "event", "words": words.replace("\n\n", " ")}).text
    assert f'name="start" value="{start}"' in page
    data = {"kind": "event", "start": start, "end": end, "f.type": "detention", "f.status": "happened"}
    answer = client.post(f"/reports/{REPORT}/add", data=data)
    key = answer.headers["location"].split("#")[1]
    added = item(client, key)
    assert (added["state"], added["quote"]) == ("added", words)
    decide(client, "undo", added)
    assert key not in client.get(f"/reports/{REPORT}").text.split('id="log"')[0]


def test_words_that_are_not_in_the_story_are_said_to_be_missing(client: TestClient) -> None:
    answer = client.get(f"/reports/{REPORT}/add", params={"words": "no such words <i>anywhere</i>"})
    assert "do not stand in the story" in answer.text
    assert "&lt;i&gt;anywhere" in answer.text
    assert client.post(f"/reports/{REPORT}/add", data={"kind": "date", "start": "5", "end": "5"}).status_code == 422


def test_confirming_many_shows_first_what_it_would_confirm(client: TestClient) -> None:
    told = client.get(f"/api/v1/reports/{REPORT}").json()["items"]
    sure = [i for i in told if (i["confidence"] or 0) >= 0.6]
    page = client.get(f"/reports/{REPORT}/sure?c=0.6").text
    assert sure
    assert f"Confirm these {len(sure)}" in page
    assert all(i["state"] == "open" for i in client.get(f"/api/v1/reports/{REPORT}").json()["items"])
    decide(client, "reject", of_kind(client, "person"))
    assert client.post(f"/reports/{REPORT}/sure", data={"c": "0.6", "seen": "0"}).status_code == 409
    assert client.post(f"/reports/{REPORT}/sure", data={"c": "0.6", "seen": "1"}).status_code == 303
    after = client.get(f"/api/v1/reports/{REPORT}").json()["items"]
    assert {i["key"] for i in after if i["state"] == "confirmed"} == {i["key"] for i in sure}


def test_a_report_is_reviewed_and_its_date_corrected(client: TestClient) -> None:
    assert REPORT in client.get("/reports?reviewed=no").text
    client.post(f"/reports/{REPORT}/decide", data={"do": "confirm report 0"})
    assert REPORT not in client.get("/reports?reviewed=no").text
    wrong = client.post(f"/reports/{REPORT}/items/report", data={"seen": "1", "f.published": "2020-13"})
    assert wrong.status_code == 422
    good = {"seen": "1", "f.published": "2019-10-15", "f.title": "A title", "f.publisher": ""}
    client.post(f"/reports/{REPORT}/items/report", data=good)
    lines = client.get("/api/v1/reports?reviewed=true").json()["reports"]
    assert [(r["id"], r["published"], r["title"]) for r in lines] == [(REPORT, "2019-10-15", "A title")]
    client.post(f"/reports/{REPORT}/decide", data={"do": "undo report 2"})
    assert client.get("/api/v1/reports?reviewed=true").json()["reports"] == []
    assert client.get(f"/api/v1/reports/{REPORT}").json()["title"] == "A title"


def test_a_quote_is_found_in_the_page_as_captured_and_nothing_of_it_can_act(client: TestClient) -> None:
    html = next(r["id"] for r in client.get("/api/v1/reports").json()["reports"] if r["id"].startswith("0cb3"))
    one = next(i for i in client.get(f"/api/v1/reports/{html}").json()["items"] if i["kind"] == "event")
    at = "-".join(map(str, one["spans"][0]))
    assert f'<mark id="at">{one["quote"]}</mark>' in client.get(f"/reports/{html}/captured?at={at}").text
    frame = client.get(f"/reports/{html}/captured/page?at={at}")
    assert 'id="vigil-at"' in frame.text
    assert frame.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'self'"


def test_a_hidden_report_is_nowhere_and_a_reader_decides_nothing(desk: Desk) -> None:
    hidden = Desk(desk.casebook, Viewer("r", "owner", Hidden(reports=frozenset({REPORT}))), desk.now)
    assert REPORT not in {r.id for r in listing.reports(hidden).reports}
    with pytest.raises(NotFoundError):
        document.report(hidden, REPORT)
    with pytest.raises(NotFoundError):
        choosing.decide(hidden, REPORT, "report", "confirm", seen=0)
    reader = Desk(desk.casebook, Viewer("r", "reader"), desk.now)
    with pytest.raises(NotAllowedError):
        choosing.decide(reader, REPORT, "report", "confirm", seen=0)


def test_what_was_decided_outlives_a_new_reading(desk: Desk, casebook: Casebook) -> None:
    found = document.report(desk, REPORT)
    first, second, third = [i for i in found.items if i.kind == "event"][:3]
    choosing.correct(desk, REPORT, first.key, {"place": "Port Sud"}, seen=0)
    choosing.decide(desk, REPORT, second.key, "reject", seen=0)
    choosing.decide(desk, REPORT, third.key, "confirm", seen=0)
    added = choosing.add(desk, REPORT, "person", {"name": "Dana Orazkyzy", "part": "witness"}, start=0, end=5)
    told = casebook.review.told(REPORT)
    nothing = replace(
        told.reading, analyser="another 2", events=(), people=told.reading.people[:1], mentions=(), statements=()
    )
    with open_store(casebook.folder, create=False) as store:
        assert store.replace_reading(nothing, at=desk.at())
    after = document.report(desk, REPORT)
    kept = {i.key: i for i in after.items}
    assert kept[first.key].fields["place"] == "Port Sud"
    assert kept[third.key].state == "confirmed"
    assert kept[added].title == "Dana Orazkyzy"
    assert second.key not in kept
    assert {e.place for e in casebook.review.told(REPORT).decided.events} >= {"Port Sud"}
    with open_store(casebook.folder, create=False) as store:
        assert store.replace_reading(told.reading, at=desk.at())
    assert {i.key: i.state for i in document.report(desk, REPORT).items}[second.key] == "rejected"


def test_case_files_follow_what_was_decided(desk: Desk, casebook: Casebook) -> None:
    event = next(i for i in document.report(desk, REPORT).items if i.key == "event-101-285-detention")
    choosing.correct(desk, REPORT, event.key, {"place": "Port Sud"}, seen=0)
    places = {entry.place for case in casebook.cases() for entry in case.timeline}
    assert "Port Sud" in places
    assert list(casebook.verify()) == []


def test_what_changes_no_case_file_leaves_nothing_to_be_made_anew(desk: Desk, casebook: Casebook) -> None:
    casebook.bring_up_to_date()
    event = next(i for i in document.report(desk, REPORT).items if i.kind == "event")
    choosing.decide(desk, REPORT, event.key, "confirm", seen=99)
    choosing.decide(desk, REPORT, event.key, "undo", seen=99)
    assert casebook._store.waiting() == 0
    choosing.decide(desk, REPORT, event.key, "reject", seen=99)
    assert casebook._store.waiting() == 1
    choosing.decide(desk, REPORT, event.key, "confirm", seen=99)
    casebook.bring_up_to_date()
    choosing.correct(desk, REPORT, event.key, {"date": "2020-01-02"}, seen=99)
    assert casebook._store.waiting() == 1


def test_a_case_is_reviewed_with_its_last_report_and_no_case_file_is_made_anew(desk: Desk) -> None:
    case = next(c for c in desk.casebook.cases() if REPORT in {s.report for s in c.sources})
    acts: tuple[tuple[choosing.Act, int], ...] = (("confirm", 1), ("undo", 0), ("confirm", 1))
    for act, number in acts:
        for source in case.sources:
            choosing.decide(desk, source.report, choosing.REPORT, act, seen=99)
        assert desk.casebook._store.waiting() == 0
        assert cases(desk, CasesAsked(reviewed="yes")).total == number
    with desk.casebook._store.work() as work:
        work.index.mark([REPORT], "read")
    assert cases(desk, CasesAsked(reviewed="yes")).total == 1


def test_a_decision_that_does_not_fit_is_not_kept(desk: Desk, casebook: Casebook) -> None:
    key = next(i.key for i in document.report(desk, REPORT).items if i.kind == "person")
    for wrong in ({"age": 900}, {"age": "old"}, {"shoe": 44}, {"part": "hero"}):
        with pytest.raises(DecisionError):
            choosing.correct(desk, REPORT, key, wrong, seen=0)
    with pytest.raises(DecisionError):
        choosing.add(desk, REPORT, "event", {"type": "dance", "status": "happened", "who": []}, start=0, end=5)
    assert casebook.review.told(REPORT).log == ()


def test_a_story_of_a_hundred_thousand_words_opens(client: TestClient, casebook: Casebook) -> None:
    words = "\n\n".join(
        f"Aidos Example{n} was detained in Port Sud on 3 May 2029. " + "word " * 40 for n in range(2_000)
    )
    report = replace(made_report(words), title="Long")
    people = tuple(f"Example{n} was" for n in range(2_000))
    with open_store(casebook.folder, create=False) as store:
        store.add(report, reading_of(report, *people), at="2030-03-01T00:00:00+00:00")
    page = client.get(f"/reports/{report.id}")
    assert len(words.split()) >= 100_000
    assert page.status_code == 200
    assert page.text.count("<li id=") == 2_000
    assert page.text.count("<p id=") == 2_000


def test_who_is_late_is_told(desk: Desk) -> None:
    key = next(i.key for i in document.report(desk, REPORT).items if i.kind == "figure")
    choosing.decide(desk, REPORT, key, "confirm", seen=0)
    choosing.decide(desk, REPORT, key, "confirm", seen=0)  # both say the same
    with pytest.raises(DecidedMeanwhileError) as late:
        choosing.decide(desk, REPORT, key, "reject", seen=0)
    assert isinstance(late.value, ConflictError)
    assert json.loads(late.value.newest.decision.was or "null")["what"]
