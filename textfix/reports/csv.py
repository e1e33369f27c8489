"""CSV for spreadsheets: a row for each finding."""

from __future__ import annotations

import csv
from typing import Any

from ..model import Report
from . import Lines, Place, Reporter
from ._passage import kind_of, passage_of

COLUMNS = (
    "path",
    "line",
    "column",
    "start",
    "end",
    "rule",
    "kind",
    "severity",
    "confidence",
    "error_type",
    "lang",
    "message",
    "evidence",
    "passage",
    "replacement",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the beginning of a formula


class Writer(Reporter):
    """Writes RFC 4180: commas, quotation marks where they are needed, CRLF."""

    def begin(self) -> None:
        """Write the names of the columns."""
        self._row(COLUMNS)

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write a row for each finding."""
        if report.findings:
            lines = Lines(text, place)
            for f in report.findings:
                passage, new = passage_of(text, f)
                self._row(
                    (
                        safe(path),
                        *lines.at(f.span.start),
                        f.span.start + place.offset,
                        f.span.end + place.offset,
                        f.rule,
                        kind_of(f),
                        f.severity,
                        round(f.confidence, 4),
                        f.error_type,
                        report.lang or "",
                        safe(f.message),
                        safe(f.evidence),
                        safe(passage),
                        safe(new or ""),
                    )
                )

    def _row(self, cells: tuple[Any, ...]) -> None:
        csv.writer(_Stream(self)).writerow(cells)


class _Stream:
    """What `csv` writes to."""

    def __init__(self, reporter: Reporter) -> None:
        self.write = reporter.write


def safe(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run as a formula; it takes no NUL either."""
    text = text.replace("\0", "\u2400")
    return "'" + text if text.startswith(_FORMULA) else text
