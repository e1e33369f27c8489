"""Documents that are archives of XML: each file with text in it is a part, and is put back into the archive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..errors import FormatError
from ..model import apply_edits
from . import Done, Parse, Part, Source
from ._xml import declared_encoding
from ._zip import Archive


def parts(source: Source, kind: str, needed: str, names: re.Pattern[str], parse: Parse) -> Iterator[Part]:
    """Yield the files of an archive whose names match, the one that is `needed` first."""
    archive = Archive(source.file(), kind)
    found = archive.names()
    if needed not in found:
        raise FormatError(f"not a {kind}: it has no {needed}")
    offset, line = 0, 1
    for name in [needed, *sorted(n for n in set(found) if n != needed and names.fullmatch(n))]:
        text = decoded(archive.read(name), name)
        yield Part(text, offset, line, 1, parse, name)
        offset += len(text)
        line += 1


def decoded(data: bytes, name: str) -> str:
    """The text of a file of XML."""
    try:
        return data.decode(declared_encoding(data) or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        raise FormatError(f"{name} in it is not text: {error}") from error


def write(
    source: Source, done: Done, kind: str, finish: Callable[[str, str], str] = lambda old, new: new
) -> Iterator[bytes]:
    """Yield the archive with the repaired files in it; `finish` is given each of them as it was and as it is now."""
    changed: dict[str, bytes] = {}
    for part, report in done:
        if report.edits:
            text = finish(part.text, apply_edits(part.text, report.edits))
            changed[str(part.member)] = text.encode(declared_encoding(part.text[:300].encode()) or "utf-8")
    yield from Archive(source.file(), kind).rewritten(changed)
