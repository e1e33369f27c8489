"""Repairs text of one code page that was read as another, such as Ïðèâåò for Привет.

## What it does
Reads each suspicious line back in every pair of code pages of one byte for each character (Windows, ISO 8859, DOS, KOI8,
Mac) and takes the reading that is far better text than what stands there. `Ñåêðåò` becomes `Секрет`, `яЕЙПЕР` too,
`øeka` becomes `řeka`.

How good a text is, letter statistics of 60 languages say: each pair of neighbouring letters costs what it is worth in
the language that fits best, and capitals after small letters, signs inside words and letters of two scripts in one word
cost extra. A reading is taken if it costs much less, if it looks like a language on the whole, and if no other reading
comes near.

## Why
Old archives, subtitles and databases come without the name of their encoding, and corpora are full of wrong guesses.

## Limits
A line needs about three damaged letters, in Latin scripts more than in others. What looks like no damage in any single
pair of letters is not looked at, nor what consists of small letters of the language: Turkish with nothing but `ý` for `ı` is not found. Of a
line that is damaged in part, only a stretch of Windows-1252 among letters of another script is repaired.

## Source
Letter statistics from sentences of Tatoeba (CC BY 2.0 FR) and TICO-19 (CC0), made by
`scripts/build_letter_statistics.py`; the mapping files of the Unicode Consortium for the code pages. Thresholds measured
on 258,000 human sentences in 129 languages, see the page on mojibake.
"""

import re
from collections.abc import Iterator
from functools import cache

from textfix.locale import locale_for
from textfix.rule import (
    ENCODING,
    LETTER,
    REPAIR,
    Edit,
    Hit,
    Locale,
    Segment,
    Span,
    Trigger,
    chars,
    fires,
    lazy_pattern,
    misread_page,
    pair,
    rule,
    silent,
    triple,
)

# ---------------------------------------------------------------- what is suspicious

_C1 = "".join(map(chr, range(0x80, 0xA0)))
_SIGNS = "€†‡ˆ‰˜¢£¤¥¦§¨©¬\xad¯±µ¶¸¹¼½¾⌐¬⌠⌡∙≤≥≈√░▒▓■▀▄█▌▐│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌≠∞"
_BOX = "┬├─┼╬╧╨╤╫╪┘┌√≈∆◊×"
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_LATIN_1 = "".join(map(chr, range(0xC0, 0x100)))
_FIRST = "ÁÂÄÅÆÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛâåîïðô÷ùÿ"  # rare before another letter of Latin-1 in real text
_SECOND = "ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞâåèïôø÷ùÿ"  # rare after one
_SMALL_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_CAPITALS = _SMALL_CYRILLIC.upper() + "ЁЄЇЎ" + "ŽŠŒŸÀÁÂÈÉÊËÌÍÎÏÒÓÔÕÖÚÛÙÐÝÆÇÞÄÅØÑÃ"
_PAIRS = (  # of neighbours that real text hardly has: a few lines in 10,000
    (_FIRST, _LATIN_1),
    (_LATIN_1, _SECOND),
    (_BOX, _SIGNS),
    (_SMALL, _CAPITALS),
    (_SMALL_CYRILLIC, _CAPITALS),
    ("è", "aeiuíáý"),
    ("aeiouy", "œ"),
    ("þ", "tlmnkbcdpsgz "),
    (" ", "ð"),
    ("ø", "íì"),
    ("kpstnl", "ð"),
    ("aiu", "þ"),
    ("ayz", "ù"),
    ("õøË", " "),
    ("æø", "e"),
    ("kjM", "â"),
    ("â", "sdj"),
    ("ç", "ý"),
    ("f", "š"),
    ("›", "nr"),
    ("ì", "bcčdfghjklpqrsštvzž"),
    ("ù", "bcčdfghjklpqrsštvzž"),
    ("æ", "uo"),
    ("aou", "æ"),
    ("üöi", "þ"),
    ("j", "æ"),
    ("ë", "j"),
    ("oae", "ø"),
    ("cgv", "ç"),
    ("n", "î"),
    ("è", "jčť"),
    ("yw", "í"),
    ("Й", "НХЮ"),  # KOI8 and Windows-1251, one read as the other, are in capitals
    ("МР", "Ю"),
    ("ЛФ", "П"),
    ("УТ", "Ф"),
)
_AFTER_LETTER = _SIGNS + _BOX + "³¿¡‚„‹÷■—"
_BEFORE_LETTER = _BOX + "³¹¾½¼±¶¸\uf8ff˛˝˚ˇ˙"


def _trigger() -> Trigger:
    found = chars(_C1) | pair(LETTER, _AFTER_LETTER) | pair(_BEFORE_LETTER, LETTER)
    for left, right in _PAIRS:
        found |= pair(left, right)
    return found | triple("ý", _SMALL + "ðþ", "ý") | triple(" ", "è", "lrnms")  # of Turkish: kýþlýk; of Czech: èlen


def _suspicious(locale: Locale) -> re.Pattern[str]:
    """What real text hardly has; two small letters that the language writes are nothing of the kind."""
    return _suspicious_in(locale.tag)


