"""Repairs names of tags that translation changed: <fett> for <b>, ＜b＞ for <b>.

## What it does
Where exactly one name of tags of the source line is missing, and the line has exactly one that the source lacks, as often and on
the same sides, puts the name of the source back; attributes stay as they are. So do tags in full-width signs.

## Why
Models translate the name of a tag like a word, and the page shows it, or shows nothing at all.

## Limits
Needs the source. Where a name that the source lacks is one of HTML, it may be meant (`<strong>` for `<b>`): `tag-mismatch` flags it.

## Source
HTML Living Standard, "Index of elements".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    REPAIR,
    RESIDUE,
    Construct,
    Hit,
    Segment,
    Severity,
    chars,
    differences,
    fires,
    lazy_pattern,
    line_pairs,
    replace,
    rule,
    silent,
    tags,
)

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
_WIDE_TAG = lazy_pattern(r"[＜〈]\s?[/／]?\s?[\w．.:：-]+[^<>＜＞〈〉]*[＞〉]")
_NAME = lazy_pattern(r"</?\s*([\w.:-]+)")
_HTML = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "audio",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "cite",
        "code",
        "col",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "meta",
        "nav",
        "object",
        "ol",
        "option",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "script",
        "section",
        "select",
        "small",
        "source",
        "span",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ]
)


@rule(
    id="changed-tag",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    error_type="design-and-markup/markup",
    severity=Severity.MAJOR,
    confidence=0.9,
    trigger=chars("<＜〈"),
    needs_source=True,
    inside_protected=True,
    examples=[
        fires(
            "Das ist <⟦fett⟧>wichtig</⟦fett⟧>.",
            "Das ist <bold>wichtig</bold>.",
            lang="de",
            source="This is <bold>important</bold>.",
        ),
        fires(
            'Cliquez <⟦lien⟧ id="1">ici</⟦lien⟧>.',
            'Cliquez <link1 id="1">ici</link1>.',
            lang="fr",
            source='Click <link1 id="1">here</link1>.',
        ),
        fires("这很⟦＜b＞⟧重要⟦＜/b＞⟧。", "这很<b>重要</b>。", lang="zh", source="This is <b>important</b>."),
        silent("Das ist <bold>wichtig</bold>.", lang="de", source="This is <bold>important</bold>."),
        silent("C’est <strong>important</strong>.", lang="fr", source="This is <b>important</b>."),
        silent("Es <uno>a</uno> y <dos>b</dos>.", lang="es", source="It is <one>a</one> and <two>b</two>."),
        silent("Das ist <fett>wichtig.", lang="de", source="This is <bold>important</bold>."),
        silent("《书》＜一＞", lang="zh", source="The book"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, line, text in line_pairs(segment):
        if "<" not in line:
            continue
        lost, added = differences(tags(line), tags(text))
        if lost and not added:
            yield from _wide(at, line, text, lost)
        elif lost:
            yield from _renamed(at, line, text, lost, added)


def _wide(at: int, line: str, text: str, lost: list[Construct]) -> Iterator[Hit]:
    """Tags of the source that stand in full-width signs: all that are lost must be there."""
    missing = Counter(line[slice(*c.span)] for c in lost)
    found = [(m, m[0].translate(_WIDE).replace("〈", "<").replace("〉", ">")) for m in _WIDE_TAG.finditer(text)]
    if Counter(token for _, token in found if token in missing) != missing:
        return
    for m, token in found:
        if token in missing:
            yield replace(at + m.start(), at + m.end(), token, f"{m[0]} is {token} in the source")


def _renamed(at: int, line: str, text: str, lost: list[Construct], added: list[Construct]) -> Iterator[Hit]:
    """Tags with one name in the source and another one in the text."""
    names = {_name(line, c) for c in lost}, {_name(text, c) for c in added}
    if any(len(n) != 1 for n in names):
        return
    (old,), (new,) = names
    sides = [
        Counter("/" in tag[:2] for tag in (t[slice(*c.span)] for c in cs)) for t, cs in ((line, lost), (text, added))
    ]
    if sides[0] != sides[1] or new.casefold() in _HTML:
        return
    for c in added:
        m = _NAME.match(text, c.span.start)
        if m is not None:
            message = f"the tag {new} is {old} in the source"
            yield replace(at + m.start(1), at + m.end(1), old, message)


def _name(text: str, c: Construct) -> str:
    m = _NAME.match(text, c.span.start)
    return m[1] if m is not None else ""
