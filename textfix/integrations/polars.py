"""Polars: what an expression of texts can do once this module is imported, in data frames, lazy frames and streams."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .. import Cleaner
from .._extras import extra
from . import _rows

with extra("polars", __name__):
    import polars as pl

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

_TYPES: dict[type, Any] = {str: pl.String(), int: pl.Int64(), float: pl.Float64(), bool: pl.Boolean()}
# The type of the column that `check` makes.
RESULT = _rows.typed(_rows.RESULT, _TYPES, pl.List, pl.Struct)


@pl.api.register_expr_namespace("textfix")
class TextfixExpr:
    """``expression.textfix``: cleans and checks the texts of an expression; each is a document of its own."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def clean(
        self,
        *,
        lang: pl.Expr | str | None = None,
        source: pl.Expr | None = None,
        source_lang: pl.Expr | str | None = None,
        **options: Any,
    ) -> pl.Expr:
        """The repaired texts; nulls stay null.

        `lang`, `source_lang`: a tag for all, or an expression for tags; where there is none, or one that names no language,
        it is detected. `source`: the texts that were translated. `options`: those of `textfix.Options`, whose errors are
        raised here, before Polars does anything.
        """
        return self._mapped(_rows.clean, pl.String(), lang, source, source_lang, options)

    def check(
        self,
        *,
        lang: pl.Expr | str | None = None,
        source: pl.Expr | None = None,
        source_lang: pl.Expr | str | None = None,
        **options: Any,
    ) -> pl.Expr:
        """A structure for each text that says what is found in it: repaired text, score, findings (`RESULT`).

        Nulls stay null. Arguments and errors are those of `clean`.
        """
        return self._mapped(_rows.check, RESULT, lang, source, source_lang, options)

    def _mapped(
        self,
        work: Callable[..., list[Any]],
        kind: Any,
        lang: pl.Expr | str | None,
        source: pl.Expr | None,
        source_lang: pl.Expr | str | None,
        options: dict[str, Any],
    ) -> pl.Expr:
        columns = {"texts": self._expr, "source": source, "lang": lang, "source_lang": source_lang}
        tags = {name: column for name, column in columns.items() if isinstance(column, str)}
        given = {name: c for name, c in columns.items() if c is not None and name not in tags}
        cleaner = Cleaner(**options, **tags)

        def alone(texts: pl.Series) -> pl.Series:
            return pl.Series(work(cleaner, texts.to_list()), dtype=kind)

        def together(rows: pl.Series) -> pl.Series:
            told = zip(given, rows.struct.unnest(), strict=True)
            return pl.Series(work(cleaner, **{name: column.to_list() for name, column in told}), dtype=kind)

        if len(given) == 1:
            return self._expr.map_batches(alone, kind, is_elementwise=True)
        texts, *told = given.values()
        fields = [texts, *(c.alias(f"textfix {i}") for i, c in enumerate(told))]  # the first one names the result
        return pl.struct(fields).map_batches(together, kind, is_elementwise=True)


def rule_counts(frame: Frame, checked: str) -> Frame:
    """How often each rule found something in the column `checked`, which `check` has made: rule, lang, kind, count.

    `kind` is "repair", "suggestion" or "flag". Most often first; lazy if `frame` is.
    """
    result, finding = pl.col(checked).struct, pl.col("finding").struct
    kind = (
        pl.when(finding.field("applied"))
        .then(pl.lit("repair"))
        .when(finding.field("edits").list.len() > 0)
        .then(pl.lit("suggestion"))
        .otherwise(pl.lit("flag"))
    )
    found = frame.select(result.field("lang"), result.field("findings").alias("finding")).explode("finding")
    return (
        found.drop_nulls("finding")
        .group_by(finding.field("rule"), "lang", kind.alias("kind"))
        .agg(pl.len().cast(pl.Int64).alias("count"))
        .sort("count", "rule", "lang", "kind", descending=[True, False, False, False])
    )
