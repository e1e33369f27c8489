r"""Undoes the joiners and escapes of the Moses tokenizer.

## What it does
Joins what `` @-@ ``, `` @/@ ``, `` @,@ `` and their kin keep apart ("well @-@ known"), and writes ``|``, ``[`` and ``]`` for ``&bar;``,
``&bra;`` and ``&ket;``.

## Why
Moses splits words at hyphens and numbers at their marks, and escapes the signs that its files use. A system whose
output was not detokenized, or only in part, shows them.

## Limits
``@.@`` and ``@-@`` are also faces: full stops, commas and colons are joined only between digits, and a joiner at the
end of a line stays.

## Source
Koehn et al., Moses (2007): tokenizer.perl with -a, escape-special-chars.perl and its older names.
"""

from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Hit, Segment, fires, lazy_pattern, literals, pair, replace, rule, silent

_JOINER = lazy_pattern(r"(?<=\w) ?@(?P<sign>[-‐‑–/&'’·])@ ?(?=\w)|(?<=\d) ?@(?P<mark>[.,:])@ ?(?=\d)")
_ESCAPE = lazy_pattern(r"&(?P<name>bar|bra|ket) ?;")
_SIGNS = {"bar": "|", "bra": "[", "ket": "]"}


@rule(
    id="moses-joiner",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.96,
    inside_protected=True,
    trigger=pair("-‐‑–/&'’·.,:", "@") | literals("&bar", "&bra", "&ket"),
    examples=[
        fires("A well⟦ @-@ ⟧known singer", "A well-known singer"),
        fires("Er kam 2⟦ @/@ ⟧3 zu spät.", "Er kam 2/3 zu spät.", lang="de"),
        fires("Le prix est de 2⟦ @,@ ⟧5 euros.", "Le prix est de 2,5 euros.", lang="fr"),
        fires("Нью⟦ @-@ ⟧Йорк", "Нью-Йорк", lang="ru"),
        fires("See ⟦&bra;⟧ 3 ⟦&ket;⟧ for more.", "See [ 3 ] for more."),
        silent("So tired today @-@"),
        silent("He stared @.@ at the screen."),
        silent("Write to a.b@example.org, or a-b@example.org."),
        silent("Bread & bar; coffee and cake."),
        silent("Folgt uns: @stadt-köln und @verkehr", lang="de"),
        silent("git diff @@ -1,3 @@"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    for m in _JOINER.finditer(text):
        sign = m["sign"] or m["mark"]
        yield replace(*m.span(), sign, f"joiner @{sign}@ of a tokenizer is undone")
    for m in _ESCAPE.finditer(text):
        sign = _SIGNS[m["name"]]
        yield replace(*m.span(), sign, f"{m[0]} stands for {sign}")
