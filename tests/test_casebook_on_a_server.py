"""A team's casebook: the same reports and decisions give the same case files, whichever database keeps them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.postgres import BINARIES
from tests.samples import NOW, around, read_into
from tests.web.team import HOST
from vigil.casebook import Casebook
from vigil.errors import StoreError
from vigil.model.case import Decision, subject_of
from vigil.model.case_document import case_document
from vigil.store.server import ADDRESS
from vigil.web import make_app
from vigil.web.guard import Door
from vigil.web.sections import SECTIONS
from vigil.web.workbench import Workbench

needs_postgresql = pytest.mark.skipif(BINARIES is None, reason="no PostgreSQL here")


@pytest.fixture
def on_the_server(databases: Iterator[str], tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / ADDRESS).write_text(next(databases), encoding="utf-8")
    return folder


def confirmation(casebook: Casebook, by: str) -> Decision:
    source = casebook.cases()[0].sources[0]
    return Decision(subject_of(source.sha256, 0, 0, "report"), "confirm", None, None, by, NOW.isoformat())


@needs_postgresql
def test_both_keep_the_same_case_files_and_find_the_same(on_the_server: Path, tmp_path: Path) -> None:
    with read_into(tmp_path / "alone") as alone, read_into(on_the_server) as team:
        assert list(map(case_document, team.cases())) == list(map(case_document, alone.cases()))
        assert list(team.listed()) == list(alone.listed())
        found = {hit.report for hit in alone.search("Zaisan court")}
        assert {hit.report for hit in team.search("Zaisan court")} == found
        assert found
        assert list(team.verify()) == []
    assert not (on_the_server / "vigil.db").exists()


@needs_postgresql
def test_what_many_decide_at_once_is_all_kept(on_the_server: Path) -> None:
    with read_into(on_the_server) as team, ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: team.decide(confirmation(team, f"reviewer {n}")), range(24)))
        assert {made.by for made in team.decisions()} == {f"reviewer {n}" for n in range(24)}
        assert list(team.verify()) == []


@needs_postgresql
def test_a_server_that_is_not_there_is_said_and_no_password_with_it(tmp_path: Path) -> None:
    (tmp_path / ADDRESS).write_text("postgresql://vigil:secret@127.0.0.1:9/none", encoding="utf-8")
    with pytest.raises(StoreError, match="the database server cannot be reached") as caught:
        Casebook(tmp_path, create=True)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["mysql://localhost/x", "nothing at all", ""])
def test_an_address_of_something_else_is_refused(tmp_path: Path, address: str) -> None:
    (tmp_path / ADDRESS).write_text(address, encoding="utf-8")
    with pytest.raises(StoreError, match="write postgresql://"):
        Casebook(tmp_path, create=True)


@needs_postgresql
def test_every_page_of_the_workbench_opens_and_a_review_is_kept(on_the_server: Path) -> None:
    with read_into(on_the_server) as team:
        bench = Workbench(team, around(), Door(frozenset({HOST}), "the-session"), "the-key", "tester")
        headers = {"authorization": "Bearer the-session"}
        case = team.cases()[0]
        report = case.sources[0].report
        day = case.timeline[0].date
        paths = [section.path for section in SECTIONS if not section.team]
        paths += [
            f"/cases/{case.id}",
            f"/cases/{case.id}?since=2018-01-01",
            f"/reports/{report}",
            "/reports?reviewed=no",
        ]
        paths += ["/cases?q=musakh&sort=news&reviewed=no", "/people/all", "/people/decisions", "/map/places/KZ:almaty"]
        paths += [f"/calendar?month={day.start:%Y-%m}&past=true" if day and day.start else "/calendar?past=true"]
        paths += [f"/search?words={words}" for words in ("Kaster", "torture&in=statements&from=2018&country=China")]
        paths += ["/search?words=&type=detention&host=Kazakhstan&in=events", "/search?words=Alimuly&in=people&exact=1"]
        with TestClient(make_app(bench), base_url=f"http://{HOST}", headers=headers) as browser:
            statuses = {path: browser.get(path).status_code for path in paths}
            assert {path: status for path, status in statuses.items() if status != 200} == {}
            item = browser.get(f"/api/v1/reports/{report}").json()["items"][0]
            made = {"act": "reject", "item": item["key"], "seen": 0}
            assert browser.post(f"/api/v1/reports/{report}/decisions", json=made).status_code == 200
            assert browser.get("/").status_code == 200
        assert list(team.verify()) == []
