"""Data frames of pandas in tests."""

import pandas as pd


def rows(frame: pd.DataFrame) -> list[object]:
    """The rows, with ``None`` for null, also for a row of nulls."""
    records = [{k: None if v is pd.NA else v for k, v in row.items()} for row in frame.to_dict("records")]
    return [None if all(v is None for v in row.values()) else row for row in records]
