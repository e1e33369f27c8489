"""XLIFF for translators' tools: a unit for each passage with findings, which stand as notes and as ITS 2.0 quality issues."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from .._patterns import lazy_pattern
from ..model import Finding, Report, Span, split_lines
from ..mqm import Severity, its_type
from . import About, Lines, Place, Reporter, Score, Tally, Translation
from ._passage import kind_of, passage_of
from ._show import visible

# What XML 1.0 cannot hold.
_INVALID = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_ITS = "http://www.w3.org/2005/11/its"
_SEVERITY = {Severity.NEUTRAL: 0, Severity.MINOR: 33, Severity.MAJOR: 67, Severity.CRITICAL: 100}


class _Unit(NamedTuple):
    """A passage, what it translates, and what was found in it."""

    span: Span
    source: str | None
    found: list[Finding]


class Writer(Reporter):
    """Writes version 1.2, which every tool reads. A text without a source is the source of its unit, which has no target."""

    wants_scores = True  # for the sources

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        super().__init__(write, color=color, width=width)
        self._translations: Sequence[Translation] = ()
        self._open = False
        self._count = 0

    def begin(self) -> None:
        """Open the document."""
        names = f'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:its="{_ITS}" its:version="2.0"'
        self.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" {names}>\n')

    def beside(self, translations: Sequence[Translation], scores: Sequence[Score] = ()) -> None:
        """Keep what is translated in the next part."""
        self._translations = translations

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write a unit for each passage in which something was found."""
        if not self._open:
            lang = report.lang or "und"
            if self._translations:
                self._file(path, self._translations[0].source_lang or "und", lang)
            else:
                self._file(path, lang, None)
        lines = Lines(text, place)
        for unit in _units(text, report.findings, self._translations):
            self._count += 1
            self.write(_unit(text, unit, self._count, lines))

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Close the file; what went wrong is a note on it."""
        if not self._open:
            self._file(path, "und", None, error)
        self.write("</body></file>\n")
        self._open, self._count = False, 0

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """Close the document."""
        self.write("</xliff>\n")

    def _file(self, path: str, source_lang: str, lang: str | None, error: str | None = None) -> None:
        self._open = True
        target = f" target-language={quoteattr(lang)}" if lang else ""
        self.write(
            f'<file original={quoteattr(_valid(path))} source-language={quoteattr(source_lang)}{target} datatype="plaintext">'
        )
        self.write(f"<header><note>{_xml(error)}</note></header><body>\n" if error else "<body>\n")


def _units(text: str, findings: Sequence[Finding], translations: Sequence[Translation]) -> Iterator[_Unit]:
    """The passages in which a finding begins: what has a source, or lines."""
    waiting = deque(sorted(findings, key=lambda f: f.span))
    for span, source in _stretches(text, translations):
        found: list[Finding] = []
        while waiting and (waiting[0].span.start < span.end or span.end == len(text)):
            found.append(waiting.popleft())
        if found:
            yield _Unit(span, source, found)


def _stretches(text: str, translations: Sequence[Translation]) -> Iterator[tuple[Span, str | None]]:
    """The text in stretches, each with its source where it has one: no stretch is left out."""
    at = 0
    for t in translations:
        if at < t.span.start:
            yield Span(at, t.span.start), None
        if at <= t.span.start:
            yield t.span, t.source
            at = t.span.end
    for line in split_lines(text[at:]) or [""]:
        yield Span(at, at + len(line)), None
        at += len(line)


def _unit(text: str, unit: _Unit, number: int, lines: Lines) -> str:
    line, column = lines.at(unit.span.start)
    marked = _marked(text, unit)
    if unit.source is None:
        sides = f"<source>{marked}</source>"
    else:
        sides = f"<source>{_xml(unit.source)}</source><target>{marked}</target>"
    annotates = "source" if unit.source is None else "target"
    notes = "".join(f'<note from="textfix" annotates="{annotates}">{_xml(_told(text, f))}</note>\n' for f in unit.found)
    return f'<trans-unit id="{number}" resname="{line}:{column}" xml:space="preserve">{sides}\n{notes}</trans-unit>\n'


def _marked(text: str, unit: _Unit) -> str:
    """The text of a unit with a mark round each passage; where one begins inside another and ends behind it, it has none."""
    start, end = unit.span.start, unit.span.start + len(text[slice(*unit.span)].rstrip("\r\n"))
    kept: list[tuple[Span, Finding]] = []
    for f in sorted(unit.found, key=lambda f: (f.span.start, -f.span.end)):
        span = Span(max(f.span.start, start), min(f.span.end, end))
        if span.start < span.end and not any(k.start < span.start < k.end < span.end for k, _ in kept):
            kept.append((span, f))
    tags = [(s.start, 1, -s.end, _mark(f)) for s, f in kept] + [(s.end, 0, -s.start, "</mrk>") for s, _ in kept]
    out, at = "", start
    for point, _, _, tag in sorted(tags, key=lambda t: t[:3]):
        out, at = out + _xml(text[at:point]) + tag, point
    return out + _xml(text[at:end])


def _mark(finding: Finding) -> str:
    values = {
        "locQualityIssueType": its_type(finding.error_type),
        "locQualityIssueComment": f"{finding.rule}: {finding.message}",
        "locQualityIssueSeverity": str(_SEVERITY[finding.severity]),
    }
    return '<mrk mtype="x-its" ' + " ".join(f"its:{k}={quoteattr(_valid(v))}" for k, v in values.items()) + ">"


def _told(text: str, finding: Finding) -> str:
    """A finding in one line."""
    told = f"{finding.rule}: {finding.message}" + (f" ({finding.evidence})" if finding.evidence else "")
    before, after = passage_of(text, finding)
    if after is not None:
        told += f"; {kind_of(finding)}: {visible(before) or '(nothing)'} → {visible(after) or '(nothing)'}"
    return f"{told} [{finding.severity}, {finding.confidence:.2g}]"


def _xml(text: str) -> str:
    return escape(_valid(text), {"\r": "&#13;"})


def _valid(text: str) -> str:
    return _INVALID.sub("\ufffd", text)
