"""The commands by which a person says who is who, as a person or a script meets them."""

import json
import shutil
import sqlite3
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from vigil.cli import app
from vigil.cli_people import people_app
from vigil.model.contract import schema

REPORTS = {
    "arrest.txt": (
        "Dana Orazova was arrested in Norway on 3 March 2030. Orazova, a Kazakh asylum seeker, may be deported to "
        "Kazakhstan, her lawyer Lev Gordin said."
    ),
    "ruling.txt": (
        "A court in Oslo refused on 9 April 2030 to deport Dana Orazova to Kazakhstan, her lawyer Lev Gordin said. "
        "Dana Orazova was released the same day."
    ),
    "surname.txt": "Orazova, an asylum seeker, was detained again on 2 May 2030 and may be deported, Lev Gordin said.",
    "pair.txt": (
        "Timur Bekuly and Samat Aliyev were arrested in Turkey on 4 May 2030. Timur Bekuly and Samat Aliyev may be "
        "deported to Tajikistan."
    ),
}


def vigil(book: Path, *words: str, code: int = 0) -> Result:
    """Run a command on a casebook and hold its exit status; what fails says so in one line."""
    result = CliRunner().invoke(app, [*words, "--casebook", str(book)])
    assert result.exit_code == code, (result.stdout, result.stderr)
    if code:
        assert len(result.stderr.splitlines()) == 1
        assert result.stderr.startswith("vigil: ")
        assert result.stdout == ""
    return result


def lines(book: Path, contract: str, *words: str) -> list[dict[str, object]]:
    """Return the JSON Lines of a command, each checked against its published schema."""
    found = [json.loads(line) for line in vigil(book, *words, "--format", "json").stdout.splitlines()]
    for one in found:
        jsonschema.validate(one, json.loads(schema(contract)))
    return found


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    vigil(folder / "casebook", "add", str(reports))
    return folder / "casebook"


@pytest.fixture
def book(read: Path, tmp_path: Path) -> Path:
    return shutil.copytree(read, tmp_path / "casebook")


def people(book: Path) -> dict[str, dict[str, object]]:
    return {str(p["name"]): p for p in lines(book, "person", "people")}


def case_files(book: Path) -> str:
    return vigil(book, "case", "--all", "--format", "json").stdout


def members(person: dict[str, object]) -> list[str]:
    listed = person["members"]
    assert isinstance(listed, list)
    return [m["id"] for m in listed]


def test_people_are_listed_with_spellings_and_ids_that_hold_no_name(book: Path) -> None:
    found = people(book)
    assert set(found) == {"Dana Orazova", "Orazova", "Timur Bekuly", "Samat Aliyev"}
    assert len(members(found["Dana Orazova"])) == 2
    assert all(set(i) <= set("0123456789abcdef") for p in found.values() for i in members(p))
    assert "Lev Gordin" in vigil(book, "people", "--all").stdout
    told = vigil(book, "people", "Dana Orazova").stdout
    assert all(i in told for i in members(found["Dana Orazova"]))
    assert "one person, because:" in told
    assert "Nobody Atall" in vigil(book, "people", "Nobody Atall", code=1).stderr


def test_a_proposal_is_confirmed_by_its_id_logged_and_taken_back(book: Path) -> None:
    before = case_files(book)
    (proposal,) = lines(book, "proposal", "people", "--proposals")
    told = vigil(book, "people", "--proposals").stdout
    assert str(proposal["id"]) in told
    assert "the same people are named beside them" in told
    vigil(book, "same", str(proposal["id"]), "--by", "A. Reader")
    assert len(members(people(book)["Dana Orazova"])) == 3
    assert lines(book, "proposal", "people", "--proposals") == []
    (logged,) = lines(book, "decision", "decisions")
    assert (logged["by"], logged["kind"], logged["was"], logged["holds"]) == ("A. Reader", "same", '"apart"', "holds")
    vigil(book, "undo")
    assert case_files(book) == before
    assert [one["holds"] for one in lines(book, "decision", "decisions")] == ["taken back", "holds"]
    assert "1 taken back" in vigil(book, "decisions").stdout
    assert lines(book, "proposal", "people", "--proposals") == [proposal]
    vigil(book, "verify")


def test_a_refused_proposal_does_not_come_back_when_reports_are_added(book: Path, tmp_path: Path) -> None:
    (proposal,) = lines(book, "proposal", "people", "--proposals")
    vigil(book, "apart", str(proposal["id"]))
    more = tmp_path / "more.txt"
    more.write_text(REPORTS["ruling.txt"] + " She thanked Lev Gordin.", encoding="utf-8")
    vigil(book, "add", str(more))
    assert len(members(people(book)["Dana Orazova"])) == 3
    assert lines(book, "proposal", "people", "--proposals") == []
    assert "No proposal" in vigil(book, "people", "--proposals").stderr


