"""Composes letters that are written as a letter and a combining mark (normal form C).

## What it does
"cafe" and U+0301 become "café"; a decomposed Hangul syllable becomes one character, and the Ohm, Kelvin and Ångström
signs become the letters that Unicode says they are. Each place is a small edit of its own; nothing visible changes.

## Why
The two spellings look the same, but search, comparison, spelling checkers and many models take them for different words.
The Web and nearly all software expect the composed form.

## Limits
Only compositions are made. What normal form C would take apart (Bengali ড়, Hindi ज़), and marks that stand in another
order than the canonical one (Burmese, vocalised Arabic), stay as they were typed, and so do CJK compatibility ideographs,
whose normal forms look different.

## Source
Unicode Standard Annex 15 (normalization forms); W3C, Character Model for the World Wide Web: String Matching.
"""

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import is_normalized, normalize

import regex

from textfix.rule import CHARACTERS, HAN_KANA, REPAIR, Hit, Segment, chars, fires, pair, replace, rule, silent

# Marks with which a canonical composition can end, outside of the scripts of the pairs below
_MARKS = (
    "".join(
        map(chr, (*range(0x300, 0x305), *range(0x306, 0x30D), 0x30F, 0x311, 0x313, 0x314, 0x31B, *range(0x323, 0x329)))
    )
    + "\u032d\u032e\u0330\u0331\u0338\u0340\u0341\u0342\u0343\u0344\u0345"
)
_SIGNS = "\u2126\u212a\u212b\u0374\u037e\u0387" + "".join(map(chr, range(0x1F71, 0x1F7E, 2)))
_VOWELS = "".join(map(chr, range(0x1161, 0x1176)))
_FINALS = "".join(map(chr, range(0x11A8, 0x11C3)))
# Letters and vowel signs of Arabic and Indic scripts that compose with the sign that follows
_BASES = "اويہےەनरळ\u09c7\u0b47\u0b92\u0bc6\u0bc7\u0c46\u0cbf\u0cc6\u0cca\u0d46\u0d47\u0dd9\u0ddc\u1025"
_SECONDS = (
    "\u0653\u0654\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57"
    "\u0dca\u0dcf\u0ddf\u102e"
)
_CLUSTER = regex.compile(
    rf"[ᄀ-ᄒ][{_VOWELS}][{_FINALS}]?|[가-힣][{_FINALS}]|[^\p{{M}}\s]\p{{M}}+|[{_SIGNS}]|\p{{M}}{{2,}}"
)


@rule(
    id="unicode-composition",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.95,
    trigger=chars(_MARKS + _SIGNS + _VOWELS + _FINALS) | pair(_BASES, _SECONDS) | pair(HAN_KANA, "\u3099\u309a"),
    examples=[
        fires("Le caf⟦e\u0301⟧ ouvre à neuf heures.", "Le café ouvre à neuf heures."),
        fires("Der Kapit⟦a\u0308⟧n lacht.", "Der Kapitän lacht.", lang="de"),
        fires("Мо⟦и\u0306⟧ дом", "Мой дом", lang="ru"),
        fires("か⟦は\u3099⟧ん", "かばん", lang="ja"),
        fires("20 ⟦\u212b⟧ng", "20 Ång"),
        fires("⟦\u1112\u1161\u11ab⟧글", "한글", lang="ko"),
        silent("Le café ouvre à neuf heures.", lang="fr"),
        silent("মেয়ে বাড়ি \u09dc", lang="bn"),
        silent("ज़्यादा \u095b्यादा", lang="hi"),
        silent("За\u0301мок и замо\u0301к", lang="ru"),
        silent("\uf900\ufa10", lang="ja"),
        silent("\u1014\u1039\u1037", lang="my"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the sequences that have a composed form."""
    text = segment.text
    if is_normalized("NFC", text):
        return
    for m in _CLUSTER.finditer(text):
        if composed := _composed(m[0]):
            length, new = composed
            start = m.start()
            yield replace(start, start + length, new, "letter and mark are written as one character")


@lru_cache(1 << 10)  # a language has few
def _composed(old: str) -> tuple[int, str] | None:
    """How many characters of a sequence have a composed form, and that form."""
    new = normalize("NFC", old)
    if new == old or (len(new) >= len(old) and old[0] not in _SIGNS):
        return None
    same = 0
    while same < min(len(old), len(new)) and old[-1 - same] == new[-1 - same]:
        same += 1
    return len(old) - same, new[: len(new) - same]
