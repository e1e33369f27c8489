"""Flags a menu text whose accelerator, the letter after & or _, was lost, doubled or spoilt.

## What it does
Where a short source text has exactly one accelerator (`&File`, `E&xit`, `_Save`), the translation must have one too, before a letter or
digit; in languages that put it in brackets, `(&F)` or `(_F)`.

## Why
Without it a command cannot be reached by keyboard; a stray sign is shown as it stands.

## Limits
Needs the source. Only texts of at most 60 characters without a sentence in them are judged; `R&D`, `AT&T`, `Q&A`, entities and
names_with_underscores are none. Two commands of a menu with the same letter are not looked for: the menu is not known here.

## Source
Microsoft Win32 menu resources, Qt QKeySequence::mnemonic, GTK gtk_label_new_with_mnemonic.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, always, fires, flag, lazy_pattern, rule, silent

_LONGEST = 60
_SENTENCE = lazy_pattern(r"[.!?。！？]\s|[\n<>=/@]")
_ENTITY = lazy_pattern(r"&(?:\w+|#\d+);")
# Capitals on both sides are an abbreviation: R&D. The letter behind may be in brackets of its own.
_AMPERSAND = lazy_pattern(r"(?<![A-Z0-9&])&(?=\w)|(?<=[A-Z])&(?=[a-z])")
_UNDERSCORE = lazy_pattern(r"(?<![^\W_])_(?=[^\W_])")
_SIGNS = {"&": _AMPERSAND, "_": _UNDERSCORE}


@rule(
    id="accelerator-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="design-and-markup/character-formatting",
    confidence=0.7,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Datei öffnen⟦⟧", lang="de", source="&Open file"),
        fires("⟦&⟧&Quitter", lang="fr", source="E&xit"),
        fires("Guardar⟦⟧", lang="es", source="_Save"),
        silent("Datei ö&ffnen", lang="de", source="&Open file"),
        silent("打开文件(&O)", lang="zh", source="&Open file"),
        silent("Forschung und Entwicklung", lang="de", source="R&D"),
        silent("Speichern & schließen", lang="de", source="Save & close"),
        silent("Tom &amp; Jerry", lang="fr", source="Tom &amp; Jerry"),
        silent("Der Name der Datei", lang="de", source="The file_name"),
        silent("Er heißt Müller&Sohn. Sie nicht.", lang="de", source="He is called Miller&son. She is not."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text, source = segment.text, segment.source
    if source is None or len(source) > _LONGEST or not text.strip() or _SENTENCE.search(source):
        return
    for sign, pattern in _SIGNS.items():
        if source.count(sign) != 1 or _ENTITY.search(source) or len(pattern.findall(source)) != 1:
            continue
        found = [m.start() for m in pattern.finditer(text)]
        if not found and sign not in text:
            end = len(text.rstrip())
            yield flag(end, end, f"the accelerator {sign} of the source is missing")
        elif text.count(sign) > 1:
            at = text.index(sign)
            yield flag(at, at + 1, f"{text.count(sign)} signs {sign}, in the source one")
