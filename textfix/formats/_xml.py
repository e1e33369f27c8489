"""XML as tokens with their places, read safely: nothing is fetched, nothing is expanded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import Any
from xml.parsers import expat

from .._patterns import lazy_pattern
from . import BrokenError
from ._unit import Builder

_DECLARED = lazy_pattern(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class Kind(Enum):
    """What a token is."""

    START = auto()
    END = auto()
    TEXT = auto()  # as it stands, an entity or character reference, or a line end
    CDATA = auto()  # text in a CDATA section
    OTHER = auto()  # comments, instructions, declarations, references that are not expanded


@dataclass(slots=True)
class Token:
    """A piece of markup or text at ``[start, end)`` of the document; `close` is the number of an element's END."""

    kind: Kind
    start: int
    end: int
    name: str = ""  # of an element, without its prefix
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    close: int = -1


def declared_encoding(head: bytes) -> str | None:
    """The encoding in the XML declaration."""
    m = _DECLARED.search(head[:300])
    return m[1].decode() if m else None


def tokens(text: str) -> list[Token]:
    """Return the tokens of a document. Raises `BrokenError` for what is not well-formed, or declares entities elsewhere."""
    data = text.encode("utf-8", "surrogatepass")
    reader = _Reader(data)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        at = len(data[: max(0, reader.parser.ErrorByteIndex)].decode("utf-8", "ignore"))
        reason = expat.ErrorString(error.code) if error.code else str(error)
        raise BrokenError(f"not well-formed XML: {reason}", min(at, len(text))) from error
    found = reader.found
    for token, following in pairwise(found):
        token.end = following.start
    if found:
        found[-1].end = len(text)
    return found


class _Reader:
    """Takes the events of expat, whose places are bytes of UTF-8, and counts code points."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ascii = data.isascii()
        self._byte = self._at = 0
        self.found: list[Token] = []
        self._open: list[Token] = []
        self._in_cdata = False
        self._names: dict[str, str] = {}
        parser = self.parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = self._cdata_begins
        parser.EndCdataSectionHandler = self._cdata_ends
        parser.CommentHandler = self._other
        parser.ProcessingInstructionHandler = self._other
        parser.DefaultHandler = self._other  # with it, references to declared entities are not expanded
        parser.EntityDeclHandler = self._entity

    def _place(self) -> int:
        byte = self.parser.CurrentByteIndex
        if self._ascii:
            return byte
        self._at += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._at

    def _add(self, kind: Kind, **values: Any) -> Token:
        at = self._place()
        token = Token(kind, at, at, **values)
        self.found.append(token)
        return token

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(self._add(Kind.START, name=self._local(name), attributes=attributes))

    def _end(self, name: str) -> None:
        self._open.pop().close = len(self.found)
        self._add(Kind.END, name=self._local(name))

    def _local(self, name: str) -> str:
        return self._names.setdefault(name, name.rpartition(":")[2])

    def _text(self, data: str) -> None:
        self._add(Kind.CDATA if self._in_cdata else Kind.TEXT, text=data)

    def _cdata_begins(self) -> None:
        self._other()
        self._in_cdata = True

    def _cdata_ends(self) -> None:
        self._in_cdata = False
        self._other()

    def _other(self, *_: Any) -> None:
        self._add(Kind.OTHER)

    def _entity(self, name: str, parameter: bool, value: str | None, *_: str | None) -> None:
        if value is None or "&" in value or "%" in value:
            kind = "an external" if value is None else "a nested"
            raise BrokenError(f"declares {kind} entity, {name!r}; such files are not read", self._place())


# ---------------------------------------------------------------- text


def escape_text(text: str) -> str:
    """The spelling of text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if _SPECIAL.search(text) else text


def escape_cdata(text: str) -> str:
    """The spelling of text in a CDATA section."""
    return text.replace("]]>", "]]]]><![CDATA[>")


_SPECIAL = lazy_pattern("[&<>]")

Plain = Callable[[Builder, int, int], None]


def add_text(builder: Builder, token: Token, plain: Plain = Builder.plain) -> None:
    """Add a token of text to a unit; `plain` adds what stands there as it is."""
    raw = builder.raw[token.start : token.end]
    if token.kind is Kind.CDATA:
        if raw == token.text:
            builder.plain(token.start, token.end, escape_cdata)
        else:
            builder.atom(token.text, token.start, token.end, escape_cdata)
    elif raw == token.text:
        plain(builder, token.start, token.end)
    else:
        builder.atom(token.text, token.start, token.end)


def elements(found: Sequence[Token], *names: str) -> Iterator[int]:
    """The numbers of the elements that have one of `names`."""
    wanted = frozenset(names)
    return (i for i, t in enumerate(found) if t.kind is Kind.START and t.name in wanted)


def attribute(token: Token, name: str) -> str | None:
    """The attribute of an element, whatever prefix it has, but for ``xml:``."""
    if name in token.attributes:
        return token.attributes[name]
    return next((v for k, v in token.attributes.items() if k.rpartition(":")[2] == name), None)


def inline(
    raw: str, found: Sequence[Token], first: int, *, opaque: frozenset[str] = frozenset(), plain: Plain = Builder.plain
) -> Builder:
    """The text of the element `first`, its inner markup kept as it is; the content of `opaque` elements is markup too."""
    builder = Builder(raw, escape_text)
    i, last = first + 1, found[first].close
    while i < last:
        token = found[i]
        if token.kind is Kind.START and token.name in opaque:
            end = found[token.close].end
            builder.fixed(raw[token.start : end], token.start, end)
            i = token.close
        elif token.kind in (Kind.TEXT, Kind.CDATA):
            add_text(builder, token, plain)
        elif not raw.startswith(("<![CDATA[", "]]>"), token.start) and token.start < token.end:
            builder.fixed(raw[token.start : token.end], token.start, token.end)
        i += 1
    return builder
