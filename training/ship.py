"""Writes the taught encoder as it ships: ONNX with weights of eight bits, labels and version inside, and its word pieces."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.examples import ROLES, heads
from training.model import Encoder

_UNSHIPPED = "other"
"""The head that only helps to teach; it stands last."""


class Shipped(nn.Module):
    """The encoder without the head that is not shipped."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model
        self.width = sum(len(h.labels) for h in heads() if h.name != _UNSHIPPED)

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return tags and links as the encoder does."""
        tags, links = self.model(ids, features, mask)
        return tags[:, :, : self.width], links


def ship(model: Encoder, pieces: Path, folder: Path, version: str) -> Path:
    """Write ``encoder.onnx`` and ``pieces.txt`` into ``folder``; return the path of the weights."""
    model.eval()
    ids = torch.randint(1000, 2000, (2, 32))
    given = (ids, torch.zeros(2, 32, 3, dtype=torch.long), torch.ones_like(ids))
    out = folder / "encoder.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        size = {0: torch.export.Dim("windows", min=1, max=64), 1: torch.export.Dim("pieces", min=8, max=512)}
        torch.onnx.export(
            Shipped(model).eval(),
            given,
            str(whole),
            input_names=["ids", "features", "mask"],
            output_names=["tags", "links"],
            dynamic_shapes=(size, size, size),
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        quantize_dynamic(
            whole,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    _describe(out, version)
    (folder / "pieces.txt").write_text(pieces.read_text(encoding="utf-8"), encoding="utf-8")
    return out


def _describe(path: Path, version: str) -> None:
    """Write labels and version into the file of the weights."""
    weights = onnx.load(str(path))
    told = {
        "version": version,
        "heads": json.dumps({h.name: h.labels for h in heads() if h.name != _UNSHIPPED}),
        "roles": json.dumps(ROLES),
    }
    onnx.helper.set_model_props(weights, told)
    onnx.save(weights, str(path))
