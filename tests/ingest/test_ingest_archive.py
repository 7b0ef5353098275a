from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigil.errors import NotFoundError, StoreError
from vigil.ingest import Archive


def files(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


@given(st.binary(max_size=2_000))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_kept_is_read_back(tmp_path: Path, body: bytes) -> None:
    archive = Archive(tmp_path)
    digest = archive.keep(body)
    assert digest == hashlib.sha256(body).hexdigest()
    assert archive.read(digest) == body
    assert archive.has(digest)
    assert list(archive.verify()) == []


def test_a_file_is_named_by_its_checksum_and_cannot_be_written(tmp_path: Path) -> None:
    digest = Archive(tmp_path).keep(b"a page")
    path = tmp_path / "captures" / digest[:2] / digest
    assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    assert path.stat().st_mode & 0o222 == 0


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.path_of(archive.keep(b"a page")).stat()
    again = archive.path_of(archive.keep(b"a page")).stat()
    assert (first.st_ino, first.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)
    assert len(files(tmp_path)) == 1


def test_a_warc_record_stands_beside_the_captures(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = archive.keep_warc(b"WARC/1.1\r\n")
    assert files(tmp_path) == [f"records/{digest[:2]}/{digest}.warc"]
    assert not archive.has(digest)
    assert list(archive.verify()) == []


def test_verify_finds_each_file_that_was_changed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    changed = archive.path_of(archive.keep(b"a page"))
    archive.keep(b"another page")
    changed.chmod(0o644)
    changed.write_bytes(b"a forged page")
    (issue,) = archive.verify()
    assert (issue.level, issue.code) == ("error", "changed-capture")
    assert changed.name in issue.message
    with pytest.raises(StoreError, match="was changed since it was kept"):
        archive.read(changed.name)
    with pytest.raises(StoreError, match="was changed since it was kept"):
        archive.keep(b"a page")


def test_verify_tells_foreign_and_unfinished_files(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    folder = archive.path_of(archive.keep(b"a page")).parent
    (folder / ".unfinished-x1").write_bytes(b"a pa")
    (folder / "notes.txt").write_bytes(b"mine")
    assert [issue.code for issue in archive.verify()] == ["unfinished-file", "foreign-file"]


def test_an_empty_archive_verifies(tmp_path: Path) -> None:
    assert list(Archive(tmp_path / "none").verify()) == []


def test_what_is_not_kept_is_not_found(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with pytest.raises(NotFoundError, match="no capture 0000000000000000"):
        archive.read("0" * 64)
    with pytest.raises(NotFoundError, match="not 64 hex digits"):
        archive.read("../../etc/passwd")


def test_a_full_disk_is_one_line_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        Archive(tmp_path).keep(b"a page")
    assert files(tmp_path) == []


def test_an_unwritable_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "captures").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="cannot keep a capture"):
        Archive(tmp_path).keep(b"a page")


def test_a_file_system_without_hard_links_keeps_captures_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refused)
    archive = Archive(tmp_path)
    assert archive.read(archive.keep(b"a page")) == b"a page"
    assert len(files(tmp_path)) == 1


def test_two_that_keep_the_same_bytes_at_once_both_succeed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.hardlink_to

    def raced(path: Path, target: Path) -> None:
        path.write_bytes(b"a page")
        real(path, target)

    monkeypatch.setattr(Path, "hardlink_to", raced)
    archive = Archive(tmp_path)
    assert archive.read(archive.keep(b"a page")) == b"a page"
    assert len(files(tmp_path)) == 1
