"""The accessor of pandas, on all the kinds of series that hold texts."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from frames import rows

import textfix.integrations.pandas as adapter
from textfix import LanguageError, OptionsError


@pytest.fixture
def frame(table: SimpleNamespace) -> pd.DataFrame:
    return pd.DataFrame(table.columns, index=[*range(len(table.cleaned) - 1, 0, -1), 1])  # an index of no use


def test_example(run_example) -> None:
    run_example("pandas")


@pytest.mark.parametrize("dtype", ["str", "object", "string[python]", "string[pyarrow]"])
def test_texts_of_every_type(frame: pd.DataFrame, table: SimpleNamespace, dtype: str) -> None:
    texts = frame["text"].astype(dtype)
    cleaned = texts.textfix.clean(lang=frame["lang"])
    assert cleaned.dtype == texts.dtype
    assert cleaned.name == "text"
    pd.testing.assert_index_equal(cleaned.index, frame.index)
    assert [None if pd.isna(t) else t for t in cleaned] == table.cleaned
    checked = texts.textfix.check(lang=frame["lang"])
    pd.testing.assert_index_equal(checked.index, frame.index)
    assert rows(checked) == table.checked
    counts = adapter.rule_counts(checked)
    assert {
        (*row[:1], None if row[1] is pd.NA else row[1], *row[2:]) for row in counts.itertuples(index=False)
    } == table.counts


def test_nulls_stay_what_they_are() -> None:
    nulls = pd.Series([None, np.nan, pd.NA], dtype=object)
    assert [a is b for a, b in zip(nulls.textfix.clean(), nulls, strict=True)] == [True] * 3
    empty = pd.Series([], dtype=object).textfix.check()
    assert len(empty) == 0
    assert (empty.dtypes == nulls.textfix.check().dtypes).all()
    assert len(adapter.rule_counts(empty)) == 0


def test_categories() -> None:
    texts = pd.Series(["the the end", "the end", None], dtype="category")
    assert texts.textfix.clean(lang="en").tolist()[:2] == ["the end", "the end"]


def test_sources_are_compared(frame: pd.DataFrame, table: SimpleNamespace) -> None:
    checked = frame["text"].textfix.check(lang=frame["lang"], source=frame["source"], source_lang="de")
    assert rows(checked) == table.compared


def test_series_are_aligned() -> None:
    texts = pd.Series(["Er sagte „gut» dazu.", "He said “well» to it."], index=["a", "b"])
    lang = pd.Series(["en", "de"], index=["b", "a"])
    assert texts.textfix.check(lang=lang)["lang"].tolist() == ["de", "en"]


def test_what_cannot_be_used_is_told() -> None:
    texts = pd.Series(["a"])
    with pytest.raises(OptionsError, match="no-such-rule"):
        texts.textfix.clean(select=["no-such-rule"])
    with pytest.raises(LanguageError):
        texts.textfix.clean(lang="no language")
    with pytest.raises(TypeError, match="not int"):
        pd.Series([1]).textfix.clean()
