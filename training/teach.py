"""Teaches the encoder: batches of windows, the loss over all heads, and the round of steps."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch.nn import functional

from training.examples import IGNORE, Taught, heads
from training.model import Encoder

_WINDOWS = 16
"""Windows of a batch."""
_WEIGHTS = {"trigger": 3.0, "status": 0.5, "part": 0.3, "other": 0.5, "kind": 0.5, "act": 0.5}
"""Weight of a head's loss where it is not 1."""
_LINKS = 1.3
_STEP = 16
"""Windows are padded to multiples of this length: each new length costs seconds, in which its kernels are made."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about one length, padded. ``links`` are rows of (window, role, piece) and, beside, the pieces linked to."""

    ids: torch.Tensor
    features: torch.Tensor
    mask: torch.Tensor
    labels: dict[str, torch.Tensor]
    asked: torch.Tensor
    answers: torch.Tensor

    def on(self, device: torch.device) -> Batch:
        """Return the same batch in the memory of ``device``."""
        return Batch(
            self.ids.to(device),
            self.features.to(device),
            self.mask.to(device),
            {name: row.to(device) for name, row in self.labels.items()},
            self.asked.to(device),
            self.answers.to(device),
        )


def batches(taught: Sequence[Taught], seed: int) -> Iterator[Batch]:
    """Give all windows once, in random order of batches of about equal length."""
    order = random.Random(seed)  # noqa: S311  # repeatable, not secret
    pool = sorted(taught, key=lambda t: len(t.window.pieces) + order.random() * 16)
    groups = [pool[n : n + _WINDOWS] for n in range(0, len(pool), _WINDOWS)]
    order.shuffle(groups)
    for group in groups:
        yield batch(group)


def batch(group: Sequence[Taught]) -> Batch:
    """Return windows as tensors; labels of the two marks and of the padding are ignored."""
    longest = -(-(max(len(t.window.pieces) for t in group) + 2) // _STEP) * _STEP
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    features = torch.zeros(len(group), longest, 3, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    labels = {h.name: torch.full((len(group), longest), IGNORE) for h in heads()}
    asked: list[tuple[int, int, int]] = []
    answers: list[tuple[int, ...]] = []
    for n, t in enumerate(group):
        size = len(t.window.pieces)
        ids[n, : size + 2] = torch.tensor(t.window.ids())
        features[n, : size + 2] = torch.tensor(t.window.features())
        mask[n, : size + 2] = 1
        for name, row in t.labels.items():
            labels[name][n, 1 : size + 1] = torch.tensor(row)
        asked += [(n, role, piece) for role, piece, _ in t.links]
        answers += [ends for _, _, ends in t.links]
    answered = torch.zeros(len(answers), longest, dtype=torch.bool)
    for n, ends in enumerate(answers):
        answered[n, list(ends)] = True
    return Batch(ids, features, mask, labels, torch.tensor(asked, dtype=torch.long).view(-1, 3), answered)


def loss_of(model: Encoder, given: Batch) -> torch.Tensor:
    """Return the weighted sum of the losses of the heads that have labels in the batch."""
    device = given.ids.device
    with torch.autocast(device.type, dtype=torch.bfloat16):
        tags, links = model(given.ids, given.features, given.mask)
    total = torch.zeros((), device=device)
    for head, logits in zip(heads(), tags.float().split(model.widths, dim=2), strict=True):
        wanted = given.labels[head.name]
        if bool((wanted != IGNORE).any()):
            weight = _WEIGHTS.get(head.name, 1.0)
            total = total + weight * functional.cross_entropy(
                logits.flatten(0, 1), wanted.flatten(), ignore_index=IGNORE
            )
    if len(given.asked):
        window, role, piece = given.asked.unbind(1)
        scores = links.float()[window, role, piece].log_softmax(1)
        reached = scores.masked_fill(~given.answers, float("-inf")).logsumexp(1)
        total = total - _LINKS * reached.mean()
    return total


def teach(
    model: Encoder,
    rounds: Sequence[Sequence[Taught]],
    *,
    rate: float,
    heads_rate: float,
    seed: int,
    label: str,
    device: torch.device,
) -> None:
    """Teach ``model`` on each round of windows in turn, the rates rising over the first twentieth and then falling to 0.

    The steps are taken on ``device``; afterwards the model is back in the processor's memory.
    """
    torch.manual_seed(seed)
    model.to(device)
    plan = [b for n, windows in enumerate(rounds) for b in batches(windows, seed + n)]
    body = {id(p) for p in model.body.parameters()}
    taught = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in taught if id(p) in body], "lr": rate},
        {"params": [p for p in taught if id(p) not in body], "lr": heads_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(len(plan) // 20, 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, (len(plan) - n) / max(len(plan) - warm, 1))
    )
    model.train()
    began, mean = time.monotonic(), 0.0
    for n, given in enumerate(plan):
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(model, given.on(device))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        mean = 0.98 * mean + 0.02 * float(loss.detach()) if n else float(loss.detach())
        if n % 50 == 0:
            print(f"{label}: step {n} of {len(plan)}, loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    model.to("cpu")
