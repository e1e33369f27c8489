"""Flags a source text that is translated in two ways.

## What it does
Where the same source, of at least two words, stands several times in a document or in a bilingual file, its translations must be the
same, case and marks at the ends aside. Those that differ from the most frequent one, or from the first, are flagged.

## Why
A button that is called one thing in the menu and another in the manual cannot be found.

## Limits
Needs the source. A word in two contexts may need two translations, which PO and XLIFF tell by contexts: such texts are flagged as
well, and the confidence is below one half. Lines of a document are compared with each other; files are not.

## Source
Written for textfix; the checks of translation tools ("inconsistent").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, always, fires, flag, line_pairs, rule, silent, words

_WORDS = 2
_SHOWN = 60  # characters


@rule(
    id="inconsistent-translation",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="terminology/inconsistent",
    confidence=0.45,
    trigger=always,
    needs_source=True,
    across=True,
    inside_protected=True,
    examples=[
        fires("Datei öffnen\nBeenden\n⟦Datei aufmachen⟧", lang="de", source="Open file\nQuit\nOpen file"),
        fires(
            "Ouvrir le fichier\n⟦Ouvrez le document⟧\nOuvrir le fichier",
            lang="fr",
            source="Open file\nOpen file\nOpen file",
        ),
        fires("打开文件\n⟦开启档案⟧", lang="zh", source="Open file\nOpen file…"),
        silent("Datei öffnen\nBeenden\nDatei öffnen", lang="de", source="Open file\nQuit\nOpen file"),
        silent("Datei öffnen\nDatei öffnen …", lang="de", source="Open file\nOpen file…"),
        silent("Öffnen\nAuf", lang="de", source="Open\nOpen"),
        silent("Ouvrir le fichier", lang="fr", source="Open file"),
        silent("Abrir archivo\nAbrir el archivo", lang="es", source="Open file\nOpen the file"),
        silent("DATEI ÖFFNEN\nDatei öffnen", lang="de", source="Open file\nOpen file"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    translations: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, line, text in line_pairs(segment):
        translations[_bare(line)].append((at, text))
    for source, found in translations.items():
        if len(found) < 2 or len(words(source)) < _WORDS:
            continue
        counts = Counter(_bare(text) for _, text in found)
        if len(counts) == 1:
            continue
        usual = counts.most_common(1)[0][0]
        shown = next(text.strip() for _, text in found if _bare(text) == usual)
        for at, text in found:
            if _bare(text) != usual:
                start = at + len(text) - len(text.lstrip())
                evidence = f"elsewhere: {shown[:_SHOWN]}"
                yield flag(
                    start,
                    at + len(text.rstrip()),
                    "the same source is translated otherwise elsewhere",
                    evidence=evidence,
                )


def _bare(text: str) -> str:
    """The text without case, and without what is neither letter nor digit at its ends."""
    kept = [i for i, c in enumerate(text) if c.isalnum()]
    return " ".join(text[kept[0] : kept[-1] + 1].casefold().split()) if kept else ""
