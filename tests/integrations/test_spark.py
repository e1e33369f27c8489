"""The functions for Spark on a real, local one: in batches and in streams."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from java import find_java
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812

from textfix import LanguageError, OptionsError
from textfix.integrations.spark import RESULT, check, clean, rule_counts

# Spark itself takes care of what it says of pandas here.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # short runs
    "spark.log.level": "OFF",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "3",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        find_java(patch, folder)
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master("local[1]").config(map=SETTINGS)
        session = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse")).getOrCreate()
        yield session
        session.stop()


@pytest.fixture
def frame(spark: SparkSession, table: SimpleNamespace) -> DataFrame:
    rows = list(zip(*table.columns.values(), strict=True))
    return spark.createDataFrame(rows, ", ".join(f"{name} string" for name in table.columns)).coalesce(1)


def plain(value: object) -> object:
    return value.asDict(recursive=True) if hasattr(value, "asDict") else value


def test_examples(spark: SparkSession, run_example) -> None:
    run_example("spark")


def test_rows(frame: DataFrame, table: SimpleNamespace) -> None:
    made = frame.select(
        clean("text", lang=F.col("lang")).alias("cleaned"),
        check(F.col("text"), lang=F.col("lang")).alias("checked"),
        check("text", lang=F.col("lang"), source="source", source_lang="de").alias("compared"),
    )
    assert made.schema["checked"].dataType == RESULT
    rows = made.collect()
    assert [row.cleaned for row in rows] == table.cleaned
    assert [plain(row.checked) for row in rows] == table.checked
    assert [plain(row.compared) for row in rows] == table.compared
    assert {tuple(row) for row in rule_counts(made, "checked").collect()} == table.counts


def test_streams(spark: SparkSession, frame: DataFrame, table: SimpleNamespace, tmp_path: Path) -> None:
    frame.write.json(str(tmp_path / "in"), ignoreNullFields=False)
    stream = spark.readStream.schema(frame.schema).json(str(tmp_path / "in"))
    checked = stream.select("text", check("text", lang=F.col("lang")).alias("checked"))
    rows = checked.writeStream.format("memory").queryName("rows").trigger(availableNow=True)
    rows.start().awaitTermination()
    found = spark.table("rows").collect()
    assert sorted((plain(row.checked) for row in found), key=str) == sorted(table.checked, key=str)
    counts = rule_counts(checked, "checked").writeStream.format("memory").queryName("counts")
    counts.outputMode("complete").trigger(availableNow=True).start().awaitTermination()
    assert {tuple(row) for row in spark.table("counts").collect()} == table.counts


def test_what_cannot_be_used_is_told_on_the_driver(spark: SparkSession) -> None:
    with pytest.raises(OptionsError, match="no-such-rule"):
        clean("text", select=["no-such-rule"])
    with pytest.raises(LanguageError):
        check("text", lang="no language")
