"""A backup is a casebook."""

import zipfile
from pathlib import Path

import pytest

from tests.intake.sending import NOW, report, send, until, working
from vigil.casebook import Casebook
from vigil.errors import InputError


@pytest.fixture
def filled(casebook: Casebook) -> Casebook:
    number = send(casebook, one=report("Aidos"), two=report("Marat"))
    with working(casebook):
        until(casebook.imports, number)
    send(casebook, three=report("Dana"))
    return casebook


def is_whole(folder: Path, like: Casebook) -> bool:
    with Casebook(folder) as copy:
        assert list(copy.verify()) == []
        with working(copy):
            until(copy.imports, 2)  # what was not read yet is in it, too
        return copy.counts()["reports"] == like.counts()["reports"] + 1


def test_a_copy_can_be_worked_with(filled: Casebook, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    made = filled.backups.copy(str(tmp_path / "disk"), NOW)
    assert made.name == "vigil-backup-2030-03-10-0900"
    assert is_whole(made, filled)
    assert [p.name for p in (tmp_path / "disk").iterdir()] == [made.name]


def test_a_zip_file_unpacks_to_one(filled: Casebook, tmp_path: Path) -> None:
    packed = tmp_path / "backup.zip"
    packed.write_bytes(b"".join(filled.backups.zipped(NOW)))
    with zipfile.ZipFile(packed) as found:
        assert found.testzip() is None
        found.extractall(tmp_path / "unpacked")
    assert is_whole(tmp_path / "unpacked" / "vigil-backup-2030-03-10-0900", filled)
    assert not list(filled.folder.glob(".unfinished-*"))


@pytest.mark.parametrize("folder", ["", "  ", "backups", "/no/such/folder", "a\x00b", "/\x00"])
def test_a_folder_that_will_not_do_is_refused(filled: Casebook, folder: str) -> None:
    with pytest.raises(InputError, match="folder"):
        filled.backups.copy(folder, NOW)


def test_a_backup_is_not_put_into_the_casebook_nor_over_another(filled: Casebook, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="inside the casebook"):
        filled.backups.copy(str(filled.folder / "captures"), NOW)
    filled.backups.copy(str(tmp_path), NOW)
    with pytest.raises(InputError, match="is there already"):
        filled.backups.copy(str(tmp_path), NOW)
