"""The encoder and its heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from training.examples import ROLES, heads
from vigil.analysis.pieces import FEATURES

_LINKED = 48
"""Width of the vectors that a link compares."""
_DROPOUT = 0.1


class Encoder(nn.Module):
    """Six layers of MiniLM that are told case, quotation and place, with one head a question and links between pieces."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.body = BertModel.from_pretrained(
            str(start),
            add_pooling_layer=False,
            attn_implementation="sdpa",
            hidden_dropout_prob=_DROPOUT,
            attention_probs_dropout_prob=0.0,
        )
        width = self.body.config.hidden_size
        self.body.embeddings.word_embeddings.weight.requires_grad = False  # half of all weights; little to gain
        self.features = nn.ModuleList(nn.Embedding(len(names), width) for names in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(_DROPOUT)
        self.widths = [len(h.labels) for h in heads()]
        self.tags = nn.Linear(width, sum(self.widths))
        self.middle = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(_DROPOUT))
        self.asks = nn.Linear(width, len(ROLES) * _LINKED)
        self.answers = nn.Linear(width, len(ROLES) * _LINKED)

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the tags, (windows, pieces, labels of all heads), and the links, (windows, roles, pieces, pieces)."""
        inside = self.body.embeddings.word_embeddings(ids)
        for n, table in enumerate(self.features):
            inside = inside + table(features[:, :, n])
        out = self.body(inputs_embeds=inside, attention_mask=mask).last_hidden_state
        out = self.drop(out.float())
        tags = self.tags(self.middle(out) + out)
        shape = (*ids.shape, len(ROLES), _LINKED)
        asks = self.asks(out).view(shape).transpose(1, 2)
        answers = self.answers(out).view(shape).transpose(1, 2)
        links = asks @ answers.transpose(2, 3) / _LINKED**0.5
        return tags, links + (mask[:, None, None, :].float() - 1) * 1e4
