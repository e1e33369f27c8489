"""JSON for programs. Spans count code points of the decoded file, without its byte order mark."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import IO, Any

from ..model import Edit, Finding, Report
from . import About, Lines, Place, Reporter, Tally

VERSION = 1


class Writer(Reporter):
    """Writes one object; its form is described in docs/cli.md, and `VERSION` counts its changes."""

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        super().__init__(write, color=color, width=width)
        self._edits: IO[str] | None = None  # on their way while findings are written
        self._findings = 0
        self._first: Report | None = None
        self._parts = 0
        self._encoding: str | None = None

    def begin(self) -> None:
        """Open the object and the list of files."""
        self.write(f'{{"version": {VERSION}, "files": [\n')

    def between(self) -> None:
        """Part two files."""
        self.write(",\n")

    def open(self, path: str, encoding: str) -> None:
        """Keep the encoding for the head of the file."""
        self._encoding = encoding

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write the findings, and keep the edits for the end of the file."""
        if self._edits is None:
            self._open(path, report)
        assert self._edits is not None
        self._parts += 1
        if not report.findings:
            return
        lines = Lines(text, place)
        for finding in report.findings:
            self.write(("," if self._findings else "") + "\n  " + dumped(placed(finding, lines, place)))
            self._findings += 1
        for edit in report.edits:
            self._edits.write(("," if self._edits.tell() else "") + "\n  " + dumped(_edit(edit, place)))

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Write the edits and what is said of the whole file."""
        facts: dict[str, Any] = {"changed": bool(tally.changed), "score": None, "basis": None}
        if self._edits is None or self._first is None:
            self.write(dumped({"path": path, "error": error}))
            return
        if self._parts == 1:  # the score of a text is no sum of the scores of its parts
            whole = self._first
            facts |= {"score": whole.score, "basis": None if whole.basis is None else str(whole.basis)}
            if whole.opinions:
                facts["opinions"] = [o.to_dict() for o in whole.opinions]
        self.write('],\n "edits": [')
        self._edits.seek(0)
        while piece := self._edits.read(1 << 16):
            self.write(piece)
        self._edits.close()
        self._edits = None
        self.write("],\n " + dumped(facts | ({"error": error} if error else {}))[1:])

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """Close the list and write the summary."""
        self.write(f'\n], "summary": {dumped(asdict(tally))}}}\n')

    def _open(self, path: str, report: Report) -> None:
        self._edits = tempfile.SpooledTemporaryFile(1 << 20, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self._findings, self._parts, self._first = 0, 0, report
        head = {
            "path": path,
            "encoding": self._encoding,
            "lang": report.lang,
            "signature": report.signature,
            "not_assessed": list(report.not_assessed),
        }
        self.write(dumped(head)[:-1] + ',\n "findings": [')


def dumped(value: object) -> str:
    """The value in one line of JSON."""
    return json.dumps(value, ensure_ascii=False)


def _edit(edit: Edit, place: Place) -> dict[str, Any]:
    return {"span": [edit.span.start + place.offset, edit.span.end + place.offset], "text": edit.text}


def placed(finding: Finding, lines: Lines, place: Place) -> dict[str, Any]:
    """A finding as plain JSON values, with spans in the file; `lines` are those of the text that begins at `place`."""
    line, column = lines.at(finding.span.start)
    return finding.to_dict() | {
        "span": [finding.span.start + place.offset, finding.span.end + place.offset],
        "edits": [_edit(e, place) for e in finding.edits],
        "line": line,
        "column": column,
    }
