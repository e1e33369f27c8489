"""A file and the file that it was translated from: each text gets its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from . import formats
from ._compressed import reading
from ._decode import PIECE, Source
from ._files import FileError, opened, shown_name
from .errors import FormatError, OptionsError
from .formats import Format, Part, Unit
from .formats._parts import tiled
from .formats._unit import whole


def sources_of(files: Sequence[str], names: Sequence[str], source: str | None) -> dict[str, str]:
    """Return what each of `files` was translated from: `source`, or where that is a folder, the file of the same name in it.

    `names` are the files and folders that were named. Raises `OptionsError` where one file is the source of several.
    """
    if source is None:
        return {}
    if not Path(source).is_dir():
        if len(files) > 1:
            raise OptionsError("several files: --source names the folder with their sources")
        return dict.fromkeys(files, source)
    folders = [name for name in names if Path(name).is_dir()]
    found = {}
    for file in files:
        folder = next((f for f in folders if Path(file).is_relative_to(f)), str(Path(file).parent))
        found[file] = str(Path(source) / Path(file).relative_to(folder))
    return found


def beside(file_format: Format, read: Source, source_path: str, encoding: str | None) -> Iterator[Part]:
    """Yield the parts of a file whose texts have those of the file at `source_path` as sources.

    The first text goes with the first, and so on; a plain text goes line by line, or as a whole. Raises `FileError`.
    """
    with opened(source_path) as stream:
        other = formats.named(formats.format_of(source_path) or formats.PLAIN)
        declared = getattr(other, "declared_encoding", lambda _: None)
        source = Source(reading(source_path, stream), encoding, path=source_path, declared=declared)
        try:
            texts = [unit.text for part in other.read(source) for unit in part.units()]
        except FormatError as error:
            raise FileError(f"{shown_name(source_path)}: {error}") from error
    parts = list(file_format.read(read))
    if all(part.parse is None for part in parts):
        yield from _plain(read.path, "".join(part.text for part in parts), "".join(texts))
        return
    counts = [len(part.units()) for part in parts]
    if sum(counts) != len(texts):
        raise FileError(
            f"{shown_name(read.path)}: {sum(counts)} texts, but {shown_name(source_path)} has {len(texts)}: "
            "each text must be the translation of the one in its place"
        )
    at = 0
    for part, count in zip(parts, counts, strict=True):
        yield replace(part, parse=partial(_sourced, inner=part, sources=texts[at : at + count]))
        at += count


def _plain(path: str, text: str, source: str) -> Iterator[Part]:
    """The parts of a plain text: one, or of a long text that goes line by line, as many as needed."""
    source = source.rstrip("\n") + "\n" * (len(text) - len(text.rstrip("\n")))
    pieces = [(text, source)]
    if max(len(text), len(source)) > PIECE:
        lines = text.count("\n"), source.count("\n")
        if lines[0] != lines[1]:
            raise FileError(
                f"{shown_name(path)}: a text of more than {PIECE:,} characters has to go line by line with its source, "
                f"but they have {lines[0]:,} and {lines[1]:,} lines"
            )
        pieces = list(_cut(text.split("\n"), source.split("\n")))
    for part, (_, beside_it) in zip(tiled(piece for piece, _ in pieces), pieces, strict=True):
        yield replace(part, parse=partial(_whole, source=beside_it))


def _cut(lines: Sequence[str], sources: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Stretches of as many lines of both sides, whose longer side is about half as long as a piece."""
    start, length = 0, 0
    for i, (line, source) in enumerate(zip(lines, sources, strict=True)):
        length += max(len(line), len(source)) + 1
        if length > PIECE // 2 or i == len(lines) - 1:
            end = "" if i == len(lines) - 1 else "\n"
            yield "\n".join(lines[start : i + 1]) + end, "\n".join(sources[start : i + 1]) + end
            start, length = i + 1, 0


def _whole(text: str, source: str) -> list[Unit]:
    return [replace(whole(text), source=source)]


def _sourced(text: str, inner: Part, sources: Sequence[str]) -> list[Unit]:
    """The units of a part that reads `text`, each with its source, unless the file itself has one."""
    units = inner.units_of(text)
    return [u if u.source is not None else replace(u, source=s) for u, s in zip(units, sources, strict=False)]
