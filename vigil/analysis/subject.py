"""Whether a story is about people at risk, or only uses the words of their proceedings for something else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigil.analysis.segment import Segmented, folded
from vigil.languages import Language

_LEAST = 4
"""Different words of one other field without which a story is never set aside."""


@dataclass(frozen=True, slots=True)
class SubjectData:
    """``languages/TAG/subject.toml``."""

    field: frozenset[str]
    elsewhere: dict[str, frozenset[str]]


_SEVERAL = 3
"""Different words of the field at which a story is about the subject."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def may_concern(words: str, language: Language) -> bool:
    """Whether a report holds a single word of the field: one that holds none is not read.

    Of 554 annotated reports with events, one holds none; of 150 articles of PolNeAR 71, of 150 texts of GUM 93.
    """
    field = language.table("subject", SubjectData).field
    return any(found[0] in field for found in _WORD.finditer(folded(words)))


def concerns(text: Segmented, language: Language) -> bool:
    """Whether a story is about the subject: it holds several different words of the field.

    So do 536 of 554 annotated reports with events, 13 of 150 articles of PolNeAR and 10 of 150 texts of GUM.
    """
    field = language.table("subject", SubjectData).field
    return len({t.lower for t in text.tokens if t.lower in field}) >= _SEVERAL


def is_of_the_field(text: Segmented, language: Language) -> bool:
    """Whether the words of the field outweigh those of every other field (sport, trade, nature, the stage, statistics).

    Measured on 160 annotated practice reports, 13 of them about something else.
    """
    data = language.table("subject", SubjectData)
    words = [t.lower for t in text.tokens if t.is_word]
    own = sum(w in data.field for w in words)
    for other in data.elsewhere.values():
        found = [w for w in words if w in other]
        if len(set(found)) >= _LEAST and len(found) > own:
            return False
    return True
