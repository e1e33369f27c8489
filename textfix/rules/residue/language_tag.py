r"""Removes the tags by which translation models are told their language.

## What it does
Deletes tags such as ``>>fra<<`` (OPUS-MT), ``__fr__`` (M2M-100), ``__label__fr`` (fastText), ``fra_Latn`` (NLLB), ``<2fr>``
(MADLAD), ``[fr_XX]`` and ``fr_XX`` (mBART), ``<|fr|>``, ``<|translate|>`` and timestamps (Whisper) with the space beside
them. Forms that admit no other reading go anywhere, the others only at the very start or end of a line.

## Why
The tag belongs to the input of the model. A wrong setting or a wrong first token puts it into the output.

## Limits
``__fr__`` and ``<fr>`` are also Markdown and XML: they go only where the code is that of the text's language, and ``<fr>`` only
where no ``</fr>`` follows. Names of locales with a country ("de_DE") stay. Code stays.

## Source
Tiedemann and Thottingal, OPUS-MT (2020); Fan et al., M2M-100 (2020); NLLB Team (2022); Kudugunta et al., MADLAD-400 (2023);
Tang et al., mBART-50 (2020); Radford et al., Whisper (2022); Joulin et al., fastText (2016).
"""

import re
from collections.abc import Iterator
from functools import cache

from textfix.locale import locale_for
from textfix.rule import (
    LOWER,
    REPAIR,
    RESIDUE,
    UPPER,
    Hit,
    Segment,
    delete,
    fires,
    lazy_pattern,
    literals,
    pair,
    protected_spans,
    rule,
    silent,
    table,
)

_CODE = r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?"
_SURE = lazy_pattern(  # nothing else is written so
    rf">>(?P<a>{_CODE})<<|<2(?P<b>{_CODE})>|<\|(?P<c>{_CODE})\|>|__label__(?P<d>{_CODE})\b|\[(?P<e>[a-z]{{2}}_[A-Z]{{2}})\]"
    r"|<\|(?:translate|transcribe|notimestamps|startoftranscript|\d{1,2}\.\d\d)\|>"
)
_FLORES = r"(?P<f>[a-z]{3}_[A-Z][a-z]{3})"
_OWN = r"__(?P<g>[a-z]{2,3})__|<(?P<h>[a-z]{2,3})>"
_BARE = r"(?P<e>[a-z]{2}_XX)"
_START = lazy_pattern(rf"\s*(?:{_FLORES}|{_OWN}|{_BARE})(?=[\s:]|(?<=[>_])\S)")
_END = lazy_pattern(rf"(?<=\s)(?:{_FLORES}|{_OWN}|{_BARE})\s*$")
_HTML = frozenset(
    [
        "abbr",
        "big",
        "bdi",
        "bdo",
        "br",
        "col",
        "dd",
        "del",
        "dfn",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "h",
        "hr",
        "img",
        "ins",
        "kbd",
        "li",
        "map",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rb",
        "rp",
        "rt",
        "sub",
        "sup",
        "svg",
        "td",
        "th",
        "tr",
        "tt",
        "ul",
        "var",
        "wbr",
    ]
)


@cache
def _language(code: str) -> str | None:
    """The main subtag that `code` names, ``None`` if textfix does not know the language."""
    try:
        locale = locale_for(code.replace("_", "-"))
    except ValueError:  # names no language
        return None
    return locale.tag.partition("-")[0] if locale.known else None


@cache
def _mbart() -> frozenset[str]:
    return frozenset(row["code"] for row in table("language-tag", "mbart"))


@rule(
    id="language-tag",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.96,
    inside_protected=True,
    trigger=literals(">>", "<<", "<2", "<|", "__", "_X") | pair("_", UPPER) | pair("<[", LOWER),
    examples=[
        fires("⟦>>fra<< ⟧Le train part à midi.", "Le train part à midi.", lang="fr"),
        fires("⟦deu_Latn ⟧Das Haus ist alt.", "Das Haus ist alt.", lang="de"),
        fires("⟦__ru__ ⟧Дом старый.", "Дом старый.", lang="ru"),
        fires("⟦<2es> ⟧La casa es vieja.", "La casa es vieja."),
        fires("La casa è vecchia.⟦ [it_IT]⟧", "La casa è vecchia.", lang="it"),
        fires("⟦<|ja|>⟧⟦<|translate|>⟧古い家です。", "古い家です。"),
        fires("⟦fr_XX ⟧La maison est vieille.", "La maison est vieille."),
        silent("Set the variable to en_US before you start."),
        silent("The attribute __name__ holds the name of the module."),
        silent("__is__ this bold?", lang="en"),
        silent("<em>Now</em> or never", lang="en"),
        silent("FLORES writes deu_Latn for German."),
        silent("cout >> x << y;"),
        silent("<fr>Bonjour</fr>", lang="fr"),
        silent("Pass `>>fra<<` to the model."),
        silent("`eng_Latn` is the code for English."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    found = [m for m in _SURE.finditer(text) if _known(m)]
    found += [m for m in (_START.match(text), _END.search(text)) if m and _certain(segment, m)]
    if not found:
        return
    blank = text
    for m in found:
        blank = blank[: m.start()] + " " * len(m[0]) + blank[m.end() :]
    closed = protected_spans(blank)
    taken = 0
    for start, end in sorted(m.span() for m in found):
        if start < taken or any(s.start < end and start < s.end for s in closed):
            continue
        taken = end
        yield _removal(text, start, end)


def _known(m: re.Match[str]) -> bool:
    code = next((c for c in m.groups() if c), None)
    if code is None:
        return True
    return code in _mbart() if m[0].startswith("[") else _language(code) is not None


def _certain(segment: Segment, m: re.Match[str]) -> bool:
    flores, emphasis, element, mbart = m["f"], m["g"], m["h"], m["e"]
    if mbart:
        return mbart in _mbart()
    if flores:
        return _language(flores) is not None
    code = emphasis or element
    own = segment.lang is not None and _language(code) == segment.lang.partition("-")[0]
    return own and (emphasis is not None or (code not in _HTML and not segment.document.holds(f"</{code}>")))


def _removal(text: str, start: int, end: int) -> Hit:
    before, after = text[:start], text[end:]
    if not before.strip():
        start, end = 0, end + len(after) - len(after.lstrip(" :"))
    elif not after.strip():
        start, end = len(before.rstrip()), len(text)
    elif before[-1].isspace() and after[0].isspace():
        end += len(after) - len(after.lstrip())
    return delete(start, end, f"language tag {text[start:end].strip()[:30]} of a translation model is removed")
