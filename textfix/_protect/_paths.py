"""File paths of Windows and Unix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from .._patterns import lazy_pattern
from ._addresses import address_end

# A drive or a server, then parts; a part may hold spaces where a backslash follows within five words.
_WINDOWS = lazy_pattern(
    r"(?:(?<![\w\\])[A-Za-z]:(?=\\[\w.$%~(])|(?<![\w\\:])\\(?=\\[\w.$-]{1,64}\\))"
    r"(?:\\++[\w.$%~()+,&@!'{}-]*+(?:(?: [\w.$%~()+&@!'-]{1,64}+){1,4}+(?=\\))?)++"
)
_SEGMENT = r"[\w.@+%~{}$*-]++"
_UNIX = lazy_pattern(
    rf"/(?:(?<![\w/<.~:*]/){_SEGMENT}(?:/{_SEGMENT})++/?"
    rf"|(?:(?<=\./)|(?<=~/))(?<![\w/<~][.~]/)(?<![\w/<.~]\.\./){_SEGMENT}(?:/{_SEGMENT})*+/?)"
)
_PART = ascii_letters + digits + "._-@+"
_PARTS = lazy_pattern(r"(?:/[A-Za-z0-9._@+-]++)++")
_FILE_TYPE = lazy_pattern(r"[\w-]\.[a-z][a-z0-9]{0,4}$", re.ASCII)


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield paths with a drive letter, and those of a server (UNC)."""
    for m in _WINDOWS.finditer(text):
        yield m.start(), address_end(text, *m.span())


def unix(text: str) -> Iterator[tuple[int, int]]:
    """Yield absolute paths of two parts and more, those from ``~`` and ``.``, and relative ones to a file with a type.

    "and/or", "km/h" and "1/2" are none.
    """
    for m in _UNIX.finditer(text):
        at = m.start()
        yield (
            at - len(text[max(0, at - 2) : at]) + len(text[max(0, at - 2) : at].rstrip("~.")),
            address_end(text, *m.span()),
        )
    low = 0
    at = text.find("/")
    while at >= 0:
        left = max(low, at - 64)
        start = left + len(text[left:at].rstrip(_PART))
        rest = _PARTS.match(text, at) if start < at else None
        low = rest.end() if rest else at + 1
        if rest:
            end = address_end(text, at, low)
            if _FILE_TYPE.search(text[max(at, end - 8) : end]):
                yield start, end
        at = text.find("/", low)
