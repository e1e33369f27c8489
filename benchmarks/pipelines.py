"""Pipelines beside the command line: the same Parquet file on two cores, the same texts out of it, and how fast.

    python benchmarks/pipelines.py [--rows 40000] [--rounds 3] [--only spark ...]

The records are those of benchmarks/scale.py. Each system is a process of its own that reads the file, cleans every text and
writes all, turn by turn; the command line is `textfix clean --jobs 2`. Polars and pandas have one core.
Start-up is what the same takes for a file of 20 rows, and is not part of the throughput. Whoever shares the machine disturbs
the seconds; CPU seconds, of all processes of a system together, less so. Needs Linux, and the extras of `dev`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from scale import lines

PARTS = 8
LARGE = 5_000_000  # bytes
FIRST = "textfix clean --jobs 2"


def command_line(source: Path, out: Path) -> None:
    """The command line."""
    command = [
        sys.executable,
        "-m",
        "textfix",
        "clean",
        "-q",
        "-j",
        "2",
        "--lang",
        "en",
        "--field",
        "text",
        str(source),
    ]
    with out.open("wb") as file:
        subprocess.run(command, stdout=file, check=True)


def spark(source: Path, out: Path) -> None:
    """PySpark on two cores."""
    from pyspark.sql import SparkSession

    from textfix.integrations.spark import clean

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.files.maxPartitionBytes", source.stat().st_size // PARTS + 1)
    session = builder.config("spark.sql.files.openCostInBytes", "0").getOrCreate()
    frame = session.read.parquet(str(source)).withColumn("text", clean("text", lang="en"))
    frame.write.parquet(str(out))
    session.stop()


def ray(source: Path, out: Path) -> None:
    """Ray Data on two cores."""
    import ray

    from textfix.integrations.ray import Clean

    ray.init(num_cpus=2, include_dashboard=False)
    dataset = ray.data.read_parquet(str(source), override_num_blocks=PARTS)
    dataset.map_batches(Clean("text", lang="en"), batch_format="pyarrow").write_parquet(str(out))
    ray.shutdown()


def dask(source: Path, out: Path) -> None:
    """Dask with two processes."""
    import dask
    import dask.dataframe as dd

    import textfix.integrations.dask  # noqa: F401

    with dask.config.set(scheduler="processes", num_workers=2):
        frame = dd.read_parquet(str(source), split_row_groups=True)
        frame["text"] = frame["text"].textfix.clean(lang="en")
        frame.to_parquet(str(out), schema=pq.read_schema(source))  # bytes have no type in pandas


def datasets(source: Path, out: Path) -> None:
    """Hugging Face datasets with two processes."""
    from datasets import Dataset

    from textfix.integrations.datasets import Clean

    with tempfile.TemporaryDirectory() as cache:
        dataset = Dataset.from_parquet(str(source), cache_dir=cache)
        done = dataset.map(Clean("text", lang="en"), batched=True, num_proc=2)
        pq.write_table(done.with_format("arrow")[:], out)


def polars(source: Path, out: Path) -> None:
    """Polars, streaming, on one core."""
    import polars as pl

    import textfix.integrations.polars  # noqa: F401

    pl.scan_parquet(source).with_columns(pl.col("text").textfix.clean(lang="en")).sink_parquet(out)


def pandas(source: Path, out: Path) -> None:
    """pandas on one core."""
    import pandas as pd

    import textfix.integrations.pandas  # noqa: F401

    frame = pd.read_parquet(source)
    frame["text"] = frame["text"].textfix.clean(lang="en")
    frame.to_parquet(out)


SYSTEMS: dict[str, Callable[[Path, Path], None]] = {
    FIRST: command_line,
    "PySpark, local[2]": spark,
    "Ray Data, 2 CPUs": ray,
    "Dask, 2 processes": dask,
    "datasets, num_proc=2": datasets,
    "Polars, streaming": polars,
    "pandas": pandas,
}


def generate(path: Path, rows: int) -> None:
    """Write a file with as many records, so large that the command line shares it out among its processes."""
    table = pa.Table.from_pylist([json.loads(line) for line in itertools.islice(lines(), rows)])
    filling = max(0, LARGE - table.nbytes) // rows + 1
    table = table.append_column("filling", pa.array([os.urandom(filling) for _ in range(rows)]))
    pq.write_table(table, path, row_group_size=max(1, rows // PARTS), compression="none", use_dictionary=False)


def measure(name: str, source: Path, out: Path) -> tuple[float, float]:
    """Run a system in a process of its own; return seconds, and CPU seconds of all its processes."""
    command = [sys.executable, __file__, "--run", name, str(source), str(out)]
    start, used, mine = time.monotonic(), dict[int, float](), set[int]()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None:
            used |= _processes(process.pid, mine)
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{name} ended with {process.returncode}")
    return time.monotonic() - start, sum(used.values())


def _processes(first: int, mine: set[int]) -> dict[int, float]:
    """CPU seconds of a process and all that it began, which `mine` remembers: the parent of some is gone by now."""
    found, tick = {}, os.sysconf("SC_CLK_TCK")
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda p: int(p.name)):
        try:
            fields = (folder / "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        parent, session = int(fields[1]), int(fields[3])
        if session == first or parent in mine:
            mine.add(int(folder.name))
        if int(folder.name) in mine:
            found[int(folder.name)] = (int(fields[11]) + int(fields[12])) / tick
    return found


def texts(path: Path) -> list[tuple[int, str]]:
    """The records of a result, by their numbers."""
    table = pq.read_table(path, columns=["id", "text"])
    return sorted(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", help="beginnings of the names of systems", default=[""])
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        name, source, out = arguments.run
        SYSTEMS[name](Path(source), Path(out))
        return
    chosen = [n for n in SYSTEMS if n == FIRST or any(n.lower().startswith(o.lower()) for o in arguments.only)]
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
    same: dict[str, bool] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder / "few.parquet", 20)
        generate(folder / "all.parquet", arguments.rows)
        for turn in range(arguments.rounds):
            for system in chosen:
                outs = [folder / f"{turn}-{chosen.index(system)}-{size}.parquet" for size in ("few", "all")]
                few = measure(system, folder / "few.parquet", outs[0])
                everything = measure(system, folder / "all.parquet", outs[1])
                seconds[system].append((everything[0] - few[0], everything[1] - few[1]))
                if system == FIRST and turn == 0:
                    expected = texts(outs[1])
                same[system] = same.get(system, True) and texts(outs[1]) == expected
    print(f"{arguments.rows:,} rows, {arguments.rounds} rounds, medians without start-up\n")
    print("| system | rows/s | of the first | CPU s | of the first | same output |\n|---|--:|--:|--:|--:|---|")
    base = [statistics.median(s[i] for s in seconds[FIRST]) for i in (0, 1)]
    for system, found in seconds.items():
        wall, cpu = (statistics.median(s[i] for s in found) for i in (0, 1))
        print(
            f"| {system} | {arguments.rows / wall:,.0f} | {base[0] / wall:.0%} | {cpu:.1f} | {base[1] / cpu:.0%} "
            f"| {'yes' if same[system] else 'NO'} |"
        )


if __name__ == "__main__":
    main()
