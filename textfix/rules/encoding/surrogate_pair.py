r"""Joins the two halves of a character that was written as a surrogate pair.

## What it does
Characters above U+FFFF are written in UTF-16 as two surrogates. Where these stand in a text as two characters of their
own (`\ud83d\ude00`), they become the one character that they stand for. A half without its other half is only reported:
what it stood for is lost.

## Why
JSON written by careless programs, databases in CESU-8 and Java's modified UTF-8 leave surrogates in texts. Such a text
cannot be written as UTF-8 at all, so that the next program fails on it.

## Limits
The escape sequences themselves (a backslash, `ud83d` and so on, as letters) are not read: they may be code.

## Source
The Unicode Standard, section 3.9 (UTF-16); Unicode Technical Report 26 (CESU-8).
"""

from collections.abc import Iterator

from textfix.rule import ENCODING, REPAIR, Hit, Segment, chars, fires, flag, lazy_pattern, replace, rule, silent

_SURROGATES = lazy_pattern("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


@rule(
    id="surrogate-pair",
    kind=REPAIR,
    stage=ENCODING,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.99,
    trigger=chars("".join(map(chr, range(0xD800, 0xE000)))),
    inside_protected=True,
    examples=[
        fires("See you tomorrow ⟦\ud83d\ude00⟧", "See you tomorrow 😀", lang="en"),
        fires("Bis morgen ⟦\ud83d\udc4b⟧⟦\ud83c\udffd⟧!", "Bis morgen 👋🏽!", lang="de"),
        fires("他姓⟦\ud842\udfb7⟧。", "他姓𠮷。", lang="zh"),
        fires("Up to here⟦\ud83d⟧", "Up to here\ud83d", lang="en"),
        silent("See you tomorrow 😀", lang="en"),
        silent("Bis morgen 👋🏽!", lang="de"),
        silent("他姓𠮷。", lang="zh"),
        silent("The escape is \\ud83d\\ude00 in JSON.", lang="en"),
        silent("Ɐ and ﬀ are below U+FFFF.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for m in _SURROGATES.finditer(segment.text):
        if len(m[0]) == 2:
            char = m[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            yield replace(*m.span(), char, f"surrogates U+{ord(m[0][0]):04X} U+{ord(m[0][1]):04X} are one character")
        else:
            yield flag(*m.span(), f"U+{ord(m[0]):04X} is half a character, the other half is lost", confidence=0.7)
