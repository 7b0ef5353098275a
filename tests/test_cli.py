"""The commands as a person or a script meets them: output, one line per fault, exit status, nothing lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from vigil.cli import app
from vigil.model.contract import schema

SAMPLES = Path(__file__).parent.parent / "samples"
ZAISAN = str(SAMPLES / "zaisan" / "wire-2019-10-14.txt")


def vigil(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def lines(result: Result, contract: str) -> list[dict[str, object]]:
    """Return the JSON Lines of a result, each checked against its published schema."""
    found = [json.loads(line) for line in result.stdout.splitlines()]
    for one in found:
        jsonschema.validate(one, json.loads(schema(contract)))
    return found


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("book") / "casebook")
    result = vigil("add", str(SAMPLES), "--casebook", folder)
    assert result.exit_code == 0, result.stderr
    return folder


def test_read_prints_one_object_a_line_by_the_contract() -> None:
    result = vigil("read", ZAISAN, "--format", "json")
    (told,) = lines(result, "reading")
    assert result.exit_code == 0
    assert told["path"] == ZAISAN
    text = str(told["text"])
    for kind in ("events", "statements", "demands", "figures"):
        items = told[kind]
        assert isinstance(items, list)
        for item in items:
            start, end = item["spans"][0]
            assert text[start:end] == item["quote"]


def test_read_takes_standard_input_and_a_date() -> None:
    result = vigil("read", "-", "--published", "2020-01-10", "--format", "json", stdin=Path(ZAISAN).read_bytes())
    (told,) = lines(result, "reading")
    assert told["published"] == "2020-01-10"


def test_one_bad_file_is_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = vigil("read", str(empty), ZAISAN, str(tmp_path / "missing.txt"), "--format", "json")
    assert result.exit_code == 1
    assert [told["path"] for told in lines(result, "reading")] == [ZAISAN]
    assert len(result.stderr.splitlines()) == 2
    assert all(line.startswith("vigil: ") for line in result.stderr.splitlines())


@pytest.mark.parametrize("day", ["yesterday", "2020-13-01", "2020-02-30", "10.01.2020", ""])
def test_a_wrong_date_is_one_line_that_shows_a_right_one(day: str) -> None:
    result = vigil("read", ZAISAN, "--published", day)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "2020-01-06" in result.stderr or "no such day" in result.stderr


def test_adding_the_same_bytes_again_changes_nothing(casebook: str) -> None:
    before = vigil("case", "--all", "--format", "json", "--casebook", casebook).stdout
    again = vigil("add", str(SAMPLES), "--casebook", casebook)
    assert again.exit_code == 0
    assert "0 added, 8 already there, 0 not read." in again.stderr
    assert vigil("case", "--all", "--format", "json", "--casebook", casebook).stdout == before


def test_case_files_are_by_the_contract_and_found_by_id_and_by_any_spelling(casebook: str) -> None:
    every = lines(vigil("case", "--all", "--format", "json", "--casebook", casebook), "case")
    assert len(every) >= 2
    by_name = lines(vigil("case", "Kaster Musakhan", "--format", "json", "--casebook", casebook), "case")
    by_id = lines(vigil("case", str(by_name[0]["id"]), "--format", "json", "--casebook", casebook), "case")
    assert by_name == by_id


def test_a_case_is_shown_in_every_form(casebook: str) -> None:
    text = vigil("case", "Qaster Musakhanuly", "--casebook", casebook)
    page = vigil("case", "Qaster Musakhanuly", "--format", "html", "--casebook", casebook)
    listed = vigil("cases", "--casebook", casebook)
    assert (text.exit_code, page.exit_code, listed.exit_code) == (0, 0, 0)
    assert "Sources" in text.stdout
    assert page.stdout.startswith("<!DOCTYPE html>")
    assert "Kazakhstan" in listed.stdout


def test_what_changed_since_a_day(casebook: str) -> None:
    book = ("Qaster Musakhanuly", "--casebook", casebook)
    text = vigil("case", *book, "--since", "2020-01-10")
    assert text.exit_code == 0
    assert "2 reports published on or after 10 January 2020." in text.stdout
    assert "New event" in text.stdout
    (told,) = lines(vigil("case", *book, "--since", "2020-01-10", "--format", "json"), "case")
    assert isinstance(told["changes"], dict)
    assert told["changes"]["since"] == "2020-01-10"
    (later,) = lines(vigil("case", *book, "--since", "2021-01-01", "--format", "json"), "case")
    assert isinstance(later["changes"], dict)
    assert later["changes"]["changes"] == []
    (added,) = lines(vigil("case", *book, "--since", "2021-01-01", "--by", "added", "--format", "json"), "case")
    assert isinstance(added["changes"], dict)
    assert [c["kind"] for c in added["changes"]["changes"]] == ["new_case"]
    page = vigil("case", *book, "--since", "2020-01-10", "--format", "html")
    assert "What changed" in page.stdout


def test_a_day_that_is_none_is_one_line(casebook: str) -> None:
    for option in ("--since", "--on"):
        result = vigil("case", "--all", option, "yesterday", "--casebook", casebook)
        assert result.exit_code == 2
        assert result.stderr.strip() == f"vigil: {option}: not a day: 'yesterday'; write for example 2020-01-12"


def test_silence_is_counted_from_the_day_asked(casebook: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (told,) = lines(
        vigil("case", "Kaster Musakhan", "--on", "2020-10-30", "--format", "json", "--casebook", casebook), "case"
    )
    assert isinstance(told["silence"], dict)
    assert (told["silence"]["last"], told["silence"]["days"]) == ("2020-10-20", 10)
    listed = vigil("cases", "--on", "2020-10-30", "--casebook", casebook).stdout
    assert "news 10 days ago" in listed


def test_an_unknown_case_is_one_line(casebook: str) -> None:
    result = vigil("case", "Nobody Atall", "--casebook", casebook)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "vigil: no case has the id or name 'Nobody Atall'; see the list with: vigil cases"
    ]


def test_search_as_written_and_among_statements_people_and_events(casebook: str) -> None:
    def found(*asked: str) -> list[dict[str, Any]]:
        told = vigil("search", *asked, "--format", "json", "--casebook", casebook)
        assert told.exit_code == 0
        return [json.loads(line) for line in told.stdout.splitlines()]

    assert len(found("Zaysan", "--exact")) < len(found("Zaysan"))
    assert {row["name"] for row in found("Musakhan", "--in", "people")}
    assert all("torture" in row["place"]["text"].lower() for row in found("torture", "--in", "statements"))
    assert len(found("Musakhan", "--in", "events", "--limit", "3")) == 3
    assert found("Musakhan", "--to", "1999") == []
    assert vigil("search", "Musakhan", "--in", "events", "--casebook", casebook).exit_code == 0
    refused = vigil("search", "Musakhan", "--from", "soon", "--casebook", casebook)
    assert refused.exit_code == 1


def test_search_finds_other_spellings(casebook: str) -> None:
    found = lines(vigil("search", "Musakhan", "--format", "json", "--casebook", casebook), "hit")
    other = lines(vigil("search", "Musakhanuly", "--format", "json", "--casebook", casebook), "hit")
    assert {hit["report"] for hit in found} == {hit["report"] for hit in other}
    assert len(found) >= 4
    assert vigil("search", "Musakhanuly", "--casebook", casebook).exit_code == 0


def test_dates_ahead_are_counted_from_the_day_asked(casebook: str) -> None:
    result = vigil("upcoming", "--on", "2018-01-01", "--format", "json", "--casebook", casebook)
    ahead = lines(result, "upcoming")
    assert all(isinstance(item["days"], int) and item["days"] >= 0 for item in ahead)
    assert vigil("upcoming", "--on", "2018-01-01", "--casebook", casebook).exit_code == 0
    assert (
        "No hearing or deadline after 2100-01-01"
        in vigil("upcoming", "--on", "2100-01-01", "--casebook", casebook).stderr
    )
    assert vigil("upcoming", "--on", "soon", "--casebook", casebook).exit_code == 2


def test_match_says_why(tmp_path: Path) -> None:
    told = vigil("match", "Qaster Musakhanuly", "Kaster Musakhan")
    assert told.stdout.startswith("same (score ")
    assert "\n- " in told.stdout
    assert vigil("match", "Qaster Musakhanuly", "Sayragul Sauytbay").stdout.startswith("not the same")
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"a": "Murager Alimuly", "b": "Murager Alymuly"}\nnonsense\n', encoding="utf-8")
    result = vigil("match", "--pairs", str(pairs))
    assert result.exit_code == 1
    assert lines(result, "match")[0]["same"] is True
    assert "line 2" in result.stderr


def test_the_site_is_written_and_named(casebook: str, tmp_path: Path) -> None:
    result = vigil("export", "--all", "--as", "site", "--out", str(tmp_path / "site"), "--casebook", casebook)
    assert result.exit_code == 0
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert vigil("export", "--all", "--as", "papyrus", "--casebook", casebook).exit_code == 2


def test_verify_tells_a_changed_capture(tmp_path: Path) -> None:
    folder = str(tmp_path / "casebook")
    assert vigil("add", ZAISAN, "--casebook", folder).exit_code == 0
    sound = vigil("verify", "--casebook", folder)
    assert sound.exit_code == 0
    assert sound.stdout.startswith("All is as it was received.")
    (capture,) = [p for p in (Path(folder) / "captures").rglob("*") if p.is_file()]
    capture.chmod(0o644)
    capture.write_bytes(capture.read_bytes().replace(b"Almaty", b"Astana"))
    changed = vigil("verify", "--casebook", folder)
    assert changed.exit_code == 1
    assert capture.name[:16] in changed.stderr


def test_a_folder_without_a_casebook_is_one_line(tmp_path: Path) -> None:
    result = vigil("cases", "--casebook", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "none").exists()


def test_a_wrong_proxy_is_one_line() -> None:
    result = vigil("read", ZAISAN, "--proxy", "carrier-pigeon")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_every_command_has_an_example_in_its_help() -> None:
    for command in app.registered_commands:
        name = command.name or str(command.callback.__name__) if command.callback else ""
        assert f"Example: vigil {name}" in " ".join(vigil(name, "--help").stdout.split())


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", "from vigil.cli import main; main()", *words]


def test_two_adds_at_once_both_succeed(tmp_path: Path) -> None:
    folder = str(tmp_path / "casebook")
    halves = [str(SAMPLES / "zaisan"), str(SAMPLES / "sauytbay")]
    running = [subprocess.Popen(command("add", half, "--casebook", folder), stderr=subprocess.PIPE) for half in halves]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert [code for _, code in ends] == [0, 0], ends
    assert "8 already there" in vigil("add", str(SAMPLES), "--casebook", folder).stderr


def test_stopped_half_way_keeps_what_was_finished(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for n in range(60):
        (reports / f"{n:02}.txt").write_bytes(Path(ZAISAN).read_bytes() + f"\n\nPrinted copy number {n}.".encode())
    folder = tmp_path / "casebook"
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command("add", str(reports), "--casebook", str(folder)), stderr=subprocess.PIPE, env=environment
    )
    while not list(folder.glob("captures/*/*")):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    told = process.communicate()[1].decode()
    assert process.returncode == 130, told
    assert "run the same command to go on" in told
    assert vigil("verify", "--casebook", str(folder)).exit_code == 0
    assert " 0 not read." in vigil("add", str(reports), "--casebook", str(folder)).stderr
