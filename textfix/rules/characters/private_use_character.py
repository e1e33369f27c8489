"""Flags private use characters, which show as empty boxes without the font they were made for.

## What it does
Points at characters of the private use ranges that symbol fonts of word processors fill (U+F020 to U+F0FF, and U+E000 to
U+E0FF), once for each run. U+F0B7 is nearly always a bullet (•).

## Why
Lists and arrows copied from word processors and PDF files hold characters that mean something in one font only. Models
copy them on.

## Limits
What the character stood for depends on the font, so nothing is replaced. Other private use characters, such as the
apple of U+F8FF and those that scripts and projects agreed on, are not looked at.

## Source
The Unicode Standard, section 23.5, "Private-Use Characters"; Microsoft's symbol-encoded fonts use U+F020 to U+F0FF.
"""

from collections.abc import Iterator

from textfix.rule import CHARACTERS, FLAG, Hit, Segment, chars, fires, flag, lazy_pattern, rule, silent

_CHARS = "".join(map(chr, (*range(0xF020, 0xF100), *range(0xE000, 0xE100))))
_RUN = lazy_pattern("[\uf020-\uf0ff\ue000-\ue0ff]+")
_BULLET = "\uf0b7"


@rule(
    id="private-use-character",
    kind=FLAG,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.85,
    trigger=chars(_CHARS),
    examples=[
        fires("⟦\uf0b7⟧ Bring a coat."),
        fires("Go to File ⟦\uf0e0⟧ Save.", lang="en"),
        fires("Добро ⟦\ue001\ue002⟧ пожаловать", lang="ru"),
        silent("• Bring a coat."),
        silent("Go to File → Save.", lang="en"),
        silent("The \uf8ff key", lang="en"),
        silent("東京𠮷野家", lang="ja"),
        silent("Smile \U0001f600"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the runs of private use characters."""
    for m in _RUN.finditer(segment.text):
        codes = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in m[0][:8]))
        what = "; it was probably a bullet •" if m[0] == _BULLET else ""
        yield flag(*m.span(), f"private use character {codes} shows only in the font it was made for{what}")
