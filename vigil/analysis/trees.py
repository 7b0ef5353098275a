"""The learned chooser as it ships: for each question a sum of regression trees in ONNX."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from vigil.analysis.choosing import Asked, Facts, Question

if TYPE_CHECKING:
    import onnxruntime as ort


class Trees:
    """Weighs answers by the trees of each question, which are loaded when it is first asked."""

    def chances(self, asked: Asked, answers: Sequence[Facts]) -> Sequence[float]:
        """Return the chance of each answer to be right, from 0 to 1."""
        return grove(asked.question).chances([{**asked.facts, **facts} for facts in answers])


TREES = Trees()


class Grove:
    """The trees of one question and the names of the facts that they look at."""

    def __init__(self, question: Question) -> None:
        self._weights = files("vigil.analysis.weights").joinpath(f"{question}.onnx").read_bytes()

    @cached_property
    def _session(self) -> ort.InferenceSession:
        # Loaded here, not above: a command that reads no report does not wait for it.
        import onnxruntime as ort  # noqa: PLC0415

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        return ort.InferenceSession(self._weights, options, providers=["CPUExecutionProvider"])

    @cached_property
    def facts(self) -> list[str]:
        """The facts in the order of the columns."""
        names: list[str] = json.loads(self._session.get_modelmeta().custom_metadata_map["facts"])
        return names

    def chances(self, rows: Sequence[Facts]) -> list[float]:
        """Return for each row of facts the chance that the trees give it."""
        given = np.array([[row[name] for name in self.facts] for row in rows], dtype=np.float32)
        (scores,) = self._session.run(None, {"facts": given})
        return [float(share) for share in 1 / (1 + np.exp(-scores[:, 0]))]


@cache
def grove(question: Question) -> Grove:
    """Return the trees of a question."""
    return Grove(question)
