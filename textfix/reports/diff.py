"""A unified diff of what would be repaired; each hunk says why. ``patch`` applies it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import click

from ..model import Edit, Finding, Report, Span, apply_edits
from . import Place, Reporter, Tally
from ._show import printable, visible

_CONTEXT = 3  # lines round a change


class Writer(Reporter):
    """Writes the hunks straight from the edits: lines that have none are never compared."""

    def __init__(self, write: Callable[[str], object], *, color: bool = False, width: int = 100) -> None:
        super().__init__(write, color=color, width=width)
        self._restart()

    def _restart(self) -> None:
        self._named = False
        self._before = 0  # lines of the file before this part
        self._grown = 0  # by how many lines the repaired file is longer so far

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write the hunks of a text."""
        if report.edits:
            if not self._named:
                self.write(self._paint(f"--- {path}", bold=True) + "\n" + self._paint(f"+++ {path}", bold=True) + "\n")
                self._named = True
            lines, reasons = _Lines(text), _reasons(report.findings, place.offset)
            for hunk in _hunks(_blocks(lines, report.edits)):
                self._hunk(lines, hunk, reasons)
        self._before += text.count("\n")

    def finish(self, path: str, tally: Tally, error: str | None) -> None:
        """Be ready for the next file."""
        self._restart()

    def _hunk(self, lines: _Lines, blocks: list[_Block], reasons: dict[Edit, list[str]]) -> None:
        top = max(0, blocks[0].first - _CONTEXT)
        bottom = min(len(lines), blocks[-1].end + _CONTEXT)
        body: list[str] = []
        at, old, new = top, 0, 0
        for block in blocks:
            same = [self._same(lines[i]) for i in range(at, block.first)]
            removed, added = self._changed(lines, block)
            body += same + removed + added
            at, old, new = block.end, old + len(same) + len(removed), new + len(same) + len(added)
        rest = [self._same(lines[i]) for i in range(at, bottom)]
        old, new = old + len(rest), new + len(rest)
        start = self._before + top + 1
        ranges = f"@@ -{_range(start, old)} +{_range(start + self._grown, new)} @@"
        why = dict.fromkeys(name for b in blocks for e in b.edits for name in reasons.get(e, ()))
        self.write(f"{self._paint(ranges, fg='cyan')} {'; '.join(why)}\n")
        for line in body + rest:
            self.write(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
        self._grown += new - old

    def _same(self, line: str) -> str:
        """A line of context; its end alone goes to the terminal as it is."""
        end = "\n" if line.endswith("\n") else ""
        return f" {printable(line.removesuffix(end)) if self.color else line.removesuffix(end)}{end}"

    def _changed(self, lines: _Lines, block: _Block) -> tuple[list[str], list[str]]:
        """The lines of a block as they are, and as they become."""
        start, end = lines.starts[block.first], lines.starts[block.end]
        before = lines.text[start:end]
        edits = [Edit(Span(e.span.start - start, e.span.end - start), e.text) for e in block.edits]
        new, shift = [], 0
        for span, text in edits:
            new.append(Span(span.start + shift, span.start + shift + len(text)))
            shift += len(text) - (span.end - span.start)
        return (
            list(self._marked("-", before, [e.span for e in edits], "red")),
            list(self._marked("+", apply_edits(before, edits), new, "green")),
        )

    def _marked(self, sign: str, text: str, marks: Sequence[Span], color: str) -> Iterator[str]:
        """The lines of `text`, with `sign` before them and what is in `marks` made to stand out."""
        at = 0
        for line in _split(text):
            out, done, end = [self._paint(sign, fg=color)], at, at + len(line.removesuffix("\n"))
            for mark in marks:
                a, b = max(done, mark.start), min(end, mark.end)
                if a < b:
                    piece = visible(text[a:b], spaces=False) if self.color else text[a:b]
                    out += (
                        self._paint(text[done:a], fg=color),
                        self._paint(piece, fg=color, reverse=True),
                    )
                    done = b
            out.append(self._paint(text[done:end], fg=color))
            yield "".join(out) + text[end : at + len(line)]
            at += len(line)

    def _paint(self, text: str, **style: Any) -> str:
        return click.style(printable(text), **style) if self.color and text else text


class _Block(NamedTuple):
    """Lines ``[first, end)`` that change, and their edits."""

    first: int
    end: int
    edits: list[Edit]


class _Lines:
    """The lines of a text as ``patch`` counts them: only \\n ends one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = _split(text)
        self.starts = [0]
        for line in self._lines:
            self.starts.append(self.starts[-1] + len(line))

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, i: int) -> str:
        return self._lines[i]

    def of(self, span: Span) -> tuple[int, int]:
        """The range of lines that a change of `span` concerns; one that takes away a line end has the next line too."""
        last = max(0, len(self) - 1)
        first = min(last, bisect_right(self.starts, span.start) - 1)
        return first, min(last, bisect_right(self.starts, span.end) - 1) + 1 if len(self) else 0


def _split(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _blocks(lines: _Lines, edits: Sequence[Edit]) -> list[_Block]:
    """The edits by the lines they change."""
    blocks: list[_Block] = []
    for edit in edits:
        first, end = lines.of(edit.span)
        if blocks and first < blocks[-1].end:
            blocks[-1] = _Block(blocks[-1].first, max(end, blocks[-1].end), [*blocks[-1].edits, edit])
        else:
            blocks.append(_Block(first, end, [edit]))
    return blocks


def _hunks(blocks: list[_Block]) -> Iterator[list[_Block]]:
    """The blocks that are so near to each other that their context would touch."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _reasons(findings: Sequence[Finding], offset: int) -> dict[Edit, list[str]]:
    """Why each edit is made: rule, span in the file, confidence and message of its findings."""
    reasons: dict[Edit, list[str]] = {}
    for finding in findings:
        if finding.applied:
            start, end = finding.span
            where = f"{start + offset}-{end + offset}, {finding.confidence:.2g}"
            for edit in finding.edits:
                reasons.setdefault(edit, []).append(f"{finding.rule} ({where}): {printable(finding.message)}")
    return reasons


def _range(start: int, count: int) -> str:
    if count == 1:
        return str(start)
    return f"{start if count else start - 1},{count}"
