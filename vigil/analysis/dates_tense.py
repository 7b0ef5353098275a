"""Whether a time lies ahead of its telling or behind it, by the words around it."""

from __future__ import annotations

from typing import Literal

from vigil.analysis.dates_grammar import Found, TenseWords
from vigil.analysis.segment import Segmented, Token

Tense = Literal["ahead", "behind", "present"]

_BOUNDARY = frozenset(",;:()–—")
_BOUNDARY_COST = 6
"""How many words a mark between an expression and a cue weighs: a cue beyond a comma decides only where none is nearer."""


def tense_of(text: Segmented, found: Found, words: TenseWords) -> Tense | None:
    """Return what the nearest cue of the sentence says; None where there is none."""
    token = text.tokens[found.token]
    sentence = text.sentences[token.sentence]
    tokens = text.sentence_tokens(sentence)
    first = found.token - sentence.first
    after = next((n for n, t in enumerate(tokens) if t.span.start >= found.span.end), len(tokens))
    left = _nearest(tokens, range(first - 1, -1, -1), words)
    right = _nearest(tokens, range(after, len(tokens)), words)
    if left is None or (right is not None and right[0] < left[0]):
        left = right
    return left[1] if left else None


def _nearest(tokens: tuple[Token, ...] | list[Token], order: range, words: TenseWords) -> tuple[int, Tense] | None:
    cost = 0
    for index in order:
        token = tokens[index]
        cost += 1 if token.is_word else _BOUNDARY_COST if token.text in _BOUNDARY else 1
        cue = _cue(tokens, index, words)
        if cue is not None:
            return cost, cue
    return None


def _cue(tokens: tuple[Token, ...] | list[Token], index: int, words: TenseWords) -> Tense | None:
    lower = tokens[index].lower
    around = " ".join(t.lower for t in tokens[max(index - 3, 0) : index + 2])
    phrase = any(p in around and lower in p.split() for p in words.ahead_phrases)
    if phrase or lower in words.ahead:
        was = any(t.lower in ("was", "were", "had") for t in tokens[max(index - 3, 0) : index])
        return "behind" if was and not phrase else "ahead"
    if lower in words.behind or any(lower.endswith(e) and len(lower) > 4 for e in words.behind_endings):
        return "behind"
    return "present" if lower in words.present else None
