"""Who did what stands in the trail, for good."""

import pytest
from fastapi.responses import Response
from fastapi.testclient import TestClient
from sqlalchemy.exc import DatabaseError

from vigil.desk.team import trail
from vigil.model.case import Decision
from vigil.model.team import Deed

from .team import Office


def kinds(office: Office, **wanted: str) -> list[tuple[str, str, str]]:
    return [(d.by, d.kind, d.subject) for d in trail.trail(office.team, **wanted).deeds]


def test_what_owners_do_says_what_it_was_and_is(office: Office, owner: TestClient) -> None:
    office.join("Rano Sample", "reader")
    person = next(a for a in owner.get("/api/v1/team").json()["accounts"] if a["name"] == "Rano Sample")
    owner.post(f"/team/{person['id']}/role", data={"role": "editor"})
    newest = owner.get("/api/v1/audit").json()["deeds"][0]
    assert newest == {
        "at": "2030-03-10T09:00:00+00:00",
        "by": "Olim Example",
        "kind": "role",
        "subject": "Rano Sample",
        "was": "reader",
        "now": "editor",
    }
    assert "Rano Sample" in owner.get("/audit").text


def test_restrictions_say_for_whom(office: Office, owner: TestClient) -> None:
    case = office.casebook.cases()[0].id
    owner.post("/access", data={"case": case, "allowed": "role:editor"})
    owner.post("/access", data={"case": case})
    owner.post("/access/lift", data={"case": case})
    told = [(d.kind, d.was, d.now) for d in trail.trail(office.team).deeds[:3]]
    assert told == [
        ("restriction_lifted", "owners alone", None),
        ("restricted", "editor", "owners alone"),
        ("restricted", None, "editor"),
    ]


def test_no_secret_stands_in_it(office: Office, owner: TestClient) -> None:
    new = "another lantern window tide"
    owner.post("/account/password", data={"password": new, "again": new})
    office.login("Olim Example", password=new)
    for _ in range(5):
        office.login("Olim Example", password="a wrong one entirely", code="123123")
    text = owner.get("/audit").text
    assert "failed" in text
    for secret in (new, "a wrong one entirely", "123123", office.seeds["Olim Example"], *office.codes["Olim Example"]):
        assert secret not in text


def test_decisions_stand_in_it_too(office: Office, owner: TestClient) -> None:
    office.clock.pass_(seconds=1)
    at = office.team.at()
    office.casebook.decide(Decision("0" * 64 + ":0-1:event", "confirm", None, None, "Rosa Sample", at))
    assert kinds(office)[0] == ("Rosa Sample", "confirm", "0" * 64 + ":0-1:event")
    assert kinds(office, kind="confirm") == kinds(office, by="Rosa Sample") == kinds(office)[:1]


def test_it_is_paged_by_key(office: Office, owner: TestClient) -> None:
    with office.team.store.writing() as rows:
        for n in range(120):
            office.clock.pass_(seconds=1)
            rows.note(office.team.deed(f"P{n % 2}", "done", f"/{n}"))
    for n in range(70):
        at = f"2030-03-10T09:01:{n % 60:02}+00:00"
        office.casebook.decide(Decision("0" * 64 + f":{n}-{n + 1}:event", "confirm", None, None, "P0", at))
    seen, after = [], None
    while True:
        found = trail.trail(office.team, after=after, by="P0")
        seen += [(d.kind, d.subject) for d in found.deeds]
        assert len(found.deeds) <= 50
        after = found.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 60 + 70
    page = owner.get("/audit?by=P0").text
    assert 'href="/audit?after=' in page
    assert "by=P0" in page


@pytest.mark.parametrize("after", ["x", "1", "1-", "-1", "1-2-3", "9" * 20 + "-1", "²-1", "1 -1"])
def test_a_page_that_is_none_is_said(owner: TestClient, after: str) -> None:
    assert owner.get("/audit", params={"after": after}).status_code == 422
    assert owner.get("/api/v1/audit", params={"after": after}).status_code == 422


def test_it_cannot_be_changed_and_whoever_does_is_noticed(office: Office, owner: TestClient) -> None:
    assert list(office.casebook.verify()) == []
    for change in ("UPDATE trail SET done_by = 'x'", "DELETE FROM trail"):
        with pytest.raises(DatabaseError, match="only ever added to"), office.team.store.writing() as rows:
            rows._at.exec_driver_sql(change)


@pytest.fixture
def tampered(office: Office, owner: TestClient) -> Office:
    with office.team.store.writing() as rows:
        for name in ("update", "delete"):
            rows._at.exec_driver_sql(f"DROP TRIGGER trail_never_{name}")
    return office


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE trail SET done_by = 'x' WHERE number = 2", "changed-deed"),
        ("UPDATE trail SET now = NULL WHERE number = 2", "changed-deed"),
        ("DELETE FROM trail WHERE number = 2", "missing-deed"),
        ("DELETE FROM trail WHERE number = (SELECT max(number) FROM trail)", "missing-deed"),
        ("DELETE FROM trail", "missing-deed"),
        ("DELETE FROM meta WHERE key = 'trail_head'", "missing-deed"),
    ],
)
def test_what_was_changed_is_noticed(tampered: Office, change: str, code: str) -> None:
    with tampered.team.store.writing() as rows:
        rows._at.exec_driver_sql(change)
    assert code in [issue.code for issue in tampered.casebook.verify()]


def test_an_act_that_says_nothing_of_itself_is_put_down(office: Office, owner: TestClient) -> None:
    @office.app.post("/invented/{thing}")
    def act(thing: str) -> str:
        return thing

    @office.app.get("/invented/export")
    def export() -> object:
        return Response("words", headers={"content-disposition": "attachment; filename=x.txt"})

    owner.post("/invented/flag", data={"why": "seen"})
    owner.get("/invented/export?all=1")
    with office.team.store.looking() as rows:
        newest = rows.trail(after=None, by=None, kind=None, limit=2).deeds
    at = office.team.at()
    assert newest == (
        Deed(at, "Olim Example", "export", "/invented/export?all=1", None, None),
        Deed(at, "Olim Example", "done", "/invented/flag", None, "why=seen"),
    )
