"""Stretches of a paragraph in which one thing is said: sentences, joined where a quotation runs over their border.

A quotation is one atom of its utterance, so that nothing inside it is taken for the words around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from vigil.analysis.quotation import Quotation, find_quotations
from vigil.analysis.segment import Segmented, Token
from vigil.model.text import Span

_LONGEST = 600
"""Atoms of the longest utterance: what has no sentence end for so long is cut, so that reading it takes bounded time."""
_FOOTNOTES = frozenset({"*", "†", "‡"})


@dataclass(frozen=True, slots=True)
class Atom:
    """A token, or a whole quotation (then ``quotation`` is there and ``lower`` is empty)."""

    span: Span
    text: str
    lower: str
    quotation: Quotation | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number."""
        return self.quotation is None and any(c.isalnum() for c in self.text)

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Utterance:
    """Sentences of one paragraph as atoms; ``span`` covers them."""

    span: Span
    paragraph: int
    atoms: tuple[Atom, ...]

    def between(self, first: int, last: int) -> Span | None:
        """Return the span of atoms ``first`` to before ``last`` without commas and stops at its ends; None if empty."""
        while first < last and self._bare(first):
            first += 1
        while last > first and self._bare(last - 1):
            last -= 1
        return Span(self.atoms[first].span.start, self.atoms[last - 1].span.end) if first < last else None

    def _bare(self, index: int) -> bool:
        atom = self.atoms[index]
        return atom.quotation is None and atom.text in {
            ",",
            ".",
            ";",
            ":",
            "-",
            "–",
            "—",
            "!",
            "?",
            "…",
            "...",
            "*",
            "•",
        }


def utterances(text: Segmented) -> tuple[Utterance, ...]:
    """Return the utterances of a story in order; every sentence is in one of them."""
    quotations = find_quotations(text)
    starts = [q.outer.start for q in quotations]
    out: list[Utterance] = []
    group: list[int] = []
    for sentence in text.sentences:
        group.append(sentence.index)
        last = (
            sentence.index + 1 == len(text.sentences)
            or text.sentences[sentence.index + 1].paragraph != sentence.paragraph
        )
        border = bisect_left(starts, sentence.span.end) - 1
        if not last and border >= 0 and quotations[border].outer.end > sentence.span.end:
            continue
        first, final = text.sentences[group[0]], sentence
        inside = quotations[bisect_left(starts, first.span.start) : bisect_left(starts, final.span.end)]
        atoms = _atoms(text, text.tokens[first.first : final.last], inside)
        for start in range(0, len(atoms), _LONGEST):
            part = atoms[start : start + _LONGEST]
            out.append(Utterance(Span(part[0].span.start, part[-1].span.end), sentence.paragraph, part))
        group = []
    return tuple(out)


def _atoms(text: Segmented, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> tuple[Atom, ...]:
    atoms: list[Atom] = []
    waiting = deque(quotations)
    for token in tokens:
        while waiting and waiting[0].outer.start <= token.span.start:
            quotation = waiting.popleft()
            atoms.append(Atom(quotation.outer, text.text_of(quotation.outer), "", quotation))
        if atoms and atoms[-1].quotation is not None and token.span.start < atoms[-1].span.end:
            continue
        if token.text in _FOOTNOTES and atoms and token.span.start == atoms[-1].span.end:
            continue
        if token.text == "." and atoms and token.span.start == atoms[-1].span.end and not _is_last(text, token):
            atoms[-1] = _with_stop(atoms[-1], token)
            continue
        atoms.append(Atom(token.span, token.text, token.lower))
    return tuple(atoms)


def _is_last(text: Segmented, token: Token) -> bool:
    return token.index + 1 >= text.sentences[token.sentence].last


def _with_stop(atom: Atom, token: Token) -> Atom:
    """Return an abbreviation with its full stop as one atom; ``lower`` stays without it."""
    if not atom.is_word:
        return atom
    return Atom(Span(atom.span.start, token.span.end), atom.text + token.text, atom.lower)
