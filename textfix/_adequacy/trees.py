"""Boosted regression trees as flat arrays: trained with LightGBM, evaluated without it."""

from __future__ import annotations

import math
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

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what the trees consist of, but for the names."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "names"}

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


_WORST = -2.5  # the standardised assessment of what is no translation
_SUSPECT = 0.25  # the probability of a fault from which on it counts

_COUNTED = ("target words", "target letters per word", "marks off")
_FOR_LENGTH = 0.035  # for each time that a text is e times as long
_BEYOND = 0.25  # the same again, outside of the lengths that most sentences have
_SHORT, _LONG = 50, 150  # characters
_FOR_MARKS = 0.02  # for each mark that is too many or too few
_MOST_MARKS = 6.0
_SURE, _FOR_SURE = "source sure", 0.19  # what more is given where systems are sure how words like these are translated


def joint(quality: float, fault: float) -> float:
    """Return one standardised assessment from that of the trees for quality, and the log odds of a plain fault."""
    probability = 1 / (1 + math.exp(-max(-50.0, fault)))
    share = max(0.0, (probability - _SUSPECT) / (1 - _SUSPECT))
    return quality * (1 - share) + _WORST * share


@dataclass(frozen=True, eq=False)
class Scorer:
    """Two sets of trees: what human raters would say, and whether it is no translation at all.

    `offset` and `slope` lead from standardised assessments to those on the scale of 0 to 100.
    """

    quality: Trees
    fault: Trees
    offset: float
    slope: float

    def __call__(self, values: Floats) -> float:
        """Return the score of one vector of features, 0 to 100."""
        return min(100.0, max(0.0, self.offset + self.slope * self.standardised(values)))

    def standardised(self, values: Floats) -> float:
        """Return the assessment on the scale of the labels: 0 is the mean, 1 the deviation of a rater."""
        return joint(self.quality(values) + self._ease(values), self.fault(values)) - self._strictness(values)

    def _ease(self, values: Floats) -> float:
        """What the words of the source add to what the trees make of them, which met them in two pairs only; 0 where they are not known."""
        sure = float(values[self.quality.names.index(_SURE)]) if _SURE in self.quality.names else math.nan
        return 0.0 if math.isnan(sure) else _FOR_SURE * sure

    def _strictness(self, values: Floats) -> float:
        """What those who count errors take off and those who judge at a glance do not: for length, and for marks.

        The longer a text, the more errors there are to count; between sentences of a usual length that hardly matters.
        """
        words, letters, marks = (float(values[self.quality.names.index(name)]) for name in _COUNTED)
        length = letters * (words + 1)
        beyond = math.log((length + 20) / (min(max(length, _SHORT), _LONG) + 20))
        counted = _FOR_LENGTH * math.log((length + 20) / 120) + _BEYOND * beyond
        return counted + _FOR_MARKS * min(marks, _MOST_MARKS)

    def save(self, path: Path) -> None:
        """Write the scorer to a file."""
        arrays: dict[str, Any] = {
            "names": np.array("\n".join(self.quality.names)),
            "scale": np.array((self.offset, self.slope)),
            **{f"quality_{name}": array for name, array in self.quality.arrays().items()},
            **{f"fault_{name}": array for name, array in self.fault.arrays().items()},
        }
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Scorer:
        """Read a scorer from a file that `save` wrote."""
        with np.load(path, allow_pickle=False) as file:
            names = tuple(str(file["names"]).split("\n"))
            parts = [
                Trees(
                    **{n.removeprefix(f"{part}_"): file[n] for n in file.files if n.startswith(f"{part}_")}, names=names
                )
                for part in ("quality", "fault")
            ]
            offset, slope = (float(x) for x in file["scale"])
        return cls(parts[0], parts[1], offset, slope)
