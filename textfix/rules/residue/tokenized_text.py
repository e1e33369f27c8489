r"""Joins what a tokenizer split: "He said , “ it is n't so ” ."

## What it does
Where a line as a whole is tokenised, that is, marks of two kinds stand apart from their words and none is attached (of one
kind, in a document that is tokenised all over), removes
the spaces that writing does not have: before commas, full stops and closing brackets, after opening ones, inside quotation
marks, around apostrophes ("l ' amitié", "do n't"), inside numbers, and before the percent sign where the language attaches
it. Each removed space is an edit of its own. An elided word with spaces on both sides of its apostrophe is joined in any line.

## Why
Systems trained on tokenised text write it, and detokenizers know few languages: they leave spaces inside curly
quotation marks, after French apostrophes and after final ones ("Jones ’").

## Limits
A hyphen between spaces may have been a dash, and stays, but for chains ("17 - year - old") and words that are written with one
("self - employed", "dit - il"). So do the spaces that a language sets before its marks (French).
Quotation marks that do not pair, and numbers that may be a list ("2 , 5"), are left as they are.

## Source
Tables of CLDR and of grammars in `tables/tokenized-text`; words at hyphens from sentences of Tatoeba (CC BY 2.0 FR) and
TICO-19 (CC0), made by `scripts/build_hyphenated_words.py`; quotation marks and spaced marks are facts of the locale.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textfix.rule import (
    LETTER,
    LINE_END,
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Locale,
    Segment,
    Span,
    fires,
    holds,
    lazy_pattern,
    lexicon,
    pair,
    protected_spans,
    rule,
    silent,
    table,
    table_for,
    triple,
)

_POINTS = ",;:،؛、，；：·"
_TERMINALS = ".!?…؟।॥۔።։。！？"
_MARKS = "\"“”„‟«»‹›'‘’‚"
_GUILLEMETS = "«»‹›"
_CLOSERS, _OPENERS = ")]}）」』》", "([{¿¡（「『《"
_CLOSER = lazy_pattern(rf" (?<=\S.)(?=([{_POINTS}{_TERMINALS}{re.escape(_CLOSERS)}]+)(?:[\s\"”’»“'」』]|$))")
_ATTACHED = lazy_pattern(  # no tokenizer leaves a mark at its word, or joins it to other marks or to the next word
    rf"[^\w\s](?:(?<=[^\s\d][{_POINTS}!?؟।॥])(?=\s|$)|(?<=[^\W\d_]{{2}}[{_TERMINALS}])(?=[\"”’»“)]*\s*$)"
    rf"|(?<=\s[(\[])(?=\w)|(?<=\w[)\]])(?=\s|$)|(?<=\s[,.;:،])(?=[^\W\d_])"
    rf"|(?<=[)\]\"”»“])[{_POINTS}{_TERMINALS}]|(?<=[{_POINTS}{_TERMINALS}])[)\]\"”»“]"
    r"|(?<=\*)\*(?:\w|(?<=\w..))|(?<=`)(?:\w|(?<=\w.))|(?<=<)\w[^<>]*>|[^\s\w]{2}(?<! \.\.\.)|(?<=\.)\.\.(?=\S)"
    r"|(?<=\w[\"“”„»])(?=\s|$)|(?:(?<=\s.)|(?<=^.))(?<=[\"“”„«])(?=\w))"
)
_OPENER = lazy_pattern(rf"[{re.escape(_OPENERS)}](?:(?<=\s.)|(?<=^.))( )(?=\S)")
_BESIDE = lazy_pattern(
    rf" (?=[{_POINTS}{_TERMINALS}{re.escape(_CLOSERS)}{_MARKS}]|[nN]['’][tT])|[{re.escape(_OPENERS)}{_MARKS}] "
)
_FACE = lazy_pattern(r"[:;]['-]?[()\[\]DPp]")
_QUOTE = lazy_pattern(r"[\"“”„‟«»‹›](?:(?<=\s.)|(?<=^.))(?=\s|$)")
_SINGLE = lazy_pattern(r"['‘’‚](?:(?<=\s.)|(?<=^.))(?=\s|$)")
_APOSTROPHE = lazy_pattern(r"(?<![\w'’])(\w+)( ?)['’]( ?)(\w+)(?![\w'’])")
_NEGATION = lazy_pattern(r"(?<=\w)( )n['’]t\b", re.IGNORECASE)
_NUMBER = lazy_pattern(r"(?<![\w.,])(\d{1,3}) ([.,:]) (\d+)(?! ?[.,:/]? ?\d)")
_APART = lazy_pattern(r"['’](?<=\w .)(?= \w)")
_ANY = lazy_pattern(  # what proves that a line is tokenised, or nearly
    rf"[{_POINTS}{_TERMINALS}{re.escape(_CLOSERS + _OPENERS)}'’](?:(?<= [{_POINTS}{_TERMINALS}{re.escape(_CLOSERS)}])"
    rf"[{_POINTS}{_TERMINALS}{re.escape(_CLOSERS)}]*(?:[\s\"”’»“'」』]|$)|(?<=[{re.escape(_OPENERS)}]) \S|(?<= ['’]) \w)"
)
_ARABIC = lazy_pattern(r"[\u0590-\u08ff]")
_DOTS = lazy_pattern(r" \.(?: \.)+")
_CHAIN = lazy_pattern(r"(?<=\w)(?: - [^\W_]+){2,}")  # state - of - the - art: dashes do not come so close
_HYPHEN = lazy_pattern(r"(?<![\w-])([^\W\d_]+|\d+)( )-( )(?=([^\W\d_]+)(?!\w))")
_APART_IN_TEXT = lazy_pattern(
    rf" [{_POINTS}.!?](?<=\w [{_POINTS}.!?])(?=\s|\Z)"
)  # spaces are found faster than letters
_ATTACHED_IN_TEXT = lazy_pattern(rf"[{_POINTS}.!?](?<=\w.)(?=\s|\Z)")
_PERCENT = lazy_pattern(r"(?<=\d)( )%(?!\w)")
_TIGHT = lazy_pattern(r"(?<=\w)( )/( )(?=\w)|(?<=\d)( )[-–]( )(?=\d)|(?<=[\d ]°)( )[CF]\b")
_CURRENCY = lazy_pattern(r"(?:(?<=\s)|^)(?:US|CA|AU|HK|NT|R)?[$€£¥₹]( )(?=\d)")


_MANY = 12  # marks that stand apart
_RARE = 8  # marks that stand apart, for each that is attached


class Gaps(NamedTuple):
    """Spaces to remove: those that prove that the line is tokenised, those that follow from it, and sure ones.

    `kept`: spaces that stay in any case.
    """

    proof: set[int]
    other: set[int]
    sure: set[int]
    kept: set[int]


@rule(
    id="tokenized-text",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.93,
    needs_language=True,
    trigger=pair(" ", _POINTS + _TERMINALS + ")]}）」』》")
    | pair("([{¿¡（「『《", " ")
    | triple(" ", _MARKS, " ")
    | triple(" ", _MARKS, LINE_END)
    | triple(LINE_END, _MARKS, " ")
    | triple(LETTER, " ", "'’")
    | triple("'’", " ", LETTER),
    pattern=_ANY,
    examples=[
        fires("⟦He left , she said , and did n't come back .⟧", "He left, she said, and didn't come back.", lang="en"),
        fires("⟦“ Wait , ” she said .⟧", "“Wait,” she said.", lang="en"),
        fires("⟦The Jones ' house ( see below ) is old .⟧", "The Jones' house (see below) is old.", lang="en"),
        fires("Il parle de ⟦l ' amitié⟧ et du temps.", "Il parle de l'amitié et du temps.", lang="fr"),
        fires("⟦„ Nein “ , sagte er ( leise ) .⟧", "„Nein“, sagte er (leise).", lang="de"),
        fires("⟦Он сказал : « Да » , и ушёл .⟧", "Он сказал: «Да», и ушёл.", lang="ru"),
        fires("⟦Elle rit , puis elle dort .⟧", "Elle rit, puis elle dort.", lang="fr"),
        fires(
            "⟦A well - known , self - employed doctor ( aged 50 ) left .⟧",
            "A well-known, self-employed doctor (aged 50) left.",
            lang="en",
        ),
        fires(
            "⟦« Viens - tu ? » dit - il , puis il sort ( seul ) .⟧",
            "« Viens-tu ? » dit-il, puis il sort (seul).",
            lang="fr",
        ),
        silent("He left, she said, and didn't come back.", lang="en"),
        silent("Vraiment ? Oui ! Il a dit : « non » ; puis rien.", lang="fr"),
        silent("Il a déclaré : « Le personnel a été déployé .", lang="fr-CA"),
        silent("I like it :) and you ? Yes.", lang="en"),
        silent("Well , this was typed in a hurry, as you see.", lang="en"),
        silent("The file is .NET , nothing else", lang="en"),
        silent("ฉันชอบกินข้าว แต่เขาชอบก๋วยเตี๋ยว", lang="th"),
        silent("Rooms 3 - 5 are free - come in.", lang="en"),
        silent("rock 'n' roll, '80s style", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    elided = _has_elided(segment.lang) and _APART.search(text)
    if not elided and _ATTACHED.search(text) and len(_BESIDE.findall(text)) < _RARE:
        return
    gaps = _gaps(segment)
    tokenised = _tokenised(segment, gaps)
    if tokenised:
        _follow(segment, gaps)
    chosen = gaps.proof | gaps.other | gaps.sure if tokenised else gaps.sure
    if not chosen:
        return
    closed = protected_spans(text)
    chosen = {g for g in chosen - gaps.kept if not any(s.start < g + 1 and g < s.end for s in closed)}
    if not chosen:
        return
    edits = tuple(Edit(Span(g, g + 1), "") for g in sorted(chosen))
    if tokenised:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        yield Hit(Span(start, end), "the line is left tokenised; spaces that writing does not have are removed", edits)
    else:
        for m in _APOSTROPHE.finditer(text):
            mine = tuple(e for e in edits if m.start() <= e.span.start < m.end())
            if mine:
                yield Hit(Span(*m.span()), "spaces around an apostrophe are removed", mine)


def _tokenised(segment: Segment, gaps: Gaps) -> bool:
    """Whether marks of two kinds stand apart, three or more in all, and none is attached.

    Two are enough where the language has a word list, and with it a settled way of writing.
    """
    text = segment.text
    if not gaps.proof:
        return False
    kinds = {_kind(text, g) for g in gaps.proof}
    if _ARABIC.search(text) and not kinds & {"bracket", "quote"}:
        return False  # people who write Arabic letters often set a space before commas and full stops
    proof, attached = len(gaps.proof), len(_ATTACHED.findall(text))
    if attached:
        return attached * _RARE <= proof and len(kinds) > 1
    if proof > 2 and len(kinds) > 1:
        return True
    document = segment.document
    if document.memo("tokenised", lambda document: _all_over(document.text, document.lines_of("tokenized-text"))):
        return True
    return proof == 2 and len(kinds) == 2 and "end" in kinds and lexicon(segment.lang) is not None


def _all_over(text: str, lines: str) -> bool:
    """Whether marks stand apart from their words in the whole document; then one is enough in a line."""
    apart = len(_APART_IN_TEXT.findall(lines))
    return apart >= _MANY and not holds(text, _ATTACHED_IN_TEXT, apart // 8 + 1)


def _kind(text: str, gap: int) -> str:
    before, after = text[gap - 1], text[gap + 1]
    if after in _TERMINALS:
        return "end" if not text[gap + 2 :].strip("\"”»“' ") else "terminal"
    if after in _POINTS:
        return "point"
    return "bracket" if before in "([{" or after in ")]}" else "quote"


def _gaps(segment: Segment) -> Gaps:
    """The spaces beside marks, which can prove that the line is tokenised."""
    text, locale = segment.text, segment.locale
    gaps = Gaps(set(), set(), set(), set())
    dots = {k for d in _DOTS.finditer(text) for k in range(*d.span())}
    for m in _CLOSER.finditer(text):
        score = text[m.start() - 1].isdigit() and m[1] == ":"
        if (
            m[1][0] not in locale.space_before
            and not score
            and m.start() not in dots
            and not _FACE.match(text, m.start() + 1)
        ):
            (gaps.other if m[1][:2] in ("..", "…") else gaps.proof).add(m.start())
    gaps.proof.update(m.start(1) for m in _OPENER.finditer(text))
    used = _apostrophes(segment, gaps)
    _quotes([m.start() for m in _QUOTE.finditer(text)], text, locale, gaps)
    singles = [m.start() for m in _SINGLE.finditer(text) if not used & {m.start() - 1, m.end()}]
    _single_quotes(segment, singles, gaps)
    return gaps


def _follow(segment: Segment, gaps: Gaps) -> None:
    """Add the spaces that only follow from the line being tokenised: in numbers, compounds, before and behind signs."""
    text, locale = segment.text, segment.locale
    for m in _NUMBER.finditer(text):
        inside = {m.end(1), m.end(2)}
        if _one_number(m, locale):
            gaps.other.update(inside)
        elif m[2] == locale.decimal:
            gaps.kept.update(inside)
    for m in _TIGHT.finditer(text):
        gaps.other.update(m.start(k) for k in range(1, 6) if m[k])
    for m in _CHAIN.finditer(text):
        gaps.other.update(m.start() + k for k, char in enumerate(m[0]) if char == " ")
    hyphened = _hyphened(segment.lang)
    for m in _HYPHEN.finditer(text):
        if m[1].lower() in hyphened["first"] or m[4].lower() in hyphened["last"]:
            gaps.other.update((m.start(2), m.start(3)))
    percent, currency = _signs(segment.lang)
    if percent:
        gaps.other.update(m.start(1) for m in _PERCENT.finditer(text))
    if currency:
        gaps.other.update(m.start(1) for m in _CURRENCY.finditer(text))


def _apostrophes(segment: Segment, gaps: Gaps) -> set[int]:
    """Add the spaces around apostrophes, and return them."""
    used: set[int] = set()
    if not _has_elided(segment.lang):
        return used
    roles = _roles(segment.lang)
    if roles["suffix"] >= {"t", "ll"}:
        gaps.proof.update(m.start(1) for m in _NEGATION.finditer(segment.text))
    at = 0
    while m := _APOSTROPHE.search(segment.text, at):
        at = m.start(4)
        spaces = {m.start(k) for k in (2, 3) if m[k]}
        first, second = m[1].lower(), m[4].lower()
        prefixed, suffixed = first in roles["prefix"], second in roles["suffix"]
        if not spaces or not (prefixed or suffixed or second[0] in roles["letter"]):
            continue
        if suffixed and not prefixed and not m[2]:
            continue  # the s of boys' stands at the end of its word
        used |= spaces
        (gaps.sure if len(spaces) == 2 and len(first) > (not prefixed) else gaps.other).update(spaces)
        if not (prefixed and m[3] and not m[2]):  # "l' amitié" is also merely careless
            gaps.proof.add(min(spaces))
    return used


def _quotes(marks: list[int], text: str, locale: Locale, gaps: Gaps) -> None:
    """Add the spaces inside quotation marks, if all of them pair."""
    pairs = {(p.open, p.close) for p in locale.quotes} | {('"', '"')}
    pairs |= {('"', p.close) for p in locale.quotes} | {(p.open, '"') for p in locale.quotes}
    stack: list[int] = []
    inside: set[int] = set()
    for at in marks:
        char = text[at]
        if stack and (text[stack[-1]], char) in pairs:
            opening = stack.pop()
            if not (locale.quote_space and char in _GUILLEMETS):
                inside |= {opening + 1, at - 1}
        elif any(p[0] == char for p in pairs):
            stack.append(at)
        else:
            return
    if len(stack) == 1 and not (locale.quote_space and text[stack[0]] in _GUILLEMETS):
        inside |= _lone(text, stack[0])
    if len(stack) < 2:
        gaps.other.update(inside)
        gaps.proof.update(sorted(inside)[:1])


def _lone(text: str, at: int) -> set[int]:
    """The space inside the only mark of a quotation that goes on in another line, as far as its place tells."""
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    if not before or before[-1] == ":":
        return {at + 1} if after else set()
    return {at - 1} if not after or (before[-1] in ",.!?…" and after[0].islower()) else set()


def _single_quotes(segment: Segment, marks: list[int], gaps: Gaps) -> None:
    """Add the spaces inside pairs of single marks; a single one after an English plural is its apostrophe."""
    text = segment.text
    if len(marks) == 1 and "ll" in _roles(segment.lang)["suffix"] and text[: marks[0]].endswith("s "):
        gaps.proof.add(marks[0] - 1)
    elif len(marks) % 2 == 0:
        for opening, closing in zip(marks[::2], marks[1::2], strict=True):
            gaps.other.update((opening + 1, closing - 1))


def _one_number(m: re.Match[str], locale: Locale) -> bool:
    sign, digits = m[2], m[3]
    if sign == ":":
        return len(digits) == 2 and int(m[1]) < 25
    if sign == locale.group:
        return len(digits) == 3
    return sign == locale.decimal == "." and len(digits) < 3


@cache
def _roles(lang: str | None) -> dict[str, frozenset[str]]:
    rows = table_for("tokenized-text", lang)
    return {role: frozenset(r["form"] for r in rows if r["role"] == role) for role in ("prefix", "suffix", "letter")}


@cache
def _has_elided(lang: str | None) -> bool:
    """Whether words of the language have an apostrophe inside, as far as one knows."""
    return any(_roles(lang).values())


@cache
def _hyphened(lang: str | None) -> dict[str, frozenset[str]]:
    rows = table_for("hyphenated-words", lang)
    return {place: frozenset(r["word"] for r in rows if r["place"] == place) for place in ("first", "last")}


@cache
def _signs(lang: str | None) -> tuple[bool, bool]:
    """Whether the percent sign follows its number at once, and the currency sign stands right before it."""
    rows = {r["lang"]: r for r in table("tokenized-text", "signs")}
    tag = lang or ""
    while tag and tag not in rows:
        tag = tag.rpartition("-")[0]
    return (rows[tag]["after_number"] == "%", rows[tag]["before_number"] == "$") if tag else (False, False)
