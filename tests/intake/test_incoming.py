"""Files on their way in: whole or not at all, up to a limit, and nothing forgotten in the folder."""

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from vigil.errors import InputError
from vigil.intake import Incoming


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "incoming").iterdir() if p.name != ".reading")


def test_a_file_is_named_by_its_hash_once_it_is_whole(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path)
    with incoming.begin(100) as arriving:
        arriving.write(b"one ")
        arriving.write(b"two")
        digest = arriving.finish()
    assert names(tmp_path) == [digest] == [sha256(b"one two").hexdigest()]
    assert incoming.read(digest) == b"one two"


@pytest.mark.parametrize("sent", [b"", b"x" * 11])
def test_what_is_empty_or_over_the_limit_leaves_nothing(tmp_path: Path, sent: bytes) -> None:
    with Incoming(tmp_path).begin(10) as arriving:
        arriving.write(sent)
        with pytest.raises(InputError, match=r"empty|over the limit"):
            arriving.finish()
    assert names(tmp_path) == []


def test_what_broke_off_leaves_nothing(tmp_path: Path) -> None:
    with Incoming(tmp_path).begin(10) as arriving:
        arriving.write(b"half")
    assert names(tmp_path) == []


def test_what_was_changed_or_removed_on_the_disk_is_said(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path)
    digest = incoming.keep(b"words")
    (tmp_path / "incoming" / digest).write_bytes(b"other words")
    with pytest.raises(InputError, match="send it again"):
        incoming.read(digest)
    incoming.drop(digest)
    with pytest.raises(InputError, match="send it again"):
        incoming.read(digest)


def test_only_what_is_old_and_nothing_needs_is_removed(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path)
    needed, forgotten, young = (incoming.keep(body) for body in (b"needed", b"forgotten", b"young"))
    old = time.time() - 2 * 24 * 3600
    for digest in (needed, forgotten):
        os.utime(tmp_path / "incoming" / digest, (old, old))
    incoming.clear(lambda hashes: frozenset(hashes & {needed}))
    assert names(tmp_path) == sorted((needed, young))
