"""HTML: the text of the page as one document, and the attributes that are read by people, each by itself.

Tags, comments, scripts, styles, code, preformatted text and what is marked as not to be translated stay as they are.
Entities are read as what they stand for, and kept as they are spelt. White space counts as one space. Broken markup is
read as browsers read it. The language is that of `lang`, where the text itself does not tell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from .._patterns import lazy_pattern
from . import Part, Source, Unit
from ._parts import single
from ._tags import Attribute, Token, attributes, tokens
from ._unit import Builder

SUFFIXES = (".html", ".htm", ".xhtml")
SAMPLE = '<p title="A day out">The <b>ferry</b> leaves at 9&nbsp;a.m.</p>\n<pre>not  touched</pre>\n'


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INLINE = _names(
    "a abbr acronym b bdi bdo big cite data del dfn em font i img ins label mark meter nobr output progress q rp rt ruby s "
    "small span strike strong sub sup time tt u wbr"
)
_OPAQUE = _names(
    "audio canvas code embed iframe kbd map math noembed noframes object picture pre samp script select style svg template "
    "textarea tt var video xmp"
)
_VERBATIM = frozenset({"code", "kbd", "samp", "tt", "var"})  # in a sentence, rules may see what they hold
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_SPOKEN = frozenset({"title", "alt", "placeholder", "aria-label", "aria-description", "summary"})
_META = frozenset({"description", "og:title", "og:description", "twitter:title", "twitter:description"})
_REFERENCE = lazy_pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_CHARSET = lazy_pattern(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.I)
_LATIN = frozenset(
    {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
)  # browsers mean another by them


def declared_encoding(head: bytes) -> str | None:
    """The encoding in a meta element, or an XML declaration."""
    from ._xml import declared_encoding as in_xml

    m = _CHARSET.search(head[:4096])
    name = m[1].decode() if m else in_xml(head)
    return "cp1252" if name is not None and name.lower() in _LATIN else name


def read(source: Source) -> Iterator[Part]:
    """Yield the page as one part."""
    return single(source, parse)


def parse(text: str) -> list[Unit]:
    """The texts of a page."""
    return _Page(text).units()


def escape(text: str) -> str:
    """The spelling of text between tags."""
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def references(builder: Builder, start: int, end: int) -> None:
    """Add ``[start, end)`` of a page to a unit, with its references as what they stand for."""
    at = start
    for m in _REFERENCE.finditer(builder.raw, start, end):
        text = html.unescape(m[0])
        if text != m[0]:
            builder.plain(at, m.start())
            builder.atom(text, *m.span())
            at = m.end()
    builder.plain(at, end)


class _Page:
    """Makes units of the tokens of a page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._whole = Builder(text, escape)
        self._paragraph = Builder(text, escape)
        self._spoken: list[Unit] = []
        self._closed: tuple[str, int, int] | None = None  # an element that stays as it is: name, depth, where it began
        self._hint: str | None = None

    def units(self) -> list[Unit]:
        """The text of the page, then its attributes."""
        for token in tokens(self._text):
            self._take(token)
        if self._closed is not None:
            self._stand_in(self._closed[0], self._closed[2], len(self._text))
        self._end_paragraph()
        page = self._whole.unit(hint=self._hint)
        return [u for u in (page, *self._spoken) if u.text]

    def _take(self, token: Token) -> None:
        if self._closed is not None:
            self._inside_closed(token)
        elif token.kind == "text":
            references(self._paragraph, token.start, token.end)
        elif token.kind == "comment" or (token.kind == "end" and token.name in _INLINE):
            self._keep(token)
        elif token.kind in ("start", "empty"):
            self._opened(token)
        else:
            self._end_paragraph()

    def _keep(self, token: Token) -> None:
        self._paragraph.fixed(self._text[token.start : token.end], token.start, token.end)

    def _opened(self, token: Token) -> None:
        found = attributes(self._text, token)
        said = {a.name: a.value for a in found}
        if token.name == "html":
            self._hint = said.get("lang") or said.get("xml:lang") or None
        self._attributes(token.name, found, said)
        kept = said.get("translate") == "no" or "notranslate" in said.get("class", "").split()
        if (token.name in _OPAQUE or kept) and token.name not in _VOID:
            if token.kind == "empty":
                self._stand_in(token.name, token.start, token.end)
            else:
                self._closed = token.name, 1, token.start
        elif token.name == "br":
            self._paragraph.fixed("\n", token.start, token.end)
        elif token.name in _INLINE:
            self._keep(token)
        else:
            self._end_paragraph()

    def _inside_closed(self, token: Token) -> None:
        assert self._closed is not None
        closing, depth, start = self._closed
        if token.name == closing and token.kind in ("start", "end"):
            depth += 1 if token.kind == "start" else -1
            self._closed = closing, depth, start
        if depth == 0:
            self._closed = None
            self._stand_in(closing, start, token.end)

    def _stand_in(self, name: str, start: int, end: int) -> None:
        """Put something for an element that stays as it is: what it is if it can stand in a sentence."""
        if name in ("pre", "script", "style", "template", "textarea", "xmp", "noframes"):
            self._end_paragraph()
        elif name in _VERBATIM:
            self._paragraph.fixed(self._text[start:end], start, end)
        else:
            self._paragraph.fixed(f"<{name}/>", start, end)

    def _end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, Builder(self._text, escape)
        paragraph.collapse()
        paragraph.trim()
        if not _has_text(paragraph):
            return
        if self._whole.length:
            self._whole.fixed("\n\n", paragraph.start, paragraph.start)
        self._whole.extend(paragraph)

    def _attributes(self, name: str, found: list[Attribute], said: dict[str, str]) -> None:
        spoken = _SPOKEN & said.keys()
        if name == "meta" and ({said.get("name"), said.get("property")} & _META):
            spoken = frozenset({"content"})
        if name == "input" and said.get("type") in ("button", "submit", "reset"):
            spoken |= {"value"}
        for a in found:
            if a.name in spoken and a.value.strip() and self._text[a.start - 1] in "\"'":
                builder = Builder(self._text, html.escape)
                references(builder, a.start, a.end)
                builder.collapse()
                builder.trim()
                self._spoken.append(builder.unit(hint=self._hint))


def _has_text(paragraph: Builder) -> bool:
    """Whether there is anything to read but tags."""
    return any(p.escape is not None and paragraph.text[p.at : p.to].strip() for p in paragraph.pieces)
