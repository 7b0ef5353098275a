"""One case: its page, its JSON, and what is written beside it."""

import json
import re
import sqlite3
from datetime import date

import pytest
from fastapi.testclient import TestClient

from tests.web.team import HOST
from vigil.casebook import Casebook
from vigil.cases.basis import basis
from vigil.desk import Desk, Hidden, Viewer
from vigil.desk.case import case_view, decision_log
from vigil.desk.cases import CasesAsked, cases
from vigil.desk.notes import notes, write_note
from vigil.desk.today import disagreements
from vigil.errors import ConflictError, NotAllowedError, NotFoundError
from vigil.model.case import Case, Decision, subject_of
from vigil.model.case_document import case_document
from vigil.model.document import to_json

POST = {"origin": f"http://{HOST}"}


@pytest.fixture
def case(casebook: Casebook) -> Case:
    return casebook.chosen(["Qaster Musakhanuly"])[0]


def confirm(desk: Desk, sha256: str, kind: str = "confirm") -> None:
    desk.casebook.decide(Decision(subject_of(sha256, 0, 0, "report"), kind, None, None, "tester", desk.at()))  # type: ignore[arg-type]


def test_every_quote_links_to_its_place_in_the_report(client: TestClient, case: Case) -> None:
    text = client.get(f"/cases/{case.id}").text
    told = [e.citations for e in (*case.timeline, *case.feared)] + [d.citations for d in case.demands]
    for citations in told:
        for cited in citations:
            assert f'href="/reports/{cited.report}?at={cited.quote.span.start}-{cited.quote.span.end}#at"' in text


def test_any_anchor_leads_to_the_case_and_keeps_the_question(client: TestClient, case: Case) -> None:
    other = next(anchor for anchor in case.anchors if anchor != case.id)
    answer = client.get(f"/cases/{other}?since=2020-01-01")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{case.id}?since=2020-01-01")
    assert client.get(f"/api/v1/cases/{other}").json()["id"] == case.id


def test_json_is_that_of_the_command(client: TestClient, desk: Desk, case: Case) -> None:
    expected = json.loads(to_json(case_document(case, desk.casebook.beside(case, desk.today()))))
    assert client.get(f"/api/v1/cases/{case.id}").json() == expected


def test_a_hidden_case_is_as_one_that_does_not_exist(desk: Desk, case: Case) -> None:
    kept_from = Desk(desk.casebook, Viewer("reader", "reader", Hidden(frozenset({case.id}))), desk.now)
    for anchor in case.anchors:
        with pytest.raises(NotFoundError) as hidden:
            case_view(kept_from, anchor)
        with pytest.raises(NotFoundError) as missing:
            case_view(kept_from, "0" * 12)
        assert str(hidden.value).replace(anchor, "") == str(missing.value).replace("0" * 12, "")
        with pytest.raises(NotFoundError):
            notes(kept_from, anchor)


def test_a_source_is_never_linked_straight(client: TestClient, case: Case) -> None:
    text = client.get(f"/cases/{case.id}").text
    assert not re.search(r'href="https?:', text)
    assert all(source.sha256 in text for source in case.sources)


def test_each_spelling_stands_with_the_reports_that_use_it(desk: Desk, case: Case) -> None:
    view = case_view(desk, case.id)
    for person, spellings in zip(case.people_at_risk, view.spellings, strict=True):
        assert {s.form for s in spellings} == set(person.names)
        assert {r for s in spellings for r in s.reports} == {report for report, _ in person.members}


def test_a_denial_stands_beside_what_it_denies(desk: Desk, case: Case) -> None:
    denials = case_view(desk, case.id).denials
    assert {voice.citation for voice in case.voices if voice.kind == "denies"} <= {d.denial for d in denials}
    beside = [d for d in denials if d.account]
    assert beside
    assert all(d.denial not in d.account for d in beside)


def test_the_basis_is_an_event_that_gives_the_standing(case: Case) -> None:
    found = basis(case)
    assert found is not None
    assert (case.status, found.type, found.detail["outcome"]) == ("protected", "asylum_decision", "granted")


def test_what_is_new_is_marked(client: TestClient, case: Case) -> None:
    text = client.get(f"/cases/{case.id}?since=2020-10-01").text
    assert 'class="entry new"' in text
    assert 'id="changes"' in text
    assert 'class="entry new"' not in client.get(f"/cases/{case.id}").text
    assert 'class="entry new"' not in client.get(f"/cases/{case.id}?since=2029-01-01").text


def test_a_day_that_is_none_is_said_and_kept(client: TestClient, case: Case) -> None:
    answer = client.get(f"/cases/{case.id}?since=2020-02-31")
    assert answer.status_code == 422
    assert 'value="2020-02-31"' in answer.text
    assert "is no day" in answer.text


def test_a_note_is_kept_with_each_version(client: TestClient, desk: Desk, case: Case) -> None:
    client.post(f"/cases/{case.id}/notes", data={"words": "Call <b>them</b>\r\nsoon"}, headers=POST)
    (note,) = notes(desk, case.id)
    assert (note.now.words, note.now.by) == ("Call <b>them</b>\nsoon", "tester")
    assert "Call &lt;b&gt;them&lt;/b&gt;" in client.get(f"/cases/{case.id}").text
    client.post(f"/cases/{case.id}/notes", data={"words": "Called", "version": note.now.number}, headers=POST)
    (again,) = notes(desk, case.anchors[-1])
    assert (again.now.words, [v.words for v in again.before]) == ("Called", [note.now.words])
    client.post(f"/cases/{case.id}/notes", data={"words": " ", "version": again.now.number}, headers=POST)
    (gone,) = notes(desk, case.id)
    assert (gone.now.words, len(gone.before)) == ("", 2)


