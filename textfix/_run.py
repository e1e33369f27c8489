"""The work of the command line: file after file is read, checked, written, and reported on."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from . import formats
from ._baseline import Prints, unknown
from ._beside import beside
from ._compressed import compressor, reading
from ._decode import Source
from ._examine import Counts, Examined, examine, language_of
from ._files import STANDARD, FileError, OutputError, Replacement, file_error, opened, shown_name, sweep
from ._parallel import WorkerError, Workers
from ._progress import Bar
from .errors import FormatError, TextfixError
from .formats import BrokenError, Fields, Part
from .model import Report, Span
from .mqm import Severity
from .options import Options
from .reports import About, Lines, Place, Reporter, Score, Tally, Translation, writer


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
    """One file to check with `options`, and where the repaired text goes: ``None`` for nowhere.

    `format`: what the file is read as, ``None``: as its name says. `backup`: the suffix of a copy of the file that is
    kept when it is repaired in place. `annotate`: findings that are not repaired are written into files that can hold them.
    `known`: findings that are not told, by their fingerprints; unless it is ``None``, those of all are gathered. `source`: the
    file that it was translated from.
    """

    path: str
    options: Options
    target: str | None = None
    encoding: str | None = None
    sheets: tuple[Sheet, ...] = ()
    format: str | None = None
    fields: Fields = field(default_factory=Fields)
    backup: str | None = None
    annotate: bool = False
    known: Prints | None = None
    source: str | None = None

    @property
    def in_place(self) -> bool:
        """Whether the file itself is repaired; then it is left alone where there is nothing to repair."""
        return self.target not in (None, STANDARD) and os.path.realpath(self.target or "") == os.path.realpath(
            self.path
        )


@dataclass
class Done:
    """What came of a job: the counts, what went wrong in one line, what else is to be told, and the reports' pages."""

    tally: Tally
    error: str | None = None
    notes: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    counts: Counts = field(default_factory=Counter)
    prints: Prints = field(default_factory=Counter)


Examine = Callable[[Iterable[Part]], Iterator[tuple[Part, Examined]]]


def process(
    job: Job,
    reporters: Sequence[Reporter],
    advance: Callable[[int], None] = lambda _: None,
    workers: Workers[_Task, Examined | TextfixError] | None = None,
) -> Done:
    """Do one job. What is wrong with its files is returned; only what ends all work is raised."""
    done = Done(Tally(files=1))
    name = shown_name(job.path)
    try:
        _through(job, reporters, advance, workers, done)
    except (BrokenPipeError, OutputError):
        raise
    except FileError as error:
        done.error = str(error)
    except OSError as error:
        done.error = str(file_error(name, error))
    except RecursionError:
        done.error = f"{name}: nested too deeply"
    except TextfixError as error:
        done.error = f"{name}: {error}"
    if done.error is not None:
        done.tally.failed, done.tally.changed = 1, 0
    for reporter in reporters:
        reporter.finish(name, done.tally, done.error)
    return done


def _through(
    job: Job,
    reporters: Sequence[Reporter],
    advance: Callable[[int], None],
    workers: Workers[_Task, Examined | TextfixError] | None,
    done: Done,
) -> None:
    def repaired(stream: BinaryIO) -> Iterator[bytes]:
        return _repaired(job, stream, reporters, advance, workers, done)

    if job.target is None or job.target == STANDARD:
        with opened(job.path) as stream:
            for data in repaired(stream):
                to_standard_output(data)
        return
    with Replacement(job.target, backup=job.backup if job.in_place else None) as new:
        with opened(job.path) as stream:
            for data in repaired(stream):
                new.write(data)
        if done.tally.changed or not job.in_place:  # now that nobody reads the old file any more
            new.commit()
            done.notes += new.notes


def _repaired(
    job: Job,
    stream: BinaryIO,
    reporters: Sequence[Reporter],
    advance: Callable[[int], None],
    workers: Workers[_Task, Examined | TextfixError] | None,
    done: Done,
) -> Iterator[bytes]:
    """Yield the bytes of the repaired file while its parts are reported on."""
    file_format, source = _reading(job, stream, done)
    name = shown_name(job.path)
    tally = done.tally
    if source.guessed:
        done.notes.append(f"{name}: read as {source.codec}")
    for reporter in reporters:
        reporter.open(name, source.codec)

    def parts() -> Iterator[tuple[Part, Report]]:
        known = Counter(job.known)
        read = 0
        scored = any(r.wants_scores for r in reporters)
        for part, examined in _examined(_parts(job, file_format, source), job.options, workers, scored=scored):
            if job.known is not None:
                examined = unknown(examined, part.text, known, done.prints)
            report = examined.report
            tally.count(report)
            done.notes += (f"scorer {o.scorer}: {o.reason}" for o in report.opinions if o.reason)
            tally.changed = int(tally.changed or report.changed)
            done.counts += examined.counts
            place = Place(part.offset, part.line, part.column)
            for text, found, where, translations, scores in _shown(part, examined, place):
                for reporter in reporters:
                    reporter.beside(translations, scores)
                    reporter.part(name, text, where, found)
            yield part, _annotated(job, file_format, part, report, done)
            position = _position(stream)
            advance(position - read)
            read = position

    if job.target is None:
        for _ in parts():
            pass
        return
    made = formats.write(file_format, source, parts())
    squeeze = None if job.target == STANDARD else compressor(job.target)
    if squeeze is None:
        yield from made
        return
    for data in made:
        yield squeeze.compress(data)
    yield squeeze.flush()


def parts_of(job: Job) -> Iterator[Part]:
    """Yield the parts of the file of a job. Raises `FileError` and `FormatError`."""
    with opened(job.path) as stream:
        yield from _parts(job, *_reading(job, stream, Done(Tally())))


