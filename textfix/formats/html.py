"""HTML: the text of the page as one document, and the attributes that are read by people, each by itself.

Tags, comments, scripts, styles, code, preformatted text and what is marked as not to be translated stay as they are.
Entities are read as what they stand for, and kept as they are spelt. White space counts as one space. Broken markup is
read as browsers read it. The language is that of `lang`, where the text itself does not tell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from . import BrokenError, Part, Source, Unit
from ._parts import single
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
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.I)
_LATIN = frozenset(
    {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
)  # browsers mean another by them
_DEEPEST = 10_000  # elements in each other


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


class _Page(HTMLParser):
    """Takes the events of the parser, whose places are lines and columns, and makes units of them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self._events: list[tuple[int, str, str, list[tuple[str, str | None]]]] = []
        self.feed(text)
        self.close()

    def _event(self, kind: str, name: str = "", attributes: list[tuple[str, str | None]] | None = None) -> None:
        line, column = self.getpos()
        self._events.append((self._lines[line - 1] + column, kind, name, attributes or []))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._event("start", tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._event("empty" if tag in _VOID else "start", tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._event("end", tag)

    def handle_data(self, data: str) -> None:
        self._event("text")

    def handle_entityref(self, name: str) -> None:
        self._event("text")

    def handle_charref(self, name: str) -> None:
        self._event("text")

    def handle_comment(self, data: str) -> None:
        self._event("comment")

    def handle_decl(self, decl: str) -> None:
        self._event("block")

    def handle_pi(self, data: str) -> None:
        self._event("comment")

    def unknown_decl(self, data: str) -> None:
        self._event("block")

    # ------------------------------------------------------------ units

    def units(self) -> list[Unit]:
        """The text of the page, then its attributes."""
        self._whole = Builder(self._text, escape)
        self._paragraph = Builder(self._text, escape)
        self._spoken: list[Unit] = []
        self._closed: tuple[str, int, int] | None = None  # an element that stays as it is: name, depth, where it began
        self._hint: str | None = None
        self._deep = 0
        events = self._events
        for i, (start, kind, name, attributes) in enumerate(events):
            end = events[i + 1][0] if i + 1 < len(events) else len(self._text)
            self._take(start, end, kind, name, attributes)
        if self._closed is not None:
            self._stand_in(self._closed[0], self._closed[2], len(self._text))
        self._end_paragraph(len(self._text))
        page = self._whole.unit(hint=self._hint)
        return [u for u in (page, *self._spoken) if u.text]

    def _take(self, start: int, end: int, kind: str, name: str, attributes: list[tuple[str, str | None]]) -> None:
        if self._closed is not None:
            self._inside_closed(end, kind, name)
        elif kind == "text":
            references(self._paragraph, start, end)
        elif kind == "comment":
            self._paragraph.fixed(self._text[start:end], start, end)
        elif kind in ("start", "empty"):
            self._opened(start, end, kind, name, dict(attributes))
        elif kind == "end" and name in _INLINE:
            self._paragraph.fixed(self._text[start:end], start, end)
        else:
            self._end_paragraph(start)

    def _opened(self, start: int, end: int, kind: str, name: str, attributes: dict[str, str | None]) -> None:
        if name == "html":
            self._hint = attributes.get("lang") or attributes.get("xml:lang") or None
        self._attributes(start, end, name, attributes)
        kept = attributes.get("translate") == "no" or "notranslate" in (attributes.get("class") or "").split()
        if (name in _OPAQUE or kept) and kind == "start" and name not in _VOID:
            self._closed = name, 1, start
        elif name == "br":
            self._paragraph.fixed("\n", start, end)
        elif name in _INLINE:
            self._paragraph.fixed(self._text[start:end], start, end)
        else:
            self._end_paragraph(start)

    def _inside_closed(self, end: int, kind: str, name: str) -> None:
        assert self._closed is not None
        closing, depth, start = self._closed
        if name == closing and kind in ("start", "end"):
            depth += 1 if kind == "start" else -1
            if depth > _DEEPEST:
                raise BrokenError("elements nested too deeply", start)
            self._closed = closing, depth, start
        if depth == 0:
            self._closed = None
            self._stand_in(closing, start, end)

    def _stand_in(self, name: str, start: int, end: int) -> None:
        """Put something for an element that stays as it is: what it is if it can stand in a sentence."""
        if name in ("pre", "script", "style", "template", "textarea", "xmp", "noframes"):
            self._end_paragraph(start)
        elif name in _VERBATIM:
            self._paragraph.fixed(self._text[start:end], start, end)
        else:
            self._paragraph.fixed(f"<{name}/>", start, end)

    def _end_paragraph(self, at: int) -> None:
        paragraph, self._paragraph = self._paragraph, Builder(self._text, escape)
        paragraph.collapse()
        paragraph.trim()
        if not _has_text(paragraph):
            return
        if self._whole.length:
            self._whole.fixed("\n\n", paragraph.start, paragraph.start)
        self._whole.extend(paragraph)

    def _attributes(self, start: int, end: int, name: str, attributes: dict[str, str | None]) -> None:
        spoken = _SPOKEN & attributes.keys()
        if name == "meta" and ({attributes.get("name"), attributes.get("property")} & _META):
            spoken = frozenset({"content"})
        if name == "input" and attributes.get("type") in ("button", "submit", "reset"):
            spoken |= {"value"}
        if not spoken:
            return
        for m in _ATTRIBUTE.finditer(self._text, start, end):
            group = 2 if m[2] is not None else 3
            if m[1].lower() in spoken and m[group].strip():
                builder = Builder(self._text, html.escape)
                references(builder, *m.span(group))
                builder.collapse()
                builder.trim()
                self._spoken.append(builder.unit(hint=self._hint))


def _has_text(paragraph: Builder) -> bool:
    """Whether there is anything to read but tags."""
    return any(p.escape is not None and paragraph.text[p.at : p.to].strip() for p in paragraph.pieces)
