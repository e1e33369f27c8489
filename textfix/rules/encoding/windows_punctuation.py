"""Turns C1 control characters back into the punctuation of Windows code pages, such as U+0092 into ’.

## What it does
Repairs the characters U+0080 to U+009F that stand for quotation marks, dashes, the ellipsis, the bullet and other
marks: all Windows code pages have these in the same places, so that the language does not matter. U+0080, the euro
sign in most of them, is repaired beside a digit.

## Why
A text in Windows-1252 that is declared as Latin-1 shows nothing, or a box, where its quotation marks were.

## Limits
C1 characters that stand for letters (U+009C is `œ` in Windows-1252, `ś` in Windows-1250 and `њ` in Windows-1251) are
repaired beside a letter where the alphabet of the language has one of the letters that they may be in these pages, in Mac
Roman and in those of DOS, and no other; elsewhere they are only suggested, and so
is any mark but the apostrophe between two letters, where Mac Roman has letters. A quotation mark without a partner is repaired only in a document with three such characters: its
partner may be a mark that is not damaged, of another style. What a whole wrong decoding left is the
business of `mojibake` and `wrong-code-page`, which run before. The five numbers that Windows-1252 does not use are left
to `control-character`.

## Source
The mapping files of the Unicode Consortium for the Windows code pages; the WHATWG Encoding Standard, which reads
Latin-1 as Windows-1252.
"""

from collections.abc import Iterator

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, fires, lazy_pattern, replace, rule, silent

_UNUSED = "\x81\x8d\x8f\x90\x9d"
_C1 = "".join(c for c in map(chr, range(0x80, 0xA0)) if c not in _UNUSED)
_RUN = lazy_pattern(f"[{_C1}]+")
_IN_ALL_PAGES = frozenset("‚„…†‡‰‹‘’“”•–—™›")
_QUOTES = frozenset("‚„“”")
_PAIR = lazy_pattern("[\x82\x84\x91\x93].*[\x92-\x94]")
_PAGES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman")
_OF_DOS = ("cp437", "cp850", "cp852", "cp857", "cp866")
_MANY = 3
_OF_UTF8 = frozenset("ÂÃÄÅâäåæçèéïðÐÑØÙ")  # beside one of these it may be the rest of a sequence of UTF-8


def _count(text: str) -> int:
    return sum(len(run) for run in _RUN.findall(text))


@rule(
    id="windows-punctuation",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.97,
    trigger=chars(_C1),
    examples=[
        fires("I don⟦\x92⟧t know.", "I don’t know.", lang="en"),
        fires("On je rekao: ⟦\x84⟧Dobro došli⟦\x94⟧.", "On je rekao: „Dobro došli”.", lang="bs"),
        fires("Он ждал ⟦\x97⟧ и не дождался⟦\x85⟧", "Он ждал — и не дождался…", lang="ru"),
        fires("Das kostet 30 ⟦\x80⟧.", "Das kostet 30 €.", lang="de"),
        fires("Die Zeit⟦\x96⟧ein Rätsel", "Die Zeit–ein Rätsel", lang="de"),
        fires("un c⟦\x9c⟧ur", "un cœur", lang="fr"),
        fires("Je tam ⟦\x9e⟧ena.", "Je tam žena.", lang="cs"),
        fires("Przyszed\u0142 go⟦\x9c⟧\u0107.", "Przyszed\u0142 go\u015b\u0107.", lang="pl"),
        silent("She said “hello” – and left…", lang="en"),
        silent("Il a dit « bonjour ».", lang="fr"),
        silent("Er kommt heute‚ nicht morgen.", lang="de"),
        silent("Это «Правда» — газета…", lang="ru"),
        silent("Broken\x81here", lang="en"),
        silent("Tab\tand line\x0bbreak"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text, alphabet = segment.text, segment.locale.alphabet
    paired = _PAIR.search(text) is not None
    for run in _RUN.finditer(text):
        before, after = text[: run.start()][-1:], text[run.end() :][:1]
        inside = before.isalpha() and after.isalpha()
        for at, c1 in enumerate(run[0], run.start()):
            char = c1.encode("latin-1").decode("cp1252")
            sure = char in _IN_ALL_PAGES or (char == "€" and (text[:at].rstrip()[-1:] or "x").isdigit())
            sure = sure and (
                char not in _QUOTES
                or paired
                or segment.document.memo("C1 characters", lambda document: _count(document.text)) >= _MANY
            )
            sure = sure and not _OF_UTF8 & {before, after} and (not inside or char == "’")
            if char.isalpha() and len(run[0]) == 1 and not _OF_UTF8 & {before, after} and alphabet & {before, after}:
                letter = _letter(c1, alphabet)
                char, sure = letter or char, letter is not None
            message = f"control character U+{ord(c1):04X} is {char} of a Windows code page"
            yield replace(at, at + 1, char, message, confidence=0.95 if sure else 0.6)


def _letter(c1: str, alphabet: frozenset[str]) -> str | None:
    """The letter of an alphabet that a C1 character is in Windows or Mac Roman, if no other page has another one."""
    byte = c1.encode("latin-1")
    windows, dos = ({byte.decode(page, "ignore") for page in pages} & alphabet for pages in (_PAGES, _OF_DOS))
    return windows.pop() if len(windows) == 1 and dos <= windows else None
