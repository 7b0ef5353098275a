"""Whether a decoded text reads as words, or shows that it was decoded with the wrong character set.

Told without knowing the language, by marks that no orthography leaves: a word that mixes Latin letters with those of another
script ("rйfugiй"), a word of four letters or more that are nearly all accented ("Òåêñò"), a small letter before a capital
inside a non-ASCII word ("рЕЙЯР"), a symbol or control inside a word ("Ð¢ÐµÐº").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_](?:[^\s\d\x00-\x40\[\]\\^_`{|}~«»“”„‘’‚‹›…–—‐‑·•№]*[^\W\d_])?")
_APART = {"CYRILLIC": 1, "ARABIC": 1, "HEBREW": 1, "ARMENIAN": 1, "GEORGIAN": 1, "GREEK": 2}
"""Scripts that do not stand in one word with Latin letters, from so many letters on: "μg" is a word, "rйfugiй" none."""
_SYMBOLS = frozenset("¡¢£¤¥¦©¬®¯±¹²³¶¸¼½¾¿€ƒ†‡ˆ‰˜™")
"""What the single-byte sets of the web hold besides letters and quotation marks; before a letter no word has them."""
_ACCENTED_SHARE = 0.75
_NOT_HTML = re.compile(
    r"<(script|style)\b[^<]*+(?:<(?!/\1)[^<]*+)*+(?:</\1[^>]*+>|\Z)"
    r"|<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)"
    r"|<[a-z/!?][^>]*+(?:>|\Z)",
    re.IGNORECASE,
)
"""Scripts, styles, comments and tags; what is not closed runs to the end, so that each character is looked at once."""
_LOST_WORD = re.compile(r"(?<!\S)\?{2,}(?!\S)")
_ALONE = re.compile(r"(?<!\w)â(?!\w)")
REPLACEMENT = "\ufffd"


def visible(text: str, *, html: bool) -> str:
    """Return what of a page is read: HTML without scripts, styles, comments and tags (roughly: for counting only)."""
    return _NOT_HTML.sub(" ", text) if html else text


def oddness(text: str) -> float:
    """Return the share (0 to 1) of the words with letters beyond ASCII that no orthography writes; 0.0 without such words.

    Words in capitals tell nothing: KOI8 read as another Cyrillic set swaps capitals and small letters.
    """
    found = words(text)
    odd = sum(map(is_odd, found))
    plain = sum(not word.isupper() and not is_odd(word) for word in found)
    return odd / (odd + plain) if odd else 0.0


def words(text: str) -> list[str]:
    """Return the words with at least one letter beyond ASCII."""
    return [word for word in _WORD.findall(text) if not word.isascii()]


@lru_cache(maxsize=65_536)
def is_odd(word: str) -> bool:
    """Whether a word shows one of the marks of a wrong character set."""
    kinds = [_kind(char) for char in word]
    counts = Counter(kinds)
    latin = counts["LATIN"] + counts["ASCII"]
    if latin and any(counts[script] >= least for script, least in _APART.items()):
        return True
    letters = len(kinds) - counts["MARK"]
    if letters >= 4 and counts["LATIN"] > _ACCENTED_SHARE * letters:
        return True
    if any(mark == "SYMBOL" and after not in ("MARK", "SYMBOL") for mark, after in pairwise(kinds)):
        return True
    return any(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(word))


@lru_cache(maxsize=65_536)
def _kind(char: str) -> str:
    """Return ASCII, the script of a letter beyond it, SYMBOL for what a wrong set puts among letters, MARK for all else."""
    if char.isascii():
        return "ASCII"
    if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo") and char not in "ªºµ":
        return unicodedata.name(char, "MARK").partition(" ")[0]
    return "SYMBOL" if char in _SYMBOLS or "\x80" <= char <= "\x9f" or "─" <= char <= "╿" else "MARK"


def unreadable(text: str) -> int:
    """Return how many characters of ``text`` stand for a lost one (U+FFFD)."""
    return text.count(REPLACEMENT)


def stranded(text: str) -> int:
    """Return how many letters are all that is left of a typographic mark: UTF-8's quotation marks and dashes begin as "â".

    Counted are those that stand alone, which no language writes, and all of them where no other letter has an accent.
    """
    alone = len(_ALONE.findall(text))
    letters = Counter(char for char in text if not char.isascii() and char.isalpha())
    return max(alone, letters["â"] if set(letters) == {"â"} else 0)


def lost_words(text: str) -> float:
    """Return the share (0 to 1) of the words that are question marks alone: what a save in a narrower set leaves."""
    words = len(text.split())
    return len(_LOST_WORD.findall(text)) / words if words else 0.0
