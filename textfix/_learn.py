"""The work of ``textfix learn``: from files of sentence pairs to a model of their languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ._decode import Source
from ._files import FileError, Replacement, opened, shown_name

_LONGEST = 2_000  # code points; longer texts are no sentences
_OFF = 4.0  # deviations of length beyond which a pair is no translation


@dataclass(frozen=True)
class Learned:
    """What a model was learned from: the pairs used, those left out, and the word translations in it."""

    pairs: int
    left_out: int
    entries: int


def learn(
    paths: Sequence[str], output: str, langs: tuple[str, str] | None = None, encoding: str | None = None
) -> Learned:
    """Learn a model from two files with a sentence in each line, or one with both in columns; write it to `output`.

    Empty lines, repeated pairs, pairs of equal texts, and pairs whose lengths do not go together are left out. Raises
    `FileError` for files that cannot be read or do not go together.
    """
    from ._adequacy.lexicon import Limits
    from ._adequacy.lexicon import learn as fit
    from ._adequacy.store import dump

    rows = list(_rows(paths, encoding))
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


def _rows(paths: Sequence[str], encoding: str | None) -> Iterator[tuple[str, str]]:
    if len(paths) == 1:
        for number, line in enumerate(_lines(paths[0], encoding), 1):
            cells = line.split("\t")
            if len(cells) < 2:
                if line.strip():
                    raise FileError(f"{shown_name(paths[0])}:{number}: no tab between a source and its translation")
                continue
            yield cells[0].strip(), cells[1].strip()
        return
    source, target = (_lines(path, encoding) for path in paths)
    if len(source) != len(target):
        raise FileError(
            f"{shown_name(paths[1])}: {len(target)} lines, but {shown_name(paths[0])} has {len(source)}: "
            "each line must be the translation of the same line"
        )
    for a, b in zip(source, target, strict=True):
        yield a.strip(), b.strip()


def _lines(path: str, encoding: str | None) -> list[str]:
    with opened(path) as stream:
        text = "".join(Source(stream, encoding).texts())
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
