"""Closes up Markdown links that translation took apart.

## What it does
`[the manual] (https://example.org/a)` becomes `[the manual](https://example.org/a)`; it also takes the spaces out of
`[text]( url )`, `! [image](a.png)` and addresses such as `https: // example. org / a`, and writes the full-width
brackets of `[text]（url）` as plain ones.

## Why
With the space it is no link any more: readers see brackets and an address. Translation systems set spaces where a
sentence would have them, and Chinese and Japanese output takes full-width brackets.

## Limits
What stands in the round brackets must be an address, a path or the name of a web or image file, so that `[sic] (he
said)` stays. Notes with a number, `[1] (https://example.org)`, and check boxes, `[x] (/done)`, stay as well, and so
does code.

## Source
CommonMark 0.31, section 6.3: no space may stand between the text of a link and its target.
"""

import re
from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Hit, Segment, delete, fires, lazy_pattern, pair, replace, rule, silent

_LINK = lazy_pattern(
    r"(?P<image>!(?P<apart> ?))?\[(?P<text>[^\[\]\n]{1,300})\](?P<gap> {0,2})(?P<open>[(（])(?P<left> *+)"
    r"(?P<target>[^\s()（）<>\"]++(?: [^()（）<>\"]{1,300}?)?)(?P<title> +\"[^\"\n]{0,300}\")?(?P<right> *+)(?P<close>[)）])"
)
_FILE = r"(?:md|html?|php|aspx?|jsp|pdf|txt|ya?ml|json|png|jpe?g|gif|svg|webp|mp4|zip)"
_TARGET = lazy_pattern(
    rf"(?:(?:https?|ftp)://|www\.|mailto:|~?\.{{0,2}}/\w|#[^\W\d])\S*|[\w./%+-]+\.{_FILE}(?:[?#]\S*)?", re.IGNORECASE
)
_IMAGE = lazy_pattern(r"\.(?:png|jpe?g|gif|svg|webp)(?:[?#]|$)", re.IGNORECASE)
_TORN = lazy_pattern(r"https?(?: ?: ?// ?| ?: ?/ ?/ ?)[^\s/](?:\S| (?=[/.:?=&#_-])|(?<=[/.:?=&#_-]) )*", re.IGNORECASE)
_NO_TEXT = lazy_pattern(r"\s*(?:\d+|[xX]|sic|…|\.\.\.)?\s*")


@rule(
    id="spaced-markdown-link",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.95,
    trigger=pair("]", " (（") | pair(" ", "["),
    examples=[
        fires(
            "Lees [de handleiding]⟦ ⟧(https://example.org/a) eerst.",
            "Lees [de handleiding](https://example.org/a) eerst.",
        ),
        fires("Siehe [Hilfe](⟦ ⟧../hilfe.md⟦ ⟧).", "Siehe [Hilfe](../hilfe.md).", lang="de"),
        fires("!⟦ ⟧[Снимок](img/a.png)", "![Снимок](img/a.png)", lang="ru"),
        fires("见[手册]⟦（⟧https://example.org/a⟦）⟧。", "见[手册](https://example.org/a)。", lang="zh"),
        fires("[Site]⟦ ⟧(https:⟦ ⟧//⟦ ⟧example.⟦ ⟧org⟦ ⟧/⟦ ⟧a)", "[Site](https://example.org/a)"),
        silent("He wrote “recieve” [sic] (twice) and left."),
        silent("As shown in [1] (https://example.org/a) and [2] (page 3)."),
        silent("- [x] (/done) and - [ ] (https://example.org)"),
        silent("Look! [Here](https://example.org) it is."),
        silent("Use `[text] (https://example.org)` for links."),
        silent("[Regie] (leise) Komm! (https://example.org)", lang="de"),
        silent("Die Werte a[i] (https://example.org) und [links](https://example.org/b).", lang="de"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    for m in _LINK.finditer(text):
        torn = " " in m["target"]
        if not (_TORN if torn else _TARGET).fullmatch(m["target"]) or _NO_TEXT.fullmatch(m["text"]):
            continue
        before = text[m.start() - 1 : m.start()] if m.start() else ""
        if m["apart"] and not before.strip() and _IMAGE.search(m["target"]):  # else an exclamation, then a link
            yield delete(*m.span("apart"), "space inside the mark of an image")
        if m["gap"]:
            if not m["image"] and before.isalnum():
                continue  # an index, as in a[i]
            yield delete(*m.span("gap"), "space between the text of a link and its target")
        for side in "left", "right":
            if m[side]:
                yield delete(*m.span(side), "space around the target of a link")
        for bracket, plain in ("open", "("), ("close", ")"):
            if m[bracket] != plain:
                yield replace(*m.span(bracket), plain, "full-width bracket around the target of a link")
        if torn:
            for space in re.finditer(" +", m["target"]):
                at = m.start("target")
                yield delete(at + space.start(), at + space.end(), "space inside the target of a link")
