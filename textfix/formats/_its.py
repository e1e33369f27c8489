"""Findings written into XLIFF as ITS 2.0 localization quality issues: a `mrk` round the passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from ..model import Edit, Finding, Span, apply_edits
from ..mqm import Severity, its_type
from . import BrokenError
from ._xml import attribute, elements, tokens

_NAMESPACE = "http://www.w3.org/2005/11/its"
_SEVERITY = {Severity.NEUTRAL: 0, Severity.MINOR: 33, Severity.MAJOR: 67, Severity.CRITICAL: 100}
_LONGEST_TAG = 2_000  # code points before a passage in which a mark of an earlier run is looked for


class _Mark(NamedTuple):
    span: Span
    attributes: str


def annotated(text: str, edits: Sequence[Edit], findings: Iterable[Finding]) -> list[Edit]:
    """Return `edits` of a document, and those which mark each finding that is not repaired.

    A passage that was repaired, is empty, or begins in one element and ends in another has no mark, nor has one that is
    marked already.
    """
    found = tokens(text)
    root = next(elements(found, "xliff"), None)
    if root is None:
        return list(edits)
    modern = (attribute(found[root], "version") or "").startswith("2")
    marks = [_Mark(f.span, _attributes(f)) for f in findings if not f.applied and f.span.start < f.span.end]
    marks = [m for m in dict.fromkeys(marks) if not _touched(m.span, edits) and not _marked(text, m)]
    marks = _nested(sorted(marks, key=lambda m: (m.span.start, -m.span.end)))
    head = _declaration(text, found[root].start, found[root].end)
    if not _reads(text, [*head, *_edits(marks, modern)]):
        marks = [m for m in marks if _reads(text, [*head, *_edits([m], modern)])]
    return sorted([*edits, *(head if marks else []), *_edits(marks, modern)], key=lambda e: e.span)


def _attributes(finding: Finding) -> str:
    values = {
        "its:locQualityIssueType": its_type(finding.error_type),
        "its:locQualityIssueComment": f"{finding.rule}: {finding.message}",
        "its:locQualityIssueSeverity": str(_SEVERITY[finding.severity]),
    }
    return " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())


def _touched(span: Span, edits: Iterable[Edit]) -> bool:
    return any(span.overlaps(e.span) for e in edits)


def _marked(text: str, mark: _Mark) -> bool:
    """Whether a mark that says the same stands round the passage."""
    before = text[max(0, mark.span.start - _LONGEST_TAG) : mark.span.start]
    m = re.search(r"(?:<mrk\b[^<>]*>)+$", before)
    return m is not None and mark.attributes in m[0]


def _nested(marks: Iterable[_Mark]) -> list[_Mark]:
    """The marks, without those that begin in one and end behind it."""
    kept: list[_Mark] = []
    for mark in marks:
        if not any(k.span.start < mark.span.start < k.span.end < mark.span.end for k in kept):
            kept.append(mark)
    return kept


def _edits(marks: Sequence[_Mark], modern: bool) -> list[Edit]:
    """The tags of marks that are nested: opening tags from the longest on, closing tags from the shortest on."""
    kind = 'type="its:generic"' if modern else 'mtype="x-its"'
    opening = [(m.span.start, 1, -m.span.end, _tag(kind, i, m, modern)) for i, m in enumerate(marks, 1)]
    closing = [(m.span.end, 0, -m.span.start, "</mrk>") for m in marks]
    return [Edit(Span(at, at), tag) for at, _, _, tag in sorted(opening + closing)]


def _tag(kind: str, number: int, mark: _Mark, modern: bool) -> str:
    identity = f'id="textfix{number}" ' if modern else ""
    return f"<mrk {identity}{kind} {mark.attributes}>"


def _declaration(text: str, start: int, end: int) -> list[Edit]:
    """What the root element has to say so that the marks mean something."""
    tag = text[start:end]
    missing = "" if "xmlns:its=" in tag else f' xmlns:its="{_NAMESPACE}"'
    missing += "" if "its:version=" in tag else ' its:version="2.0"'
    at = start + len(re.sub(r"\s*/?>$", "", tag))
    return [Edit(Span(at, at), missing)] if missing else []


def _reads(text: str, edits: list[Edit]) -> bool:
    try:
        tokens(apply_edits(text, sorted(edits, key=lambda e: e.span)))
    except BrokenError:
        return False
    return True
