"""Words that may name an event, found by the pattern tables ``languages/TAG/triggers_*.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from vigil.analysis.encoder import Trigger
from vigil.analysis.patterns import Compiler, Found, Line, Pattern
from vigil.analysis.segment import Segmented, Token
from vigil.languages import Language
from vigil.model.reading import Detail, Status
from vigil.model.text import Span

TABLES = ("triggers_custody", "triggers_court", "triggers_border", "triggers_protection", "triggers_public")
"""The tables of triggers, one a family."""

Voice = Literal["patient", "agent", "noun", "court", "public"]


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """Patterns that name one type of event.

    ``voice`` says where the person concerned stands: ``patient`` is the object of the verb, or the subject of its
    passive; ``agent`` its subject; ``noun`` the possessor, or what follows "of"; ``court`` is about proceedings, told
    with a court as subject; ``public`` has a speaker or crowd as its subject. ``type`` "none" takes words out of the
    running. ``status`` is given where the words settle it; ``needs`` names what else the clause must have: a person that it happens to, or a date of its own.
    """

    type: str
    voice: Voice
    words: tuple[str, ...]
    detail: dict[str, Detail] = field(default_factory=dict)
    status: Status | None = None
    needs: Literal["person", "date"] | None = None


@dataclass(frozen=True, slots=True)
class TriggerData:
    """``languages/TAG/triggers_*.toml``."""

    rows: tuple[TriggerRow, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rows of a language with their compiled patterns, found again by the name that ``Trigger.how`` holds."""

    rows: dict[str, TriggerRow]
    by_anchor: dict[str, tuple[tuple[str, Pattern], ...]]

    def row(self, how: str) -> TriggerRow | None:
        """Return the row that a trigger came from; None for one that was proposed otherwise."""
        return self.rows.get(how)


@cache
def lexicon(language: Language) -> Lexicon:
    """Return the lexicon of a language. Raises ValueError where a pattern is not one."""
    compiler = Compiler(language)
    rows: dict[str, TriggerRow] = {}
    by_anchor: dict[str, list[tuple[str, Pattern]]] = {}
    for table in TABLES:
        for number, row in enumerate(language.table(table, TriggerData).rows):
            how = f"{table}:{number}"
            rows[how] = row
            for words in row.words:
                pattern = compiler.compile(words)
                for anchor in min(pattern.anchors, key=len, default=("",)):
                    by_anchor.setdefault(anchor, []).append((how, pattern))
    return Lexicon(rows, {a: tuple(found) for a, found in by_anchor.items()})


@dataclass(frozen=True, slots=True)
class _Candidate:
    how: str
    row: TriggerRow
    found: Found


def find_triggers(text: Segmented, language: Language) -> tuple[Trigger, ...]:
    """Return the triggers of a story in order; where two overlap, the longer one. ``how`` names table and row."""
    known = lexicon(language)
    triggers: list[Trigger] = []
    for sentence in text.sentences:
        tokens = text.sentence_tokens(sentence)
        triggers += _of_sentence(tokens, known)
    return tuple(triggers)


def _of_sentence(tokens: Sequence[Token], known: Lexicon) -> list[Trigger]:
    line = Line(tokens)
    words = dict.fromkeys(t.lower for t in tokens)  # in story order, so that every run tries patterns in one order
    patterns = dict.fromkeys(found for word in (*words, "") for found in known.by_anchor.get(word, ()))
    candidates = [
        _Candidate(how, known.rows[how], found) for how, pattern in patterns for found in line.search(pattern)
    ]
    order = {how: n for n, how in enumerate(known.rows)}
    candidates.sort(
        key=lambda c: (
            c.found.first - c.found.last,
            c.row.type != "none",
            c.row.needs is not None,
            c.found.first,
            order[c.how],
        )
    )
    chosen: list[_Candidate] = []
    for candidate in candidates:
        span = range(candidate.found.first, candidate.found.last)
        if not any(c.found.first < span.stop and span.start < c.found.last for c in chosen):
            chosen.append(candidate)
    chosen.sort(key=lambda c: c.found.first)
    return [
        Trigger(
            Span(tokens[c.found.first].span.start, tokens[c.found.last - 1].span.end),
            c.row.type,
            c.how,
            dict(c.row.detail),
        )
        for c in chosen
        if c.row.type != "none"
    ]
