r"""Restores the straight quotation marks of attributes: ``<a href=“x”>`` and ``<a name="x&quot;>``.

## What it does
Writes ``"`` for curly and angle quotation marks, and for ``&quot;``, where they stand around the value of an attribute in a tag.

## Why
Systems translate the marks of the markup as if they were those of the sentence. The attribute is lost, and what follows it may
be swallowed.

## Limits
Only in tags of HTML elements that are otherwise whole; a mark inside a value stays.

## Source
The HTML Living Standard: attributes, and the list of elements.
"""

from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    LETTER,
    REPAIR,
    RESIDUE,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    pair,
    rule,
    silent,
    table,
)

_OPEN = r"(?:&quot;|[\"“”„‟«»″＂])"
_CLOSE = r"(?:&quot;|[\"“”‟«»″＂])"
_TAG = lazy_pattern(
    rf"<(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>(?:\s++[A-Za-z][\w:-]*+=(?:{_OPEN}[^\"“”„‟«»″＂<>&]*+"
    rf"(?:&(?!quot;)[^\"“”„‟«»″＂<>&]*+)*+{_CLOSE}|'[^'<>]*+'))++)\s*+/?>"
)
_ATTRIBUTE = lazy_pattern(rf"=({_OPEN})([^\"“”„‟«»″＂<>&]*+(?:&(?!quot;)[^\"“”„‟«»″＂<>&]*+)*+)({_CLOSE})")


@rule(
    id="broken-attribute-quote",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.96,
    inside_protected=True,
    trigger=pair("<", LETTER),
    examples=[
        fires('<a name="part-two⟦&quot;⟧></a>Parte seconda', '<a name="part-two"></a>Parte seconda', lang="it"),
        fires(
            "Voir <a href=⟦“⟧https://example.com⟦”⟧>ici</a>.", 'Voir <a href="https://example.com">ici</a>.', lang="fr"
        ),
        fires("<p class=⟦«⟧note⟦»⟧>Текст</p>", '<p class="note">Текст</p>', lang="ru"),
        fires("<img src=⟦„⟧a.png⟦“⟧ />", '<img src="a.png" />', lang="de"),
        silent('<a href="https://example.com" title=\'A "b"\'>x</a>'),
        silent("x <y=“a” and z> b"),
        silent("He wrote “a = “b””, and <that> was it."),
        silent('<a title="“Wait”, he said">x</a>'),
        silent("The pair a=“b” is quoted >"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for tag in _TAG.finditer(segment.text):
        if tag["name"].lower() not in _elements():
            continue
        for m in _ATTRIBUTE.finditer(segment.text, *tag.span("attributes")):
            for k in (1, 3):
                if m[k] != '"':
                    span = Span(*m.span(k))
                    yield Hit(span, f'{m[k]} around the value of an attribute should be "', (Edit(span, '"'),))


@cache
def _elements() -> frozenset[str]:
    return frozenset(row["name"] for row in table("spaced-tag", "elements"))
