"""What the adapters to pandas, Dask, Spark and Ray share: columns of pandas, and the types of Arrow."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from . import _rows

_TYPES: dict[type, Any] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def _arrow(shape: _rows.Shape) -> Any:
    return _rows.typed(shape, _TYPES, pa.list_, lambda fields: pa.struct(list(fields.items())))


RESULT = _arrow(_rows.RESULT)
COUNT = _arrow(_rows.COUNT)


def listed(series: Any) -> list[Any]:
    """The values of a series of pandas, ``None`` for each kind of null."""
    return [None if null else value for value, null in zip(series.tolist(), series.isna().tolist(), strict=True)]
