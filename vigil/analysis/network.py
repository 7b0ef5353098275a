"""The learned encoder as it ships: weights in ONNX, run on the processor, and what it sees in a story."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from vigil.analysis.pieces import Window, windows
from vigil.analysis.segment import Segmented
from vigil.analysis.wordpieces import WordPieces

_WINDOWS = 4
"""Windows run at once: more of them need more memory and are no faster on two cores."""
_THREADS = 2

_NAMES, _SAYS = 0.003, 0.3
"""Shares of a trigger and of something said at which a piece's links are kept: of a long report, all would not fit in memory."""

Table = NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """What the encoder sees in one window.

    ``tags`` hold for each head a row a piece and a column a label, which sum to 1. ``links`` hold for each role a row for each
    piece that may ask (``rows`` gives its row) and a column for nothing and for each piece, which sum to 1: where the role of
    what the piece names stands.
    """

    window: Window
    tags: Mapping[str, Table]
    links: Mapping[str, NDArray[np.float16]]
    rows: Mapping[int, int]


class Network:
    """The encoder: its word pieces, its labels and its weights, from ``encoder.onnx`` and ``pieces.txt`` in a folder."""

    def __init__(self, folder: Traversable) -> None:
        # Loaded here, not above: a command that reads no report does not wait for it.
        import onnxruntime as ort  # noqa: PLC0415

        options = ort.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            folder.joinpath("encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        told: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        self.version = told["version"]
        self.heads: dict[str, list[str]] = json.loads(told["heads"])
        self.roles: list[str] = json.loads(told["roles"])
        self.cutter = WordPieces(folder.joinpath("pieces.txt").read_text(encoding="utf-8").split("\n"))

    def read(self, text: Segmented) -> list[Seen]:
        """Return what the encoder sees in each window of a story, in story order."""
        cut = list(windows(text, self.cutter))
        seen: list[Seen] = []
        for first in range(0, len(cut), _WINDOWS):
            seen += self._run(cut[first : first + _WINDOWS])
        return seen

    def _run(self, group: Sequence[Window]) -> list[Seen]:
        longest = max(len(w.pieces) for w in group) + 2
        ids = np.zeros((len(group), longest), dtype=np.int64)
        features = np.zeros((len(group), longest, 3), dtype=np.int64)
        mask = np.zeros((len(group), longest), dtype=np.int64)
        for n, window in enumerate(group):
            size = len(window.pieces) + 2
            ids[n, :size] = window.ids()
            features[n, :size] = window.features()
            mask[n, :size] = 1
        tags, links = self._session.run(None, {"ids": ids, "features": features, "mask": mask})
        return [self._seen(w, tags[n], links[n]) for n, w in enumerate(group)]

    def _seen(self, window: Window, tags: Table, links: Table) -> Seen:
        size = len(window.pieces)
        rows: dict[str, Table] = {}
        first = 0
        for name, labels in self.heads.items():
            rows[name] = _shares(tags[1 : size + 1, first : first + len(labels)])
            first += len(labels)
        asking = np.flatnonzero((rows["trigger"][:, 0] <= 1 - _NAMES) | (rows["content"][:, 0] <= 1 - _SAYS))
        kept = {role: _shares(links[n, 1 + asking, : size + 1]).astype(np.float16) for n, role in enumerate(self.roles)}
        return Seen(window, rows, kept, {int(place): row for row, place in enumerate(asking)})


def _shares(scores: Table) -> Table:
    """Return rows of scores as shares that sum to 1."""
    if not scores.size:
        return scores
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Table = grown / grown.sum(axis=1, keepdims=True)
    return out


@cache
def network() -> Network:
    """Return the encoder that ships, loaded once."""
    return Network(files("vigil.analysis.weights"))
