"""What the command line says, and how it looks."""

from __future__ import annotations

import os
import shutil
import sys
from typing import IO, TYPE_CHECKING, Any

import click

from . import reports

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


def show(what: Any) -> None:
    """Print a table or a page; where no terminal sets the width, nothing is wrapped."""
    from rich.console import Console

    Console(file=ready(sys.stdout), width=None if sys.stdout.isatty() else 1000).print(what)


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
