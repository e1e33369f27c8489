"""PySpark: functions on columns, for batches and for streams.

They run in the Python workers of the executors, on batches that Arrow brings there; nothing is collected, and nothing but the
options travels from the driver. textfix must be installed where the executors run.
"""

from __future__ import annotations

from typing import Any

from .. import Cleaner
from .._extras import extra
from . import _rows

with extra("spark", __name__):
    import pandas as pd
    from pyspark.sql import Column, DataFrame
    from pyspark.sql import functions as F  # noqa: N812  as everybody calls it
    from pyspark.sql import types as T  # noqa: N812

    from ._tables import listed

_TYPES: dict[type, Any] = {str: T.StringType(), int: T.LongType(), float: T.DoubleType(), bool: T.BooleanType()}
# The type of the column that `check` makes.
RESULT = _rows.typed(
    _rows.RESULT,
    _TYPES,
    T.ArrayType,
    lambda fields: T.StructType([T.StructField(name, kind) for name, kind in fields.items()]),
)


_NONE = dict.fromkeys(_rows.RESULT)


def clean(
    text: Column | str,
    *,
    lang: Column | str | None = None,
    source: Column | str | None = None,
    source_lang: Column | str | None = None,
    **options: Any,
) -> Column:
    """A column of the repaired texts of the column `text`; null where that is null.

    `lang`, `source_lang`: a tag for all, or a column of tags; where there is none, or one that names no language, it is
    detected. `source`: the column of the texts that were translated. `options`: those of `textfix.Options`, whose errors
    are raised here, before Spark does anything.
    """
    cleaner, columns = _given(text, lang, source, source_lang, options)
    names = tuple(columns)

    def cleaned(*series: pd.Series) -> pd.Series:
        return pd.Series(_rows.clean(cleaner, *_in_order(names, series)), dtype=object)

    return F.pandas_udf(cleaned, T.StringType())(*columns.values())


def check(
    text: Column | str,
    *,
    lang: Column | str | None = None,
    source: Column | str | None = None,
    source_lang: Column | str | None = None,
    **options: Any,
) -> Column:
    """A column of structures that say what is found in the column `text`: repaired text, score, findings (`RESULT`).

    Arguments and errors are those of `clean`.
    """
    cleaner, columns = _given(text, lang, source, source_lang, options)
    names = tuple(columns)

    def checked(*series: pd.Series) -> pd.DataFrame:
        results = _rows.check(cleaner, *_in_order(names, series))
        return pd.DataFrame([r or _NONE for r in results], columns=list(_rows.RESULT), dtype=object)

    made = F.pandas_udf(checked, RESULT)(*columns.values())
    return F.when(columns["texts"].isNotNull(), made)  # a data frame has no rows that are null


def rule_counts(frame: DataFrame, checked: str) -> DataFrame:
    """How often each rule found something in the column `checked`, which `check` has made: rule, lang, kind, count.

    `kind` is "repair", "suggestion" or "flag".
    """
    found = frame.select(F.col(f"{checked}.lang").alias("lang"), F.explode(f"{checked}.findings").alias("finding"))
    kind = F.when(F.col("finding.applied"), "repair").when(F.size("finding.edits") > 0, "suggestion").otherwise("flag")
    return found.groupBy(F.col("finding.rule").alias("rule"), "lang", kind.alias("kind")).count()


def _given(
    text: Column | str,
    lang: Column | str | None,
    source: Column | str | None,
    source_lang: Column | str | None,
    options: dict[str, Any],
) -> tuple[Cleaner, dict[str, Column]]:
    """What cleans, and the columns that it is given."""
    tags = {"lang": lang, "source_lang": source_lang}
    cleaner = Cleaner(**options, **{name: tag for name, tag in tags.items() if isinstance(tag, str)})
    columns = {
        "texts": text,
        "source": source,
        **{name: None if isinstance(tag, str) else tag for name, tag in tags.items()},
    }
    return cleaner, {n: F.col(c) if isinstance(c, str) else c for n, c in columns.items() if c is not None}


def _in_order(names: tuple[str, ...], series: tuple[pd.Series, ...]) -> Any:
    given = dict(zip(names, map(listed, series), strict=True))
    return [given.get(name) for name in ("texts", "lang", "source", "source_lang")]
