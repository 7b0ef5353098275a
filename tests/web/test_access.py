"""A case that somebody may not see does not show: not in lists, counts, searches or links, and no less than one that is not there."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from vigil.desk import Hidden
from vigil.model.team import Account
from vigil.run import Surroundings
from vigil.store.access import Access, note_change

from .team import Office


def cases(browser: TestClient) -> list[str]:
    return [case["id"] for case in browser.get("/api/v1/cases").json()["cases"]]


def hidden_from(office: Office, name: str) -> Hidden:
    account = next(a for a in accounts(office) if a.name == name)
    return office.team.access.hidden(account)


def accounts(office: Office) -> tuple[Account, ...]:
    with office.team.store.looking() as rows:
        return rows.accounts()


def allowed(office: Office, name: str) -> str:
    return next(f"account:{a.id}" for a in accounts(office) if a.name == name)


@pytest.fixture
def reader(office: Office, owner: TestClient) -> TestClient:
    return office.join("Rano Sample", "reader")


def test_a_restricted_case_is_gone_for_others_and_there_for_owners(
    office: Office, owner: TestClient, reader: TestClient
) -> None:
    first, *others = cases(reader)
    assert owner.post("/access", data={"case": first}).headers["location"] == "/access"
    assert cases(reader) == others
    assert f"/cases/{first}" not in reader.get("/cases").text
    assert cases(owner) == [first, *others]
    assert owner.post("/access/lift", data={"case": first}).status_code == 303
    assert cases(reader) == [first, *others]


def test_it_is_there_for_those_who_are_named_and_for_roles(
    office: Office, owner: TestClient, reader: TestClient
) -> None:
    editor, reviewer = office.join("Edil Sample", "editor"), office.join("Rosa Sample", "reviewer")
    first = cases(owner)[0]
    owner.post("/access", data={"case": first, "allowed": [allowed(office, "Rano Sample"), "role:editor"]})
    assert [first in cases(browser) for browser in (reader, reviewer, editor, owner)] == [True, False, True, True]
    page = owner.get("/access").text
    assert "Rano Sample" in page
    owner.post("/access", data={"case": first, "allowed": "role:reviewer"})
    assert [first in cases(browser) for browser in (reader, reviewer, editor, owner)] == [False, True, True, True]


def test_reports_of_hidden_cases_alone_are_hidden(office: Office, owner: TestClient, reader: TestClient) -> None:
    every = office.casebook.cases()
    one = every[0]
    owner.post("/access", data={"case": one.id})
    alone = {s.report for s in one.sources} - {s.report for case in every[1:] for s in case.sources}
    assert alone
    assert hidden_from(office, "Rano Sample") == Hidden(frozenset({one.id}), frozenset(alone))
    assert hidden_from(office, "Olim Example") == Hidden()
    for case in every[1:]:
        owner.post("/access", data={"case": case.id})
    told = {s.report for case in every for s in case.sources}
    assert hidden_from(office, "Rano Sample") == Hidden(frozenset(c.id for c in every), frozenset(told))


def test_a_case_that_joins_a_restricted_one_is_restricted(
    office: Office, owner: TestClient, reader: TestClient
) -> None:
    one, other, *_ = office.casebook.cases()
    owner.post("/access", data={"case": other.id, "allowed": "role:reader"})
    owner.post("/access", data={"case": one.id})
    with office.team.store.writing() as rows:  # as when reports show that both are one
        rows._at.exec_driver_sql("DELETE FROM case_anchors WHERE case_id = ?", (other.id,))
        for anchor in other.anchors:
            rows._at.exec_driver_sql("INSERT INTO case_anchors VALUES (?, ?)", (anchor, one.id))
        note_change(rows._at, [one.id])
    assert one.id in hidden_from(office, "Rano Sample").cases


def test_what_others_write_is_seen_at_once_and_nothing_is_worked_out_twice(
    office: Office, owner: TestClient, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    before = Access.restricted

    def look(at: Access) -> dict[str, tuple[frozenset[str], ...]]:
        looked.append(1)
        return before(at)

    monkeypatch.setattr(Access, "restricted", look)
    cases(reader)
    del looked[:]
    for _ in range(5):
        cases(reader)
    assert looked == []
    owner.post("/access", data={"case": cases(owner)[0]})
    del looked[:]
    cases(reader)
    assert len(looked) == 1


@pytest.mark.parametrize(
    ("case", "who"), [("nobody", "role:reader"), ("", "role:reader"), (None, "role:king"), (None, "account:x")]
)
def test_what_cannot_be_restricted_is_said_and_stays_typed(
    office: Office, owner: TestClient, case: str | None, who: str
) -> None:
    word = cases(owner)[0] if case is None else case
    answer = owner.post("/access", data={"case": word, "allowed": who})
    assert answer.status_code == 422
    assert f'value="{word}"' in answer.text or not word
    with office.team.store.looking() as rows:
        assert rows.access.restrictions() == ()


def test_a_report_that_is_added_to_a_hidden_case_is_hidden(
    office: Office, owner: TestClient, reader: TestClient, tmp_path: Path
) -> None:
    one = next(c for c in office.casebook.cases() if len(c.people_at_risk[0].name.split()) > 1)
    owner.post("/access", data={"case": one.id})
    before = hidden_from(office, "Rano Sample")
    name, host, origin = one.people_at_risk[0].name, one.host, one.origin
    file = tmp_path / "report.txt"
    file.write_text(
        f"ALMATY, 3 March 2030. {name}, an asylum seeker who faces return from {host} to {origin}, was questioned by police "
        f"on 1 March 2030. {name} was released the same day, his lawyer said. {name} fears torture in {origin}."
    )
    (step,) = office.casebook.add([str(file)], published=None, around=Surroundings(office.clock))
    report = getattr(step.outcome, "report", None)
    assert report
    assert report in {s.report for c in office.casebook.chosen([one.id]) for s in c.sources}
    assert hidden_from(office, "Rano Sample").reports == before.reports | {report}
