"""Repairs text that was decoded with the wrong encoding, such as Ã© for é.

## What it does
Finds UTF-8 that was read in a code page of one byte for each character (Latin-1 to Latin-9, Windows-1250 to 1258, Mac
Roman and Mac Cyrillic, DOS 437, 850, 852, 855 and 866, KOI8, ISO 8859-5 to 7, TIS-620), once or several times over, in
a whole line or in some words of it, and restores what was written: `MÃ¼nchen` becomes `München`, `РџСЂРёРІРµС‚` becomes
`Привет`. It also restores what a later normalization changed (`Ã1⁄4` was `Ã¼`, `Â` before a space was a no-break space)
and a closing quotation mark whose last byte was lost (`â€` before a space).

Where the code page has no character for a byte, U+FFFD stands in its place: `Ñ�` was с, э or я. It is told by the word
list, or by the alphabet where only one letter of it is possible; what cannot be told stays for `replacement-character`
to report.

UTF-8 is recognized by its bytes: each character that is not ASCII is a first byte with the right number of further
bytes after it. By chance that happens to two characters in a row in no text of a Latin code page, and to four in none
at all. One alone counts if it cannot be a part of the word it stands in (`caf├й`). What this does not settle is asked
of ftfy.

## Why
Web pages and translation memories hold text that was decoded wrongly once; systems learn it and repeat it.

## Limits
Damage that also is good spelling stays: `IRMÃ…` in Portuguese capitals, `NESTLÉ®`. In languages that write Ã, a lone
`Ã` before a space is only suggested. Text of one single-byte encoding
read as another is the business of `wrong-code-page`.

## Source
The mapping files of the Unicode Consortium for the code pages; RFC 3629 for UTF-8; ftfy (Apache-2.0). Measured on
258,000 human sentences in 129 languages, see the page on mojibake.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from textfix.rule import (
    ARABIC,
    CYRILLIC,
    ENCODING,
    GREEK,
    LATIN,
    LETTER,
    LOST,
    LOWER,
    MARK,
    REPAIR,
    Hit,
    Locale,
    Segment,
    bytes_in,
    chars,
    code_points,
    fires,
    letter_cost,
    lexicon,
    page_table,
    pair,
    protected_spans,
    replace,
    rule,
    silent,
    triple,
    utf8_bytes,
    with_lost_letters,
)

_C1 = "".join(map(chr, range(0x80, 0xA0)))
_PUNCTUATION = "\xa0–—…’‘“”«»‚„‹›"  # continuation bytes that also follow letters in good text
_SIGNS = "€†‡ˆ‰•˜¢£¤¥¦§¨©¬\xad¯±´µ¶¸¹¼½¾⌐¬⌠⌡∙≤≥≈√░▒▓■▀▄█▌▐│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌≠∞"
_BOX = "┬├─┼╬╧╨╤╫╪┘┌√≈∆◊×"  # as first bytes, in DOS code pages and Mac Roman
_FIRST = "ÂÃÄÅÔĂĹĀĆ"  # first bytes of letters and punctuation in code pages of Latin script
_FIRST_RARELY = "ÆÇÉÊÌĒĘĖŹ"  # of letters with other signs, and of ʻ
_FIRST_ELSEWHERE = "ВГДЕвбТУФХцдетΒΓΔΕβ\u05b2\u05b3\u05b4\u05b5آأؤإยรฤลโ"
_THAI = "".join(map(chr, range(0xE01, 0xE5C)))
_ODD = "ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї" + _PUNCTUATION + "°®™·»"
_TRIGGER = (
    chars(_C1 + LOST)
    | pair(LETTER, _SIGNS)
    | pair(MARK, _SIGNS)
    | pair(_BOX, LETTER)
    | pair(_BOX, _SIGNS + "®™°ªº¿¡«»–—…‘’“”")
    | triple("ÈČ", "˜™š›", LOWER)
    | pair("ß", "âÓÔ")  # Georgian, Vietnamese and others in DOS code pages
    | pair("abcdefghijklmnopqrstuvwxyz", _FIRST_RARELY)
    | pair(_FIRST_RARELY, _C1 + "™»")
    | triple(_FIRST_RARELY, "“”‘’–—", LOWER)
    | triple("áį", "»", LETTER)  # Igbo, Vietnamese, Yoruba in code pages of Central Europe
    | triple("áį", "»", _SIGNS + "‹")
    | pair("á", "şą")
    | triple("α", "«»", LATIN)  # Tamil and its neighbours in DOS
    | triple("α", "«»", _SIGNS)
    | triple("╔╞╟", LETTER, LOWER)
    | pair("¬", "†ª´©")
    | pair("а", "®")
    | pair("·", "∫ª∏É")
    | pair("ÂÃÄÅĂĹĆ", "ľłąśşťźĽŁĄŚŞŤŹ")
    | pair("Г", _ODD)
    | pair("abcdefghijklmnopqrstuvwxyz", _FIRST)
    | pair("abcdefghijklmnopqrstuvwxyz", _FIRST_ELSEWHERE)
    | pair("РС", _ODD)
    | pair(CYRILLIC, "abcdefghijklmnopqrstuvwxyz")
    | pair(GREEK, "abcdefghijklmnopqrstuvwxyz")
    | pair(ARABIC, "abcdefghijklmnopqrstuvwxyz")
    | pair(_THAI + "₪€¤", "abcdefghijklmnopqrstuvwxyz")
    | pair(_FIRST, "ƒŠŒŽšœžŸÇ™°®ª²³·º¡¿13 " + _PUNCTUATION)
    | pair("âвβāтс‚„ΓÔ", "ЂАГÄÇ„‚…†‡‰")
    | pair("ƒ≈", "ÄÅÇÉÑÖÜáàâäåçéèêëíìîïñóòôöúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø")  # not ƒã: Ewe has it
)


Change = tuple[int, int, str]  # start, end, what was written there

_TOKEN = re.compile(r"[^ ]+")


@cache
def _ftfy() -> tuple[Callable[[str], bool], Callable[..., tuple[str, str]]]:
    import ftfy  # costs 30 ms, so not on import
    from ftfy.badness import is_bad

    def fix(text: str, restore_spaces: bool = False) -> tuple[str, str]:
        """Return the repaired text, and the name of the encoding it was read in (empty if there were several)."""
        config = ftfy.TextFixerConfig(
            restore_byte_a0=restore_spaces, replace_lossy_sequences=False, fix_c1_controls=False
        )
        fixed, steps = ftfy.fix_encoding_and_explain(text, config)
        return fixed, steps[0].parameter if steps and steps[0].action == "encode" else ""

    return is_bad, fix


def _changes(old: str, new: str, start: int) -> list[Change]:
    """What turns `old` into `new`, word by word, as offsets from `start`; nothing if the words do not correspond."""
    olds, news = old.split(" "), new.split(" ")
    found = []
    for was, now in zip(olds, news, strict=False) if len(olds) == len(news) else ():
        if len(now) < len(was):  # as UTF-8 has several bytes for each character that is restored
            head = tail = 0
            while head < len(now) and was[head] == now[head]:
                head += 1
            while tail < len(now) - head and was[-1 - tail] == now[-1 - tail]:
                tail += 1
            if was[head] in "\xa0…’‘“”«»":  # no byte that begins a character: good text beside the damage
                return []
            if _joined(was[:head][-1:] + was[len(was) - tail :][:1]) or _unassigned(now):
                continue
            found.append((start + head, start + len(was) - tail, now[head : len(now) - tail]))
        elif was.endswith("Ã") and now == was[:-1] + "à":
            found.append((start + len(was) - 1, start + len(was), "à"))
        start += len(was) + 1
    return found


def _decoded(text: str) -> list[Change]:
    """What ftfy repairs, in the whole line or, where that is mixed, in single words."""
    is_bad, fix = _ftfy()
    if not is_bad(text):
        return []
    fixed, codec = fix(text)
    found = _changes(text, fixed, 0)
    if codec and found:
        return found
    found = []
    for m in _TOKEN.finditer(text):
        if not m[0].isascii() and is_bad(m[0]):
            found += _changes(m[0], fix(m[0])[0], m.start())
    return found or _changes(text, fix(text, True)[0], 0)


# ---------------------------------------------------------------- by the byte structure of UTF-8

# In real text hardly two characters in a row look like UTF-8 read in one of these (in 258,000 sentences: never).
_TELLING = (
    *("latin-1", "cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-9", "iso8859-15", "cp1253", "iso8859-7"),
    *("mac-roman", "cp437", "cp850", "cp852", "koi8-r", "cp1255", "iso8859-4"),
)
_PAGES = (
    *_TELLING,
    *("cp1251", "cp866", "koi8-u", "iso8859-5", "cp1256", "cp874", "mac-cyrillic", "cp855", "iso8859-6", "cp1258"),
)
_PAGES_TRIED = 8  # of those that fit the text best
_SURE = 4  # so many sequences prove a code page in which real text may hold two or three by chance
_USUAL = ("latin-1", "cp1252")  # other pages that could be meant have the same characters in the same places
_CERTAIN, _ALL = 12, 0.98  # so many, all that can be UTF-8 and nothing strange, are then read in one way only
_LEAST_SHARE = 0.08  # of what is not ASCII: less can be chance in a text that was damaged in another way
_SEQUENCE = (  # the first byte, which is found fast where it stands alone, and what may follow it
    rb"[\xc2-\xf4](?:(?<=[\xc2-\xdf])[\x80-\xbf]|(?<=\xe0)[\xa0-\xbf][\x80-\xbf]|(?<=\xed)[\x80-\x9f][\x80-\xbf]"
    rb"|(?<=[\xe1-\xec\xee\xef])[\x80-\xbf]{2}|(?<=\xf0)[\x90-\xbf][\x80-\xbf]{2}|(?<=[\xf1-\xf3])[\x80-\xbf]{3}"
    rb"|(?<=\xf4)[\x80-\x8f][\x80-\xbf]{2})"
)
_RUN = re.compile(rb"%b(?:%b)*" % (_SEQUENCE, _SEQUENCE))
_HIGH = re.compile("[^\x00-\x7f]")
_GOOD_BESIDE = frozenset(
    "。、，．；：？！（）「」『』‘’“”„‚«»–—…\xa0\u202f¿¡\uffff"
)  # may stand right beside the damage
_BAD = regex.compile(  # what a text that was decoded well does not hold, or hardly
    r"\p{Ll}\p{Lu}|[\p{Cn}\p{Co}\p{Cc}]|\p{Latin}[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}]"
    r"|\p{Cyrillic}[\p{Latin}\p{Greek}\p{Hebrew}\p{Arabic}]|\p{Greek}[\p{Latin}\p{Cyrillic}]"
    r"|[\p{Hebrew}\p{Arabic}\p{Thai}][\p{Latin}\p{Cyrillic}]|[^\p{L}\p{M}\u200c\u200d]\p{M}|\p{L}[¡-§©¬®-³µ¶¸¹¼-¿×÷]\p{L}|[\u2900-\u2aff]|[\u01a2-\u01ae\u01b3\u01b5-\u01cc\u01dd-\u01e5\u01ec-\u01f3\u01f6-\u0217\u021c-\u0252\u0255\u0258\u025a\u025c-\u0262\u0264-\u0267"
    r"\u026a-\u0271\u0273-\u0282\u0284-\u0289\u028c-\u0291\u0293-\u02af]"  # letters that no orthography of today has, or hardly
)
_SCRIPTS = [
    regex.compile(rf"[\p{{{script}}}\p{{Common}}\p{{Inherited}}]+")
    for script in (
        "Latin",
        "Cyrillic",
        "Greek",
        "Hebrew",
        "Arabic",
        "Devanagari",
        "Thai",
        "Armenian",
        "Georgian",
        "Hangul",
    )
] + [regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Common}]+")]


_EUROPEAN = re.compile("[À-ÖØ-öø-žȘ-ț]")
_RUSSIAN = re.compile("[А-я]+")
_MATHS = re.compile("[\u2200-\u22ff\u2500-\u259f]")
_SIGN = 20  # cost of a sign in place of a letter
_NEAR = 8  # what letters of another script must cost more than a Latin letter among Latin words
_MODIFIERS = dict.fromkeys(map(ord, "ʻʼʾʿ"))  # letters that the statistics do not know
_FAR = 15  # what a text must cost more than its repair, where few small letters would change to others
_LATIN = regex.compile(r"\p{Latin}")
_FILLED = 0.93  # confidence where a lost letter was told
_LATIN_WORD = regex.compile(r"\p{Latin}+")


@cache
def _parts_of_utf8() -> npt.NDArray[np.uint8]:
    """By code page and code point, what a character can be as a byte of UTF-8: 1 if it goes on, 2 if it begins."""
    pages = np.stack([page_table(page) for page in _PAGES])
    return (2 * (pages >= 0xC2) + ((pages >= 0x80) & (pages < 0xC0))).astype(np.uint8)


@cache
def _good_beside() -> npt.NDArray[np.bool_]:
    """By code point, whether a character may stand right beside the damage; the last one stands for all further ones."""
    good = np.zeros(0x10001, np.bool_)
    good[:0x80] = True
    good[[ord(c) for c in _GOOD_BESIDE]] = True
    return good


class _Sequences(NamedTuple):
    """Characters in a row that are UTF-8 read in some code page, whole sequences only."""

    start: int
    end: int
    decoded: str


def _utf8(text: str, locale: Locale, lang: str | None) -> list[Change]:
    """UTF-8 that was read in a code page: in the whole line, or in some words of it."""
    codes, alphabet = code_points(text), locale.alphabet
    high = codes[codes > 0x7F]
    reaches = _reaches(high)
    order = np.argsort(-reaches, kind="stable")
    beside = b"\1%b\1" % _good_beside().take(codes, mode="clip").tobytes()
    best: list[tuple[list[Change], str]] = []  # that are worth the same, each with its page
    most = tried = 0
    seen: set[bytes] = set()
    for number, reach in zip(order.tolist(), reaches[order].tolist(), strict=True):
        if reach < max(most, 2) or tried == _PAGES_TRIED:
            break
        page = _PAGES[number]
        as_bytes = bytes_in(codes, page)
        reached = 0 if as_bytes in seen else utf8_bytes(as_bytes)
        seen.add(as_bytes)
        tried += reached > 0
        if reached < max(most, 1):
            continue
        # Right beside a character that is not ASCII, nor punctuation, it is chance, or damage of another kind.
        alone = [m for m in _RUN.finditer(as_bytes) if beside[m.start()] and beside[m.end() + 1]]
        runs = [_Sequences(*m.span(), m[0].decode("utf-8", "replace")) for m in alone]
        found = [(r.start, r.end, r.decoded) for r in _accepted(text, page, runs, len(high), alphabet)] if runs else []
        if not found:
            continue
        found = _again(text, page, found)
        mended = sum(end - start for start, end, _ in found)
        worth = mended - _badness(text, found, alphabet)
        if page in _USUAL and worth >= _ALL * reach and sum(len(new) for _, _, new in found) >= _CERTAIN:
            best = [(found, page)]
            break  # no other page can do better
        if worth >= most and all(found != other for other, _ in best):
            best = [*best, (found, page)] if worth == most else [(found, page)]
            most = worth
    if not best:
        return []
    found, page = best[0] if len(best) == 1 else min(best, key=lambda b: _cost(text, b[0]))
    return _told(text, found, page, locale, lang) if LOST in text else found


def _told(text: str, found: list[Change], page: str, locale: Locale, lang: str | None) -> list[Change]:
    """What was found, without what stands for a lost letter that cannot be told."""
    once = [f for f in found if len(f[2].encode()) == f[1] - f[0]]
    twice = (f for f in found if len(f[2].encode()) != f[1] - f[0])  # read wrongly twice
    whole = [f for f in twice if LOST not in text[f[0] : f[1]]]
    return sorted([*whole, *with_lost_letters(text, sorted(once), page, locale, lexicon(lang))])


def _reaches(high: npt.NDArray[np.uint32]) -> npt.NDArray[np.intp]:
    """For each code page, how many of some characters can belong to sequences of UTF-8 read in it, at most."""
    parts = _parts_of_utf8().take(high, axis=1, mode="clip")
    both = np.bitwise_or.reduce(parts, axis=1) == 3
    return np.asarray(np.count_nonzero(parts, axis=1) * both)


def _cost(text: str, found: list[Change]) -> int:
    """What the letters of the changed words cost: Ăź is ß in one code page, ü in another."""
    signs = sum(unicodedata.category(c)[0] in "SC" or "\u0300" <= c <= "\u036f" for _, _, new in found for c in new)
    return letter_cost(_changed_words(text, found).translate(_MODIFIERS)) + _SIGN * signs


def _changed_words(text: str, found: list[Change]) -> str:
    words = zip(text.split(" "), _changed(text, found).split(" "), strict=False)
    return " ".join(new for old, new in words if old != new)


def _unassigned(text: str) -> bool:
    return any(unicodedata.category(c) == "Cn" for c in text)


def _joined(beside: str) -> bool:
    return not beside.isascii() and any(not c.isascii() and c not in _GOOD_BESIDE for c in beside)


def _again(text: str, page: str, found: list[Change]) -> list[Change]:
    """What was read in `page` if all of it still is UTF-8 read in `page`, which happens where the mistake was made twice."""
    while page in _TELLING:
        as_bytes = []
        for _, _, decoded in found:
            as_bytes.append(bytes_in(code_points(decoded), page))
            if len(decoded) < 2 or not _RUN.fullmatch(as_bytes[-1]):
                return found
        again = [(start, end, b.decode("utf-8", "replace")) for (start, end, _), b in zip(found, as_bytes, strict=True)]
        # «Å in Mac Roman would be ǁ; but Ä§ between letters is no text, and ħ is one, though few languages have it.
        if _cost(text, again) + 2 * _badness(text, again) > _cost(text, found) + 2 * _badness(text, found):
            break
        found = again
    return found


def _accepted(text: str, page: str, runs: list[_Sequences], high: int, alphabet: frozenset[str]) -> list[_Sequences]:
    """The runs that are damage and nothing else."""
    alone = [r for r in runs if not _unassigned(r.decoded)]
    count = sum(len(r.decoded) for r in alone)
    share = sum(r.end - r.start for r in alone) / high
    if (count >= _SURE and share >= 0.9) or (page in _TELLING and count > 1 and share >= _LEAST_SHARE):
        return alone
    proofs = [
        r
        for r in alone
        if (len(r.decoded) >= _SURE and _one_script(r.decoded))
        or _foreign(text, r)
        or (page in _TELLING and _unlike(text[r.start : r.end], r.decoded, alphabet))
        or (page in _TELLING and _dearer(text, r, _FAR))
        or (_among_latin(text, r) and _dearer(text, r, _NEAR))
    ]
    return [r for r in alone if any(r is p or _one_script(p.decoded + r.decoded) for p in proofs)]


def _one_script(decoded: str) -> bool:
    return not _BAD.search(decoded) and any(script.fullmatch(decoded) for script in _SCRIPTS)


def _unlike(run: str, decoded: str, alphabet: frozenset[str]) -> bool:
    """Whether the language does not have the characters that stand there, but the one that they stand for."""
    if decoded.isalpha():
        return decoded in alphabet and any(c.isalpha() and c not in alphabet for c in run)
    return len(run) == 3 and decoded.isprintable() and (decoded in _GOOD_BESIDE or not run.isalpha())


def _among_latin(text: str, run: _Sequences) -> bool:
    """Whether letters of another script, which stand for a Latin one, are alone among Latin words."""
    before, after = text[: run.start].rstrip()[-1:], text[run.end :].lstrip()[:1]
    latin = _LATIN.match(before) and _LATIN.match(after) and _EUROPEAN.fullmatch(run.decoded)
    return bool(latin) and not _RUSSIAN.fullmatch(text, run.start, run.end)


def _dearer(text: str, run: _Sequences, least: int) -> bool:
    """Whether a letter is restored that goes far better with the text than the letters or signs in its place."""
    there = text[run.start : run.end]
    if not _EUROPEAN.fullmatch(run.decoded):
        return False
    before, after = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    if not there.isalpha() and not before.isupper() and (after.islower() or _MATHS.match(there)):
        return True
    return (
        there.isalpha()
        and letter_cost(text) >= letter_cost(_changed(text, [(run.start, run.end, run.decoded)])) + least
    )


def _foreign(text: str, run: _Sequences) -> bool:
    """Whether the run cannot be a part of the word it stands in, and what it stands for can: caf├й, sĂŞ, donтАЩt."""
    first, before, after = text[run.start], text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    if run.decoded in _GOOD_BESIDE and run.end - run.start == 3:  # a punctuation mark
        return True
    if _LATIN.match(first) and not (first.isupper() and before.islower() and run.decoded.islower()):
        return False
    word = before + run.decoded + after
    restored = any(map(str.isalpha, run.decoded)) or run.decoded in "·\xa0"
    letters = (before.isalpha() or after.isalpha()) and restored
    return letters and bool(_SCRIPTS[0].fullmatch(word)) and not _BAD.search(word)


def _outside(text: str, found: list[Change]) -> list[Change]:
    """What is not in code and the like, where damage may be shown on purpose; all of it where most stands outside."""
    spans = protected_spans(text)
    starts = [s.start for s in spans]
    before = ((f, bisect_left(starts, f[1])) for f in found)  # how many spans begin before it ends
    outside = [f for f, count in before if not count or spans[count - 1].end <= f[0]]
    return found if 2 * len(outside) > len(found) else outside


def _only_a_part(text: str, found: list[Change]) -> bool:
    """Whether most of the text would stay as strange as it is: it was damaged in another way."""
    from ftfy.badness import badness

    if 2 * sum(end - start for start, end, _ in found) >= len(_HIGH.findall(text)):
        return False
    return bool(badness(_changed(text, found)) > badness(text) / 2)


def _changed(text: str, found: list[Change]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(found):
        parts += text[at:start], new
        at = end
    return "".join((*parts, text[at:]))


def _badness(text: str, found: list[Change], alphabet: frozenset[str] = frozenset()) -> int:
    decoded = " " + _changed_words(text, found)
    strange = sum(c.isalpha() and c not in alphabet for _, _, new in found for c in new) if alphabet else 0
    return 3 * len(_BAD.findall(decoded)) + strange


# ---------------------------------------------------------------- what a later normalization changed, or lost

_REMAINS = re.compile("[ÂÃÄÅâĀ]")  # with which all of it begins
_FRACTIONS = {"1⁄4": "¼", "1⁄2": "½", "3⁄4": "¾"}
_NORMALIZED = re.compile(r"(?<![A-ZÀ-Þ])([ÃÂÄÅ])([13]⁄[24])")
_NO_BREAK = re.compile(r"(?<![A-ZÀ-Þ])Â\xa0|(?<=[a-zß-ÿ])Ā\xa0|(?<=\d)Â (?=\d)|(?<=«)Â |Â (?=[»:;!?])")
_CLOSING = re.compile(r"(?<=[^\s(\[])â€[\x9d\ufffd]?(?=[\s.,;:!?)\]]|$)")


def _remains(text: str) -> Iterator[Change]:
    if not _REMAINS.search(text):
        return
    for m in _NORMALIZED.finditer(text):
        try:
            yield m.start(), m.end(), (m[1] + _FRACTIONS[m[2]]).encode("latin-1").decode("utf-8")
        except (KeyError, UnicodeError):
            continue
    for m in _NO_BREAK.finditer(text):
        yield m.start(), m.end(), "\xa0"
    for m in _CLOSING.finditer(text):
        yield m.start(), m.end(), "”"


@rule(
    id="mojibake",
    kind=REPAIR,
    stage=ENCODING,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.97,
    trigger=_TRIGGER,
    inside_protected=True,
    examples=[
        fires("Wir fahren nach M⟦Ã¼⟧nchen und K⟦Ã¶⟧ln.", "Wir fahren nach München und Köln.", lang="de"),
        fires("I donâ€™t know.".replace("â€™", "⟦â€™⟧"), "I don’t know.", lang="en"),
        fires("Он сказал: ⟦ÐŸÑ€Ð¸Ð²ÐµÑ‚⟧!", "Он сказал: Привет!", lang="ru"),
        fires("Schöne Grüße aus Z⟦ÃƒÂ¼⟧rich", "Schöne Grüße aus Zürich", lang="de"),
        fires("Das unterst⟦Ã1⁄4⟧tzt die Schule.", "Das unterstützt die Schule.", lang="de"),
        fires("⟦╨Я╤А╨╕╨▓╨╡╤В⟧, world", "Привет, world"),
        fires("Она сказала: ⟦РџСЂРёРІРµС‚⟧!", "Она сказала: Привет!", lang="ru"),
        fires("We met in a caf⟦├й⟧.", "We met in a café.", lang="en"),
        fires("⟦п÷я─п╦п╡п╣я┌⟧", "Привет"),
        fires("voil⟦Ã⟧ le pain", "voilà le pain", lang="fr"),
        fires("Il a 10⟦Â ⟧000 livres.", "Il a 10\xa0000 livres.", lang="fr"),
        fires("der M⟦Ã¼⟧ller und die ``B⟦Ã¼⟧cher`` im K⟦Ã¼⟧bel.", "der Müller und die ``Bücher`` im Kübel.", lang="de"),
        fires("oÊ»rgatadi va boÊ»lgan".replace("Ê»", "⟦Ê»⟧"), "oʻrgatadi va boʻlgan", lang="uz"),
        fires(
            "⟦Ð¡Ñ‡ÐµÑ‚Ñ‡Ð¸Ðº⟧ ⟦Ñ�Ñ‚Ð°Ð»⟧ ⟦Ð¾Ð´Ð½Ð¾Ð¹⟧ ⟦Ð¸Ð·⟧ ⟦Ð¾Ñ�Ð½Ð¾Ð²⟧ ⟦Ð½Ð°ÑƒÐºÐ¸⟧.",
            "Счетчик стал одной из основ науки.",
            lang="ru",
        ),
        fires("⟦Å¹⟧r⟦Ã³⟧d⟦Å‚⟧o: by⟦Å‚⟧ w ⟦Å�⟧odzi.", "Źródło: był w Łodzi.", lang="pl"),
        fires("⟦Ð’Ð¾Ð¶Ð´ÑŒ⟧ ⟦Ð¢Ð»Ð°⟧Ñ�⟦ÐºÐ°Ð»⟧", "Вождь ТлаÑ�кал", lang="ru"),
        silent("Das Zeichen ü wird zu `Ã¼`, wenn es falsch gelesen wird.", lang="de"),
        silent("As IRMÃS e a IRMÃ…", lang="pt"),
        silent("NESTLÉ® et CAFÉ™ sont des marques.", lang="fr"),
        silent("La metà uomo, la metà donna; la città.", lang="it"),
        silent("Hai cô gái Ã Đào, Mã Lương", lang="vi"),
        silent("«À la carte», dit-elle – « voilà »…", lang="fr"),
        silent("Ріка тече, Сіль і Рё", lang="uk"),
        silent("┌──┬──┐\n│ä │é │\n└──┴──┘"),
        silent("„Österreich“ ist schön.", lang="de"),
        silent("Wotsɔ gbeƒã ɖe agbalẽ dzi.", lang="ee"),
        silent("Питeр Maртин из кoнсултaнтскe кoмпaниje ЦГA кoja je oбрaдилa цифрe", lang="sr"),
        silent("Brexitтин маанисин каалаган жаңы фильм", lang="ky"),
        silent("Å gå på ski – Å, så fint!", lang="nb"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if text.isascii():
        return
    damaged = _utf8(text, segment.locale, segment.lang) or _decoded(text) or list(_remains(text))
    found = _outside(text, damaged) if damaged else []
    if not found or _only_a_part(text, found):
        return
    last = 0
    few = len(found) < 3 and all(_LATIN_WORD.fullmatch(text, start, end) for start, end, _ in found)
    spelled = few and letter_cost(text) < letter_cost(_changed(text, found)) + _FAR
    for start, end, new in sorted(found):
        old = text[start:end]
        if start < last or (spelled and old.islower() and "ß" not in old):  # Ewe ƒã is good spelling
            continue
        last = end
        if old == "Ã" and "ã" in segment.locale.alphabet:  # a letter here
            if text[start - 1 : start].islower():
                yield replace(start, end, new, "Ã is à in the wrong encoding", confidence=0.7)
            continue
        sure = _FILLED if LOST in old else None
        yield replace(start, end, new, f"{old} is {new} in the wrong encoding", confidence=sure)
