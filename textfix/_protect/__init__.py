"""Finds what no ordinary rule may edit: URLs, paths, code, markup, placeholders, formulas.

Each family of constructs hangs on rare literals. A text without the literal never meets the family's patterns, so clean
prose costs one search for a gate character. Every finder is linear in the text: a pattern starts at its literal, what
it may scan ends where it could start again or after a fixed number of characters, and a search for an end that failed
once is not made again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from .._patterns import lazy_pattern
from ..model import Span
from . import _addresses, _code, _formulas, _markup, _names, _paths, _placeholders

__all__ = ["MULTILINE", "protected_spans", "touches"]

MULTILINE = ("```", "~~~", "<!--", "<pre", "<script", "<style", "<code", "<![CDATA[", "\\begin{", "\\[", "\\(", "$$")
"""Beginnings of constructs that can run over several lines."""

# What a construct can begin with, or hold near its beginning. A full stop, colon or tilde counts only before a letter
# or the like, for prose is full of them.
_GATE = lazy_pattern(r"[/@#<{$%\\`.:~](?:(?<![.:~])|(?=[\w:~]))")

_Find = Callable[[str], Iterable[tuple[int, int]]]
_FAMILIES: tuple[tuple[tuple[str, ...], _Find], ...] = (
    (("```", "~~~"), _code.fenced),
    (("`",), _code.inline),
    (("<",), _markup.tags),
    (("://",), _addresses.urls),
    (("www", "WWW", "Www"), _addresses.hosts),
    (_addresses.SCHEMES, _addresses.other_schemes),
    (("@",), _addresses.emails_and_handles),
    (("#",), _placeholders.hashes),
    (("%",), _placeholders.percents),
    (("{",), _placeholders.braces),
    (("$",), _placeholders.dollars),
    (("$",), _formulas.dollar_math),
    (("\\",), _formulas.latex),
    (("\\",), _paths.windows),
    (("/",), _paths.unix),
    (("::",), _names.scoped),
    ((".",), _names.dotted),
)


def protected_spans(text: str) -> list[Span]:
    """Return the stretches of `text` that only rules with ``inside_protected`` may edit: disjoint and in order.

    They are URLs, e-mail addresses, hosts, paths, file names, hashtags, handles; inline and fenced code, dotted and
    called names of programs, versions, IP addresses, DOIs; tags, comments and CDATA of HTML and XML, with the contents
    of ``code``, ``pre``, ``script`` and ``style``; placeholders of the usual kinds, of an ICU message only the syntax;
    formulas and commands of LaTeX. `text` may be one line or a whole document; constructs that `MULTILINE` names are
    found over line ends.
    """
    if not _GATE.search(text):
        return []
    found: list[tuple[int, int]] = []
    for literals, find in _FAMILIES:
        for literal in literals:
            if literal in text:
                found += find(text)
                break
    return _merged(found) if found else []


def touches(span: Span, protected: Sequence[Span]) -> bool:
    """Whether a change of `span` would change one of `protected` (in order); to touch only its ends does no harm."""
    i = bisect_left(protected, (span.start + 1,)) - 1
    if i >= 0 and protected[i].end > span.start and (span.start > protected[i].start or span.end > span.start):
        return True
    return i + 1 < len(protected) and protected[i + 1].start < span.end


def _merged(found: list[tuple[int, int]]) -> list[Span]:
    found.sort()
    merged: list[Span] = []
    low, high = found[0]
    for start, end in found:
        if start > high:
            merged.append(Span(low, high))
            low, high = start, end
        elif end > high:
            high = end
    merged.append(Span(low, high))
    return merged
