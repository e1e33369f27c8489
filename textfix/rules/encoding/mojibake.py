"""Repairs text that was decoded with the wrong encoding, such as Ã© for é.

## What it does
Finds UTF-8 that was read as Windows-1250 to 1257, Latin-1, Latin-2, Mac Roman, DOS code pages 437, 850 and 866, or
KOI8-R, once or several times over, in a whole line or in some words of it, and restores what was written: `MÃ¼nchen`
becomes `München`, `donâ€™t` becomes `don’t`. It also restores

- what a later normalization changed: `Ã1⁄4` (it was `Ã¼`) and `Â` before a space that was a no-break space,
- a closing quotation mark whose last byte was lost (`â€` before a space),
- punctuation of the Windows code pages that became a C1 control character (U+0093 is `“` in all of them). C1 characters
  that stand for letters differ from code page to page and are only suggested.

Each damaged word is one edit; the rest of the line is not touched.

## Why
Web pages and translation memories hold text that was decoded wrongly once; systems learn it and repeat it.

## Limits
Damage that also is good spelling stays: `IRMÃ…` in Portuguese capitals, `NESTLÉ®`. In languages that write Ã, a lone
`Ã` before a space is only suggested. What was lost for good (U+FFFD) is not invented. Text of one single-byte encoding
read as another is not found.

## Source
ftfy (Apache-2.0), which decides what is mojibake; the mapping files of the Unicode Consortium for the code pages; the
WHATWG Encoding Standard for C1 characters as Windows-1252.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from textfix.rule import ENCODING, LETTER, REPAIR, Hit, Segment, chars, fires, pair, replace, rule, silent

_C1 = "".join(map(chr, range(0x80, 0xA0)))
_PUNCTUATION = "\xa0–—…’‘“”«»‚„‹›"  # continuation bytes that also follow letters in good text
_SIGNS = _C1 + "€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ¡¢£¤¥¦§¨©ª¬\xad®¯°±²³´µ¶·¸¹º¼½¾¿"
_OTHERS = "ŚŤŹśťźˇ˘ŁĄŞŻ˛łąşĽ˝ľżђѓЂЃЉЊЌЋЏљњќћџЎўЈҐЁЄІіґё№єјЅѕї΅ΆΈΉΊΌΎΏğƒĞİŖŗæøØ"  # of other code pages
_MAC_DOS = "Ç-ÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠∞±≤≥¥µ∂∑∏π∫ªº⌐¬½¼¡░▒▓ƒÄÅæÆ".replace("-", "")
_TRIGGER = (
    pair("ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑ×ØÙÚÛĂĹŃĐĎĆĀŠĪ", _SIGNS + _OTHERS + _PUNCTUATION)
    | pair("àáâãäåæçèéêëìíîïðñò", _SIGNS)
    | pair("ВГДЕОПΒΓΔΕΞΟΠΡ", _SIGNS)
    | pair("âвβā", "€ЂЃ„")
    | pair("РС", _SIGNS + _OTHERS + _PUNCTUATION)
    | pair("√≈∆Œ¬–—‚„ƒœŸ€‡", _MAC_DOS)
    | pair("┬├─┼╬╧╨╤Γπ≡", _MAC_DOS + "ÇîûêëìòôùÿÖ₧ЂБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп│┤")
    | pair("пя", "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©")
    | pair("ÃÂÄÅ", "13 ")
    | chars(_C1)
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
    codecs: dict[str, None] = {}
    found = []
    for m in _TOKEN.finditer(text):
        if not m[0].isascii() and is_bad(m[0]):
            word, codec = fix(m[0])
            if changes := _changes(m[0], word, m.start()):
                found += changes
                codecs[codec] = None
    for codec in codecs:
        if codec:
            found += _sequences(text, codec)
    return found or _changes(text, fix(text, True)[0], 0)


# ---------------------------------------------------------------- code page by code page


@cache
def _utf8_in(codec: str) -> re.Pattern[str]:
    """One UTF-8 sequence of two to four bytes as it looks when read in `codec`."""

    def characters(first: int, last: int) -> str:
        return f"[{re.escape(bytes(range(first, last + 1)).decode(codec, 'ignore'))}]"

    rest = characters(0x80, 0xBF)
    return re.compile(
        f"{characters(0xC2, 0xDF)}{rest}|{characters(0xE0, 0xEF)}{rest}{rest}|{characters(0xF0, 0xF4)}{rest}{rest}{rest}"
    )


def _sequences(text: str, codec: str) -> list[Change]:
    """Repair the words of `text` in which every character that is not ASCII belongs to a sequence read in `codec`."""
    pattern = _utf8_in(codec)
    found = []
    for m in _TOKEN.finditer(text):
        if m[0].isascii() or not pattern.sub("", m[0]).isascii():
            continue
        try:
            word = m[0].encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if word.isprintable() or "\xa0" in word:
            found += _changes(m[0], word, m.start())
    return found


_DOS = re.compile("[├─┼╨╤╬╧][^\x00-\x7f](?<![─-╟╠-╬][─-╬])")  # a letter read in a DOS code page, not a frame
_EVIDENCE = (  # code pages that ftfy does not try, or tries after others, and what only they make of UTF-8
    (("cp437", "cp850", "cp866"), _DOS),
    (("koi8-r",), re.compile("(?:[пя][─-╬░-▓■√≈≤≥⌠⌡°²·÷∙©]){2}")),
)


def _other_pages(text: str) -> list[Change]:
    best: list[Change] = []
    for codecs, evidence in _EVIDENCE:
        if evidence.search(text):
            best = max(best, *(_sequences(text, codec) for codec in codecs), key=len)
    return best


# ---------------------------------------------------------------- what a later normalization changed, or lost

_FRACTIONS = {"1⁄4": "¼", "1⁄2": "½", "3⁄4": "¾"}
_NORMALIZED = re.compile(r"(?<![A-ZÀ-Þ])([ÃÂÄÅ])([13]⁄[24])")
_NO_BREAK = re.compile(r"(?<![A-ZÀ-Þ])Â\xa0|(?<=\d)Â (?=\d)|(?<=«)Â |Â (?=[»:;!?])")
_CLOSING = re.compile(r"(?<=[^\s(\[])â€[\x9d\ufffd]?(?=[\s.,;:!?)\]]|$)")
_IN_ALL_PAGES = "‚„…†‡‰‹‘’“”•–—™›"
_C1_CHARACTER = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
_PART = re.compile(r"[\x80-\x9fÂÃâäåæçèéïð]")  # what stands next to one may be the rest of a longer sequence


def _remains(text: str) -> Iterator[Change]:
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
    examples=[
        fires("Wir fahren nach M⟦Ã¼⟧nchen und K⟦Ã¶⟧ln.", "Wir fahren nach München und Köln.", lang="de"),
        fires("I donâ€™t know.".replace("â€™", "⟦â€™⟧"), "I don’t know.", lang="en"),
        fires("Он сказал: ⟦ÐŸÑ€Ð¸Ð²ÐµÑ‚⟧!", "Он сказал: Привет!", lang="ru"),
        fires("Schöne Grüße aus Z⟦ÃƒÂ¼⟧rich", "Schöne Grüße aus Zürich", lang="de"),
        fires("Die Zeit⟦\x96⟧ein Rätsel", "Die Zeit–ein Rätsel", lang="de"),
        fires("Das unterst⟦Ã1⁄4⟧tzt die Schule.", "Das unterstützt die Schule.", lang="de"),
        fires("⟦╨Я╤А╨╕╨▓╨╡╤В⟧, world", "Привет, world"),
        fires("voil⟦Ã⟧ le pain", "voilà le pain", lang="fr"),
        fires("Il a 10⟦Â ⟧000 livres.", "Il a 10\xa0000 livres.", lang="fr"),
        silent("As IRMÃS e a IRMÃ…", lang="pt"),
        silent("NESTLÉ® et CAFÉ™ sont des marques.", lang="fr"),
        silent("La metà uomo, la metà donna; la città.", lang="it"),
        silent("Hai cô gái Ã Đào, Mã Lương", lang="vi"),
        silent("«À la carte», dit-elle – « voilà »…", lang="fr"),
        silent("Ріка тече, Сіль і Рё", lang="uk"),
        silent("┌──┬──┐\n│ä │é │\n└──┴──┘"),
        silent("„Österreich“ ist schön.", lang="de"),
        silent("Wotsɔ gbeƒã ɖe agbalẽ dzi.", lang="ee"),
        silent("Å gå på ski – Å, så fint!", lang="nb"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if text.isascii():
        return
    found = _other_pages(text) or _decoded(text) or list(_remains(text))
    last = 0
    for start, end, new in sorted(found):
        old = text[start:end]
        if start < last or (len(found) < 3 and old.isalpha() and old.islower()):  # Ewe ƒã is good spelling
            continue
        last = end
        if old == "Ã" and "ã" in segment.locale.alphabet:  # a letter here
            if text[start - 1 : start].islower():
                yield replace(start, end, new, "Ã is à in the wrong encoding", confidence=0.7)
            continue
        yield replace(start, end, new, f"{old} is {new} in the wrong encoding")
    if not found:
        yield from _controls(text)


def _controls(text: str) -> Iterator[Hit]:
    for m in _C1_CHARACTER.finditer(text):
        char = m[0].encode("latin-1").decode("cp1252")
        message = f"control character U+{ord(m[0]):04X} is {char} of a Windows code page"
        beside = text[max(0, m.start() - 1) : m.start()] + text[m.end() : m.end() + 1]
        sure = char in _IN_ALL_PAGES and not _PART.search(beside)
        yield replace(*m.span(), char, message, confidence=0.95 if sure else 0.6)
