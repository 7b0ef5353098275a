"""The body of an HTTP answer with its transfer and content encodings undone, within a limit."""

from __future__ import annotations

import io
import zlib

from warcio.bufferedreaders import ChunkedDataReader

from vigil.errors import InputError

_BLOCK = 65_536


def body_of(raw: bytes, *, content_encoding: str | None, chunked: bool, limit: int) -> bytes:
    """Return the body as the page's author wrote it, at most ``limit`` bytes.

    Raises InputError where it is longer, broken, or in an encoding that is not known (br and zstd need extra software).
    """
    body = ChunkedDataReader(io.BytesIO(raw)).read() if chunked else raw
    names = [name.strip().lower() for name in (content_encoding or "").split(",")]
    for name in reversed([n for n in names if n not in ("", "identity", "none", "utf-8")]):
        if name not in ("gzip", "x-gzip", "deflate"):
            raise InputError(
                f"packed as {name!r}, which is not read here; save the page in a browser and give its file"
            )
        body = _inflated(body, limit)
    if len(body) > limit:
        raise InputError(f"a page over the limit of {limit / 1e6:,.0f} MB; give the report alone")
    return body


def _inflated(body: bytes, limit: int) -> bytes:
    """Undo gzip or deflate, the latter with or without its header; what is not packed at all is left as it is."""
    for window in (47, -15):  # 47: gzip or zlib by its header; -15: bare deflate
        unpacked = bytearray()
        machine = zlib.decompressobj(window)
        try:
            for start in range(0, len(body), _BLOCK):
                unpacked += machine.decompress(body[start : start + _BLOCK], limit + 1 - len(unpacked))
                if len(unpacked) > limit:
                    raise InputError(f"unpacks to more than {limit / 1e6:,.0f} MB; give the report alone")
        except zlib.error:
            if unpacked:
                raise InputError("a page that broke off on its way; get it again") from None
            continue
        if not machine.eof and window == 47:
            raise InputError("a page that broke off on its way; get it again")
        return bytes(unpacked)
    return body
