"""Quotation marks, the pairs that languages make of them, and what a paragraph holds of them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..locale import QuotePair, locale_for
from ._stand import DOUBLE, SINGLE, Stand

__all__ = [
    "BREAKS",
    "DOUBLE",
    "MOST",
    "SINGLE",
    "Mark",
    "Paragraph",
    "Partners",
    "Quotation",
    "partners",
    "sound_pairs",
]

BREAKS = "\n\r\u2029"  # what ends a paragraph
MOST = 400  # a paragraph with more marks is no prose, and is not judged


class Mark(NamedTuple):
    """A quotation mark: its offset in the text, the character, how it stands, and whether a digit precedes it."""

    at: int
    char: str
    stand: Stand
    after_digit: bool = False


class Quotation(NamedTuple):
    """Two marks that belong together. `sound`: some language writes this pair."""

    opening: Mark
    closing: Mark
    sound: bool


class Paragraph(NamedTuple):
    """The quotations of a paragraph with marks, in the order in which they close, and the marks that are left.

    Loose marks may belong to a quotation of several paragraphs, or be apostrophes (`SINGLE`).
    """

    start: int
    end: int
    quotations: tuple[Quotation, ...]
    loose: tuple[Mark, ...]


@cache
def sound_pairs() -> frozenset[QuotePair]:
    """Return the pairs that any language uses."""
    also = ("‟”", "｢｣", "＂＂", "〝〞", "〝〟", "❝❞")  # Unicode names: left and right, opening and closing
    return frozenset(locale_for(None).quotes) | {QuotePair(p[0], p[1]) for p in also}


class Partners(NamedTuple):
    """The marks that can open; for each mark those that it can close; the same without ”…“, which shapes mislead to."""

    openers: frozenset[str]
    closers: dict[str, frozenset[str]]
    by_shape: dict[str, frozenset[str]]


@cache
def partners() -> Partners:
    pairs = sound_pairs()
    closers = {p.close: frozenset(q.open for q in pairs if q.close == p.close) for p in pairs}
    return Partners(frozenset(p.open for p in pairs), closers, {**closers, "“": frozenset("„")})
