"""Whether a decoded text reads as words, or shows that it was decoded with the wrong character set.

Told without knowing the language, by marks that no orthography leaves: a word that mixes Latin letters with those of another
script ("rйfugiй"), a word of four letters or more that are nearly all accented ("Òåêñò"), a small letter before a capital
inside a non-ASCII word ("рЕЙЯР"), a symbol or control inside a word ("Ð¢ÐµÐº").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_](?:[^\s\d\x00-\x40\[\]\\^_`{|}~«»“”„‘’‚‹›…–—‐‑·•№]*[^\W\d_])?")
_SCRIPTS_APART = frozenset({"CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN", "THAI", "CJK", "HANGUL"})
_ACCENTED_SHARE = 0.75
_NOT_HTML = re.compile(r"<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_LOST_WORD = re.compile(r"(?<!\S)\?{2,}(?!\S)")
REPLACEMENT = "\ufffd"


def visible(text: str, *, html: bool) -> str:
    """Return what of a page is read: HTML without scripts, styles, comments and tags (roughly: for counting only)."""
    return _NOT_HTML.sub(" ", text) if html else text


def oddness(text: str) -> float:
    """Return the share (0 to 1) of the words with letters beyond ASCII that no orthography writes; 0.0 without such words."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_odd, words)) / len(words) if words else 0.0


@lru_cache(maxsize=65_536)
def is_odd(word: str) -> bool:
    """Whether a word shows one of the marks of a wrong character set."""
    kinds = [_kind(char) for char in word]
    if "SYMBOL" in kinds:
        return True
    scripts = set(kinds)
    if scripts & {"LATIN", "ASCII"} and scripts & _SCRIPTS_APART:
        return True
    letters = [k for k in kinds if k != "MARK"]
    if len(letters) >= 4 and letters.count("LATIN") >= _ACCENTED_SHARE * len(letters):
        return True
    if "CYRILLIC" in scripts or "GREEK" in scripts:
        return any(a.islower() and b.isupper() for a, b in pairwise(word))
    return False


@lru_cache(maxsize=65_536)
def _kind(char: str) -> str:
    """Return ASCII, the script of a letter beyond it, MARK for what belongs to the letter before it, or SYMBOL."""
    if char.isascii():
        return "ASCII"
    category = unicodedata.category(char)
    if category in ("Mn", "Mc", "Cf", "Lm") or char in "ʼʻ′":
        return "MARK"
    if category in ("Lu", "Ll", "Lt", "Lo"):
        return unicodedata.name(char, "SYMBOL").partition(" ")[0]
    return "SYMBOL" if category in ("Cc", "Cn", "Co", "So", "Sc", "Sk", "Sm", "No") or char in "¡¿§¶†‡‰" else "MARK"


def unreadable(text: str) -> int:
    """Return how many characters of ``text`` stand for a lost one (U+FFFD)."""
    return text.count(REPLACEMENT)


def lost_words(text: str) -> float:
    """Return the share (0 to 1) of the words that are question marks alone: what a save in a narrower set leaves."""
    words = len(text.split())
    return len(_LOST_WORD.findall(text)) / words if words else 0.0
