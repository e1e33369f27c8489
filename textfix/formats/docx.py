"""Word documents: body, notes, comments, headers and footers, each as one document; formatting stays as it is.

Words are read across the runs they are split into. Deleted text, field codes and formulas are left alone; images, tabs
and line breaks stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from .._patterns import lazy_pattern
from ..model import Edit, Span, apply_edits
from . import Done, Part, Source, Unit
from ._office import decoded, parts
from ._office import write as write_archive
from ._unit import Builder
from ._xml import Kind, Token, add_text, escape_text, tokens
from ._zip import Archive

SUFFIXES = (".docx", ".docm", ".dotx")
SAMPLE = ""

_KIND = "Word document"
_NAMES = lazy_pattern(r"word/(?:header|footer)\d*\.xml|word/(?:footnotes|endnotes|comments)\.xml")
_BARE = lazy_pattern(r"<(?P<tag>(?:\w+:)?t)>(?P<text>[^<]*)</(?P=tag)>")  # a run of text without attributes
_LANG = lazy_pattern(r'<w:lang\s[^>]*?w:val="([A-Za-z-]{2,20})"')
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_REFERENCES = (
    "footnoteReference",
    "endnoteReference",
    "commentReference",
    "footnoteRef",
    "endnoteRef",
    "annotationRef",
)
_STAND_INS = frozenset({"drawing", "pict", "object", "sym", "pgNum", *_REFERENCES})
_LEFT = frozenset({"instrText", "delText", "del", "Fallback", "oMath", "oMathPara", "rPr", "pPr", "sectPr"})


def read(source: Source) -> Iterator[Part]:
    """Yield the files of the document that have text in them."""
    archive = Archive(source.file(), _KIND)
    styles = "word/styles.xml"
    m = _LANG.search(decoded(archive.read(styles), styles)) if styles in archive.names() else None
    yield from parts(source, _KIND, "word/document.xml", _NAMES, partial(parse, hint=m[1] if m else None))


def write(source: Source, done: Done) -> Iterator[bytes]:
    """Yield the repaired document."""
    return write_archive(source, done, _KIND, _with_spaces_kept)


def _with_spaces_kept(old: str, new: str) -> str:
    """The repaired file with spaces at the edges of changed runs marked as text, or else Word drops them."""
    before = [m["text"] for m in _BARE.finditer(old)]
    after = list(_BARE.finditer(new))
    if len(before) != len(after):
        return new
    edits = [
        Edit(Span(m.end("tag"), m.end("tag")), ' xml:space="preserve"')
        for text, m in zip(before, after, strict=True)
        if m["text"] != text and m["text"] != m["text"].strip()
    ]
    return apply_edits(new, edits)


def parse(text: str, hint: str | None) -> list[Unit]:
    """The text of one file of the document."""
    found = tokens(text)
    out = Builder(text, escape_text)
    i = 0
    while i < len(found):
        i = _take(out, found, i) + 1
    out.trim()
    return [out.unit(hint=hint)] if out.text else []


def _take(out: Builder, found: Sequence[Token], i: int) -> int:
    """Add what a token stands for; return the number of the last token that this covers."""
    token = found[i]
    if token.kind is Kind.END and token.name == "p":
        _part(out, token.start)
    if token.kind is not Kind.START:
        return i
    if token.name == "p":
        _part(out, token.start)
    elif token.name in _STAND_INS:
        end = found[token.close].end
        nested = any(t.name == "txbxContent" for t in found[i + 1 : token.close])
        if not nested:
            out.fixed(f"<{token.name}/>", token.start, end)
            return token.close
    elif token.name in _LEFT:
        return token.close
    elif token.name in _SIGNS:
        out.fixed(_SIGNS[token.name], token.start, found[token.close].end)
        return token.close
    elif token.name == "t":
        for t in found[i + 1 : token.close]:
            if t.kind in (Kind.TEXT, Kind.CDATA):
                add_text(out, t)
        return token.close
    return i


def _part(out: Builder, at: int) -> None:
    """Part two paragraphs."""
    if out.length and not out.ends_with("\n\n"):
        out.fixed("\n\n", at, at)
