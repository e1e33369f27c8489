r"""Writes brackets and quotation marks for the names that the Penn Treebank gives them.

## What it does
Replaces ``-LRB-`` and ``-RRB-`` by round brackets, ``-LSB-``, ``-RSB-``, ``-LCB-`` and ``-RCB-`` by square and curly ones, with
the space inside them; and a pair of grave accents with its pair of apostrophes by quotation marks, in the style of the document.

## Why
Parsers and tokenizers of the Treebank tradition rewrite these marks, and models trained on their output write them.

## Limits
LaTeX writes its quotation marks the same way: a document with commands of LaTeX keeps them. Grave accents that no
apostrophes answer are left alone.

## Source
Marcus et al., Building a Large Annotated Corpus of English: The Penn Treebank (1993); the Stanford tokenizer.
"""

import re
from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    RESIDUE,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    literals,
    pair,
    replace,
    rule,
    silent,
)

_CLOSING = lazy_pattern(r" ?-R([RSC])B-", re.IGNORECASE)
_OPENING = lazy_pattern(r"-L([RSC])B- ?", re.IGNORECASE)
_ANY = lazy_pattern(r"[-`](?:(?<=-)[LR][RSC]B-|(?<=`)`)", re.IGNORECASE)
_QUOTED = lazy_pattern(r"(?<![\w`\\])``(?P<in> )?(?! )[^`]*?(?P<out> ?)(?<!')''(?![\w'])")
_LATEX = lazy_pattern(r"\\[A-Za-z]+\{")
_MARKS = {"R": "()", "S": "[]", "C": "{}"}


@rule(
    id="penn-bracket",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.96,
    trigger=pair("-", "LRlr") | literals("``"),
    pattern=_ANY,
    examples=[
        fires("The house ⟦-LRB- ⟧old⟦ -RRB-⟧ is sold.", "The house (old) is sold."),
        fires("Das Haus ⟦-LSB- ⟧alt⟦ -RSB-⟧ ist verkauft.", "Das Haus [alt] ist verkauft.", lang="de"),
        fires("She said ⟦`` wait ''⟧ and left.", 'She said "wait" and left.'),
        fires("Он сказал ⟦``да''⟧, а потом ушёл.", 'Он сказал "да", а потом ушёл.', lang="ru"),
        fires("La casa ⟦-lrb- ⟧vieja⟦ -rrb-⟧.", "La casa (vieja).", lang="es"),
        silent("Type `ls` and then `cd ..` to go up."),
        silent("An all-round player, left-back or right-back."),
        silent("He cried ``wait."),
        silent(r"\section{Start} He said ``wait'' and left."),
        silent("Ew got ``na`` û çû."),
        silent("The string is ''empty'' here."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    for pattern, side in ((_OPENING, 0), (_CLOSING, 1)):
        for m in pattern.finditer(text):
            mark = _MARKS[m[1].upper()][side]
            yield replace(*m.span(), mark, f"{m[0].strip()} stands for {mark}")
    for m in _QUOTED.finditer(text):
        if not segment.document.memo("LaTeX", lambda document: bool(_LATEX.search(document.text))):
            yield _quoted(segment, m)


def _quoted(segment: Segment, m: re.Match[str]) -> Hit:
    curly = segment.document.holds("“") and segment.document.holds("”")
    opening, closing = "“”" if curly else '""'
    end = m.start() + 2 + len(m["in"] or "")
    edits = (
        Edit(Span(m.start(), end), opening),
        Edit(Span(m.end() - 2 - len(m["out"]), m.end()), closing),
    )
    return Hit(Span(*m.span()), "quotation marks written with accents are replaced", edits, 0.9)
