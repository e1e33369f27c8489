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
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from textfix.locale import locale_for
from textfix.rule import (
    ENCODING,
    LETTER,
    LOST,
    REPAIR,
    Edit,
    Hit,
    Locale,
    Segment,
    Span,
    Trigger,
    chars,
    code_points,
    fires,
    letter_cost,
    page_table,
    pair,
    rule,
    silent,
    triple,
    utf8_bytes,
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


# ---------------------------------------------------------------- how good a text is

_SHOUTED = 40  # cost of a line without small letters
_SIGN = regex.compile(r"[¤¦¨©¬®¯´¶¸¹³²¼½¾ªº¢¥§‡‰ˆ˜ƒ†\p{Sm}\p{Sk}\p{So}\p{Co}--[+<=>|~^`°€£$™]]", regex.V1)
_LATIN = regex.compile(r"\p{Latin}")
_OTHER_SCRIPT = regex.compile(r"[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}]")
_FOREIGN_MARK = regex.compile(r"[\u0591-\u05c7\u064b-\u0655\u0e31-\u0e4e]")
_KINDS = {  # what stands for a character in the string that `_FORM` reads; "-" is nothing of interest
    **dict.fromkeys("¡¿", "q"),
    **dict.fromkeys("£«‹", "k"),
    **dict.fromkeys("<>|~^`", "K"),
    **dict.fromkeys("€°™", "e"),
    **dict.fromkeys("»”", "r"),
    **dict.fromkeys("“‘", "p"),
    **dict.fromkeys(".,", "."),
    **dict.fromkeys("–—", "d"),
    **{"„": "y", "‚": "v", "’": "f", "\xa0": "n", " ": " "},
    **dict.fromkeys("·…\u200c\u200d", "-"),
}


class _Kinds(dict[int, str]):
    """For `str.translate`: what kind of character each is."""

    def __missing__(self, point: int) -> str:
        self[point] = kind = _kind(chr(point))
        return kind


def _kind(char: str) -> str:
    if (known := _KINDS.get(char)) is not None:
        return known
    if "\x80" <= char < "\xa0":
        return "x"
    if _SIGN.match(char):
        return "s"
    category = unicodedata.category(char)
    if category[0] == "M":
        return "w" if _FOREIGN_MARK.match(char) else "m"
    if category[0] == "L":
        cased = {"Lu": 0, "Ll": 1}.get(category, 2)
        return ("Aao" if _LATIN.match(char) else "Bbi" if _OTHER_SCRIPT.match(char) else "Cch")[cased]
    if category == "Nd" and _OTHER_SCRIPT.match(char):
        return "i"
    return "z" if char > "\x7f" and category[0] in "PSC" else "-"


_kinds_of = _Kinds()
_L = "[AaoBbiCch]"
_FORM = re.compile(  # what text hardly has; each kind with its cost
    rf"(?P<case_5>[abc](?=[ABC]))|(?P<control_12>x)|(?P<inside_20>(?<={_L})[sqkyerpvz](?={_L}))"
    rf"|(?P<edge_20>(?<={_L})[sq]|s(?={_L}))|(?P<sign_8>s|q(?!{_L}))"
    rf"|(?P<beside_10>(?<={_L})(?:[kKye]|[pr](?=[kyrp]))|e(?={_L}))|(?P<quote_2>r(?={_L})|(?<={_L})p)|(?P<final_4>(?<={_L})f(?!{_L}))"
    rf"|(?P<apostrophe_3>(?<={_L})f)"
    rf"|(?P<stray_10>(?<= )[vyp](?= ))|(?P<dash_5>(?<={_L})d(?=[ .]))"
    r"|(?P<lone_15>(?:(?<=[Aao][ .])|(?<=[Aao]\. ))[Bbi](?=[ .]{1,2}[Aao]))"
    r"|(?P<mixed_10>[Aao](?=[Bbiw])|[Bbi](?=[Aao]))"
    rf"|(?P<spaces_10>n(?= )|(?<= )n)|(?P<mark_10>(?<![AaoBbiCchmw])[mw])"
)


_PLACES = [  # all at which `_FORM` can match, with a rare kind first, as it takes its time
    re.compile(place)
    for place in (
        *("[xsqkKyerpvzdfn]", "[abc](?=[ABC])", "[Aao](?=[Bbiw])", "[Bbi](?=[ .]{0,2}[Aao])"),
        "[mw](?<![AaoBbiCchmw].)",
    )
]


def _form(text: str) -> int:
    kinds = text.translate(_kinds_of)
    small, capitals = map(sum, zip(*((kinds.count(c), kinds.count(c.upper())) for c in "abc"), strict=True))
    places = {m.start() for place in _PLACES for m in place.finditer(kinds)}
    found = (m.lastgroup for at in places if (m := _FORM.match(kinds, at)))
    return (_SHOUTED if capitals > 4 * small else 0) + sum(int(str(name).rpartition("_")[2]) for name in found)


# ---------------------------------------------------------------- readings

_READ = (
    *("cp1252", "latin-1", "cp1250", "iso8859-2", "cp1254", "cp1251", "koi8-r", "cp866", "cp850", "cp437"),
    *("mac-roman", "iso8859-15", "cp1253", "iso8859-5"),
)
_RARE = ("mac-cyrillic", "cp855", "cp737", "cp862", "iso8859-6", "iso8859-13", "mac-latin2")
_WRITTEN = (
    *("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "cp1253", "iso8859-7", "cp1255", "cp1256", "cp874"),
    *("cp1252", "cp1250", "iso8859-2", "cp852", "cp1254", "cp1257", "mac-roman", "cp850"),
    *_RARE,  # last, as a text may be the same in two pages
)
_RARENESS = 25  # cost of one of these
Pages = tuple[str, str]  # the text was written in the first and read in the second
_MOST = 4.2  # cost of a character on the average: real text has 2.1 to 4.0
_GAIN = 24
_LEAD = 5  # before the second best reading
_PUNCTUATION = "’‘“”„‚«»–—…\xa0¿¡·°"
_LETTERS = ("Lu", "Ll", "Lo", "Lm", "Mn", "Nd")
_DOUBTFUL = 2.5  # cost of a character: words that cost less are good as they are
_BEST = 2.0  # cost of a character that hardly any text goes below
_WORSE = 5  # so much worse may the form of a reading be
_TRIED = 6  # readings that are judged with the whole text
_READ_FOR_UTF8 = ("cp1252", "latin-1", "cp1251", "mac-roman", "cp1250", "koi8-r", "cp866", "cp437", "cp850")
_NEVER = 1 << 20  # weight of a byte without a meaning


class _Reading(NamedTuple):
    gain: float
    text: str
    pages: Pages


class _High(NamedTuple):
    """The characters of a text outside ASCII: each once, with how often it stands there, and after and before a small letter of ASCII."""

    points: npt.NDArray[Any]
    counts: npt.NDArray[Any]
    after_small: npt.NDArray[Any]
    before_small: npt.NDArray[Any]

    @classmethod
    def of(cls, text: str) -> "_High":
        codes = code_points(f" {text} ")
        at = np.flatnonzero(codes > 0x7F)
        points, which = np.unique(codes[at], return_inverse=True)
        small = codes - ord("a") < len(_SMALL)
        return cls(points, *(np.bincount(which, weights) for weights in (None, small[at - 1], small[at + 1])))


class _Written(NamedTuple):
    """For each page that a text may have been written in, by the bytes 0x80 to 0xFF."""

    points: npt.NDArray[Any]  # what they stand for
    strange: npt.NDArray[Any]  # 1 for a sign
    after_small: npt.NDArray[Any]  # what `_form` counts at least for one after a small letter
    before_small: npt.NDArray[Any]  # and before one


@cache
def _written() -> _Written:
    chars = [[bytes([byte]).decode(page, "ignore") for byte in range(0x80, 0x100)] for page in _WRITTEN]
    after = {**dict.fromkeys("ABC", 5), **dict.fromkeys("biw", 10), **dict.fromkeys("sqx", 12)}
    before = dict.fromkeys("Bbi", 10)

    def table(value: Callable[[str], int]) -> npt.NDArray[Any]:
        return np.array([[value(char) for char in of_page] for of_page in chars], np.uint32)

    return _Written(
        table(lambda char: ord(char or "\0")),
        table(lambda char: _NEVER if not char else not _restores(char)),
        table(lambda char: after.get(_kind(char or "\0"), 0)),
        table(lambda char: before.get(_kind(char or "\0"), 0)),
    )


@cache
def _read() -> npt.NDArray[Any]:
    return np.stack([page_table(page) for page in _READ])


def _restores(char: str) -> bool:
    """Whether a character is such as damaged text consists of once it is repaired."""
    return unicodedata.category(char) in _LETTERS or char in _PUNCTUATION


def _readings(high: _High, as_bytes: npt.NDArray[Any], form: int) -> Iterator[tuple[dict[int, int], int, Pages]]:
    """What the characters of a text can be, how many of it that changes, and the pages that make them so.

    Nearly all become letters or punctuation, and the letters of ASCII beside them do not make the text worse in form.
    """
    pages = _written()
    reads = np.flatnonzero(as_bytes.all(axis=1))
    high_bytes = as_bytes[reads] - 0x80
    few = 8 * (pages.strange[:, high_bytes] @ high.counts) <= high.counts.sum()
    beside = pages.after_small[:, high_bytes] @ high.after_small + pages.before_small[:, high_bytes] @ high.before_small
    seen = {high.points.tobytes()}
    for read, written in np.argwhere((few & (beside <= form + _WORSE)).T).tolist():
        points = pages.points[written, high_bytes[read]]
        if (key := points.tobytes()) not in seen:
            seen.add(key)
            yield (
                dict(zip(high.points.tolist(), points.tolist(), strict=True)),
                int(high.counts[points != high.points].sum()),
                (_WRITTEN[written], _READ[reads[read]]),
            )


def _is_utf8(text: str, high: _High, as_bytes: npt.NDArray[Any]) -> bool:
    """Whether nearly all that is not ASCII is UTF-8 that was read in some code page: the business of `mojibake`."""
    count = high.counts.sum()
    trail = ((as_bytes >= 0x80) & (as_bytes < 0xC0)) @ high.counts
    lead = (as_bytes >= 0xC2) @ high.counts
    most = np.minimum(lead + trail, 2 * trail)
    return any(
        10 * utf8_bytes(text.encode(page, "ignore")) >= 8 * count
        for page, reached in zip(_READ, most.tolist(), strict=True)
        if page in _READ_FOR_UTF8 and 10 * reached >= 8 * count
    )


def _best(text: str, alphabet: frozenset[str]) -> _Reading | None:
    """The reading that is sure to be what was written."""
    if LOST in text:  # no page writes it, so that nothing would explain the whole
        return None
    high = _High.of(text)
    as_bytes = _read().take(high.points, axis=1, mode="clip")
    if _is_utf8(text, high, as_bytes):
        return None
    damaged = " ".join(word for word in text.split(" ") if not word.isascii())
    form = _form(text)
    least = form + letter_cost(damaged)
    if least < max(_DOUBTFUL * len(damaged), _GAIN + _BEST * len(damaged)):
        return None  # nothing could be that much better
    promising = []
    for letters, changed, pages in _readings(high, as_bytes, form):
        rareness = _RARENESS if pages[0] in _RARE else 0
        if least - rareness - _BEST * len(damaged) < _needed(changed):
            continue  # however good it were
        if (gain := least - rareness - letter_cost(damaged.translate(letters))) <= 0:
            continue  # whatever its form
        new = text.translate(letters)
        new_form = _form(new) + rareness
        if new_form <= form + _WORSE:
            promising.append((gain + rareness - new_form, new_form, new, pages))
    promising.sort(reverse=True)
    before = form + letter_cost(text) if promising else 0
    found = [
        _Reading(before - f - letter_cost(new), new, pages) for gain, f, new, pages in promising[:_TRIED] if gain > 0
    ]
    found.sort(key=lambda r: -r.gain)
    if not found:
        return None
    best = found[0]
    changed = sum(map(str.__ne__, text, best.text))
    sure = (
        best.gain >= _needed(changed)
        and before - best.gain <= _MOST * len(text)
        and (len(found) == 1 or best.gain - found[1].gain >= _LEAD)
        and _plausible(text, best.text, alphabet)
    )
    return best if sure else None


def _needed(changed: int) -> int:
    """The gain for which so many characters are changed."""
    return max(_GAIN, min(5 * changed, 40 + 2 * changed))


def _plausible(old: str, new: str, alphabet: frozenset[str]) -> bool:
    """Whether letters or punctuation are restored; few small letters of the language may turn into stray punctuation."""
    changed = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    restored = lost = 0
    for i in changed:
        letter = unicodedata.category(new[i]) in _LETTERS
        restored += letter or new[i] in _PUNCTUATION
        lost += not letter and old[i].islower() and (not alphabet or old[i] in alphabet) and not _in_place(new, i)
    return len(changed) > 1 and 10 * restored >= 8 * len(changed) and 4 * lost <= len(changed)


_SPACED = re.compile("[\\d«].|.[»:;!?%\\d]|\\w.\\w", re.DOTALL)  # where a no-break space can stand


def _in_place(text: str, at: int) -> bool:
    """Whether the quotation mark or apostrophe at `at` stands where one can stand."""
    before, after = text[at - 1 : at].isalnum(), text[at + 1 : at + 2].isalnum()
    if (text[at] in "“‘„‚«" and after and not before) or (text[at] == "\xa0" and _SPACED.search(text[at - 1 : at + 2])):
        return True
    return (text[at] in "”“’»" and not after and text[at - 1 : at].strip() != "") or (
        text[at] in "’·" and before and after
    )


# ---------------------------------------------------------------- lines

_NOT_LATIN = re.compile("[\u0370-\u1cff\u3041-\ud7a3]")
_STRETCH = re.compile("[ -~\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{12,}")  # of Windows-1252
_CHANGED_WORD = re.compile("[^ ]+")  # some white space is a letter of another page


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
    if (reading := _best(text, alphabet)) is None:
        return None
    edits = tuple(_edits(start, text, reading.text))
    written, read = reading.pages
    message = f"text in {written} that was read as {read} is restored"
    return Hit(Span(edits[0].span.start, edits[-1].span.end), message, edits)
