"""From bytes to text: the character set that a page declares, the one it is in, and text that was already broken.

Order: byte order mark, UTF-8 (bytes that are valid UTF-8 beyond ASCII by accident are not seen in practice), the declared
set where its text is legible, the sniffed one. Text that was decoded wrongly before it came here is mended where the
mistake can be undone to the last letter, and refused where it cannot: it is never stored as what was published.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import charset_normalizer
import ftfy
import ftfy.badness
from pydantic import TypeAdapter

from vigil.errors import InputError
from vigil.ingest import legible
from vigil.ingest.received import Decoded, issue
from vigil.ingest.sniff import wide_charset

_LEGIBLE = 0.1
"""The share of odd words up to which a text is taken as legible: names and codes make up to 3 % in real pages."""
_DAMAGE_REFUSED = 0.02
"""The share of damaged words from which a text is refused; below it the text is read, with an issue."""
_NEARLY_UTF8 = 0.01
"""The share of non-ASCII characters that may be broken in what is still taken as UTF-8 (a cut end, a bad quotation)."""
_SAMPLE = 32_768
_HOW = "open the page in a browser, save it again as UTF-8 and give that file"
_REVERSIBLE = ftfy.TextFixerConfig(replace_lossy_sequences=False, fix_c1_controls=False)
"""Only what can be undone to the last letter: a sequence that has lost a byte stays as it is, and counts as damage."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Text read as ``seen`` that was written in ``meant``."""

    seen: str
    meant: str


@dataclass(frozen=True, slots=True)
class CharsetTable:
    """``charsets.toml``; its own comments say what each part is."""

    sniffed: tuple[str, ...]
    swaps: tuple[Swap, ...]
    read_as: dict[str, str]


def decode_text(body: bytes, *, declared: tuple[str | None, ...] = (), html: bool = False) -> Decoded:
    """Return ``body`` as text. ``declared`` are the labels that its transport and then itself give.

    Raises InputError where no character set makes it legible.
    """
    named = [name for name in map(codec_of, declared) if name]
    found = _marked(body) or _utf8(body, named) or _legacy(body, named, html=html)
    return _whole(found, html=html)


def codec_of(label: str | None) -> str | None:
    """Return the name of the codec that a label asks for; None for no label and for one that nobody knows."""
    if not label:
        return None
    name = label.strip(" \t\r\n\"';").lower()
    name = _table().read_as.get(name, name)
    try:
        info = codecs.lookup(name)
        "".encode(info.name)  # rot13, base64 and their like are codecs, but not of text
    except (LookupError, ValueError, TypeError):
        return None
    return name


@cache
def _table() -> CharsetTable:
    raw = files("vigil.ingest").joinpath("charsets.toml").read_text(encoding="utf-8")
    return TypeAdapter(CharsetTable).validate_python(tomllib.loads(raw))


def _marked(body: bytes) -> Decoded | None:
    """Decode by byte order mark, or by the zeros of UTF-16."""
    charset = "utf-8-sig" if body.startswith(codecs.BOM_UTF8) else wide_charset(body)
    if charset is None:
        return None
    text = body.decode(charset, errors="replace")
    return Decoded(text.removeprefix("\ufeff"), charset.removesuffix("-sig"))


def _utf8(body: bytes, named: list[str]) -> Decoded | None:
    if body.isascii():
        escaped = next((n for n in named if n in ("iso-2022-jp", "iso-2022-kr", "hz")), None)
        return (escaped and _strict(body, escaped)) or Decoded(body.decode("ascii"), "ascii")
    found = _strict(body, "utf-8") or _nearly_utf8(body)
    if found and named and named[0] != "utf-8":
        said = issue(
            "info", "charset-misdeclared", f"the page calls itself {named[0]} and is UTF-8; it is read as UTF-8"
        )
        return Decoded(found.text, found.charset, (*found.issues, said))
    return found


