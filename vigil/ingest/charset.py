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
_ILLEGIBLE = 0.3
"""The share of odd words from which a text is held to be broken although its bytes are sound."""
_LOST_REFUSED = 0.2
"""The share of words that are question marks alone from which a text is refused."""
_DAMAGE_REFUSED = 0.02
"""The share of damaged words from which a text is refused; below it the text is read, with an issue."""
_NEARLY = 0.01
"""The share of characters (for UTF-8: of those beyond ASCII) that may be broken in a set that is still taken for the
right one: a cut end, a bad quotation."""
_SAMPLE = 32_768
_BEYOND_ASCII = bytes(range(128, 256))
_CHARSET_NAME = re.compile(
    r"(?:windows|cp|ibm|iso|koi8|mac|kz|gb|big|euc|hz|johab|shift|tis|viscii|tcvn|ptcp)[\w-]*", re.IGNORECASE
)
"""Families of character sets. Python has codecs by other names that are none: idna, rot13, unicode_escape."""
_LETTERS_TO_JUDGE = 12
"""With fewer bytes beyond ASCII, likeness to a language is chance."""
_OUTDONE_BY = 0.1
"""Measured on one paragraph each of 14 languages: sets that give the same language differ by less than 0.06."""
_HOW = "open the page in a browser, save it again as UTF-8 and give that file"
_AGAIN = "get the page again from where it was published"
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
    named = [label.strip() for label in declared if label and codec_of(label)]
    found = _marked(body) or _utf8(body, named) or _legacy(body, named, html=html)
    return _whole(found, html=html)


def codec_of(label: str | None) -> str | None:
    """Return the name of the codec that a label asks for; None for no label and for one that nobody knows.

    UTF-16 and UTF-32 show themselves in the bytes; a page of single bytes that names them means UTF-8.
    """
    name = (label or "").strip(" \t\r\n\"';").lower()
    name = _table().read_as.get(name, name)
    if name.startswith("utf-") or not _CHARSET_NAME.fullmatch(name):
        return "utf-8" if name.startswith("utf-") else None
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
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
        escaped = [n for n in named if codec_of(n) in ("iso-2022-kr", "hz")] + ["iso-2022-jp"] * (b"\x1b$" in body)
        tried = (_strict(body, name) for name in escaped)
        return next(filter(None, tried), None) or Decoded(body.decode("ascii"), "ascii")
    found = _strict(body, "utf-8") or _nearly_utf8(body)
    if found and named and codec_of(named[0]) != "utf-8":
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
    return Decoded(text, "utf-8") if broken <= max(1, _NEARLY * beyond_ascii) < beyond_ascii else None


