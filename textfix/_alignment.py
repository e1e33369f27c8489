"""A text and its source, line beside line, word beside word: what the score and the rules on translations share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._adequacy.align import Alignment
    from ._adequacy.lexicon import Lexicon
    from ._passages import Passage
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
    """Return the alignments of a text's lines or passages with those of its source, each with its offset in `text`.

    ``None`` where no word translations of the two languages are there.
    """
    from ._adequacy.align import align

    lexicon = _lexicon(lang, source_lang, model)
    if lexicon is None:
        return None
    return tuple((at, align(a, b, lexicon)) for at, a, b in pairs_of(source, text, source_lang, lang, model))


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

    Lines that hold nothing, or whose partner does, are left out. Where source and text have not as many lines, passages that
    answer to each other stand for lines.
    """
    if segment.source is None:
        return []
    return list(pairs_of(segment.source, segment.text, segment.source_lang, segment.lang, segment.model))


def unanswered_passages(segment: Segment) -> list[Passage]:
    """Return the passages of a segment of document scope and of its source that nothing on the other side answers to.

    There are none where both go line by line.
    """
    if segment.source is None:
        return []
    found = _passages(segment.source, segment.text, segment.source_lang, segment.lang, segment.model)
    return [p for p in found or () if p.source.start == p.source.end or p.text.start == p.text.end]


@lru_cache(maxsize=8)
def pairs_of(
    source: str, text: str, source_lang: str | None, lang: str | None, model: str | None
) -> tuple[tuple[int, str, str], ...]:
    """Return the lines of a text, or its passages, with those of its source: where each begins in the text, the source, the text."""
    found = _passages(source, text, source_lang, lang, model)
    if found is None:
        return tuple(_lines(source, text))
    return tuple(
        (p.text.start, source[slice(*p.source)], text[slice(*p.text)])
        for p in found
        if p.source.start < p.source.end and p.text.start < p.text.end
    )


@lru_cache(maxsize=8)
def _passages(
    source: str, text: str, source_lang: str | None, lang: str | None, model: str | None
) -> tuple[Passage, ...] | None:
    """The passages of two texts that do not go line by line; ``None``: they do, or the two can only be compared as a whole."""
    if by_line(source, text):
        return None
    from ._passages import passages

    source_lang = source_lang or tell(source)
    lexicon = None if lang is None or source_lang is None else _lexicon(lang, source_lang, model)
    found = passages(source, text, source_lang, lang, lexicon)
    return tuple(found) if len(found) > 1 else None


def by_line(source: str, text: str) -> bool:
    """Whether a text goes line by line with its source: both have as many lines, or as many that hold something.

    Where the lengths of the lines do not go together at all, it does not: a line too few in one place and one too many in
    another shift all lines between.
    """
    if source.count("\n") != text.count("\n") and len(list(_held(source))) != len(list(_held(text))):
        return False
    from ._passages import go_together

    return go_together([(len(a), len(b)) for _, a, b in _lines(source, text)])


def _lexicon(lang: str, source_lang: str, model: str | None) -> Lexicon | None:
    from ._inference import lexicon_for, lexicon_with

    return lexicon_for(source_lang, lang) if model is None else lexicon_with(model, source_lang, lang)


def _lines(source: str, text: str) -> Iterator[tuple[int, str, str]]:
    """The pairs of lines that hold something; of texts that have not as many lines, the two as one pair."""
    here, there = list(_held(text)), list(_held(source))
    if len(here) == len(there):
        yield from ((at, a, b) for (_, a), (at, b) in zip(there, here, strict=True))
    elif source.count("\n") != text.count("\n"):
        yield 0, source, text
    else:
        at = 0
        for a, b in zip(source.split("\n"), text.split("\n"), strict=True):
            if a.strip() and b.strip():
                yield at, a, b
            at += len(b) + 1


def _held(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1
