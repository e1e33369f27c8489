"""What a translation keeps as it stands in the source: placeholders, tags, addresses. Spans count code points of the text given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ._patterns import lazy_pattern
from ._protect import _addresses, _markup, _placeholders
from .model import Span

__all__ = ["Construct", "addresses", "differences", "placeholders", "tags"]


class Construct(NamedTuple):
    """A stretch of text that the other side must have too: `key` is what is compared, without what may differ."""

    span: Span
    key: str


_ICU_HEAD = lazy_pattern(r"\{\s*[\w.-]+\s*,[^{}]*[,}]")
_NO_PLACEHOLDER = lazy_pattern(r"%%|#[^{}]*[^#}]|#|\}|[^{]*\{|\s*\}")
_NAME = lazy_pattern(r"</?\s*([\w.:-]+)")
_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_SCHEME = lazy_pattern(r"^(?:[a-z][a-z0-9+.-]*:(?://)?)?(?:www\d?\.)?", re.IGNORECASE)


def _found(text: str, *finders: Callable[[str], Iterable[tuple[int, int]]]) -> list[Span]:
    """What the finders find, in order, nothing twice and nothing inside what was found."""
    found: list[Span] = []
    for span in sorted({Span(*s) for finder in finders for s in finder(text)}, key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def addresses(text: str) -> list[Construct]:
    """The URLs and e-mail addresses of `text`; scheme, ``www.``, a last slash and upper case may differ."""
    if not re.search(r"[@:]|www", text, re.IGNORECASE):
        return []
    spans = _found(text, _addresses.urls, _addresses.hosts, _addresses.other_schemes, _addresses.emails_and_handles)
    return [
        Construct(s, _SCHEME.sub("", word).rstrip("/").casefold())
        for s in spans
        if not (word := text[s.start : s.end]).startswith("@")
    ]


def placeholders(text: str) -> list[Construct]:
    """The placeholders of `text`, of an ICU message the arguments; white space inside them may differ.

    What stands in an address is none.
    """
    if not re.search(r"[%{$#]", text):
        return []
    closed = [c.span for c in addresses(text)]
    spans = _found(text, _placeholders.hashes, _placeholders.percents, _placeholders.braces, _placeholders.dollars)
    found = []
    for s in spans:
        word = text[s.start : s.end]
        if _NO_PLACEHOLDER.fullmatch(word) or any(s.overlaps(c) for c in closed):
            continue
        found.append(Construct(s, re.sub(r"\s+", "", word)))
    if any(_ICU_HEAD.fullmatch(text[c.span.start : c.span.end]) for c in found):
        return list({c.key: c for c in reversed(found)}.values())[::-1]  # each branch may name an argument
    return found


def tags(text: str) -> list[Construct]:
    """The tags of `text`: compared by name and side; attributes may differ."""
    if "<" not in text:
        return []
    found = []
    for s in _found(text, _markup.tags):
        m = _NAME.match(text, s.start)
        if m is None:
            continue
        name = m[1].casefold()
        word = text[s.start : s.end]
        side = "" if name in _VOID else "/" if word.startswith("</") else "-" if word.endswith("/>") else ""
        found.append(Construct(s, side + name))
    return found


def differences(source: list[Construct], text: list[Construct]) -> tuple[list[Construct], list[Construct]]:
    """Return the constructs of the source that the text lacks, and those of the text that the source lacks."""
    here, there = Counter(c.key for c in text), Counter(c.key for c in source)
    return _beyond(source, there - here), _beyond(text, here - there)


def _beyond(constructs: list[Construct], counts: Counter[str]) -> list[Construct]:
    """The last ones of each key, as many as are counted."""
    left = Counter(counts)
    found = []
    for c in reversed(constructs):
        if left[c.key] > 0:
            left[c.key] -= 1
            found.append(c)
    return found[::-1]
