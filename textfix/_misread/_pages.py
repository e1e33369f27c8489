"""Text of one code page that was read as another: the reading that is far better text than what stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from .._code_pages import not_ascii, page_table, utf8_bytes
from .._letters import letter_cost
from .._lost_bytes import LOST
from .._patterns import lazy_pattern
from .._quotes import can_close, can_open
from .._words import Array, code_points
from ._form import form, kind

_READ = (
    *("cp1252", "latin-1", "cp1250", "iso8859-2", "cp1254", "cp1251", "koi8-r", "cp866", "cp850", "cp437"),
    *("mac-roman", "iso8859-15", "cp1253", "iso8859-5"),
)
_RARE = ("mac-cyrillic", "cp855", "cp737", "cp862", "iso8859-6", "iso8859-13", "mac-latin2")
_WRITTEN = (
    *("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "cp1253", "iso8859-7", "cp1255", "cp1256", "cp874"),
    *("cp1252", "cp1250", "iso8859-2", "cp852", "cp1254", "cp1257", "mac-roman", "cp850"),
    *_RARE,  # last, as a text may be the same in two pages
)
_RARENESS = 25  # cost of one of these
Pages = tuple[str, str]  # the text was written in the first and read in the second
_MOST = 4.2  # cost of a character on the average: real text has 2.1 to 4.0
_GAIN = 24
_LEAD = 5  # before the second best reading
_PUNCTUATION = "’‘“”„‚«»–—…\xa0¿¡·°"
_LETTERS = ("Lu", "Ll", "Lo", "Lm", "Mn", "Nd")
_DOUBTFUL = 2.5  # cost of a character: words that cost less are good as they are
_BEST = 2.0  # cost of a character that hardly any text goes below
_WORSE = 5  # so much worse may the form of a reading be
_TRIED = 6  # readings that are judged with the whole text
_READ_FOR_UTF8 = ("cp1252", "latin-1", "cp1251", "mac-roman", "cp1250", "koi8-r", "cp866", "cp437", "cp850")
_SMALL = 26  # letters of ASCII
_NEVER = 1 << 20  # weight of a byte without a meaning


class Reading(NamedTuple):
    """What a text was written as, by how much that is better, and the two code pages."""

    gain: float
    text: str
    pages: Pages


class _High(NamedTuple):
    """The characters of a text outside ASCII: each once, with how often it stands there, and after and before a small letter of ASCII."""

    points: Array
    counts: Array
    after_small: Array
    before_small: Array

    @classmethod
    def of(cls, text: str) -> _High:
        codes = code_points(f" {text} ")
        at = np.flatnonzero(codes > 0x7F)
        points, which = np.unique(codes[at], return_inverse=True)
        small = codes - ord("a") < _SMALL
        return cls(points, *(np.bincount(which, weights) for weights in (None, small[at - 1], small[at + 1])))


class _Written(NamedTuple):
    """For each page that a text may have been written in, by the bytes 0x80 to 0xFF."""

    points: Array  # what they stand for
    strange: Array  # 1 for a sign
    after_small: Array  # what `form` counts at least for one after a small letter
    before_small: Array  # and before one


@cache
def _written() -> _Written:
    chars = [[bytes([byte]).decode(page, "ignore") for byte in range(0x80, 0x100)] for page in _WRITTEN]
    after = {**dict.fromkeys("ABC", 5), **dict.fromkeys("biw", 10), **dict.fromkeys("sqx", 12)}
    before = dict.fromkeys("Bbi", 10)

    def table(value: Callable[[str], int]) -> Array:
        return np.array([[value(char) for char in of_page] for of_page in chars], np.uint32)

    return _Written(
        table(lambda char: ord(char or "\0")),
        table(lambda char: _NEVER if not char else not _restores(char)),
        table(lambda char: after.get(kind(char or "\0"), 0)),
        table(lambda char: before.get(kind(char or "\0"), 0)),
    )


@cache
def _read() -> Array:
    return np.stack([page_table(page) for page in _READ])


def _restores(char: str) -> bool:
    """Whether a character is such as damaged text consists of once it is repaired."""
    return unicodedata.category(char) in _LETTERS or char in _PUNCTUATION


def _readings(high: _High, as_bytes: Array, form_before: int) -> Iterator[tuple[dict[int, int], int, Pages]]:
    """What the characters of a text can be, how many of it that changes, and the pages that make them so.

    Nearly all become letters or punctuation, and the letters of ASCII beside them do not make the text worse in form.
    """
    pages = _written()
    reads = np.flatnonzero(as_bytes.all(axis=1))
    high_bytes = as_bytes[reads] - 0x80
    few = 8 * (pages.strange[:, high_bytes] @ high.counts) <= high.counts.sum()
    beside = pages.after_small[:, high_bytes] @ high.after_small + pages.before_small[:, high_bytes] @ high.before_small
    seen = {high.points.tobytes()}
    for read, written in np.argwhere((few & (beside <= form_before + _WORSE)).T).tolist():
        points = pages.points[written, high_bytes[read]]
        if (key := points.tobytes()) not in seen:
            seen.add(key)
            yield (
                dict(zip(high.points.tolist(), points.tolist(), strict=True)),
                int(high.counts[points != high.points].sum()),
                (_WRITTEN[written], _READ[reads[read]]),
            )


def _is_utf8(text: str, high: _High, as_bytes: Array) -> bool:
    """Whether nearly all that is not ASCII is UTF-8 that was read in some code page: the business of `mojibake`."""
    count = int(high.counts.sum())
    trail = ((as_bytes >= 0x80) & (as_bytes < 0xC0)) @ high.counts
    lead = (as_bytes >= 0xC2) @ high.counts
    most = np.minimum(lead + trail, 2 * trail)
    return any(
        _is_utf8_in(page, text, count)
        for page, reached in zip(_READ, most.tolist(), strict=True)
        if page in _READ_FOR_UTF8 and 10 * reached >= 8 * count
    )


def _is_utf8_in(page: str, text: str, count: int) -> bool:
    """The same of one code page, of `count` characters that are not ASCII."""
    return 10 * utf8_bytes(text.encode(page, "ignore")) >= 8 * count


def misread_page(text: str, alphabet: frozenset[str]) -> Reading | None:
    """Return what `text` was written as if it is sure to be of one code page and was read in another, else nothing.

    `alphabet` are the letters of the language, none where it is not known.
    """
    if LOST in text:  # no page writes it, so that nothing would explain the whole
        return None
    if _is_utf8_in(_READ_FOR_UTF8[0], text, not_ascii(text)):
        return None  # as most damage is, which is found out fast so
    high = _High.of(text)
    as_bytes = _read().take(high.points, axis=1, mode="clip")
    if _is_utf8(text, high, as_bytes):
        return None
    damaged = " ".join(word for word in text.split(" ") if not word.isascii())
    form_before = form(text)
    least = form_before + letter_cost(damaged)
    if least < max(_DOUBTFUL * len(damaged), _GAIN + _BEST * len(damaged)):
        return None  # nothing could be that much better
    promising = []
    for letters, changed, pages in _readings(high, as_bytes, form_before):
        rareness = _RARENESS if pages[0] in _RARE else 0
        if least - rareness - _BEST * len(damaged) < _needed(changed):
            continue  # however good it were
        if (gain := least - rareness - letter_cost(damaged.translate(letters))) <= 0:
            continue  # whatever its form
        new = text.translate(letters)
        new_form = form(new) + rareness
        if new_form <= form_before + _WORSE:
            promising.append((gain + rareness - new_form, new_form, new, pages))
    promising.sort(reverse=True)
    before = form_before + letter_cost(text) if promising else 0
    found = [
        Reading(before - f - letter_cost(new), new, pages) for gain, f, new, pages in promising[:_TRIED] if gain > 0
    ]
    found.sort(key=lambda r: -r.gain)
    if not found:
        return None
    best = found[0]
    changed = sum(map(str.__ne__, text, best.text))
    sure = (
        best.gain >= _needed(changed)
        and before - best.gain <= _MOST * len(text)
        and (len(found) == 1 or best.gain - found[1].gain >= _LEAD)
        and _plausible(text, best.text, alphabet)
    )
    return best if sure else None


def _needed(changed: int) -> int:
    """The gain for which so many characters are changed."""
    return max(_GAIN, min(5 * changed, 40 + 2 * changed))


def _plausible(old: str, new: str, alphabet: frozenset[str]) -> bool:
    """Whether letters or punctuation are restored; few small letters of the language may turn into stray punctuation."""
    changed = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    restored = lost = 0
    for i in changed:
        letter = unicodedata.category(new[i]) in _LETTERS
        restored += letter or new[i] in _PUNCTUATION
        lost += not letter and old[i].islower() and (not alphabet or old[i] in alphabet) and not _in_place(new, i)
    return len(changed) > 1 and 10 * restored >= 8 * len(changed) and 4 * lost <= len(changed)


_SPACED = lazy_pattern("[\\d«].|.[»:;!?%\\d]|\\w.\\w", re.DOTALL)  # where a no-break space can stand


def _in_place(text: str, at: int) -> bool:
    """Whether the quotation mark, apostrophe or no-break space at `at` stands where one can stand."""
    mark, before, after = text[at], *f" {text} "[at : at + 3 : 2]
    if mark == "\xa0":
        return bool(_SPACED.search(text[at - 1 : at + 2]))
    return (
        (mark in "“‘„‚«" and can_open(before, after))
        or (mark in "”“’»" and can_close(before, after))
        or (mark in "’·" and before.isalnum() and after.isalnum())
    )
