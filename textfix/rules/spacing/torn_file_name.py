"""Puts a torn-off file extension back: "ReadMe. txt" is "ReadMe.txt".

## What it does
A space between a dot and a known file extension goes: "the file. txt" becomes "the file .txt". Where the word before the dot is the name of a file it is joined;
where it is an ordinary word, the space comes before the dot. Emphasis of Markdown that holds one name and nothing else is joined
throughout, whatever its case: "*ProjectTemplate. CSProj*", "**System. Data. SqlTypes**", "*3. x*".

## Why
Translation systems take the dot for the end of a sentence and set a space behind it.

## Limits
Only extensions of the table, and only in lower case. Names in emphasis need an extension, or a part with a capital inside, a
low line or a digit behind letters: "*E. coli*", "**Dr. Smith**" and "*Veni. Vidi. Vici*" stay. Extensions that are common words of the language are left
alone. Behind a known word with a capital it only suggests. What looks like a name is one: it has a digit, a capital inside, a sign, or no place in the word list.

## Source
`tables/torn-file-name`; word frequencies (wordfreq). Technical documents in four languages: 382 such names in emphasis in 32,000
machine-translated texts, 3 in 24,000 by people, all three torn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    DIGIT,
    LOWER,
    REPAIR,
    TYPOGRAPHY,
    UPPER,
    Edit,
    Hit,
    Lexicon,
    Segment,
    Span,
    delete,
    fires,
    lazy_pattern,
    lexicon,
    pair,
    rule,
    silent,
    table,
    triple,
)

_NAME_BEFORE = lazy_pattern(r"[^\s.`]*[\w*%]$")
_LONGEST = 100  # characters of a name
_EXTENSIONS = frozenset(row["extension"] for row in table("torn-file-name", "extensions"))
_EXTENSION = rf"(?P<extension>{'|'.join(sorted(_EXTENSIONS))})(?=$|[\s.,;:!?)\]\"”»])"
_TORN = lazy_pattern(rf"\.(?P<gap> ){_EXTENSION}")
_EMPHASIS = lazy_pattern(
    r"(?<![\w*\\])(?P<marks>\*{1,2})(?P<name>[\w-]{1,60}(?:\. ?[\w-]{1,60}){1,6})(?P=marks)(?![\w*])"
)
_GAP = lazy_pattern(r"\.( )")
_VERSION = lazy_pattern(r"\d{1,3}\. x")
_IDENTIFIER = lazy_pattern(r"[a-z][A-Z]|[^\W_]_[^\W_]|[^\W\d_]{3}\d")
_SHORTEST = 3  # letters of a part of a name that is no abbreviation
_NAME = lazy_pattern(r"\w[A-Z]|[\d_\\/*%-]")
_EITHER = lazy_pattern(rf"[.*](?:(?<=\.) {_EXTENSION}|(?<=\*)[\w-]{{1,60}}\.)")
_UNSURE = 0.7
_KNOWN, _COMMON = 2.5, 4.5  # Zipf: of an ordinary word before the dot; of an extension that is one


@rule(
    id="torn-file-name",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.9,
    needs_language=True,
    trigger=triple(".", " ", LOWER) | pair("*", LOWER) | pair("*", UPPER) | pair("*", DIGIT),
    pattern=_EITHER,
    examples=[
        fires("Open the file ReadMe_2.⟦ ⟧txt first.", "Open the file ReadMe_2.txt first.", lang="en"),
        fires("Elimina los archivos⟦. ⟧vsz y las carpetas.", "Elimina los archivos .vsz y las carpetas.", lang="es"),
        fires("Il contient le fichier DataLists.⟦ ⟧vsix.", "Il contient le fichier DataLists.vsix.", lang="fr"),
        fires("Откройте файл report1.⟦ ⟧docx.", "Откройте файл report1.docx.", lang="ru"),
        fires("Node.⟦ ⟧js is installed.", "Node.js is installed.", lang="en"),
        fires("Öffnen Sie *Module1.⟦ ⟧Designer.⟦ ⟧VB* dort.", "Öffnen Sie *Module1.Designer.VB* dort.", lang="de"),
        fires("Le type **System.⟦ ⟧Data.⟦ ⟧SqlTypes**.", "Le type **System.Data.SqlTypes**.", lang="fr"),
        fires("Utilice la versión *3.⟦ ⟧x* o posterior.", "Utilice la versión *3.x* o posterior.", lang="es"),
        silent("The bacteria *E. coli* and *Staph. aureus*, and **Dr. McCoy** and *J. McDonald*.", lang="en"),
        silent("These are eight of the ten bat species. bat species.", lang="en"),
        silent("The motto was *Veni. Vidi. Vici* and **Stop. Look. Listen**, *vol. 2*.", lang="en"),
        silent("He read the file. sometimes he wrote.", lang="en"),
        silent("See the list, e. g. txt and others", lang="en"),
        silent("Open readme.txt and data.json.", lang="en"),
        silent("Das ist z. B. der Fall.", lang="de"),
        silent("He went home. net income rose.", lang="en"),
        silent("La casa. com vista", lang="pt"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces that tear an extension from its dot."""
    words = lexicon(segment.lang)
    if words is None:
        return
    yield from _emphasised(segment.text, words, segment.locale.abbreviations)
    for m in _TORN.finditer(segment.text):
        if words.zipf(m["extension"]) >= _COMMON or _is_word_of(segment.text, m["extension"]):
            continue
        before = _NAME_BEFORE.search(segment.text, max(0, m.start() - _LONGEST), m.start())
        if before is None:
            continue
        name = before[0].strip('("“«')
        message = f"the extension {m['extension']} is torn off"
        if _NAME.search(name) or words.zipf(name.lower()) < _KNOWN:
            span = Span(*m.span("gap"))
            yield Hit(span, message, (Edit(span, ""),))
        elif name.islower() and len(name) > 2:
            span = Span(m.start("gap") - 1, m.end("gap"))
            yield Hit(span, message, (Edit(span, " ."),))
        elif not name.islower():  # a name, or an ordinary noun in German
            span = Span(*m.span("gap"))
            yield Hit(span, message, (Edit(span, ""),), _UNSURE)


def _is_word_of(text: str, extension: str) -> bool:
    """Whether the line has the extension as a word without a dot as well: "ten bat species. bat species."."""
    return re.search(rf"(?<![\w.])(?<!\. ){extension}(?!\w)", text) is not None


def _emphasised(text: str, words: Lexicon, abbreviations: frozenset[str]) -> Iterator[Hit]:
    """The spaces in names that stand alone in emphasis."""
    for m in _EMPHASIS.finditer(text):
        if _is_name(m["name"], words, abbreviations):
            for gap in _GAP.finditer(text, *m.span("name")):
                yield delete(*gap.span(1), f"{m['name']} is a name that is torn apart")


def _is_name(text: str, words: Lexicon, abbreviations: frozenset[str]) -> bool:
    """Whether words between dots are the parts of a file name, of an identifier or of a version."""
    *first, last = re.split(r"\. ?", text)
    if any(len(part) < _SHORTEST or f"{part.lower()}." in abbreviations for part in first):
        return bool(_VERSION.fullmatch(text))
    if _IDENTIFIER.search(last):
        return True
    named = any(map(_IDENTIFIER.search, first))
    extension = last.lower() in _EXTENSIONS and words.zipf(last.lower()) < _COMMON
    return (extension and (named or not last.istitle())) or (named and not last.istitle())
