"""Flags tags and Markdown that a text lacks, adds or nests in another way than its source.

## What it does
Compares the tags of HTML and XML in each line with those of its source line by name and side, and their nesting; and counts the
links, the strong emphasis (`**`) and the code spans of Markdown.

## Why
A page with a tag that is never closed shows the rest of itself in bold, and an XML file with one is refused.

## Limits
Needs the source. Attributes may differ. Emphasis with a single sign is not counted, for stars and underscores are also prose.

## Source
HTML Living Standard, "Void elements"; XML 1.0; CommonMark 0.31.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Construct,
    Hit,
    Segment,
    Severity,
    always,
    differences,
    fires,
    flag,
    lazy_pattern,
    line_pairs,
    rule,
    silent,
)
from textfix.rule import tags as tags_of

_MARKDOWN = {
    "link": lazy_pattern(r"\[[^\[\]\n]+\]\([^()\s]+\)"),
    "strong emphasis": lazy_pattern(r"\*\*(?=\S)[^*\n]+\*\*"),
    # not a comma of Armenian or an apostrophe behind a letter; scripts without spaces have letters before code
    "code span": lazy_pattern("(?<![`0-9A-Za-z\u00c0-\u0dff])`(?!\\s)[^`\n]+(?<!\\s)`(?!`)"),
}


@rule(
    id="tag-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="design-and-markup/markup",
    severity=Severity.MAJOR,
    confidence=0.95,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Das ist <b>wichtig.⟦⟧", lang="de", source="This is <b>important</b>."),
        fires("C’est ⟦<i>⟧important⟦</i>⟧.", lang="fr", source="This is <b>important</b>."),
        fires("Es ⟦</b>⟧importante<b>.", lang="es", source="This is <b>important</b>."),
        fires("Siehe Hilfe.⟦⟧", lang="de", source="See [the help](help.html)."),
        silent("<b>Wichtig</b> ist das.", lang="de", source="This is <b>important</b>."),
        silent("Une ligne<br/>et une autre", lang="fr", source="A line<br>and another"),
        silent("Es <a href='/es/ayuda'>ayuda</a>.", lang="es", source="It is <a href='/en/help'>help</a>."),
        silent("a < b und b > c", lang="de", source="a < b and b > c"),
        silent(
            "Յոթ տարի առաջ` Երևանում, ամռանը` քաղաքում։", lang="hy", source="Seven years ago, in Yerevan, in the city."
        ),
        silent("Siehe [die Hilfe](hilfe.html).", lang="de", source="See [the help](help.html)."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, line, text in line_pairs(segment):
        if "<" in line or "<" in text:
            yield from _tags(at, line, text)
        if any(sign in line or sign in text for sign in ("](", "**", "`")):
            yield from _markdown(at, line, text)


def _tags(at: int, line: str, text: str) -> Iterator[Hit]:
    there, here = tags_of(line), tags_of(text)
    lost, added = differences(there, here)
    missing = ", ".join(line[slice(*c.span)] for c in lost)
    for c in added:
        message = f"{text[slice(*c.span)]} does not stand in the source"
        yield flag(at + c.span.start, at + c.span.end, message, evidence=f"in the source: {missing}" if lost else "")
    if lost and not added:
        end = at + len(text.rstrip())
        yield flag(end, end, f"{missing} of the source is missing")
    wrong = _unnested(here)
    if not lost and not added and wrong and not _unnested(there):
        message = f"{text[slice(*wrong.span)]} closes what is not open"
        yield flag(at + wrong.span.start, at + wrong.span.end, message)


def _unnested(tags: list[Construct]) -> Construct | None:
    """The first end tag that closes no tag, or not the one opened last, if another tag of its name is there."""
    names = {c.key[1:] for c in tags if c.key.startswith("/")}
    opened: list[str] = []
    for c in tags:
        if c.key.startswith("/"):
            if not opened or opened.pop() != c.key[1:]:
                return c
        elif c.key in names:
            opened.append(c.key)
    return None


def _markdown(at: int, line: str, text: str) -> Iterator[Hit]:
    for name, pattern in _MARKDOWN.items():
        there, here = len(pattern.findall(line)), len(pattern.findall(text))
        if there != here:
            end = at + len(text.rstrip())
            yield flag(end, end, f"{name} of Markdown: {here}, in the source {there}", confidence=0.8)
