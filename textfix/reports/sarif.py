"""SARIF 2.1.0 for code scanning and editors: results with fixes and fingerprints, rules with their help."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..model import Edit, Finding, Report, Span
from ..mqm import Severity
from . import About, Lines, Place, Reporter, Tally
from ._passage import kind_of, line_of
from .json import dumped

LEVELS = {Severity.NEUTRAL: "note", Severity.MINOR: "warning", Severity.MAJOR: "error", Severity.CRITICAL: "error"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NEAR = 30  # code points round a passage that a fingerprint takes in


class Writer(Reporter):
    """Writes one run. Results come first, as they are found; the rules that they name come after them."""

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        super().__init__(write, color=color, width=width)
        self._seen: Counter[str] = Counter()  # fingerprints in the file: what is found twice is two findings

    def begin(self) -> None:
        """Open the run and its results."""
        self.write(
            f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"columnKind": "unicodeCodePoints", "results": ['
        )
        self.write = _without_first_comma(self.write)

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write a result for each finding, with a comma before it."""
        if report.findings:
            lines, artifact = Lines(text, place), {"uri": uri(path)}
            for finding in report.findings:
                self.write(",\n" + dumped(self._result(artifact, text, lines, place, finding)))

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Be ready for the next file."""
        self._seen.clear()

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """Close the results, and say of what tool and rules they are."""
        driver = {
            "name": "textfix",
            "semanticVersion": __version__,
            "informationUri": "https://pypi.org/project/textfix/",
            "rules": [_rule(r) for r in rules],
        }
        run = {"tool": {"driver": driver}, "invocations": [{"executionSuccessful": not tally.failed}]}
        self.write("],\n" + dumped(run)[1:] + "]}\n")

    def _result(
        self, artifact: dict[str, str], text: str, lines: Lines, place: Place, finding: Finding
    ) -> dict[str, Any]:
        told = finding.message + (f" ({finding.evidence})" if finding.evidence else "")
        near = text[max(0, finding.span.start - _NEAR) : finding.span.end + _NEAR]
        key = f"{finding.rule}\n{line_of(near)}"
        self._seen[key] += 1
        key += f"\n{self._seen[key]}"
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": LEVELS[finding.severity],
            "message": {"text": told},
            "locations": [
                {"physicalLocation": {"artifactLocation": artifact, "region": _region(finding.span, lines, place)}}
            ],
            "partialFingerprints": {"textfix/v1": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()},
            "properties": {
                "kind": kind_of(finding),
                "confidence": round(finding.confidence, 4),
                "severity": str(finding.severity),
                "errorType": finding.error_type,
            },
        }
        if finding.edits:
            change = {
                "artifactLocation": artifact,
                "replacements": [_replacement(e, lines, place) for e in finding.edits],
            }
            result["fixes"] = [{"description": {"text": finding.message}, "artifactChanges": [change]}]
        return result


def uri(path: str) -> str:
    """The path of a file as a URI: relative ones stay so, with the folder textfix ran in as their base."""
    pure = PurePath(path)
    if pure.is_absolute():
        return "file://" + quote(pure.as_posix(), errors="surrogateescape")
    return quote(pure.as_posix(), errors="surrogateescape")


def _without_first_comma(write: Callable[[str], object]) -> Callable[[str], object]:
    """`write`, but without the comma at the very beginning: no writer of one file knows whether others came before."""
    first = True

    def joined(text: str) -> object:
        nonlocal first
        if first and text:
            first, text = False, text.removeprefix(",")
        return write(text)

    return joined


def _region(span: Span, lines: Lines, place: Place) -> dict[str, int]:
    line, column = lines.at(span.start)
    end_line, end_column = lines.at(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start + place.offset,
        "charLength": span.end - span.start,
    }


def _replacement(edit: Edit, lines: Lines, place: Place) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.span, lines, place), "insertedContent": {"text": edit.text}}


def _rule(about: About) -> dict[str, Any]:
    return {
        "id": about.id,
        "shortDescription": {"text": about.summary},
        "help": {"text": _plain(about.page), "markdown": about.page},
        "defaultConfiguration": {"level": LEVELS[about.severity]},
        "properties": {"tags": [about.error_type]},
    }


def _plain(markdown: str) -> str:
    """Markdown without the marks of headings and code."""
    return re.sub(r"^#+ |^```.*\n|`", "", markdown, flags=re.MULTILINE).strip()
