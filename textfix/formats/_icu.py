"""Messages in the syntax of ICU and java.text.MessageFormat, where '' stands for an apostrophe."""

from __future__ import annotations

import re

from .._patterns import lazy_pattern
from ._unit import Builder, Escape

_PLACEHOLDER = lazy_pattern(r"\{\s*[\w.]+\s*[,}]")


def message(builder: Builder) -> Builder:
    """The text of a message: where it has placeholders, a doubled apostrophe is one, and a quoted stretch is fixed."""
    text = builder.text
    if "'" not in text or not _PLACEHOLDER.search(text):
        return builder
    out = Builder(builder.raw, doubled(builder.escape))
    done = 0
    for m in re.finditer(r"''|'[{}|#](?:[^']|'')*'", text):
        builder.copy_to(out, done, m.start())
        covered = builder.between(*m.span())
        start, end = covered[0].start, covered[-1].end
        if covered[0].plain:
            start += m.start() - covered[0].at
        if covered[-1].plain:
            end = covered[-1].start + m.end() - covered[-1].at
        if m[0] == "''":
            out.atom("'", start, end)
        else:
            out.fixed(m[0], start, end)
        done = m.end()
    builder.copy_to(out, done, builder.length)
    return out


def doubled(escape: Escape) -> Escape:
    """The spelling in which every apostrophe is doubled."""
    return _Doubled(escape)


class _Doubled:
    def __init__(self, escape: Escape) -> None:
        self._escape = escape

    def __call__(self, text: str) -> str:
        return self._escape(text.replace("'", "''"))
