r"""Restores ASCII quotes and option dashes in inline code: `print(“x”)` becomes `print("x")`.

## What it does
Writes ``"`` and ``'`` for curly and angle marks that stand in inline code where a string of a program stands, and ``--`` or ``-`` for a
dash that begins an option.

## Why
Systems set the quotes and dashes of code like those of a sentence, and the code no longer runs.

## Limits
Only in spans between single backticks that pair in their line. Code that consists of quoted words alone, and an en dash
before a word, which may stand for one hyphen or two, are only suggested. Fenced code is never looked at.

## Source
CommonMark 0.31.2, section 6.1 (code spans); POSIX utility conventions, guideline 4, and GNU long options.
"""

import re
from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Edit, Hit, Segment, Span, chars, fires, lazy_pattern, rule, silent

_SPAN = lazy_pattern(r"(?<!`)`(?!`)([^`\n]+)`(?!`)")
_STRING = lazy_pattern(
    r"(?P<before>[=(\[{,:+ ]?)(?P<open>[“”„«])(?P<value>[^“”„«»\"]*)(?P<close>[“”»])(?P<after>[)\]},;: +]?)"
    r"|(?P<before1>[=(\[{,:+])(?P<open1>[‘’])(?P<value1>[^‘’']+)(?P<close1>’)(?P<after1>[)\]},;:]?)"
)
_OPTION = lazy_pattern(r"(?:(?<=[\s\[|(])|^)(?P<dash>[–—])(?P<name>[A-Za-z][A-Za-z-]*)(?=[\s=\])|]|$)")
_SURE, _MAYBE = 0.87, 0.65


@rule(
    id="broken-code-span",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=_SURE,
    inside_protected=True,
    trigger=chars("`"),
    examples=[
        fires("Mit `print(⟦“hallo”⟧)` geht es.", 'Mit `print("hallo")` geht es.', lang="de"),
        fires("Écrivez `nom=⟦«Anne»⟧` ici.", 'Écrivez `nom="Anne"` ici.', lang="fr"),
        fires("Usa `ls ⟦–l⟧` e `git log ⟦—oneline⟧`.", "Usa `ls -l` e `git log --oneline`.", lang="it"),
        silent("Ein `wert` und „Hinzufügen“ von `mehr` – das ist alles.", lang="de"),
        silent("The marks `“` and `”` are curly, `–` is a dash."),
        silent("L’argument `a` de l’option `b` – et `c`", lang="fr"),
        silent('He said “use `x = "y"`” twice.'),
        silent("The range is `1–5`, one ` alone –x “y”"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if "```" in text or text.count("`") % 2:
        return
    for span in _SPAN.finditer(text):
        start, end = span.span(1)
        for m in _STRING.finditer(text, start, end):
            yield from _string(m, start, end)
        for m in _OPTION.finditer(text, start, end):
            ascii_dash = "-" if len(m["name"]) == 1 else "--"
            sure = m["dash"] == "—" or len(m["name"]) == 1
            message = f"dash {m['dash']} before an option in code should be {ascii_dash}"
            yield Hit(Span(*m.span()), message, (Edit(Span(*m.span("dash")), ascii_dash),), _SURE if sure else _MAYBE)


def _string(m: re.Match[str], start: int, end: int) -> Iterator[Hit]:
    k, mark = ("1", "'") if m["open1"] else ("", '"')
    if not m["value" + k].strip():
        return
    opening, closing = Span(*m.span("open" + k)), Span(*m.span("close" + k))
    called = m["before" + k] in tuple("=([{,:+") or (m["after" + k] in tuple(")]},;") and m["before" + k])
    message = f"quotation marks {m['open' + k]} {m['close' + k]} in code should be {mark}"
    edits = (Edit(opening, mark), Edit(closing, mark))
    yield Hit(Span(opening.start, closing.end), message, edits, _SURE if called else _MAYBE)
