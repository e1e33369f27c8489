r"""Closes placeholders that translation took apart: "# ORDER_ID #", "$ {name}", "{ {user} }", "% 1 $ s".

## What it does
Removes the spaces inside ``#TOKEN#``, ``${name}``, ``{{name}}``, ``%{name}``, ``{name}``, ``%s``, ``%1$s`` and ``%(name)s``.
A space that slipped from before the placeholder into it goes back ("chairs# ORDER_ID#"), and the one between a
placeholder and its hyphen goes ("#ORDER_ID # -Konto").

## Why
A program no longer finds such a placeholder, and shows it to the reader. Systems split it like punctuation.

## Limits
"$ {command}" behind a prompt, "5 % s", "in % d", hashtags ("#PS5 #xbox"), headings, sets ("{ 1, 2 }"), formulas and code stay. What may be either is
repaired where the whole placeholder stands in the source or elsewhere in the document, and otherwise only suggested.

## Source
C99 printf and POSIX numbered arguments, Python %-format, Ruby format, JavaScript template literals, Jinja and Mustache.
"""

import re
from collections.abc import Iterator

from textfix.rule import (
    DIGIT,
    REPAIR,
    RESIDUE,
    SPACE,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    pair,
    rule,
    silent,
    table,
)

_S = "[ \xa0]"
_ID = r"[A-Za-z_][A-Za-z0-9_]*+(?:\.[A-Za-z0-9_]++)*+"
_HASH = lazy_pattern(
    rf"(?<![#&])#(?P<left>{_S}?)(?P<name>[A-Z][A-Za-z0-9]*+(?:{_S}?_{_S}?[A-Z0-9]++)*+)(?P<right>{_S}?)#(?!#)"
)
_LETTERED = lazy_pattern(r"[A-Z]++(?:_[A-Z]++)++")
_TOKEN = lazy_pattern(r"[A-Z]{3,}+|[A-Z][A-Za-z]++\d++|[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++")
_DOLLAR = lazy_pattern(rf"\${_S}\{{{_S}?({_ID}){_S}?\}}")
_OF_SHELL = frozenset({"command", "cmd", "program", "script"})  # behind a prompt: "Type $ {command}"
_OTHER_DOLLAR = lazy_pattern(rf"\$(?!{_S}?\{{)")
_DOUBLE = lazy_pattern(rf"(?<![\w\\{{^}}\])])\{{({_S}?)\{{({_S}?)({_ID})({_S}?)\}}({_S}?)\}}(?!\}})")
_SINGLE = lazy_pattern(rf"(?<![\w\\{{$%#^}}\])])\{{({_S}?)({_ID}|\d)({_S}?)\}}(?![\w}}(])")
_MATHS = lazy_pattern(r"[\\^∈∉⊂⊆∪∩∅]|=[ ]?\{")
_PERCENT = lazy_pattern(
    rf"(?<![\d%])(?<!\d{_S})%(?:{_S}(?P<plain>[sd@])|{_S}?(?P<number>\d{{1,2}}){_S}?\${_S}?[sd@]"
    rf"|{_S}?\({_S}?(?P<name>[A-Za-z_]\w*+){_S}?\){_S}?[sd]|{_S}\{{{_S}?(?P<ruby>[a-z_][a-z0-9_]++){_S}?\}})(?![\w'’%])"
)
_SIGN = lazy_pattern(rf"[#{{%](?:(?<!%)|{_S}?[sd@(\d{{])")
_OPENED = lazy_pattern(r"(?:[\"'“„‘«‹(\[=/]|^|[^\W\d_]{4})$")
_SURE, _LIKELY, _MAYBE = 0.97, 0.9, 0.7


