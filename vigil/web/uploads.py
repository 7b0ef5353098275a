"""Reads a form with files as it comes: files go to the casebook's folder block by block, never whole into memory.

Starlette's own reading puts files into the system's folder for temporary files, where others may find them, and takes no
more than 1,000.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from vigil.desk import Desk
from vigil.errors import InputError, VigilError
from vigil.ingest.received import on_one_line
from vigil.intake import Arriving
from vigil.run import LIMITS
from vigil.store import NewItem

AT_ONCE_BYTES = 4_000_000_000
"""Of one form; what comes after that is passed over, and said."""
_LONGEST_NAME = 400
TOO_LARGE = "too_large"
"""The field in which a page names files that it did not send because of their size."""


@dataclass(slots=True)
class Sent:
    """A form as it was sent: its fields by name, and its files, each kept in ``incoming`` or with why it was not."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[NewItem] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the first field of a name, empty where there is none."""
        return next(iter(self.fields.get(name, ())), "")


async def read_form(request: Request, desk: Desk) -> Sent:
    """Return the form that a request sends. Raises InputError where it is none or breaks off, StoreError for a full disk."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise InputError("no form with text or files; send multipart/form-data")
    reading = _Reading(desk, options[b"boundary"])
    try:
        async for block in request.stream():
            await run_in_threadpool(reading.take, block)
        return reading.end()
    except FormParserError as error:
        raise InputError("the form is not readable; send it again") from error
    except ClientDisconnect as error:
        raise InputError("the form broke off on its way; send it again") from error
    finally:
        reading.close()


class _Reading:
    """A form in the middle of being read."""

    def __init__(self, desk: Desk, boundary: bytes) -> None:
        self._desk = desk
        self._sent = Sent()
        self._header = bytearray(), bytearray()
        self._name, self._file = "", ""
        self._text = bytearray()
        self._arriving: Arriving | None = None
        self._passes_over = False
        self._bytes = 0
        self._whole = False
        self._trouble: VigilError | None = None
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin_part,
                "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
                "on_header_end": self._end_header,
                "on_headers_finished": self._begin_data,
                "on_part_data": self._data,
                "on_part_end": self._end_part,
                "on_end": self._end,
            },
        )

    def take(self, block: bytes) -> None:
        """Read one block; after a fault the rest is passed over, so that the sender hears the answer."""
        self._bytes += len(block)
        if self._trouble is not None:
            return
        try:
            self._parser.write(block)
        except VigilError as error:
            self._trouble = error

    def end(self) -> Sent:
        """Return what was sent. Raises InputError where it is too much or its end is missing, StoreError for a full disk."""
        if self._trouble is not None:
            raise self._trouble
        if not self._whole:
            raise InputError("the form broke off on its way; send it again")
        names = self._sent.fields.get(TOO_LARGE, ())
        said = f"over the limit of {LIMITS.file_bytes / 1e6:,.0f} MB; give the report alone, or a smaller part"
        self._sent.files += [NewItem(_shown(name), error=said) for name in names if name]
        return self._sent

    def close(self) -> None:
        """Leave nothing half written behind."""
        if self._arriving is not None:
            self._arriving.close()
            self._arriving = None

    def _begin_part(self) -> None:
        self._name = self._file = ""
        self._passes_over = False
        self._text = bytearray()
        self._header = bytearray(), bytearray()

    def _end_header(self) -> None:
        field_name, value = (bytes(part) for part in self._header)
        if field_name.lower() == b"content-disposition":
            _, options = parse_options_header(value)
            self._name = options.get(b"name", b"").decode("utf-8", "replace")
            self._file = options.get(b"filename", b"").decode("utf-8", "replace")
        self._header = bytearray(), bytearray()

    def _begin_data(self) -> None:
        if not self._file:
            return
        if len(self._sent.files) >= LIMITS.folder_files:
            raise InputError(f"more than {LIMITS.folder_files:,} files at once; send its folders one by one")
        self._passes_over = self._bytes > AT_ONCE_BYTES
        if self._passes_over:
            return
        self._arriving = self._desk.casebook.imports.arrive()

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._arriving is not None:
            self._arriving.write(data[start:end])
            return
        if self._passes_over:
            return
        self._text += data[start:end]
        if len(self._text) > LIMITS.text_bytes:
            raise InputError(
                f"a text over the limit of {LIMITS.text_bytes / 1e6:,.0f} MB; send it as a file, or a part"
            )

    def _end_part(self) -> None:
        name = _shown(self._file)
        if self._passes_over:
            said = f"over the {AT_ONCE_BYTES / 1e9:.0f} GB that are taken at once; send it again by itself"
            self._sent.files.append(NewItem(name, error=said))
            return
        if self._arriving is None:
            # a file input that was left empty sends a part with an empty name of a file, which is no field either
            if self._name:
                self._sent.fields.setdefault(self._name, []).append(self._text.decode("utf-8", "replace"))
            return
        try:
            self._sent.files.append(NewItem(name, sha256=self._arriving.finish()))
        except InputError as error:
            self._sent.files.append(NewItem(name, error=str(error)))
        self.close()

    def _end(self) -> None:
        self._whole = True


def _shown(name: str) -> str:
    """Return a file's name as it is shown; some browsers send the way to it with backslashes."""
    return on_one_line(name.replace("\\", "/").lstrip("/"), longest=_LONGEST_NAME)
