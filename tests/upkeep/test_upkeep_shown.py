"""What a person sees of upkeep: how far it is, then what they asked for."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from vigil.cli import app

REPORT = "Bek Islamov, 31, was arrested in Port Sud on 5 February 2030. He may be deported to Norland, his lawyer said."


def vigil(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


@pytest.fixture
def stale(tmp_path: Path) -> str:
    """A casebook whose case files were made by other rules."""
    folder = tmp_path / "casebook"
    assert vigil("add", "-", "--casebook", str(folder), stdin=REPORT).exit_code == 0
    with closing(sqlite3.connect(folder / "vigil.db")) as database:
        database.execute("UPDATE meta SET value = 'other rules' WHERE key = 'case_rules'")
        database.commit()
    return str(folder)


def test_the_list_says_how_far_it_is_and_is_then_shown(stale: str) -> None:
    first = vigil("cases", "--casebook", stale)
    assert first.exit_code == 0
    assert "Making case files anew" in first.stderr
    assert "Bek Islamov" in first.stdout
    again = vigil("cases", "--casebook", stale)
    assert "Making case files anew" not in again.stderr
    assert again.stdout == first.stdout


def test_adding_brings_the_casebook_up_to_date_first(stale: str) -> None:
    added = vigil("add", "-", "--casebook", stale, stdin=REPORT.replace("31", "32"))
    assert added.exit_code == 0, added.output
    assert "Making case files anew" in added.stderr
    assert "1 added" in added.stderr
