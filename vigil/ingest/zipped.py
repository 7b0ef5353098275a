"""ZIP files from strangers: opened only when what they unpack to is within the limits."""

from __future__ import annotations

import io
import zipfile

from vigil.errors import InputError
from vigil.ingest.received import Limits

BROKEN_ZIP = (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError)
"""What ``zipfile`` raises for a broken, cut or encrypted file; zlib.error is caught beside it."""


def open_zip(body: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return ``body`` as a ZIP file that is safe to unpack; nothing has been unpacked yet.

    Raises InputError where it is broken, or where its directory names more files or bytes than the limits let in.
    ``zipfile`` gives of a member no more bytes than the directory names, so the directory can be held to its word.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(body))
    except BROKEN_ZIP as error:
        raise InputError("a broken or cut file; download or save it again") from error
    members = packed.infolist()
    if len(members) > limits.members:
        raise InputError(f"holds {len(members):,} files, over the limit of {limits.members:,}; give a smaller part")
    size = sum(member.file_size for member in members)
    if size > limits.unpacked_bytes or (size > limits.ratio_from_bytes and size > limits.ratio * len(body)):
        raise InputError(f"unpacks to {size / 1e6:,.0f} MB, which no report does (a ZIP bomb?); it was not opened")
    if any(member.flag_bits & 1 for member in members):
        raise InputError("protected by a password; save it without one")
    return packed
