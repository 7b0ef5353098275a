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

_UNSHIPPED = frozenset({"other", "act"})
"""Heads that only help to teach. What the encoder says of acts made readings of the validation part worse than the rules'."""


class Shipped(nn.Module):
    """The encoder without the heads that are not shipped."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return tags and links as the encoder does."""
        tags, links = self.model(ids, features, mask)
        parts = tags.split(self.model.widths, dim=2)
        return torch.cat([p for h, p in zip(heads(), parts, strict=True) if h.name not in _UNSHIPPED], dim=2), links


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
            reduce_range=True,  # seven bits: older processors add products of eight in sixteen and overflow
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            nodes_to_exclude=_heads_of(whole),
        )
    _describe(out, version)
    (folder / "pieces.txt").write_text(pieces.read_text(encoding="utf-8"), encoding="utf-8")
    return out


def _heads_of(path: Path) -> list[str]:
    """Return the products of the heads: the last four with weights. They are small, and lose most by eight bits."""
    graph = onnx.load(str(path)).graph
    weights = {w.name for w in graph.initializer}
    products = [n.name for n in graph.node if n.op_type in {"MatMul", "Gemm"} and set(n.input) & weights]
    return products[-4:]


def _describe(path: Path, version: str) -> None:
    """Write labels and version into the file of the weights, and take out where each node came from on this machine."""
    weights = onnx.load(str(path))
    parts = (
        weights.graph,
        *weights.graph.node,
        *weights.graph.value_info,
        *weights.graph.initializer,
        *weights.functions,
    )
    for part in (*parts, *weights.graph.input, *weights.graph.output):
        part.ClearField("doc_string")
        part.ClearField("metadata_props")
    del weights.graph.value_info[:]
    told = {
        "version": version,
        "heads": json.dumps({h.name: h.labels for h in heads() if h.name not in _UNSHIPPED}),
        "roles": json.dumps(ROLES),
    }
    onnx.helper.set_model_props(weights, told)
    onnx.save(weights, str(path))
