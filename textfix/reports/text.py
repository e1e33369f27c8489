"""Text for people: each passage with a mark under it, the rule, the reason, and the repair."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ..model import Edit, Finding, Report, Span
from ..mqm import Severity
from . import About, Lines, Place, Reporter, Tally, plural
from ._show import cell_len, printable, visible

_COLORS = {Severity.NEUTRAL: "cyan", Severity.MINOR: "yellow", Severity.MAJOR: "red", Severity.CRITICAL: "magenta"}
_MOST_EDITS = 6
_LONGEST = 60  # characters of an edit that are shown


class Writer(Reporter):
    """Writes findings in the manner of compilers."""

    def part(self, path: str, text: str, place: Place, report: Report) -> None:
        """Write every finding."""
        if report.findings:
            lines = Lines(text, place)
            for finding in report.findings:
                self.write(self._finding(path, text, lines, finding))
        if any(o.score is not None for o in report.opinions):
            self.write(f"{printable(path)}: {_scores(report)}\n\n")

    def end(self, tally: Tally, rules: Sequence[About] = ()) -> None:
        """Write how many findings of which kind there are."""
        checked = tally.files - tally.failed
        kinds = [
            plural(count, name)
            for count, name in ((tally.repairs, "repair"), (tally.suggestions, "suggestion"), (tally.flags, "flag"))
            if count
        ]
        if tally.findings:
            found = f"{self._paint(plural(tally.findings, 'finding'), bold=True)} ({', '.join(kinds)})"
        else:
            found = self._paint("no findings", fg="green", bold=True)
        if checked or tally.findings:
            self.write(f"Checked {plural(checked, 'file')}: {found}.\n")

    def _paint(self, text: str, **style: object) -> str:
        return click.style(text, **style) if self.color else text  # type: ignore[arg-type]

    def _finding(self, path: str, text: str, lines: Lines, finding: Finding) -> str:
        line, column = lines.at(finding.span.start)
        color = _COLORS[finding.severity]
        number = str(line)
        margin = " " * len(number)
        bar = self._paint("|", fg="blue", bold=True)
        start, end = lines.around(finding.span.start)
        before, marked, after = window(text[start:end], finding.span, start, self.width - len(number) - 3)
        mark = " " * _mark_at(before, marked) + "^" * max(1, cell_len(marked))
        passage = before + self._paint(marked, fg=color, bold=True) + after if marked else before + after
        out = [
            f"{self._paint(f'{finding.severity}[{finding.rule}]', fg=color, bold=True)}: "
            + self._paint(visible(finding.message), bold=True),
            f"{margin}{self._paint('-->', fg='blue', bold=True)} {printable(path)}:{line}:{column}",
            f"{margin} {bar}",
            f"{self._paint(number, fg='blue', bold=True)} {bar}{f' {passage}' if passage else ''}",
            f"{margin} {bar} {self._paint(mark, fg=color, bold=True)}",
            *(f"{margin} {self._paint('=', fg='blue', bold=True)} {note}" for note in self._notes(text, finding)),
        ]
        return "\n".join(out) + "\n\n"

    def _notes(self, text: str, finding: Finding) -> list[str]:
        sure = f"confidence {finding.confidence:.2g}"
        if not finding.edits:
            notes = [f"{self._paint('flag', bold=True)}: not repaired ({sure})"]
        else:
            label = self._paint("repair" if finding.applied else "suggestion", bold=True)
            shown = [self._edit(text, edit) for edit in finding.edits[:_MOST_EDITS]]
            notes = [f"{label}: {edit}" for edit in shown]
            if len(finding.edits) > _MOST_EDITS:
                notes.append(f"{label}: and {len(finding.edits) - _MOST_EDITS} more")
            notes[-1] += f" ({sure})"
        if finding.evidence:
            notes.append(f"{self._paint('because', bold=True)}: {visible(finding.evidence)}")
        return notes

    def _edit(self, text: str, edit: Edit) -> str:
        old = self._paint(_short(text[edit.span.start : edit.span.end]), fg="red")
        new = self._paint(_short(edit.text), fg="green")
        if not edit.text:
            return f"delete {old}"
        return f"{old} → {new}" if edit.span.start < edit.span.end else f"insert {new}"


def window(line: str, span: Span, start: int, width: int) -> tuple[str, str, str]:
    """Cut `line`, which begins at `start`, to `width` columns round `span`: before, the passage, after, fit to show."""
    at = min(max(span.start - start, 0), len(line))
    to = max(at, min(span.end - start, len(line)))
    marked = _short(line[at:to], max(20, width // 2), spaces=False) if span.end - start <= len(line) else ""
    if not marked and span.start < span.end:  # it goes over the end of the line
        marked = _short(line[at:to], max(20, width // 2), spaces=False) + "⏎"
    left = max(10, width - cell_len(marked))
    before = printable(line[max(0, at - width) : at])
    after = printable(line[to : to + width])
    if cell_len(before) + cell_len(after) > left or at > width or to + width < len(line):
        share = max(left // 2, left - cell_len(after) - 1)
        before = _fit(before[::-1], share)[::-1] if cell_len(before) > share or at > width else before
        room = left - cell_len(before)
        after = _fit(after, room) if cell_len(after) > room or to + width < len(line) else after
    return before, marked, after


def _fit(text: str, width: int) -> str:
    """As much of `text` as goes into `width` columns with a mark that some is missing."""
    used, out = 1, []
    for c in text:
        used += cell_len(c)
        if used > width:
            break
        out.append(c)
    return "".join(out) + "…"


def _mark_at(before: str, marked: str) -> int:
    """The column of the mark: a combining mark stands on the letter before it."""
    column = cell_len(before)
    return column - 1 if marked and not cell_len(marked) and column else column


def _short(text: str, longest: int = _LONGEST, *, spaces: bool = True) -> str:
    """A passage, whole or its two ends, with what is invisible made visible."""
    if len(text) <= longest:
        return visible(text, spaces=spaces)
    half = longest // 2
    return visible(text[:half], spaces=spaces) + "…" + visible(text[-half:], spaces=spaces)


def _scores(report: Report) -> str:
    """The scores of a report in one line, and how far they agree."""
    told = [o for o in report.opinions if o.score is not None]
    parts = [] if report.score is None else [f"textfix {report.score:.0f}"]
    for o in told:
        order = "" if o.agreement is None else f" (agrees with textfix on the order of texts: {o.agreement:.2f})"
        parts.append(f"{o.scorer} {o.score:.0f}{order}")
    scores = [s for s in (report.score, *(o.score for o in told)) if s is not None]
    apart = f"; {max(scores) - min(scores):.0f} apart" if len(scores) > 1 else ""
    return f"scores: {', '.join(parts)}{apart}"
