"""YAML: every string that is a value is a text, or those in the fields that are named; files of Rails know their language.

Comments, anchors, order, indentation and the style of each string stay as they are; a plain string gets quotation marks
only where its repaired text needs them. Numbers, dates and `yes` are no texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from .._patterns import lazy_pattern
from . import BrokenError, Fields, Part, Source, Unit, _names
from ._fields import Path, places
from ._parts import single
from ._unit import Builder, UnspeakableError

SUFFIXES = (".yaml", ".yml")
DATA = True
SAMPLE = "de:\n  title: Ein Ausflug  # shown on top\n  body: >\n    Die Fähre fährt\n    um neun.\n  price: 1.50\n"

_DEEPEST = 500  # values in each other
_TAG = lazy_pattern(r"[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_][A-Z]{2})?$")
_OTHER_TYPES = lazy_pattern(
    r"[-+]?[\d.,_:]+(?:[eE][-+]?\d+)?|0[xo][\da-fA-F]+|[-+]?\.(?:inf|nan)|~|null|true|false|yes|no|on|off|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)
_FOLD = lazy_pattern(r"[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*")
_PROPERTIES = lazy_pattern(r"(?:[&!]\S*\s+)*")  # an anchor, a tag
_CODE = lazy_pattern(
    r"\\(?:x[0-9a-fA-F]{2}|u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|(?:\r\n|\n|\r)[ \t]*|.)"
)


def read(source: Source) -> Iterator[Part]:
    """Yield the stream as one part."""
    return single(source, partial(parse, fields=source.fields, hint=_names.language(source.path)))


def parse(text: str, fields: Fields, hint: str | None) -> list[Unit]:
    """The texts of a stream."""
    return texts(text, 0, len(text), fields, hint)


def texts(text: str, start: int, end: int, fields: Fields, hint: str | None) -> list[Unit]:
    """The texts of the YAML that stands at ``[start, end)``."""
    scalars = list(_scalars(text[start:end], start))
    roots = {path[0] for path, _ in scalars if path}
    if len(roots) == 1 and isinstance(root := roots.pop(), str) and _TAG.match(root):
        hint = root
    sources: dict[tuple[int, tuple[int, ...]], str] = {}
    for path, event in scalars:
        number = fields.source(path)
        if number is not None:
            sources[number, places(path)] = event.value
    out: list[Unit] = []
    for path, event in scalars:
        number = fields.target(path)
        if number is None or not event.value.strip() or (not event.style and _OTHER_TYPES.fullmatch(event.value)):
            continue
        builder = _builder(text, start, event)
        if builder.text == event.value:  # otherwise it is folded in a way that cannot be followed
            rewrite = None if event.style in ("|", ">") else quote
            out.append(builder.unit(hint=hint, source=sources.get((number, places(path))), rewrite=rewrite))
    return out


def quote(text: str) -> str:
    """The spelling of a text with double quotation marks."""
    return f'"{_double(text)}"'


def _scalars(text: str, base: int) -> Iterator[tuple[Path, Any]]:
    """The strings that are values, each with the path to it."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path: list[str | int | None] = []  # the last step is where we are; None: a key comes next
    try:
        event: Any
        for event in yaml.parse(text, Loader=loader):
            kind = type(event).__name__
            if kind.endswith("EndEvent"):
                if kind in ("MappingEndEvent", "SequenceEndEvent"):
                    path.pop()
                    _step(path)
            elif kind == "ScalarEvent" and path and path[-1] is None:
                path[-1] = event.value
            elif kind in ("ScalarEvent", "AliasEvent"):
                if kind == "ScalarEvent" and (event.tag is None or event.tag.endswith(":str") or event.tag == "!"):
                    yield tuple(s for s in path if s is not None), event
                _step(path)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                if path and path[-1] is None:
                    path[-1] = ""  # a key that is no scalar
                path.append(None if kind == "MappingStartEvent" else 0)
                if len(path) > _DEEPEST:
                    raise BrokenError("nested too deeply", base + event.start_mark.index)
            elif kind == "DocumentStartEvent":
                path.clear()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        raise BrokenError(
            f"not valid YAML: {error.problem or error.context}", base + (mark.index if mark else 0)
        ) from error
    except yaml.YAMLError as error:
        at = getattr(error, "position", 0)
        raise BrokenError(f"not valid YAML: {str(error).splitlines()[0]}", base + min(at, len(text))) from error


