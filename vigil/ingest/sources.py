"""From what a person names to what is received: a path, a folder, a stream or an address."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from vigil.errors import InputError, VigilError
from vigil.ingest.received import Limits, Received, Refusal

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PARTS = re.compile(r"[_-][^\W\d_]+")
"""What browsers put behind a page's name for the folder of its parts: _files, -Dateien, _fichiers, _archivos ..."""


class Fetches(Protocol):
    """Brings what stands at an address; ``vigil.ingest.fetch.Fetcher`` does."""

    def fetch(self, url: str) -> Received:
        """Return what stands at ``url``. Raises FetchRefusedError or InputError."""
        ...


def receive(
    source: str, *, limits: Limits, stdin: BinaryIO | None = None, fetcher: Fetches | None = None
) -> Iterator[Received | Refusal]:
    """Yield what ``source`` names: a file, the files of a folder, ``-`` for ``stdin``, or an http(s) address.

    Folders are read in order of name with all that lies in them, hidden files left out. Nothing is fetched without a
    ``fetcher``. What cannot be read is a Refusal, and the rest is read.
    """
    if source == "-":
        yield _received("standard input", lambda: _stream(stdin, limits))
    elif _ADDRESS.match(source):
        yield _address(source, fetcher)
    else:
        path = Path(source)
        if _is_folder(path):
            yield from _folder(path, limits)
        else:
            yield _received(source, lambda: _file(path, limits))


def count(source: str) -> int:
    """Return how many things ``receive`` will yield for a source, for a progress bar."""
    path = Path(source)
    if source == "-" or _ADDRESS.match(source) or not _is_folder(path):
        return 1
    return max(sum(1 for _ in _walk(path, seen=set())), 1)


def _received(name: str, read: Callable[[], bytes]) -> Received | Refusal:
    try:
        return Received.of(name, read())
    except InputError as error:
        return Refusal(name, error)


def _address(url: str, fetcher: Fetches | None) -> Received | Refusal:
    scheme = url.partition("://")[0].lower()
    try:
        if scheme not in ("http", "https"):
            raise InputError(f"{scheme} addresses are not read; give an http or https address, or the path of a file")
        if fetcher is None:
            raise InputError("an address is not fetched here; save the page and give its file")
        return fetcher.fetch(url)
    except VigilError as error:
        return Refusal(url, error)


def _stream(stdin: BinaryIO | None, limits: Limits) -> bytes:
    if stdin is None:
        raise InputError("there is no standard input here; give the path of a file")
    try:
        body = stdin.read(limits.file_bytes + 1)
    except OSError as error:
        raise InputError(_reason(error)) from error
    if len(body) > limits.file_bytes:
        raise InputError(too_large(limits.file_bytes))
    return body


def _file(path: Path, limits: Limits) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError("neither a file nor a folder; give one of these")
        if found.st_size > limits.file_bytes:
            raise InputError(too_large(limits.file_bytes, found.st_size))
        with path.open("rb") as stream:
            body = stream.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in a path
        raise InputError(_reason(error)) from error
    if len(body) > limits.file_bytes:
        raise InputError(too_large(limits.file_bytes))
    return body


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # the file's own refusal says why
        return False


def _folder(top: Path, limits: Limits) -> Iterator[Received | Refusal]:
    count = 0
    for found in _walk(top, seen=set()):
        if isinstance(found, Refusal):
            yield found
            continue
        if count == limits.folder_files:
            yield Refusal(str(top), InputError(f"more than {count:,} files; give its folders one by one"))
            return
        count += 1
        yield _received(str(found), partial(_file, found, limits))
    if not count:
        yield Refusal(str(top), InputError("a folder without a file to read; give one that holds reports"))


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Refusal]:
    """Yield the files below in order of name. A folder that a link leads back to is not entered again."""
    try:
        here = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Refusal(str(folder), InputError(_reason(error)))
        return
    if (here.st_dev, here.st_ino) in seen:
        return
    seen.add((here.st_dev, here.st_ino))
    pages = [entry.name.rpartition(".")[0] for entry in entries if entry.name.lower().endswith((".html", ".htm"))]
    for entry in entries:
        if entry.name.startswith(".") or _holds_parts(entry.name, pages):
            continue
        path = Path(entry.path)
        if _is_folder(path):
            yield from _walk(path, seen)
        else:
            yield path


def left_out(paths: Collection[str]) -> frozenset[str]:
    """Return those of ``paths`` (with /) that ``receive`` would pass over in a folder: hidden files, parts of saved pages."""
    pages: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name.lower().endswith((".html", ".htm")):
            pages.setdefault(folder, []).append(name.rpartition(".")[0])
    return frozenset(path for path in paths if _is_left_out(path.split("/"), pages))


def _is_left_out(steps: list[str], pages: Mapping[str, list[str]]) -> bool:
    if any(step.startswith(".") for step in steps):
        return True
    return any(_holds_parts(step, pages.get("/".join(steps[:n]), [])) for n, step in enumerate(steps[:-1]))


def _holds_parts(name: str, pages: list[str]) -> bool:
    """Whether a folder is the one in which a browser puts the pictures, scripts and frames of a page saved beside it."""
    return any(name.startswith(page) and _PARTS.fullmatch(name[len(page) :]) for page in pages)


def too_large(limit: int, size: int | None = None) -> str:
    """Return the line that refuses something over ``limit`` bytes."""
    is_size = f"{size / 1e6:,.0f} MB, over" if size is not None else "over"
    return f"{is_size} the limit of {limit / 1e6:,.0f} MB; give the report alone, or a smaller part"


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "no permission to read it; ask its owner, or copy it to a place of your own"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a link that leads back to itself; give the file it was meant for"
    return f"cannot be read ({getattr(error, 'strerror', None) or error}); check the path"
