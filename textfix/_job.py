"""The work on one file: it is read, checked, written, and reported on."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO, NamedTuple

from . import formats
from ._baseline import Prints, unknown
from ._beside import beside
from ._compressed import compressor, reading
from ._decode import Source
from ._examine import Counts, Examined, examine, language_of
from ._files import STANDARD, FileError, OutputError, Replacement, file_error, opened, shown_name
from ._parallel import Workers
from ._spool import Page
from .errors import FormatError, TextfixError
from .formats import BrokenError, Fields, Part
from .model import Report, Span
from .options import Options
from .reports import Lines, Place, Reporter, Score, Tally, Translation, writer

Crew = Workers["Task", "Examined | TextfixError"]  # processes that share out the parts of a file


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
    file that it was translated from. `repairs_only`: nothing else is looked for, as nobody is told of it.
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
    repairs_only: bool = False

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


def process(
    job: Job,
    reporters: Sequence[Reporter],
    advance: Callable[[int], None] = lambda _: None,
    workers: Crew | None = None,
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
    workers: Crew | None,
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
    workers: Crew | None,
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
        for part, examined in _examined(_parts(job, file_format, source), job, workers, scored=scored):
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
    for text, report, translation in examined.shown:
        scores = [Score(Span(0, len(text)), report.score)] if translation is None and report.score is not None else []
        yield text, report, Place(offset, line, 1), [translation] if translation else [], scores
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


class Task(NamedTuple):
    """A part to check, in whatever process."""

    part: Part
    options: Options
    lang: str | None
    scored: bool
    repairs_only: bool


def done_task(task: Task) -> Examined | TextfixError:
    """Check a part; an error goes back as a value, since it is one of the file, not of the process."""
    try:
        return examine(*task)
    except TextfixError as error:
        return error
    except RecursionError:
        return FormatError("nested too deeply")


def _examined(
    parts: Iterable[Part],
    job: Job,
    workers: Crew | None,
    *,
    scored: bool,
) -> Iterator[tuple[Part, Examined]]:
    """Each part with what was found in it, in order. Raises `FormatError` with the place of what is broken."""
    tasks = _tasks(parts, job, scored)
    results = ((task, done_task(task)) for task in tasks) if workers is None else workers.ordered(tasks)
    for task, result in results:
        if isinstance(result, TextfixError):
            raise _located(result, task.part)
        yield task.part, result


def _tasks(parts: Iterable[Part], job: Job, scored: bool) -> Iterator[Task]:
    lang: str | None = None
    for i, part in enumerate(parts):
        if i == 0 and job.options.lang is None:
            try:
                lang = language_of(part)  # the beginning of a file tells its language
            except (TextfixError, RecursionError):
                lang = None  # what is wrong is told when the part is checked
        yield Task(part, job.options, lang, scored, job.repairs_only)


def _located(error: TextfixError, part: Part) -> TextfixError:
    if not isinstance(error, BrokenError):
        return error
    line, column = Lines(part.text, Place(part.offset, part.line, part.column)).at(error.at)
    return FormatError(f"line {line}, column {column}: {error}")


def to_standard_output(data: bytes) -> None:
    """Write bytes to standard output. Raises `OutputError`, or `BrokenPipeError` where nobody reads on."""
    with output():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"output: {error.strerror or error}") from error
