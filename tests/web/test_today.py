"""The first page: what is ahead, what turned, and what waits for somebody."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from fastapi.testclient import TestClient

from tests.samples import NOW, around
from vigil.casebook import Casebook
from vigil.desk import Desk, Hidden, Viewer, today
from vigil.desk.reports import choosing, document
from vigil.model.case import Decision, subject_of
from vigil.web import make_app
from vigil.web.guard import Door
from vigil.web.workbench import Workbench

from .team import HOST

LEADS_TO_ADDING = '<a class="button primary" href="/add">'
AHEAD = """Hearing of Aibek Sampleov

20 November 2026

The extradition hearing of Aibek Sampleov, an asylum seeker from Uzbekistan, is scheduled for {day} in Almaty, his lawyer said.
He was detained in Almaty on 29 October 2026 at the request of Uzbekistan.
"""


def on(desk: Desk, year: int, month: int, day: int) -> Desk:
    return replace(desk, now=lambda: datetime(year, month, day, 9, tzinfo=UTC))


def hearing(desk: Desk, tmp_path: Path, day: str) -> Desk:
    source = tmp_path / "hearing.txt"
    source.write_text(AHEAD.format(day=day), encoding="utf-8")
    for step in desk.casebook.add([str(source)], published=None, around=around()):
        assert getattr(step.outcome, "new", False), step.outcome
    return on(desk, 2026, 11, 24)


def test_an_empty_casebook_leads_to_adding(tmp_path: Path, client: TestClient) -> None:
    with Casebook(tmp_path / "empty", create=True) as empty:
        assert today.today(Desk(empty, Viewer("tester"), lambda: NOW)).empty
        bench = Workbench(empty, around(), Door(frozenset({HOST}), "the-session"), "the-key", "tester")
        headers = {"authorization": "Bearer the-session"}
        assert LEADS_TO_ADDING in TestClient(make_app(bench), base_url=f"http://{HOST}", headers=headers).get("/").text
    assert LEADS_TO_ADDING not in client.get("/").text


def test_a_hearing_ahead_has_its_days_left(desk: Desk, tmp_path: Path) -> None:
    (ahead,) = today.ahead(hearing(desk, tmp_path, "3 December 2026")).ahead
    assert (ahead.type, ahead.days, ahead.exact, ahead.doubtful) == ("hearing", 9, True, False)
    assert today.ahead(on(desk, 2026, 12, 4)).ahead == ()


def test_a_hearing_some_day_this_month_may_be_past(desk: Desk, tmp_path: Path) -> None:
    found = today.ahead(hearing(desk, tmp_path, "December 2026"))
    assert [h.doubtful for h in found.ahead] == [False]
    later = today.ahead(on(desk, 2026, 12, 15))
    assert [h.doubtful for h in later.doubtful] == [True]
    assert later.ahead == ()


def test_a_hidden_case_is_in_no_list_and_no_count(desk: Desk, tmp_path: Path) -> None:
    shown = hearing(desk, tmp_path, "3 December 2026")
    every = frozenset(t.case for t in today.today(shown, days=366).turns.turns)
    every |= {line.id for line in desk.casebook.listed()}  # type: ignore[union-attr]  # the samples have no fault
    blind = replace(shown, viewer=Viewer("reader", "reader", Hidden(every)))
    found = today.today(blind, days=366)
    assert (found.ahead.number, found.ahead.ahead, found.turns.turns) == (0, (), ())
    assert (found.disagreements.number, found.disagreements.disagreements, found.quiet.number) == (0, (), 0)


def test_a_case_that_turned_is_told_as_it_was_and_is(desk: Desk, tmp_path: Path) -> None:
    moved = hearing(desk, tmp_path, "3 December 2026")
    new = today.today(on(desk, 2030, 3, 10), days=1).turns.turns
    assert all(t.new for t in new)
    (report,) = (row.id for row in desk.casebook.review.listed(before=None, reviewed=None, limit=1))
    (event,) = (item for item in document.report(moved, report).items if item.key.endswith("-hearing"))
    choosing.correct(moved, report, event.key, {"date": "2026-12-09"}, seen=0)
    turned = [t for t in today.turns(moved, days=366).turns if not t.new and "Sampleov" in t.people[0]]
    assert [(t.next_date_was, t.next_date) for t in turned] == [("2026-12-03", "2026-12-09")]
    assert today.turns(moved, days=366) == today.turns(moved, days=366)  # what a look made follow is not kept twice


def test_what_somebody_looked_at_comes_back_only_with_another_value(desk: Desk) -> None:
    first = today.disagreements(desk).disagreements[0]
    before = today.disagreements(desk).number
    today.look(desk, first.case, first.mark)
    assert today.disagreements(desk).number == before - 1
    with desk.casebook._store.work() as work:
        work.start_anew("other rules")
    assert first.mark not in {d.mark for d in today.disagreements(desk).disagreements}
    today.look(desk, first.case, first.mark, looked=False)
    assert first.mark in {d.mark for d in today.disagreements(desk).disagreements}


def test_a_confirmed_report_waits_no_longer_until_that_is_taken_back(desk: Desk) -> None:
    waiting = today.today(desk).waiting
    sha = desk.casebook._store.report(waiting.reports[0].id).capture.sha256
    subject = subject_of(sha, 0, 0, "report")
    desk.casebook.decide(Decision(subject, "confirm", None, None, "tester", desk.at()))
    assert today.today(desk).waiting.number == waiting.number - 1
    desk.casebook.decide(Decision(subject, "undo", json.dumps("confirm"), None, "tester", desk.at()))
    assert today.today(desk).waiting == waiting


def test_silence_after_a_worry_is_told_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    hearing(desk, tmp_path, "3 December 2026")
    quiet = today.quiet(on(desk, 2027, 3, 1))
    assert any("Sampleov" in c.people[0] and c.warning.startswith("No news") for c in quiet.cases)
    assert quiet.number == len(quiet.cases)


def test_the_page_and_its_lists_open(client: TestClient) -> None:
    for path in (
        "/",
        "/?days=30",
        "/today/ahead",
        "/today/turned",
        "/today/silent",
        "/reports?reviewed=no",
        "/today/disagreements",
    ):
        assert client.get(path).status_code == 200, path
        assert (
            client.get(
                f"/api/v1/today{path.removeprefix('/today') if path != '/' and '?' not in path else ''}"
            ).status_code
            == 200
        )
    assert client.get("/today/ahead?after=nonsense").status_code == 422
    assert "error" in client.get("/api/v1/today/disagreements?after=x").json()


def test_looked_at_is_pressed_and_undone_without_scripts(client: TestClient) -> None:
    first = client.get("/api/v1/today/disagreements").json()["disagreements"][0]
    address = f"/today/disagreements/{first['case']}/{first['mark']}"
    answer = client.post(address)
    assert answer.status_code == 303
    assert "Undo" in client.get(answer.headers["location"]).text
    marks = {d["mark"] for d in client.get("/api/v1/today/disagreements").json()["disagreements"]}
    assert first["mark"] not in marks
    client.post(address, data={"looked": "false"})
    assert first["mark"] in {d["mark"] for d in client.get("/api/v1/today/disagreements").json()["disagreements"]}
    assert client.post(f"/today/disagreements/{first['case']}/gone").status_code == 404


def test_today_is_the_viewers_day(desk: Desk) -> None:
    assert today.today(desk).day == date(2030, 3, 10).isoformat()
