"""Formulas and commands of LaTeX."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from .._patterns import lazy_pattern

_DOLLARS = lazy_pattern(r"\$(?<![\w$\\]\$)(?:\$[^$]{1,2000}+\$\$|[^$\n]{1,400}+\$)(?![\w$])")
_TEXT = lazy_pattern(r"\\[A-Za-z]{1,40}+(?:\{[^{}]*+\})?")
_PROSE = lazy_pattern(r"[^\W\d_]{3,}")
_OPERATOR = lazy_pattern(r"[\\^_=+<>*/]")

_BEGIN = lazy_pattern(r"\\begin\{([A-Za-z]++\*?)\}")
_END = lazy_pattern(r"\\end\{([A-Za-z]++\*?)\}")
_COMMAND = lazy_pattern(r"\\[A-Za-z]++\*?(?:\[[^\[\]{}\n]*+\])?(?:\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*+\})*+\})*+\})++")


def dollar_math(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``$…$`` and ``$$…$$`` that clearly hold a formula: one letter, or an operator and no word."""
    at = 0
    while m := _DOLLARS.search(text, at):
        start, at = m.span()
        if _is_math(m[0].strip("$")):
            yield start, at
        else:
            at = start + 1 + (text[start + 1] == "$")


def _is_math(inner: str) -> bool:
    stripped = inner.strip()
    if "$$" not in inner and inner != stripped and "\n" not in inner:
        return False
    if len(inner) == 1:
        return inner.isalpha()
    return bool(_OPERATOR.search(inner)) and not _PROSE.search(_TEXT.sub("", inner))


def latex(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield ``\(…\)`` and ``\[…\]`` within a paragraph, environments, and commands with arguments."""
    yield from _between(text, "\\(", "\\)")
    yield from _between(text, "\\[", "\\]")
    if "{" in text:
        for m in _COMMAND.finditer(text):
            yield m.span()
        yield from _environments(text)


def _between(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    end = paragraph = -1
    at = text.find(opening)
    while at >= 0:
        if end < at + 2 and (end := text.find(closing, at + 2)) < 0:
            return
        if paragraph < at:
            paragraph = text.find("\n\n", at)
            paragraph = len(text) if paragraph < 0 else paragraph
        if end < paragraph:
            yield at, end + 2
            at = text.find(opening, end + 2)
        else:
            at = text.find(opening, paragraph)


def _environments(text: str) -> Iterator[tuple[int, int]]:
    ends: dict[str, list[int]] = {}
    for m in _END.finditer(text):
        ends.setdefault(m[1], []).append(m.end())
    low = 0
    for m in _BEGIN.finditer(text):
        of_name = ends.get(m[1], [])
        i = bisect_left(of_name, m.end())
        if m.start() >= low and i < len(of_name):
            low = of_name[i]
            yield m.start(), low