def _nearly_utf8(body: bytes) -> Decoded | None:
    """Decode what is UTF-8 but for a few bytes; they become U+FFFD and are counted in an issue later."""
    text = body.decode("utf-8", errors="replace")
    broken = legible.unreadable(text)
    beyond_ascii = sum(1 for char in text if char > "\x7f")
    return Decoded(text, "utf-8") if broken <= max(1, _NEARLY_UTF8 * beyond_ascii) < beyond_ascii else None


def _strict(body: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(body.decode(charset), charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _legacy(body: bytes, named: list[str], *, html: bool) -> Decoded:
    """Decode by the declared set where that is legible, else by the one that the bytes look like."""
    for name in named:
        found = _strict(body, name)
        if found and legible.oddness(legible.visible(found.text, html=html)) <= _LEGIBLE:
            return found
    said = f"the page calls itself {named[0]}, which it is not" if named else "the page names no character set"
    for name in _sniffed(body, html=html):
        text = body.decode(name, errors="replace")
        if legible.oddness(legible.visible(text, html=html)) <= _LEGIBLE:
            note = issue("warning", "charset-guessed", f"{said}; it is read as {name}, check names with accents")
            return Decoded(text, name, (note,))
    raise InputError(f"{said}, and no other makes it legible; {_HOW}")


def _sniffed(body: bytes, *, html: bool) -> Iterator[str]:
    """Yield the likeliest legacy sets, best first, told from the lines that hold more than ASCII."""
    seen = (
        re.sub(rb"(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->|<[^>]*>", b" ", body)
        if html
        else body
    )
    sample = b"\n".join(line for line in seen.splitlines() if not line.isascii())[:_SAMPLE]
    candidates = list(_table().sniffed)
    for match in charset_normalizer.from_bytes(sample, cp_isolation=candidates, preemptive_behaviour=False):
        yield match.encoding
    yield from candidates


def _whole(found: Decoded, *, html: bool) -> Decoded:
    """Mend what was broken before it came here, refuse what cannot be mended, and count what is lost."""
    shown = legible.visible(found.text, html=html)
    words = max(len(shown.split()), 1)
    if legible.lost_words(shown) > 10 * _DAMAGE_REFUSED:
        raise InputError(
            "its letters were lost and stand as question marks; get the page again from where it was published"
        )
    mended = _mended(found.text, shown, words, html=html)
    if mended is not None:
        note = issue(
            "warning",
            "charset-mended",
            "the text had been saved in the wrong character set before and was mended; compare a few names with the page",
        )
        found = Decoded(mended, found.charset, (*found.issues, note))
        shown = legible.visible(mended, html=html)
    lost, damaged = legible.unreadable(shown), ftfy.badness.badness(shown)
    if lost + damaged > max(1, _DAMAGE_REFUSED * words) or legible.oddness(shown) > 3 * _LEGIBLE:
        raise InputError(f"its letters are broken (saved in the wrong character set); {_HOW}")
    if lost or damaged:
        note = issue(
            "warning", "charset-damage", f"{lost + damaged} places hold broken letters; compare them with the page"
        )
        found = Decoded(found.text, found.charset, (*found.issues, note))
    return found


def _mended(text: str, shown: str, words: int, *, html: bool) -> str | None:
    """Return the text with a wrong decoding undone; None where nothing is wrong or it cannot be undone wholly."""
    if ftfy.badness.badness(shown):
        fixed = ftfy.fix_encoding(text, _REVERSIBLE)
        after = legible.visible(fixed, html=html)
        clean = legible.oddness(after) <= _LEGIBLE and ftfy.badness.badness(after) <= _DAMAGE_REFUSED * words
        if fixed != text and clean and legible.unreadable(after) <= legible.unreadable(shown):
            return fixed
    if legible.oddness(shown) > 3 * _LEGIBLE:
        return next(_swapped(text, html=html), None)
    return None


def _swapped(text: str, *, html: bool) -> Iterator[str]:
    for swap in _table().swaps:
        try:
            fixed = text.encode(swap.seen).decode(swap.meant)
        except UnicodeError:
            continue
        if legible.oddness(legible.visible(fixed, html=html)) <= _LEGIBLE:
            yield fixed
