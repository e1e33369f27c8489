"""URLs, e-mail addresses and handles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from .._patterns import lazy_pattern

SCHEMES = ("mailto:", "tel:", "sms:", "magnet:", "urn:", "doi:", "data:", "javascript:")

_REST = lazy_pattern(r"[^\s<>\"`{}|\\^«»“”„‹›。，、；：！？（）「」『』【】《》؟،؛।]*+")
_SCHEME = ascii_letters + digits + "+.-"
_HOST = lazy_pattern(r"(?<![\w.@/-])[wW]{3}\d?\.(?=\w)")
_OTHER_SCHEME = lazy_pattern(
    r"(?<![\w-])(?:mailto:(?=[^\s:])|tel:(?=\+?\d)|sms:(?=\+?\d)|magnet:(?=\?)|urn:(?=\w+:)|doi:(?=10\.)"
    r"|data:(?=[\w.+-]{1,40}/)|javascript:(?=\w))"
)
_LOCAL = ascii_letters + digits + "._%+-"
_AT = lazy_pattern(r"@(?=\w)")
# What begins in Latin, Greek or Cyrillic ends with these: what follows in another script is the sentence.
_EUROPEAN = r"(?:(?=[\0-\u058f])\w)++"
_DOMAIN = lazy_pattern(
    "|".join(rf"@{letters}(?:-++{letters})*+(?:\.{letters}(?:-++{letters})*+)++" for letters in (_EUROPEAN, r"\w++"))
)
_HANDLE = lazy_pattern(
    "|".join(rf"@{letters}(?:\.{letters})*+(?:@{letters}(?:[.-]{letters})++)?+" for letters in (_EUROPEAN, r"\w++"))
)
_TRAIL = ".,;:!?'’*_~…"
_BRACKETS = lazy_pattern(r"[()\[\]]")


def address_end(text: str, start: int, end: int) -> int:
    """Return where an address in ``[start, end)`` ends.

    A bracket that the address did not open, and punctuation at its end, belong to the sentence.
    """
    depth = {")": 0, "]": 0}
    for m in _BRACKETS.finditer(text, start, end):
        sign = m[0]
        if sign in "([":
            depth[")" if sign == "(" else "]"] += 1
        elif depth[sign]:
            depth[sign] -= 1
        else:
            end = m.start()
            break
    return start + len(text[start:end].rstrip(_TRAIL))


def rest_of_address(text: str, at: int) -> int:
    """Return the end of the characters from `at` on that an address may hold."""
    m = _REST.match(text, at)
    return m.end() if m else at


def urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield what goes with ``://``."""
    low = 0
    at = text.find("://")
    while at >= 0:
        left = max(low, at - 20)
        start = left + len(text[left:at].rstrip(_SCHEME))
        start = at - len(text[start:at].lstrip(digits + "+.-"))
        low = rest_of_address(text, at + 3)
        end = address_end(text, at + 3, low)
        if start < at and end > at + 3:
            yield start, end
        at = text.find("://", low)


def hosts(text: str) -> Iterator[tuple[int, int]]:
    """Yield what begins with ``www.``."""
    return _from(text, _HOST)


def other_schemes(text: str) -> Iterator[tuple[int, int]]:
    """Yield URLs of the schemes that have no ``//``."""
    return _from(text, _OTHER_SCHEME)


def _from(text: str, beginning: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = 0
    while m := beginning.search(text, at):
        at = rest_of_address(text, m.end())
        end = address_end(text, m.end(), at)
        if end > m.end():
            yield m.start(), end


def emails_and_handles(text: str) -> Iterator[tuple[int, int]]:
    """Yield e-mail addresses, handles and those of the Fediverse (``@user@host``)."""
    low = 0
    for m in _AT.finditer(text):
        at = m.start()
        if at < low:
            continue
        start = _local_part(text, max(low, at - 64), at)
        if start < at:
            if domain := _DOMAIN.match(text, at):
                low = domain.end()
                yield start, low
        elif handle := _HANDLE.match(text, at):
            low = handle.end()
            if low - at > 2:
                yield at, low


def _local_part(text: str, left: int, at: int) -> int:
    """Return where the part before the @ begins; RFC 5321 allows it 64 octets."""
    start = left + len(text[left:at].rstrip(_LOCAL))
    ascii_part = start < at
    while start > left and text[start - 1].isalnum():  # RFC 6531: letters of any script
        if ascii_part and text[start - 1] > "\u0590":
            break
        start = left + len(text[left : start - 1].rstrip(_LOCAL))
    return at - len(text[start:at].lstrip(".%-"))
