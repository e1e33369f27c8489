"""Lexicons as files: eight bits for each probability, the whole compressed."""

from __future__ import annotations

import io
import lzma
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import FormatError
from .lexicon import Floats, Lexicon

_VERSION = 1
_STEP = 1 / 28  # of a natural logarithm: probabilities down to 1e-4 in 255 steps
_COUNT_STEP = 1 / 20
_FIELDS = {
    "version",
    "words0",
    "words1",
    "counts0",
    "counts1",
    "reliable0",
    "reliable1",
    "lengths",
    "columns",
    "forth",
    "back",
    "facts",
    "langs",
}


def dump(lexicon: Lexicon, langs: tuple[str, str] | None = None) -> bytes:
    """Return a lexicon as the bytes of a file, with the languages of its sides if they are known."""
    wide = np.uint16 if len(lexicon.words[1]) <= 0xFFFF else np.uint32
    arrays = {
        "version": np.array(_VERSION),
        "words0": _packed(lexicon.words[0]),
        "words1": _packed(lexicon.words[1]),
        "counts0": _small(np.log1p(lexicon.counts[0]) / _COUNT_STEP),
        "counts1": _small(np.log1p(lexicon.counts[1]) / _COUNT_STEP),
        "reliable0": _small(lexicon.reliable[0] * 255),
        "reliable1": _small(lexicon.reliable[1] * 255),
        "lengths": np.bincount(lexicon.rows, minlength=len(lexicon.words[0])).astype(np.uint16),
        "columns": lexicon.columns.astype(wide),
        "forth": _probability(lexicon.forth),
        "back": _probability(lexicon.back),
        "facts": np.array([*lexicon.length, lexicon.pairs], dtype=np.float64),
        "langs": _packed(list(langs or ())),
    }
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return lzma.compress(buffer.getvalue(), preset=9)


def load(path: Path) -> tuple[Lexicon, tuple[str, str] | None]:
    """Return the lexicon in a file, and the languages of its sides if they are told.

    Raises `FormatError` for a file that is none, and `OSError` for one that cannot be read.
    """
    data = path.read_bytes()
    try:
        with np.load(io.BytesIO(lzma.decompress(data)), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        if not arrays.keys() >= _FIELDS or int(arrays["version"]) != _VERSION:
            raise ValueError("written by another version of textfix")
        return _made(arrays)
    except (lzma.LZMAError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile) as error:
        raise FormatError(f"{path}: not a model of `textfix learn` ({error}); make it anew") from error


def _made(a: dict[str, NDArray[np.generic]]) -> tuple[Lexicon, tuple[str, str] | None]:
    words = _unpacked(a["words0"]), _unpacked(a["words1"])
    rows = np.repeat(np.arange(len(words[0]), dtype=np.int32), a["lengths"].astype(np.int64))
    columns = a["columns"].astype(np.int32)
    counts = [np.expm1(a[f"counts{i}"].astype(np.float32) * _COUNT_STEP).astype(np.float32) for i in (0, 1)]
    reliable = [(a[f"reliable{i}"].astype(np.float32) / 255).astype(np.float32) for i in (0, 1)]
    sizes = (len(words[0]), len(words[1]))
    if (len(counts[0]), len(counts[1])) != sizes or len({len(rows), len(columns), len(a["forth"]), len(a["back"])}) > 1:
        raise ValueError("its parts do not fit together")
    if len(columns) and int(columns.max()) >= sizes[1]:
        raise ValueError("its parts do not fit together")
    mean, deviation, pairs = (float(x) for x in a["facts"].astype(np.float64))
    langs = _unpacked(a["langs"])
    lexicon = Lexicon(
        words,
        (counts[0], counts[1]),
        (reliable[0], reliable[1]),
        rows,
        columns,
        _unscaled(a["forth"]),
        _unscaled(a["back"]),
        (mean, deviation),
        int(pairs),
    )
    return lexicon, (langs[0], langs[1]) if len(langs) == 2 else None


def _packed(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode("utf-8", "surrogatepass"), np.uint8)


def _unpacked(packed: NDArray[np.generic]) -> list[str]:
    data = packed.tobytes()
    return data.decode("utf-8", "surrogatepass").split("\n") if data else []


def _small(values: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    small: NDArray[np.uint8] = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return small


def _probability(p: Floats) -> NDArray[np.uint8]:
    """255 is certain, 0 is nothing."""
    with np.errstate(divide="ignore"):
        return _small(255 + np.log(p) / _STEP)


def _unscaled(stored: NDArray[np.generic]) -> Floats:
    scale = np.exp((np.arange(256) - 255) * _STEP).astype(np.float32)
    scale[0] = 0
    unscaled: Floats = scale[stored.astype(np.intp)]
    return unscaled
