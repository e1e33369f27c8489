"""Work in several processes, results in order; a process that dies takes only its own job with it."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

from .errors import TextfixError

J = TypeVar("J")
R = TypeVar("R")


class WorkerError(TextfixError):
    """The process that was doing a job has died, twice."""


class Workers(Generic[J, R]):
    """Processes that do `work` on jobs; `work`, jobs and results go through pickle."""

    def __init__(self, work: Callable[[J], R], processes: int) -> None:
        self._work = work
        self._processes = processes
        self._pool = _pool(processes)

    def __enter__(self) -> Workers[J, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def ordered(self, jobs: Iterable[J]) -> Iterator[tuple[J, R | WorkerError]]:
        """Yield each of `jobs` with its result, in order; only a few wait at a time.

        Where a process dies, the jobs that were on their way are done again one by one; the one that another process
        dies of has a `WorkerError` for its result.
        """
        waiting: deque[tuple[J, Future[R]]] = deque()
        for job in jobs:
            try:
                waiting.append((job, self._pool.submit(_interruptible, self._work, job)))
            except BrokenProcessPool:
                yield from self._again(waiting)
                waiting.append((job, self._pool.submit(_interruptible, self._work, job)))
            if len(waiting) >= 3 * self._processes:
                yield from self._first(waiting)
        while waiting:
            yield from self._first(waiting)

    def _first(self, waiting: deque[tuple[J, Future[R]]]) -> Iterator[tuple[J, R | WorkerError]]:
        try:
            result = waiting[0][1].result()
        except BrokenProcessPool:
            yield from self._again(waiting)
        else:
            yield waiting.popleft()[0], result

    def _again(self, waiting: deque[tuple[J, Future[R]]]) -> Iterator[tuple[J, R | WorkerError]]:
        """Do the jobs that wait one by one, and begin with new processes."""
        self._pool.shutdown(cancel_futures=True)
        while waiting:
            job, future = waiting.popleft()
            if future.done() and not future.cancelled() and future.exception() is None:
                yield job, future.result()
                continue
            with _pool(1) as alone:
                try:
                    yield job, alone.submit(_interruptible, self._work, job).result()
                except BrokenProcessPool:
                    yield job, WorkerError("the process that worked on it died, perhaps for want of memory")
        self._pool = _pool(self._processes)


def _pool(processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    """A worker that waits for work leaves Ctrl-C to the main process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interruptible(work: Callable[[J], R], job: J) -> R:
    """Do the work, which Ctrl-C ends in an orderly way: what is half written is taken away."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return work(job)
    finally:
        _ignore_interrupts()
