"""Words that somebody copied from a story, found in it again."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AROUND = 60
"""Characters shown on either side."""
_MARKS = "[\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]"
"""Quotation marks: programs through which words are copied change them."""
MOST = 50
"""Places shown; words that stand more often need more words beside them."""


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A place where the words stand, ``[start, end)``, with what stands around it."""

    start: int
    end: int
    before: str
    words: str
    after: str


def places_of(text: str, words: str) -> tuple[FoundDocument, ...]:
    """Return where words stand in a text, white space and the direction of quotation marks set aside."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return ()
    pattern = re.sub(_MARKS, lambda _: _MARKS, r"\s+".join(parts))
    found = []
    for hit in re.finditer(pattern, text, re.IGNORECASE):
        start, end = hit.span()
        before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
        found.append(FoundDocument(start, end, before, hit[0], after))
        if len(found) == MOST:
            break
    return tuple(found)