def _step(path: list[str | int | None]) -> None:
    """Go on to the next place after a value."""
    if path:
        path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None


# ---------------------------------------------------------------- the styles of strings


def _builder(text: str, base: int, event: Any) -> Builder:
    start, end = base + event.start_mark.index, base + event.end_mark.index
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    if event.style == '"':
        return _flow(Builder(text, _double), start + 1, end - 1, _CODE)
    if event.style == "'":
        return _flow(Builder(text, _single), start + 1, end - 1, re.compile("''"))
    if event.style in ("|", ">"):
        return _block(text, start, end, event.style, event.value)
    end = start + len(text[start:end].rstrip())
    return _flow(Builder(text, _plain), start, end, re.compile("(?!)"))


def _double(text: str) -> str:
    spelt = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    )
    return spelt.replace("\u2028", "\\L").replace("\u2029", "\\P").replace("\x85", "\\N").replace("\ufeff", "\\uFEFF")


def _single(text: str) -> str:
    if any(c in text for c in "\n\r\x85\u2028\u2029"):
        raise UnspeakableError(text)
    return text.replace("'", "''")


def _plain(text: str) -> str:
    if any(c in text for c in "\n\r\x85\u2028\u2029"):
        raise UnspeakableError(text)
    return text  # what else a plain string cannot hold shows when the file is read again


def _flow(builder: Builder, start: int, end: int, code: re.Pattern[str]) -> Builder:
    """A string that may be folded over lines."""
    at = start
    pattern = re.compile(f"(?P<fold>{_FOLD.pattern})|(?P<code>{code.pattern})")
    for m in pattern.finditer(builder.raw, start, end):
        builder.plain(at, m.start())
        if m["fold"] is not None:
            breaks = len(re.findall(r"\r\n|\n|\r", m[0]))
            builder.atom("\n" * (breaks - 1) or " ", *m.span())
        elif m["code"] == "''":
            builder.atom("'", *m.span())
        elif m["code"][1] not in "\r\n":
            builder.atom(_meaning(m["code"][1:]), *m.span())
        at = m.end()
    builder.plain(at, end)
    return builder


_NAMED = {
    **{"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"},
    **{"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"},
}


def _meaning(code: str) -> str:
    if code[0] == "u" and "\\u" in code:
        return bytes.fromhex(code.replace("\\u", "").replace("u", "")).decode("utf-16-be", "surrogatepass")
    if code[0] in "xuU" and len(code) > 2:
        return chr(int(code[1:], 16))
    return _NAMED.get(code, code)


class _Indented:
    """How a text is spelt in a block: each new line begins as the others do."""

    def __init__(self, indent: str) -> None:
        self._indent = indent

    def __call__(self, text: str) -> str:
        return text.replace("\n", "\n" + self._indent)


def _block(text: str, start: int, end: int, style: str, value: str) -> Builder:
    """A literal or folded block: its lines without their indentation."""
    body = text.find("\n", start, end) + 1
    if body == 0:
        return Builder(text)
    found = [(m.start(), m[0]) for m in re.finditer(r"[^\n]*\n|[^\n]+$", text[body:end])]
    indents = [len(line) - len(line.lstrip(" ")) for _, line in found if line.strip()]
    explicit = re.match(r"[|>][-+]?([1-9])[-+]?", text[start:body])
    indent = min(indents, default=0)
    if explicit and value[:1] == " ":
        indent -= len(value.split("\n")[0]) - len(value.split("\n")[0].lstrip(" "))
    builder = Builder(text, _Indented(" " * indent))
    wanted = 0  # what of the value is there already
    sign, since = "", 0  # the character that ends the line before, and where its spelling begins
    for at, line in found:
        content = line.rstrip("\r\n")[indent:]
        low = body + at + min(indent, len(line.rstrip("\r\n")))
        if sign:
            builder.atom(sign, since, low)
            wanted += 1
        builder.plain(low, low + len(content))
        wanted += len(content)
        sign, since = value[wanted : wanted + 1], low + len(content)
        if sign not in ("\n", " ") or (sign == " " and style == "|"):
            sign = ""
        if wanted >= len(value):
            break
    if sign:
        builder.atom(sign, since, end)
    return builder
