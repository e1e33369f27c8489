"""Dask: what a series of texts can do once this module is imported; the same as one of pandas, partition by partition."""

from __future__ import annotations

from typing import Any

from .. import Cleaner
from .._extras import extra

with extra("dask", __name__):
    import dask.dataframe as dd
    import pandas as pd
    from dask.dataframe.extensions import register_series_accessor

    from . import pandas as _pandas


@register_series_accessor("textfix")
class TextfixAccessor:
    """``series.textfix``: cleans and checks the texts of a series; each is a document of its own."""

    def __init__(self, series: dd.Series) -> None:
        self._series = series

    def clean(
        self,
        *,
        lang: dd.Series | str | None = None,
        source: dd.Series | None = None,
        source_lang: dd.Series | str | None = None,
        **options: Any,
    ) -> dd.Series:
        """The repaired texts, a series like this one; nulls stay what they are.

        `lang`, `source_lang`: a tag for all, or a series of tags; where there is none, or one that names no language, it is
        detected. `source`: the texts that were translated. `options`: those of `textfix.Options`, whose errors are raised
        here, before Dask does anything.
        """
        told = {"lang": lang, "source": source, "source_lang": source_lang}
        return self._mapped("clean", self._series._meta, told, options)

    def check(
        self,
        *,
        lang: dd.Series | str | None = None,
        source: dd.Series | None = None,
        source_lang: dd.Series | str | None = None,
        **options: Any,
    ) -> dd.DataFrame:
        """A data frame with a row for each text: the repaired `text`, `changed`, `lang`, `score`, `basis`, `findings`.

        Rows of nulls are null. Arguments and errors are those of `clean`.
        """
        told = {"lang": lang, "source": source, "source_lang": source_lang}
        return self._mapped("check", _pandas.frame([], self._series._meta.index), told, options)

    def _mapped(self, method: str, meta: Any, told: dict[str, Any], options: dict[str, Any]) -> Any:
        tags = {name: column for name, column in told.items() if isinstance(column, str)}
        series = {name: column for name, column in told.items() if column is not None and name not in tags}
        Cleaner(**options, **tags)
        return self._series.map_partitions(
            _partition, *series.values(), names=tuple(series), method=method, settings=options | tags, meta=meta
        )


def _partition(texts: pd.Series, *columns: pd.Series, names: tuple[str, ...], method: str, settings: Any) -> Any:
    return getattr(texts.textfix, method)(**dict(zip(names, columns, strict=True)), **settings)


def rule_counts(checked: dd.DataFrame) -> dd.DataFrame:
    """How often each rule found something, in what `check` has returned: rule, lang, kind, count.

    `kind` is "repair", "suggestion" or "flag".
    """
    counts = checked.map_partitions(_pandas.rule_counts, meta=_pandas.rule_counts(checked._meta))
    return counts.groupby(["rule", "lang", "kind"], dropna=False)["count"].sum().reset_index()
