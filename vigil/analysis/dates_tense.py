"""Whether a time lies ahead of its telling or behind it, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from vigil.analysis.dates_grammar import Found
from vigil.analysis.dates_tables import TenseWords
from vigil.analysis.segment import Segmented, Token

Tense = Literal["ahead", "behind", "present"]

_BOUNDARY = frozenset(",;:()–—")
_BOUNDARY_COST = 12
"""How many words a mark between an expression and a cue weighs: a cue beyond a comma decides only where none is nearer."""

_WINDOW = 40
"""Tokens on either side in which a cue is looked for."""


_OPENING = 2
"""Words before an expression that opens its sentence ("And in January, ...")."""


def opens_sentence(text: Segmented, found: Found) -> bool:
    """Whether an expression stands at the head of its sentence."""
    return found.token - text.sentences[text.tokens[found.token].sentence].first <= _OPENING


def tense_of(text: Segmented, found: Found, words: TenseWords) -> tuple[int, Tense] | None:
    """Return how loosely the nearest cue stands and what it says: before the expression in its clause, after it, then beyond."""
    sentence = text.sentences[text.tokens[found.token].sentence]
    tokens = text.sentence_tokens(sentence)
    first = found.token - sentence.first
    after = first + len(text.tokens_in(found.span))
    start = first - (2 if found.role == "until" else 1)  # "until" is no other verb's
    left = _nearest(tokens, range(start, max(start - _WINDOW, -1), -1), words)
    in_clause = left is not None and left[0] < _BOUNDARY_COST
    owner = after < len(tokens) and tokens[after].lower in words.possessives
    if owner and in_clause and tokens[first - 1].lower in words.responses:
        return 0, "behind"
    if in_clause:
        return left
    right = _nearest(tokens, range(after, min(after + _WINDOW, len(tokens))), words)
    if owner and (right is None or right[0] >= _BOUNDARY_COST):
        return 0, "behind"
    if right is not None and (left is None or right[0] < left[0]):
        own = right[0] < _BOUNDARY_COST or (first <= _OPENING and right[1] == "behind")  # of the clause that it opens
        return (0 if own else right[0]), right[1]
    return left


def _nearest(tokens: Sequence[Token], order: range, words: TenseWords) -> tuple[int, Tense] | None:
    cost = 0
    weak: tuple[int, Tense] | None = None
    for index in order:
        token = tokens[index]
        cost += _BOUNDARY_COST if token.text in _BOUNDARY else 1
        cue = _cue(tokens, index, words)
        if cue is not None:
            if weak is None or cost >= _BOUNDARY_COST + weak[0]:
                return cost, cue
            return (cost, cue) if cue == "behind" and token.lower not in words.prospective else weak
        if weak is None and order.step < 0 and token.lower in words.infinitive and _base_follows(tokens, index, words):
            weak = (cost, "ahead")
    return weak


def _base_follows(tokens: Sequence[Token], index: int, words: TenseWords) -> bool:
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return after.isalpha() and after.islower() and not tokens[index + 1].capitalised and after not in words.not_verbs


def _cue(tokens: Sequence[Token], index: int, words: TenseWords) -> Tense | None:
    if tokens[index].capitalised and index:  # "May", and names
        return None
    lower = tokens[index].lower
    near = [t.lower for t in tokens[max(index - 3, 0) : index] if not t.capitalised]
    around = " ".join([*near, lower, *(t.lower for t in tokens[index + 1 : index + 3])])
    noun = near[-1:] and near[-1] in words.determiners  # "the plan"
    phrase = any(f" {p} " in f" {around} " and lower in p.split() for p in words.ahead_phrases)
    if not noun and (phrase or lower in words.ahead):
        over = words.pluperfect if phrase else words.auxiliaries
        return "behind" if any(t in over for t in near) else "ahead"
    if lower in words.behind or (len(lower) > 4 and lower.endswith(words.behind_endings)):
        if near[-1:] == list(words.infinitive) and near[-2:-1] and near[-2] in words.implicative:
            return "behind"
        helped = any(t in words.modals for t in near[-2:]) or near[-1:] == list(words.infinitive)
        return "ahead" if helped else "behind"
    return "present" if lower in words.present else None
