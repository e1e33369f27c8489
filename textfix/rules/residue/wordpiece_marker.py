r"""Joins pieces that WordPiece marks with "##", as in "trans ##lation".

## What it does
Removes the space and the ``##`` before a piece that continues a word. It does so where a word has two such pieces or more,
where the word list of the language knows the joined word, and where three words of a line or more carry such pieces.

## Why
BERT and its family mark the pieces of a word that do not begin it. They are left where pieces are joined with spaces.

## Limits
A single ``##`` before letters may be a hashtag or a temporary table of SQL: without evidence the joining is only suggested.
Markdown headings ("## Title") and names such as "C##" are left alone.

## Source
Devlin et al., BERT (2019); Schuster and Nakajima, Japanese and Korean Voice Search (2012).
"""

from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Edit, Hit, Segment, Span, fires, lazy_pattern, lexicon, pair, rule, silent

_WORD = lazy_pattern(r"(?<![\w#])([^\W_]+)((?: ##[^\W_]+)+)(?![\w#])")
_GAP = lazy_pattern(r" ##")


@rule(
    id="wordpiece-marker",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.96,
    trigger=pair("#", "#"),
    examples=[
        fires("The ⟦trans ##lation⟧ is late.", "The translation is late.", lang="en"),
        fires("An ⟦un ##believ ##able⟧ story", "An unbelievable story"),
        fires("Der ⟦Bahn ##hof⟧ ist geschlossen.", "Der Bahnhof ist geschlossen.", lang="de"),
        fires("Use the ⟦table ##tmp⟧ here.", "Use the tabletmp here."),
        silent("## Opening hours"),
        silent("Sold in C## and D#."),
        silent("#### Page 3 ####"),
        silent("Great day ## with friends", lang="en"),
        silent("Run `trans ##lation` to see the pieces."),
        silent("Une journée avec #amis et #famille", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    found = list(_WORD.finditer(text))
    for m in found:
        joined = m[0].replace(" ##", "")
        sure = m[2].count("##") > 1 or len(found) > 2 or _known(segment, joined, m[2].split(" ##")[1])
        edits = tuple(Edit(Span(m.start() + g.start(), m.start() + g.end()), "") for g in _GAP.finditer(m[0]))
        yield Hit(Span(*m.span()), "the pieces of a word are joined", edits, None if sure else 0.6)


def _known(segment: Segment, joined: str, piece: str) -> bool:
    known = lexicon(segment.lang)
    return known is not None and known.zipf(joined) >= 2 and known.zipf(joined) > known.zipf(piece) - 2
