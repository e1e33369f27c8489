"""Text as the bytes that it was, read in a code page of one byte; and how far bytes are UTF-8."""

from __future__ import annotations

from functools import cache

import numpy as np

from ._words import Array

_ASCII = bytes(range(0x80))
_FEW = 5  # bytes that a page may lack for a lost one to be told


@cache
def page_table(page: str) -> Array:
    """The byte of each character in a code page, by code point; zero, the last one too, for what the page lacks.

    A byte that the page does not use is read as the character of its number, so these characters become that byte; or as
    U+FFFD, which becomes the first of them, if there are few.
    """
    found = np.zeros(0x10000, np.uint8)
    for byte in range(0x100):
        found[ord(bytes([byte]).decode(page, "ignore") or chr(byte))] = byte
    unused = unused_bytes(page)
    found[0xFFFD] = unused[0] if 0 < len(unused) <= _FEW else 0
    return found


@cache
def unused_bytes(page: str) -> bytes:
    """The bytes that a code page has no character for."""
    return bytes(byte for byte in range(0x80, 0x100) if not bytes([byte]).decode(page, "ignore"))


def bytes_in(codes: Array, page: str) -> bytes:
    """The byte of each of some code points in a code page, zero where the page lacks it."""
    return page_table(page).take(codes, mode="clip").tobytes()


def not_ascii(text: str) -> int:
    """How many characters of `text` are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def utf8_bytes(data: bytes) -> int:
    """How many bytes of `data` belong to sequences of UTF-8 that stand for characters outside ASCII.

    The decoder of Python tells it ten times as fast as a search for the sequences.
    """
    return len(data.decode("utf-8", "ignore").encode("utf-8").translate(None, _ASCII))
