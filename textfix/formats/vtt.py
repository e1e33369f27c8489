"""WebVTT subtitles: what is said, as one document; times, settings, notes and styles stay as they are."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import partial

from .._patterns import lazy_pattern
from . import BrokenError, Part, Source, Unit, _names
from ._lines import Line, lines
from ._parts import single
from ._unit import Builder
from .srt import TIME, begin_paragraph

SUFFIXES = (".vtt",)
SAMPLE = "WEBVTT\n\nNOTE translated\n\n00:01.000 --> 00:03.500 line:0\n<v Ann>Bread &amp; butter?\n"

_TIMING = lazy_pattern(rf"[ \t]*{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?$")
_CODES = lazy_pattern(r"<[^>\n]{0,500}>|&(?:amp|lt|gt|lrm|rlm|nbsp|#\d+);")


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    return single(source, partial(parse, hint=_names.language(source.path)))


def parse(text: str, hint: str | None) -> list[Unit]:
    """What is said, one paragraph for each cue."""
    if not text.startswith("WEBVTT"):
        raise BrokenError("does not begin with WEBVTT", 0)
    out = Builder(text, escape)
    for block in _blocks(lines(text)):
        first = next((i for i, line in enumerate(block[:2]) if "-->" in line.text), None)
        if first is None:
            continue
        if not _TIMING.match(block[first].text):
            raise BrokenError("times of a cue that cannot be read", block[first].start)
        begin_paragraph(out, block[first].after)
        for line in block[first + 1 :]:
            _add(out, line)
    out.trim()
    return [out.unit(hint=hint)] if out.text else []


def escape(text: str) -> str:
    """The spelling of what is said."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _blocks(all_lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in all_lines:
        if line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _add(out: Builder, line: Line) -> None:
    if out.length and not out.ends_with("\n\n"):
        out.fixed("\n", out.pieces[-1].end, line.start)
    at = line.start
    for m in _CODES.finditer(out.raw, line.start, line.end):
        out.plain(at, m.start())
        if m[0].startswith("<"):
            out.fixed(m[0], *m.span())
        else:
            out.atom(html.unescape(m[0]), *m.span())
        at = m.end()
    out.plain(at, line.end)
