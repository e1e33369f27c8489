"""A text and its source, line beside line, word beside word: what the score and the rules on translations share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._adequacy.align import Alignment
    from ._adequacy.lexicon import Lexicon
    from .model import Segment

KNOWN = 0.4  # the least share of the words of each side that must be known, or nothing is said of a line


@lru_cache(maxsize=8)
def tell(source: str) -> str | None:
    """Return the language of a source text, ``None`` if that is not sure."""
    from ._detect import detect

    return detect(source)


@lru_cache(maxsize=8)
def alignments(
    text: str, lang: str, source: str, source_lang: str, model: str | None = None
) -> tuple[tuple[int, Alignment], ...] | None:
    """Return the alignments of a text's lines with those of its source, each with the offset of its line in `text`.

    ``None`` where no word translations of the two languages are there.
    """
    from ._adequacy.align import align

    lexicon = _lexicon(lang, source_lang, model)
    if lexicon is None:
        return None
    return tuple((at, align(a, b, lexicon)) for at, a, b in _lines(source, text))


def beside(segment: Segment) -> list[tuple[int, Alignment]]:
    """Return the lines of a segment of document scope beside those of its source, each with its offset in the text.

    Lines of which too few words are known are left out; so is everything where a language is not known.
    """
    if segment.source is None or segment.lang is None:
        return []
    source_lang = segment.source_lang or tell(segment.source)
    if source_lang is None:
        return []
    found = alignments(segment.text, segment.lang, segment.source, source_lang, segment.model)
    return [(at, pair) for at, pair in found or () if pair.known >= KNOWN]


def line_pairs(segment: Segment) -> list[tuple[int, str, str]]:
    """Return the lines of a segment of document scope with those of its source: where each begins in the text, the source line, the line.

    Lines that hold nothing, or whose partner does, are left out. Where source and text have not as many lines, the two are one pair.
    """
    return [] if segment.source is None else list(_pairs_of_lines(segment.source, segment.text))


@lru_cache(maxsize=8)
def _pairs_of_lines(source: str, text: str) -> tuple[tuple[int, str, str], ...]:
    if source.count("\n") != text.count("\n"):
        return tuple(_lines(source, text))
    found, at = [], 0
    for a, b in zip(source.split("\n"), text.split("\n"), strict=True):
        if a.strip() and b.strip():
            found.append((at, a, b))
        at += len(b) + 1
    return tuple(found)


def _lexicon(lang: str, source_lang: str, model: str | None) -> Lexicon | None:
    from ._inference import learned, lexicon_for

    own = None if model is None else learned(model, source_lang, lang)
    return own or lexicon_for(source_lang, lang)


def _lines(source: str, text: str) -> list[tuple[int, str, str]]:
    """The pairs of lines of two texts with as many lines that hold something, or else the two as one pair."""
    here, there = list(_held(source)), list(_held(text))
    if len(here) != len(there):
        return [(0, source, text)]
    return [(at, a, b) for (_, a), (at, b) in zip(here, there, strict=True)]


def _held(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1
