"""reStructuredText: the prose as one document; directives, roles, literals, targets and tables stay as they are.

So do section titles, whose underlines must be as long as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .._patterns import lazy_pattern
from . import Part, Source, Unit
from ._parts import tiled
from ._prose import prose

SUFFIXES = (".rst", ".rest")
SAMPLE = "Ferries\n=======\n\nThe :ref:`first <one>` one leaves at 9. See::\n\n    make  all\n"

_ADORNMENT = r"""([=\-`:.'"~^_*+#<>!$%&(),/;?@\[\\\]{|}])\1{2,}[ \t]*"""
# Directives whose content is prose, so only their first lines and options are markup.
_PROSE = (
    "admonition|attention|caution|danger|error|hint|important|note|tip|warning|seealso|versionadded|versionchanged|"
    "deprecated|epigraph|highlights|pull-quote|topic|sidebar|container|only|rubric|centered"
)
_LINE = lazy_pattern(r"[^\n]*(?:\n|$)")
_INLINE = lazy_pattern(
    r"``.{1,500}?``|:[\w.+:-]+:`[^`]+`|`[^`\n]+`(?::[\w.+:-]+:|__?)|\|[^|\s][^|\n]{0,200}\||\[[^\]\s]+\]_|\b\w+__?\b(?=\W|$)|"
    r"\\.|^[ \t]*:[^:\n]+:(?=\s|$)|<[^<>\n]{1,500}>`",
    re.MULTILINE,
)
_EXPLICIT = lazy_pattern(r"[ \t]*\.\.(?:[ \t]|\r?$)")
_DIRECTIVE = lazy_pattern(rf"[ \t]*\.\.[ \t]+(?:{_PROSE})::", re.IGNORECASE)
_OPTION = lazy_pattern(r"[ \t]+:[^:\n]+:")
_GRID = lazy_pattern(r"[ \t]*(?:\+[-=+]{2,}\+|\|.*\||=+(?:[ \t]+=+)+)[ \t]*\r?$")


def read(source: Source) -> Iterator[Part]:
    """Yield the document, or a long one in pieces."""
    return tiled(source.texts(), parse)


def parse(text: str) -> list[Unit]:
    """The prose of a document."""
    unit = prose(text, [*_blocks(text), *(m.span() for m in _INLINE.finditer(text))])
    return [unit] if unit.text else []


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    lines = [(m.start(), m[0]) for m in _LINE.finditer(text) if m[0]]
    adorned = re.compile(_ADORNMENT)
    literal: int | None = None  # how far the text is indented whose literal block is expected or under way
    closed: int | None = None  # the same of a directive or a comment
    table = False
    for i, (at, line) in enumerate(lines):
        bare = line.rstrip("\r\n")
        indent = len(bare) - len(bare.lstrip())
        blank = not bare.strip()
        if closed is not None and not blank and indent <= closed:
            closed = None
        if literal is not None and not blank and indent <= literal:
            literal = None
        span = at, at + len(line)
        if closed is not None or (literal is not None and not blank):
            yield span
        elif _GRID.match(bare) or (table and not blank):
            table = not blank and (bare.lstrip()[:1] in "+|" or not table or not _GRID.match(bare))
            yield span
        elif adorned.fullmatch(bare.strip()) and not blank:
            yield span
            if i and lines[i - 1][1].strip():
                yield lines[i - 1][0], at
        elif _EXPLICIT.match(bare):
            yield span
            if not _DIRECTIVE.match(bare):
                closed = indent
        elif _OPTION.match(bare):
            yield span
        elif bare.rstrip().endswith("::"):
            literal = indent
            yield at + len(bare.rstrip()) - 2, at + len(bare)
        if blank:
            table = False
