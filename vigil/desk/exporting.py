"""Cases chosen at the desk, in a form for others, as one file to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from vigil.cases.silence import news_of, silence
from vigil.desk.desk import Desk
from vigil.desk.notes import chosen
from vigil.desk.opening import similar
from vigil.errors import InputError
from vigil.exports import FORMATS
from vigil.model.beside import Beside

_MEDIA_TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json", ".csv": "text/csv; charset=utf-8"}
_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive, the first that one can have: the same cases give the same bytes."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away."""

    name: str
    media_type: str
    content: bytes


def export(desk: Desk, wanted: Sequence[str], form: str) -> Download:
    """Return cases in a form of ``FORMATS``: the file itself where it is one, else all of them in a ZIP archive.

    Raises NotFoundError, InputError where the form is not known or no case is named, and NotAllowedError.
    """
    desk.ask("editor")
    if form not in FORMATS:
        raise InputError(f"{form!r} is no form of export; choose one of: {', '.join(FORMATS)}")
    with desk.casebook.shelf() as shelf:
        cases = chosen(desk, shelf, wanted)
        beside = {
            case.id: Beside(silence(news_of(case), desk.today(), case.timeline), similar(desk, shelf, case))
            for case in cases
        }
    files = FORMATS[form](cases, beside)
    if len(files) == 1:
        name, content = next(iter(files.items()))
        path = PurePosixPath(name)
        kind = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        return Download(f"vigil-{cases[0].id}{path.suffix}", kind, content)
    return Download(f"vigil-{form}.zip", "application/zip", _zipped(files))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return packed.getvalue()