def _strict(body: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(body.decode(charset), charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _legacy(body: bytes, named: list[str], *, html: bool) -> Decoded:
    """Decode by the declared set where that is legible, else by the one that the bytes look like."""
    guesses = _sniffed(body, html=html)
    for name in filter(None, map(codec_of, named)):
        found = _strict(body, name)
        if found and _is_legible(found.text, html=html) and not _outdone(name, guesses):
            return found
    said = f"the page calls itself {named[0]}, which it is not" if named else "the page names no character set"
    for name in [*(guess.charset for guess in guesses), *_table().sniffed]:
        text = body.decode(name, errors="replace")
        if _is_legible(text, html=html) and legible.unreadable(text) <= _NEARLY * len(text):
            note = issue("warning", "charset-guessed", f"{said}; it is read as {name}, check names with accents")
            return Decoded(text, name, (note,))
    raise InputError(f"{said}, and no other makes it legible; {_HOW}")


def _is_legible(text: str, *, html: bool) -> bool:
    return legible.oddness(legible.visible(text, html=html)) <= _LEGIBLE


@dataclass(frozen=True, slots=True)
class _Guess:
    """A set that the bytes can be in: ``mess`` is how unlike words they look in it, ``language`` how like a language."""

    charset: str
    mess: float
    language: float
    letters: int


def _outdone(declared: str, guesses: list[_Guess]) -> bool:
    """Whether another set makes the bytes look much more like a language: Turkish that calls itself Western, Hebrew Cyrillic."""
    ours = [guess for guess in guesses if _same(guess.charset, declared)]
    if not ours or not guesses or guesses[0].letters < _LETTERS_TO_JUDGE:
        return False
    best = max(guesses, key=lambda guess: guess.language)
    return best.mess <= ours[0].mess and best.language >= ours[0].language + _OUTDONE_BY


def _same(one: str, other: str) -> bool:
    return codecs.lookup(one).name == codecs.lookup(other).name


def _sniffed(body: bytes, *, html: bool) -> list[_Guess]:
    """Return the likeliest legacy sets, best first, told from the lines that hold more than ASCII; ties as in the table."""
    seen = legible.visible(body.decode("latin-1"), html=html).encode("latin-1")  # one byte, one character
    sample = b"\n".join(line for line in seen.splitlines() if not line.isascii())[:_SAMPLE]
    names = list(_table().sniffed)
    matches = charset_normalizer.from_bytes(sample, cp_isolation=names, preemptive_behaviour=False)
    letters = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    guesses = [
        _Guess(name, m.chaos, m.coherence, letters) for m in matches for name in names if _same(name, m.encoding)
    ]
    return sorted(guesses, key=lambda guess: (guess.mess, -guess.language, names.index(guess.charset)))


def _whole(found: Decoded, *, html: bool) -> Decoded:
    """Mend what was broken before it came here, refuse what cannot be mended, and count what is lost."""
    shown = legible.visible(found.text, html=html)
    bearable = max(1, _DAMAGE_REFUSED * len(shown.split()))
    if legible.unreadable(shown) > bearable or legible.lost_words(shown) > _LOST_REFUSED:
        raise InputError(f"its letters were lost (saved in the wrong character set); {_AGAIN}")
    notes = list(found.issues)
    text = _mended(found.text, shown, bearable, html=html)
    if text is None:
        text = found.text
    else:
        shown = legible.visible(text, html=html)
        said = "it had been saved in the wrong character set and was mended; compare a few names with the page"
        notes.append(issue("warning", "charset-mended", said))
    damage = legible.unreadable(shown) + ftfy.badness.badness(shown) + legible.stranded(shown)
    if damage > bearable or _is_broken(shown):
        raise InputError(f"its letters are broken (saved in the wrong character set); {_HOW}")
    if damage:
        places = "one place holds" if damage == 1 else f"{damage:,} places hold"
        notes.append(issue("warning", "charset-damage", f"{places} broken letters; compare them with the page"))
    return Decoded(text, found.charset, tuple(notes))


def _mended(text: str, shown: str, bearable: float, *, html: bool) -> str | None:
    """Return the text with a wrong decoding undone; None where nothing is wrong or it cannot be undone wholly."""
    if ftfy.badness.badness(shown):
        fixed = ftfy.fix_encoding(text, _REVERSIBLE)
        after = legible.visible(fixed, html=html)
        clean = legible.oddness(after) <= _LEGIBLE and ftfy.badness.badness(after) <= bearable
        if fixed != text and clean and legible.unreadable(after) <= legible.unreadable(shown):
            return fixed
    return max(_swapped(text, html=html), key=_likeness, default=None) if _is_broken(shown) else None


def _is_broken(shown: str) -> bool:
    """Whether so many of the words are odd that it is not one name or a formula."""
    odd = sum(legible.is_odd(word) for word in legible.words(shown))
    return legible.oddness(shown) > _ILLEGIBLE and odd > max(2, _DAMAGE_REFUSED * len(shown.split()))


def _likeness(text: str) -> float:
    """Return how like a language a text is (0 to 1): of two Cyrillic readings that look like words, one is."""
    best = charset_normalizer.from_bytes(text.encode()[:_SAMPLE], cp_isolation=["utf-8"]).best()
    return best.coherence if best else 0.0


def _swapped(text: str, *, html: bool) -> Iterator[str]:
    for swap in _table().swaps:
        try:
            fixed = text.encode(swap.seen).decode(swap.meant)
        except UnicodeError:
            continue
        if legible.oddness(legible.visible(fixed, html=html)) <= _LEGIBLE:
            yield fixed
