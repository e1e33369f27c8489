"""Work on many files in several processes, results in order."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from .errors import TextfixError

J = TypeVar("J")
R = TypeVar("R")


class WorkerError(TextfixError):
    """A process that was working on files has died."""


def ordered(work: Callable[[J], R], jobs: Iterable[J], processes: int) -> Iterator[tuple[J, R]]:
    """Yield each of `jobs` with ``work(job)``, in order; only a few results wait at a time.

    `work`, jobs and results go through pickle. Raises `WorkerError` where a process dies.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_ignore_interrupts)
    waiting: deque[tuple[J, Future[R]]] = deque()
    try:
        for job in jobs:
            waiting.append((job, pool.submit(_interruptible, work, job)))
            if len(waiting) >= 4 * processes:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    except BrokenProcessPool as error:
        raise WorkerError(
            "a worker process died, perhaps for want of memory; files written so far are whole, try fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


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
