"""The pass of `_kernel.c` over a text, where it was compiled as textfix was installed; ADR 42 says why.

`_passes.py` uses it, and finds the same in numpy where `kernel` is ``None``.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from ctypes import POINTER, Structure, c_int32, c_int64, c_void_p
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
FILE = Path(__file__).with_name("libkernel" + {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so"))
_VERSION = 4  # as in `_kernel.c`


class _Given(Structure):
    """A structure of arrays and numbers, which keeps the arrays."""

    def __init__(self, **values: Array | int) -> None:
        self.arrays = {name: v for name, v in values.items() if isinstance(v, np.ndarray)}
        super().__init__(**{name: v if isinstance(v, int) else v.ctypes.data for name, v in values.items()})


class Tables(_Given):
    """What is looked up of characters, and what is asked: see `_kernel.c`."""

    _fields_ = (
        *((name, c_void_p) for name in ("classes", "kinds", "hits", "then", "before", "folded", "powers", "unspaced")),
        *((name, c_int64) for name in ("letters", "width", "cold", "words", "n_folded", "n_powers", "n_unspaced")),
        *((name, c_int64) for name in ("edge", "longest_gap", "longest_phrase", "asks_words", "asks_repeated")),
        *((name, c_int64) for name in ("asks_phrases", "asks_echoes", "asks_single")),
    )


class Vocabulary(_Given):
    """What is known of the words of a language: see `_kernel.c`."""

    _fields_ = (
        *((name, c_void_p) for name in ("seen", "wholes")),
        *((name, c_int64) for name in ("seen_bits", "whole_bits")),
    )


class _List(Structure):
    _fields_ = (("at", c_void_p), ("count", c_int64))


_LISTS = ("pairs", "breaks", "starts", "ends", "repeated", "phrases", "echoes", "single", "unseen", "torn")


class Found(Structure):
    """What was found, and the memory for it: see `_kernel.c`. It stays as it is until the next text is looked through."""

    _fields_ = (*((name, _List) for name in _LISTS), *((name, c_void_p) for name in ("met", "hashes", "items")))

    def __init__(self, count: int, words: int) -> None:
        """Make room for a text of `count` characters, and triggers that take `words` numbers."""
        self.room = count, words
        self._places = {name: np.empty(2 * count if name == "phrases" else count, np.int64) for name in _LISTS}
        self._met, self._hashes, self._items = (np.empty(n, np.uint64) for n in (count * words, count, count))
        lists = (_List(array.ctypes.data, 0) for array in self._places.values())
        super().__init__(*lists, *(array.ctypes.data for array in (self._met, self._hashes, self._items)))

    def places(self, name: str) -> Array:
        """What one of the lists holds."""
        return self._places[name][: getattr(self, name).count]

    def sets(self) -> Array:
        """The triggers that each pair meets."""
        count, words = self.pairs.count, self.room[1]
        return self._met[: count * words].reshape(count, words)

    def numbers(self) -> Array:
        """The hash of each word."""
        return self._hashes[: self.starts.count]


class Kernel:
    """The compiled pass. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Load the library; raises OSError if there is none, or one of another version."""
        library = ctypes.CDLL(str(path))
        library.textfix_kernel.restype = c_int32
        if library.textfix_kernel() != _VERSION:
            raise OSError(f"{path} belongs to another version of textfix")
        self._scan = library.textfix_scan
        self._scan.argtypes = [POINTER(Tables), POINTER(Vocabulary), c_void_p, c_int64, POINTER(Found)]
        self._scan.restype = None
        self._edges = library.textfix_edges
        self._edges.argtypes = [c_void_p, c_int64, c_void_p, c_int64, c_int64, c_int64, c_void_p, c_void_p]
        self._edges.restype = None
        self._words = library.textfix_words
        self._words.argtypes = [c_void_p, c_int64, c_void_p, c_void_p]
        self._words.restype = None
        self._rooms = threading.local()

    def scan(self, tables: Tables, vocabulary: Vocabulary | None, codes: Array) -> Found:
        """Look through the code points of a text; one stands before it and two behind it."""
        found: Found | None = getattr(self._rooms, "found", None)
        words = tables.words
        if found is None or found.room[0] < len(codes) or found.room[1] != words:
            found = self._rooms.found = Found(max(len(codes), 1024), words)
        self._scan(tables, vocabulary, codes.ctypes.data, len(codes), found)
        return found

    def edges(self, codes: Array, folded: Array, least: int, bits: int) -> Array:
        """Bits of the beginnings and of the ends of words, `least` letters and more: see `_kernel.c`."""
        held = np.zeros((2, 1 << (bits - 3)), np.uint8)
        rows = (held[i].ctypes.data for i in range(2))
        self._edges(codes.ctypes.data, len(codes), folded.ctypes.data, len(folded), least, bits, *rows)
        return held

    def words(self, shared: Array, rests: Array) -> Array:
        """The code points of words, a zero behind each: see `_kernel.c`. The last of `rests` is a zero."""
        out = np.empty(int(shared.sum(dtype=np.int64)) + len(rests), np.uint32)
        self._words(shared.ctypes.data, len(shared), rests.ctypes.data, out.ctypes.data)
        return out


def _loaded() -> Kernel | None:
    try:
        return Kernel(FILE)
    except (OSError, AttributeError):  # there is none, or not for this machine
        return None


kernel = _loaded()
