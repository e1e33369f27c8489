"""Sets the quotation marks of the locale, at every level, with the spaces that belong inside them.

## What it does
With the profile `publish`, the marks of every quotation become those that CLDR gives for the locale: German „…“ with
‚…‘ inside, Swiss «…», Polish „…”, French « … » with spaces that do not break, Japanese 「…」 with 『…』 inside. Levels
alternate: what stands inside a quotation gets the inner marks, and what stands inside that the outer ones.

Quotations of a single straight mark, 'so', become curly in languages that have such a pair, and stay single.
A mark whose partner stands in another paragraph is set too, where its place says which of the two it is.

## Why
Translation systems and keyboards write straight marks, or those of the source language.

## Limits
Left alone: paragraphs in which a mark is left over that may be a sign for inches, or is not clear; pairs that no language
writes (`mixed-quotes` is for them); lines that look like code, tables of values or settings, or hold a Markdown link with
a title; single marks that may be apostrophes; outer quotations in curly single marks; the
titles in 『…』; curly marks in Arabic script and Hebrew, which people set both ways round. Where a locale has the same
marks inside as outside (Lithuanian), other typographic marks stay inside. Languages of which CLDR knows nothing are left
as they are, and so are guillemets in Cyrillic where CLDR has no marks of the language itself (Tatar, Bashkir, Tajik).

## Source
CLDR 48 delimiters, and the authorities named in the locale files where these say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.locale import Locale, QuotePair
from textfix.rule import (
    DOUBLE,
    LINE_END,
    REPAIR,
    SINGLE,
    SPACE,
    STYLE,
    Edit,
    Hit,
    Mark,
    Paragraph,
    Quotation,
    Segment,
    Severity,
    Span,
    Stand,
    chars,
    fires,
    lazy_pattern,
    pair,
    protected_spans,
    quotations,
    rule,
    silent,
)

_SURE, _SINGLE_MARKS, _OVER_PARAGRAPHS = 0.95, 0.85, 0.85
_STRAIGHT = ("'", '"', "＂")
_CURLY = "“”„‟"
_SPACED = "«‹"
_GUILLEMETS = QuotePair("«", "»")
_SPACES = " \u00a0\u202f\u2009"
_MEASURE = lazy_pattern(r"(?<![\w.,])\d{1,3}(?:[.,]\d+)?[\"″]")
_TWO_SINGLE = lazy_pattern(r"[‘’‚'][‘’‚']")  # for a double mark
_PLAIN_SINGLE = lazy_pattern(r"(?<!\w)'|'(?!\w)")
_WORD = lazy_pattern(r"[^\W\d_]{2}")
# Code, tables of values, settings, and the titles of Markdown links
_CODE = lazy_pattern(
    r"""=\s?["']|[{\[]["']|["'],["']|\w\(["']|["']:\s?["'\[{\d]|\]\([^()\n]*["'][^()\n]*\)|^\s*\[[^\]\n]+\]:\s"""
    r"""|^\s*(?:-\s)?[a-z_][\w.-]*:\s["']""",
    re.MULTILINE,
)
_TITLE = QuotePair("『", "』")


