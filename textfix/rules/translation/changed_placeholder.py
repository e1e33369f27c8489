"""Repairs placeholders that translation changed: a translated name, other case, wide or lost braces.

## What it does
Where one placeholder of the source line is missing and the line has one of the same kind that the source lacks, or has it in full-width
signs or without its last brace, puts that of the source back.

## Why
Models translate the name of a variable like a word: {name} becomes {nombre}, and the program finds no such variable.

## Limits
Needs the source. Where more than one placeholder is missing, only those that differ in case, or in full-width signs, are
repaired; `placeholder-mismatch` flags the others. Numbered and printf placeholders are not exchanged for each other.

## Source
ICU MessageFormat, Python str.format, vue-i18n, i18next: names of arguments are taken as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    REPAIR,
    RESIDUE,
    Construct,
    Hit,
    Segment,
    Severity,
    chars,
    differences,
    fires,
    lazy_pattern,
    line_pairs,
    placeholders,
    replace,
    rule,
    silent,
)

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
_NAME = lazy_pattern(r"[^\W\d][\w.-]*")
_SURE, _LIKELY = 0.97, 0.9


@rule(
    id="changed-placeholder",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    error_type="design-and-markup/markup",
    severity=Severity.MAJOR,
    confidence=_SURE,
    trigger=chars("{$%#｛＄％＃"),
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Hola ⟦{nombre}⟧.", "Hola {name}.", lang="es", source="Hello {name}."),
        fires("Hallo ⟦{{Benutzer}}⟧!", "Hallo {{user}}!", lang="de", source="Hello {{user}}!"),
        fires("你好⟦｛name｝⟧。", "你好{name}。", lang="zh", source="Hello {name}."),
        fires("Bonjour ⟦{userName⟧ !", "Bonjour {userName} !", lang="fr", source="Hello {userName}!"),
        fires("Ciao ⟦${Username}⟧, {id}.", "Ciao ${userName}, {id}.", lang="it", source="Hi ${userName}, {id}."),
        silent("Hola {name}.", lang="es", source="Hello {name}."),
        silent("Hola {apellido} {nombre}.", lang="es", source="Hello {first} {last}."),
        silent("Es sind %d.", lang="de", source="There are %s."),
        silent("{1} von {0}", lang="de", source="{0} of {1}"),
        silent("Hallo {{ user }}!", lang="de", source="Hello {{user}}!"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, line, text in line_pairs(segment):
        lost, added = differences(placeholders(line), placeholders(text))
        for c in lost:
            token = line[slice(*c.span)]
            found = _broken(c, token, text, lost, added)
            if found:
                start, end, confidence = found
                message = f"{text[start:end]} is {token} in the source"
                yield replace(at + start, at + end, token, message, confidence=confidence)


def _broken(
    c: Construct, token: str, text: str, lost: list[Construct], added: list[Construct]
) -> tuple[int, int, float] | None:
    """Where `text` has what was made of a placeholder, and how sure that is."""
    plain = text.translate(_WIDE)
    if plain != text and plain.count(token) == 1 and token not in text:
        start = plain.index(token)
        return start, start + len(token), _SURE
    same = [a for a in added if a.key.casefold() == c.key.casefold()]
    if len(same) == 1:
        return *same[0].span, _SURE
    if len(lost) != 1:
        return None
    if len(added) == 1 and _NAME.search(c.key) and _shape(added[0].key) == _shape(c.key) and "{" in c.key:
        return *added[0].span, _LIKELY
    opened = token[: -1 if token[-2:] != "}}" else -2]
    if not added and token[0] in "{$" and token[-1] == "}" and len(opened) > 3 and text.count(opened) == 1:
        start = text.index(opened)
        after = text[start + len(opened) :]
        if not re.match(r"[\w}]", after) and "}" not in after:
            return start, start + len(opened), _LIKELY
    return None


def _shape(key: str) -> str:
    return _NAME.sub("x", key)
