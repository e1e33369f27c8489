"""The namespace of Polars: eager, lazy and streaming."""

from types import SimpleNamespace

import polars as pl
import pytest

import textfix.integrations.polars as adapter
from textfix import LanguageError, OptionsError


@pytest.fixture
def frame(table: SimpleNamespace) -> pl.DataFrame:
    return pl.DataFrame(table.columns, schema=dict.fromkeys(table.columns, pl.String))


def test_example(run_example) -> None:
    run_example("polars")


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_lazy(frame: pl.DataFrame, table: SimpleNamespace, engine: str) -> None:
    text = pl.col("text")
    lazy = frame.lazy().select(
        text.textfix.clean(lang=pl.col("lang")), text.textfix.check(lang=pl.col("lang")).alias("checked")
    )
    assert lazy.collect_schema() == {"text": pl.String(), "checked": adapter.RESULT}
    done = lazy.collect(engine=engine)
    assert done["text"].to_list() == table.cleaned
    assert done["checked"].to_list() == table.checked
    assert done.schema["checked"] == adapter.RESULT
    assert set(adapter.rule_counts(lazy, "checked").collect(engine=engine).rows()) == table.counts
    assert set(adapter.rule_counts(done, "checked").rows()) == table.counts


def test_each_batch_of_a_stream_is_given_alone(tmp_path) -> None:
    """Streaming holds no more than some rows: the function is called for a part of the rows at a time."""
    path = tmp_path / "rows.parquet"
    pl.DataFrame({"text": [f"the the end of {i}" for i in range(3000)]}).write_parquet(path, row_group_size=500)
    out = tmp_path / "out.parquet"
    pl.scan_parquet(path).with_columns(pl.col("text").textfix.clean(lang="en", select=["repeated-word"])).sink_parquet(
        out
    )
    assert pl.read_parquet(out)["text"].to_list() == [f"the end of {i}" for i in range(3000)]


def test_several_columns_at_once() -> None:
    frame = pl.DataFrame({"a": ["the the end"], "b": ["on the the boat"], "n": [1]})
    assert frame.with_columns(pl.col(pl.String).textfix.clean(lang="en")).row(0) == ("the end", "on the boat", 1)


def test_sources_are_compared(frame: pl.DataFrame, table: SimpleNamespace) -> None:
    checked = pl.col("text").textfix.check(lang=pl.col("lang"), source=pl.col("source"), source_lang="de")
    assert frame.select(checked).to_series().to_list() == table.compared


def test_no_rows(frame: pl.DataFrame) -> None:
    none = frame.clear().select(pl.col("text").textfix.check(lang=pl.col("lang")))
    assert none.schema["text"] == adapter.RESULT
    assert adapter.rule_counts(none, "text").rows() == []


def test_what_cannot_be_used_is_told() -> None:
    with pytest.raises(OptionsError, match="no-such-rule"):
        pl.col("a").textfix.clean(select=["no-such-rule"])
    with pytest.raises(LanguageError):
        pl.col("a").textfix.check(lang="no language")
