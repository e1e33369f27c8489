"""The work of the command line on many files, one after the other or in several processes."""

from __future__ import annotations

import math
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import IO

from ._baseline import Prints
from ._examine import Counts
from ._files import STANDARD, shown_name, sweep
from ._job import Crew, Done, Job, Sheet, done_task, output, process
from ._parallel import WorkerError, Workers
from ._progress import Bar
from ._spool import PREFIX, Page, sweep_pages
from .mqm import Severity
from .reports import About, Reporter, Tally

_PACKED, _PACKED_TO = (".gz", ".bz2", ".xz", ".zst", ".parquet", ".arrow", ".feather"), 10
_LARGE = 4 << 20  # bytes; where there are few files, the parts of one so large are shared out among the processes


@dataclass
class Total:
    """What came of all jobs."""

    tally: Tally = field(default_factory=Tally)
    counts: Counts = field(default_factory=Counter)
    prints: dict[str, Prints] = field(default_factory=dict)  # by the name of the file


def run(
    jobs: Sequence[Job],
    sheets: Sequence[tuple[Sheet, IO[str]]],
    *,
    processes: int,
    bar: bool,
    say: Callable[[str], None],
    note: Callable[[str], None],
) -> Total:
    """Do all `jobs`, in order; `sheets` are those of each job, and the streams that they are written to.

    `bar`: show how far the work is, if it takes long; `say` is told what went wrong, `note` what else should be known,
    in one line each.
    """
    total = Total()
    told: set[str] = set()  # a scorer that cannot work says so for every text
    with Bar(sum(map(_size, jobs)), len(jobs), shown=bar) as progress:

        def writing(stream: IO[str]) -> Callable[[str], object]:
            on_terminal = stream.isatty()

            def write(text: str) -> None:
                if on_terminal:
                    progress.hide()
                with output():
                    stream.write(text)

            return write

        reporters = [sheet.writer(writing(stream)) for sheet, stream in sheets]
        for reporter in reporters:
            reporter.begin()
        sweep({os.path.dirname(os.path.realpath(job.target)) for job in jobs if job.target not in (None, STANDARD)})  # noqa: PTH120
        for job, done in zip(jobs, _each(jobs, reporters, processes, progress), strict=True):
            total.prints[shown_name(job.path)] = done.prints
            total.tally.add(done.tally)
            total.counts += done.counts
            progress.file_done()
            if done.notes or done.error is not None:
                progress.hide()
            for line in done.notes:
                if line not in told:
                    note(line)
                    told.add(line)
            if done.error is not None:
                say(done.error)
        for reporter in reporters:
            reporter.end(total.tally, _about(total.counts))
    return total


def _about(counts: Counts) -> list[About]:
    """What is said of the rules that found something."""
    if not counts:
        return []
    from ._catalogue import installed
    from ._pages import page
    from .scorers import FINDS, described

    found = {rule for rule, _, _ in counts}
    told = [About(r.id, r.summary, page(r), r.error_type, r.severity) for r in installed() if r.id in found]
    scorers = sorted(rule for rule in found if rule.startswith(FINDS))
    return told + [About(name, *described(name), "accuracy/mistranslation", Severity.MAJOR) for name in scorers]


def _each(jobs: Sequence[Job], reporters: Sequence[Reporter], processes: int, bar: Bar) -> Iterator[Done]:
    if processes > 1 and len(jobs) < 2 * processes and any(_held(job) > _LARGE for job in jobs):
        with Workers(done_task, processes) as workers:
            yield from _one_by_one(jobs, reporters, bar, workers)
    elif min(processes, len(jobs)) < 2:
        yield from _one_by_one(jobs, reporters, bar, None)
    else:
        yield from _side_by_side(jobs, reporters, min(processes, len(jobs)), bar)


def _one_by_one(
    jobs: Sequence[Job],
    reporters: Sequence[Reporter],
    bar: Bar,
    workers: Crew | None,
) -> Iterator[Done]:
    for i, job in enumerate(jobs):
        if i:
            _between(reporters)
        yield process(job, reporters, bar.advance, workers)


def _side_by_side(jobs: Sequence[Job], reporters: Sequence[Reporter], processes: int, bar: Bar) -> Iterator[Done]:
    sweep_pages()
    with (
        tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder,
        Workers[Job, Done](partial(_elsewhere, folder), processes) as workers,
    ):
        for i, (job, done) in enumerate(workers.ordered(jobs)):
            if i:
                _between(reporters)
            if isinstance(done, WorkerError):
                done = _lost(job, done, reporters)
            for reporter, page in zip(reporters, done.pages, strict=False):
                page.copy(reporter.write)
            bar.advance(_size(job))
            yield done


def _lost(job: Job, error: WorkerError, reporters: Sequence[Reporter]) -> Done:
    """What came of a job whose process died."""
    name = shown_name(job.path)
    done = Done(Tally(files=1, failed=1), f"{name}: {error}")
    for reporter in reporters:
        reporter.finish(name, done.tally, done.error)
    return done


def _between(reporters: Sequence[Reporter]) -> None:
    for reporter in reporters:
        reporter.between()


def _elsewhere(folder: str, job: Job) -> Done:
    """Do a job in a worker process; its reports go to the main process by way of `folder`."""
    pages = [Page(folder) for _ in job.sheets]
    done = process(job, [sheet.writer(page.write) for sheet, page in zip(job.sheets, pages, strict=True)])
    for page in pages:
        page.close()
    done.pages = pages
    return done


def _held(job: Job) -> float:
    """Bytes of text that a file may hold: of standard input nobody knows, and packed ones hold about ten times their size."""
    if job.path == STANDARD:
        return math.inf
    return _size(job) * (_PACKED_TO if PurePath(job.path).suffix.lower() in _PACKED else 1)


def _size(job: Job) -> int:
    try:
        return 0 if job.path == STANDARD else Path(job.path).stat().st_size
    except OSError:
        return 0
