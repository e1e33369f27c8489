"""Boosted regression trees as flat arrays: trained with LightGBM, evaluated without it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_HIGHEST = float(np.finfo(np.float32).max)


@dataclass(frozen=True, eq=False)
class Trees:
    """A sum of trees, or the mean of several. Node `i` sends a value of its `feature` up to its `threshold` to `left`, others to `right`.

    Children from 0 on are nodes, those below are leaves: ``-1 - child`` is the place in `leaves`. `missing_left` says
    where a value goes that is NaN. `roots` are the first nodes of the trees. `names` are the features in their order.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    missing_left: NDArray[np.bool_]
    leaves: Floats
    names: tuple[str, ...]

    def __call__(self, values: Floats) -> float:
        """Return what the trees say of one vector of features."""
        at = self.roots
        total = 0.0
        while len(at):
            x = values[self.feature[at]]
            go_left = np.where(np.isnan(x), self.missing_left[at], x <= self.threshold[at])
            at = np.where(go_left, self.left[at], self.right[at])
            total += float(self.leaves[-1 - at[at < 0]].sum())
            at = at[at >= 0]
        return total

    def many(self, rows: Floats) -> NDArray[np.float64]:
        """Return what the trees say of each of some vectors without NaN."""
        at = np.tile(self.roots, (len(rows), 1))
        row = np.arange(len(rows))[:, None]
        while (inside := at >= 0).any():
            node = np.where(inside, at, 0)
            go_left = rows[row, self.feature[node]] <= self.threshold[node]
            at = np.where(inside, np.where(go_left, self.left[node], self.right[node]), at)
        return np.asarray(self.leaves[-1 - at].sum(1, dtype=np.float64))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what the trees consist of, but for the names."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "names"}

    def save(self, path: Path) -> None:
        """Write the trees to a file."""
        arrays: dict[str, Any] = {"names": np.array("\n".join(self.names)), **self.arrays()}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Trees:
        """Read trees from a file that `save` wrote."""
        with np.load(path, allow_pickle=False) as file:
            names = tuple(str(file["names"]).split("\n"))
            return cls(**{name: file[name] for name in file.files if name != "names"}, names=names)

    @classmethod
    def of(cls, models: list[dict[str, Any]], names: tuple[str, ...]) -> Trees:
        """Make trees that say the mean of some models, from what ``lightgbm.Booster.dump_model()`` returns of each."""
        nodes: list[tuple[int, float, int, int, bool]] = []
        leaves: list[float] = []

        def add(node: dict[str, Any]) -> int:
            if "leaf_value" in node:
                leaves.append(node["leaf_value"] / len(models))
                return -len(leaves)
            place = len(nodes)
            nodes.append((0, 0.0, 0, 0, False))
            threshold = min(float(node["threshold"]), _HIGHEST)
            missing = node["default_left"] if node["missing_type"] == "NaN" else threshold >= 0
            left, right = add(node["left_child"]), add(node["right_child"])
            nodes[place] = int(node["split_feature"]), threshold, left, right, bool(missing)
            return place

        roots = [add(tree["tree_structure"]) for model in models for tree in model["tree_info"]]
        feature, threshold, left, right, missing = zip(*nodes, strict=True)
        return cls(
            np.array([r for r in roots if r >= 0], np.int32),
            np.array(feature, np.int16),
            np.array(threshold, np.float32),
            np.array(left, np.int32),
            np.array(right, np.int32),
            np.array(missing, np.bool_),
            np.array(leaves, np.float32),
            names,
        )
