"""Gives quotation marks and apostrophes one plain form.

## What it does
With the profile `corpus`, double marks “ ” „ ‟ « » and a pair of '' (or ``'') become ", single marks and apostrophes ‘ ’ ‚ ‛ ‹ ›
become ', and so do ` and ´ between letters. The spaces inside French guillemets go with them.

## Why
Training data, search and comparison want one form. Five styles of quotation mark make five vocabulary items, and models
learn to mix them.

## Limits
Chinese and Japanese keep theirs: 「」, and “ ” there, are marks of their own width. Letters are never touched, whatever
they look like: ʼ and ʻ (Uzbek, Hawaiian, Ukrainian), ʹ, and the Hebrew ׳ and ״. Primes ′ ″ stay, and so does code.
Where the language is unknown, a line with ideographs is left alone.

## Source
What sacremoses (Moses `normalize-punctuation.perl`) and ftfy make of these marks, without what they damage; The Unicode
Standard, chapter 6.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    LETTER,
    REPAIR,
    STYLE,
    Hit,
    Segment,
    Severity,
    chars,
    fires,
    lazy_pattern,
    pair,
    replace,
    rule,
    silent,
    triple,
)

_SPACES = "\u00a0\u202f\u2009 "
_MARK = lazy_pattern(
    rf"(?P<double>[“”„‟〝〞❝❞]|(?<![\w.,!?…])«[{_SPACES}]|«|(?<=\S)[{_SPACES}]»(?!\w)|»"
    r"|(?<![\w`])``(?=[^`'\n]+''(?![\w']))|(?<![\w'])''(?=[\w¿¡(])|(?<=[^\W\d]|[.,!?…)])''(?![\w']))"
    r"|(?P<single>[‘’‚‛‹›❛❜]|(?<=[^\W\d_])[`´](?=[^\W\d_]))"
)
_IDEOGRAPH = lazy_pattern(r"[぀-ヿ㐀-䶿一-鿿]")


@rule(
    id="plain-quotes",
    kind=REPAIR,
    stage=STYLE,
    error_type="design-and-markup/character-formatting",
    severity=Severity.NEUTRAL,
    confidence=0.95,
    profiles=("corpus",),
    trigger=chars("“”„‟«»〝〞❝❞‘’‚‛‹›❛❜") | pair("'`", "'`") | triple(LETTER, "`´", LETTER),
    examples=[
        fires("⟦“⟧Don⟦’⟧t go,⟦”⟧ she said.", '"Don\'t go," she said.', lang="en"),
        fires("⟦«\u00a0⟧On y va⟦\u00a0»⟧, dit-il.", '"On y va", dit-il.', lang="fr"),
        fires("⟦„⟧Wir lesen ⟦‚⟧Faust⟦‘⟧⟦“⟧", "\"Wir lesen 'Faust'\"", lang="de"),
        fires("⟦''⟧So⟦''⟧, he said.", '"So", he said.', lang="en"),
        fires("⟦``⟧So⟦''⟧, he said.", '"So", he said.', lang="en"),
        fires("Don⟦´⟧t go.", "Don't go.", lang="en"),
        silent("Oʻzbekiston ma'nosi ʼ ʻ ʹ.", lang="uz"),
        silent("他说：“过来。”", lang="zh"),
        silent("彼は「はい」と言った。", lang="ja"),
        silent('A 6′ 2″ man in Jones\' house, "so".', lang="en"),
        silent("Run `don’t` now.", lang="en"),
        silent('צה״ל וג׳ירפה, ארה"ב', lang="he"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the marks that have a plain form."""
    text = segment.text
    if segment.locale.script in ("Hans", "Hant", "Jpan") or (segment.lang is None and _IDEOGRAPH.search(text)):
        return
    for m in _MARK.finditer(text):
        plain = '"' if m["double"] else "'"
        yield replace(*m.span(), plain, f"the plain form of {m[0].strip()} is {plain}")
