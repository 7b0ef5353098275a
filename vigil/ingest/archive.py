"""The store of what was received: write-once files named by the SHA-256 of their bytes.

``captures/ab/abcd...`` holds a body, ``records/ab/abcd....warc`` the WARC record of what came over HTTP. Both can be
checked without Vigil, because the name of each file is its checksum: ``find captures records -type f -exec sha256sum {} +``.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from vigil.errors import NotFoundError, StoreError
from vigil.ingest.received import issue, sha256_of
from vigil.model.report import Issue

_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished-"
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What file systems without hard links (exFAT, some network shares) answer."""


class Archive:
    """A folder of captures. Nothing in it is ever changed or removed by Vigil."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, body: bytes) -> str:
        """Keep ``body`` and return its SHA-256. The same bytes again change nothing.

        Raises StoreError where the disk is full or the folder cannot be written; no half file is left.
        """
        digest = sha256_of(body)
        self._write(self.path_of(digest), body)
        return digest

    def keep_warc(self, record: bytes) -> str:
        """Keep the bytes of one WARC record and return their SHA-256. Raises StoreError as ``keep`` does."""
        digest = sha256_of(record)
        self._write(self._root / "records" / digest[:2] / f"{digest}.warc", record)
        return digest

    def path_of(self, sha256: str) -> Path:
        """Return where the body of that hash stands or would stand. Raises NotFoundError for what is not a hash."""
        if not _SHA256.fullmatch(sha256):
            raise NotFoundError(f"not a capture: {sha256!r} is not 64 hex digits")
        return self._root / "captures" / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether a body of that hash is kept."""
        return self.path_of(sha256).is_file()

    def read(self, sha256: str) -> bytes:
        """Return the body of that hash.

        Raises NotFoundError where none is kept, StoreError where the file is unreadable or no longer what was received.
        """
        path = self.path_of(sha256)
        try:
            body = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFoundError(f"no capture {sha256[:16]} is kept here") from error
        except OSError as error:
            raise StoreError(f"cannot read the capture {sha256[:16]}: {reason(error)}") from error
        if sha256_of(body) != sha256:
            raise StoreError(f"the capture {sha256[:16]} was changed since it was kept; restore it from a backup")
        return body

    def verify(self) -> Iterator[Issue]:
        """Re-check the hash of every file, in order of path, and yield an issue for each that is not what it was."""
        for folder in ("captures", "records"):
            for path in sorted((self._root / folder).rglob("*")):
                if path.is_dir():
                    continue
                place = path.relative_to(self._root).as_posix()
                if path.name.startswith(_UNFINISHED):
                    yield issue("info", "unfinished-file", f"{place} was left by a run that was cut off; remove it")
                elif path.parent.name != path.name[:2] or not _SHA256.fullmatch(path.name.removesuffix(".warc")):
                    yield issue("warning", "foreign-file", f"{place} was not put there by Vigil; move it elsewhere")
                else:
                    yield from self._verify_file(path, place)

    def _verify_file(self, path: Path, place: str) -> Iterator[Issue]:
        try:
            same = sha256_of(path.read_bytes()) == path.name.removesuffix(".warc")
        except OSError as error:
            yield issue("error", "unreadable-capture", f"{place} cannot be read: {reason(error)}")
            return
        if not same:
            yield issue("error", "changed-capture", f"{place} was changed since it was kept; restore it from a backup")

    def _write(self, path: Path, body: bytes) -> None:
        try:
            if path.exists():
                self._compare(path, body)
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(path, body)
        except OSError as error:
            raise StoreError(f"cannot keep a capture in {self._root}: {reason(error)}") from error

    def _compare(self, path: Path, body: bytes) -> None:
        if path.read_bytes() != body:
            raise StoreError(f"{path} was changed since it was kept; move it away and add the source again")


def _write_once(path: Path, body: bytes) -> None:
    """Write a file that appears under its name whole or not at all, and reaches the disk before this returns."""
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(body)
            stream.flush()
            os.fchmod(stream.fileno(), 0o444)
            os.fsync(stream.fileno())
        _name(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _name(unfinished: Path, path: Path) -> None:
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:  # another process kept the same bytes meanwhile
        return
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        unfinished.replace(path)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def reason(error: OSError) -> str:
    """Return why, in plain words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; free some space and run it again"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "no permission; choose a folder that you may write"
    return error.strerror or "the disk failed"
