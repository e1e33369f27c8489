"""Answers that are no translation: refusals, and questions back to the user."""

from __future__ import annotations

import re
from functools import cache

from ..model import Span
from ._tongue import DECOR, alternatives, lowered, spoken

_LONGEST = 1500  # an answer that is longer translated something
_SHORT = 120  # a refusal that says nothing else
_SENTENCES = 300  # the refusal and what it is about


@cache
def _beginning(*roles: str) -> re.Pattern[str]:
    greeting = rf"(?:{alternatives('greeting')}[\s,.!，。！、…~—–-]+)?"
    return re.compile(rf"{DECOR}[\"“]?{greeting}{alternatives(*roles)}[^\n.!?。！？।]*[.!?。！？।]?")


def refusal(text: str, source: str | None = None) -> Span | None:
    """Where `text` refuses to translate, ``None`` if it does not."""
    m = _begins(text, source, "refusal", "machine")
    if m is None:
        return None
    said = m.string[:_SENTENCES]
    if not spoken("unable").search(said):
        return None
    about = spoken("machine" if spoken("machine").search(m[0]) else "matter", "translating")
    # Where the source holds no such beginning, a short refusal to help needs not tell with what.
    if about.search(said) or (source is not None and len(text) <= _SHORT and spoken("serve").search(m[0])):
        return _span(text, m)
    return None


def request(text: str, source: str | None = None) -> Span | None:
    """Where `text` asks for the text to translate, ``None`` if it does not."""
    m = _begins(text, source, "request")
    return None if m is None else _span(text, m)


def _begins(text: str, source: str | None, *roles: str) -> re.Match[str] | None:
    if len(text) > _LONGEST:
        return None
    m = _beginning(*roles).match(lowered(text[: 2 * _SENTENCES]))
    if m is None or (source and _beginning(*roles).match(lowered(source[: 2 * _SENTENCES]))):
        return None
    return m


def _span(text: str, m: re.Match[str]) -> Span:
    start = len(text) - len(text.lstrip())
    return Span(start, max(start + 1, m.end()))
