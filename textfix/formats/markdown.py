"""Markdown: the prose as one document; code, HTML, link targets and formulas stay as they are.

Of the front matter, the values of `title`, `description` and the like are texts, or those in the fields that are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from .._patterns import lazy_pattern
from . import Fields, Part, Source, Unit, _names
from ._parts import tiled
from ._prose import prose
from .html import escape as escape_html

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
SAMPLE = "---\ntitle: A day out\n---\n\n# Ferries\n\nThe *first* one leaves at 9&nbsp;a.m.\n\n```sh\nmake  all\n```\n"

SPOKEN = ("title", "description", "subtitle", "summary", "excerpt", "caption", "abstract")
_FRONT = lazy_pattern(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL | re.MULTILINE)
_TOML_FRONT = lazy_pattern(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|$)", re.DOTALL | re.MULTILINE)
_REFERENCE = lazy_pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# The label of a reference, a footnote, a hard line break, Liquid, attributes of a heading, wiki links
_KEPT = lazy_pattern(
    r"(?<=\])\[[^\[\]\n]{0,1000}\]|\[\^[^\]\n]{1,200}\]|(?<=\S) {2,}(?=\r?$)|\{%.{0,500}?%\}|\{[#:.][^}\n]{0,200}\}|\[\[[^\]\n]{1,200}\]\]|"
    r"^[ \t]*:::.*$",
    re.MULTILINE,
)


def read(source: Source) -> Iterator[Part]:
    """Yield the page, or a long one in pieces."""
    hint = _names.language(source.path)
    for part in tiled(source.texts()):
        yield Part(
            part.text,
            part.offset,
            part.line,
            part.column,
            partial(parse, first=part.offset == 0, hint=hint, fields=source.fields),
        )


def parse(text: str, first: bool, hint: str | None, fields: Fields) -> list[Unit]:
    """The texts of a page: what its front matter has, and the prose."""
    start, units = _front_matter(text, hint, fields) if first else (0, [])
    fixed = [*_blocks(text, start), *(m.span() for m in _KEPT.finditer(text, start))]
    page = prose(text, fixed, _REFERENCE, escape_html, hint, start)
    return [u for u in (*units, page) if u.text]


def _front_matter(text: str, hint: str | None, fields: Fields) -> tuple[int, list[Unit]]:
    """Where the front matter ends, and its texts."""
    chosen = fields if fields.names else Fields(SPOKEN)
    m = _FRONT.match(text)
    if m is not None:
        from .yaml import texts

        return m.end(), texts(text, *m.span(1), chosen, hint)
    m = _TOML_FRONT.match(text)
    if m is not None:
        from .toml import texts as toml_texts

        return m.end(), toml_texts(text, *m.span(1), chosen, hint)
    return 0, []


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").disable("inline", True)


def _blocks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The blocks of code and HTML, and the definitions of links."""
    body = text[start:].replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")  # the lengths stay
    lines = [start, *(start + m.end() for m in re.finditer("\n", body)), len(text)]
    env: dict[str, Any] = {}
    for token in _parser().parse(body, env):
        if token.type in ("fence", "code_block", "html_block") and token.map:
            yield lines[token.map[0]], lines[min(token.map[1], len(lines) - 1)]
    for reference in (*env.get("references", {}).values(), *env.get("duplicate_refs", ())):
        first, last = reference["map"]
        yield lines[first], lines[min(last, len(lines) - 1)]
