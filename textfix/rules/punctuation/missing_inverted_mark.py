"""Sets the ¿ or ¡ that a question or exclamation lacks: "Qué hora es?" is "¿Qué hora es?".

## What it does
The mark goes to the beginning of the sentence, where this is certain: the sentence begins with a word that asks, or has no comma, colon,
dash or quotation mark in it, behind which the question could begin.

## Why
Models follow a source that has one mark.

## Limits
In "Y sobre todo, ¿votaremos?" the question begins in mid-sentence; without its mark such a sentence is only suggested. People leave the
mark out in chats: a document that never writes one gets suggestions. Only languages that require the marks (Spanish, Asturian).

## Source
Real Academia Española, Ortografía de la lengua española (2010), III.3.4.6; `tables/missing-inverted-mark`.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    LETTER,
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Segment,
    fires,
    insert,
    lazy_pattern,
    pair,
    rule,
    sentences,
    silent,
    table_for,
)

_OPENING = {"?": "¿", "!": "¡"}
_MIDDLE = lazy_pattern(r"[,;:—–()\[\]\"“”«»…]| - |\.")
_START = lazy_pattern(r"[-—–*•\s]*")
_MANY = 3  # closing marks without any opening one that show how the author writes
_SURE, _LIKELY, _UNSURE = 0.9, 0.85, 0.6


def _never_opens(text: str) -> bool:
    return text.count("?") + text.count("!") >= _MANY and "¿" not in text and "¡" not in text


@rule(
    id="missing-inverted-mark",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_SURE,
    languages=("es", "ast"),
    trigger=pair(LETTER, "?!"),
    examples=[
        fires("⟦⟧Qué hora es?", "¿Qué hora es?", lang="es"),
        fires("Llegó tarde. ⟦⟧Por qué no llamó, si podía?", "Llegó tarde. ¿Por qué no llamó, si podía?", lang="es"),
        fires("⟦⟧Logró reducir la pobreza?", "¿Logró reducir la pobreza?", lang="es"),
        fires("¿Vienes? ⟦⟧Qué bien!", "¿Vienes? ¡Qué bien!", lang="es-MX"),
        silent("¿Qué hora es? ¡Hola!", lang="es"),
        silent("Escriba ??? o una cadena como a?b.", lang="es"),
        silent("Sr. Trump, ¿votaremos? Y sobre todo, ¿cuándo?", lang="es"),
        silent("Que hora é?", lang="pt"),
        silent("¿Puede pasarme con el Sr. Smith?", lang="es"),
        silent("¡Qué sorpresa tan grande, ¿no?!", lang="es"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the places where a sentence lacks its opening mark."""
    if segment.locale.inverted_marks != "required":
        return
    text = segment.text
    asking = tuple(row["word"] for row in table_for("missing-inverted-mark", "es"))
    for start, end in sentences(text, segment.lang):
        sentence = text[start:end]
        mark = sentence[-1]
        if mark not in _OPENING or any(c in sentence[:-1] for c in "¿¡?!") or not sentence[-2:-1].isalpha():
            continue
        glued = text[end : end + 1].isalnum() or text[max(0, start - 1) : start] in ("!", "?")
        if glued or text.count("¿", 0, start) != text.count("?", 0, start):
            continue
        at = start + len(_START.match(sentence)[0])  # type: ignore[index]
        body = text[at : end - 1]
        if not body[:1].isalpha() or (at == start == 0 and not body[0].isupper()):
            continue
        asks = any(body.lower().startswith(word + " ") or body.lower() == word for word in asking)
        sure = asks or not _MIDDLE.search(body)
        chats = segment.document.memo("never opens a question", lambda document: _never_opens(document.text))
        confidence = _UNSURE if chats or not sure else (_SURE if asks else _LIKELY)
        yield insert(at, _OPENING[mark], f"{_OPENING[mark]} is missing", confidence=confidence)
