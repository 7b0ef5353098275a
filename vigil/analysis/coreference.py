"""Which person a pronoun or noun phrase speaks of; left open where two answers are possible."""

from __future__ import annotations

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.segment import Segmented
from vigil.languages import Language


def resolve(text: Segmented, cast: Cast, language: Language) -> tuple[Reference, ...]:
    """Return the names of ``cast`` with pronouns and noun phrases added, in story order."""
    del language
    references = {r.span.start: r for r in cast.references}
    last: tuple[str, ...] = ()
    for token in text.tokens:
        if token.span.start in references:
            last = references[token.span.start].ids or last
        elif token.lower in ("he", "him", "she") and len(cast.people) == 1:
            references[token.span.start] = Reference(token.span, token.text, "pronoun", last)
    return tuple(references[k] for k in sorted(references))