@rule(
    id="spaced-placeholder",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=_SURE,
    inside_protected=True,
    trigger=pair("#%${_", SPACE) | pair(SPACE, "#}_") | pair("%", "(") | pair("%", DIGIT),
    pattern=_SIGN,
    examples=[
        fires("Your parcel ⟦#ORDER_ID #⟧ has left.", "Your parcel #ORDER_ID# has left.", lang="en"),
        fires("Haben Sie Ihr ⟦# CLIENT_NAME #⟧ Passwort?", "Haben Sie Ihr #CLIENT_NAME# Passwort?", lang="de"),
        fires("Prüfen Sie Ihr ⟦#SHOP_NAME # ⟧-Konto.", "Prüfen Sie Ihr #SHOP_NAME#-Konto.", lang="de"),
        fires("Le client⟦# CLIENT_NAME#⟧ a répondu.", "Le client #CLIENT_NAME# a répondu.", lang="fr"),
        fires("Envoyé par ⟦# Brand2 #⟧.", "Envoyé par #Brand2#.", lang="fr"),
        fires("Hola, ⟦$ {userName}⟧, bienvenido.", "Hola, ${userName}, bienvenido.", lang="es"),
        fires("Hej ⟦{ {name} }⟧, välkommen!", "Hej {{name}}, välkommen!", lang="sv"),
        fires("Il file «⟦% s⟧» non esiste.", "Il file «%s» non esiste.", lang="it"),
        fires("Use ⟦% s⟧ here.", "Use %s here.", lang="en"),
        fires("Le fichier⟦% s⟧ est vide.", "Le fichier %s est vide.", lang="fr"),
        fires("Файл ⟦% 1 $ s⟧ не найден.", "Файл %1$s не найден.", lang="ru"),
        fires("Smazat ⟦%(file_name) s⟧?", "Smazat %(file_name)s?", lang="cs"),
        fires(
            "Du har ⟦{ count }⟧ nya brev.",
            "Du har {count} nya brev.",
            lang="sv",
            source="You have {count} new letters.",
        ),
        silent("Úrok je 5 % s ročním navýšením, tedy 100 % d.", lang="cs"),
        silent("Výsledky 7% s přesností."),
        silent("Uvádí se v % s přesností na desetiny.", lang="cs"),
        silent("#Xbox1 #gaming #fun and # other things"),
        silent("#COVID_19 #公式 のお知らせ"),
        silent("# INSTALLATION #"),
        silent("The sets { 1, 2 } and { {a}, {b} } differ."),
        silent(r"In \frac{ {x} }{2} and $ {x} + 1 $ nothing is lost."),
        silent("Type $ {command} at the prompt, as in:\n$ {name} --help"),
        silent("We pay $ {a lot} for { this thing }."),
        silent('{ "name": { "first": "Ann" } }'),
        silent("import { useState } from 'react'"),
        silent("He is the # 1 player and the # 2 coach."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if "#" in text:
        yield from _hashes(segment)
    if "{" in text:
        yield from _braces(segment)
    if "%" in text:
        yield from _percents(segment)


def _known(segment: Segment, token: str) -> bool:
    """Whether the whole placeholder stands in the source or somewhere in the document."""
    return token in (segment.source or "") or segment.document.holds(token)


def _close(m: re.Match[str], token: str, confidence: float, before: str = "", after: int = 0) -> Hit:
    """A hit that removes the white space in a match; `before` goes in front of it, `after` characters behind it go too."""
    start, end = m.span()
    spaces = [start + i for i, c in enumerate(m[0]) if c in " \xa0"] + list(range(end, end + after))
    edits = tuple(Edit(Span(i, i + 1), "") for i in spaces)
    if before:
        edits = (Edit(Span(start, start), before), *edits)
    return Hit(
        Span(start, end + after), f"placeholder {token} was taken apart; its spaces are removed", edits, confidence
    )


def _slipped(segment: Segment, at: int) -> str:
    """The space that belongs before a placeholder at `at` that touches a word."""
    before = segment.text[at - 1 : at]
    return " " if before.isalpha() and before < "\u2e80" and segment.locale.word_spaces else ""


def _hashes(segment: Segment) -> Iterator[Hit]:
    text, at = segment.text, 0
    while m := _HASH.search(text, at):
        at = m.end() - 1  # what closes one token may open another
        name = re.sub(_S, "", m["name"])
        spaced = len(name) + 2 < len(m[0])
        confidence = _hash_confidence(segment, m, name) if spaced and _TOKEN.fullmatch(name) else 0.0
        if not spaced and _TOKEN.fullmatch(name):
            at = m.end()
        if confidence:
            hyphen = re.match(rf"({_S})[-‑–](?=\w)", text[m.end() : m.end() + 3])
            before = _slipped(segment, m.start()) if m["left"] else ""
            yield _close(m, f"#{name}#", confidence, before, 1 if hyphen else 0)
            at = m.end()


def _hash_confidence(segment: Segment, m: re.Match[str], name: str) -> float:
    text, lettered = segment.text, bool(_LETTERED.fullmatch(name))
    whole_line = text.strip() == m[0]
    if _known(segment, f"#{name}#"):
        return _SURE
    if whole_line or text[m.end() : m.end() + 1].isalnum() or re.match(rf"{_S}?\d", text[m.end() : m.end() + 2]):
        return 0.0
    if text[m.start() - 1 : m.start()].isalnum() and not lettered:
        return 0.0
    if lettered:
        return _SURE
    # "#PS5 # xbox" may be two hashtags
    word_follows = re.match(rf"{_S}\w", text[m.end() : m.end() + 2])
    return 0.0 if word_follows else _LIKELY


def _braces(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if "$" in text and not _OTHER_DOLLAR.search(text):
        for m in _DOLLAR.finditer(text):
            if m[1] in _OF_SHELL or not text[: m.start()].strip(" \xa0`>"):
                continue
            yield _close(m, f"${{{m[1]}}}", _SURE, _slipped(segment, m.start()))
    if _MATHS.search(text):
        return
    for m in _DOUBLE.finditer(text):
        opened, left, name, right, closed = m.groups()
        if opened or closed:
            sure = len(name) > 1 or _known(segment, f"{{{{{name}}}}}")
            yield _double(m, _SURE if sure else 0.85)
    for m in _SINGLE.finditer(text):
        left, name, right = m.groups()
        if not (left or right):
            continue
        if _known(segment, f"{{{name}}}"):
            yield _close(m, f"{{{name}}}", _SURE)
        elif not (left and right) and len(name) > 1:
            yield _close(m, f"{{{name}}}", _LIKELY if "_" in name else _MAYBE)


def _double(m: re.Match[str], confidence: float) -> Hit:
    # "{{ name }}" is how templates are written: spaces beside the name stay if there are two
    inner = () if m[2] and m[4] else (2, 4)
    edits = tuple(Edit(Span(*m.span(k)), "") for k in sorted((1, 5, *inner)) if m[k])
    token = f"{{{{{m[3]}}}}}"
    return Hit(Span(*m.span()), f"placeholder {token} was taken apart; its spaces are removed", edits, confidence)


def _percents(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    for m in _PERCENT.finditer(text):
        token = re.sub(_S, "", m[0])
        if token == m[0]:
            continue
        before = text[max(0, m.start() - 5) : m.start()]
        name = m["name"] or ""
        if m["number"] or m["ruby"] or _known(segment, token):
            confidence = _SURE
        elif name:
            confidence = _LIKELY if m[0].startswith("%(") or "_" in name else _MAYBE
        else:
            confidence = _LIKELY if _OPENED.search(before) or _no_word(segment, m["plain"]) else 0.0
        if confidence:
            yield _close(m, token, confidence, _slipped(segment, m.start()))


def _no_word(segment: Segment, letter: str) -> bool:
    """Whether the language of the text has no word of this letter, which "in % s" could hold."""
    language = (segment.lang or "").partition("-")[0]
    rows = table("spaced-placeholder", "words")
    return bool(language) and not any(row["language"] == language and row["letter"] == letter for row in rows)
