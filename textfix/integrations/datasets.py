"""Hugging Face datasets: functions for `map` and `filter`, with any number of processes, also on streamed datasets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import OptionsError, Severity
from .._extras import extra
from . import _rows
from ._batches import Batches

with extra("datasets", __name__):
    from datasets import Features, List, Value

_TYPES: dict[type, Any] = {
    str: Value("string"),
    int: Value("int64"),
    float: Value("float64"),
    bool: Value("bool"),
}
# The type of the column that `Check` makes.
RESULT = _rows.typed(_rows.RESULT, _TYPES, List, dict)

Batch = Mapping[str, list[Any]]


class Clean(Batches):
    """Repairs the texts of a column: ``dataset.map(Clean("text", lang="de"), batched=True)``. Nulls stay null."""

    def __call__(self, batch: Batch) -> dict[str, list[str | None]]:
        """Return the repaired column."""
        return {self.columns["texts"]: self.cleaned(batch.__getitem__)}


class Check(Batches):
    """Adds a column that says what is found in each text: repaired text, score, findings (`RESULT`).

    ``check = Check("text"); dataset.map(check, batched=True, features=check.features(dataset.features))``
    """

    def __init__(self, column: str, *, into: str = "textfix", **settings: Any) -> None:
        """Take the column with the texts, that for the results, and the settings of `Batches`."""
        super().__init__(column, **settings)
        self.into = into

    def __call__(self, batch: Batch) -> dict[str, list[dict[str, Any] | None]]:
        """Return the new column."""
        return {self.into: self.checked(batch.__getitem__)}

    def features(self, features: Mapping[str, Any]) -> Features:
        """The features of a dataset, and those of the new column: without them batches that find nothing have no type."""
        return Features({**features, self.into: RESULT})


class Keep(Batches):
    """Keeps the records whose text is sound: ``dataset.filter(Keep("text"), batched=True)``.

    A record goes if something is found in its text that is more severe than `worst` ("minor", say), at least as sure as the
    option `min_confidence`, and not repaired; or if the score is below `min_score`. What was not judged stays.
    """

    def __init__(self, column: str, *, worst: str = "minor", min_score: float = 0, **settings: Any) -> None:
        """Take the column with the texts, the bounds, and the settings of `Batches`. Raises `OptionsError`."""
        super().__init__(column, **settings)
        try:
            self.worst = Severity[worst.upper()]
        except KeyError:
            raise OptionsError(f"worst is one of {', '.join(map(str, Severity))}, not {worst!r}") from None
        self.min_score = min_score

    def __call__(self, batch: Batch) -> list[bool]:
        """Return for each record whether it stays."""
        return [result is None or self._sound(result) for result in self.checked(batch.__getitem__)]

    def _sound(self, result: dict[str, Any]) -> bool:
        if result["score"] is not None and result["score"] < self.min_score:
            return False
        sure = self.cleaner.options.min_confidence
        return not any(
            Severity[f["severity"].upper()] > self.worst and f["confidence"] >= sure and not f["applied"]
            for f in result["findings"]
        )


def rule_counts(dataset: Iterable[Mapping[str, Any]], checked: str = "textfix") -> list[dict[str, Any]]:
    """How often each rule found something in the column `checked`, which `Check` has made: rule, lang, kind, count.

    `kind` is "repair", "suggestion" or "flag". Most often first.
    """
    return list(_rows.counts(record[checked] for record in dataset))
