r"""Restores Markdown tables: "| - - - | : - - |" becomes "|---|:--|", and "｜" becomes "|".

## What it does
Joins the hyphens of a table's delimiter row, writes dashes in it as hyphens, and writes full-width bars as ASCII in rows
that stand next to a row with ASCII bars.

## Why
Without its delimiter row a table is a paragraph full of bars.

## Limits
The row before must have as many cells. Rows whose cells are single hyphens or dashes are data, or whole already, and stay.

## Source
GitHub Flavored Markdown 0.29, section 4.10 (tables).
"""

import re
from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Edit, Hit, Segment, Span, chars, fires, lazy_pattern, pair, rule, silent

_DASHES = r"[-‐‑–—]"
_CELL = lazy_pattern(rf"\s*(?P<left>:?)\s*{_DASHES}(?:\s?{_DASHES})*+\s*(?P<right>:?)\s*")
_ROW = lazy_pattern(r"\s*[|｜].*[|｜]\s*")
_WHOLE = lazy_pattern(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")


@rule(
    id="broken-table",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.9,
    inside_protected=True,
    trigger=chars("｜") | pair("|", " -:‐‑–—"),
    examples=[
        fires("| Name | Wert |\n⟦| - - - | - - - |⟧\n| a | 1 |", "| Name | Wert |\n|---|---|\n| a | 1 |", lang="de"),
        fires("| Nom | Prix |\n⟦|: - - | - -:|⟧\n| a | 1 |", "| Nom | Prix |\n|:--|--:|\n| a | 1 |", lang="fr"),
        fires("| Имя | Цена |\n⟦|———|———|⟧\n| a | 1 |", "| Имя | Цена |\n|---|---|\n| a | 1 |", lang="ru"),
        fires("| a | b |\n|---|---|\n⟦｜甲｜乙｜⟧", "| a | b |\n|---|---|\n|甲|乙|", lang="zh"),
        silent("| a | b |\n|---|---|\n| - | - |\n| — | — |"),
        silent("| a | b |\n| :--- | ---: |\n| 1 | 2 |"),
        silent("Title\n| - - - | - - - |"),
        silent("｜甲｜乙｜", lang="zh"),
        silent("a | b - - c | d"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if not _ROW.fullmatch(text):
        return
    if "｜" in text:
        if any(
            _ROW.fullmatch(near) and near.lstrip().startswith("|") for near in (segment.previous, segment.following)
        ):
            edits = tuple(Edit(Span(i, i + 1), "|") for i, c in enumerate(text) if c == "｜")
            yield Hit(_stripped(text), "full-width bars of a table row are written as |", edits)
        return
    cells = [_CELL.fullmatch(cell) for cell in _cells(text)]
    if len(cells) < 2 or not all(cells) or _WHOLE.fullmatch(text):
        return
    if all(len(re.findall(_DASHES, m[0])) == 1 for m in cells if m):
        return
    header = segment.previous
    if _ROW.fullmatch(header) and len(_cells(header)) == len(cells):
        fixed = "|" + "|".join(_delimiter(m) for m in cells if m) + "|"
        span = _stripped(text)
        yield Hit(span, "the delimiter row of a table was taken apart", (Edit(span, fixed),))


def _cells(row: str) -> list[str]:
    return row.strip()[1:-1].split("|")


def _stripped(text: str) -> Span:
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _delimiter(m: re.Match[str]) -> str:
    dashes = len(re.findall(_DASHES, m[0]))
    return m["left"] + "-" * dashes + m["right"]
