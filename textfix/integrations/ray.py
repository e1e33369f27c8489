"""Ray Data: functions for `map_batches` on tables of Arrow."""

from __future__ import annotations

from typing import Any

from .._extras import extra
from . import _rows
from ._batches import Batches

with extra("ray", __name__):
    import pyarrow as pa
    from ray.data import Dataset

    from ._tables import RESULT


class Clean(Batches):
    """Repairs the texts of a column: ``dataset.map_batches(Clean("text", lang="de"), batch_format="pyarrow")``.

    Nulls stay null.
    """

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Return the table with the repaired column."""
        name = self.columns["texts"]
        texts = pa.array(self.cleaned(lambda column: batch.column(column).to_pylist()), batch.schema.field(name).type)
        return batch.set_column(batch.schema.get_field_index(name), name, texts)


class Check(Batches):
    """Adds a column that says what is found in each text: repaired text, score, findings (`RESULT`).

    ``dataset.map_batches(Check("text"), batch_format="pyarrow")``
    """

    def __init__(self, column: str, *, into: str = "textfix", **settings: Any) -> None:
        """Take the column with the texts, that for the results, and the settings of `Batches`."""
        super().__init__(column, **settings)
        self.into = into

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Return the table with the new column."""
        results = self.checked(lambda column: batch.column(column).to_pylist())
        return batch.append_column(self.into, pa.array(results, RESULT))


def rule_counts(dataset: Dataset, checked: str = "textfix") -> list[dict[str, Any]]:
    """How often each rule found something in the column `checked`, which `Check` has made: rule, lang, kind, count.

    `kind` is "repair", "suggestion" or "flag". Most often first.
    """
    return list(_rows.counts(row[checked] for row in dataset.select_columns([checked]).iter_rows()))
