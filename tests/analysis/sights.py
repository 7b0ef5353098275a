"""A sight made by hand: what an encoder might see in a short text, for tests of what is made of it."""

from collections.abc import Mapping

import numpy as np

from vigil.analysis.network import Seen, Table
from vigil.analysis.pieces import Piece, Window
from vigil.analysis.segment import Segmented, segment
from vigil.analysis.sight import Sight, sight
from vigil.languages import Language
from vigil.model.text import Story

ENGLISH = Language("en")
ROLES = ("who", "by", "place", "date", "source", "cue")
LABELS = {
    "mention": ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"],
    "source": ["O", "B-source", "I-source"],
    "cue": ["O", "B-cue", "I-cue"],
    "content": ["O", "B-content", "I-content"],
    "trigger": ["O", "detention", "return", "verdict", "appeal"],
    "status": ["O", "happened", "scheduled", "feared", "demanded", "did_not_happen"],
    "kind": ["O", "asserts", "denies"],
    "act": ["O", "release", "no_return"],
    "part": ["O", "at_risk", "official"],
    "outcome": ["O", "convicted", "acquitted", "remand"],
}

Told = Mapping[str, tuple[str, float]]
"""Of some words, for each head the label and its share."""


def made(
    words: str, told: Mapping[str, Told], links: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[Segmented, Sight]:
    """Return a text and a sight of it. ``told`` says what is seen in some words, ``links`` to which words they point."""
    text = segment(Story(words), ENGLISH)
    pieces = tuple(Piece(1, t.span, (0, 0, 0)) for t in text.tokens)
    tags: dict[str, Table] = {}
    for head, labels in LABELS.items():
        table = np.zeros((len(pieces), len(labels)), dtype=np.float32)
        table[:, 0] = 1
        tags[head] = table
    arrows = {role: np.zeros((len(pieces), len(pieces) + 1), dtype=np.float32) for role in ROLES}
    for arrow in arrows.values():
        arrow[:, 0] = 1
    for some, heads in told.items():
        for n, at in enumerate(places(text, some)):
            for head, (label, share) in heads.items():
                name = f"{'I' if n else 'B'}-{label}" if f"B-{label}" in LABELS[head] else label
                tags[head][at, 0] = 1 - share
                tags[head][at, LABELS[head].index(name)] = share
    for some, roles in (links or {}).items():
        for role, other in roles.items():
            for at in places(text, some):
                ends = places(text, other)
                arrows[role][at, 0] = 0
                arrows[role][at, [e + 1 for e in ends]] = 1 / len(ends)
    seen = Seen(
        Window(pieces, 0),
        tags,
        {r: a.astype(np.float16) for r, a in arrows.items()},
        {n: n for n in range(len(pieces))},
    )
    return text, sight([seen], LABELS)


def places(text: Segmented, words: str) -> list[int]:
    """Return the pieces of the first place of some words."""
    start = text.story.text.index(words)
    return [n for n, t in enumerate(text.tokens) if start <= t.span.start < start + len(words)]
