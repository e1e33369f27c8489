"""SubRip subtitles: what is said, as one document; numbers and times stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from .._patterns import lazy_pattern
from . import BrokenError, Part, Source, Unit, _names
from ._lines import Line, lines
from ._parts import single
from ._unit import Builder

SUFFIXES = (".srt",)
SAMPLE = (
    "1\n00:00:01,000 --> 00:00:03,500\n<i>Where is the ferry?</i>\n\n2\n00:00:04,000 --> 00:00:06,000\nIt has gone.\n"
)

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING = lazy_pattern(rf"[ \t]*{TIME}[ \t]*-->[ \t]*{TIME}(?:[ \t].*)?$")
CODES = lazy_pattern(r"\{\\[^}\n]{0,500}\}|</?(?:[biusvc]|font|ruby|rt|lang)\b[^>\n]{0,500}>|<[\d:.]+>")


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    return single(source, partial(parse, hint=_names.language(source.path)))


def parse(text: str, hint: str | None) -> list[Unit]:
    """What is said, one paragraph for each subtitle."""
    out = Builder(text)
    inside = False
    all_lines = lines(text)
    for i, line in enumerate(all_lines):
        following = all_lines[i + 1].text if i + 1 < len(all_lines) else ""
        if _TIMING.match(line.text):
            inside = True
            begin_paragraph(out, line.after)
        elif "-->" in line.text and not inside:
            raise BrokenError("times of a subtitle that cannot be read", line.start)
        elif not line.text.strip():
            inside = inside and not _begins(all_lines[i + 1 : i + 3])
        elif inside and not (line.text.strip().isdecimal() and _TIMING.match(following)):
            add_line(out, line.start, line.end)
        elif not inside and not line.text.strip().isdecimal():
            raise BrokenError("text that belongs to no subtitle", line.start)
    out.trim()
    return [out.unit(hint=hint)] if out.text else []


def _begins(following: Sequence[Line]) -> bool:
    """Whether a subtitle begins with the next lines: a blank line may also stand inside one."""
    texts = [line.text.strip() for line in following]
    return (
        not texts
        or not texts[0]
        or (texts[0].isdecimal() and (len(texts) < 2 or bool(_TIMING.match(texts[1]))))
        or (bool(_TIMING.match(texts[0])))
    )


def begin_paragraph(out: Builder, at: int) -> None:
    """Part what was said before from what comes now."""
    if out.length and not out.ends_with("\n\n"):
        out.fixed("\n\n", at, at)


def add_line(out: Builder, start: int, end: int, codes: re.Pattern[str] = CODES) -> None:
    """Add a line of what is said; its codes stay as they are."""
    if out.length and not out.ends_with("\n\n"):
        last = out.pieces[-1].end
        out.fixed("\n", last, start)
    at = start
    for m in codes.finditer(out.raw, start, end):
        out.plain(at, m.start())
        out.fixed(m[0], *m.span())
        at = m.end()
    out.plain(at, end)