def _reading(job: Job, stream: BinaryIO, done: Done) -> tuple[formats.Format, Source]:
    """The format of a file, and its text."""
    file_format = _format(job, stream, done)
    source = Source(
        reading(job.path, stream),
        None if hasattr(file_format, "write") else job.encoding,  # what writes its files itself is no text
        path=job.path,
        fields=job.fields,
        declared=getattr(file_format, "declared_encoding", lambda _: None),
    )
    return file_format, source


def _parts(job: Job, file_format: formats.Format, source: Source) -> Iterator[Part]:
    if job.source is None:
        return file_format.read(source)
    return beside(file_format, source, job.source, job.encoding)


def _annotated(job: Job, file_format: formats.Format, part: Part, report: Report, done: Done) -> Report:
    """The report with edits that write its findings into the file, where that is wanted and can be."""
    annotated = getattr(file_format, "annotated", None)
    if not job.annotate or annotated is None:
        return report
    edits = tuple(annotated(part.text, report.edits, report.findings))
    done.tally.changed = int(done.tally.changed or edits != report.edits)
    return replace(report, edits=edits)


def _shown(
    part: Part, examined: Examined, place: Place
) -> Iterator[tuple[str, Report, Place, list[Translation], list[Score]]]:
    """What reports are given of a part: the stretch of the file, or the texts in it, one after the other."""
    if examined.shown is None:
        yield part.text, examined.report, place, examined.translations, examined.scores
        return
    offset, line = place.offset, place.line
    for text, report, source in examined.shown:
        whole = Span(0, len(text))
        translations = [Translation(whole, source, report.score)] if source else []
        scores = [Score(whole, report.score)] if not source and report.score is not None else []
        yield text, report, Place(offset, line, 1), translations, scores
        offset += len(text) + 1
        line += text.count("\n") + 1


def _format(job: Job, stream: BinaryIO, done: Done) -> formats.Format:
    """The format of a file; that none claims it is told."""

    def head() -> bytes:
        return stream.peek(4096)[:4096] if isinstance(stream, io.BufferedReader) else b""

    name = job.format or formats.format_of(job.path, head)
    if name is None:
        name = formats.PLAIN
        if job.path != STANDARD:
            done.notes.append(f"{job.path}: read as plain text; --format names another format")
    return formats.named(name)


def _position(stream: BinaryIO) -> int:
    try:
        return stream.tell()
    except OSError:  # standard input
        return 0


# ---------------------------------------------------------------- the parts of one file


class _Task(NamedTuple):
    """A part to check, in whatever process."""

    part: Part
    options: Options
    lang: str | None
    scored: bool


def _done_task(task: _Task) -> Examined | TextfixError:
    """Check a part; an error goes back as a value, since it is one of the file, not of the process."""
    try:
        return examine(*task)
    except TextfixError as error:
        return error
    except RecursionError:
        return FormatError("nested too deeply")


def _examined(
    parts: Iterable[Part],
    options: Options,
    workers: Workers[_Task, Examined | TextfixError] | None,
    *,
    scored: bool,
) -> Iterator[tuple[Part, Examined]]:
    """Each part with what was found in it, in order. Raises `FormatError` with the place of what is broken."""
    tasks = _tasks(parts, options, scored)
    results = ((task, _done_task(task)) for task in tasks) if workers is None else workers.ordered(tasks)
    for task, result in results:
        if isinstance(result, TextfixError):
            raise _located(result, task.part)
        yield task.part, result


def _tasks(parts: Iterable[Part], options: Options, scored: bool) -> Iterator[_Task]:
    lang: str | None = None
    for i, part in enumerate(parts):
        if i == 0 and options.lang is None:
            try:
                lang = language_of(part)  # the beginning of a file tells its language
            except (TextfixError, RecursionError):
                lang = None  # what is wrong is told when the part is checked
        yield _Task(part, options, lang, scored)


def _located(error: TextfixError, part: Part) -> TextfixError:
    if not isinstance(error, BrokenError):
        return error
    line, column = Lines(part.text, Place(part.offset, part.line, part.column)).at(error.at)
    return FormatError(f"line {line}, column {column}: {error}")


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
                with _output():
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
    if processes > 1 and len(jobs) < 2 * processes and any(_size(job) > _LARGE for job in jobs):
        with Workers(_done_task, processes) as workers:
            yield from _one_by_one(jobs, reporters, bar, workers)
    elif min(processes, len(jobs)) < 2:
        yield from _one_by_one(jobs, reporters, bar, None)
    else:
        yield from _side_by_side(jobs, reporters, min(processes, len(jobs)), bar)


def _one_by_one(
    jobs: Sequence[Job],
    reporters: Sequence[Reporter],
    bar: Bar,
    workers: Workers[_Task, Examined | TextfixError] | None,
) -> Iterator[Done]:
    for i, job in enumerate(jobs):
        if i:
            _between(reporters)
        yield process(job, reporters, bar.advance, workers)


def _side_by_side(jobs: Sequence[Job], reporters: Sequence[Reporter], processes: int, bar: Bar) -> Iterator[Done]:
    _sweep_pages()
    with (
        tempfile.TemporaryDirectory(prefix=f"{_PAGES}{os.getpid()}-") as folder,
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


_PAGES = "textfix-pages-"  # what the folders for long reports of workers are called, with the number of their process


def _sweep_pages() -> None:
    """Take away what runs that were killed have left among the temporary files."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PAGES}*"):
        number = folder.name.removeprefix(_PAGES).partition("-")[0]
        if number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(number: int) -> bool:
    """Whether there is a process of that number, or one cannot know."""
    if os.name != "posix":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


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
