"""What a statement does: asserts, accuses, denies, warns and so on, by its reporting words and what is said."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.analysis.cues import CueRow
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.reading import Kind
from vigil.model.text import Span

_OPENING = 9
"""Words of a statement that show what it does: a denial's "no", a warning's "if", a promise's "I will"."""
_AROUND = 60
"""Characters after a reporting word in which "the court" makes its words testimony."""


@dataclass(frozen=True, slots=True)
class KindRule:
    """A kind and the lists of words that it needs, each with one in the statement."""

    kind: Kind
    needs: tuple[str, ...]
    opening: bool = False


@dataclass(frozen=True, slots=True)
class KindData:
    """``languages/TAG/statement_kinds.toml``."""

    bench: frozenset[str]
    words: dict[str, frozenset[str]]
    rules: tuple[KindRule, ...]


def kind_of(text: Segmented, content: Span, cue: Span | None, row: CueRow | None, language: Language) -> Kind:
    """Return the kind: the reporting verb's own where it has one, else what the words said make it."""
    if row is not None and row.kind != "asserts":
        return row.kind
    data = language.table("statement_kinds", KindData)
    if cue is not None and _before_bench(text, content, cue, data):
        return "testifies"
    words = [t.lower for t in text.tokens_in(content)]
    have, opening = frozenset(words), frozenset(words[:_OPENING])
    for rule in data.rules:
        if all((opening if rule.opening and n == 0 else have) & data.words[key] for n, key in enumerate(rule.needs)):
            return rule.kind
    return "asserts"


def _before_bench(text: Segmented, content: Span, cue: Span, data: KindData) -> bool:
    """Whether a court stands between the reporting word and what is said, or right after an aside."""
    end = min(content.start, cue.end + _AROUND) if content.start > cue.end else cue.end + _AROUND
    sentence = text.sentence_at(cue.start)
    stop = min(end, sentence.span.end if sentence is not None else end)
    return any(t.lower in data.bench for t in text.tokens_in(Span(cue.end, max(stop, cue.end))))
