"""Reader-safety notices: what warns that reading, sharing or supporting a page is punishable somewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from vigil.story.words import fold, furniture_words

_LONGEST = 900
_DECLARATION = 300
"""Characters of a notice at most, and of one that says only what the outlet has been declared to be."""


def safety_notices(texts: Sequence[str], apart: AbstractSet[int]) -> set[int]:
    """Return the indexes of the notices among the paragraphs of a page. ``apart`` are those that are furniture anyway.

    A notice addresses the reader: a list of a reader's acts beside a penalty, or the plaque that the law prescribes. A bare
    declaration ("Example Radio has been declared an undesirable organization") is one beside such an address, or where the
    story never speaks of who was declared; a report about a declared organisation is not lost by it.
    """
    addressed = {i for i, text in enumerate(texts) if _addresses(fold(text))}
    found = set(addressed)
    for i, text in enumerate(texts):
        subject = _declared(fold(text))
        if subject is None or i in addressed:
            continue
        others = (fold(other) for n, other in enumerate(texts) if n != i and n not in apart and n not in addressed)
        if {i - 1, i + 1} & addressed or not any(subject in other for other in others):
            found.add(i)
    return found


def _addresses(line: str) -> bool:
    words = furniture_words()
    if len(line) > _LONGEST or line[:1] in "\"“«'":
        return False
    law = any(word in line for word in words.notice_law)
    if law and any(word in line for word in words.notice_plaque):
        return True
    penalty = any(word in line for word in words.notice_penalty)
    acts = sum(word in line for word in words.notice_reader)
    spoken_to = bool(set(re.findall(r"\w+", line)) & words.address)
    return penalty and spoken_to and acts >= (1 if law else 2)


def _declared(line: str) -> str | None:
    """Return who a line says has been declared something under such a law; None where it says no such thing."""
    words = furniture_words()
    if len(line) > _DECLARATION or not any(word in line for word in words.notice_law):
        return None
    places = [at for deed in words.notice_deed if (at := line.find(deed)) > 0]
    subject = line[: min(places)].strip(" ,:—–-\"'") if places else ""
    return subject.removeprefix("the ") if 0 < len(subject.split()) <= 6 else None
