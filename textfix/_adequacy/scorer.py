"""What human raters would say of a translation, from trees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .._trees import Floats, Trees

_WORST = -2.5  # the standardised assessment of what is no translation
_SUSPECT = 0.25  # the probability of a fault from which on it counts

_COUNTED = ("target words", "target letters per word", "marks off")
_FOR_LENGTH = 0.035  # for each time that a text is e times as long
_BEYOND = 0.25  # the same again, outside of the lengths that most sentences have
_SHORT, _LONG = 50, 150  # characters
_FOR_MARKS = 0.02  # for each mark that is too many or too few
_MOST_MARKS = 6.0
# What is added outside of the trees. They see nothing of how hard words of other languages than English are. An English source, which two
# of their pairs have, they trust too little where systems are sure of its words, and too little where names have no partner. Words without
# one they take for mistakes, as they are where systems are weak; between languages of which much is written they rather show freedom.
_FOR_WORDS = {"source ease": 0.9, "target ease": 0.9}
_FROM_ENGLISH = {"source sure": 0.3, "target capital lone": 0.5}
_FOR_LARGE = {"source misses": 0.5}
_USUAL = 0.8  # beyond this, in either direction, a value is not one of words: a word of a hundred letters, say


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
        """What the words add to what the trees make of them; 0 where they are not known."""
        weights = dict(_FOR_WORDS)
        if not math.isnan(self._value(values, "source sure")):
            weights |= _FROM_ENGLISH
        if self._value(values, "large") > 0:
            weights |= _FOR_LARGE
        told = ((weight, self._value(values, name)) for name, weight in weights.items())
        return sum(weight * max(-_USUAL, min(_USUAL, value)) for weight, value in told if not math.isnan(value))

    def _strictness(self, values: Floats) -> float:
        """What those who count errors take off and those who judge at a glance do not: for length, and for marks.

        The longer a text, the more errors there are to count; between sentences of a usual length that hardly matters.
        """
        words, letters, marks = (self._value(values, name) for name in _COUNTED)
        length = letters * (words + 1)
        beyond = math.log((length + 20) / (min(max(length, _SHORT), _LONG) + 20))
        counted = _FOR_LENGTH * math.log((length + 20) / 120) + _BEYOND * beyond
        return counted + _FOR_MARKS * min(marks, _MOST_MARKS)

    def _value(self, values: Floats, name: str) -> float:
        """The value of a feature, NaN where it is not known or the trees were made without it."""
        names = self.quality.names
        return float(values[names.index(name)]) if name in names else math.nan

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
