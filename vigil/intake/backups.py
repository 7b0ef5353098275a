"""Backups: the whole casebook as it is at one moment, as a folder that is a casebook itself, or as a ZIP file of one."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from vigil.errors import InputError, StoreError
from vigil.ingest.archive import reason
from vigil.store import DATABASE, Store

_FOLDERS = ("captures", "records", "incoming")
_SPARE = 20_000_000
"""Bytes that must stay free on the disk that a backup goes to."""


class Backups:
    """Makes copies of a casebook. Others may work with it meanwhile."""

    def __init__(self, store: Store, casebook: Path) -> None:
        self._store, self._casebook = store, casebook

    def copy(self, folder: str, now: datetime) -> Path:
        """Copy the casebook into a new folder below ``folder`` and return that.

        Raises InputError where ``folder`` will not do, StoreError where the copy cannot be written: nothing is left of it.
        """
        below = self._checked(folder)
        target = below / name_of(now)
        if target.exists():
            raise InputError(f"{target} is there already; wait a minute, or choose another folder")
        try:
            unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=below))
            try:
                for path, place in self._files(unfinished / DATABASE):
                    copy = unfinished / place
                    if path != copy:
                        copy.parent.mkdir(parents=True, exist_ok=True)
                        shutil.copyfile(path, copy)
                unfinished.chmod(0o700)
                unfinished.rename(target)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
        except OSError as error:
            raise StoreError(f"the backup in {below} could not be finished: {reason(error)}") from error
        return target

    def zipped(self, now: datetime) -> Iterator[bytes]:
        """Yield a ZIP file of the casebook, block by block. Raises StoreError where the database cannot be copied."""
        top = name_of(now)
        out = _Blocks()
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=self._casebook) as folder:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as packed:
                for path, place in self._files(Path(folder) / DATABASE):
                    packed.write(path, f"{top}/{place}")
                    yield out.taken()
            yield out.taken()

    def _files(self, database: Path) -> Iterator[tuple[Path, str]]:
        """Yield every file of the casebook with its place in it.

        The database is copied first, to ``database``: what it speaks of is in the folders then, for it is kept before.
        """
        self._store.copy_to(database)
        yield database, DATABASE
        for folder in _FOLDERS:
            for path in sorted((self._casebook / folder).rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    yield path, path.relative_to(self._casebook).as_posix()

    def _checked(self, folder: str) -> Path:
        below = Path(folder.strip())
        if not folder.strip() or "\x00" in folder or not below.is_absolute():
            raise InputError("write the whole path of a folder, for example one on a disk that you keep elsewhere")
        try:
            here = self._casebook.resolve()
            if below.resolve() == here or here in below.resolve().parents:
                raise InputError("this folder is inside the casebook; choose one elsewhere, best on another disk")
            if not below.is_dir():
                raise InputError(f"there is no folder {below}; make it first, or choose another")
            free = shutil.disk_usage(below).free
        except OSError as error:
            raise InputError(f"{below} cannot be used: {reason(error)}") from error
        needed = self.size() + _SPARE
        if free < needed:
            raise InputError(f"{below} has {free / 1e6:,.0f} MB free, {needed / 1e6:,.0f} MB are needed; make room")
        return below

    def size(self) -> int:
        """Return how many bytes the casebook has on the disk."""
        return sum(path.stat().st_size for path in self._casebook.rglob("*") if path.is_file())


class _Blocks(io.RawIOBase):
    """What is written, to be taken away block by block."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        """Whether it can be written: yes."""
        return True

    def write(self, block: object) -> int:
        """Take a block in."""
        taken = bytes(block)  # type: ignore[call-overload]  # anything with a buffer
        self._written += taken
        return len(taken)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        block = bytes(self._written)
        self._written.clear()
        return block


def name_of(now: datetime) -> str:
    """Return the name of a backup: when it was made."""
    return f"vigil-backup-{now:%Y-%m-%d-%H%M}"
