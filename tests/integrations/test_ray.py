"""The functions for Ray Data, on a Ray of its own."""

import logging
from collections.abc import Iterator
from types import SimpleNamespace

import pyarrow as pa
import pytest
import ray

from textfix import OptionsError
from textfix.integrations.ray import Check, Clean, rule_counts

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:ray.data.context")  # of Ray about itself


@pytest.fixture(scope="module", autouse=True)
def engine() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")  # no network in tests
        ray.init(num_cpus=1, include_dashboard=False, logging_level=logging.ERROR, object_store_memory=80_000_000)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


def test_example(run_example) -> None:
    run_example("ray")


def test_rows(table: SimpleNamespace) -> None:
    dataset = ray.data.from_arrow(pa.table(table.columns))
    check = Check("text", into="found", lang_column="lang")
    compare = Check("text", into="compared", lang_column="lang", source_column="source", source_lang="de")
    done = dataset.map_batches(check, batch_format="pyarrow", batch_size=3).map_batches(compare, batch_format="pyarrow")
    done = done.map_batches(Clean("text", lang_column="lang"), batch_format="pyarrow").materialize()
    rows = done.take_all()
    assert [row["text"] for row in rows] == table.cleaned
    assert [row["found"] for row in rows] == table.checked
    assert [row["compared"] for row in rows] == table.compared
    assert {tuple(row.values()) for row in rule_counts(done, "found")} == table.counts


def test_what_cannot_be_used_is_told() -> None:
    with pytest.raises(OptionsError, match="no-such-rule"):
        Clean("text", select=["no-such-rule"])
