"""Which words are usual neighbours in a language: pairs counted in sentences of Tatoeba and TICO-19.

A pair is known by 22 bits of a hash beside a two-bit class of its count, so one pair in 300 is thought usual that is
not. The files are made by ``scripts/count_word_pairs.py``.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

_FOLDER = Path(__file__).parent / "tables" / "word-pairs"
_BITS = 22
CLASSES = (3, 10, 100)  # the least count of class 1, 2 and 3


class Pairs:
    """The usual neighbours in the language of one word list. Made by `pairs`."""

    def __init__(self, packed: bytes) -> None:
        entries = np.cumsum(np.frombuffer(packed, "<u4"), dtype=np.int64)
        self._class_of: dict[int, int] = dict(zip((entries >> 2).tolist(), (entries & 3).tolist(), strict=True))

    def __len__(self) -> int:
        return len(self._class_of)

    def usual(self, left: str, right: str) -> int:
        """Return how usual `right` is right behind `left`, both in lower case: 0 (not at all) to 3."""
        return self._class_of.get(_key(left, right), 0)


def pack(counts: Mapping[tuple[str, str], int]) -> bytes:
    """Return what `Pairs` reads, compressed: the pairs that were counted often enough."""
    entries: dict[int, int] = {}
    for pair, count in counts.items():
        if number := class_of(count):
            key = _key(*pair)
            entries[key] = max(number, entries.get(key, 0))
    ordered = np.array(sorted(k << 2 | c for k, c in entries.items()), np.int64)
    return zlib.compress(np.diff(ordered, prepend=0).astype("<u4").tobytes(), 9)


def class_of(count: int) -> int:
    """Return the class of a count."""
    return sum(count >= least for least in CLASSES)


def _key(left: str, right: str) -> int:
    return zlib.crc32(f"{left} {right}".encode()) & ((1 << _BITS) - 1)


@cache
def pairs(name: str) -> Pairs:
    """Return the usual neighbours for wordfreq's list `name`; there are none where nothing was counted."""
    path = _FOLDER / f"{name}.bin"
    return Pairs(zlib.decompress(path.read_bytes()) if path.exists() else b"")
