r"""Reports the replacement character �, which stands where something was lost.

## What it does
Reports each run of U+FFFD, and says what stood there where that can be told: the one letter or apostrophe that makes a
common word of what is left (`caf�` was `café`), or the one that stands there in a word of the same document. A mark at
the beginning of a word with another at its end were quotation marks. What can be told is offered as a suggestion.

## Why
A decoder puts � where bytes make no sense in the encoding that it was told. What was there is lost for good in this
text, and the text should be made again from its source.

## Limits
Nothing is repaired: even where one word fits, another, rarer one may have stood there. Texts that write about the
replacement character hold it on purpose.

## Source
The Unicode Standard, section 5.22 (U+FFFD substitution); word frequencies of wordfreq; alphabets of CLDR.
"""

from collections.abc import Iterator

from textfix.rule import (
    ENCODING,
    FLAG,
    Edit,
    Hit,
    Segment,
    Severity,
    Span,
    chars,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
)

_LOST = "\ufffd"
_RUN = lazy_pattern(f"{_LOST}+")
_WORD = lazy_pattern(rf"(?<![\w{_LOST}'’])([^\W\d_]*)({_LOST}{{1,3}})([^\W\d_]*)(?![\w{_LOST}])")
_QUOTED = lazy_pattern(rf"(?<!\S){_LOST}{{1,3}}(?=\w)[^{_LOST}\n]*[\w.,!?…]({_LOST}{{1,3}})(?![\w{_LOST}])")
_LETTERS = lazy_pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_COMMON = 3.0  # Zipf: once per million words
_LEAD = 1.5  # Zipf: so much commoner than the next word that would fit
_SHORTEST = 2  # letters that are left


@rule(
    id="replacement-character",
    kind=FLAG,
    stage=ENCODING,
    error_type="accuracy/omission",
    severity=Severity.MAJOR,
    confidence=0.95,
    trigger=chars(_LOST),
    inside_protected=True,
    examples=[
        fires("We met in a small caf⟦�⟧ near the station.", lang="fr"),
        fires("I don⟦�⟧t know.", lang="en"),
        fires("Er hei⟦��⟧t Anton.", lang="de"),
        fires("He said ⟦�⟧yes⟦�⟧ at once."),
        fires("⟦���⟧ 2024"),
        silent("A question mark ? is no replacement character.", lang="en"),
        silent("I don’t know.", lang="en"),
        silent("♦ ◆ ⯑ and ⍰ are other signs."),
        silent("Was heißt das?", lang="de"),
        silent("□ offen  ☑ erledigt", lang="de"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    told = dict(_words(segment)) | dict(_quotes(text))
    for m in _RUN.finditer(text):
        span = Span(*m.span())
        if m.start() in told:
            was = told[m.start()]
            yield Hit(span, f"{m[0]} was probably {was}", (Edit(span, was),), 0.75)
        else:
            yield Hit(span, f"{m[0]} stands where something was lost")


def _words(segment: Segment) -> Iterator[tuple[int, str]]:
    """Where a run stands in a word, what it was: from the document's own words, or the word list of the language."""
    for m in _WORD.finditer(segment.text):
        if len(m[1]) + len(m[3]) >= _SHORTEST and (was := _missing(segment, m[1], m[3])):
            yield m.start(2), was


def _missing(segment: Segment, before: str, after: str) -> str:
    known: set[str] = segment.document.memo(
        "replacement-character", lambda document: set(_LETTERS.findall(document.text))
    )
    letters: list[str] = sorted(c for c in segment.locale.alphabet if not c.isascii() and (c.islower() or not before))
    candidates: list[str] = [*letters, *("’" if before and after else "")]
    seen = [c for c in candidates if before + c + after in known]
    if len(seen) == 1:
        return seen[0]
    words = lexicon(segment.lang)
    if words is None:
        return ""
    ranked = sorted(
        ((words.zipf(f"{before}{c.replace('’', chr(39))}{after}".lower()), c) for c in candidates), reverse=True
    )
    if not ranked or ranked[0][0] < _COMMON:
        return ""
    second = next((z for z, c in ranked[1:] if c.lower() != ranked[0][1].lower()), 0.0)
    return ranked[0][1] if ranked[0][0] - second >= _LEAD else ""


def _quotes(text: str) -> Iterator[tuple[int, str]]:
    for m in _QUOTED.finditer(text):
        yield m.start(), "“"
        yield m.start(1), "”"
