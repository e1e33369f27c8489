"""Flags a familiar form of address in a text that is polite to its reader, or the other way round.

## What it does
Counts, outside quotations, the words that address somebody: familiar ones (du, tu, tú, ты) and polite ones (Sie, vous,
usted, вы). Where one kind is clearly the manner of the text, words of the other kind are flagged.

## Why
A sentence is translated by itself, and "you" does not say which it is.

## Limits
At least four words of the one kind, and four times as many as of the other. Where the polite form addresses several
persons too (French, Russian, Czech …), it is not flagged in a familiar text. Speech that is not set off by quotation
marks is mistaken for the author's. Languages that have a table.

## Source
`tables/changed-address`, from reference grammars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    always,
    fires,
    flag,
    lazy_pattern,
    quotations,
    rule,
    silent,
    table_for,
)

_LEAST, _FACTOR = 4, 4
_CONFIDENCE = 0.65
_SENTENCE_START = lazy_pattern(r"(?:^|[.!?…:\n–—•*\-])[\s\"'»”“«„()\[\]*#–—]*$")


@cache
def _forms(lang: str) -> tuple[Mapping[str, str], re.Pattern[str]] | None:
    roles = {row["form"]: row["role"] for row in table_for("changed-address", lang)}
    if not roles:
        return None
    return roles, re.compile(rf"(?<![\w'’\-])(?:{'|'.join(map(re.escape, roles))})(?![\w'’\-])", re.IGNORECASE)


@rule(
    id="changed-address",
    kind=FLAG,
    error_type="style/register",
    confidence=_CONFIDENCE,
    scope=DOCUMENT,
    needs_language=True,
    trigger=always,
    examples=[
        fires(
            "Wählen Sie die Datei. Dann öffnen Sie den Ordner, und speichern Sie Ihre Datei. Jetzt hast ⟦du⟧ es.",
            lang="de",
        ),
        fires("Si vous voulez, vous pouvez fermer votre fichier et vos dossiers. Après, ⟦tu⟧ sors.", lang="fr"),
        fires("Если вы хотите, вы можете сохранить ваш файл; вам помогут. Потом ⟦ты⟧ выходишь.", lang="ru"),
        fires("Tú sabes que tú puedes, y tú ves que tus amigos van contigo. Pase ⟦usted⟧ luego.", lang="es"),
        silent("Wählen Sie die Datei. Dann öffnen Sie den Ordner, und speichern Sie Ihre Datei.", lang="de"),
        silent("Sie sagte „du bist da“. Hier sehen Sie, dass Sie Ihre Daten haben, wenn Sie wollen.", lang="de"),
        silent("Tu sais que tu peux, et tu vois que tes amis sont à toi. Vous êtes tous là.", lang="fr"),
        silent("He told me that you and I were right.", lang="en"),
        silent("Sie kamen, und du weißt, dass Sie da waren.", lang="de"),
        silent("Вы знаете, что вы и ваш друг правы, и вам верят.", lang="ru"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the words that address otherwise than the rest of the text does."""
    found = _forms(segment.lang) if segment.lang else None
    if found is None:
        return
    roles, pattern = found
    text = segment.text
    tokens = segment.document.tokens()
    there = {role == "familiar" for form, role in roles.items() if not tokens.isdisjoint(_tokens(form))}
    if len(there) < 2:
        return
    met = [(m, role) for m in pattern.finditer(text) if (role := _role(m, roles))]
    familiar = sum(role == "familiar" for _, role in met)
    if min(familiar, len(met) - familiar) == 0 or len(met) < _LEAST + 1:
        return
    quoted = list(_quoted(text))
    met = [(m, role) for m, role in met if not any(start <= m.start() < end for start, end in quoted)]
    kinds = [[m for m, role in met if (role == "familiar") is kind] for kind in (True, False)]
    few, many = sorted(kinds, key=len)
    plural = any(role == "polite-plural" for _, role in met)
    if len(many) < max(_LEAST, _FACTOR * len(few)) or (plural and few is kinds[1]):
        return
    manner = "polite" if few is kinds[0] else "familiar"
    for m in few:
        message = f"“{m[0]}” in a text that is {manner} elsewhere"
        yield flag(*m.span(), message, evidence=f"{len(many)} {manner} forms, {len(few)} others")


@cache
def _tokens(form: str) -> tuple[str, ...]:
    """How a form may stand between spaces."""
    return tuple(f"{word}{mark}" for word in (form, form.capitalize()) for mark in ("", *",.;:!?…"))


def _role(m: re.Match[str], roles: Mapping[str, str]) -> str | None:
    """The role of a form, ``None`` where it is another word: written with a capital, or with a small letter."""
    word = m[0]
    at_start = _SENTENCE_START.search(m.string, max(0, m.start() - 8), m.start()) is not None
    if word in roles:
        return None if at_start and word[0].isupper() else roles[word]
    return roles.get(word.lower()) if at_start or not word[0].isupper() else None


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """What other voices say: quotations, and paragraphs with marks that have no partner."""
    for paragraph in quotations(text):
        if paragraph.loose:
            yield paragraph.start, paragraph.end
        for quotation in paragraph.quotations:
            yield quotation.opening.at, quotation.closing.at
