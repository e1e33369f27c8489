"""Work in several processes: in order, and a process that dies takes only its own job with it."""

import os
import signal
from pathlib import Path

import pytest
from clitools import RIGHT, WRONG

from textfix import Options
from textfix._job import Job
from textfix._parallel import WorkerError, Workers
from textfix._run import _held, run


def double(number: int) -> int:
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return 2 * number


def test_what_is_packed_counts_as_what_it_holds(tmp_path: Path) -> None:
    sizes = {}
    for name in ("a.txt", "a.txt.gz", "a.parquet"):
        path = tmp_path / name
        path.write_bytes(b"x" * 100)
        sizes[name] = _held(Job(str(path), Options()))
    assert sizes == {"a.txt": 100, "a.txt.gz": 1000, "a.parquet": 1000}
    assert _held(Job("-", Options())) > 10**12


def test_results_come_in_order() -> None:
    with Workers(double, 2) as workers:
        assert list(workers.ordered(iter(range(40)))) == [(n, 2 * n) for n in range(40)]
        assert list(workers.ordered([7])) == [(7, 14)]


@pytest.mark.parametrize("jobs", [[1, -1, 2, 3], [-1], [*range(9), -1, *range(9), -2]])
def test_a_process_that_dies_takes_its_job_alone(jobs: list[int]) -> None:
    with Workers(double, 2) as workers:
        found = list(workers.ordered(jobs))
    assert [n for n, _ in found] == jobs
    for number, result in found:
        assert isinstance(result, WorkerError) if number < 0 else result == 2 * number


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_parts_of_a_large_file_in_two_processes(name: str, tmp_path: Path) -> None:
    line = '{{"t": "{}"}}\n' if name.endswith("l") else "{}\n"
    text = "".join(line.format(s.strip()) for s in (WRONG, "It is a fine day. " * 300) * 300)
    assert len(text) > 1 << 20
    results = []
    for processes in (1, 2):
        path = tmp_path / str(processes) / name
        path.parent.mkdir()
        path.write_text(text, "utf-8")
        job = Job(str(path), Options(lang="en", select=("mixed-quotes",)), str(path))
        import textfix._run as module

        old, module._LARGE = module._LARGE, 1 << 16
        try:
            total = run([job], [], processes=processes, bar=False, say=pytest.fail, note=pytest.fail)
        finally:
            module._LARGE = old
        results.append((path.read_text("utf-8"), total.tally, total.counts))
    assert results[0] == results[1]
    assert results[0][0] == text.replace(WRONG.strip(), RIGHT.strip())
    assert results[0][1].repairs == 300
