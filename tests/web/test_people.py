"""Who is who: proposals side by side, decisions, and each of them taken back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.cases.test_case_proposals import told
from tests.upkeep.casebooks import add
from vigil.casebook import Casebook
from vigil.desk import Desk, Hidden, Viewer, people
from vigil.errors import DecisionError, NotAllowedError, NotFoundError

PAIR = (told("a", "Sami Latif", to="Egypt"), told("bb", "Sami Latif", to="Chad"))


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    """Two reports of people who may be one."""
    with Casebook(tmp_path / "pair", create=True) as opened:
        for made in PAIR:
            add(opened._store, made)
        yield opened


def test_two_stand_side_by_side_with_words_and_reasons(desk: Desk) -> None:
    (line,) = people.proposals(desk).proposals
    pair = people.proposal(desk, line.id)
    assert [side.members[0].words for side in (pair.left, pair.right)] == [
        "Sami Latif may be sent to Egypt.",
        "Sami Latif may be sent to Chad.",
    ]
    assert pair.speaks_against == ("origin differs",)
    assert line.speaks_against == 1


@pytest.mark.parametrize(("verdict", "persons"), [("same", 1), ("apart", 2)])
def test_a_proposal_is_decided_and_taken_back(client: TestClient, verdict: str, persons: int) -> None:
    (before,) = client.get("/api/v1/people/proposals").json()["proposals"]
    answer = client.post(f"/people/proposals/{before['id']}", data={"verdict": verdict})
    assert answer.status_code == 303
    number = answer.headers["location"].rpartition("/")[2]
    shown = client.get(answer.headers["location"]).text
    assert "Undo" in shown
    assert len(client.get(f"/api/v1/people/decisions/{number}").json()["now"]) == persons
    assert client.get("/api/v1/people/proposals").json()["number"] == 0
    undone = client.post(f"/people/decisions/{number}/undo")
    assert "Taken back" in client.get(undone.headers["location"]).text
    assert [p["id"] for p in client.get("/api/v1/people/proposals").json()["proposals"]] == [before["id"]]
    log = client.get("/api/v1/people/decisions").json()["decisions"]
    assert [(d["kind"], d["holds"]) for d in log] == [("undo", "holds"), (verdict, "taken back")]


def test_one_is_split_off_again_only_over_what_was_decided(client: TestClient) -> None:
    (pair,) = client.get("/api/v1/people/proposals").json()["proposals"]
    ids = [pair["left"]["id"], pair["right"]["id"]]
    client.post("/api/v1/people/same", json={"ids": ids})
    (one,) = client.get("/api/v1/people").json()["people"]
    member = client.get(f"/api/v1/people/persons/{one['id']}").json()["members"][1]["id"]
    address = f"/people/persons/{one['id']}/split"
    refused = client.post(address, data={"member": member})
    assert refused.status_code == 422
    assert "nevertheless" in refused.text
    assert client.post(address, data={"member": member, "force": "true"}).status_code == 303
    assert len(client.get("/api/v1/people").json()["people"]) == 2


def test_chosen_people_are_put_together_and_one_alone_is_asked_about(client: TestClient) -> None:
    ids = [p["id"] for p in client.get("/api/v1/people?who=Sami%20Latif").json()["people"]]
    assert len(ids) == 2
    alone = client.post("/people/merge", data={"ids": ids[:1], "who": "Sami Latif"})
    assert alone.status_code == 422
    assert re.search(rf'value="{ids[0]}"[^>]* checked', alone.text)
    assert client.post("/people/merge", data={"ids": ids}).status_code == 303
    assert len(client.get("/api/v1/people").json()["people"]) == 1


def test_people_are_found_in_another_spelling(client: TestClient) -> None:
    assert "/people/persons/" in client.get("/people?who=LATIF Samy").text
    assert "Nobody in any report" in client.get("/people?who=Somebody Else").text


def test_what_somebody_may_not_know_of_is_in_no_list(desk: Desk) -> None:
    blind = replace(desk, viewer=Viewer("editor", "editor", Hidden(frozenset(), frozenset({PAIR[1][0].id}))))
    assert (people.proposals(blind).proposals, people.proposals(blind).number) == ((), 0)
    assert len(people.people(blind).people) == 1
    (pair,) = people.proposals(desk).proposals
    for attempt in (lambda: people.proposal(blind, pair.id), lambda: people.same(blind, (pair.id,))):
        with pytest.raises(NotFoundError):
            attempt()


def test_only_who_may_decide_decides(desk: Desk) -> None:
    (pair,) = people.proposals(desk).proposals
    reader = replace(desk, viewer=Viewer("reader", "reviewer"))
    with pytest.raises(NotAllowedError):
        people.same(reader, (pair.id,))


def test_a_decision_about_something_else_is_not_taken_back_here(desk: Desk) -> None:
    done = people.same(desk, (people.proposals(desk).proposals[0].id,))
    people.undo(desk, done.decision.number)
    with pytest.raises(DecisionError):
        people.undo(desk, done.decision.number + 1)


def test_pages_open_and_wrong_addresses_say_so(client: TestClient) -> None:
    for path in ("/people", "/people/all", "/people/decisions"):
        assert client.get(path).status_code == 200, path
    for path in ("/people/proposals/gone", "/people/persons/gone", "/people/decisions/7"):
        assert client.get(path).status_code == 404, path
    assert client.get("/people?after=x").status_code == 422
