"""What the command line says, and how it looks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

import click

from . import reports
from .reports._show import cell_len

if TYPE_CHECKING:
    from ._job import Sheet
    from ._run import Total
    from .reports import Tally


def sheet(report: str, stream: IO[str]) -> Sheet:
    """How a report is written to a stream: in colour and as wide as a terminal, if it is one."""
    from ._job import Sheet

    if not stream.isatty():
        return Sheet(report, color=bool(os.environ.get("FORCE_COLOR")))
    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Sheet(report, color, min(160, max(40, shutil.get_terminal_size().columns)))


def ready(stream: IO[str]) -> IO[str]:
    """Make a stream take every text: UTF-8, but on a terminal what that understands."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace", newline="\n")
    return stream


def show(head: Sequence[str], rows: Sequence[Sequence[str]], key: int = 0) -> None:
    """Print a table; on a terminal a list of its column `key`, each with the others, wrapped to the width."""
    if not sys.stdout.isatty():
        ready(sys.stdout).write(table([head, *rows]))
        return
    page = click.HelpFormatter(width=min(120, shutil.get_terminal_size().columns))
    page.write_dl([(row[key], " · ".join(cell for i, cell in enumerate(row) if cell and i != key)) for row in rows])
    ready(sys.stdout).write(page.getvalue())


def show_page(text: str) -> None:
    """Print a page of Markdown; on a terminal its headings stand out."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        lines = text.split("\n")
        text = "\n".join(click.style(line, bold=True) if line.startswith("#") else line for line in lines)
    ready(sys.stdout).write(text)


def table(rows: Sequence[Sequence[str]], numbers: int = 0) -> str:
    """The rows in columns, of which so many at the end hold numbers."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    first = len(widths) - numbers
    lines = []
    for row in rows:
        blanks = [" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = [c + b if i < first else b + c for i, (c, b) in enumerate(zip(row, blanks, strict=True))]
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)


def say_changes(total: Tally, writes: bool) -> None:
    """Say how many files were repaired, or would be."""
    files = reports.plural(total.files - total.failed, "file")
    done = "repaired" if writes else "would be repaired"
    if total.changed:
        click.echo(f"{total.changed} of {files} {done}: {reports.plural(total.repairs, 'repair')}", err=True)
    elif total.files > total.failed:
        click.echo(f"nothing to repair in {files}", err=True)


def show_stats(total: Total, kind: str | None, stream: IO[str]) -> None:
    """Write what was found by rule and language."""
    if kind is not None:
        from . import _stats

        ready(stream).write(_stats.as_json(total) if kind == "json" else _stats.as_text(total))


def note(message: str) -> None:
    """Say what is good to know, in one line on standard error."""
    click.echo("note: " + " ".join(message.split("\n")), err=True)


def silent(message: str) -> None:
    """Say nothing."""


def error(message: str) -> None:
    """Say what went wrong, in one line on standard error."""
    line = " ".join(message.split("\n"))
    color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    click.echo(click.style("error: ", fg="red", bold=True) + line if color else f"error: {line}", err=True, color=color)