@cache
def _suspicious_in(lang: str) -> re.Pattern[str]:
    own = {c for c in locale_for(lang).alphabet if c.islower()}.union(_SMALL, _SMALL.upper(), " ")
    found = [f"[{_C1}]", rf"[^\W\d_][{_AFTER_LETTER}]", rf"[{_BEFORE_LETTER}][^\W\d_]"]
    for left, right in _PAIRS:
        foreign_left, foreign_right = ("".join(c for c in side if c not in own) for side in (left, right))
        found += [f"[{foreign_left}][{right}]"] if foreign_left else []
        found += [f"[{left}][{foreign_right}]"] if foreign_right else []
    found += [] if "ý" in own else [rf"ý[{_SMALL}ðþ]ý"]
    found += [] if "è" in own else [" è[lrnms]"]
    return re.compile("|".join(found))


# ---------------------------------------------------------------- lines

_NOT_LATIN = lazy_pattern("[\u0370-\u1cff\u3041-\ud7a3]")
_STRETCH = lazy_pattern("[ -~\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{12,}")  # of Windows-1252
_CHANGED_WORD = lazy_pattern("[^ ]+")  # some white space is a letter of another page


def _edits(start: int, old: str, new: str) -> Iterator[Edit]:
    """What changes in each word."""
    for m in _CHANGED_WORD.finditer(old):
        changed = [i for i in range(m.start(), m.end()) if old[i] != new[i]]
        if changed:
            yield Edit(Span(start + changed[0], start + changed[-1] + 1), new[changed[0] : changed[-1] + 1])


@rule(
    id="wrong-code-page",
    kind=REPAIR,
    stage=ENCODING,
    inside_protected=True,  # an address among damaged words stays as it is: it is ASCII
    error_type="linguistic-conventions/character-encoding",
    confidence=0.93,  # below mojibake, which goes first where both see damage
    trigger=_trigger(),
    pattern=_suspicious,
    examples=[
        fires(
            "⟦Îí ïðèø¸ë äîìîé ïîçäíî âå÷åðîì è ñðàçó ë¸ã ñïàòü⟧.", "Он пришёл домой поздно вечером и сразу лёг спать."
        ),
        fires(
            "⟦пО РТЙЫЕМ ДПНПК РПЪДОП ЧЕЮЕТПН Й УТБЪХ МЕЗ УРБФШ⟧.", "Он пришел домой поздно вечером и сразу лег спать."
        ),
        fires(
            "⟦Ôï êáëïêáßñé ðçãáßíïõìå óôç èÜëáóóá ìå ôá ðáéäéÜ⟧.", "Το καλοκαίρι πηγαίνουμε στη θάλασσα με τα παιδιά."
        ),
        fires(
            "Na podzim se st⟦ìhovaví ptáci vracejí pøes øeku na jih, kde je tepleji a mají víc potravy než u nás, øíká uè⟧itel.",
            "Na podzim se stěhovaví ptáci vracejí přes řeku na jih, kde je tepleji a mají víc potravy než u nás, říká učitel.",
            lang="cs",
        ),
        fires(
            "Bugün hava çok güzel, anneleri onlar⟦ý pencereden izliyor, akþam da kýþlýk alýþveriþ⟧ var.",
            "Bugün hava çok güzel, anneleri onları pencereden izliyor, akşam da kışlık alışveriş var.",
            lang="tr",
        ),
        fires(
            "Он написал: ⟦Ïðèõîäè çàâòðà âå÷åðîì⟧, и ушёл.", "Он написал: Приходи завтра вечером, и ушёл.", lang="ru"
        ),
        silent("L’été où Noël naïf créa l’ambiguïté du maïs à Orléans, déçu, il y alla malgré le gâteau.", lang="fr"),
        silent("Það er ekki auðvelt að læra íslensku, en það er þó þess virði að reyna það.", lang="is"),
        silent("Não são só as ações que contam, mas também as intenções e a emoção.", lang="pt"),
        silent("Má nghe nói ở đó người ta trồng lúa, nuôi cá và bán hàng ngoài chợ.", lang="vi"),
        silent("Yöllä hääyö päättyi, ja sääskiä lensi ikkunaan äänettömästi.", lang="fi"),
        silent("Η γωνία θ = 30° και το εμβαδόν του τριγώνου είναι ½·α·β.", lang="el"),
        silent("КАМАЗ и КамАЗ — это один и тот же завод, а МакДональдс закрыли.", lang="ru"),
        silent("[ʃəˈʁeː] ist die Aussprache, [ðæt] die englische, [ˈæðɪr] die isländische."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the one hit of a damaged line, or one for each damaged stretch of it."""
    suspicious = _suspicious(segment.locale)
    if not suspicious.search(segment.text):
        return
    alphabet = segment.locale.alphabet if segment.lang else frozenset()
    if hit := _hit(0, segment.text, alphabet):
        yield hit
    elif _NOT_LATIN.search(segment.text):
        for m in _STRETCH.finditer(segment.text):
            if suspicious.search(m[0]) and (hit := _hit(m.start(), m[0], alphabet)):
                yield hit


def _hit(start: int, text: str, alphabet: frozenset[str]) -> Hit | None:
    if (reading := misread_page(text, alphabet)) is None:
        return None
    edits = tuple(_edits(start, text, reading.text))
    written, read = reading.pages
    message = f"text in {written} that was read as {read} is restored"
    return Hit(Span(edits[0].span.start, edits[-1].span.end), message, edits)
