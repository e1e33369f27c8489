"""The work of ``textfix learn``: from files of sentence pairs to a model of their languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import formats
from ._compressed import reading
from ._decode import Source
from ._files import FileError, Replacement, opened, shown_name
from .errors import FormatError, LanguageError
from .formats import Fields, Unit
from .language import canonical

_LONGEST = 2_000  # code points; longer texts are no sentences
_OFF = 4.0  # deviations of length beyond which a pair is no translation


@dataclass(frozen=True)
class Learned:
    """What a model was learned from: the pairs used, those left out, and the word translations in it."""

    pairs: int
    left_out: int
    entries: int


def learn(
    paths: Sequence[str],
    output: str,
    langs: tuple[str, str] | None = None,
    encoding: str | None = None,
    fields: Fields | None = None,
) -> Learned:
    """Learn a model from two files with a sentence in each line, or from one that holds both sides; write it to `output`.

    One file is bilingual (TMX, XLIFF, PO …), has `fields` for both sides, or is a table with the source in the first column and
    the translation in the second. Without `langs` the languages are those that a bilingual file names, if it names one pair.

    Empty lines, repeated pairs, pairs of equal texts, and pairs whose lengths do not go together are left out. Raises
    `FileError` for files that cannot be read or do not go together.
    """
    from ._adequacy.lexicon import Limits
    from ._adequacy.lexicon import learn as fit
    from ._adequacy.store import dump

    rows, told = _read(paths, encoding, fields or Fields())
    langs = langs or told
    pairs = _fitting(list(dict.fromkeys(r for r in rows if _usable(*r))))
    # Words that are met once teach little, and in a large corpus they would take most of the room.
    limits = Limits(least=1 if len(pairs) < 20_000 else 2)
    try:
        lexicon = fit(pairs, limits)
    except ValueError as error:
        raise FileError(f"{shown_name(paths[0])}: {error}") from error
    with Replacement(output) as new:
        new.write(dump(lexicon, langs))
        new.commit()
    return Learned(len(pairs), len(rows) - len(pairs), len(lexicon.rows))


Pairs = list[tuple[str, str]]


def _read(paths: Sequence[str], encoding: str | None, fields: Fields) -> tuple[Pairs, tuple[str, str] | None]:
    """The pairs in the files, and their languages, where a file tells them."""
    if len(paths) == 2:
        return list(_beside(paths[0], paths[1], encoding)), None
    name = formats.format_of(paths[0])
    if fields.sources or name not in (None, formats.PLAIN, "tsv"):
        return _bilingual(paths[0], name or formats.PLAIN, encoding, fields)
    return list(_columns(paths[0], encoding)), None


def _bilingual(path: str, name: str, encoding: str | None, fields: Fields) -> tuple[Pairs, tuple[str, str] | None]:
    """The texts of a file that have a source."""
    file_format = formats.named(name)
    pairs: Pairs = []
    langs: set[tuple[str, str] | None] = set()
    with opened(path) as stream:
        declared = getattr(file_format, "declared_encoding", lambda _: None)
        try:
            source = Source(reading(path, stream), encoding, path=path, fields=fields, declared=declared)
            for unit in (u for part in file_format.read(source) for u in part.units()):
                if unit.source is not None:
                    pairs.append((unit.source.strip(), unit.text.strip()))
                    langs.add(_langs(unit))
        except FormatError as error:
            raise FileError(f"{shown_name(path)}: {error}") from error
    if not pairs:
        raise FileError(f"{shown_name(path)}: no text in it has a source; name both with --field and --source-field")
    return pairs, langs.pop() if len(langs) == 1 else None


def _langs(unit: Unit) -> tuple[str, str] | None:
    if unit.source_lang is None or unit.lang is None:
        return None
    try:
        return canonical(unit.source_lang), canonical(unit.lang)
    except LanguageError:
        return None


def _columns(path: str, encoding: str | None) -> Iterator[tuple[str, str]]:
    """The first two cells of each line."""
    for number, line in enumerate(_lines(path, encoding), 1):
        cells = line.split("\t")
        if len(cells) > 1:
            yield cells[0].strip(), cells[1].strip()
        elif line.strip():
            raise FileError(f"{shown_name(path)}:{number}: no tab between a source and its translation")


def _beside(source_path: str, target_path: str, encoding: str | None) -> Iterator[tuple[str, str]]:
    """The lines of two files."""
    source, target = _lines(source_path, encoding), _lines(target_path, encoding)
    if len(source) != len(target):
        raise FileError(
            f"{shown_name(target_path)}: {len(target)} lines, but {shown_name(source_path)} has {len(source)}: "
            "each line must be the translation of the same line"
        )
    for a, b in zip(source, target, strict=True):
        yield a.strip(), b.strip()


def _lines(path: str, encoding: str | None) -> list[str]:
    with opened(path) as stream:
        text = "".join(Source(reading(path, stream), encoding).texts())
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _usable(a: str, b: str) -> bool:
    return bool(a and b) and a != b and max(len(a), len(b)) <= _LONGEST


def _fitting(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out pairs whose ratio of lengths is far off what is usual."""
    import numpy as np

    if not pairs:
        return pairs
    lengths = np.array([(len(a), len(b)) for a, b in pairs], dtype=np.float64) + 5
    ratio = np.log(lengths[:, 1] / lengths[:, 0])
    off = np.abs(ratio - np.median(ratio))
    limit = _OFF * 1.4826 * max(float(np.median(off)), 0.1)
    return [pair for pair, far in zip(pairs, off > limit, strict=True) if not far]
