"""The work of the command line: file after file is read, checked, written, and reported on."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

from ._cleaner import Cleaner
from ._decode import Source
from ._files import STANDARD, FileError, OutputError, Replacement, file_error, opened, shown_name
from ._parallel import ordered
from ._progress import Bar
from .errors import TextfixError
from .formats import Part, format_of
from .options import Options
from .reports import Place, Reporter, Tally, writer


@dataclass(frozen=True)
class Sheet:
    """A report that is wanted: its name, and how it is written."""

    report: str
    color: bool = False
    width: int = 100

    def writer(self, write: Callable[[str], object]) -> Reporter:
        """The writer of the report."""
        return writer(self.report)(write, color=self.color, width=self.width)


@dataclass(frozen=True)
class Job:
    """One file to check with `options`, and where the repaired text goes: ``None`` for nowhere."""

    path: str
    options: Options
    target: str | None = None
    encoding: str | None = None
    sheets: tuple[Sheet, ...] = ()

    @property
    def in_place(self) -> bool:
        """Whether the file itself is repaired; then it is left alone where there is nothing to repair."""
        return self.target not in (None, STANDARD) and os.path.realpath(self.target or "") == os.path.realpath(
            self.path
        )


@dataclass
class Done:
    """What came of a job: the counts, what went wrong in one line, and what another process wrote of the reports.

    `note` says in one line what the user did not tell and should know.
    """

    tally: Tally
    error: str | None = None
    note: str | None = None
    pages: list[Page] = field(default_factory=list)


def process(job: Job, reporters: Sequence[Reporter], advance: Callable[[int], None] = lambda _: None) -> Done:
    """Do one job. What is wrong with its files is returned; only what ends all work is raised."""
    done = Done(Tally(files=1))
    name = shown_name(job.path)
    try:
        _through(job, reporters, advance, done)
    except (BrokenPipeError, OutputError):
        raise
    except FileError as error:
        done.error = str(error)
    except OSError as error:
        done.error = str(file_error(name, error))
    except TextfixError as error:
        done.error = f"{name}: {error}"
    if done.error is not None:
        done.tally.failed, done.tally.changed = 1, 0
    for reporter in reporters:
        reporter.finish(name, done.tally, done.error)
    return done


def _through(job: Job, reporters: Sequence[Reporter], advance: Callable[[int], None], done: Done) -> None:
    if job.target is None:
        with opened(job.path) as stream:
            for _ in _repaired(job, stream, reporters, advance, done):
                pass
    elif job.target == STANDARD:
        with opened(job.path) as stream:
            for data in _repaired(job, stream, reporters, advance, done):
                to_standard_output(data)
    else:
        with Replacement(job.target) as new:
            with opened(job.path) as stream:
                for data in _repaired(job, stream, reporters, advance, done):
                    new.write(data)
            if done.tally.changed or not job.in_place:
                new.commit()


def _repaired(
    job: Job, stream: BinaryIO, reporters: Sequence[Reporter], advance: Callable[[int], None], done: Done
) -> Iterator[bytes]:
    """Yield the bytes of the repaired file while its parts are reported on."""
    source = Source(stream, job.encoding)
    tally = done.tally
    file_format = format_of(job.path)
    cleaner = Cleaner(job.options)
    name = shown_name(job.path)
    if source.guessed:
        done.note = f"{name}: read as {source.codec}"
    for reporter in reporters:
        reporter.open(name, source.codec)

    def parts() -> Iterator[tuple[Part, str]]:
        lang, read = None, 0
        for part in file_format.read(source):
            report = cleaner.check(part.text, lang=lang)
            lang = lang or report.lang  # the beginning of a file tells its language
            tally.count(report)
            tally.changed = int(tally.changed or report.changed)
            for reporter in reporters:
                reporter.part(name, part.text, Place(part.offset, part.line, part.column), report)
            yield part, report.text
            advance(source.position - read)
            read = source.position

    if job.target is None:
        for _ in parts():
            pass
    else:
        yield from file_format.write(source, parts())


def to_standard_output(data: bytes) -> None:
    """Write bytes to standard output. Raises `OutputError`, or `BrokenPipeError` where nobody reads on."""
    with _output():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"output: {error.strerror or error}") from error


# ---------------------------------------------------------------- many files


def run(
    jobs: Sequence[Job],
    sheets: Sequence[tuple[Sheet, IO[str]]],
    *,
    processes: int,
    bar: bool,
    say: Callable[[str], None],
    note: Callable[[str], None],
) -> Tally:
    """Do all `jobs`, in order; `sheets` are those of each job, and the streams that they are written to.

    `bar`: show how far the work is, if it takes long; `say` is told what went wrong, `note` what else should be known,
    in one line each.
    """
    total = Tally()
    with Bar(sum(map(_size, jobs)), shown=bar) as progress:

        def writing(stream: IO[str]) -> Callable[[str], object]:
            on_terminal = stream.isatty()

            def write(text: str) -> None:
                if on_terminal:
                    progress.hide()
                with _output():
                    stream.write(text)

            return write

        reporters = [sheet.writer(writing(stream)) for sheet, stream in sheets]
        for reporter in reporters:
            reporter.begin()
        for done in _each(jobs, reporters, processes, progress):
            total.add(done.tally)
            if done.note is not None:
                progress.hide()
                note(done.note)
            if done.error is not None:
                progress.hide()
                say(done.error)
        for reporter in reporters:
            reporter.end(total)
    return total


def _each(jobs: Sequence[Job], reporters: Sequence[Reporter], processes: int, bar: Bar) -> Iterator[Done]:
    processes = min(processes, len(jobs))
    if processes < 2:
        for i, job in enumerate(jobs):
            if i:
                _between(reporters)
            yield process(job, reporters, bar.advance)
        return
    with tempfile.TemporaryDirectory(prefix="textfix-") as folder:
        for i, (job, done) in enumerate(ordered(partial(_elsewhere, folder), jobs, processes)):
            if i:
                _between(reporters)
            for reporter, page in zip(reporters, done.pages, strict=True):
                page.copy(reporter.write)
            bar.advance(_size(job))
            yield done


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


class Page:
    """What a worker writes of a report: in memory while it is short, then in a file in `folder`."""

    _LONG = 1 << 20  # characters

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._texts: list[str] = []
        self._length = 0
        self._path: str | None = None

    def write(self, text: str) -> None:
        """Add `text`."""
        self._texts.append(text)
        self._length += len(text)
        if self._length > self._LONG:
            self._store()

    def close(self) -> None:
        """End the page; it can be pickled now."""
        if self._path is not None:
            self._store()

    def copy(self, write: Callable[[str], object]) -> None:
        """Write all of it, once."""
        if self._path is not None:
            with Path(self._path).open(encoding="utf-8", errors="surrogatepass", newline="") as file:
                while piece := file.read(1 << 18):
                    write(piece)
            Path(self._path).unlink()
        for text in self._texts:
            write(text)

    def _store(self) -> None:
        if self._path is None:
            handle, self._path = tempfile.mkstemp(dir=self._folder)
            os.close(handle)
        with Path(self._path).open("a", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.writelines(self._texts)
        self._texts, self._length = [], 0


def _size(job: Job) -> int:
    try:
        return 0 if job.path == STANDARD else Path(job.path).stat().st_size
    except OSError:
        return 0
