"""Repairs Japanese, Chinese and Korean read as Windows-1252 or Latin-1, such as “ú–{Œê for 日本語.

## What it does
Takes a line's characters back to bytes and decodes these as Shift JIS, EUC-JP, GBK, Big5 and EUC-KR. The line is
repaired if all of it decodes and what comes out is plainly one of the languages: kana and common kanji; Hangul with
spaces; or Chinese characters of which nearly all are on the first level of their standard, the few thousand common ones.

## Why
Before UTF-8, each of these languages had encodings of its own, which a program without knowledge of them shows as
accented letters and signs.

## Limits
A line needs six such characters. Text of one of these encodings that was read as another is not found, and neither is
a line in which a byte was lost.

## Source
The levels of JIS X 0208 (rows 16 to 47), GB 2312 (rows 16 to 55) and Big5 (A4 to C6), and the Hangul of KS X 1001 (rows
16 to 40), by which the codecs are ordered; the WHATWG Encoding Standard.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from textfix.rule import (
    ENCODING,
    LETTER,
    REPAIR,
    Edit,
    Hit,
    Segment,
    Span,
    chars,
    fires,
    lazy_pattern,
    not_ascii,
    pair,
    rule,
    silent,
)

_C1 = "".join(map(chr, range(0x80, 0xA0)))
_SIGNS = "€†‡ˆ‰˜¢£¤¥¦§¨©¬\xad¯±µ¶¸¹¼½¾⌐¬⌠⌡∙≤≥≈√░▒▓■▀▄█▌▐│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌≠∞"
_BOX = "┬├─┼╬╧╨╤╫╪┘┌√≈∆◊×"
_LATIN_1 = "".join(map(chr, range(0xC0, 0x100)))
_FIRST = "ÁÂÄÅÆÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛâåîïðô÷ùÿ"  # rare before another letter of Latin-1 in real text
_SECOND = "ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞâåèïôø÷ùÿ"  # rare after one
_AFTER_LETTER = _SIGNS + _BOX + "³¿¡‚„‹÷■"

_HIGH = lazy_pattern("[^\x00-\x7f]")
_PUNCTUATION = lazy_pattern(
    "[、。，．・：；？！“”‘’（）〔〕［］｛｝〈〉《》「」『』【】…—～〜·￥％０-９Ａ-Ｚａ-ｚ—\u3000ー々]"
)
_ASCII_LETTER = lazy_pattern("[A-Za-z]")
_KANA = lazy_pattern("[\u3041-\u30ff]")
_UTF8 = lazy_pattern(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_LEAST = 6  # characters
_COMMON = 0.93  # share of the characters that are common
_ONE_ROW = 0.45
_KANA_SHARE = 0.12


def _to_windows() -> dict[int, str]:
    pairs = ((byte, bytes([byte]).decode("cp1252", "ignore")) for byte in range(0x80, 0xA0))
    return {ord(char): chr(byte) for byte, char in pairs if char}


_WINDOWS = _to_windows()


def _row(char: str, codec: str) -> int:
    """The number of the row in which a character stands in the standard that `codec` encodes, 0 if in none."""
    try:
        code = char.encode(codec)
    except UnicodeError:
        return 0
    return code[0] - 0xA0 if len(code) == 2 else 0


def _japanese(text: str) -> float:
    kana = len(_KANA.findall(text))
    common = kana + sum(16 <= _row(c, "euc_jp") <= 47 for c in text)
    return common / len(text) if kana >= _KANA_SHARE * len(text) else 0


def _korean(text: str) -> float:
    return _share(text, "euc_kr", 16, 40) if all(c < "\u3400" or c >= "가" for c in text) else 0


def _simplified(text: str) -> float:
    return _share(text, "gb2312", 16, 55)


def _traditional(text: str) -> float:
    return _share(text, "big5", 4, 38)


def _share(text: str, codec: str, first: int, last: int) -> float:
    """The share of characters in the rows from `first` to `last`, 0 if one row has too many of them for real text."""
    rows = [_row(c, codec) for c in text]
    if max(Counter(rows).values()) > _ONE_ROW * len(text):
        return 0
    return sum(first <= row <= last for row in rows) / len(text)


_JUDGES: dict[str, tuple[str, Callable[[str], float]]] = {
    "cp932": ("Shift JIS", _japanese),
    "euc_jp": ("EUC-JP", _japanese),
    "euc_kr": ("EUC-KR", _korean),
    "gbk": ("GBK", _simplified),
    "big5": ("Big5", _traditional),
}


def _decoded(text: str) -> tuple[str, str] | None:
    """What the line was written as, and the name of that encoding."""
    try:
        written = text.translate(_WINDOWS).encode("latin-1")
    except UnicodeError:
        return None
    if len(_UTF8.findall(written)) * 3 > not_ascii(text):
        return None  # the business of mojibake
    for codec, (name, judge) in _JUDGES.items():
        try:
            new = written.decode(codec)
        except UnicodeError:
            continue
        wide = _PUNCTUATION.sub("", "".join(_HIGH.findall(new)))
        if len(wide) >= max(_LEAST, len(_ASCII_LETTER.findall(new)) / 2) and judge(wide) >= _COMMON:
            return new, name
    return None


@rule(
    id="east-asian-mojibake",
    kind=REPAIR,
    stage=ENCODING,
    inside_protected=True,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.93,  # below mojibake, which goes first where both see damage
    trigger=chars(_C1)
    | pair(LETTER, _AFTER_LETTER)
    | pair(_FIRST, _LATIN_1)
    | pair(_LATIN_1, _SECOND)
    | pair(_BOX, _SIGNS),
    examples=[
        fires("⟦ÌÀÆü¤Ï±«¤¬¹ß¤ë¤Î¤Ç¡¢»±¤òËº¤ì¤Ê¤¤¤Ç¤¯¤À¤µ¤¤¡£⟧", "明日は雨が降るので、傘を忘れないでください。"),
        fires("⟦Ã÷Ìì»áÏÂÓê£¬Çë²»ÒªÍü¼Ç´øÉ¡¡£⟧", "明天会下雨，请不要忘记带伞。"),
        fires("⟦©ú¤Ñ·|¤U«B¡A½Ð¤£\xadn§Ñ°O±a³Ê¡C⟧", "明天會下雨，請不要忘記帶傘。"),
        fires("⟦³»ÀÏÀº ºñ°¡ ¿À´Ï±î ¿ì»êÀ» ÀØÁö ¸¶¼¼¿ä.⟧", "내일은 비가 오니까 우산을 잊지 마세요."),
        fires(
            "⟦–¾“ú‚Í\x89J‚ª\x8d~‚é‚Ì‚Å\x81A\x8eP‚ð–Y‚ê‚È‚¢‚Å‚\xad‚¾‚³‚¢\x81B⟧",
            "明日は雨が降るので、傘を忘れないでください。",
        ),
        silent("明日は雨が降るので、傘を忘れないでください。", lang="ja"),
        silent("L’été où Noël créa l’ambiguïté du maïs, à Orléans, on fêta ça.", lang="fr"),
        silent("Öööö, ÄÄÄÄ! Yöllä hääyö päättyi äänettömästi.", lang="fi"),
        silent("Það er ekki auðvelt að læra íslensku, æðið ágætt.", lang="is"),
        silent("GrÃ¨ce, dÃ©cÃ¨s, bÃªte et fÃªte", lang="fr"),
        silent("© 2024 Ünü ÄÖÜäöüß §§ 1–3 ±½ °C · £5", lang="de"),
        silent("ÇA, C’EST DÉJÀ ÉTÉ ÉCRIT À LÎLE", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if 2 * not_ascii(text) < _LEAST or not (found := _decoded(text)):
        return
    new, name = found
    edits = []
    at = 0
    for old, now in zip(text.split(" "), new.split(" "), strict=True):  # no character holds the byte of a space
        if old != now:
            edits.append(Edit(Span(at, at + len(old)), now))
        at += len(old) + 1
    span = Span(edits[0].span.start, edits[-1].span.end)
    yield Hit(span, f"text in {name} that was read as Windows-1252 is restored", tuple(edits))
