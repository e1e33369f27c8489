"""Advanced SubStation Alpha subtitles: what is said, as one document; styles, times and codes stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .._patterns import lazy_pattern
from . import BrokenError, Part, Source, Unit, _names
from ._lines import Line, lines
from ._parts import single
from ._unit import Builder
from .srt import begin_paragraph

SUFFIXES = (".ass", ".ssa")
SAMPLE = (
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:03.50,Default,,0,0,0,,{\\i1}Where is the ferry?{\\i0}\\NIt has gone.\n"
)
_CODES = lazy_pattern(r"\{[^}\n]{0,2000}\}|\\[Nnh]")
_DRAWING = lazy_pattern(r"\{[^{}\n]{0,200}\\p[1-9]")
_FIELDS = 10  # where a file does not say


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    return single(source, partial(parse, hint=_names.language(source.path)))


def parse(text: str, hint: str | None) -> list[Unit]:
    """What is said, one paragraph for each line of dialogue."""
    out = Builder(text, escape)
    fields, events = _FIELDS, False
    for line in lines(text):
        stripped = line.text.strip()
        if stripped.startswith("["):
            events = stripped.lower() == "[events]"
        elif events and stripped.startswith("Format:"):
            fields = stripped.count(",") + 1
        elif events and stripped.startswith("Dialogue:"):
            _add(out, line, fields)
    out.trim()
    return [out.unit(hint=hint)] if out.text else []


def escape(text: str) -> str:
    """The spelling of what is said: a line end has a code, braces none."""
    return text.replace("\n", "\\N").replace("{", "(").replace("}", ")")


def _add(out: Builder, line: Line, fields: int) -> None:
    start = line.start
    for _ in range(fields - 1):
        comma = out.raw.find(",", start, line.end)
        if comma < 0:
            raise BrokenError(f"a line of dialogue with fewer than {fields} fields", line.start)
        start = comma + 1
    if _DRAWING.search(out.raw, start, line.end):
        return
    begin_paragraph(out, start)
    at = start
    for m in _CODES.finditer(out.raw, start, line.end):
        out.plain(at, m.start())
        if m[0].startswith("{"):
            out.fixed(m[0], *m.span())
        else:
            out.atom("\n" if m[0] == "\\N" else "\xa0" if m[0] == "\\h" else " ", *m.span())
        at = m.end()
    out.plain(at, line.end)
