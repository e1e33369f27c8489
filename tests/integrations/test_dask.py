"""The accessor of Dask: the same as that of pandas, partition by partition, wherever that is."""

from types import SimpleNamespace

import cloudpickle
import dask.dataframe as dd
import pandas as pd
import pytest
from frames import rows

import textfix.integrations.dask as adapter
from textfix import LanguageError, OptionsError


@pytest.fixture
def frame(table: SimpleNamespace) -> dd.DataFrame:
    return dd.from_pandas(pd.DataFrame(table.columns), npartitions=3)


def test_example(run_example) -> None:
    run_example("dask")


def test_rows(frame: dd.DataFrame, table: SimpleNamespace) -> None:
    checked = frame["text"].textfix.check(lang=frame["lang"])
    done = checked.compute(scheduler="sync")
    assert rows(done) == table.checked
    assert (done.dtypes == checked.dtypes).all()
    counts = adapter.rule_counts(checked).compute(scheduler="sync")
    assert set(counts.itertuples(index=False, name=None)) == table.counts


def test_other_machines(frame: dd.DataFrame, table: SimpleNamespace) -> None:
    cleaned = frame["text"].textfix.clean(lang=frame["lang"])
    done = cloudpickle.loads(cloudpickle.dumps(cleaned)).compute(scheduler="sync")
    assert [None if pd.isna(t) else t for t in done] == table.cleaned
    assert done.dtype == cleaned.dtype == frame["text"].dtype


def test_sources_are_compared(frame: dd.DataFrame, table: SimpleNamespace) -> None:
    checked = frame["text"].textfix.check(lang=frame["lang"], source=frame["source"], source_lang="de")
    assert rows(checked.compute(scheduler="sync")) == table.compared


def test_what_cannot_be_used_is_told(frame: dd.DataFrame) -> None:
    with pytest.raises(OptionsError, match="no-such-rule"):
        frame["text"].textfix.clean(select=["no-such-rule"])
    with pytest.raises(LanguageError):
        frame["text"].textfix.check(lang="no language")
