"""Floors only rise, and a fall is told."""

from pathlib import Path

import pytest

from evals.__main__ import compare, digest, main


def test_a_score_under_its_floor_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("reports", {"people": 0.9}, {"people": 0.9})
    assert compare("reports", {"people": 0.95}, {"people": 0.9})
    assert not compare("reports", {"people": 0.89}, {"people": 0.9})
    printed = capsys.readouterr().out
    assert "+0.0500" in printed
    assert printed.count("UNDER ITS FLOOR") == 1


def test_the_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    first = digest(tmp_path)
    (tmp_path / "a.txt").write_text("two", encoding="utf-8")
    second = digest(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, second, digest(tmp_path)}) == 3


def test_absent_references_are_said_and_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["evals", "--shared", str(tmp_path)])
    assert main() == 0
    assert "not scored" in capsys.readouterr().out