def test_two_who_write_one_note_anew_are_told(client: TestClient, desk: Desk, case: Case) -> None:
    write_note(desk, case.id, "first")
    version = notes(desk, case.id)[0].now.number
    write_note(desk, case.id, "second", version=version)
    with pytest.raises(ConflictError):
        write_note(desk, case.id, "third", version=version)
    answer = client.post(f"/cases/{case.id}/notes", data={"words": "typed in vain?", "version": version}, headers=POST)
    assert answer.status_code == 409
    assert "typed in vain?" in answer.text
    assert "wrote this note anew meanwhile" in answer.text
    assert [note.now.words for note in notes(desk, case.id)] == ["second"]


def test_an_empty_note_is_not_kept_and_a_reader_keeps_none(client: TestClient, desk: Desk, case: Case) -> None:
    assert client.post(f"/cases/{case.id}/notes", data={"words": "  "}, headers=POST).status_code == 422
    with pytest.raises(NotAllowedError):
        write_note(Desk(desk.casebook, Viewer("r", "reader"), desk.now), case.id, "words")
    assert notes(desk, case.id) == ()


def test_notes_are_only_ever_added_to(casebook: Casebook, desk: Desk, case: Case) -> None:
    write_note(desk, case.id, "first")
    with sqlite3.connect(casebook.folder / "vigil.db") as direct:
        for change in ("UPDATE notes SET words = 'other'", "DELETE FROM notes"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                direct.execute(change)


def test_tags_come_and_go(client: TestClient, case: Case) -> None:
    address = f"/api/v1/cases/{case.id}/tags"
    assert client.put(f"{address}/for%20court").json() == ["for court"]
    assert client.put(f"{address}/for%20court").json() == ["for court"]
    assert "for court" in client.get(f"/cases/{case.id}").text
    assert client.delete(f"{address}/for%20court").json() == []
    answer = client.post(f"/cases/{case.id}/tags", data={"tag": " "}, headers=POST)
    assert (answer.status_code, "aria-invalid" in answer.text) == (422, True)


def test_a_case_is_reviewed_once_each_report_is_confirmed(desk: Desk, case: Case) -> None:
    *some, last = case.sources
    for source in some:
        confirm(desk, source.sha256)
    assert cases(desk, CasesAsked(reviewed="yes")).total == 0
    confirm(desk, last.sha256)
    assert [found.id for found in cases(desk, CasesAsked(reviewed="yes")).cases] == [case.id]
    confirm(desk, last.sha256, "undo")
    assert cases(desk, CasesAsked(reviewed="yes")).total == 0


def test_the_log_has_the_decisions_about_the_case_alone(client: TestClient, desk: Desk, case: Case) -> None:
    other = desk.casebook.chosen(["Sauytbay"])[0]
    confirm(desk, case.sources[0].sha256)
    confirm(desk, other.sources[0].sha256)
    confirm(desk, case.sources[0].sha256, "undo")
    log = decision_log(desk, case.id)[1]
    assert [(d.number, d.kind, d.holds) for d in log] == [(3, "undo", True), (1, "confirm", False)]
    assert {d.report for d in log} == {case.sources[0].report}
    assert "taken back" in client.get(f"/cases/{case.id}/parts/log").text


def test_a_disagreement_is_looked_at_once(client: TestClient, desk: Desk, case: Case) -> None:
    mark = case_view(desk, case.id).marks[0]
    assert mark in {told.mark for told in disagreements(desk).disagreements}
    client.post(f"/cases/{case.id}/looked", data={"mark": mark}, headers=POST)
    assert {n: told.by for n, told in case_view(desk, case.id).looked.items()} == {0: "tester"}
    assert mark not in {told.mark for told in disagreements(desk).disagreements}
    client.post(f"/cases/{case.id}/looked", data={"mark": mark, "off": "1"}, headers=POST)
    assert case_view(desk, case.id).looked == {}
    assert client.post(f"/cases/{case.id}/looked", data={"mark": "x"}, headers=POST).status_code == 404


@pytest.mark.parametrize(
    "part", ["timeline", "feared", "said", "disagreements", "precedents", "others", "sources", "alike", "log"]
)
def test_each_part_has_a_page_of_its_own(client: TestClient, case: Case, part: str) -> None:
    assert client.get(f"/cases/{case.id}/parts/{part}").status_code == 200


def test_all_words_of_an_entry_have_a_page(client: TestClient, case: Case) -> None:
    text = client.get(f"/cases/{case.id}/words/timeline/1").text
    assert text.count("<blockquote") == len(case.timeline[1].citations)
    assert client.get(f"/cases/{case.id}/words/timeline/999").status_code == 404
    assert client.get(f"/cases/{case.id}/words/weather/0").status_code == 422


def test_the_day_of_the_clock_counts(desk: Desk, case: Case) -> None:
    silence = case_view(desk, case.id).beside.silence
    assert silence is not None
    assert silence.today == date(2030, 3, 10)
