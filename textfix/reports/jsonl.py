"""JSON Lines for streams and tables: a line for each finding, one for each file, and one for the whole at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from ..model import Report
from . import About, Lines, Place, Reporter, Tally
from .json import VERSION, dumped, placed


class Writer(Reporter):
    """Writes objects whose ``type`` is ``finding``, ``file`` or ``summary``; ``schema-1.json`` describes them."""

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        super().__init__(write, color=color, width=width)
        self._encoding: str | None = None
        self._first: Report | None = None
        self._parts = 0

    def open(self, path: str, encoding: str) -> None:
        """Keep the encoding for the line of the file."""
        self._encoding, self._first, self._parts = encoding, None, 0

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write the findings."""
        self._first = self._first or report
        self._parts += 1
        if report.findings:
            lines = Lines(text, place)
            for finding in report.findings:
                self._line("finding", {"path": path, "lang": report.lang} | placed(finding, lines, place))

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Write what is said of the whole file."""
        facts: dict[str, Any] = {"path": path}
        first, self._first = self._first, None
        if first is not None:
            whole = self._parts == 1  # the score of a text is no sum of the scores of its parts
            facts |= {
                "encoding": self._encoding,
                "lang": first.lang,
                "signature": first.signature,
                "not_assessed": list(first.not_assessed),
                "changed": bool(tally.changed),
                "score": first.score if whole else None,
                "basis": str(first.basis) if whole and first.basis is not None else None,
            }
            if whole and first.opinions:
                facts["opinions"] = [o.to_dict() for o in first.opinions]
        self._line("file", facts | ({"error": error} if error else {}))

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """Write the counts of the whole."""
        self._line("summary", {"version": VERSION} | asdict(tally))

    def _line(self, kind: str, facts: dict[str, Any]) -> None:
        self.write(dumped({"type": kind} | facts) + "\n")
