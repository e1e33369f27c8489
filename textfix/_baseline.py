"""Findings that are known already: written into a file once, and not told again.

A finding is known by its rule, its passage and the words round it, in a file of the same name: lines may move.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ._examine import Examined
from ._files import FileError, Replacement, file_error
from .model import Finding, Report

_VERSION = 1
_NEAR = 30  # code points round a passage

Prints = Counter[str]
Baseline = Mapping[str, Prints]  # fingerprints of each file, by its name


def fingerprint(text: str, finding: Finding) -> str:
    """What a finding in `text` is known by."""
    start, end = finding.span
    before, after = text[max(0, start - _NEAR) : start].splitlines(), text[end : end + _NEAR].splitlines()
    around = ("".join(before[-1:]), text[start:end], "".join(after[:1]))  # of the same line: other lines may change
    key = "\0".join((finding.rule, *(" ".join(part.split()) for part in around)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def unknown(examined: Examined, text: str, known: Prints, seen: Prints) -> Examined:
    """What was found in a part without what is `known`, of which that is taken away; `seen` gets all fingerprints."""

    def new(text: str, report: Report) -> Report:
        left: list[Finding] = []
        for finding in report.findings:
            mark = fingerprint(text, finding)
            seen[mark] += 1
            if known[mark] > 0:
                known[mark] -= 1
            else:
                left.append(finding)
        return replace(report, findings=tuple(left))

    if not examined.report.findings:
        return examined
    if examined.shown is None:
        report = new(text, examined.report)
        return replace(examined, report=report, counts=_fewer(examined, report.findings))
    shown = [(t, new(t, r), source) for t, r, source in examined.shown]
    left = tuple(f for _, r, _ in shown for f in r.findings)
    return replace(examined, report=replace(examined.report, findings=left), shown=shown, counts=_fewer(examined, left))


def _fewer(examined: Examined, left: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    """The counts for the findings that are left."""
    wanted = Counter((f.rule, "repairs" if f.applied else "suggestions" if f.edits else "flags") for f in left)
    out: Counter[tuple[str, str, str]] = Counter()
    for (rule, lang, kind), count in examined.counts.items():
        out[rule, lang, kind] = min(count, wanted[rule, kind])
        wanted[rule, kind] -= out[rule, lang, kind]
    return +out


def load(path: str) -> Baseline:
    """Read a baseline. Raises `FileError`."""
    try:
        data = json.loads(Path(path).read_text("utf-8"))
        if data["version"] != _VERSION:
            raise ValueError
        return {str(name): Counter({str(k): int(n) for k, n in marks.items()}) for name, marks in data["files"].items()}
    except OSError as error:
        raise file_error(path, error) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileError(f"{path}: is no baseline; write one with --write-baseline") from error


def save(path: str, found: Baseline) -> None:
    """Write a baseline, whole or not at all. Raises `FileError`."""
    files = {name: dict(sorted(marks.items())) for name, marks in sorted(found.items()) if marks}
    with Replacement(path) as new:
        new.write((json.dumps({"version": _VERSION, "files": files}, ensure_ascii=True, indent=1) + "\n").encode())
        new.commit()
