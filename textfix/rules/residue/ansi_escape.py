r"""Removes the sequences that colour the text of a terminal.

## What it does
Deletes escape sequences (``ESC [31m`` and the like). Where the invisible ESC is lost and only ``[0m`` is left, deletes that
too, if the line has a reset (``[0m``) or several parameters (``[1;31m``) and so leaves no doubt.

## Why
Text copied from a terminal or a log keeps the sequences; models copy them.

## Limits
"[3m" may be three metres in a bracket: without a reset on the line it stays. Code stays.

## Source
ECMA-48, 5th edition (1991), sections 5.4 and 8.3.117 (SGR).
"""

from collections.abc import Iterator

from textfix.rule import DIGIT, REPAIR, RESIDUE, Hit, Segment, chars, delete, fires, lazy_pattern, pair, rule, silent

_ESCAPE = lazy_pattern(r"[\x1b\u241b](?:\[[0-9:;<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_CODE = r"(?:\d|2[1-9]|[34]\d|9[0-7]|10[0-7])"
_BARE = lazy_pattern(rf"\[0?{_CODE}(?:;\d{{1,3}})*m(?!\w*\])")
_RESET = lazy_pattern(r"\[0m|\[\d{1,2};\d{1,3}m")


@rule(
    id="ansi-escape",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.97,
    trigger=chars("\x1b\u241b") | pair("[", DIGIT),
    examples=[
        fires("⟦\x1b[31m⟧Error:⟦\x1b[0m⟧ file not found", "Error: file not found"),
        fires("⟦[1;31m⟧Fehler:⟦[0m⟧ Datei fehlt", "Fehler: Datei fehlt", lang="de"),
        fires("⟦\x1b[1m⟧警告⟦\x1b[0m⟧です。", "警告です。", lang="ja"),
        fires("Готово⟦[0m⟧", "Готово", lang="ru"),
        silent("The rope [3m long] broke."),
        silent("See [1] and [2] for details."),
        silent("Read [my page](https://example.org)."),
        silent("The range is [0, 1]."),
        silent("Une corde [10m au plus] suffit.", lang="fr"),
        silent("Run `echo [0m` to reset."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    for m in _ESCAPE.finditer(text):
        yield delete(*m.span(), "terminal escape sequence is removed")
    if _RESET.search(text):
        for m in _BARE.finditer(text):
            yield delete(*m.span(), f"what is left of a terminal escape sequence, {m[0]}, is removed", confidence=0.9)
