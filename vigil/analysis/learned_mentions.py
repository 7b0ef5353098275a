"""Names as the encoder sees them.

About the subject the rules read names better: places and people of its reports are in their tables. In general English
(GUM and UNER, development parts) the encoder does: F1 over all types .38 and .56, the rules .27 and .47.
"""

from __future__ import annotations

from collections.abc import Iterator

from vigil.analysis.segment import Segmented, Token
from vigil.analysis.sight import Sight, runs_of, touched
from vigil.model.reading import Mention
from vigil.model.text import Span

_TYPES = ("PER", "ORG", "LOC")
SEEN = 0.5
"""Share at which the encoder takes pieces for a name."""


def choose_mentions(text: Segmented, proposed: tuple[Mention, ...], seen: Sight) -> tuple[Mention, ...]:
    """Return the names of a story that is not about the subject, in order, without overlaps: the encoder's.

    Peoples and titles, which the encoder does not know, are those of the rules.
    """
    found = list(_names(text, seen))
    kept = [m for m in proposed if m.type not in _TYPES and not any(m.quote.span.overlaps(f.quote.span) for f in found)]
    return tuple(sorted((*kept, *found), key=lambda m: m.quote.span))


def _names(text: Segmented, seen: Sight) -> Iterator[Mention]:
    """Give the runs of pieces that are a name, with the type that most of them have."""
    table = seen.tags["mention"]
    labels = seen.labels["mention"]
    opens = table[:, [n for n, label in enumerate(labels) if label.startswith("B-")]].sum(axis=1)
    for run in runs_of(1 - table[:, 0], SEEN, lambda at: bool(opens[at] >= SEEN) and not _goes_on(text, seen, at)):
        mean = table[run].mean(axis=0)
        shares = {kind: float(mean[labels.index(f"B-{kind}")] + mean[labels.index(f"I-{kind}")]) for kind in _TYPES}
        words = _words(text, Span(seen.spans[run.start].start, seen.spans[run.stop - 1].end))
        if words:
            span = Span(words[0].span.start, words[-1].span.end)
            yield Mention(text.story.quote(span), max(shares, key=lambda k: shares[k]))


def _goes_on(text: Segmented, seen: Sight, at: int) -> bool:
    """Whether nothing but a space stands before a piece: two names beside each other are one."""
    return text.story.text[seen.spans[at - 1].end : seen.spans[at].start] in {"", " "}


def _words(text: Segmented, span: Span) -> list[Token]:
    """Return the whole words that ``span`` touches, without marks and a possessive at its edges."""
    words = touched(text, span)
    while words and not words[0].is_word:
        words.pop(0)
    while words and (not words[-1].is_word or words[-1].lower == "'s"):
        words.pop()
    return words
