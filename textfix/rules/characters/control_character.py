r"""Removes control characters, which nobody can see or type.

## What it does
Deletes the control characters of ASCII, U+0000 to U+001F and U+007F, one edit for each run. It leaves alone what has a
meaning in plain text: tab, line feed, carriage return, line tabulation (Word's manual line break) and form feed (a new
page). The substitute character U+001A and the undefined C1 controls stand for something that was lost: these are only
suggested, as are the separators U+001C to U+001F, which data files use, and the noncharacters U+FFFE and U+FFFF, which no text
may hold.

## Why
Control characters come from damaged encodings, from copied terminals and from models that learned them. They break
XML (which forbids them), search, and display.

## Limits
Escape sequences that colour a terminal (ESC and `[`) are whole instructions, not stray characters, and are not touched.
C1 characters that Windows code pages give a meaning are the business of `mojibake`.

## Source
ECMA-48 for the characters, XML 1.0 section 2.2 for what a document may hold.
"""

from collections.abc import Iterator

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, delete, fires, lazy_pattern, rule, silent

_CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F))) + "\x81\x8d\x8f\x90\x9d\ufffe\uffff"
_STRAY = lazy_pattern(
    r"[\x00-\x08\x0e-\x19\x7f]+|\x1b(?!\[)|(?P<doubtful>[\x1a\x1c-\x1f\x81\x8d\x8f\x90\x9d\ufffe\uffff]+)"
)


@rule(
    id="control-character",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.98,
    trigger=chars(_CONTROLS),
    examples=[
        fires("The museum⟦\x00⟧ opens at nine.", "The museum opens at nine."),
        fires("Der Zug⟦\x08\x08⟧ fährt ab.", "Der Zug fährt ab.", lang="de"),
        fires("Поезд ушёл.⟦\x7f⟧", "Поезд ушёл.", lang="ru"),
        fires("朝⟦\x02⟧ごはんを食べました。", "朝ごはんを食べました。", lang="ja"),
        fires("The museum opens at nine⟦\uffff⟧.", "The museum opens at nine."),
        silent("Name\tPrice\tStock"),
        silent("First page.\x0cSecond page."),
        silent("One line\x0band the next in the same paragraph."),
        silent("\x1b[31mError:\x1b[0m file not found"),
        silent("Le café ouvre à neuf heures.", lang="fr"),
        silent("می‌خواهم به خانه بروم.", lang="fa"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for m in _STRAY.finditer(segment.text):
        codes = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in m[0][:8]))
        if m["doubtful"]:
            yield delete(*m.span(), f"control character {codes} stands where something was lost", confidence=0.6)
        else:
            yield delete(*m.span(), f"control character {codes} is removed")
