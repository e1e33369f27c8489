r"""Flags lines that were joined or split, and line ends and tabs written as \n and \t that are lost.

## What it does
Compares the number of lines that hold something, where the source has no more than twelve and none that is longer than 65
characters, and in each line the number of `\n`, `\r` and `\t` written out.

## Why
Messages and subtitles are broken where they must be; a label over two lines does not fit its button.

## Limits
Needs the source. Long texts, paragraphs and lines that fill a page may be broken anew by their translator, so these are not
judged: there the text goes with its source passage by passage.

## Source
Written for textfix; the checks of translation tools for software.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, always, fires, flag, lazy_pattern, line_pairs, rule, silent

_ESCAPE = lazy_pattern(r"(?<![\\\w:])(?:\\[nrt])+|(?<=[^\W_])\\[nrt](?![a-z])|\\[nrt](?=\\[nrt]|$)")
_ONE = lazy_pattern(r"\\[nrt]")
_MOST, _LONGEST = 12, 65  # lines; characters of one: fewer than where mail and plain text are wrapped


@rule(
    id="line-break-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="design-and-markup/character-formatting",
    confidence=0.7,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Der Hund schläft. Die Katze auch.⟦⟧", lang="de", source="The dog sleeps.\nSo does the cat."),
        fires("Le chien dort.⟦⟧", lang="fr", source="The dog sleeps.\\n"),
        fires("El perro\nduerme.⟦⟧", lang="es", source="The dog sleeps."),
        silent("Der Hund schläft.\nDie Katze auch.", lang="de", source="The dog sleeps.\nSo does the cat."),
        silent("Der Hund schläft.\n\nDie Katze auch.", lang="de", source="The dog sleeps.\nSo does the cat."),
        silent("Le chien dort.\\n", lang="fr", source="The dog sleeps.\\n"),
        silent(
            "Der Hafen war wegen des Sturms geschlossen.\nDrei Schiffe warteten.\nDie Schulen sind wieder offen.",
            lang="de",
            source="The harbour was closed because of the storm. Three ships waited outside.\nSchools are open again.",
        ),
        silent("In C:\\neu liegt es.", lang="de", source="It is in C:\\new."),
        silent("睡觉。", lang="zh", source="Sleep.\n"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    if segment.source is None:
        return
    there, here = _lines(segment.source), _lines(segment.text)
    if there != here and there <= _MOST and max(map(len, segment.source.split("\n"))) <= _LONGEST:
        end = len(segment.text.rstrip())
        yield flag(end, end, f"lines: {here}, in the source {there}")
    for at, line, text in line_pairs(segment):
        if "\\" in line or "\\" in text:
            wanted, found = _escapes(line), _escapes(text)
            if wanted != found:
                end = at + len(text.rstrip())
                yield flag(end, end, f"line ends and tabs written out: {found}, in the source {wanted}")


def _lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def _escapes(text: str) -> int:
    return sum(len(_ONE.findall(m[0])) for m in _ESCAPE.finditer(text))
