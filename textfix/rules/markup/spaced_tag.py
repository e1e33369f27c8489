r"""Closes HTML tags that were taken apart: "< b >", "</ b>", "<br / >", "< a href = "x" >".

## What it does
Removes the spaces after ``<``, around ``/``, and with them those before ``>`` and around ``=``, where what results is a tag of
HTML, or a tag whose other half stands in the same line.

## Why
Systems split tags like punctuation; a browser or a program then shows them.

## Limits
"a < b and c > d" stays, and so does "< name >": an opening tag without attributes needs its closing tag in the line.
Comments ("< ! - - x - - >") are only suggested, for what they held was mostly translated.

## Source
The elements of the HTML Living Standard, with the obsolete ones.
"""

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import REPAIR, RESIDUE, Edit, Hit, Segment, Span, chars, fires, lazy_pattern, rule, silent, table

_S = "[ \xa0]"
_VALUE = r"(?:\"[^\"<>]*+\"|'[^'<>]*+'|“[^”<>]*+”|[\w#./:%-]++)"
_ATTRIBUTE = rf"{_S}++[A-Za-z][\w:-]*+{_S}?={_S}?{_VALUE}"
_TAG = lazy_pattern(
    rf"<{_S}?(?:(?P<close>/){_S}?)?(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)(?P<end>{_S}?/?{_S}?)>"
)
_COMMENT = lazy_pattern(r"<[ ]?![ ]?-[ ]?-(?P<body>[^<>]*?)-[ ]?-[ ]?>")
_EQUALS = lazy_pattern(rf"({_S}?)=({_S}?)(?:\"({_S}?)[^\"]*?({_S}?)\")?")


@rule(
    id="spaced-tag",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.95,
    inside_protected=True,
    trigger=chars("<"),
    examples=[
        fires("Das ist ⟦< b >⟧wichtig⟦</ b>⟧.", "Das ist <b>wichtig</b>.", lang="de"),
        fires("Le texte <i>ici⟦< / i >⟧ est court.", "Le texte <i>ici</i> est court.", lang="fr"),
        fires("Uno⟦<br / >⟧due⟦< br >⟧tre", "Uno<br />due<br>tre", lang="it"),
        fires(
            'Voir ⟦< a href = "https://example.com" >⟧ici</a>.',
            'Voir <a href="https://example.com">ici</a>.',
            lang="fr",
        ),
        fires("Źródło ⟦< ref >⟧Nowak⟦< / ref >⟧", "Źródło <ref>Nowak</ref>", lang="pl"),
        fires("⟦< ! - - note - - >⟧", "<!--note-->"),
        silent("If a < b and c > d, then a < b > c."),
        silent("The operators are =, < >, > = and ! <."),
        silent("Open < name > and < title >, then type < i >."),
        silent("It is <b>bold</b>, <br /> and <br>."),
        silent("x < i / 2 > y"),
        silent('<a name = "x" > is a tag as it is</a >'),
        silent("I <3 you < / everyone > "),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if "<" not in text or ">" not in text:
        return
    tags = list(_TAG.finditer(text))
    opened = {m["name"].lower() for m in tags if not m["close"]}
    closed = {m["name"].lower() for m in tags if m["close"]}
    for m in tags:
        gaps = _gaps(m)
        if gaps and _is_tag(m, opened, closed):
            edits = tuple(Edit(Span(i, i + 1), "") for i in gaps)
            yield Hit(Span(*m.span()), f"tag of {m['name']} was taken apart; its spaces are removed", edits)
    for m in _COMMENT.finditer(text):
        fixed = f"<!--{m['body'].strip()}-->"
        if " " in m[0].replace(m["body"], ""):
            yield Hit(Span(*m.span()), "comment was taken apart", (Edit(Span(*m.span()), fixed),), 0.7)


@cache
def _elements(kind: str) -> frozenset[str]:
    return frozenset(row["name"] for row in table("spaced-tag", "elements") if row["kind"] == kind)


def _is_tag(m: re.Match[str], opened: set[str], closed: set[str]) -> bool:
    name = m["name"].lower()
    void = name in _elements("void")
    if m["close"]:
        return not m["attributes"] and not m["end"].strip() and (name in opened or name in _elements("normal"))
    if void:
        return name in ("br", "hr", "wbr") or bool(m["attributes"])
    if m["attributes"] and name in _elements("normal"):
        return True
    return name in closed and "/" not in m["end"]


def _gaps(m: re.Match[str]) -> list[int]:
    """The offsets of the spaces that a tag does not have."""
    text, start, end = m.string, m.start(), m.end()
    gaps = [i for i in range(start, m.start("name")) if text[i] in " \xa0"]
    tail = m["end"]
    if not gaps and not tail.endswith(("/ ", "/\xa0")):
        return []  # '<b >' and '<a id = "x">' are tags as they are
    for sign in _EQUALS.finditer(text, m.start("attributes"), m.end("attributes")):
        inner = (3, 4) if sign[3] and sign[4] and sign.end(3) <= sign.start(4) else ()
        gaps += [sign.start(k) for k in (1, 2, *inner) if sign[k]]
    keep = 1 if "/" in tail and tail[0] in " \xa0" else 0  # "<br />"
    return gaps + [i for i in range(m.start("end") + keep, end) if text[i] in " \xa0"]
