"""What the command line is asked to read and to write: files, folders, targets."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from . import formats
from ._files import STANDARD, FileError
from ._terminal import error
from .errors import nearest


def agree(names: Sequence[str], output: str | None, in_place: bool, diff: bool, check: bool) -> None:
    """Raise `click.UsageError` for options that contradict each other."""
    if in_place and output is not None:
        raise click.UsageError("--in-place and --output exclude each other")
    if (in_place or output is not None) and (diff or check):
        raise click.UsageError(f"--{'diff' if diff else 'check'} changes nothing: leave out --in-place and --output")
    if in_place and STANDARD in names:
        raise click.UsageError("standard input cannot be repaired in place: leave out --in-place, or name a file")


def files_of(names: Sequence[str], settings: dict[str, Any]) -> tuple[list[str], bool]:
    """The files that `names` stand for, and whether some of them could not be found out.

    Takes the settings that choose files out of `settings`.
    """
    from ._beside import sources_of
    from ._walk import Choice, found

    file_format = settings["format"]
    if file_format is not None and file_format not in formats.formats():
        known = ", ".join(formats.formats())
        raise click.UsageError(
            f"unknown format {file_format!r}{nearest(file_format, formats.formats())}; there are {known}"
        )
    if settings["sources"] and len(settings["sources"]) != len(settings["fields"]):
        raise click.UsageError("--source-field goes with --field, one for each")
    if settings["sources"] and settings["source"]:
        raise click.UsageError("--source and --source-field exclude each other")
    choice = Choice(settings.pop("include"), settings.pop("exclude"), bool(settings["fields"] or file_format))
    problems: list[FileError] = []
    files = list(found(names, problems.append, choice))
    settings["source"] = sources_of(files, names, settings["source"])
    for problem in problems:
        error(str(problem))
    if not files and not problems:
        click.echo(f"no text files in {', '.join(names)}; `textfix formats` lists what is read in folders", err=True)
    return files, bool(problems)


def targets_of(files: Sequence[str], names: Sequence[str], output: str | None, in_place: bool) -> dict[str, str | None]:
    """Where the text of each file goes."""
    if in_place:
        return {f: f for f in files}
    if output is None or output == STANDARD:
        if len(files) > 1:
            raise click.UsageError("several files do not go to standard output: name a folder")
        return dict.fromkeys(files, STANDARD)
    folders = [n for n in names if os.path.isdir(n)]  # noqa: PTH112
    if not folders and len(files) < 2 and not os.path.isdir(output) and not output.endswith(os.sep):  # noqa: PTH112
        return dict.fromkeys(files, output)
    targets: dict[str, str | None] = {}
    for file in files:
        base = next((f for f in folders if os.path.relpath(file, f)[:2] != ".."), os.path.dirname(file))  # noqa: PTH120
        name = "stdin.txt" if file == STANDARD else os.path.relpath(file, base or ".")
        target = os.path.join(output, name)  # noqa: PTH118
        if target in targets.values():
            raise click.UsageError(f"two files would become {target}: give them one by one")
        targets[file] = target
    for folder in {os.path.dirname(target) for target in targets.values() if target}:  # noqa: PTH120
        try:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        except OSError as error:
            raise FileError(f"{output}: {error.strerror}") from error
    return targets
