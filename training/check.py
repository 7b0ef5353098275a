"""What the encoder finds by itself on reports that it was not taught, while it is being taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from training.examples import IGNORE, Taught, heads
from training.model import Encoder
from training.teach import batch

_WINDOWS = 32


def check(model: Encoder, taught: Sequence[Taught]) -> dict[str, float]:
    """Return, by head, F1 of the pieces that have a label other than O; by ``link``, the share of links that are right."""
    model.eval()
    right, wanted, given = Counter[str](), Counter[str](), Counter[str]()
    order = sorted(taught, key=lambda t: len(t.window.pieces))
    for n in range(0, len(order), _WINDOWS):
        b = batch(order[n : n + _WINDOWS])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, links = model(b.ids, b.features, b.mask)
        for head, logits in zip(heads(), tags.float().split(model.widths, dim=2), strict=True):
            gold, best = b.labels[head.name], logits.argmax(2)
            known = gold != IGNORE
            right[head.name] += int(((gold == best) & known & (gold > 0)).sum())
            wanted[head.name] += int((known & (gold > 0)).sum())
            given[head.name] += int((known & (best > 0)).sum())
        if len(b.asked):
            window, role, piece = b.asked.unbind(1)
            hits = b.answers[torch.arange(len(b.asked)), links[window, role, piece].argmax(1)]
            right["link"] += int(hits.sum())
            wanted["link"] += len(hits)
            given["link"] += len(hits)
    model.train()
    return {k: round(2 * right[k] / (wanted[k] + given[k]), 4) for k in wanted if wanted[k]}
