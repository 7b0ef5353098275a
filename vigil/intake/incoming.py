"""What was sent and is not read yet: files named by the SHA-256 of their bytes, in ``incoming/`` of the casebook's folder."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from vigil.errors import InputError, StoreError
from vigil.ingest.archive import reason
from vigil.ingest.sources import too_large

_UNFINISHED = ".unfinished-"
_LOCK = ".reading"
_FORGOTTEN = 24 * 3600
"""What nothing needs is removed at a start once it is so many seconds old: an upload may be under way in another program."""


class Arriving:
    """One file on its way in. It appears under its name whole or not at all."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder, self._limit = folder, limit
        self._digest = sha256()
        self._size = 0
        with _in_plain_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=folder)
        self._path = Path(name)
        self._stream = os.fdopen(handle, "wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, block: bytes) -> None:
        """Take more bytes in; beyond the limit they are only counted. Raises StoreError where the disk is full."""
        self._size += len(block)
        self._digest.update(block)
        if self._size <= self._limit:
            with _in_plain_words(self._folder):
                self._stream.write(block)

    def finish(self) -> str:
        """Keep the file and return its SHA-256. Raises InputError where it is over the limit or empty."""
        if self._size > self._limit:
            raise InputError(too_large(self._limit, self._size))
        if not self._size:
            raise InputError("an empty file; save the page again")
        digest = self._digest.hexdigest()
        with _in_plain_words(self._folder):
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._path.replace(self._folder / digest)
        return digest

    def close(self) -> None:
        """End it; what was not finished leaves nothing behind."""
        self._stream.close()
        self._path.unlink(missing_ok=True)


class Incoming:
    """The folder of what is not read yet."""

    def __init__(self, casebook: Path) -> None:
        self._folder = casebook / "incoming"

    def begin(self, limit: int) -> Arriving:
        """Return a file on its way in; of more than ``limit`` bytes nothing is kept."""
        return Arriving(self._folder, limit)

    def keep(self, body: bytes) -> str:
        """Keep bytes and return their SHA-256. Raises StoreError where the disk is full."""
        with self.begin(len(body)) as arriving:
            arriving.write(body)
            return arriving.finish()

    def read(self, digest: str) -> bytes:
        """Return bytes by their SHA-256. Raises InputError where they are gone or were changed."""
        try:
            body = (self._folder / digest).read_bytes()
        except OSError as error:
            raise InputError(f"what was sent cannot be read any more ({error.strerror}); send it again") from error
        if sha256(body).hexdigest() != digest:
            raise InputError("what was sent was changed on the disk since; send it again")
        return body

    def drop(self, digest: str) -> None:
        """Remove bytes that are read and kept as a capture."""
        (self._folder / digest).unlink(missing_ok=True)

    def clear(self, needed: Callable[[set[str]], frozenset[str]]) -> None:
        """Remove what nothing needs any more, as a stop in the middle of an upload leaves it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = self._folder / _LOCK
        lock.touch()  # the disk's own clock tells how old the others are
        old = {p.name: p for p in self._folder.iterdir() if lock.stat().st_mtime - p.stat().st_mtime > _FORGOTTEN}
        for name in old.keys() - needed(set(old)):
            old[name].unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Whether this program may read what is sent: one at a time does."""
        with suppress(FileExistsError), _in_plain_words(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True


@contextmanager
def _in_plain_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot keep what was sent in {folder}: {reason(error)}") from error
