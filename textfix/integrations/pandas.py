"""pandas: what a series of texts can do once this module is imported."""

from __future__ import annotations

from typing import Any

from .. import Cleaner
from .._extras import extra
from . import _rows

with extra("pandas", __name__):
    import pandas as pd
    import pyarrow as pa

    from ._tables import COUNT, RESULT, listed


@pd.api.extensions.register_series_accessor("textfix")
class TextfixAccessor:
    """``series.textfix``: cleans and checks the texts of a series; each is a document of its own."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def clean(
        self,
        *,
        lang: pd.Series | str | None = None,
        source: pd.Series | None = None,
        source_lang: pd.Series | str | None = None,
        **options: Any,
    ) -> pd.Series:
        """The repaired texts, a series like this one; nulls stay what they are.

        `lang`, `source_lang`: a tag for all, or a series of tags; where there is none, or one that names no language, it is
        detected. `source`: the texts that were translated. Series are aligned by their index. `options`: those of
        `textfix.Options`, whose errors are raised.
        """
        cleaner, columns = self._given(lang, source, source_lang, options)
        texts = _rows.clean(cleaner, **columns)
        old = self._series
        values = [before if new is None else new for before, new in zip(old.tolist(), texts, strict=True)]
        dtype = None if isinstance(old.dtype, pd.CategoricalDtype) else old.dtype
        return pd.Series(values, old.index, dtype, old.name)

    def check(
        self,
        *,
        lang: pd.Series | str | None = None,
        source: pd.Series | None = None,
        source_lang: pd.Series | str | None = None,
        **options: Any,
    ) -> pd.DataFrame:
        """A data frame with a row for each text: the repaired `text`, `changed`, `lang`, `score`, `basis`, `findings`.

        Rows of nulls are null. Arguments and errors are those of `clean`.
        """
        cleaner, columns = self._given(lang, source, source_lang, options)
        results = _rows.check(cleaner, **columns)
        return frame(results, self._series.index)

    def _given(
        self,
        lang: pd.Series | str | None,
        source: pd.Series | None,
        source_lang: pd.Series | str | None,
        options: dict[str, Any],
    ) -> tuple[Cleaner, dict[str, _rows.Column]]:
        """What cleans, and the columns that it is given."""
        columns = {"texts": self._series, "source": source, "lang": lang, "source_lang": source_lang}
        tags = {name: column for name, column in columns.items() if isinstance(column, str)}
        series = {name: c for name, c in columns.items() if c is not None and name not in tags}
        return Cleaner(**options, **tags), {name: listed(self._aligned(c)) for name, c in series.items()}

    def _aligned(self, series: pd.Series) -> pd.Series:
        index = self._series.index
        return series if series.index.equals(index) else series.reindex(index)


def frame(results: list[dict[str, Any] | None], index: pd.Index) -> pd.DataFrame:
    """The results of a check as a data frame, in the types of Arrow."""
    return _typed([r or {} for r in results], RESULT).set_axis(index)


def rule_counts(checked: pd.DataFrame) -> pd.DataFrame:
    """How often each rule found something, in what `check` has returned: rule, lang, kind, count; most often first.

    `kind` is "repair", "suggestion" or "flag".
    """
    found = checked.dropna(subset=["findings"])
    results = ({"lang": tag, "findings": f} for tag, f in zip(listed(found["lang"]), found["findings"], strict=True))
    return _typed(list(_rows.counts(results)), COUNT)


def _typed(records: list[dict[str, Any]], kind: pa.DataType) -> pd.DataFrame:
    return pa.Table.from_struct_array(pa.array(records, kind)).to_pandas(types_mapper=pd.ArrowDtype)
