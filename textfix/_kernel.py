"""The passes of `_kernel.c` over a text, where it was compiled as textfix was installed; ADR 42 says why.

Who makes such a pass can do without, in numpy, and finds the same: `kernel` is ``None`` where nothing was compiled.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_int64, c_void_p
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
FILE = Path(__file__).with_name("libkernel" + {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so"))
_VERSION = 1  # of what the functions take and give, as in `_kernel.c`
_TAKES = {  # n: a number, p: a place in memory
    "pairs": "ppnpp",
    "words": "pnpnpnppp",
    "lacking": "ppnpnp",
    "joining": "pnpnppppnp",
    "periodic": "pnnnnp",
    "echoed": "pnp",
}


class Tables(NamedTuple):
    """What is looked up of each character. `classes`: of each code point, those of letters and marks below `letters`.

    `kinds`: of each pair of classes; those from `cold` on meet triggers. Of each kind, in numbers of 64 bits: the triggers
    that such a pair may meet (`hits`), and what remains of them if the pair behind (`then`) or before is of this kind.
    """

    classes: Array
    letters: int
    kinds: Array
    width: int
    cold: int
    hits: Array
    then: Array
    before: Array


class _Tables(ctypes.Structure):
    _fields_ = (
        *((name, c_void_p) for name in ("classes", "kinds", "hits", "then", "before")),
        *((name, c_int64) for name in ("width", "cold", "words")),
    )


class Kernel:
    """The compiled functions. Arrays lie in memory without gaps, and are of the types that `_kernel.c` names."""

    def __init__(self, path: Path) -> None:
        """Load the library; raises OSError if there is none, or one of another version."""
        self._library = ctypes.CDLL(str(path))
        if self._library.textfix_kernel() != _VERSION:
            raise OSError(f"{path} belongs to another version of textfix")
        for name, takes in _TAKES.items():
            function = getattr(self._library, f"textfix_{name}")
            function.argtypes = [c_int64 if kind == "n" else c_void_p for kind in takes]
            function.restype = c_int64

    def pairs(self, tables: Tables, codes: Array) -> tuple[Array, Array]:
        """Where the left characters of pairs stand that meet triggers, and which each meets."""
        t = tables
        words = t.hits.shape[1]
        given = _Tables(*map(_place, (t.classes, t.kinds, t.hits, t.then, t.before)), t.width, t.cold, words)
        at, met = _room(codes), np.empty((len(codes), words), np.uint64)
        n = self._library.textfix_pairs(ctypes.byref(given), _place(codes), len(codes), _place(at), _place(met))
        return at[:n].copy(), met[:n].copy()

    def words(self, tables: Tables, folded: Array, codes: Array) -> tuple[Array, Array, Array]:
        """Where words start and end, and their hashes, of characters that are `folded`; the first and two last are in none."""
        starts, ends, hashes = _room(codes), _room(codes), np.empty(len(codes), np.uint64)
        n = self._library.textfix_words(
            _place(tables.classes), tables.letters, _place(folded), len(folded),
            _place(codes), len(codes), _place(starts), _place(ends), _place(hashes),
        )  # fmt: skip
        return starts[:n].copy(), ends[:n].copy(), hashes[:n].copy()

    def lacking(self, tables: Array, bits: int, hashes: Array) -> Array:
        """The numbers of those of `hashes` that neither of two `tables` of 2 ** `bits` holds in its place."""
        found = _room(hashes)
        first, second = map(_place, tables)
        n = self._library.textfix_lacking(first, second, bits, _place(hashes), len(hashes), _place(found))
        return found[:n].copy()

    def joining(self, known: Array, bits: int, powers: Array, codes: Array, words: tuple[Array, Array, Array]) -> Array:
        """The numbers of those of `words` that make a known one with the next word, behind one space."""
        found = _room(words[0])
        n = self._library.textfix_joining(
            _place(known), bits, _place(powers), len(powers),
            _place(codes), *map(_place, words), len(found), _place(found),
        )  # fmt: skip
        return found[:n].copy()

    def periodic(self, items: Array, *, single: bool, twice: int, longest: int) -> Array:
        """Where items repeat with a period of 2 to `longest`, or `single` ones: three times, twice if it is `twice` or more."""
        found = _room(items)
        n = self._library.textfix_periodic(_place(items), len(items), single, twice, longest, _place(found))
        return found[:n][::-1].copy()

    def echoed(self, items: Array) -> Array:
        """Where two items, or three, stand again behind one other."""
        found = _room(items)
        return found[: self._library.textfix_echoed(_place(items), len(items), _place(found))].copy()


def _room(items: Array) -> Array:
    return np.empty(len(items), np.int64)


def _place(array: Array) -> int:
    return array.ctypes.data


def _loaded() -> Kernel | None:
    try:
        return Kernel(FILE)
    except (OSError, AttributeError):  # there is none, or not for this machine
        return None


kernel = _loaded()
