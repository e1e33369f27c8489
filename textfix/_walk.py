"""Which files a folder stands for: those of a known format, but for what is hidden, ignored or left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import formats
from ._files import STANDARD, FileError, file_error

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".textfixignore")
_HEAD = 4096  # bytes that tell a format


@dataclass(frozen=True)
class Choice:
    """What is read in folders.

    `include`, `exclude`: globs in the manner of .gitignore, below the folder that was named. With `include` files of
    any kind are read, but those only. `any_data`: also formats that may hold data of any kind.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    any_data: bool = False


def found(
    paths: Collection[str],
    failed: Callable[[FileError], None],
    choice: Choice = Choice(),
) -> Iterator[str]:
    """Yield `paths` with every folder replaced by the files in it that are read, sorted.

    Hidden files and folders are left out, and what .gitignore or .textfixignore names; links to folders are not
    followed. `failed` is told of folders that cannot be read.
    """
    for path in paths:
        if path == STANDARD or not Path(path).is_dir():
            yield path
        else:
            yield from _in_folder(path, failed, choice)


def _in_folder(top: str, failed: Callable[[FileError], None], choice: Choice) -> Iterator[str]:
    include, exclude = _spec(choice.include), _spec(choice.exclude)
    rules: dict[str, list[_Rules]] = {}  # of each folder: its own and those above it, outermost first
    for folder, folders, files in os.walk(top, onerror=lambda e: failed(file_error(str(e.filename), e))):
        above = rules[os.path.dirname(folder)] if folder != top else _above(top)  # noqa: PTH120
        here = rules[folder] = [*above, *_rules(folder)]
        folders[:] = sorted(
            f
            for f in folders
            if not f.startswith(".") and not _ignored(os.path.join(folder, f) + "/", here)  # noqa: PTH118
        )
        for name in sorted(files):
            path = os.path.join(folder, name)  # noqa: PTH118 - keeps the name as it was given
            below = os.path.relpath(path, top)
            if name.startswith(".") or _ignored(path, here) or (exclude and exclude.match_file(below)):
                continue
            if include.match_file(below) if include else _is_text(path, choice):
                yield path


def _is_text(path: str, choice: Choice) -> bool:
    """Whether a format claims the file."""
    return formats.format_of(path, lambda: _head(path), in_folder=not choice.any_data) is not None


def _head(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


# ---------------------------------------------------------------- ignore files


@dataclass(frozen=True)
class _Rules:
    folder: str
    spec: GitIgnoreSpec


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def _rules(folder: str) -> Iterator[_Rules]:
    for name in IGNORE_FILES:
        try:
            text = Path(folder, name).read_text("utf-8", "replace")
        except OSError:
            continue
        spec = _spec(text.splitlines())
        if spec is not None:
            yield _Rules(os.path.abspath(folder), spec)  # noqa: PTH100 - links stay as they are


def _above(folder: str) -> list[_Rules]:
    """The rules above `folder`, as far up as the working tree of Git that it is in goes."""
    path = Path(folder).absolute()
    if (path / ".git").exists():
        return []
    chain: list[Path] = []
    for parent in path.parents:
        chain.append(parent)
        if (parent / ".git").exists():
            return [r for p in reversed(chain) for r in _rules(str(p))]
    return []


def _ignored(path: str, rules: Sequence[_Rules]) -> bool:
    ignored = False
    absolute = os.path.abspath(path) + ("/" if path.endswith("/") else "")  # noqa: PTH100
    for r in rules:
        verdict = r.spec.check_file(os.path.relpath(absolute, r.folder) + ("/" if path.endswith("/") else "")).include
        if verdict is not None:
            ignored = verdict
    return ignored
