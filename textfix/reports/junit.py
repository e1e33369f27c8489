"""JUnit XML for build servers: a suite for each file, a failed case for each finding."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from ..model import Finding, Report
from . import About, Lines, Place, Reporter, Tally
from ._passage import kind_of, passage_of
from ._show import visible


class Writer(Reporter):
    """Writes what Jenkins, GitLab and others read; a file without findings is one case that passed."""

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        super().__init__(write, color=color, width=width)
        self._cases: IO[str] | None = None  # on their way, since their number stands before them

    def begin(self) -> None:
        """Open the suites."""
        self.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="textfix">\n')

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Keep a case for each finding."""
        if report.findings:
            if self._cases is None:
                self._cases = tempfile.SpooledTemporaryFile(1 << 20, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
            lines = Lines(text, place)
            for finding in report.findings:
                self._cases.write(_case(path, text, lines, finding))

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Write the suite of the file."""
        failed = int(error is not None)
        tests = max(1, tally.findings + failed)
        name = _attribute(path)
        counts = f'tests="{tests}" failures="{tally.findings}" errors="{failed}" skipped="0"'
        self.write(f"<testsuite name={name} {counts}>\n")
        if self._cases is not None:
            self._cases.seek(0)
            while piece := self._cases.read(1 << 16):
                self.write(piece)
            self._cases.close()
            self._cases = None
        if error is not None:
            inner = f'<error type="unreadable" message={_attribute(error)}/>'
            self.write(f' <testcase classname={name} name="read" time="0">{inner}</testcase>\n')
        elif not tally.findings:
            self.write(f' <testcase classname={name} name="no findings" time="0"/>\n')
        self.write("</testsuite>\n")

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """Close the suites."""
        self.write("</testsuites>\n")


def _case(path: str, text: str, lines: Lines, finding: Finding) -> str:
    line, column = lines.at(finding.span.start)
    before, after = passage_of(text, finding)
    told = [f"{path}:{line}:{column}", f"{kind_of(finding)}, confidence {finding.confidence:.2g}"]
    told += [f"before: {visible(before)}"] + ([] if after is None else [f"after: {visible(after)}"])
    told += [f"because: {finding.evidence}"] if finding.evidence else []
    name = _attribute(f"{finding.rule} {line}:{column}")
    kind = _attribute(f"{finding.severity}[{finding.rule}]")
    failure = f"<failure type={kind} message={_attribute(finding.message)}>"
    body = escape("\n".join(_xml(t) for t in told))
    return f' <testcase classname={_attribute(path)} name={name} time="0">{failure}{body}</failure></testcase>\n'


def _attribute(text: str) -> str:
    return quoteattr(_xml(text))


def _xml(text: str) -> str:
    """The text in one line, without the characters that XML 1.0 has not."""
    return "".join(c if c.isprintable() else visible(c) for c in text)
