"""Tags, comments, declarations and CDATA of HTML and XML, and elements whose content is code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .._patterns import lazy_pattern

_NAME = r"[A-Za-z][\w.:-]*+"
# A value may hold "<", but not what looks like another tag: so a scan ends where the next could start.
_VALUE = r"""(?:"(?:[^"<]|<(?![A-Za-z/!?]))*+"|'(?:[^'<]|<(?![A-Za-z/!?]))*+'|[^\s"'=<>`]++)"""
# HTML's boolean attributes and the prefixes of frameworks: other words without a value are prose, as in "a <b and c>".
_BARE = (
    r"(?:(?:allowfullscreen|async|autofocus|autoplay|checked|compact|controls|default|defer|disabled|download|hidden"
    r"|inert|ismap|itemscope|loop|multiple|muted|nomodule|novalidate|nowrap|open|readonly|required|reversed|selected)"
    r"(?![\w-])|(?:v|x|ng|data|aria)-[\w-]++|[:@#*\[(][\w.:)\]-]++)"
)
_TAG = lazy_pattern(
    rf"<(?:(?<!<<)(?:/{_NAME}\s*+>|({_NAME})(?:\s++(?:[\w:@#*.()\[\]-]++\s*+=\s*+{_VALUE}|{_BARE}))*+\s*+/?>)(?!>)|(?=[!?]))"
)
_VERBATIM = {
    name: lazy_pattern(rf"</{name}\s*+>", re.IGNORECASE | re.ASCII) for name in ("code", "pre", "script", "style")
}
_DECLARATIONS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!DOCTYPE", ">"), ("<!doctype", ">"))


def tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield tags with their attributes, comments, declarations, CDATA sections, and elements of code whole."""
    missing: set[str] = set()  # ends that do not occur any more
    at = 0
    while m := _TAG.search(text, at):
        start, at = m.span()
        if at - start == 1:
            end = _declaration_end(text, start, missing)
            if end:
                at = end
                yield start, at
            continue
        name = (m[1] or "").lower()
        if name in _VERBATIM and name not in missing and text[at - 2] != "/":
            if close := _VERBATIM[name].search(text, at):
                at = close.end()
            else:
                missing.add(name)
        yield start, at


def _declaration_end(text: str, start: int, missing: set[str]) -> int:
    for opening, closing in _DECLARATIONS:
        if text.startswith(opening, start) and closing not in missing:
            end = text.find(closing, start + len(opening))
            if end >= 0:
                return end + len(closing)
            missing.add(closing)
    return 0
