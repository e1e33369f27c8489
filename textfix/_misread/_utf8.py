"""UTF-8 that was read in a code page of one byte for each character, found by the structure of its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from .._code_pages import bytes_in, page_table, utf8_bytes
from .._letters import counted_languages
from .._lexicon import lexicon
from .._lost_bytes import LOST, with_lost_letters
from .._patterns import lazy_pattern
from .._words import Array, code_points
from ..locale import Locale
from ._change import Change, badness, cost, good_beside
from ._proofs import SURE, TELLING, accepted

_PAGES = (
    *TELLING,
    *("cp1251", "cp866", "koi8-u", "iso8859-5", "cp1256", "cp874", "mac-cyrillic", "cp855", "iso8859-6", "cp1258"),
)
_PAGES_TRIED = 8  # of those that fit the text best
_USUAL = ("latin-1", "cp1252")  # other pages that could be meant have the same characters in the same places
_CERTAIN, _ALL = 12, 0.98  # so many, all that can be UTF-8 and nothing strange, are then read in one way only
_SEQUENCES = lazy_pattern("[^\0-\x7f\udc80-\udcff]+")  # in what is decoded so that all other bytes stay single


class _Reading(NamedTuple):
    """What was written in place of UTF-8 that was read in a code page."""

    page: str
    found: list[Change]


def by_structure(text: str, locale: Locale, lang: str | None) -> list[Change]:
    """UTF-8 that was read in a code page: in the whole line, or in some words of it."""
    best = _best(text, locale.alphabet)
    if not best:
        return []
    if lang is None or lang.partition("-")[0] in counted_languages():
        reading = best[0] if len(best) == 1 else min(best, key=lambda r: cost(text, r.found))
    else:  # what its letters cost in other languages says nothing
        reading = min(best, key=lambda r: _PAGES.index(r.page))
    return _told(text, reading, locale, lang) if LOST in text else reading.found


def _best(text: str, alphabet: frozenset[str]) -> list[_Reading]:
    """The readings that are worth most, which make different texts."""
    codes = code_points(text)
    high = codes[codes > 0x7F]
    beside = b"\1%b\1" % good_beside(codes)
    best: list[_Reading] = []
    most, tried = (False, 0), 0  # whether all of the text is explained, and what that is worth
    seen: set[bytes] = set()
    for page, reach in _by_reach(high):
        if reach < (len(high) if most[0] else max(most[1], 2)) or tried == _PAGES_TRIED:
            break
        as_bytes = bytes_in(codes, page)
        reached = 0 if as_bytes in seen else utf8_bytes(as_bytes)
        seen.add(as_bytes)
        tried += reached > 0
        if reached < max(most[1], 1):
            continue
        runs = _runs(as_bytes, beside)
        found = accepted(text, page, runs, len(high), alphabet) if runs else []
        if not found:
            continue
        found = _again(text, page, found)
        mended = sum(f.end - f.start for f in found)
        worth = mended - badness(text, found, alphabet)
        if page in _USUAL and worth >= _ALL * reach and sum(len(f.new) for f in found) >= _CERTAIN:
            return [_Reading(page, found)]  # no other page can do better
        rank = mended == len(high) >= 2 * _CERTAIN, worth
        if rank >= most and all(found != other.found for other in best):
            best = [*(best if rank == most else ()), _Reading(page, found)]
            most = rank
    return best


def _by_reach(high: Array) -> Iterator[tuple[str, int]]:
    """The code pages, and how many of some characters can belong to sequences of UTF-8 read in them, at most; most first."""
    first = next((page for page in _USUAL if _reach(_parts_of_utf8()[_PAGES.index(page)], high) == len(high)), None)
    if first is not None:  # and no other page comes before it; most damage is of these
        yield first, len(high)
    reaches = [
        (page, _reach(parts, high)) for page, parts in zip(_PAGES, _parts_of_utf8(), strict=True) if page != first
    ]
    yield from sorted(reaches, key=lambda reached: -reached[1])


def _reach(parts: Array, high: Array) -> int:
    """How many of some characters can belong to sequences of UTF-8 read in the code page of `parts`, at most."""
    found = parts.take(high, mode="clip").tobytes()  # bytes are looked through faster than short arrays
    return len(found) - found.count(0) if 1 in found and 2 in found else 0


@cache
def _parts_of_utf8() -> Array:
    """By code page and code point, what a character can be as a byte of UTF-8: 1 if it goes on, 2 if it begins."""
    pages = np.stack([page_table(page) for page in _PAGES])
    return (2 * (pages >= 0xC2) + ((pages >= 0x80) & (pages < 0xC0))).astype(np.uint8)


def _runs(as_bytes: bytes, beside: bytes) -> list[Change]:
    """Sequences of UTF-8 in a row, whole ones only.

    Right beside a character that is not ASCII, nor punctuation, one is chance, or damage of another kind.
    """
    decoded = as_bytes.decode("utf-8", "surrogateescape")
    out: list[Change] = []
    longer = 0  # bytes than characters so far
    for m in _SEQUENCES.finditer(decoded):
        start, new = m.start() + longer, m[0]
        end = start + len(new.encode())
        longer = end - m.end()
        if beside[start] and beside[end + 1]:
            out.append(Change(start, end, new))
    return out


def _again(text: str, page: str, found: list[Change]) -> list[Change]:
    """What was read in `page` if all of it still is UTF-8 read in `page`, which happens where the mistake was made twice."""
    while page in TELLING:
        again: list[Change] = []
        for f in found:
            new = _decoded(bytes_in(code_points(f.new), page))
            if len(f.new) < 2 or not new:
                return found
            again.append(Change(f.start, f.end, new))
        # «Å in Mac Roman would be ǁ; but Ä§ between letters is no text, and ħ is one, though few languages have it.
        few = len(again) < SURE
        if few and cost(text, again) + 2 * badness(text, again) > cost(text, found) + 2 * badness(text, found):
            break
        found = again
    return found


def _decoded(as_bytes: bytes) -> str:
    """What `as_bytes` are in UTF-8, if they stand for nothing but characters outside ASCII."""
    try:
        new = as_bytes.decode()
    except UnicodeDecodeError:
        return ""
    return new if min(new) > "\x7f" else ""


def _told(text: str, reading: _Reading, locale: Locale, lang: str | None) -> list[Change]:
    """What was found, without what stands for a lost letter that cannot be told."""
    once: list[Change] = []  # read wrongly
    twice: list[Change] = []
    for f in reading.found:
        (once if len(f.new.encode()) == f.end - f.start else twice).append(f)
    whole = [f for f in twice if LOST not in text[f.start : f.end]]
    told = with_lost_letters(text, sorted(once), reading.page, locale, lexicon(lang))
    return sorted([*whole, *(Change(*t) for t in told)])
