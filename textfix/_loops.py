"""Stretches of a text that say the same again and again, copy upon copy: what a decoder caught in a loop writes.

Spans count code points of the text given.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from .model import Span

if TYPE_CHECKING:
    import regex

__all__ = ["Loop", "character_loops", "loops"]

_VOWELS_BEHIND = "ะาำๅະາຳ"  # of Thai and Lao, which write them behind their consonant as letters of their own
_LONGEST = 24  # words of a unit, and characters of one where words are not told apart


class Loop(NamedTuple):
    """A unit and its copies, one right after the other."""

    unit: str  # the first copy, without what stands between copies
    words: int  # of the unit; 0 where words are not told apart
    copies: int  # whole ones, the first included
    between: str  # what stands between two copies
    span: Span  # from the first copy to the end of the last whole one
    rest: Span  # behind it: the beginning of one more copy, empty if there is none

    @property
    def surplus(self) -> Span:
        """All whole copies but the first, with what stands before them."""
        return Span(self.span.start + len(self.unit), self.span.end)

    @property
    def letters(self) -> int:
        """How many letters and combining marks the unit has."""
        return sum(unicodedata.category(c)[0] in "LM" for c in self.unit)

    @property
    def marks(self) -> str:
        """The punctuation inside the unit and between copies."""
        return "".join(_word().sub("", self.unit + self.between).split())


@cache
def _word() -> regex.Pattern[str]:
    import regex  # costs 15 ms, so not on import

    return regex.compile(r"[\p{L}\p{M}\p{N}\p{Cf}_]++(?:['’ʼ‑\-][\p{L}\p{M}\p{N}\p{Cf}_]++)*+")


@lru_cache(maxsize=16)  # several rules ask for the loops of one line
def loops(text: str, least: int = 3) -> tuple[Loop, ...]:
    """Return where the same words stand `least` times or more in a row: in order, disjoint, the shortest units first.

    The copies agree in every letter, and in what stands between their words and between each other. A copy that the
    end of the text cuts short, inside a word even, belongs to the rest.
    """
    words, distances = _words(text)
    sizes = _sizes(distances, len(words), least)
    if next(_periodic(words, sizes, least), None) is None:
        return ()
    places = [Span(*m.span()) for m in _word().finditer(text)]
    gaps = [text[a.end : b.start] for a, b in itertools.pairwise(places)]
    found: list[Loop] = []
    for first, size, run in _periodic(list(zip(words, gaps, strict=False)), sizes, least):
        after = first + run  # the gap behind the last word of a run may be another
        after += words[after] == words[after - size]
        copies = (after - first) // size
        end = places[first + copies * size - 1].end
        if (
            after < len(words)
            and words[after - size].startswith(words[after])
            and not text[places[after].end :].strip()
        ):
            after += 1
        start, unit_end = places[first].start, places[first + size - 1].end
        rest = Span(end, places[after - 1].end)
        loop = Loop(text[start:unit_end], size, copies, gaps[first + size - 1], Span(start, end), rest)
        _keep(found, loop, least)
    return tuple(sorted(found, key=lambda f: f.span))


def character_loops(text: str, least: int = 3) -> list[Loop]:
    """Return where the same two characters or more stand `least` times or more in a row, for scripts without spaces."""
    found: list[Loop] = []
    sizes = [size for size in _sizes(_distances(text), len(text), least) if size > 1]
    for first, size, run in _periodic(text, sizes, least):
        leaning = _leaning(text[first : first + size])
        if (run - leaning) // size == run // size:  # else a copy would be lost
            first, run = first + leaning, run - leaning
        unit = _without_marks_behind(text[first : first + size])
        between = text[first + len(unit) : first + size]
        copies = (run + len(between)) // size
        end = first + copies * size - len(between)
        loop = Loop(unit, 0, copies, between, Span(first, end), Span(end, max(end, first + run)))
        if unit:
            _keep(found, loop, least)
    return sorted(found, key=lambda f: f.span)


def _without_marks_behind(unit: str) -> str:
    """The unit as far as its last letter, digit or combining mark."""
    end = len(unit)
    while end and not (unit[end - 1].isalnum() or unicodedata.category(unit[end - 1])[0] == "M"):
        end -= 1
    return unit[:end]


def _leaning(unit: str) -> int:
    """How many characters at the beginning of `unit` belong to the letter before it."""
    return next((i for i, c in enumerate(unit) if unicodedata.category(c)[0] != "M" and c not in _VOWELS_BEHIND), 0)


def _keep(found: list[Loop], loop: Loop, least: int) -> None:
    if loop.copies >= least and not any(loop.span.overlaps(f.span) for f in found):
        found.append(loop)


@lru_cache(maxsize=2)  # whoever asks for three copies asks for two as well
def _words(text: str) -> tuple[list[str], Counter[int]]:
    words = _word().findall(text)
    return words, _distances(words)


def _distances(items: Sequence[object]) -> Counter[int]:
    """How often equal items stand how far apart, as long as it is not too far."""
    found: list[int] = []
    seen: dict[object, list[int]] = {}
    for i, item in enumerate(items):
        if before := seen.get(item):
            found += [i - at for at in before[-_LONGEST:]]
            before.append(i)
        else:
            seen[item] = [i]
    return Counter(found)


def _needed(size: int, least: int) -> int:
    """How many items equal the one `size` before them, at the least, where `size` items stand `least` times or nearly."""
    return max(1, (least - 1) * size - 1)


def _sizes(distances: Counter[int], count: int, least: int) -> list[int]:
    """The periods with which some of `count` items may repeat, by the distances of equal ones, the smallest first."""
    longest = min(_LONGEST, count // (least - 1))
    return sorted(size for size, times in distances.items() if size <= longest and times >= _needed(size, least))


def _periodic(items: Sequence[object], sizes: Iterable[int], least: int) -> Iterator[tuple[int, int, int]]:
    """Yield (first, size, count): the `count` items from `first` on repeat with period `size`, `least` times or nearly."""
    for size in sizes:
        needed = _needed(size, least)
        same = bytes(map(eq, items, items[size:]))
        for m in re.finditer(rb"\x01{%d,}" % needed, same):
            yield m.start(), size, m.end() + size - m.start()
