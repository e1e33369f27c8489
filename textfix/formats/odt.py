"""OpenDocument text: body, notes, headers and footers, each as one document; formatting stays as it is.

Words are read across the spans they are split into. Deleted text is left alone; images, fields, tabs and line breaks
stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from .._patterns import lazy_pattern
from . import Done, Part, Source, Unit
from ._office import decoded, parts
from ._office import write as write_archive
from ._unit import Builder
from ._xml import Kind, Token, add_text, escape_text, tokens
from ._zip import Archive

SUFFIXES = (".odt", ".ott")
SAMPLE = ""

_KIND = "OpenDocument text"
_NAMES = lazy_pattern(r"styles\.xml")
_LANG = lazy_pattern(r'fo:language="([a-z]{2,3})"(?:[^>]*?fo:country="([A-Z]{2})")?')
_PARAGRAPHS = frozenset({"p", "h"})
_TRANSPARENT = frozenset({"span", "a", "ruby", "ruby-base", "meta"})
_LEFT = frozenset({"tracked-changes", "ruby-text", "note-citation", "automatic-styles", "font-face-decls"})
_EMPTY = frozenset({"bookmark", "bookmark-start", "bookmark-end", "soft-page-break", "change-start", "change-end"})
_SIGNS = {"tab": "\t", "line-break": "\n", "s": " "}


def read(source: Source) -> Iterator[Part]:
    """Yield the files of the document that have text in them."""
    archive = Archive(source.file(), _KIND)
    m = _LANG.search(decoded(archive.read("styles.xml"), "styles.xml")) if "styles.xml" in archive.names() else None
    hint = None if m is None else f"{m[1]}-{m[2]}" if m[2] else m[1]
    yield from parts(source, _KIND, "content.xml", _NAMES, partial(parse, hint=hint))


def write(source: Source, done: Done) -> Iterator[bytes]:
    """Yield the repaired document."""
    return write_archive(source, done, _KIND)


def parse(text: str, hint: str | None) -> list[Unit]:
    """The text of one file of the document."""
    found = tokens(text)
    out = Builder(text, escape_text)
    paragraph: list[Builder] = []  # one for each paragraph that is open: a note is inside another
    i = 0
    while i < len(found):
        token = found[i]
        if token.kind is Kind.START and token.name in _LEFT:
            i = token.close
        elif token.kind is Kind.START and token.name in _PARAGRAPHS:
            _flush(out, paragraph)
            paragraph.append(Builder(text, escape_text))
        elif token.kind is Kind.END and token.name in _PARAGRAPHS:
            _flush(out, paragraph)
            paragraph.pop()
        elif paragraph:
            i = _take(paragraph[-1], found, i)
        i += 1
    out.trim()
    return [out.unit(hint=hint)] if out.text else []


def _flush(out: Builder, paragraph: list[Builder]) -> None:
    """Add what the innermost paragraph has so far, as a paragraph."""
    if not paragraph:
        return
    done = paragraph[-1]
    paragraph[-1] = Builder(done.raw, done.escape)
    done.collapse()
    done.trim()
    if done.length:
        if out.length:
            out.fixed("\n\n", done.start, done.start)
        out.extend(done)


def _take(out: Builder, found: Sequence[Token], i: int) -> int:
    """Add what a token stands for; return the number of the last token that this covers."""
    token = found[i]
    if token.kind in (Kind.TEXT, Kind.CDATA):
        add_text(out, token)
    if token.kind is not Kind.START or token.name in _TRANSPARENT or token.name in _EMPTY:
        return i
    if token.name in _SIGNS:
        count = next((v for k, v in token.attributes.items() if k.endswith(":c")), "1")
        times = min(int(count), 1000) if token.name == "s" and count.isdecimal() else 1
        out.fixed(_SIGNS[token.name] * times, token.start, found[token.close].end)
        return token.close
    if any(t.name in _PARAGRAPHS for t in found[i + 1 : token.close]):
        return i  # a note, a comment or a text box: its paragraphs follow
    out.fixed(f"<{token.name}/>", token.start, found[token.close].end)
    return token.close
