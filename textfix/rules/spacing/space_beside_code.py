"""Puts back the space between a word and the code, link or bold text beside it.

## What it does
A word that touches inline code, an autolink or bold text gets its space back: "`Sheet1`definiert ist" becomes
"`Sheet1` definiert ist", "(page**Suivant**)" becomes "(page **Suivant**)". The word must be in the word list of the
language: a short one must be very common.

## Why
Markup goes through translation as a placeholder, and the space beside it is lost when the placeholder is put back.

## Limits
Endings stay where they are: "`String`s", "`null`ed", and all lower-case words after code in languages that write
endings on the word before (Finnish, Hungarian, Turkish …). A word of which a part is bold ("un**think**able") stays.
Silent where the language is unknown, has no word list, or is written without spaces. In 24,000 paragraphs of
human-translated technical documentation it finds about one place in 1,000, all of them slips.

## Source
CommonMark 0.31.2 for code spans, autolinks and emphasis; words by frequency; endings: WALS Online, chapters 26 and 49.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    LETTER,
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Lexicon,
    Segment,
    fires,
    insert,
    lazy_pattern,
    lexicon,
    pair,
    rule,
    silent,
    table,
)

_MARKUP = lazy_pattern(
    r"(?<!`)`[^`\n]+`(?!`)|<[a-z][a-z+.-]+:[^<>\s]+>"
    r"|(?<![*\\])\*\*(?P<bold>[\w(/@](?:[^*\n]*[^\s*\\])?)\*\*(?!\*)"
)
_BEFORE = lazy_pattern(r"(?<![-_\\\w])[^\W\d_]+$")
_AFTER = lazy_pattern(r"[^\W\d_]+")
_LONGEST = 40  # letters of a word that are looked at
_SHORT, _SHORT_ZIPF, _ZIPF = 3, 5.5, 3.0


def _is_word(word: str, words: Lexicon) -> bool:
    zipf = words.zipf(word.lower())
    return len(word) >= 2 and zipf >= (_SHORT_ZIPF if len(word) <= _SHORT else _ZIPF)


def _part_of_word(before: str, bold: str, after: str, words: Lexicon) -> bool:
    """Whether bold text is a part of a word with what touches it."""
    return bold.isalpha() and (bold[0].islower() or (before + bold + after).lower() in words)


@rule(
    id="space-beside-code",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.93,
    needs_language=True,
    trigger=pair(LETTER, "`*<") | pair("`*>", LETTER),
    examples=[
        fires("Der Wert wird in `Sheet1`⟦⟧definiert.", "Der Wert wird in `Sheet1` definiert.", lang="de"),
        fires(
            "Cliquez sur le bouton⟦⟧**Suivant** pour continuer.",
            "Cliquez sur le bouton **Suivant** pour continuer.",
            lang="fr",
        ),
        fires("L'operatore⟦⟧`Sizeof` non è supportato.", "L'operatore `Sizeof` non è supportato.", lang="it"),
        fires(
            "La clase <xref:System.Text>⟦⟧contiene los datos.",
            "La clase <xref:System.Text> contiene los datos.",
            lang="es",
        ),
        silent("Two `String`s are compared, then `null`ed.", lang="en"),
        silent("Das `Foo`-Objekt und die `Bar`s bleiben.", lang="de"),
        silent("That is un**think**able, and he is **not** coming.", lang="en"),
        silent("Käytä `List`in arvoa ja `Map`issa olevaa avainta.", lang="fi"),
        silent("`config`を開いて`name`を変更します。", lang="ja"),
        silent("L'`attributo` e l'**elemento** sono obbligatori.", lang="it"),
        silent("a*b*c and x**2 are `x`and", lang=None),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the places where a space is missing beside markup."""
    words = lexicon(segment.lang)
    if words is None or not segment.locale.word_spaces:
        return
    attaches = segment.lang is not None and any(
        row["language"] == segment.lang.partition("-")[0] for row in table("space-beside-code", "suffixing")
    )
    text = segment.text
    for m in _MARKUP.finditer(text):
        left = _BEFORE.search(text[max(0, m.start() - _LONGEST) : m.start()])
        right = _AFTER.match(text, m.end(), m.end() + _LONGEST)
        before, after = left[0] if left else "", right[0] if right else ""
        if m["bold"] and _part_of_word(before, m["bold"], after, words):
            continue
        if before and _is_word(before, words):
            yield insert(m.start(), " ", "the space before the markup is missing")
        if after and _is_word(after, words) and not (attaches and after.islower()):
            yield insert(m.end(), " ", "the space after the markup is missing")
