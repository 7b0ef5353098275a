"""Which language a story is in. Unknown is an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from py3langid import rank

_LEAST_LETTERS = 60
"""Letters without which a paragraph tells nothing (measured: below it, names alone decide)."""
_LEAST_MARGIN = 8.0
"""Difference of log-probabilities between the first and second language that a paragraph's vote needs."""
_SHARE = 0.6
"""Share of the story's letters that the language must have; a page in two languages has none."""


def language_of(paragraphs: Sequence[str], declared: str | None) -> str | None:
    """Return the BCP 47 tag of the story's language; None where it is short, mixed or unlike any.

    Each paragraph votes with its letters, so that a foreign quotation or menu does not decide. ``declared`` is what the
    page says: its country is kept where the language agrees, and it settles what the votes leave close.
    """
    stated = _tag(declared)
    votes: dict[str, int] = defaultdict(int)
    letters = 0
    for text in _pieces(paragraphs):
        size = sum(c.isalpha() for c in text)
        letters += size
        (first, best), (_, second) = rank(text)[:2]
        if best - second >= _LEAST_MARGIN or first == _primary(stated):
            votes[first] += size
    if not votes:
        return None
    winner = max(votes, key=lambda tag: (votes[tag], tag))
    if votes[winner] < letters * _SHARE:
        return None
    return stated if stated is not None and _primary(stated) == winner else winner


def _pieces(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs that are long enough to tell, short ones put together, at most 60."""
    pieces: list[str] = []
    pending = ""
    for text in paragraphs:
        pending = f"{pending} {text}".strip()
        if sum(c.isalpha() for c in pending) >= _LEAST_LETTERS:
            pieces.append(pending[:1200])
            pending = ""
    return pieces[:60]


def _primary(tag: str | None) -> str | None:
    return None if tag is None else tag.split("-")[0]


def _tag(declared: str | None) -> str | None:
    """Return a declared language in the form that BCP 47 recommends; None where it is not one."""
    parts = (declared or "").strip().replace("_", "-").split("-")
    if not parts[0].isalpha() or not 2 <= len(parts[0]) <= 3:
        return None
    region = [p.upper() for p in parts[1:] if len(p) == 2 and p.isalpha()]
    script = [p.title() for p in parts[1:] if len(p) == 4 and p.isalpha()]
    return "-".join([parts[0].lower(), *script[:1], *region[:1]])
