"""Light markup: a file that is one text, but for stretches that stay as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from . import Unit
from ._unit import Builder, Escape, as_it_is


def prose(
    text: str,
    fixed: Iterable[tuple[int, int]],
    reference: re.Pattern[str] | None = None,
    escape: Escape = as_it_is,
    hint: str | None = None,
    begin: int = 0,
) -> Unit:
    """The unit of `text` from `begin` on, where nothing changes the stretches in `fixed`; what `reference` matches is read as HTML."""
    builder = Builder(text)
    at = begin
    for start, end in merged(fixed):
        _add(builder, at, start, reference, escape)
        builder.fixed(text[start:end], start, end)
        at = end
    _add(builder, at, len(text), reference, escape)
    return builder.unit(hint=hint)


def _add(builder: Builder, start: int, end: int, reference: re.Pattern[str] | None, escape: Escape) -> None:
    at = start
    for m in reference.finditer(builder.raw, start, end) if reference else ():
        text = html.unescape(m[0])
        if text != m[0]:
            builder.plain(at, m.start())
            builder.atom(text, *m.span(), escape)
            at = m.end()
    builder.plain(at, end)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches, disjoint and in order, without empty ones."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out
