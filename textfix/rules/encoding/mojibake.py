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

from collections.abc import Iterator

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
    Segment,
    chars,
    fires,
    misread_utf8,
    pair,
    replace,
    rule,
    silent,
    triple,
)

_FILLED = 0.93  # confidence where a lost letter was told
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
    """Yield what is restored; where a language has the letter Ã, one that stands alone is at most suggested."""
    text = segment.text
    if text.isascii():
        return
    for start, end, new in misread_utf8(text, segment.locale, segment.lang):
        old = text[start:end]
        if old != "Ã" or "ã" not in segment.locale.alphabet:
            sure = _FILLED if LOST in old else None
            yield replace(start, end, new, f"{old} is {new} in the wrong encoding", confidence=sure)
        elif text[start - 1 : start].islower():
            yield replace(start, end, new, "Ã is à in the wrong encoding", confidence=0.7)
