"""Annotations on GitHub: the workflow commands that put findings beside the lines of a pull request."""

from __future__ import annotations

from pathlib import PurePath

from ..model import Finding, Report
from ..mqm import Severity
from . import Lines, Place, Reporter, Tally
from ._passage import kind_of, passage_of
from ._show import visible

LEVELS = {Severity.NEUTRAL: "notice", Severity.MINOR: "warning", Severity.MAJOR: "error", Severity.CRITICAL: "error"}
_LONGEST = 80  # characters of a passage that are shown


class Writer(Reporter):
    """Writes a command for each finding, and one for each file that failed."""

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write a command for each finding."""
        if report.findings:
            lines = Lines(text, place)
            for finding in report.findings:
                self.write(_command(LEVELS[finding.severity], _told(text, finding), _where(path, lines, finding)))

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Write a command for a file that failed."""
        if error is not None:
            self.write(_command("error", error, {"file": _file(path), "title": "textfix"}))


def _told(text: str, finding: Finding) -> str:
    before, after = passage_of(text, finding)
    told = finding.message + (f" ({finding.evidence})" if finding.evidence else "")
    if after is not None:
        told += f"\n{kind_of(finding)}: {_short(before) or '(nothing)'} → {_short(after) or '(nothing)'}"
    return f"{told}\nconfidence {finding.confidence:.2g}"


def _where(path: str, lines: Lines, finding: Finding) -> dict[str, str | int]:
    line, column = lines.at(finding.span.start)
    end_line, end_column = lines.at(finding.span.end)
    where: dict[str, str | int] = {"file": _file(path), "line": line, "endLine": end_line}
    if line == end_line:  # columns of a passage of several lines are refused
        where |= {"col": column, "endColumn": max(column, end_column)}
    return where | {"title": f"textfix: {finding.rule}"}


def _file(path: str) -> str:
    """The path as GitHub knows it: without a dot in front."""
    return PurePath(path).as_posix()


def _command(level: str, message: str, properties: dict[str, str | int]) -> str:
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escaped as the runner unescapes it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _short(text: str) -> str:
    half = _LONGEST // 2
    return visible(text) if len(text) <= _LONGEST else f"{visible(text[:half])}…{visible(text[-half:])}"