def test_one_person_is_split_by_the_ids_of_two_reports_and_put_together_again(book: Path) -> None:
    before = case_files(book)
    one, other = members(people(book)["Dana Orazova"])
    vigil(book, "apart", one, other)
    assert [len(members(p)) for p in lines(book, "person", "people", "Dana Orazova")] == [1, 1]
    refused = vigil(book, "same", one, other, code=1)
    assert "vigil undo 1" in refused.stderr
    assert "decided already" in vigil(book, "apart", other, one, code=1).stderr
    vigil(book, "same", one, other, "--force")
    assert len(members(people(book)["Dana Orazova"])) == 2
    assert [d["holds"] for d in lines(book, "decision", "decisions")] == ["replaced", "holds"]
    vigil(book, "undo", "2")
    vigil(book, "undo", "1")
    assert case_files(book) == before


def test_two_whom_one_report_tells_apart_are_one_person_only_by_force(book: Path) -> None:
    found = people(book)
    pair = [str(found[name]["id"]) for name in ("Timur Bekuly", "Samat Aliyev")]
    assert "--force" in vigil(book, "same", *pair, code=1).stderr
    assert lines(book, "decision", "decisions") == []
    vigil(book, "same", *pair, "--force")
    assert len(people(book)) == 3


def test_what_cannot_be_decided_is_one_line_and_nothing_is_kept(book: Path) -> None:
    known = str(people(book)["Timur Bekuly"]["id"])
    assert "give two" in vigil(book, "apart", known, known, code=1).stderr
    assert "nobody has the id" in vigil(book, "same", known, "f" * 12, code=1).stderr
    assert "no proposal has the id" in vigil(book, "same", "f" * 8, code=1).stderr
    assert "no decision to take back" in vigil(book, "undo", code=1).stderr
    assert "no decision 4" in vigil(book, "undo", "4", code=1).stderr
    assert "proposal" in vigil(book, "same", known, known, known, code=2).stderr
    assert "Nobody has decided anything yet." in vigil(book, "decisions").stderr


def test_who_decides_is_what_was_given_and_never_the_login_name(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "login-name")
    monkeypatch.setenv("LOGNAME", "login-name")
    one, other = members(people(book)["Dana Orazova"])
    vigil(book, "apart", one, other)
    monkeypatch.setenv("VIGIL_BY", "The desk")
    vigil(book, "undo")
    assert [d["by"] for d in lines(book, "decision", "decisions")] == ["not named", "The desk"]


def test_a_decision_about_a_report_that_was_removed_is_listed_as_no_longer_found(book: Path) -> None:
    one, other = members(people(book)["Dana Orazova"])
    vigil(book, "apart", one, other)
    about = lines(book, "decision", "decisions")[0]["about"]
    assert isinstance(about, list)
    gone = about[0]["report"]
    with sqlite3.connect(book / "vigil.db") as database:
        database.execute("DELETE FROM readings WHERE report_id = ?", (gone,))
        database.execute("DELETE FROM reports WHERE id = ?", (gone,))
        database.execute("DELETE FROM meta WHERE key = 'case_rules'")  # so that case files are made anew
    (logged,) = lines(book, "decision", "decisions")
    assert (logged["holds"], logged["kind"]) == ("no longer found", "apart")
    assert "no longer found" in " ".join(vigil(book, "decisions").stdout.split())
    vigil(book, "undo", "1")
    assert lines(book, "decision", "decisions")[0]["holds"] == "taken back"


def test_the_same_bytes_twice_are_one_report_and_the_same_story_on_two_pages_one_person(
    book: Path, tmp_path: Path
) -> None:
    copy, page = tmp_path / "copy.txt", tmp_path / "page.html"
    copy.write_text(REPORTS["ruling.txt"], encoding="utf-8")
    page.write_text(f"<html><body><article><p>{REPORTS['ruling.txt']}</p></article></body></html>", encoding="utf-8")
    assert "0 added, 1 already there" in vigil(book, "add", str(copy)).stderr
    assert "1 added" in vigil(book, "add", str(page)).stderr
    assert len(members(people(book)["Dana Orazova"])) == 3


def test_every_command_has_an_example_in_its_help() -> None:
    for command in people_app.registered_commands:
        name = str(command.callback.__name__) if command.callback else ""
        told = " ".join(CliRunner().invoke(app, [name, "--help"]).stdout.split())
        assert f"Example: vigil {name}" in told