@rule(
    id="locale-quotes",
    kind=REPAIR,
    stage=STYLE,
    error_type="locale-conventions/quote-format",
    severity=Severity.NEUTRAL,
    confidence=_SURE,
    needs_language=True,
    profiles=("publish",),
    trigger=chars(DOUBLE) | pair(SPACE, SINGLE) | pair(LINE_END, SINGLE) | pair("([{-–—", SINGLE),
    examples=[
        fires('Er sagte: ⟦"⟧Komm her."', "Er sagte: „Komm her.“", lang="de"),
        fires('Er sagte: ⟦"⟧Komm her."', "Er sagte: «Komm her.»", lang="de-CH"),
        fires('Elle a dit : ⟦"⟧Viens."', "Elle a dit : «\u00a0Viens.\u00a0»", lang="fr"),
        fires("Elle a dit : «⟦ ⟧Viens. »", "Elle a dit : «\u00a0Viens.\u00a0»", lang="fr"),
        fires("Он сказал: ⟦“⟧Иди сюда”.", "Он сказал: «Иди сюда».", lang="ru"),
        fires("他說：⟦“⟧過來。”", "他說：「過來。」", lang="zh-Hant"),
        fires("他说：⟦「⟧过来。」", "他说：“过来。”", lang="zh-Hans"),
        fires('Ela disse: ⟦"⟧Vem cá."', "Ela disse: «Vem cá.»", lang="pt-PT"),
        fires('Ela disse: ⟦"⟧Vem cá."', "Ela disse: “Vem cá.”", lang="pt-BR"),
        fires("“We read ⟦'⟧Ulysses' there,” she said.", "“We read ‘Ulysses’ there,” she said.", lang="en"),
        fires('⟦"⟧It began here.', "“It began here.", lang="en"),
        fires('<a href="x">⟦"⟧Here"</a>, she said.', '<a href="x">“Here”</a>, she said.', lang="en"),
        silent("Ул «Мин бәхетле кеше» диде.", lang="tt"),
        silent("“We read ‘Ulysses’ there,” she said.", lang="en"),
        silent("„Wir lesen ‚Faust‘“, sagte sie.", lang="de"),
        silent("«\u00a0On l’appelle “Zadig”\u00a0», dit-il.", lang="fr"),
        silent('The 19" screen stands on the 6\' 2" shelf.', lang="en"),
        silent("It was the boys' house in the '90s, rock 'n' roll and all.", lang="en"),
        silent("彼は『心』を読んだ。", lang="ja"),
        silent("ਸੂਚੀ ਦੇ ਸਿਖਰ 'ਤੇ ਹਨ, ਦਸਾਂ' ਚੋਂ ਇੱਕ।", lang="pa"),
        silent('Set `title="x"` and see https://a.example/?q=x there.', lang="de"),
        silent('He said "no".', lang=None),
        silent('[The page](https://a.example/x "The title"), name="x", {"a": "b"}', lang="en"),
        silent('title: "The page"', lang="en"),
        silent('It is late, "she said.', lang="en"),
        silent("‘’He spoke of ‘green cards’’’, she said.", lang="en"),
        silent("«Nem», he said to the “others».", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the quotations whose marks are not those of the locale."""
    text, locale = segment.text, segment.locale
    if not locale.known or not any(_paragraph(text, p, locale) for p in quotations(text)):
        return
    protected = protected_spans(text)
    prose = _without(text, protected)
    for paragraph in quotations(text, protected):
        low, high = paragraph.start, paragraph.end
        if not (_CODE.search(prose, low, high) or _TWO_SINGLE.search(prose, low, high)):
            yield from _paragraph(text, paragraph, locale)


def _without(text: str, spans: list[Span]) -> str:
    """The text with underscores in place of what stands in `spans`."""
    for start, end in spans:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _paragraph(text: str, paragraph: Paragraph, locale: Locale) -> list[Hit]:
    if not all(q.sound for q in paragraph.quotations):
        return []
    loose = [m for m in paragraph.loose if m.char in DOUBLE]
    if len(loose) > 1 or (loose and _MEASURE.search(text, paragraph.start, paragraph.end)):
        return []
    inside = _beside(loose[0], paragraph) if loose else []
    hits: list[Hit] = []
    around: list[tuple[Quotation, QuotePair]] = []  # the quotations that the next one stands in, with their final pairs
    for q in sorted(paragraph.quotations, key=lambda q: q.opening.at):
        while around and around[-1][0].closing.at < q.opening.at:
            around.pop()
        own = QuotePair(q.opening.char, q.closing.char)
        wanted = own if q in inside else _wanted(text, q, own, around[-1][1] if around else None, locale)
        around.append((q, wanted))
        if edits := _edits(text, q, wanted, locale):
            confidence = _SINGLE_MARKS if own.open == "'" else _SURE
            hits.append(_hit(edits, f"{locale.name} writes {wanted.open}…{wanted.close}", confidence))
    if (
        loose
        and not inside
        and not (loose[0].char in "«»" and _inherits(locale))
        and (edit := _alone(text, loose[0], paragraph, locale))
    ):
        hits.append(
            _hit((edit,), f"{locale.name} writes {locale.quotes[0].open}…{locale.quotes[0].close}", _OVER_PARAGRAPHS)
        )
    return hits


def _hit(edits: tuple[Edit, ...], message: str, confidence: float) -> Hit:
    return Hit(edits[0].span, message, edits, confidence)


def _beside(loose: Mark, paragraph: Paragraph) -> list[Quotation]:
    """The quotations that stand inside the one that a loose mark opens or closes, if it is one; all, if it is unclear."""
    if loose.stand is Stand.OPENING:
        return [q for q in paragraph.quotations if q.closing.at > loose.at]
    if loose.stand is Stand.CLOSING:
        return [q for q in paragraph.quotations if q.opening.at < loose.at]
    return list(paragraph.quotations)


def _wanted(text: str, q: Quotation, own: QuotePair, parent: QuotePair | None, locale: Locale) -> QuotePair:
    """The pair that a quotation is to have, which may be its own."""
    outer, inner = locale.quotes[:2]
    if own == _TITLE and outer.open == "「":
        return own
    if locale.direction == "rtl" and outer.open in _CURLY and own.open in _CURLY:
        return own
    if own == _GUILLEMETS and _inherits(locale):
        return own
    level = inner if parent == outer else outer
    if own.open in SINGLE:
        if own.open == "'" and not _is_quotation(text, q):
            return own
        if parent is None:
            single = next((p for p in (outer, inner) if p.open in SINGLE), own)
            return single if own.open == "'" else own
    elif parent is not None and inner == outer and own.open not in _STRAIGHT:
        return own
    return level


def _inherits(locale: Locale) -> bool:
    """Whether the marks are the root's, in a script whose writers use guillemets: CLDR knows nothing of Tatar's."""
    return locale.script == "Cyrl" and locale.quotes[0].open == "“"


def _is_quotation(text: str, q: Quotation) -> bool:
    """Whether two straight single marks are no apostrophes: they are the only ones, and enclose words."""
    low, high = text.rfind("\n", 0, q.opening.at) + 1, text.find("\n", q.closing.at)
    marks = _PLAIN_SINGLE.findall(text, low, len(text) if high < 0 else high)
    inner = text[q.opening.at + 1 : q.closing.at]
    first = inner.partition(" ")[0].lstrip("…¿¡(")
    elided = " " in inner and (inner[-1] in "sSxz" or (len(first) < 3 and not first.istitle()))  # the boys' … 's avonds
    return len(marks) == 2 and _WORD.search(inner) is not None and not elided and not q.closing.after_digit


def _edits(text: str, q: Quotation, wanted: QuotePair, locale: Locale) -> tuple[Edit, ...]:
    """The edits that give a quotation its marks; the spaces inside go with them."""
    at, end = q.opening.at + 1, q.closing.at
    left = next((i for i in range(at, end) if text[i] not in _SPACES), end)
    right = next((i for i in range(end, left, -1) if text[i - 1] not in _SPACES), left)
    if left == right:
        return ()
    edits = (
        _side(text, q.opening.at, left, wanted.open, _gap(text[at:left], q.opening, wanted.open, locale), opening=True),
        _side(
            text, right, end + 1, wanted.close, _gap(text[right:end], q.closing, wanted.close, locale), opening=False
        ),
    )
    return tuple(e for e in edits if e is not None)


def _gap(found: str, mark: Mark, wanted: str, locale: Locale) -> str:
    """The space that belongs inside a mark: any space that does not break will do."""
    if wanted in "«»‹›" and locale.quote_space:
        return found if found in ("\u00a0", "\u202f", "\u2009") else locale.quote_space
    return found if mark.char == wanted else ""


def _side(text: str, start: int, end: int, mark: str, gap: str, *, opening: bool) -> Edit | None:
    """The minimal edit of a mark and the space inside it."""
    new = mark + gap if opening else gap + mark
    old = text[start:end]
    if old == new:
        return None
    if opening and old[0] == mark:
        return Edit(Span(start + 1, end), gap)
    if not opening and old[-1] == mark:
        return Edit(Span(start, end - 1), gap)
    return Edit(Span(start, end), new)


def _alone(text: str, mark: Mark, paragraph: Paragraph, locale: Locale) -> Edit | None:
    """The edit of a mark whose partner stands in another paragraph."""
    outer = locale.quotes[0]
    opening = mark.stand is Stand.OPENING
    wanted = outer.open if opening else outer.close
    curly = locale.direction == "rtl" and outer.open in _CURLY and mark.char in _CURLY
    own = mark.char in outer and mark.char not in _STRAIGHT
    if own or curly or mark.after_digit or not _runs_over(text, mark, paragraph):
        return None
    gap = locale.quote_space if wanted in "«»‹›" else ""
    return Edit(Span(mark.at, mark.at + 1), wanted + gap if opening else gap + wanted)


def _runs_over(text: str, mark: Mark, paragraph: Paragraph) -> bool:
    """Whether the rest of the paragraph stands inside a quotation that `mark` opens, or the beginning, if it closes."""
    if mark.stand is Stand.OPENING:
        before, behind = text[paragraph.start : mark.at].rstrip(), text[mark.at + 1 : paragraph.end]
        return not before or not (before[-1].isalnum() or behind[:1].islower())  # else: It is late, "she said
    if mark.stand is Stand.CLOSING:
        behind = text[mark.at + 1 : paragraph.end].lstrip()
        return not text[mark.at - 1].isalnum() or not behind or not behind[0].isalnum()
    return False
