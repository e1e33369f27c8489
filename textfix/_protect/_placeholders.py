"""Hashtags, and the placeholders of message formats.

Sources: C99 printf, Python str.format and %-format, .NET composite format, Qt QString::arg, Ruby, Jinja, i18next, Vue;
ICU MessageFormat (Unicode ICU user guide).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from .._patterns import lazy_pattern

# What ends a hashtag: white space and the punctuation of all scripts; combining marks do not.
_STOP = r"\s!-/:-@\[-^`{-©«-´¶-¹»-¿‐-⁞、-〿！-／：-＠［-｀｛-･؟،؛۔।॥።"
# A tag that begins in Latin, Greek or Cyrillic ends with these: what follows in another script is the sentence.
# Patterns begin with their literal, for then the search is fast; what must not stand before it comes after.
_HASH = lazy_pattern(
    rf"#(?:[A-Z][A-Z0-9_]*+#|\{{[^{{}}\n]*+\}}"
    rf"|(?<![\w&/#]#)(?=\d*+[^\d{_STOP}])(?:[^{_STOP}\u0590-\U0010ffff]++|[^{_STOP}]++))"
)

_FORMAT = r"[-+0#]{0,4}+\d{0,9}+(?:\.\d{1,9}+)?"
_PERCENT = lazy_pattern(
    rf"%(?:\([A-Za-z_][\w. -]*+\){_FORMAT}[a-zA-Z]?|\{{[^{{}}\n]*+\}}|<\w++>{_FORMAT}[a-zA-Z]?|%"
    # A digit before the sign makes it a percentage ("5%s"); so does a digit and a space, unless of a placeholder.
    r"|(?<!\d%)(?:(?<!\d[ \xa0\u202f]%)|(?<=[%L$]\d[ \xa0\u202f]%))"
    r"(?:(?:\d{1,3}+\$)?[-+0#']{0,4}+(?:\d{1,9}+|\*)?(?:\.(?:\d{1,9}+|\*))?(?:hh?|ll?|[Lqjzt])?"
    r"[@diouxXeEfFgGcrsaAp](?!\w)|(?:\d{1,3}+\$)?[ds](?!\d)|n(?!\w)"
    r"|(?:[1-9]|L\d{1,2}+)(?![\w%]|[.,'’]\w)))"  # of Qt; two digits are a percentage in Turkish
)

_BRACE = (
    r"\{\{[^{}\n]*+\}\}|\{%[^{}%\n]*+%\}|\{\}"
    r"|\{[A-Za-z_0-9][\w.\-\[\]]*+(?:![rsa])?(?:,-?\d++)?(?::[^{}\s]*+)?\}"
)
_HEAD = (
    r"\{\s*+[\w.-]++\s*+,\s*+(?:(?P<choice>plural|select|selectordinal)\s*+,"
    r"|(?:number|date|time|spellout|ordinal|duration)\s*+(?:,[^{}]*+)?\})"
)
_BRACES = lazy_pattern(rf"{_HEAD}|{_BRACE}")
_SELECTOR = lazy_pattern(r"\s*+(?:offset:\d++\s*+)?(?:=\d++|[\w-]++)\s*+\{")
_CLOSE = lazy_pattern(r"\s*+\}")
_SIGN = lazy_pattern(r"[{}#]")

_DOLLAR = lazy_pattern(
    r"\$(?:t\([^()\s]*+\)|\{[^{}\n]*+\}"
    r"|(?<![\w$]\$)(?:[A-Z][A-Z0-9_]{2,}+(?![\w$])(?![ \xa0]?\d)|[a-z_]\w++(?![\w$])))",
    re.ASCII,
)


def hashes(text: str) -> Iterator[tuple[int, int]]:
    """Yield hashtags, ``#{x}`` and ``#TOKEN#``; "#5" is a number."""
    return (m.span() for m in _HASH.finditer(text))


def percents(text: str) -> Iterator[tuple[int, int]]:
    """Yield placeholders that begin with a percent sign; "100 % sure" holds none."""
    return (m.span() for m in _PERCENT.finditer(text))


def dollars(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``$NAME``, ``$name``, ``${x}`` and ``$t(key)``; "$100" and "$CAD 100" are prices."""
    return (m.span() for m in _DOLLAR.finditer(text))


def braces(text: str) -> Iterator[tuple[int, int]]:
    """Yield placeholders in braces, and of an ICU message all but the messages for people inside it."""
    at = 0
    while m := _BRACES.search(text, at):
        start, at = m.span()
        yield start, at
        if m["choice"]:
            at = yield from _choice(text, at)


def _choice(text: str, at: int) -> Generator[tuple[int, int], None, int]:
    """Yield the syntax of an ICU message after its head; return where it ends, or stops being one."""
    in_message = [False]  # of each argument that is open: whether one of its messages is
    while in_message:
        start = at
        if in_message[-1]:
            sign = _SIGN.search(text, at)
            if not sign:
                return len(text)
            start, at = sign.span()
            if sign[0] == "{":
                inner = _BRACES.match(text, start)
                if not inner:
                    return at
                at = inner.end()
                if inner["choice"]:
                    in_message.append(False)
            elif sign[0] == "}":
                in_message[-1] = False
        elif m := _SELECTOR.match(text, at):
            at = m.end()
            in_message[-1] = True
        elif m := _CLOSE.match(text, at):
            at = m.end()
            in_message.pop()
        else:
            return at
        yield start, at
    return at
