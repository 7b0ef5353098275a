"""What a statement does: asserts, accuses, denies, warns and so on, by its reporting words and what is said."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.analysis.cues import CueRow
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.reading import Kind
from vigil.model.text import Span

_OPENING = 7
"""Words of the content in which a denial's "no" or "not" stands."""
_AROUND = 60
"""Characters after a reporting word in which "the court" makes its words testimony."""


@dataclass(frozen=True, slots=True)
class KindData:
    """``languages/TAG/statement_kinds.toml``: words by what they make of a plain statement."""

    modal: frozenset[str]
    harm: frozenset[str]
    wrong: frozenset[str]
    ought: frozenset[str]
    will: frozenset[str]
    speaker_self: frozenset[str]
    number: frozenset[str]
    negation: frozenset[str]
    bench: frozenset[str]


def kind_of(text: Segmented, content: Span, cue: Span | None, row: CueRow | None, language: Language) -> Kind:
    """Return the kind: the reporting verb's own where it has one, else what the words said make it."""
    if row is not None and row.kind != "asserts":
        return row.kind
    data = language.table("statement_kinds", KindData)
    words = [t.lower for t in text.tokens_in(content)]
    have = frozenset(words)
    if cue is not None:
        beside = {t.lower for t in text.tokens_in(Span(cue.start, min(cue.end + _AROUND, len(text.story.text))))}
        if beside & data.bench and not content.overlaps(Span(cue.end, cue.end + 1)):
            near = text.text_of(Span(cue.end, max(min(content.start, cue.end + _AROUND), cue.end)))
            if any(word in near.lower().split() for word in data.bench):
                return "testifies"
    if have & data.ought:
        return "demands"
    if have & data.modal and have & data.harm:
        return "warns"
    if have & data.number:
        return "estimates"
    if have & data.negation and any(w in data.negation for w in words[:_OPENING]):
        return "denies"
    if have & data.wrong:
        return "accuses"
    if words[:1] and words[0] in data.speaker_self and have & data.will:
        return "promises"
    return "asserts"
