"""Grow the trees of a question and write them as ONNX."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isnan
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

from training.choosers import Lesson

_RUNS = 3
"""Forests whose mean is taken: each sees other facts first."""
_ROUNDS, _RATE, _LEAVES, _LEAST = 120, 0.06, 10, 20


def grow(
    lessons: Sequence[Lesson], weights: Sequence[float], seed: int
) -> tuple[list[str], list[HistGradientBoostingClassifier]]:
    """Return the names of the facts that are ever known, and the forests that tell right answers from wrong ones."""
    names = [n for n in sorted(lessons[0].facts) if any(not isnan(lesson.facts[n]) for lesson in lessons)]
    given = table(names, lessons)
    right = np.array([lesson.right for lesson in lessons])
    forests = [
        HistGradientBoostingClassifier(
            max_iter=_ROUNDS,
            learning_rate=_RATE,
            max_leaf_nodes=_LEAVES,
            min_samples_leaf=_LEAST,
            l2_regularization=1.0,
            max_features=0.5,
            random_state=seed * 10 + run,
        ).fit(given, right, sample_weight=np.array(weights))
        for run in range(_RUNS)
    ]
    return names, forests


def table(names: Sequence[str], lessons: Sequence[Lesson]) -> NDArray[np.float32]:
    """Return the facts of lessons, a row a lesson and a column a fact."""
    return np.array([[lesson.facts[n] for n in names] for lesson in lessons], dtype=np.float32)


def write(names: Sequence[str], forests: Sequence[HistGradientBoostingClassifier], out: Path) -> int:
    """Write the mean of the forests as one sum of trees; return the size of the file in bytes."""
    rows: dict[str, list[float]] = {k: [] for k in _BRANCHES + _LEAVES_OF}
    modes: list[str] = []
    number = 0
    for forest in forests:
        for tree in (t for grown in forest._predictors for t in grown):  # noqa: SLF001  # scikit-learn has no public way to its trees
            _add(tree.nodes, number, rows, modes, 1 / len(forests))
            number += 1
    start = float(np.mean([f._baseline_prediction[0, 0] for f in forests]))  # noqa: SLF001
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["facts"],
        ["score"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[start],
        nodes_modes=modes,
        **{k: [float(v) if k in _FLOATS else int(v) for v in values] for k, values in rows.items()},
    )
    graph = helper.make_graph(
        [node],
        out.stem,
        [helper.make_tensor_value_info("facts", TensorProto.FLOAT, [None, len(names)])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, [None, 1])],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("ai.onnx.ml", 3)], ir_version=8
    )
    helper.set_model_props(model, {"facts": json.dumps(list(names))})
    onnx.checker.check_model(model)
    return out.write_bytes(model.SerializeToString())


_BRANCHES = (
    "nodes_treeids",
    "nodes_nodeids",
    "nodes_featureids",
    "nodes_values",
    "nodes_truenodeids",
    "nodes_falsenodeids",
    "nodes_missing_value_tracks_true",
)
_LEAVES_OF = ("target_treeids", "target_nodeids", "target_ids", "target_weights")
_FLOATS = {"nodes_values", "target_weights"}


def _add(nodes: NDArray[np.void], tree: int, rows: dict[str, list[float]], modes: list[str], share: float) -> None:
    """Add the nodes of a tree, whose leaves count for ``share`` of their value."""
    for number, node in enumerate(nodes):
        leaf = bool(node["is_leaf"])
        modes.append("LEAF" if leaf else "BRANCH_LEQ")
        own = ("feature_idx", "num_threshold", "left", "right", "missing_go_to_left")
        values = (float(tree), float(number), *(0.0 if leaf else float(np.float32(node[name])) for name in own))
        for key, value in zip(_BRANCHES, values, strict=True):
            rows[key].append(value)
        if leaf:
            for key, value in zip(
                _LEAVES_OF, (float(tree), float(number), 0.0, float(node["value"]) * share), strict=True
            ):
                rows[key].append(value)
