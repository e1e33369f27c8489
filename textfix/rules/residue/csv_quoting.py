r"""Undoes the quoting of a CSV field that became part of the text.

## What it does
Where a whole line is a quoted CSV field (``"She said ""no"" twice"``), removes the quotation marks around it and halves
the doubled ones inside. It repairs where the line, or another line of the document, leaves no doubt: two quotations, or a
quotation at the very start. A single line with one quotation is only given a suggestion.

## Why
A table that is read line by line instead of as CSV passes its quoting on to the translation.

## Limits
A quotation that ends inside another one also has two marks side by side ("…the end,""): a line in which one mark
stands alone is left as it is.

## Source
RFC 4180, section 2, rules 5 to 7.
"""

import re
from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Document, Edit, Hit, Segment, Span, fires, lazy_pattern, pair, rule, silent

_FIELD = lazy_pattern(r'^"((?:[^"\n]|"")*)"\r?$', re.MULTILINE)
_INNER = r'""(?=[^\s"])[^"]*[^\W\d_][^"]*(?<=[^\s"])""'
_QUOTATION = lazy_pattern(rf'(?<!"){_INNER}(?!")|(?<=^"){_INNER}|{_INNER}(?="$)')


@rule(
    id="csv-quoting",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.93,
    trigger=pair('"', '"'),
    examples=[
        fires('⟦"He said ""no"" and ""never""."⟧', 'He said "no" and "never".'),
        fires('⟦"""Nein"", sagte sie."⟧', '"Nein", sagte sie.', lang="de"),
        fires('⟦"Elle a dit ""non""."⟧', 'Elle a dit "non".', lang="fr"),
        fires('⟦"She wants a ""yes""."⟧', 'She wants a "yes".'),
        silent('"He said, "Because he makes me laugh,"" she told me.'),
        silent('"Did she cry"?""'),
        silent('He opposed the "end of the war,"" she said.'),
        silent('""Anna," yes."'),
        silent('"Quoted from start to end."'),
        silent('print("")'),
        silent('"A"",""B"'),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    m = _FIELD.match(text)
    if not m:
        return
    found = _QUOTATION.findall(text)
    if not found or m[1].count('"') != 4 * len(found):
        return
    low, high = m.span(1)
    doubled = (Edit(Span(d.start() + low, d.start() + low + 1), "") for d in re.finditer('""', m[1]))
    edits = (Edit(Span(low - 1, low), ""), *doubled, Edit(Span(high, high + 1), ""))
    sure = len(found) > 1 or m[1].startswith('""') or _fields(segment) > 1
    yield Hit(Span(low - 1, high + 1), "quoting of a CSV field is undone", edits, None if sure else 0.7)


def _fields(segment: Segment) -> int:
    def count(document: Document) -> int:
        return sum('""' in m[1] for m in _FIELD.finditer(document.text))

    return segment.document.memo("csv-quoting", count)
