"""HTML as tokens with their places, in linear time, as the HTML standard reads it: nothing is invalid."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from .._patterns import lazy_pattern

_TAG = lazy_pattern(
    r"""<(/?)([A-Za-z][^\s/>]*+)"""
    r"""(?:[\s/]++|[^\s"'>/=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?)?+|["'=])*+>"""
)
_ATTRIBUTE = lazy_pattern(r"""([^\s"'>/=<][^\s/>=]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+))""")
_OPENING = lazy_pattern(r"<(?=[A-Za-z!?]|/[A-Za-z])")
# What these hold has no tags in it.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class Token(NamedTuple):
    """Text, a comment, another declaration, or a tag at ``[start, end)``; `name` is that of a tag, in lower case."""

    kind: str  # "text", "comment", "other", "start", "empty" (closed at once), "end"
    start: int
    end: int
    name: str = ""


class Attribute(NamedTuple):
    """An attribute of a tag, and where its value stands."""

    name: str
    value: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a page. What is opened at its end and never closed is one comment."""
    at = 0
    while at < len(text):
        m = _OPENING.search(text, at)
        begin = m.start() if m else len(text)
        if begin > at:
            yield Token("text", at, begin)
        if m is None:
            return
        token = _markup(text, begin)
        yield token
        at = token.end
        if token.kind == "start" and token.name in _RAW:
            end = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            stop = end.start() if end else len(text)
            if stop > at:
                yield Token("text", at, stop)
            at = stop


def _markup(text: str, at: int) -> Token:
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return Token("comment", at, end + 3 if end >= 0 else len(text))
    if text.startswith("<![CDATA[", at):
        end = text.find("]]>", at)
        return Token("other", at, end + 3 if end >= 0 else len(text))
    if text[at + 1] in "!?":
        end = text.find(">", at)
        return Token("comment" if text[at + 1] == "?" else "other", at, end + 1 if end >= 0 else len(text))
    m = _TAG.match(text, at)
    if m is None:
        return Token("comment", at, len(text))
    kind = "end" if m[1] else "empty" if text.endswith("/>", at, m.end()) else "start"
    return Token(kind, at, m.end(), m[2].lower())


def attributes(text: str, tag: Token) -> list[Attribute]:
    """The attributes of a tag that have values."""
    found = []
    for m in _ATTRIBUTE.finditer(text, tag.start + 1 + len(tag.name), tag.end):
        group = next(i for i in (2, 3, 4) if m[i] is not None)
        found.append(Attribute(m[1].lower(), html.unescape(m[group]), *m.span(group)))
    return found
