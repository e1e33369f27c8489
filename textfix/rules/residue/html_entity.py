"""Decodes HTML entities that were left in plain text, whole, escaped twice or split by spaces.

## What it does
"Rodgers &amp;amp; Hart" and "Rodgers & amp ; Hart" become "Rodgers & Hart"; "d & apos ; achat" becomes "d'achat";
"&#40;Office&#41;" becomes "(Office)". An entity needs its semicolon. An escaped tag around nothing goes altogether.

## Why
Text is escaped for a translation system and not restored, or restored once where it was escaped twice; tokenisers and
models then split what they take for words.

## Limits
Left alone: HTML documents, where entities are right; code and addresses ("?a=1&copy=2"); "AT&T", "R&D;". Where the
decoded text would be an HTML tag, or where the line speaks of HTML, XML or escaping, it only suggests. A no-break space
comes out as one.

## Source
The HTML Living Standard's named character references, as Python's `html` module has them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from textfix.rule import LETTER, REPAIR, RESIDUE, Hit, Segment, delete, fires, lazy_pattern, pair, replace, rule, silent

_NAMED = r"amp|quot|apos|lt|gt|nbsp"  # what translation systems escape; only these are known in broken forms
_ENTITY = lazy_pattern(
    r"&(?:amp;)*(?P<whole>[A-Za-z][A-Za-z0-9]{1,31};|#\d{1,7};|#[xX][0-9a-fA-F]{1,6};)"
    rf"|& ?(?:[aA]mp ?; ?)*(?:(?P<name>(?i:{_NAMED})) ?;|# ?(?P<number>\d{{1,7}}) ?;)"
)
_LIKE_ONE = lazy_pattern(r"&[ #]{0,3}\w+ ?;")
_EMPTY_TAG = lazy_pattern(r"\s*&lt;(?P<tag>[a-z]{1,10})&gt;\s*&lt;/(?P=tag)&gt;")
_NAMES = "a|abbr|b|big|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|small|span|strong|su[bp]|t[dhr]|table|u|ul"
_TAG = lazy_pattern(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.I)
_HTML = lazy_pattern(r"</(?:p|div|span|a|li|ul|td|tr|table|h[1-6]|body|html|b|i|em|strong)>|<br ?/?>|<!doctype", re.I)
_ABOUT = lazy_pattern(r"\b(?:html|xml|entit\w*|escap\w*|unescap\w*|encod\w*)\b", re.I)
_SURE, _UNSURE = 0.97, 0.6
_HTML_TAGS = 3  # so many of them make a document HTML


def _is_html(text: str) -> bool:
    return text.count("<") >= _HTML_TAGS and sum(1 for _ in _HTML.finditer(text)) >= _HTML_TAGS


def _decoded(m: re.Match[str]) -> str:
    """The character that an entity stands for; empty if it stands for none that belongs in a text."""
    body = m["whole"] or (f"{m['name'].lower()};" if m["name"] else f"#{m['number']};")
    if body == "amp;" and m["whole"]:
        return "&"
    text = html.unescape(f"&{body}")
    return text if not text.startswith("&") or body.lower() == "amp;" else ""


@rule(
    id="html-entity",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="linguistic-conventions/character-encoding",
    confidence=_SURE,
    trigger=pair("&", LETTER) | pair("&", "#") | pair("&", " "),
    pattern=_LIKE_ONE,
    examples=[
        fires("Songs by Rodgers ⟦&amp;⟧ Hart", "Songs by Rodgers & Hart"),
        fires("Tom ⟦&amp;amp;⟧ Jerry ⟦&amp;quot;⟧live⟦&amp;quot;⟧", 'Tom & Jerry "live"'),
        fires("Un centre d⟦ & apos ; ⟧achat", "Un centre d'achat", lang="fr"),
        fires("Es la oficina ⟦&#40;⟧Office⟦&#41;⟧.", "Es la oficina (Office).", lang="es"),
        fires("Знаки ⟦&lt;⟧ , ⟦&gt;⟧ и =", "Знаки < , > и =", lang="ru"),
        fires("Sie sprach mit Sané ⟦& amp;⟧ Co.", "Sie sprach mit Sané & Co.", lang="de"),
        fires("The end.⟦&lt;b&gt; &lt;/b&gt;⟧", "The end."),
        silent("AT&T, R&D; and Q&A at https://example.com/?a=1&copy=2&amp=3"),
        silent("Salt & pepper & #1 hits & more;"),
        silent("<p>Tom &amp; Jerry</p><p>R&eacute;sum&eacute;</p><p>&lt;</p>"),
        silent("Write `&amp;` for an ampersand."),
        silent("5 &6; and &nosuchthing; stay."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the entities of a line."""
    text = segment.text
    if segment.document.memo("is HTML", lambda document: _is_html(document.text)):
        return
    taken = 0
    for m in _EMPTY_TAG.finditer(text):
        yield delete(*m.span(), "escaped markup around nothing")
    gone = [m.span() for m in _EMPTY_TAG.finditer(text)]
    sure = not _ABOUT.search(text)
    tags = not _TAG.search(html.unescape(text)) or bool(_TAG.search(text))
    for m in _ENTITY.finditer(text):
        char = _decoded(m)
        if not char or not (char.isprintable() or char.isspace() or char in "\u00ad\u200b\u200c\u200d"):
            continue
        start, end = m.span()
        if any(a <= start < b for a, b in gone):
            continue
        if char == "'" and not m["whole"]:
            start, end = _with_spaces(text, taken, start, end)
        taken = end
        confidence = _SURE if sure and (tags or char not in "<>") else _UNSURE
        yield replace(start, end, char, f"an HTML entity stands for {char!r}", confidence=confidence)


def _with_spaces(text: str, low: int, start: int, end: int) -> tuple[int, int]:
    """The span of an apostrophe with the spaces around it, where letters follow them on both sides."""
    left, right = start - (text[start - 1 : start] == " "), end + (text[end : end + 1] == " ")
    if left >= low and text[left - 1 : left].isalpha() and text[right : right + 1].isalpha():
        return left, right
    return start, end
