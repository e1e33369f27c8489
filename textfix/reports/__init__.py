"""Reports: one module each, found by scanning, with a class ``Writer`` made from `Reporter`.

A report is written as the work goes on, so that it needs no more memory for a large file than for a small one.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple, cast

from ..model import Report, Span
from ..mqm import Severity


class Place(NamedTuple):
    """Where a text begins in its file: `offset` in code points, `line` and `column` counted from 1."""

    offset: int = 0
    line: int = 1
    column: int = 1


@dataclass
class Tally:
    """What was counted: files, changed and failed ones, and findings: repairs, suggested repairs, and flags."""

    files: int = 0
    changed: int = 0
    failed: int = 0
    findings: int = 0
    repairs: int = 0
    suggestions: int = 0
    flags: int = 0

    def count(self, report: Report) -> None:
        """Add the findings of `report`."""
        self.findings += len(report.findings)
        self.repairs += sum(f.applied for f in report.findings)
        self.flags += sum(not f.edits for f in report.findings)
        self.suggestions = self.findings - self.repairs - self.flags

    def add(self, other: Tally) -> None:
        """Add the counts of `other`."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


class About(NamedTuple):
    """What is said of a rule that found something: `summary` in one line, `page` in Markdown."""

    id: str
    summary: str
    page: str
    error_type: str
    severity: Severity


class Translation(NamedTuple):
    """A stretch of a text, the source text that it translates, how good it is, 0 to 100, and the language of the source.

    Score and language are ``None`` where they are not known.
    """

    span: Span
    source: str
    score: float | None = None
    source_lang: str | None = None


class Score(NamedTuple):
    """How good a stretch of a text is, 0 to 100, where there is no source to it."""

    span: Span
    value: float


class Reporter:
    """Writes one kind of report through `write`, piece by piece, in the order of the methods.

    With several processes, one writer writes `begin`, `between` and `end`, and another one each file.

    `color`: with the escape sequences of terminals; `width`: how many columns there are. `wants_scores`: sources and
    scores of paragraphs are to be found for it, which takes time.
    """

    wants_scores = False

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        self.write = write
        self.color = color
        self.width = width

    def begin(self) -> None:
        """Start the report."""

    def between(self) -> None:
        """Part one file from the next."""

    def open(self, path: str, encoding: str) -> None:
        """Begin the file `path`, which is read as text in `encoding`."""

    def beside(self, translations: Sequence[Translation], scores: Sequence[Score] = ()) -> None:
        """Take what is translated in the next part, and the scores of its other paragraphs, both in order."""

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Report on a text of the file `path`: the whole file, or the next part of it, which begins at `place`."""

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """End the file `path`; `error` says why it could not be read or written."""

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """End the report on all files; `rules` are those that found something."""


class Lines:
    """The lines of a text that begins at `place` of its file."""

    _END = re.compile(r"\r\n?|\n")

    def __init__(self, text: str, place: Place) -> None:
        self._place = place
        self._text = text
        self._starts = [0, *(m.end() for m in self._END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset in the text."""
        i = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[i] + (self._place.column if i == 0 else 1)
        return self._place.line + i, column

    def around(self, offset: int) -> Span:
        """Return the span of the line that holds an offset in the text, without its line end."""
        i = bisect_right(self._starts, offset) - 1
        end = self._starts[i + 1] if i + 1 < len(self._starts) else len(self._text)
        start = self._starts[i]
        return Span(start, start + len(self._text[start:end].rstrip("\r\n")))


def names() -> list[str]:
    """The names of all reports."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))


def writer(name: str) -> type[Reporter]:
    """The class that writes the report `name`."""
    return cast(type[Reporter], importlib.import_module(f"{__name__}.{name}").Writer)


def plural(count: int, one: str, many: str = "") -> str:
    """Return ``1 file`` or ``2 files``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
